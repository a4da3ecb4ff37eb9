//! The mails of a poll, written by a job: a hundred people in a transaction. A job that is done twice writes to nobody
//! twice: who is asked is claimed by a conditional update, and who had a mail since the order is left out.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};

use super::{
    mails::{Kind, Letter},
    rules::{Question, knows_of_it, question},
    store::{self, About},
};
use crate::{
    entities::{poll_options, poll_people},
    ids::{PollId, PollOptionId, PollPersonId},
    invitations,
    jobs::Job,
    mail::{self, Sender},
    values::{PollManner, PollState, TimeZone},
    web::AppState,
};

/// How many people are written to in one transaction.
const AT_ONCE: u64 = 100;

/// What a poll's people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum What {
    Ask,
    Decided,
    TakenBack,
    Withdrawn,
}

impl What {
    /// Whether it is still so.
    const fn holds(self, state: PollState) -> bool {
        matches!(
            (self, state),
            (Self::Ask | Self::TakenBack, PollState::Open)
                | (Self::Decided, PollState::Decided)
                | (Self::Withdrawn, PollState::Withdrawn)
        )
    }
}

/// The job of writing to a poll's people.
#[derive(Debug, Serialize, Deserialize)]
pub struct PollMails {
    pub(super) poll: PollId,
    pub(super) what: What,
    pub(super) ordered_at: DateTime<Utc>,
}

impl Job for PollMails {
    const KIND: &'static str = "poll_mails";
}

/// A poll as all mails of one go tell it.
pub(super) struct Going {
    pub(super) about: About,
    pub(super) options: Vec<poll_options::Model>,
    pub(super) sender: Option<Sender>,
}

impl Going {
    /// Nothing if there is no such poll.
    pub(super) async fn load(app: &AppState, id: PollId) -> anyhow::Result<Option<Self>> {
        let Some(going) = Self::unsent(app, id).await? else {
            return Ok(None);
        };
        let (now, of) = (app.now(), going.about.poll.convening_id);
        let sender = app
            .db
            .write(async |txn| invitations::sender_of(txn, &app.settings, of, now).await)
            .await?;
        Ok(Some(Self { sender, ..going }))
    }

    /// The same to look at: who it comes from is settled when it is sent, because that writes.
    pub(super) async fn unsent(app: &AppState, id: PollId) -> anyhow::Result<Option<Self>> {
        let Some(about) = About::load(app.db.read(), id).await? else {
            return Ok(None);
        };
        Ok(Some(Self {
            options: store::live_options(app.db.read(), id).await?,
            about,
            sender: None,
        }))
    }

    /// When the newest time was added that can be asked about.
    pub(super) fn newest(&self) -> Option<DateTime<Utc>> {
        match self.about.poll.manner {
            PollManner::Options => self.options.iter().map(|option| option.added_at).max(),
            PollManner::AnyTime => None,
        }
    }

    /// The times that were added since somebody answered.
    pub(super) fn newer_than(&self, answered: Option<DateTime<Utc>>) -> Vec<poll_options::Model> {
        let newer = |option: &&poll_options::Model| {
            answered.is_none_or(|answered| option.added_at > answered)
        };
        self.options.iter().filter(newer).cloned().collect()
    }

    pub(super) fn letter<'a>(
        &'a self,
        app: &'a AppState,
        options: &'a [poll_options::Model],
    ) -> Letter<'a> {
        Letter {
            settings: &app.settings,
            about: &self.about,
            options,
            sender: self.sender.as_ref(),
        }
    }

    pub(super) fn is_mute(&self, app: &AppState) -> bool {
        self.about.poll.illustrative && app.settings.demo_mailbox.is_none()
    }
}

/// Writes to whom it concerns.
pub async fn write_poll_mails(app: &AppState, job: PollMails) -> anyhow::Result<()> {
    let Some(going) = Going::load(app, job.poll).await? else {
        return Ok(());
    };
    let mut after: Option<PollPersonId> = None;
    loop {
        let db = app.db.read();
        let people = store::page_of_people(db, job.poll, after, AT_ONCE).await?;
        let Some(last) = people.last() else {
            return Ok(());
        };
        after = Some(last.id);
        let zones = store::zones_of(db, &people, &going.about.poll.time_zone).await?;
        let people: Vec<_> = people.into_iter().zip(zones).collect();
        app.db
            .write(async |txn| some(txn, app, (&going, &job), &people).await)
            .await?;
    }
}

/// One transaction of it.
async fn some(
    txn: &DatabaseTransaction,
    app: &AppState,
    (going, job): (&Going, &PollMails),
    people: &[(poll_people::Model, TimeZone)],
) -> anyhow::Result<()> {
    let held = store::hold(txn, job.poll).await?;
    if !held.is_some_and(|poll| job.what.holds(poll.state)) {
        return Ok(());
    }
    let rows: Vec<_> = people.iter().map(|(person, _)| person.clone()).collect();
    let bars = store::barred(txn, &rows, false).await?;
    let ids = || rows.iter().map(|person| person.id);
    let had = store::mailed_since(txn, ids(), job.ordered_at).await?;
    let chosen = going.about.poll.decided_option_id;
    let said = match chosen {
        Some(chosen) => store::said_of(txn, chosen, ids()).await?,
        None => std::collections::BTreeMap::new(),
    };
    let now = app.now();
    for ((person, zone), bars) in people.iter().zip(bars) {
        if bars.do_not_contact || bars.suppressed {
            continue;
        }
        let (kind, options) = match job.what {
            What::Ask => {
                let Some(asked) = claimed(txn, going, person, now).await? else {
                    continue;
                };
                asked
            }
            _ if had.contains(&person.id.0) || !knows_of_it(person) => continue,
            What::Decided => {
                let options = only(going, chosen);
                (Kind::Decided(said.get(&person.id).copied()), options)
            }
            What::TakenBack => (Kind::TakenBack, going.options.clone()),
            What::Withdrawn => (Kind::Withdrawn, Vec::new()),
        };
        if going.is_mute(app) || bars.sample && app.settings.demo_mailbox.is_none() {
            continue;
        }
        let link = store::fresh_link(txn, person.id, now).await?;
        let draft = going
            .letter(app, &options)
            .draft(person, zone, kind, &link)?;
        mail::enqueue(txn, &draft, now).await?;
    }
    Ok(())
}

fn only(going: &Going, option: Option<PollOptionId>) -> Vec<poll_options::Model> {
    let all = going.options.iter();
    all.filter(|each| Some(each.id) == option)
        .cloned()
        .collect()
}

/// What this person is asked, once it is noted that they are; nothing if there is nothing to ask.
async fn claimed(
    txn: &DatabaseTransaction,
    going: &Going,
    person: &poll_people::Model,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<(Kind, Vec<poll_options::Model>)>> {
    let Some(asked) = question(person, going.newest()) else {
        return Ok(None);
    };
    if !store::claim_question(txn, person, asked, now).await? {
        return Ok(None);
    }
    Ok(Some(match asked {
        Question::Everything => (Kind::Ask, going.options.clone()),
        Question::Newer => (Kind::Newer, going.newer_than(person.answered_at)),
    }))
}
