//! Every query and write of the tables of meetings in the room.

mod arrivals;
mod events;
mod fitness;
mod follow;
mod gathered;
mod guard;
mod holders;
mod links;
mod looked_up;
mod parties;
mod people;
mod phase;
mod places;
mod planning;
mod plans;
mod proofs;
mod room;
mod sides;
mod wish_rows;
mod wishes;

pub(in crate::meetings) use arrivals::bring_in;
pub(in crate::meetings) use events::{events_of, uid};
pub(in crate::meetings) use follow::follow;
pub(in crate::meetings) use gathered::{Gathered, gathered};
pub(in crate::meetings) use guard::is_cancelled;
pub(in crate::meetings) use holders::still_holds;
pub(in crate::meetings) use links::{by_secret, fresh_link, mailed_since, send_link};
pub(in crate::meetings) use parties::{PartyChange, add_team, change_party};
pub(in crate::meetings) use people::{
    PersonChange, Waits, change_person, claim_question, unasked, waits_for,
};
pub(in crate::meetings) use phase::{close_table, order_pair, turn};
pub(in crate::meetings) use places::{held_in, plan_by_id, plans_of};
pub(in crate::meetings) use planning::{
    Outcome, claim_plan, fail_plan, finish_plan, note_progress,
};
pub(in crate::meetings) use plans::{Order, ask_plan, drop_plan, stop_plan, use_plan};
pub(in crate::meetings) use proofs::{ask_proof, end_proof, keep_better, proving};
pub(in crate::meetings) use room::{by_convening, by_id, change, create, setup_of};
pub(in crate::meetings) use wishes::{Heard, Said, Spoken, save_wishes};

/// What became of showing a plan: a sentence where it cannot be held any more.
pub(in crate::meetings) type Shown = Result<Wrote, String>;

/// What became of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::meetings) enum Wrote {
    Done,
    /// Somebody else wrote first; nothing of this was kept.
    Stale,
    /// The meetings are past this, or not there yet.
    Over,
}
