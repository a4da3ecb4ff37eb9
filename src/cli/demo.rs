//! `roundtable demo`: everything on this machine, with the real directory and illustrative goals.

use anyhow::Context;
use chrono::TimeDelta;
use tokio::net::TcpListener;

use crate::{
    app::App,
    auth::{
        accounts::{self, NewAccount},
        links,
    },
    clock::Clock,
    config::DemoArgs,
    db::{ConnectOptions, Db},
    ids::PartnershipId,
    loading,
    mail::{MailAddress, Transport},
    partnerships,
    values::Role,
    web::{IncomingMail, Settings},
};

/// How long the printed link stays good: a newcomer may read the README first.
const LINK_GOOD_FOR: TimeDelta = TimeDelta::hours(24);

/// The sample partnership that the demo's lead leads.
const SAMPLE_TABLE: &str = "bay-crossing-integration-table-example";

pub(super) async fn demo(args: DemoArgs) -> anyhow::Result<()> {
    // Held until the end: a temporary folder is removed when it is dropped.
    let temporary = tempfile::Builder::new()
        .prefix("roundtable-demo-")
        .tempdir()?;
    let folder = args
        .dir
        .clone()
        .unwrap_or_else(|| temporary.path().to_owned());
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make {}", folder.display()))?;
    let url = format!("sqlite://{}", folder.join("roundtable.db").display());
    let db = Db::open(&ConnectOptions {
        url,
        connections: 8,
    })
    .await?;
    let now = Clock::Machine.now();
    db.migrate().await?;
    println!("Loading cities, funders and sample goals ...");
    match loading::everything(&db, now).await? {
        Some(loaded) => println!("{loaded}"),
        None => println!("All there already."),
    }
    let listener = TcpListener::bind(args.bind)
        .await
        .with_context(|| format!("cannot listen on {}", args.bind))?;
    let base_url = super::serve::base_url(&format!("http://{}", listener.local_addr()?))?;
    let mailbox = folder.join("mail");
    let transport = Transport::open(
        &MailAddress::Folder(mailbox.clone()),
        "Roundtable <roundtable@localhost>",
    )?;
    let settings = Settings {
        base_url,
        trusted_proxy: false,
        csp_report: args.csp_report,
        demo_mailbox: Some(mailbox),
        incoming: IncomingMail::default(),
        reply_domain: "roundtable.example".to_owned(),
    };
    let link = sign_in_link(&db, &settings, administrator()?).await?;
    let lead = match partnerships::by_slug(db.read(), SAMPLE_TABLE).await? {
        Some(table) => Some(sign_in_link(&db, &settings, lead_of(table.id)?).await?),
        None => None,
    };
    println!("Data in {}", folder.display());
    println!("Listening on {}", settings.url(""));
    println!("Sign in: {link}");
    if let Some(lead) = lead {
        println!("Partnership lead: {lead}");
    }
    let app = App::new(db.clone(), Clock::Machine, settings, transport);
    app.serve(listener, 2, super::serve::stop_signal()).await?;
    Ok(db.close().await?)
}

fn administrator() -> anyhow::Result<NewAccount> {
    Ok(NewAccount {
        name: "Demo Administrator".to_owned(),
        email: "demo@example.org".parse()?,
        role: Role::Administrator,
        partnership: None,
        password_hash: None,
    })
}

fn lead_of(partnership: PartnershipId) -> anyhow::Result<NewAccount> {
    Ok(NewAccount {
        name: "Demo Partnership Lead".to_owned(),
        email: "lead@example.org".parse()?,
        role: Role::PartnershipLead,
        partnership: Some(partnership),
        password_hash: None,
    })
}

/// A one-time link for one of the demo's accounts, which is opened where it is not there yet.
async fn sign_in_link(db: &Db, settings: &Settings, new: NewAccount) -> anyhow::Result<String> {
    let now = Clock::Machine.now();
    let token = db
        .write(async |txn| {
            let user = match accounts::by_email(txn, &new.email).await? {
                Some(user) => user.id,
                None => accounts::open(txn, new, now).await?,
            };
            links::make(txn, user, LINK_GOOD_FOR, now).await
        })
        .await?;
    Ok(settings.url(&format!("/sign-in/{}", token.reveal())))
}
