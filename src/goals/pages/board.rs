//! The board: every goal with its stack in miniature. It answers "where is money missing?"

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    forms::Tables,
    words::{self, Pill},
};
use crate::{
    goals::{
        pictures::{day, stack_view},
        store::{self, GoalCard, GoalFilter, GoalOrder},
    },
    issues::{self, Issues},
    values::GoalStatus,
    web::{
        self, Paging, Query, Shell, TableDesk,
        charts::StackView,
        views::{Choice, PagerView},
    },
};

const PER_PAGE: u64 = 50;

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
    fn filter(&self) -> GoalFilter {
        GoalFilter {
            query: self.q.clone(),
            city: self.city.parse().ok(),
            issue: self.issue.clone(),
            status: self.status.parse().ok(),
            open_only: self.open == "yes",
            partnership: None,
            order: match self.sort.as_str() {
                "gap" => GoalOrder::Gap,
                "title" => GoalOrder::Title,
                _ => GoalOrder::City,
            },
        }
    }

    /// The address of this filter, without its page.
    fn address(&self) -> String {
        let pairs = [
            ("q", &self.q),
            ("city", &self.city),
            ("issue", &self.issue),
            ("status", &self.status),
            ("open", &self.open),
            ("sort", &self.sort),
        ];
        let kept = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .finish();
        if query.is_empty() {
            "/goals".to_owned()
        } else {
            format!("/goals?{query}")
        }
    }
}

#[derive(Template)]
#[template(path = "goals/board.html", blocks = ["results"])]
struct BoardPage {
    shell: Shell,
    q: String,
    cities: Vec<Choice>,
    issues: Vec<Choice>,
    statuses: Vec<Choice>,
    sorts: Vec<Choice>,
    open_only: bool,
    rows: Vec<Row>,
    found: String,
    pager: PagerView,
    filtered: bool,
    may_edit: bool,
}

struct Row {
    /// The city, where a new one begins and the board is sorted by city.
    group: Option<String>,
    href: String,
    title: String,
    under: String,
    stack: StackView,
    committed: String,
    gap: String,
    as_of: String,
    pill: Pill,
    open: bool,
    illustrative: bool,
    project_list: bool,
}

pub(super) async fn board(
    TableDesk(desk): TableDesk,
    Query(query): Query<BoardQuery>,
) -> web::Result<Response> {
    let paging = Paging::read(&query.page, PER_PAGE);
    let filter = GoalFilter {
        partnership: desk.leads,
        ..query.filter()
    };
    let db = desk.db();
    let (cards, total) = store::cards(db, &filter, paging).await?;
    let taxonomy = issues::issues(db).await?;
    let address = query.address();
    let page = BoardPage {
        shell: desk.shell("goals", "Goals"),
        cities: cities(store::cities_with_goals(db, desk.leads).await?, &query.city),
        issues: area_choices(&taxonomy, &query.issue),
        statuses: statuses(&query.status),
        sorts: sorts(filter.order),
        open_only: filter.open_only,
        rows: rows(cards, filter.order),
        found: if total == 1 {
            "1 goal".to_owned()
        } else {
            format!("{total} goals")
        },
        pager: paging.pager(total, &address, "goals"),
        filtered: address != "/goals",
        may_edit: desk.is_staff() && desk.may_edit(),
        q: query.q,
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

fn cities(known: Vec<(crate::values::PlaceId, String)>, chosen: &str) -> Vec<Choice> {
    let choice = |(id, name): (crate::values::PlaceId, String)| {
        Choice::new(id.as_str(), name, id.as_str() == chosen)
    };
    known.into_iter().map(choice).collect()
}

/// Areas alone: the board finds their sub-areas too.
fn area_choices(taxonomy: &Issues, chosen: &str) -> Vec<Choice> {
    let areas = taxonomy.0.iter().filter(|issue| issue.parent.is_none());
    areas
        .map(|area| Choice::new(&area.code, &area.label, area.code == chosen))
        .collect()
}

/// Every issue: areas, each followed by its sub-areas under its name.
pub(super) fn issue_choices(taxonomy: &Issues, chosen: &str) -> Vec<Choice> {
    let choice = |code: &str| Choice::new(code, taxonomy.label(code), code == chosen);
    taxonomy.0.iter().map(|issue| choice(&issue.code)).collect()
}

/// The partnerships a goal may be led by.
pub(super) fn table_choices(tables: &Tables, chosen: &str) -> Vec<Choice> {
    let choice = |(id, name): &(crate::ids::PartnershipId, String)| {
        let id = id.to_string();
        let held = id == chosen;
        Choice::new(id, name, held)
    };
    tables.iter().map(choice).collect()
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

fn rows(cards: Vec<GoalCard>, order: GoalOrder) -> Vec<Row> {
    let mut last = String::new();
    let row = |(at, card): (usize, GoalCard)| {
        let new = order == GoalOrder::City && card.home != last;
        let group = new.then(|| card.home.clone());
        last.clone_from(&card.home);
        let also = if card.also.is_empty() {
            String::new()
        } else {
            format!(", with {}", card.also.join(" and "))
        };
        let home = if order == GoalOrder::City {
            String::new()
        } else {
            format!("{}. ", card.home)
        };
        Row {
            group,
            href: format!("/goals/{}", card.id),
            title: card.title,
            under: format!("{home}{}{also}", card.issue),
            stack: stack_view(&format!("stack-{at}"), &card.totals, card.as_of),
            committed: card.totals.committed.short(),
            gap: card.totals.gap.short(),
            as_of: card.as_of.map(day).unwrap_or_default(),
            pill: words::goal_pill(card.status),
            open: card.open_for_interest,
            illustrative: card.illustrative,
            project_list: card.project_list,
        }
    };
    cards.into_iter().enumerate().map(row).collect()
}
