//! Every query and write of the tables of goals, their numbers and their stacks.

mod cards;
mod cities;
mod create;
mod edit;
mod find;
mod import;
mod lines;
mod need;
mod points;
mod read;
mod resolve;
mod totals;

pub use cards::{GoalCard, GoalFilter, GoalOrder, cards, cards_for_place, cities_with_goals};
pub use cities::{CitySum, city_sums};
pub use create::{NewGoal, NewIndicator, create};
pub use edit::{GoalEdit, Saved, save};
pub use import::import_illustrative;
pub use lines::{LineDraft, LineSaved, add_line, change_line, line_of};
pub use need::{GoalNeed, OutcomesTerms, need_of};
pub use points::{NewPoint, add_point};
pub use read::{
    by_id, convenings_of, indicator_of, open_by_slug, other_issues_of, places_of, points_of,
    populations_of, rule_lines, stack_of, title_of,
};
pub(super) use resolve::resolve_places;
pub use totals::sums_of;
