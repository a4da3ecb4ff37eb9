//! Outcome goals: a result for people in a place, the number that shows it and the capital it needs.

mod curves;
mod pages;
mod pictures;
pub mod rules;
mod store;

pub use curves::{curve_view, cuts_views, pace_pill};
pub use pages::{AtGoal, GoalHead, GoalTab, gap_words, public_routes, staff_routes, table_routes};
pub use pictures::{day, public_sentence, public_stack_view, stack_view};
pub use store::{
    ChangeDraft, CitySum, GoalCard, GoalEdit, GoalFilter, GoalNeed, GoalOrder, GoalWords,
    LineDraft, LineSaved, MeasureDraft, NewGoal, OutcomesTerms, PartnerDraft, Piece, PieceColumn,
    PieceSaved, ProjectDraft, Saved, SnapshotOf, Stamp, StrategyDraft, add_line, add_piece, adopt,
    by_id, cards, cards_for_place, change_line, change_piece, cities_with_goals, city_sums,
    convenings_of, create, facts_from, facts_of, import_illustrative, import_illustrative_series,
    line_of, need_of, needs_of, open_by_slug, organization_called, other_issues_of, piece_of,
    pieces_of, places_of, populations_of, project_count, project_lists, remove_piece, rule_lines,
    save, snapshot_for_convening, snapshots_at, stack_of, stamp_and_table, stamp_of, stamps, stand,
    sums_of, take_snapshot, title_of, titles, totals_of, widest_gaps,
};
pub use store::{
    Imported, IndicatorDraft, IndicatorSaved, NewPoint, Reported, add_indicator, add_point,
    change_indicator, curve_points, freshness, import_series, indicator_of, indicators_of,
    points_with_cuts,
};
pub use store::{ToldGoal, told_goals};
