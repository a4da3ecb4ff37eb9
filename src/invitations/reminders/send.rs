//! Sending reminders: those that are due, once a minute, and one to the silent when staff press the button.
//!
//! Each guest is a transaction of their own: the row is held, everything is looked at again, and the note that they had
//! it, the link, the mail and the ledger's line are written together or not at all. So two processes at once send one.

use super::{
    mails,
    rules::{Limits, may_get},
    store::{self, Standing},
};
use crate::{
    entities::{invitations, reminders},
    ids::{InvitationId, ReminderId},
    invitations::{
        ledger,
        sending::{self, Meeting, Text, Words},
    },
    mail,
    values::ReminderAudience,
    web::AppState,
};

/// The most mails of one go; the rest follow a minute later.
const AT_ONCE: usize = 500;

/// Who sends what nobody pressed a button for.
const BY_ITSELF: &str = "Roundtable";

/// What the placeholders stand for to one guest.
pub(super) fn words_to(meeting: &Meeting, guest: &invitations::Model) -> Words {
    let mut words = sending::words(meeting, guest);
    if words.organization == guest.name {
        "your organization".clone_into(&mut words.organization);
    }
    words
}

/// One reminder on its way: what it says, to whom, and which it is.
pub(super) struct Going<'a> {
    pub(super) meeting: &'a Meeting,
    pub(super) words: Text,
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
    for reminder in store::due(db, now).await? {
        let Some(meeting) = Meeting::load(db, reminder.convening_id).await? else {
            continue;
        };
        let most = store::limit_of(db, reminder.convening_id).await?.most;
        let (guests, limits) =
            store::guests(db, reminder.convening_id, Some(reminder.id), most).await?;
        let going = going(&meeting, &reminder, limits);
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

fn going<'a>(meeting: &'a Meeting, reminder: &reminders::Model, limits: Limits) -> Going<'a> {
    Going {
        meeting,
        words: Text {
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
    let id = to.row.id;
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
            let said = (&going.words, &words_to(going.meeting, &row));
            let draft = mails::reminder(&app.settings, going.meeting, &row, said, &link)?;
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
