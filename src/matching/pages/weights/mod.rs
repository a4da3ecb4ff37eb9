//! The weights of a score: tried on a goal before they are saved, and every version there was.
//!
//! Trying is a GET with the weights in its address, and changes nothing; saving is for administrators.

mod form;
mod moved;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;

use self::{
    form::{Field, Typed},
    moved::{Moved, moved},
};
use super::waiting;
use crate::{
    accounts::when,
    db::Topic,
    goals,
    ids::GoalId,
    matching::{
        matches_for,
        rules::{Component, Weights},
        weighing::{self, Saved, Version},
    },
    web::{
        self, AdminsDesk, Desk, FieldErrors, Form, Paging, Query, Result, Shell, address,
        views::{Choice, Link, PagerView},
    },
};

/// Versions on a page.
const VERSIONS: u64 = 10;
/// How many goals are offered to try weights on.
const GOALS: u64 = 20;
/// The longest reason.
const LONGEST: usize = 500;

#[derive(Template)]
#[template(path = "matching/weights.html")]
struct WeightsPage {
    shell: Shell,
    crumbs: Vec<Link>,
    may_save: bool,
    in_force: i32,
    next: i32,
    fields: Vec<Field>,
    /// What the measures' weights add up to, where they can be read.
    sum: String,
    goals: Vec<Choice>,
    goal: String,
    goal_title: String,
    moved: Option<Moved>,
    why: String,
    errors: FieldErrors,
    /// Somebody saved while this form was open.
    clash: Option<VersionRow>,
    versions: Vec<VersionRow>,
    pager: PagerView,
}

impl WeightsPage {
    /// The line beside the form's title.
    fn context(&self) -> String {
        format!("Version {} is in force", self.in_force)
    }
}

/// One version as the list shows it.
struct VersionRow {
    number: i32,
    /// In the order of the measures, with the load last.
    weights: Vec<(&'static str, u32)>,
    why: String,
    who: String,
    when: String,
    try_href: String,
}

/// GET /matching/weights
pub(super) async fn show(desk: Desk, Query(typed): Query<Typed>) -> Result<Response> {
    let (page, sound) = match waiting::at_most(&desk, compose(&desk, typed)).await? {
        Ok(composed) => composed,
        Err(waiting) => return Ok(waiting),
    };
    if sound {
        web::page(&page)
    } else {
        web::page_invalid(&page)
    }
}

/// POST /matching/weights
pub(super) async fn save(
    AdminsDesk(desk): AdminsDesk,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let in_force = weighing::newest(desk.db()).await?.weights;
    let (weights, mut errors) = typed.read(in_force);
    let why = typed.why.trim().to_owned();
    if why.is_empty() {
        errors.add("why", "Say why the weights change.");
    } else if why.chars().count() > LONGEST {
        errors.add("why", "Keep the reason under 500 characters.");
    }
    let (Some(weights), true) = (weights, errors.is_empty()) else {
        let (mut page, _) = compose(&desk, typed).await?;
        page.errors = errors;
        return web::page_invalid(&page);
    };
    let seen = typed.seen.parse().unwrap_or_default();
    match written(&desk, (weights, &why), seen).await? {
        Saved::As(number) => {
            let path = address("/matching/weights", &[("goal", &typed.goal)]);
            let told = format!("Version {number} of the weights is in force.");
            Ok(web::flash_to(&path, &told))
        }
        Saved::Newer(theirs) => {
            let (mut page, _) = compose(&desk, typed).await?;
            page.clash = Some(version_row(&desk, theirs, ""));
            page.shell = page.shell.with_errors();
            Ok((StatusCode::CONFLICT, web::page(&page)?).into_response())
        }
    }
}

/// Saves them unless somebody was first, also where both come at the same moment.
async fn written(desk: &Desk, (weights, why): (Weights, &str), seen: i32) -> Result<Saved> {
    let (actor, now) = (desk.actor(), desk.app.now());
    let write = desk
        .app
        .db
        .write(async |txn| weighing::save(txn, (weights, why), seen, &actor, now).await);
    match write.await {
        Err(error) if weighing::came_second(&error) => {
            Ok(Saved::Newer(weighing::newest(desk.db()).await?))
        }
        saved => Ok(saved?),
    }
}

/// The page, and whether all that was typed could be read.
async fn compose(desk: &Desk, typed: Typed) -> Result<(WeightsPage, bool)> {
    let in_force = weighing::newest(desk.db()).await?.weights;
    let chosen = match typed.from.parse() {
        Ok(number) => weighing::version(desk.db(), number).await?,
        Err(_) => None,
    };
    let otherwise = chosen.map_or(in_force, |version| version.weights);
    let (weights, errors) = typed.read(otherwise);
    let directory = desk.app.db.revision(Topic::Funders).await?;
    let goals = goals::widest_gaps(&desk.app.db, directory, GOALS).await?;
    let asked: Option<GoalId> = typed.goal.parse().ok();
    let goal = asked.or_else(|| goals.first().map(|card| card.id));
    let shown = match (goal, weights) {
        (Some(goal), Some(weights)) => tried(desk, goal, weights, desk.local_date()).await?,
        _ => None,
    };
    let title = shown.as_ref().map_or("", |(title, _)| title.as_str());
    let mut choices: Vec<Choice> = goals
        .iter()
        .map(|card| Choice::new(card.id.to_string(), &card.title, Some(card.id) == goal))
        .collect();
    if let (Some(goal), false) = (goal, choices.iter().any(|choice| choice.chosen))
        && !title.is_empty()
    {
        choices.insert(0, Choice::new(goal.to_string(), title, true));
    }
    let goal = goal.map(|goal| goal.to_string()).unwrap_or_default();
    let (versions, pager) = listed(desk, &typed.page, &goal).await?;
    let shell = desk.shell("goals", "Weights of the score");
    let sound = errors.is_empty();
    let page = WeightsPage {
        shell: if sound { shell } else { shell.with_errors() },
        crumbs: vec![Link::new("How scoring works", "/help/fit")],
        may_save: desk.is_admin(),
        in_force: in_force.version(),
        next: in_force.version() + 1,
        fields: typed.fields(otherwise, in_force, &errors),
        sum: weights.map_or_else(String::new, |weights| weights.total().to_string()),
        goals: choices,
        goal,
        goal_title: title.to_owned(),
        moved: shown.map(|(_, moved)| moved),
        why: typed.why,
        errors,
        clash: None,
        versions,
        pager,
    };
    Ok((page, sound))
}

/// The goal's title, and how its ranking moves with these weights; nothing where there is no such goal.
async fn tried(
    desk: &Desk,
    goal: GoalId,
    weights: Weights,
    today: Date,
) -> Result<Option<(String, Moved)>> {
    let db = &desk.app.db;
    let Some(before) = matches_for(db, goal, None, today).await? else {
        return Ok(None);
    };
    let after = before.weighed(weights)?;
    let moved = moved(db, &before, &after).await?;
    Ok(Some((before.goal().title.clone(), moved)))
}

async fn listed(desk: &Desk, page: &str, goal: &str) -> Result<(Vec<VersionRow>, PagerView)> {
    let paging = Paging::read(page, VERSIONS);
    let (found, total) = weighing::versions(desk.db(), paging.page - 1, VERSIONS).await?;
    let rows = found.into_iter();
    let rows = rows
        .map(|version| version_row(desk, version, goal))
        .collect();
    let path = address("/matching/weights", &[("goal", goal)]);
    Ok((rows, paging.pager(total, &path, "versions")))
}

fn version_row(desk: &Desk, version: Version, goal: &str) -> VersionRow {
    let weights = version.weights;
    let number = weights.version();
    let from = number.to_string();
    let measures = Component::ALL.into_iter();
    let measures = measures.map(|component| (component.label(), weights.of(component)));
    VersionRow {
        number,
        weights: measures.chain([("Asks", weights.load())]).collect(),
        why: version.why,
        who: version.saved_by,
        when: when(&desk.user, version.saved_at),
        try_href: address("/matching/weights", &[("goal", goal), ("from", &from)]),
    }
}
