//! Sending reminders: those that are due, once a minute, and one to the silent when staff press the button.
//!
//! Each guest is a transaction of their own: the row is held, everything is looked at again, and the note that they had
//! it, the link, the mail and the ledger's line are written together or not at all. So two processes at once send one.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;

use super::{
    mails::{self, Words},
    rules::{Facts, Limits, may_get},
    store::{self, Standing},
};
use crate::{
    convenings::{self, ForCalendar},
    entities::reminders,
    ids::{ConveningId, InvitationId, ReminderId},
    invitations::ledger,
    mail,
    values::{ReminderAudience, wall_time},
    web::AppState,
};

/// The most mails of one go; the rest follow a minute later.
const AT_ONCE: usize = 500;

/// Who sends what nobody pressed a button for.
const BY_ITSELF: &str = "Roundtable";

/// A convening, and until when its guests are asked to answer.
pub(super) struct Scene {
    of: ForCalendar,
    answer_by: Option<DateTime<Utc>>,
}

impl Scene {
    pub(super) async fn of(
        app: &AppState,
        id: ConveningId,
        answer_by: Option<DateTime<Utc>>,
    ) -> Result<Option<Self>, DbErr> {
        let found = convenings::for_calendar(app.db.read(), id).await?;
        Ok(found.map(|of| Self { of, answer_by }))
    }

    /// What placeholders are filled with for one guest.
    pub(super) fn facts(&self, name: &str, organization: &str) -> Facts {
        let (plan, zone) = (&self.of.convening.plan, &self.of.convening.row.time_zone);
        let place = match (plan.meeting_place(), &self.of.place) {
            ("", _) => plan.join_link().to_owned(),
            (venue, Some(city)) => format!("{venue}, {city}"),
            (venue, None) => venue.to_owned(),
        };
        Facts {
            name: name.to_owned(),
            organization: (if organization.is_empty() {
                "your organization"
            } else {
                organization
            })
            .to_owned(),
            title: plan.title.clone(),
            when: plan.when.words(),
            place,
            answer_by: self
                .answer_by
                .map(|by| wall_time::moment(by, zone))
                .unwrap_or_default(),
        }
    }
}

/// One reminder on its way: what it says, to whom, and which it is.
pub(super) struct Going<'a> {
    pub(super) scene: &'a Scene,
    pub(super) words: Words,
    pub(super) audience: ReminderAudience,
    /// Nothing for one that staff send by hand.
    pub(super) this: Option<ReminderId>,
    pub(super) limits: Limits,
    pub(super) sent_by: &'a str,
}

/// Sends what is due, and says how many mails that was. Harmless when repeated or run twice at once.
pub async fn send_due_reminders(app: &AppState) -> anyhow::Result<usize> {
    let (db, now) = (app.db.read(), app.now());
    let mut sent = 0;
    for due in store::due(db, now).await? {
        let reminder = due.reminder;
        let Some(scene) = Scene::of(app, reminder.convening_id, due.answer_by).await? else {
            continue;
        };
        let most = store::limit_of(db, reminder.convening_id).await?.most;
        let (guests, limits) =
            store::guests(db, reminder.convening_id, Some(reminder.id), most).await?;
        let going = going(&scene, &reminder, limits);
        for standing in &guests {
            if sent >= AT_ONCE {
                return Ok(sent);
            }
            if may_get(reminder.audience, &standing.guest, limits, now).is_err() {
                continue;
            }
            // One guest whose mail cannot be made does not keep it from the others.
            match send_one(app, &going, standing).await {
                Ok(done) => sent += usize::from(done),
                Err(error) => {
                    tracing::error!(invitation = %standing.row.id, %error, "a reminder could not be made");
                }
            }
        }
    }
    Ok(sent)
}

fn going<'a>(scene: &'a Scene, reminder: &reminders::Model, limits: Limits) -> Going<'a> {
    Going {
        scene,
        words: Words {
            subject: reminder.subject.clone(),
            body: reminder.body.clone(),
        },
        audience: reminder.audience,
        this: Some(reminder.id),
        limits,
        sent_by: BY_ITSELF,
    }
}

/// Sends it to one guest; `false` if they may not have it after all.
pub(super) async fn send_one(
    app: &AppState,
    going: &Going<'_>,
    to: &Standing,
) -> anyhow::Result<bool> {
    let now = app.now();
    let (id, organization) = (to.row.id, to.organization.as_str());
    app.db
        .write(async |txn| {
            let Some(row) = ledger::held(txn, id).await? else {
                return Ok(false);
            };
            let guest = store::fresh_guest(txn, &row, going.this).await?;
            if may_get(going.audience, &guest, going.limits, now).is_err() {
                return Ok(false);
            }
            if let Some(this) = going.this
                && !store::claim(txn, this, id, now).await?
            {
                return Ok(false);
            }
            let link = ledger::fresh_link(txn, id, now).await?;
            let facts = going.scene.facts(&row.name, organization);
            let words = &going.words;
            let draft = mails::reminder(&app.settings, &row.address, words, &facts, &link)?;
            let mail = mail::enqueue(txn, &draft, now).await?;
            store::note_mail(txn, &row, (mail, &draft.subject), going.sent_by, now).await?;
            anyhow::Ok(true)
        })
        .await
}

/// Sends one to those of these guests who may have it; says how many that was.
pub(super) async fn send_to(
    app: &AppState,
    going: &Going<'_>,
    guests: &[Standing],
    chosen: &[InvitationId],
) -> anyhow::Result<usize> {
    let mut sent = 0;
    for standing in guests.iter().filter(|each| chosen.contains(&each.row.id)) {
        sent += usize::from(send_one(app, going, standing).await?);
    }
    Ok(sent)
}
