//! `roundtable mail ingest`: one mail from a mail server's pipe. Exit codes are those of sysexits: 0 is taken in, whatever
//! it said; 75 is "try again".

use std::{io::Read, process::ExitCode, sync::Arc};

use anyhow::Context;

use crate::{
    clock::Clock,
    config::IngestArgs,
    invitations::incoming::{Way, receive},
    web::{AppState, Assets, Settings},
};

/// `EX_TEMPFAIL` of sysexits.
const TRY_AGAIN: u8 = 75;
/// One byte more than is read tells that a mail is too large.
const MOST: u64 = 5 * 1024 * 1024 + 1;

pub(super) async fn ingest(args: &IngestArgs) -> ExitCode {
    match take_in(args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("roundtable: {error:#}");
            ExitCode::from(TRY_AGAIN)
        }
    }
}

async fn take_in(args: &IngestArgs) -> anyhow::Result<()> {
    let mut raw = Vec::new();
    std::io::stdin()
        .take(MOST)
        .read_to_end(&mut raw)
        .context("the mail cannot be read")?;
    anyhow::ensure!(!raw.is_empty(), "there was no mail in the input");
    let db = super::open(&args.database).await?;
    let app = AppState {
        db: db.clone(),
        clock: Clock::Machine,
        assets: Assets::embedded(),
        settings: Arc::new(Settings {
            base_url: super::serve::base_url("http://localhost")?,
            trusted_proxy: false,
            csp_report: false,
            demo_mailbox: None,
            incoming: args.incoming.settings(),
            reply_domain: "localhost".to_owned(),
        }),
    };
    receive(&app, Way::Ingest, &args.recipient, &raw).await?;
    Ok(db.close().await?)
}
