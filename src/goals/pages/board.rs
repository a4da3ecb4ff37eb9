//! The board: every goal with its stack in miniature. It answers "where is money missing?"

use std::collections::BTreeSet;

use askama::Template;
use axum::response::Response;

use super::{
    filters::{BoardQuery, FilterView, LIST, Switch},
    forms::Tables,
    words::{self, Pill},
};
use crate::{
    goals::{
        pictures::{day, stack_view},
        store::{self, CitySum, GoalCard, GoalOrder},
    },
    issues::Issues,
    web::{
        self, Query, Shell, TableDesk,
        charts::StackView,
        views::{Choice, PagerView},
    },
};

const PER_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "goals/board.html", blocks = ["results"])]
struct BoardPage {
    shell: Shell,
    filters: FilterView,
    views: Switch,
    rows: Vec<Row>,
    found: String,
    pager: PagerView,
    filtered: bool,
    may_edit: bool,
    /// Staff look across all goals; a lead does not.
    staff: bool,
}

struct Row {
    /// The city, where a new one begins and the board is sorted by city.
    group: Option<CityHead>,
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

/// The city above its goals.
struct CityHead {
    name: String,
    /// Empty for a place that has no page.
    href: String,
    /// "2 goals, gap $6.4M as of 18 Nov 2026".
    sums: String,
}

pub(super) async fn board(
    TableDesk(desk): TableDesk,
    Query(query): Query<BoardQuery>,
) -> web::Result<Response> {
    let paging = query.paging(PER_PAGE);
    let filter = query.filter(desk.leads);
    let db = desk.db();
    let (cards, total) = store::cards(db, &filter, paging).await?;
    let sums = if filter.order == GoalOrder::City {
        let homes: BTreeSet<_> = cards.iter().map(|card| card.home_id.clone()).collect();
        store::city_sums(db, &filter, Some(homes.into_iter().collect())).await?
    } else {
        Vec::new()
    };
    let address = query.address(LIST);
    let page = BoardPage {
        shell: desk.shell("goals", "Goals"),
        filters: FilterView::load(&desk, &query, LIST).await?,
        views: Switch::of(&query, LIST),
        rows: rows(cards, filter.order, (&sums, desk.is_staff())),
        found: counted(total),
        pager: paging.pager(total, &address, "goals"),
        filtered: query.narrows(),
        may_edit: desk.is_staff() && desk.may_edit(),
        staff: desk.is_staff(),
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

/// "1 goal", "28 goals".
pub(super) fn counted(total: u64) -> String {
    if total == 1 {
        "1 goal".to_owned()
    } else {
        format!("{total} goals")
    }
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

fn rows(cards: Vec<GoalCard>, order: GoalOrder, (sums, staff): (&[CitySum], bool)) -> Vec<Row> {
    let mut last = None;
    let row = |(at, card): (usize, GoalCard)| {
        let new = order == GoalOrder::City && last.as_ref() != Some(&card.home_id);
        let group = new.then(|| city_head(&card, (sums, staff)));
        last = Some(card.home_id.clone());
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

fn city_head(card: &GoalCard, (sums, staff): (&[CitySum], bool)) -> CityHead {
    let sum = sums.iter().find(|sum| sum.place == card.home_id);
    CityHead {
        name: card.home.clone(),
        href: words::city_href(&card.home_id, staff),
        sums: sum.map(words::city_sentence).unwrap_or_default(),
    }
}
