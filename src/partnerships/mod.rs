//! Partnerships: the cross-sector table of a place, who sits at it, how far it has come, and the initiatives it
//! learns in. The page of one partnership is in `finding`, which comes late enough to look into goals and convenings.

mod pages;
mod rules;
mod store;

pub use pages::{
    AtPartnership, PartnershipHead, PartnershipTab, staff_routes, stage_pill, table_routes,
};
pub use store::{
    Member, any_initiative, by_id, by_slug, choices, ensure_sample, import_illustrative,
    import_initiatives, in_place as initiatives_in_place, leads_of, learning_dates_ahead,
    make_findable, members_of, name_of, names, partnerships_in_place, places_of, rounds_of,
};
