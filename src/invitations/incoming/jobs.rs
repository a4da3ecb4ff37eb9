//! The mails that incoming messages call for. A job that is done twice writes no mail twice.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::{
    effects::{AnswerByMail, MailBack},
    store,
};
use crate::{
    convenings,
    entities::invitations,
    invitations::{
        itip::changes::{self, Consequence, Kind, Told},
        ledger,
        sending::{Meeting, Order, SendToGuests, Text, Wish, holds, post, send, usual},
    },
    values::{AnswerSource, InvitationMailKind, InvitationState},
    web::AppState,
};

/// Who is named as the sender of a mail that no person ordered.
const BY: &str = "Roundtable";

/// Writes the mail that was promised, unless it is written or nothing calls for it any more.
pub async fn answer_by_mail(state: &AppState, job: AnswerByMail) -> anyhow::Result<()> {
    let now = state.now();
    state
        .db
        .write(async |txn| write(txn, state, &job, now).await)
        .await
}

async fn write(
    txn: &DatabaseTransaction,
    state: &AppState,
    job: &AnswerByMail,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let Some(guest) = ledger::held(txn, job.invitation).await? else {
        return Ok(());
    };
    ledger::settings_or_made(txn, guest.convening_id, now).await?;
    let Some(meeting) = Meeting::load(txn, guest.convening_id).await? else {
        return Ok(());
    };
    let at = (state, &meeting, job.at);
    match &job.kind {
        MailBack::Confirm => {
            let text = text(txn, &guest, InvitationMailKind::Confirm).await?;
            plain(txn, at, &guest, (InvitationMailKind::Confirm, &text), now).await
        }
        MailBack::ProposalRefused { proposal, words } => {
            let text = refusal(words);
            let found = store::proposal(txn, guest.convening_id, *proposal).await?;
            let by_calendar = found.is_some_and(|found| found.source == AnswerSource::Calendar);
            // Whose calendar proposed nothing would not know what is declined.
            let kind = if by_calendar {
                InvitationMailKind::Refused
            } else {
                InvitationMailKind::Reminder
            };
            plain(txn, at, &guest, (kind, &text), now).await
        }
        MailBack::AskAgain | MailBack::Refresh | MailBack::DelegationNotTaken => {
            again(txn, at, &guest, &job.kind, now).await
        }
        MailBack::Invite => {
            let order = SendToGuests {
                convening: guest.convening_id,
                guests: vec![guest.id],
                wish: Wish::default(),
                in_working_hours: false,
                by: BY.to_owned(),
                by_user: None,
                ordered_at: job.at,
                as_job: true,
            };
            send(txn, &state.settings, &order, now).await.map(|_| ())
        }
    }
}

/// What staff wrote for mails of this kind, or the house's text.
async fn text(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    kind: InvitationMailKind,
) -> anyhow::Result<Text> {
    Ok(ledger::text(txn, guest.convening_id, kind).await?)
}

fn refusal(words: &str) -> Text {
    let usual = usual(InvitationMailKind::Refused);
    if words.is_empty() {
        return usual;
    }
    Text {
        subject: usual.subject,
        // No word of the host's is a placeholder.
        body: words.replace('{', "(").replace('}', ")"),
    }
}

/// A mail that leaves the guest's calendar as it is.
async fn plain(
    txn: &DatabaseTransaction,
    (state, meeting, promised): (&AppState, &Meeting, DateTime<Utc>),
    guest: &invitations::Model,
    (kind, text): (InvitationMailKind, &Text),
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    if guest.state == InvitationState::Removed || is_written(txn, guest, (kind, promised)).await? {
        return Ok(());
    }
    let order = Order {
        kind,
        text,
        rsvp: false,
        resets: false,
        only_seat: false,
        leaves: None,
        not_before: now,
        by: BY,
    };
    post(txn, (&state.settings, meeting), guest, &order, now).await
}

/// What their calendar should hold, once more, with a later DTSTAMP.
async fn again(
    txn: &DatabaseTransaction,
    (state, meeting, promised): (&AppState, &Meeting, DateTime<Utc>),
    guest: &invitations::Model,
    what: &MailBack,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let stands = meeting.now(true);
    let due = changes::consequence(&holds(guest), &stands, Wish::default().into());
    // A change that nobody was told of yet is the host's to tell; only who asks for it gets it now.
    if *what != MailBack::Refresh && due.kind != Kind::Nothing {
        return Ok(());
    }
    let again = changes::again(&holds(guest), &stands);
    let Some(kind) = mail_kind(&again, what) else {
        return Ok(());
    };
    if is_written(txn, guest, (kind, promised)).await? {
        return Ok(());
    }
    let mut raised = None;
    if again.sequence > meeting.of.convening.row.sequence {
        // O9: the cancellation of a seat carries a SEQUENCE above the one its guest holds.
        convenings::raise_sequence(txn, guest.convening_id, again.sequence).await?;
        raised = Meeting::load(txn, guest.convening_id).await?;
    }
    let text = text(txn, guest, kind).await?;
    let order = Order {
        kind,
        text: &text,
        rsvp: again.rsvp || kind == InvitationMailKind::AskAgain,
        resets: again.resets_answer,
        only_seat: guest.state == InvitationState::Removed || again.rule == "O9",
        leaves: again.leaves.as_ref().map(Told::digest),
        not_before: now,
        by: BY,
    };
    let meeting = raised.as_ref().unwrap_or(meeting);
    post(txn, (&state.settings, meeting), guest, &order, now).await
}

/// Whether a mail of this kind was written since the job was left.
async fn is_written(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    (kind, promised): (InvitationMailKind, DateTime<Utc>),
) -> anyhow::Result<bool> {
    let newest = ledger::newest_mails(txn, [guest.id]).await?;
    let newest = newest.get(&guest.id);
    Ok(newest.is_some_and(|(mail, _)| mail.kind == kind && mail.created_at >= promised))
}

fn mail_kind(again: &Consequence, what: &MailBack) -> Option<InvitationMailKind> {
    Some(match again.kind {
        Kind::Nothing => return None,
        Kind::Cancel => InvitationMailKind::Cancel,
        _ if *what == MailBack::AskAgain => InvitationMailKind::AskAgain,
        Kind::AskAgain => InvitationMailKind::AskAgain,
        Kind::Invite => InvitationMailKind::Invite,
        Kind::Update => InvitationMailKind::Update,
    })
}
