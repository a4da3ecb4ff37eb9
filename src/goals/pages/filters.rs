//! Which goals the board and the map show: the filter as the address holds it, and the fields that change it.

use serde::Deserialize;

use crate::{
    goals::store::{self, GoalFilter, GoalOrder},
    ids::PartnershipId,
    issues::{self, Issues},
    values::{GoalStatus, PlaceId},
    web::{self, Desk, Paging, address, views::Choice},
};

/// The two ways of looking at the same goals.
pub(super) const LIST: &str = "/goals";
pub(super) const MAP: &str = "/goals/map";

/// The filter as the address holds it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BoardQuery {
    q: String,
    city: String,
    issue: String,
    status: String,
    open: String,
    sort: String,
    page: String,
}

impl BoardQuery {
    /// What to look for; somebody who leads a partnership sees only its goals.
    pub(super) fn filter(&self, leads: Option<PartnershipId>) -> GoalFilter {
        GoalFilter {
            query: self.q.clone(),
            city: self.city.parse().ok(),
            issue: self.issue.clone(),
            status: self.status.parse().ok(),
            open_only: self.open == "yes",
            partnership: leads,
            order: match self.sort.as_str() {
                "gap" => GoalOrder::Gap,
                "title" => GoalOrder::Title,
                _ => GoalOrder::City,
            },
        }
    }

    pub(super) fn paging(&self, size: u64) -> Paging {
        Paging::read(&self.page, size)
    }

    /// The address of this filter, without its page.
    pub(super) fn address(&self, path: &str) -> String {
        let pairs = [
            ("q", self.q.as_str()),
            ("city", &self.city),
            ("issue", &self.issue),
            ("status", &self.status),
            ("open", &self.open),
            ("sort", &self.sort),
        ];
        address(path, &pairs)
    }

    /// Whether anything but the order was chosen.
    pub(super) fn narrows(&self) -> bool {
        let chosen = [&self.q, &self.city, &self.issue, &self.status, &self.open];
        chosen.iter().any(|each| !each.is_empty())
    }
}

/// Links to the same goals as a list and on the map.
pub(super) struct Switch {
    pub(super) list_href: String,
    pub(super) map_href: String,
    pub(super) on_map: bool,
}

impl Switch {
    pub(super) fn of(query: &BoardQuery, here: &str) -> Self {
        Self {
            list_href: query.address(LIST),
            map_href: query.address(MAP),
            on_map: here == MAP,
        }
    }
}

/// The fields above the goals; drawn by `templates/goals/filters.html`.
pub(super) struct FilterView {
    /// Where the form leads.
    pub(super) action: &'static str,
    pub(super) q: String,
    pub(super) cities: Vec<Choice>,
    pub(super) issues: Vec<Choice>,
    pub(super) statuses: Vec<Choice>,
    /// Empty on the map, which has an order of its own.
    pub(super) sorts: Vec<Choice>,
    /// The order that the list had, kept for the way back.
    pub(super) sort: String,
    pub(super) open_only: bool,
}

impl FilterView {
    /// Two queries: the cities and the issues to choose from.
    pub(super) async fn load(
        desk: &Desk,
        query: &BoardQuery,
        action: &'static str,
    ) -> web::Result<Self> {
        let (db, filter) = (desk.db(), query.filter(desk.leads));
        Ok(Self {
            action,
            cities: cities(store::cities_with_goals(db, desk.leads).await?, &query.city),
            issues: area_choices(&issues::issues(db).await?, &query.issue),
            statuses: statuses(&query.status),
            sorts: if action == MAP {
                Vec::new()
            } else {
                sorts(filter.order)
            },
            sort: query.sort.clone(),
            open_only: filter.open_only,
            q: query.q.clone(),
        })
    }
}

fn cities(known: Vec<(PlaceId, String)>, chosen: &str) -> Vec<Choice> {
    let choice =
        |(id, name): (PlaceId, String)| Choice::new(id.as_str(), name, id.as_str() == chosen);
    known.into_iter().map(choice).collect()
}

/// Areas alone: the board finds their sub-areas too.
fn area_choices(taxonomy: &Issues, chosen: &str) -> Vec<Choice> {
    let areas = taxonomy.0.iter().filter(|issue| issue.parent.is_none());
    areas
        .map(|area| Choice::new(&area.code, &area.label, area.code == chosen))
        .collect()
}

fn statuses(chosen: &str) -> Vec<Choice> {
    let choice =
        |each: &GoalStatus| Choice::new(each.as_str(), each.label(), each.as_str() == chosen);
    GoalStatus::ALL.iter().map(choice).collect()
}

fn sorts(chosen: GoalOrder) -> Vec<Choice> {
    vec![
        Choice::new("", "By city", chosen == GoalOrder::City),
        Choice::new("gap", "Largest gap first", chosen == GoalOrder::Gap),
        Choice::new("title", "By title", chosen == GoalOrder::Title),
    ]
}
