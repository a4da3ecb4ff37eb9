//! `roundtable serve`: the site, until it is told to stop.

use anyhow::Context;
use chrono::TimeDelta;
use tokio::net::TcpListener;
use url::Url;

use crate::{
    app::App,
    clock::Clock,
    config::ServeArgs,
    loading,
    mail::{InboxAddress, Transport},
    web::{IncomingMail, Settings},
};

pub(super) async fn serve(args: ServeArgs) -> anyhow::Result<()> {
    let db = super::open(&args.database).await?;
    db.migrate().await?;
    loading::reference_if_missing(&db).await?;
    let transport = Transport::open(&args.mail, &args.mail_from)?;
    let reply_domain = args.reply_domain.clone();
    let settings = Settings {
        base_url: base_url(&args.base_url)?,
        reply_domain: reply_domain.unwrap_or_else(|| transport.domain().to_owned()),
        trusted_proxy: args.trusted_proxy,
        csp_report: args.csp_report,
        demo_mailbox: None,
        incoming: IncomingMail {
            lmtp: args.lmtp,
            imap: args.imap.clone().map(|inbox| InboxAddress {
                authority: args.imap_ca.clone(),
                ..inbox
            }),
            ..args.incoming.settings()
        },
    };
    let listener = TcpListener::bind(args.bind)
        .await
        .with_context(|| format!("cannot listen on {}", args.bind))?;
    println!("Listening on http://{}", listener.local_addr()?);
    let app = App::new(db.clone(), Clock::Machine, settings, transport)
        .with_lease(TimeDelta::seconds(args.job_lease_seconds));
    app.serve(listener, args.workers, stop_signal()).await?;
    Ok(db.close().await?)
}

pub(super) fn base_url(text: &str) -> anyhow::Result<Url> {
    let url: Url = text
        .parse()
        .with_context(|| format!("the base URL {text} is not one"))?;
    anyhow::ensure!(
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some(),
        "the base URL must begin with https:// (or http:// on your own machine)"
    );
    Ok(url)
}

/// Returns when the process is asked to stop.
pub(super) async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(error) => {
                tracing::error!(%error, "cannot listen for SIGTERM");
                return;
            }
        };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}
