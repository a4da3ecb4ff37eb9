//! The partnerships at work in a city. Until partnerships have pages of their own, these are the names that its goals
//! give; this function is the one place to change.

use crate::{goals::GoalCard, web::address};

/// A partnership, and how many goals of the city it leads.
pub(super) struct PartnershipLine {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) under: String,
    pub(super) sample: bool,
}

/// Each partnership named by one of these goals, in the order of the goals.
pub(super) fn of(goals: &[GoalCard]) -> Vec<PartnershipLine> {
    let mut found: Vec<(&str, u32, bool)> = Vec::new();
    for goal in goals.iter().filter(|goal| !goal.partnership.is_empty()) {
        match found
            .iter_mut()
            .find(|(name, ..)| *name == goal.partnership)
        {
            Some((_, led, sample)) => {
                *led += 1;
                *sample &= goal.illustrative;
            }
            None => found.push((&goal.partnership, 1, goal.illustrative)),
        }
    }
    let line = |(name, led, sample): (&str, u32, bool)| PartnershipLine {
        name: name.to_owned(),
        href: address("/goals", &[("q", name)]),
        under: if led == 1 {
            "Leads 1 goal here".to_owned()
        } else {
            format!("Leads {led} goals here")
        },
        sample,
    };
    found.into_iter().map(line).collect()
}
