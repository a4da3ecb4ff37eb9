//! Outcome goals: a result for people in a place, the number that shows it and the capital it needs.

mod pages;
mod pictures;
pub mod rules;
mod store;

pub use pages::{AtGoal, GoalHead, GoalTab, public_routes, staff_routes};
pub use pictures::{curve_view, day, public_sentence, public_stack_view, stack_view};
pub use store::{
    CitySum, GoalCard, GoalEdit, GoalFilter, GoalOrder, LineDraft, LineSaved, NewGoal,
    NewIndicator, NewPoint, Saved, add_line, add_point, by_id, cards, cards_for_place, change_line,
    cities_with_goals, city_sums, convenings_of, create, import_illustrative, indicator_of,
    line_of, open_by_slug, other_issues_of, places_of, points_of, populations_of, rule_lines, save,
    stack_of, sums_of, title_of,
};
pub use store::{GoalNeed, OutcomesTerms, need_of};
