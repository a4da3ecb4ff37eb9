//! The test application: a database of its own, a clock that stands still, mail kept in memory, and
//! a browser-like client with a cookie jar. A test that leaves a mail unread or a job undone fails.

mod client;
mod database;
mod mailbox;
mod template;

use chrono::{DateTime, Utc};
use roundtable::{
    app::App,
    auth::{accounts, links},
    clock::Clock,
    db::Db,
    ids::PartnershipId,
    mail::{Envelope, MailAddress, Transport},
    values::Role,
    web::{IncomingMail, Settings},
};

pub use client::{Browser, Page};
use database::TestDatabase;
pub use mailbox::Mailbox;
use template::Content;

/// When every test takes place, unless it moves the clock: a Sunday in November 2026.
pub fn then() -> DateTime<Utc> {
    "2026-11-22T15:00:00Z".parse().unwrap()
}

pub struct TestApp {
    pub app: App,
    database: TestDatabase,
}

impl TestApp {
    pub async fn new() -> Self {
        Self::on(Content::Nothing).await
    }

    /// With the reference data and the sample funders and goals.
    pub async fn with_sample() -> Self {
        Self::on(Content::Sample).await
    }

    async fn on(content: Content) -> Self {
        let database = TestDatabase::fresh(content).await;
        let settings = Settings {
            base_url: "http://roundtable.test".parse().unwrap(),
            trusted_proxy: true,
            csp_report: false,
            demo_mailbox: None,
            incoming: IncomingMail {
                servers: vec!["mx.convene.example".to_owned()],
                way_authenticates: false,
                secret: Some("secret".to_owned()),
                lmtp: None,
                imap: None,
            },
            reply_domain: "roundtable.example".to_owned(),
        };
        let transport =
            Transport::open(&MailAddress::Memory, "Roundtable <hello@roundtable.test>").unwrap();
        let app = App::new(
            database.db.clone(),
            Clock::set_to(then()),
            settings,
            transport,
        );
        Self { app, database }
    }

    pub fn db(&self) -> &Db {
        &self.app.state.db
    }

    /// The same database, as another process has it open.
    pub async fn another_process(&self) -> Db {
        self.database.open().await
    }

    /// Where it is, for a command of our own.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    pub fn clock(&self) -> &Clock {
        &self.app.state.clock
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.state.now()
    }

    /// A visitor who has not signed in.
    pub fn visitor(&self) -> Browser {
        Browser::new(self.app.router().unwrap())
    }

    /// A signed-in member of staff with this role.
    pub async fn staff(&self, role: Role) -> Browser {
        self.signed_in(&role.to_string(), role, None).await
    }

    /// A signed-in lead of this partnership.
    pub async fn lead(&self, partnership: PartnershipId) -> Browser {
        let name = format!("lead.{partnership}");
        self.signed_in(&name, Role::PartnershipLead, Some(partnership))
            .await
    }

    async fn signed_in(
        &self,
        mailbox: &str,
        role: Role,
        partnership: Option<PartnershipId>,
    ) -> Browser {
        let email = format!("{mailbox}@roundtable.test").parse().unwrap();
        let now = self.now();
        let token = self
            .db()
            .write(async |txn| {
                let user = if let Some(user) = accounts::by_email(txn, &email).await? {
                    user.id
                } else {
                    let new = accounts::NewAccount {
                        name: format!("{} Tester", role.label()),
                        email: email.clone(),
                        role,
                        partnership,
                        password_hash: None,
                    };
                    accounts::open(txn, new, now).await?
                };
                links::make(txn, user, links::GOOD_FOR, now).await
            })
            .await
            .unwrap();
        let mut browser = self.visitor();
        let page = browser
            .post(&format!("/sign-in/{}", token.reveal()), &[])
            .await;
        assert_eq!(page.status, 303, "signing in: {}", page.body);
        browser
    }

    /// Does every job that is due and takes out the mail that was sent.
    pub async fn mail(&self) -> Vec<Envelope> {
        self.app.workers().drain().await.unwrap();
        self.app.transport.take_sent()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let unread = self.app.transport.take_sent();
        assert!(unread.is_empty(), "mail left unread: {unread:?}");
        self.database.assert_no_job_waits();
    }
}
