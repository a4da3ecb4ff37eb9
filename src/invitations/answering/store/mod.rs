//! Every query and write of answers: to the invitation, to questions, of seats handed over and places waited for.

mod answer;
mod arrangements;
mod capacity;
mod handover;
mod proposals;
mod questions;
mod replies;
mod staff;
mod waiting;
mod withdrawal;

pub(in crate::invitations) use answer::{Refusal, Replied, answer};
pub(in crate::invitations) use arrangements::{Arrangements, arrangements, keep_arrangements};
pub(in crate::invitations) use capacity::{
    after_answer, is_full, is_offered, offer_all_free, offer_free, take_place,
};
pub(in crate::invitations) use handover::{hand_over, note_transfer, transfers_of};
pub(in crate::invitations) use proposals::{proposal_of, propose};
pub(in crate::invitations) use questions::{
    add_question, asked, change_question, left_out, question, stop_asking,
};
pub use replies::forget_answers;
pub(in crate::invitations) use replies::{answers_at, replies_of};
pub(in crate::invitations) use staff::{Recorded, keep_answer, record_for};
pub use waiting::{any_lapsed, expire_offers};
pub(in crate::invitations) use waiting::{
    forget as forget_place, leave, offer_place, put_on_list, wait,
};
pub(in crate::invitations) use withdrawal::{Withdrawn, withdraw};

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::rules::{Door, DoorFacts, door};
use crate::{
    audit::{self, Act, Actor},
    convenings::{Convening, rules::firmness},
    entities::{invitation_settings, invitations},
};

/// Whether this guest may still answer.
pub(in crate::invitations) fn door_of(
    guest: &invitations::Model,
    convening: &Convening,
    settings: Option<&invitation_settings::Model>,
    now: DateTime<Utc>,
) -> Door {
    door(&DoorFacts {
        now,
        starts_at: convening.row.starts_at,
        answer_by: settings.and_then(|row| row.answer_by),
        firmness: firmness(convening.row.status),
        chair: guest.is_chair,
        state: guest.state,
        offered_until: guest.offered_until,
    })
}

/// Notes what happened in the log of the convening.
async fn note(
    txn: &DatabaseTransaction,
    of: &invitations::Model,
    actor: &Actor,
    (action, summary): (&'static str, String),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action,
        kind: "convening",
        id: of.convening_id.to_string(),
        summary,
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}
