//! Every query and write of the tables of goals, their numbers and their stacks.

mod cards;
mod create;
mod edit;
mod find;
mod import;
mod indicator_draft;
mod indicators;
mod lines;
mod need;
mod points;
mod read;
mod readings;
mod resolve;
mod series;

pub use cards::{GoalCard, GoalFilter, GoalOrder, cards, cards_for_place, cities_with_goals};
pub use create::{NewGoal, create};
pub use edit::{GoalEdit, Saved, save};
pub use import::import_illustrative;
pub use indicator_draft::IndicatorDraft;
pub use indicators::{IndicatorSaved, add_indicator, change_indicator, indicators_of};
pub(super) use indicators::{MOST_INDICATORS, indicator_at, make_headline};
pub use lines::{LineDraft, LineSaved, add_line, change_line, line_of};
pub use need::{GoalNeed, OutcomesTerms, need_of};
pub(super) use points::point_at;
pub use points::{NewPoint, Reported, add_point};
pub use read::{
    by_id, convenings_of, open_by_slug, other_issues_of, places_of, populations_of, rule_lines,
    stack_of, title_of,
};
pub(super) use readings::{Revision, revisions_of};
pub use readings::{curve_points, freshness, points_with_cuts};
pub(super) use resolve::resolve_places;
pub use series::{Imported, import_series};
pub(super) use series::{counted, held_of};
