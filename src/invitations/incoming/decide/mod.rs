//! What the host decides on what came in: who is let in, which other time will do.

mod alias;
mod door;
mod proposals;
mod seat;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

pub(in crate::invitations) use self::{
    alias::is_guest,
    door::{let_in, refuse_at_door},
    proposals::refuse_proposal,
};
use crate::{
    audit::{self, Act, Actor},
    convenings::rules::Barred,
    ids::ConveningId,
};

/// What came of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Decided {
    Done,
    /// They have a seat, and wait for a place.
    Waits,
    /// Somebody decided before, or the guest has proposed yet another time.
    Overtaken,
    /// The convening is cancelled, or gone.
    Over,
    /// No mail goes to this address, or the person is not to be contacted.
    NoMail,
    /// Something stands against the seat.
    Barred(Barred),
}

async fn note(
    txn: &DatabaseTransaction,
    convening: ConveningId,
    (actor, action, summary): (&Actor, &'static str, String),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "convening",
        id: convening.to_string(),
        summary,
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}
