//! Stating where a pocket works: a bank's assessment areas by county or metro, a CDFI's target markets and since when it
//! is certified.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use chrono::NaiveDate;
use serde::Deserialize;

use super::FunderInPath;
use crate::{
    entities::{funding_sources, organizations},
    funders::{
        rules::{AreaTyped, read_areas, read_markets},
        store::{self, ReachEdit},
    },
    places,
    values::{
        PlaceId, time_convert,
        typed::{date, words},
    },
    web::{self, AppError, Desk, EditorsDesk, FieldErrors, Form, Shell, views::Link},
};

/// Kinds of target market a place can be: the code that is kept.
const INVESTMENT: &str = "investment_area";
const LOW_INCOME: &str = "low_income_targeted_population";

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReachForm {
    assessed: String,
    investment: String,
    low_income: String,
    certified_on: String,
    source: String,
    as_of: String,
    version: String,
}

#[derive(Template)]
#[template(path = "funders/reach.html")]
struct ReachPage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: String,
    sample: bool,
    /// Somebody saved in between: what they left.
    clash: bool,
    theirs: Vec<(&'static str, String)>,
    action: String,
    back: String,
    form: ReachForm,
    errors: FieldErrors,
}

async fn pocket_in(
    desk: &Desk,
    funder: &organizations::Model,
    id: &str,
) -> web::Result<funding_sources::Model> {
    let id = AppError::found(id.parse().ok())?;
    AppError::found(store::pocket_of(desk.db(), funder.id, id).await?)
}

/// The form as the pocket has it.
async fn held(desk: &Desk, pocket: &funding_sources::Model) -> web::Result<ReachForm> {
    let lines = |places: Vec<PlaceId>| {
        let codes: Vec<String> = places.iter().map(ToString::to_string).collect();
        codes.join("\n")
    };
    let markets = read_markets(&pocket.target_markets);
    let of = |kind: &str| {
        let mine = markets.iter().filter(|market| market.code == kind);
        lines(mine.filter_map(|market| market.place.clone()).collect())
    };
    Ok(ReachForm {
        assessed: lines(store::assessed(desk.db(), pocket.id).await?),
        investment: of(INVESTMENT),
        low_income: of(LOW_INCOME),
        certified_on: pocket
            .certified_on
            .map(|on| on.to_string())
            .unwrap_or_default(),
        source: pocket.areas_source.clone(),
        as_of: pocket
            .areas_as_of
            .map(|on| on.to_string())
            .unwrap_or_default(),
        version: pocket.version.to_string(),
    })
}

pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    FunderInPath(funder): FunderInPath,
    Path((_, pocket)): Path<(String, String)>,
) -> web::Result<Response> {
    let pocket = pocket_in(&desk, &funder, &pocket).await?;
    let mut form = held(&desk, &pocket).await?;
    if form.as_of.is_empty() {
        form.as_of = desk.local_date().to_string();
    }
    let shown = (form, FieldErrors::default());
    web::page(&page(&desk, &funder, &pocket, shown))
}

fn page(
    desk: &Desk,
    funder: &organizations::Model,
    pocket: &funding_sources::Model,
    (form, errors): (ReachForm, FieldErrors),
) -> ReachPage {
    let back = format!("/funders/{}", funder.id);
    let shell = desk.shell("funders", format!("Where {} works", pocket.name));
    ReachPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![
            Link::new("Funders", "/funders"),
            Link::new(&funder.name, &back),
        ],
        heading: format!("Where {} works", pocket.name),
        sample: funder.illustrative,
        clash: false,
        theirs: Vec::new(),
        action: format!("{back}/pockets/{}/areas", pocket.id),
        back: format!("{back}#pocket-{}", pocket.id),
        form,
        errors,
    }
}

pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    FunderInPath(funder): FunderInPath,
    Path((_, pocket)): Path<(String, String)>,
    Form(form): Form<ReachForm>,
) -> web::Result<Response> {
    let pocket = pocket_in(&desk, &funder, &pocket).await?;
    let edit = match read(&desk, &form).await? {
        Ok(edit) => edit,
        Err(errors) => {
            return web::page_invalid(&page(&desk, &funder, &pocket, (form, errors)));
        }
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    let version = form.version.parse().unwrap_or_default();
    let work = async |txn: &sea_orm::DatabaseTransaction| {
        store::save_reach(txn, (&pocket, version), &edit, &actor, now).await
    };
    if desk.app.db.write(work).await? {
        let path = format!("/funders/{}/goals", funder.id);
        return Ok(web::flash_to(&path, "Areas saved."));
    }
    // What they left stands beside what was typed; saving again is at their version.
    let pocket = pocket_in(&desk, &funder, &pocket.id.to_string()).await?;
    let theirs = held(&desk, &pocket).await?;
    let mine = ReachForm {
        version: theirs.version.clone(),
        ..form
    };
    let mut clash = page(&desk, &funder, &pocket, (mine, FieldErrors::default()));
    clash.clash = true;
    clash.theirs = vec![
        ("Assessment areas", theirs.assessed),
        ("Investment areas", theirs.investment),
        ("Low-income targeted populations", theirs.low_income),
        ("Certified as of", theirs.certified_on),
        ("Source", theirs.source),
        ("As of", theirs.as_of),
    ];
    let mut response = web::page(&clash)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

async fn read(desk: &Desk, form: &ReachForm) -> web::Result<Result<ReachEdit, FieldErrors>> {
    let today = time_convert::to_naive(desk.local_date().at(0, 0, 0, 0)).date();
    let mut errors = FieldErrors::default();
    let assessed = errors.keep("assessed", areas(desk, &form.assessed).await?);
    let investment = errors.keep("investment", areas(desk, &form.investment).await?);
    let low_income = errors.keep("low_income", areas(desk, &form.low_income).await?);
    let certified_on = errors.keep("certified_on", day(&form.certified_on, today));
    let source = words(&form.source);
    if source.is_empty() || source.chars().count() > 300 {
        errors.add(
            "source",
            "Say where it is written, in 300 characters or fewer.",
        );
    }
    let as_of = day(&form.as_of, today)
        .and_then(|day| day.ok_or("Type the day this was stated, such as 2026-11-20."));
    let as_of = errors.keep("as_of", as_of);
    let edit = (|| {
        let of = |kind: &str, places: Vec<PlaceId>| -> Vec<(String, PlaceId)> {
            let pair = |place| (kind.to_owned(), place);
            places.into_iter().map(pair).collect()
        };
        let mut markets = of(INVESTMENT, investment?);
        markets.extend(of(LOW_INCOME, low_income?));
        Some(ReachEdit {
            assessed: assessed?,
            markets,
            certified_on: certified_on?,
            source,
            as_of: as_of?,
        })
    })();
    Ok(edit.filter(|_| errors.is_empty()).ok_or(errors))
}

/// Codes of places that exist.
async fn areas(desk: &Desk, typed: &str) -> web::Result<Result<Vec<PlaceId>, String>> {
    let read: Vec<AreaTyped> = match read_areas(typed) {
        Ok(read) if read.len() > 200 => return Ok(Err("Type at most 200 places.".to_owned())),
        Ok(read) => read,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let possible = read.iter().flat_map(|area| area.could_be.clone());
    let known = places::by_ids(desk.db(), possible).await?;
    let known: BTreeSet<PlaceId> = known.into_keys().collect();
    let settled: Result<BTreeSet<PlaceId>, String> =
        read.iter().map(|area| area.settle(&known)).collect();
    Ok(settled.map(|places| places.into_iter().collect()))
}

fn day(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, &'static str> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    date(typed)
        .ok()
        .filter(|day| *day <= today)
        .map(Some)
        .ok_or("Type a date that has come, as year-month-day, such as 2026-03-31.")
}
