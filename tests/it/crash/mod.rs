//! Killing the site at any moment loses nothing that was promised: while 200 registrations come in,
//! the process is killed again and again and started on the same database. Every registration that
//! was answered is kept and its mail arrives; a mail arrives twice only under one Message-ID.

mod sender;
mod site;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use roundtable::{
    db::{ConnectOptions, Db},
    entities::{goals, interests, jobs, outbound_mails},
    values::JobState,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use self::{sender::Senders, site::Site};
use crate::support::{Mailbox, then};

const REGISTRATIONS: usize = 200;
const KILLS: usize = 12;

/// A fixed sequence of numbers below `most`: the moments of killing differ, and can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killing_the_site_loses_no_registration_and_no_mail() {
    if std::env::var("TEST_DATABASE_URL").is_ok() {
        // A killed process cannot tear a file that PostgreSQL owns.
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("crash.db").display());
    let db = prepared(&url).await;
    let mailbox = Mailbox::open().await;
    let mut site = Site::start(&url, mailbox.port).await;
    let senders = Arc::new(Senders::new(site.port, form_path(&db).await, REGISTRATIONS));
    let sending = Arc::clone(&senders).send_all();

    let mut dice = Dice(20_261_122);
    for kill in 1..=KILLS {
        let from = kill * REGISTRATIONS / (KILLS + 2);
        senders.wait_for_answers(from).await;
        tokio::time::sleep(Duration::from_millis(dice.below(40))).await;
        site.kill_and_restart().await;
    }
    sending.await.unwrap();
    assert!(
        senders.unanswered() > 0,
        "no kill came while a request was under way"
    );
    everything_done(&db).await;
    site.kill().await;
    check(&db, &mailbox, &senders).await;
}

async fn prepared(url: &str) -> Db {
    let db = Db::open(&ConnectOptions {
        url: url.to_owned(),
        connections: 2,
    })
    .await
    .unwrap();
    db.migrate().await.unwrap();
    roundtable::loading::sample(&db, then()).await.unwrap();
    db
}

async fn form_path(db: &Db) -> String {
    let goal = goals::Entity::find()
        .filter(goals::Column::OpenForInterest.eq(true))
        .one(db.read())
        .await
        .unwrap()
        .unwrap();
    format!("/g/{}/interest", goal.slug)
}

/// Waits until no job is left; those of a killed worker come back when their lease is over.
async fn everything_done(db: &Db) {
    for _ in 0..450 {
        let open = jobs::Entity::find()
            .filter(jobs::Column::State.ne(JobState::Done))
            .count(db.read())
            .await
            .unwrap();
        if open == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("jobs are still open after 45 s");
}

async fn check(db: &Db, mailbox: &Mailbox, senders: &Senders) {
    let rows = interests::Entity::find().all(db.read()).await.unwrap();
    assert_eq!(rows.len(), REGISTRATIONS, "one row per address");
    let mails: BTreeMap<_, _> = outbound_mails::Entity::find()
        .all(db.read())
        .await
        .unwrap()
        .into_iter()
        .map(|mail| (mail.id, mail.message_id))
        .collect();
    let delivered = mailbox.delivered();
    let mut repeats = 0;
    for n in 0..REGISTRATIONS {
        let address = sender::address(n);
        let row = rows.iter().find(|row| row.email.as_str() == address);
        let row = row.unwrap_or_else(|| panic!("{address} was answered and is not kept"));
        let got: Vec<&str> = delivered
            .iter()
            .filter(|(to, _)| *to == address)
            .map(|(_, id)| id.as_str())
            .collect();
        let different: BTreeSet<&str> = got.iter().copied().collect();
        let latest = &mails[&row.confirm_mail_id.unwrap()];
        assert!(
            different.iter().any(|id| id.starts_with(latest.as_str())),
            "{address}: the mail with the link that works did not arrive"
        );
        assert!(
            different.len() <= senders.tries(n),
            "{address}: {got:?} after {} tries",
            senders.tries(n)
        );
        repeats += got.len() - different.len();
    }
    println!(
        "{KILLS} kills, {} requests without an answer, {} mails delivered, {repeats} of them twice under one Message-ID",
        senders.unanswered(),
        delivered.len()
    );
}
