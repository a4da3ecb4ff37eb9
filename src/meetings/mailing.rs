//! Mails about meetings, written by a job: a hundred people in a transaction. A job that is done twice writes to nobody
//! twice: who is asked is claimed by a conditional update, and who had a mail since the order is left out.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};

use super::{
    mails::Letter,
    rules::{Held, unrefused},
    store::{self, Gathered, Waits},
};
use crate::{
    auth::accounts,
    convenings::{self, ForCalendar},
    entities::users,
    ids::{MeetingPartyId, MeetingPersonId, MeetingRoomId},
    invitations,
    jobs::Job,
    mail::{self, Sender},
    values::MeetingPhase,
    web::AppState,
};

/// How many people are written to in one transaction.
const AT_ONCE: u64 = 100;

/// What people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum What {
    /// Say whom you want to meet.
    Ask,
    /// This is your day.
    Day,
    /// Your day is another.
    Changed,
    /// Your link, for whoever comes newly or has lost theirs.
    Link,
    /// The plan was taken back.
    Back,
}

impl What {
    /// Whether it is still so.
    fn holds(self, phase: MeetingPhase) -> bool {
        match self {
            Self::Ask => phase == MeetingPhase::Wishes,
            Self::Day | Self::Changed => phase == MeetingPhase::Published,
            Self::Link => phase != MeetingPhase::Setup,
            Self::Back => phase != MeetingPhase::Published,
        }
    }
}

/// The job of writing to those who meet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MeetingMails {
    pub(super) room: MeetingRoomId,
    pub(super) what: What,
    pub(super) ordered_at: DateTime<Utc>,
    /// Only to these; to everybody where there are none named.
    #[serde(default)]
    pub(super) people: Option<Vec<MeetingPersonId>>,
}

impl Job for MeetingMails {
    const KIND: &'static str = "meeting_mails";
}

impl MeetingMails {
    pub(super) const fn to_all(room: MeetingRoomId, what: What, ordered_at: DateTime<Utc>) -> Self {
        Self {
            room,
            what,
            ordered_at,
            people: None,
        }
    }

    /// Their link, to these.
    pub(super) const fn to_people(
        room: MeetingRoomId,
        people: Vec<MeetingPersonId>,
        ordered_at: DateTime<Utc>,
    ) -> Self {
        Self {
            room,
            what: What::Link,
            ordered_at,
            people: Some(people),
        }
    }
}

/// What all mails of one go are written from.
pub(super) struct Going {
    pub(super) of: Gathered,
    /// The meetings of the plan in force.
    pub(super) held: Vec<Held>,
    pub(super) convening: ForCalendar,
    pub(super) host: Option<users::Model>,
    pub(super) sender: Option<Sender>,
}

impl Going {
    /// Nothing if the meetings, or their convening, are gone.
    async fn load(app: &AppState, id: MeetingRoomId) -> anyhow::Result<Option<Self>> {
        let db = app.db.read();
        let Some(room) = store::by_id(db, id).await? else {
            return Ok(None);
        };
        let (key, now) = (room.convening_id, app.now());
        let Some(convening) = convenings::for_calendar(db, key).await? else {
            return Ok(None);
        };
        let asks = convening.convening.row.host_id.or(room.created_by);
        let host = match asks {
            Some(user) => accounts::by_id(db, user).await?,
            None => None,
        };
        let sender = app
            .db
            .write(async |txn| invitations::sender_of(txn, &app.settings, key, now).await)
            .await?;
        let of = store::gathered(app.db.read(), room).await?;
        let held = store::held_in(app.db.read(), &of, of.room.plan_id).await?;
        Ok(Some(Self {
            held: unrefused(held, &of.wishes),
            of,
            convening,
            host,
            sender,
        }))
    }
}

/// Writes to whom it concerns.
pub async fn write_meeting_mails(app: &AppState, job: MeetingMails) -> anyhow::Result<()> {
    let Some(going) = Going::load(app, job.room).await? else {
        return Ok(());
    };
    let mut after: Option<MeetingPersonId> = None;
    loop {
        let people = store::waits_for(app.db.read(), job.room, after, AT_ONCE).await?;
        let Some(last) = people.last() else {
            return Ok(());
        };
        after = Some(last.person.id);
        app.db
            .write(async |txn| some(txn, app, (&going, &job), &people).await)
            .await?;
    }
}

/// One transaction of it.
async fn some(
    txn: &DatabaseTransaction,
    app: &AppState,
    (going, job): (&Going, &MeetingMails),
    people: &[Waits],
) -> anyhow::Result<()> {
    let held = store::by_id(txn, job.room).await?;
    let Some(room) = held.filter(|room| job.what.holds(room.phase)) else {
        return Ok(());
    };
    if store::is_cancelled(txn, &room).await? {
        return Ok(());
    }
    let ids = people.iter().map(|waits| waits.person.id);
    let had = store::mailed_since(txn, ids, job.ordered_at).await?;
    let now = app.now();
    for waits in people {
        let wanted = job.people.as_ref();
        let meant = wanted.is_none_or(|people| people.contains(&waits.person.id));
        if waits.barred || !meant || !takes_part(going, waits.party) {
            continue;
        }
        let first = match job.what {
            What::Ask => store::claim_question(txn, waits.person.id, now).await?,
            What::Link if room.phase == MeetingPhase::Wishes => {
                // They are asked with it, and not once more.
                store::claim_question(txn, waits.person.id, now).await?;
                !had.contains(&waits.person.id.0)
            }
            _ => !had.contains(&waits.person.id.0),
        };
        let mute = waits.person.illustrative && app.settings.demo_mailbox.is_none();
        if !first || mute {
            continue;
        }
        let link = store::fresh_link(txn, waits.person.id, now).await?;
        let letter = Letter {
            settings: &app.settings,
            going,
        };
        let draft = letter.draft(waits, job.what, &link)?;
        mail::enqueue(txn, &draft, now).await?;
    }
    Ok(())
}

fn takes_part(going: &Going, party: MeetingPartyId) -> bool {
    going.of.taking_part.iter().any(|it| it.id == party)
}
