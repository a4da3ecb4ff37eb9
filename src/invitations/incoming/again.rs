//! What a guest holds, sent once more.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::{
    effects::MailBack,
    jobs::{BY, is_written, text},
};
use crate::{
    convenings,
    entities::invitations,
    invitations::{
        itip::changes::{self, Consequence, Kind, Told},
        sending::{Meeting, Order, Wish, holds, post},
    },
    values::{InvitationMailKind, InvitationState},
    web::AppState,
};

/// What their calendar should hold, once more, with a later DTSTAMP.
pub(super) async fn again(
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
