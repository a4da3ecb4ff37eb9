//! Every query and write of the table of registrations, and what is read around it.

mod candidates;
mod confirm;
mod goal;
mod purge;
mod queue;
mod register;
mod review;

pub(super) use candidates::{candidates, found_by_name};
pub(super) use confirm::{by_token, confirm, withdraw};
pub(super) use goal::{GoalBrief, goal_of, open_goal};
pub use purge::purge_unconfirmed;
pub(super) use queue::{Counts, Line, Tab, counts, page};
pub(super) use register::{Ask, add, held, renew};
pub(super) use review::{Outcome, by_id, decide, reviewer};
