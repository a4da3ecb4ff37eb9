//! The mails that incoming messages call for. A job that is done twice writes no mail twice.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::{
    again::again,
    effects::{AnswerByMail, MailBack},
    store,
};
use crate::{
    entities::invitations,
    invitations::{
        ledger,
        sending::{Meeting, Order, SendToGuests, Text, Wish, post, send, usual},
    },
    values::{AnswerSource, InvitationMailKind, InvitationState},
    web::AppState,
};

/// Who is named as the sender of a mail that no person ordered.
pub(super) const BY: &str = "Roundtable";

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
        MailBack::Full if guest.state == InvitationState::Waiting => {
            plain(
                txn,
                at,
                &guest,
                (InvitationMailKind::Reminder, &full()),
                now,
            )
            .await
        }
        MailBack::Full => Ok(()),
        MailBack::ProposalAccepted { .. } => {
            plain(
                txn,
                at,
                &guest,
                (InvitationMailKind::Reminder, &taken()),
                now,
            )
            .await
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
pub(super) async fn text(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    kind: InvitationMailKind,
) -> anyhow::Result<Text> {
    Ok(ledger::text(txn, guest.convening_id, kind).await?)
}

fn full() -> Text {
    Text {
        subject: "You are on the waiting list: {title}".to_owned(),
        body: "Thank you for saying yes. Every place at this meeting is taken, so you are on the waiting list. When a \
               place is free we offer it to you by mail; until then there is nothing you need to do."
            .to_owned(),
    }
}

fn taken() -> Text {
    Text {
        subject: "The time you proposed: {title}".to_owned(),
        body: "Thank you for proposing another time. The meeting is at that time now: {when}. An update for your \
               calendar follows."
            .to_owned(),
    }
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

/// Whether a mail of this kind was written since the job was left.
pub(super) async fn is_written(
    txn: &DatabaseTransaction,
    guest: &invitations::Model,
    (kind, promised): (InvitationMailKind, DateTime<Utc>),
) -> anyhow::Result<bool> {
    let newest = ledger::newest_mails(txn, [guest.id]).await?;
    let newest = newest.get(&guest.id);
    Ok(newest.is_some_and(|(mail, _)| mail.kind == kind && mail.created_at >= promised))
}
