//! Every query and write of the tables of goals, of what hangs on them, their numbers and their stacks.

mod adopt;
mod cards;
mod cities;
mod contract;
mod create;
mod edit;
mod find;
mod hold;
mod import;
mod import_numbers;
mod import_plan;
mod indicator_draft;
mod indicators;
mod lines;
mod need;
mod pieces;
mod points;
mod reach;
mod read;
mod readings;
mod series;
mod since_adopted;
mod snapshots;
mod told;
mod totals;
mod words;

pub use adopt::{adopt, facts_from, facts_of};
pub use cards::{
    GoalCard, GoalFilter, GoalOrder, cards, cards_for_place, cities_with_goals, widest_gaps,
};
pub use cities::{CitySum, city_sums};
pub(super) use contract::{ContractTerms, contract_terms, keep_contract};
pub use create::{NewGoal, create};
pub use edit::{GoalEdit, Saved, save, stand};
pub use import::import_illustrative;
pub use import_numbers::import_illustrative_series;
pub use indicator_draft::IndicatorDraft;
pub use indicators::{
    IndicatorSaved, add_indicator, change_indicator, indicator_of, indicators_of,
};
pub(super) use indicators::{MOST_INDICATORS, indicator_at, make_headline};
pub use lines::{LineDraft, LineSaved, add_line, change_line, line_of};
pub(super) use lines::{Names, names_of, terms_of};
pub(super) use need::contract_of;
pub use need::{GoalNeed, OutcomesTerms, Stamp, need_of, needs_of, stamps};
pub use pieces::{
    ChangeDraft, MeasureDraft, PartnerDraft, Piece, PieceColumn, PieceSaved, ProjectDraft,
    StrategyDraft, add_piece, change_piece, piece_of, pieces_of, project_count, project_lists,
    remove_piece,
};
pub(super) use points::point_at;
pub use points::{NewPoint, Reported, add_point};
pub(super) use reach::{ReachedGoal, Served, goals_reached};
pub(super) use read::stamp;
pub use read::{
    by_id, convenings_of, open_by_slug, organization_called, other_issues_of, places_of,
    populations_of, rule_lines, stack_of, stamp_and_table, stamp_of, title_of, titles,
};
pub(super) use readings::{Revision, revisions_of};
pub use readings::{curve_points, freshness, points_with_cuts};
pub use series::{Imported, import_series};
pub(super) use series::{counted, held_of};
pub(super) use since_adopted::{SinceAdopted, since_adopted};
pub use snapshots::{SnapshotOf, snapshot_for_convening, snapshots_at, take_snapshot, totals_of};
pub(super) use snapshots::{frozen_at, frozen_now, last_of_a_convening, snapshot_of, snapshots_of};
pub use told::{ToldGoal, told_goals};
pub use totals::sums_of;
pub use words::GoalWords;
