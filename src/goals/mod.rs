//! Outcome goals: a result for people in a place, the number that shows it and the capital it needs.

mod pages;
mod pictures;
pub mod rules;
mod store;

pub use pages::{AtGoal, GoalHead, GoalTab, gap_words, public_routes, staff_routes, table_routes};
pub use pictures::{curve_view, day, public_sentence, public_stack_view, stack_view};
pub use store::{
    GoalCard, GoalEdit, GoalFilter, GoalOrder, LineDraft, LineSaved, NewGoal, NewIndicator,
    NewPoint, Saved, SnapshotOf, add_line, add_point, by_id, cards, cards_for_place, change_line,
    cities_with_goals, convenings_of, create, import_illustrative, indicator_of, line_of,
    open_by_slug, other_issues_of, places_of, points_of, populations_of, rule_lines, save,
    snapshot_for_convening, snapshots_at, stack_of, sums_of, take_snapshot, title_of, totals_of,
};
pub use store::{GoalNeed, OutcomesTerms, need_of};
