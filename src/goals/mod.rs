//! Outcome goals: a result for people in a place, the number that shows it and the capital it needs.

mod curves;
mod pages;
mod pictures;
pub mod rules;
mod store;

pub use curves::{curve_view, cuts_views, pace_pill};
pub use pages::{AtGoal, GoalHead, GoalTab, public_routes, staff_routes};
pub use pictures::{day, public_sentence, public_stack_view, stack_view};
pub use store::{
    GoalCard, GoalEdit, GoalFilter, GoalOrder, LineDraft, LineSaved, NewGoal, Saved, add_line,
    by_id, cards, cards_for_place, change_line, cities_with_goals, convenings_of, create,
    import_illustrative, line_of, open_by_slug, other_issues_of, places_of, populations_of,
    rule_lines, save, stack_of, title_of,
};
pub use store::{GoalNeed, OutcomesTerms, need_of};
pub use store::{
    Imported, IndicatorDraft, IndicatorSaved, NewPoint, Reported, add_indicator, add_point,
    change_indicator, curve_points, freshness, import_series, indicators_of, points_with_cuts,
};
