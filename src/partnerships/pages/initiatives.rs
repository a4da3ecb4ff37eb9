//! Initiatives with their rounds, rules and sites: public facts with their source. Nothing invented stands here.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, response::Response};

use super::learning::base;
use crate::{
    entities::{initiative_rounds, initiative_sites, initiatives, learning_dates, places},
    partnerships::store,
    places::rules::full_name,
    values::SiteRole,
    web::{self, AppError, Desk, Shell, TableDesk, views::Link},
};

#[derive(Template)]
#[template(path = "partnerships/initiatives.html")]
struct ListPage {
    shell: Shell,
    staff: bool,
    initiatives: Vec<InitiativeCard>,
}

struct InitiativeCard {
    href: String,
    name: String,
    convener: String,
    years: String,
    summary: String,
    rounds: usize,
    cities: usize,
    source: String,
}

#[derive(Template)]
#[template(path = "partnerships/initiative.html")]
struct InitiativePage {
    shell: Shell,
    crumbs: Vec<Link>,
    card: InitiativeCard,
    rounds: Vec<RoundView>,
}

struct RoundView {
    code: String,
    name: String,
    year: i32,
    required_match: String,
    required_product: String,
    rules: Vec<String>,
    source: String,
    cohorts: Vec<Cohort>,
    partnerships: Vec<Link>,
    learning: Vec<LearningRow>,
    /// Where a learning date is added; empty for those who may not.
    add_href: String,
}

/// A day on which the cities of the round learn together.
struct LearningRow {
    day: String,
    topic: String,
    venue: String,
    source: String,
    ahead: bool,
    edit_href: String,
}

/// The sites that have one role in a round.
struct Cohort {
    role: &'static str,
    year: i32,
    /// City pages are for staff; a lead reads the name alone.
    cities: Vec<Link>,
}

type Site = (initiative_sites::Model, Option<places::Model>);

fn card(
    of: &initiatives::Model,
    rounds: &[&initiative_rounds::Model],
    sites: &[Site],
) -> InitiativeCard {
    let mut cities: Vec<_> = sites
        .iter()
        .filter(|(site, _)| rounds.iter().any(|round| round.code == site.round_code))
        .map(|(site, _)| &site.place_id)
        .collect();
    cities.sort();
    cities.dedup();
    InitiativeCard {
        href: format!("/initiatives/{}", of.code),
        name: of.name.clone(),
        convener: of.convener.clone(),
        years: match of.end_year {
            Some(end) => format!("{} to {end}", of.start_year),
            None => format!(
                "Since {}; an end is not stated in the source",
                of.start_year
            ),
        },
        summary: of.summary.clone(),
        rounds: rounds.len(),
        cities: cities.len(),
        source: of.source.clone(),
    }
}

pub(super) async fn list(TableDesk(desk): TableDesk) -> web::Result<Response> {
    let db = desk.db();
    let rounds = store::rounds(db).await?;
    let codes = rounds.iter().map(|(round, _)| round.code.clone());
    let sites = store::sites_of(db, codes).await?;
    let all = store::initiatives(db).await?;
    let of = |each: &initiatives::Model| {
        let mine: Vec<_> = rounds
            .iter()
            .map(|(round, _)| round)
            .filter(|round| round.initiative_code == each.code)
            .collect();
        card(each, &mine, &sites)
    };
    web::page(&ListPage {
        shell: desk.shell("partnerships", "Initiatives"),
        staff: desk.is_staff(),
        initiatives: all.iter().map(of).collect(),
    })
}

pub(super) async fn show(
    TableDesk(desk): TableDesk,
    Path(code): Path<String>,
) -> web::Result<Response> {
    let db = desk.db();
    let found = AppError::found(store::initiative(db, &code).await?)?;
    let rounds = store::rounds(db).await?;
    let rounds: Vec<_> = rounds
        .iter()
        .map(|(round, _)| round)
        .filter(|round| round.initiative_code == found.code)
        .collect();
    let codes: Vec<String> = rounds.iter().map(|round| round.code.clone()).collect();
    let sites = store::sites_of(db, codes.clone()).await?;
    let dates = store::learning_dates_of(db, codes.clone()).await?;
    let mut taking_part: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    if desk.is_staff() {
        for (round, partnership) in store::rounds_in(db, codes).await? {
            let href = format!("/partnerships/{}", partnership.id);
            let link = Link::new(partnership.name, href);
            taking_part.entry(round).or_default().push(link);
        }
    }
    let staff = desk.is_staff();
    let view = |round: &&initiative_rounds::Model| RoundView {
        code: round.code.clone(),
        name: round.name.clone(),
        year: round.year,
        required_match: round.required_match.clone(),
        required_product: round.required_product.clone(),
        rules: round
            .rules
            .lines()
            .filter(|rule| !rule.is_empty())
            .map(str::to_owned)
            .collect(),
        source: round.source.clone(),
        cohorts: cohorts(&sites, &round.code, staff),
        partnerships: taking_part.remove(&round.code).unwrap_or_default(),
        learning: learning_rows(&desk, round, &dates),
        add_href: if staff && desk.may_edit() {
            format!("{}/new", base(round))
        } else {
            String::new()
        },
    };
    let card = card(&found, &rounds, &sites);
    web::page(&InitiativePage {
        shell: desk.shell("partnerships", &found.name),
        crumbs: vec![Link::new("Initiatives", "/initiatives")],
        rounds: rounds.iter().map(view).collect(),
        card,
    })
}

fn learning_rows(
    desk: &Desk,
    round: &initiative_rounds::Model,
    dates: &[learning_dates::Model],
) -> Vec<LearningRow> {
    let row = |held: &learning_dates::Model| LearningRow {
        day: held.held_on.format("%-d %b %Y").to_string(),
        topic: held.topic.clone(),
        venue: held.venue.clone(),
        source: held.source.clone(),
        ahead: held.held_on >= desk.today(),
        edit_href: if desk.is_staff() && desk.may_edit() {
            format!("{}/{}/edit", base(round), held.id)
        } else {
            String::new()
        },
    };
    let of_round = dates.iter().filter(|held| held.round_code == round.code);
    of_round.map(row).collect()
}

/// The sites of a round by what they do in it.
fn cohorts(sites: &[Site], round: &str, staff: bool) -> Vec<Cohort> {
    let mut found: Vec<Cohort> = Vec::new();
    for role in SiteRole::ALL {
        let mine: Vec<&Site> = sites
            .iter()
            .filter(|(site, _)| site.round_code == round && site.role == *role)
            .collect();
        let Some((first, _)) = mine.first() else {
            continue;
        };
        let city = |place: &places::Model| {
            let name = full_name(&place.name, place.kind, place.state.as_deref());
            let href = if staff {
                format!("/cities/{}", place.code)
            } else {
                String::new()
            };
            Link::new(name, href)
        };
        found.push(Cohort {
            role: role.label(),
            year: first.year,
            cities: mine
                .iter()
                .filter_map(|(_, place)| place.as_ref())
                .map(city)
                .collect(),
        });
    }
    found
}
