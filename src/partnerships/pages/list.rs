//! The list of partnerships. Every choice is in the address, so a narrowed list can be linked.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::words::stage_pill;
use crate::{
    partnerships::store::{self, PartnershipCard, PartnershipFilter},
    values::PartnershipStage,
    web::{
        self, Desk, Paging, Query, Shell, address,
        views::{Choice, PagerView},
    },
};

const PER_PAGE: u64 = 50;

/// The filter as the address holds it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
    stage: String,
    city: String,
    initiative: String,
    page: String,
}

impl Wanted {
    fn filter(&self) -> PartnershipFilter {
        PartnershipFilter {
            query: self.q.clone(),
            stage: self.stage.parse().ok(),
            city: self.city.parse().ok(),
            initiative: self.initiative.clone(),
        }
    }

    /// The address of this filter, without its page.
    fn address(&self) -> String {
        address(
            "/partnerships",
            &[
                ("q", self.q.trim()),
                ("stage", &self.stage),
                ("city", &self.city),
                ("initiative", &self.initiative),
            ],
        )
    }
}

#[derive(Template)]
#[template(path = "partnerships/list.html", blocks = ["results"])]
struct ListPage {
    shell: Shell,
    q: String,
    stages: Vec<Choice>,
    cities: Vec<Choice>,
    initiatives: Vec<Choice>,
    rows: Vec<Row>,
    found: String,
    pager: PagerView,
    filtered: bool,
    may_edit: bool,
}

struct Row {
    href: String,
    name: String,
    places: String,
    result: String,
    goals: i64,
    members: i64,
    pill: (&'static str, &'static str, &'static str),
    sample: bool,
}

pub(super) async fn list(desk: Desk, Query(wanted): Query<Wanted>) -> web::Result<Response> {
    let paging = Paging::read(&wanted.page, PER_PAGE);
    let db = desk.db();
    let (cards, total) = store::cards(db, &wanted.filter(), paging).await?;
    let cities = store::cities(db).await?;
    let initiatives = store::initiatives(db).await?;
    let address = wanted.address();
    let stage = |each: &PartnershipStage| {
        Choice::new(each.as_str(), each.label(), each.as_str() == wanted.stage)
    };
    let page = ListPage {
        shell: desk.shell("partnerships", "Partnerships"),
        stages: PartnershipStage::ALL.iter().map(stage).collect(),
        cities: cities
            .iter()
            .map(|(id, name)| Choice::new(id.as_str(), name, id.as_str() == wanted.city))
            .collect(),
        initiatives: initiatives
            .iter()
            .map(|each| Choice::new(&each.code, &each.name, each.code == wanted.initiative))
            .collect(),
        rows: cards.into_iter().map(row).collect(),
        found: if total == 1 {
            "1 partnership".to_owned()
        } else {
            format!("{total} partnerships")
        },
        pager: paging.pager(total, &address, "partnerships"),
        filtered: address != "/partnerships",
        may_edit: desk.may_edit(),
        q: wanted.q,
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

fn row(card: PartnershipCard) -> Row {
    Row {
        href: format!("/partnerships/{}", card.row.id),
        name: card.row.name,
        places: card.places.join("; "),
        result: card.row.shared_result,
        goals: card.goals,
        members: card.members,
        pill: stage_pill(card.row.stage),
        sample: card.row.illustrative,
    }
}
