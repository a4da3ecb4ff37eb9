//! Every query and write of the tables of partnerships and initiatives.

mod checks;
mod find;
mod import;
mod initiatives;
mod learning;
mod list;
mod members;
mod read;
mod save;

pub(super) use checks::{CHECK_ACTIONS, add_check, checks_of, set_sharing};
pub use find::make_findable;
pub use import::{ensure_sample, import_illustrative};
pub(super) use initiatives::{RoundOf, initiative, initiatives, rounds, rounds_in, sites_of};
pub use initiatives::{any_initiative, import_initiatives, in_place};
pub use learning::learning_dates_ahead;
pub(super) use learning::{
    LearningSaved, add_learning_date, change_learning_date, learning_date, learning_dates_of,
    round_of,
};
pub use list::in_place as partnerships_in_place;
pub(super) use list::{PartnershipCard, PartnershipFilter, cards, cities};
pub use members::{Member, members_of};
pub(super) use members::{MemberSaved, add_member, change_member, member_of, organization_named};
pub use read::{by_id, by_slug, choices, leads_of, name_of, names, places_of, rounds_of};
pub(super) use save::{Saved, create, save};
