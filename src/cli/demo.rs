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
    loading,
    mail::{MailAddress, Transport},
    values::{EmailAddress, Role},
    web::Settings,
};

/// How long the printed link stays good: a newcomer may read the README first.
const LINK_GOOD_FOR: TimeDelta = TimeDelta::hours(24);

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
    };
    let link = sign_in_link(&db, &settings).await?;
    println!("Data in {}", folder.display());
    println!("Listening on {}", settings.url(""));
    println!("Sign in: {link}");
    let app = App::new(db.clone(), Clock::Machine, settings, transport);
    app.serve(listener, 2, super::serve::stop_signal()).await?;
    Ok(db.close().await?)
}

/// A one-time link for the demo's administrator.
async fn sign_in_link(db: &Db, settings: &Settings) -> anyhow::Result<String> {
    let email: EmailAddress = "demo@example.org".parse()?;
    let now = Clock::Machine.now();
    let token = db
        .write(async |txn| {
            let user = if let Some(user) = accounts::by_email(txn, &email).await? {
                user.id
            } else {
                let new = NewAccount {
                    name: "Demo Administrator".to_owned(),
                    email: email.clone(),
                    role: Role::Administrator,
                    partnership: None,
                    password_hash: None,
                };
                accounts::open(txn, new, now).await?
            };
            links::make(txn, user, LINK_GOOD_FOR, now).await
        })
        .await?;
    Ok(settings.url(&format!("/sign-in/{}", token.reveal())))
}
