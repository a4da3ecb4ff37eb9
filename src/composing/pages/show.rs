//! The page: settings, the list, what it leaves open, and what is confidential.

use askama::Template;
use axum::response::Response;

use super::{
    asked::{Asked, Settings, read},
    fields::{Fields, fields},
    find::{Named, find, named},
    limits::{Limits, Typed, limits},
    list::{Answer, Composed, compose},
    rows::{self, Kind, Lacking, Row},
    words,
};
use crate::{
    composing::inputs::organization,
    convenings::{
        Upcoming,
        rules::{QuorumRule, suggested},
    },
    entities::goals,
    goals::{AtGoal, GoalHead, GoalTab},
    matching::waiting,
    values::{Attendance, wall_time},
    web::{self, Desk, EditorsDesk, FieldErrors, Query, Result, Shell, views::Choice},
};

#[derive(Template)]
#[template(path = "composing/compose.html", blocks = ["composed"])]
pub(super) struct ComposePage {
    shell: Shell,
    head: GoalHead,
    path: String,
    /// The address of what is shown, to which a link adds one act.
    state: String,
    /// Other goals the list is also for: key, title, and whether it is a sample.
    also: Vec<(String, String, bool)>,
    fields: Fields,
    errors: FieldErrors,
    /// Why there is no list.
    trouble: String,
    /// Names of those who are locked, asked not to be contacted and are left out for that.
    silent: Vec<String>,
    answer: Option<View>,
    locked: Vec<Named>,
    dropped: Vec<Named>,
    q: String,
    found: Vec<Named>,
    limits: Limits,
    upcoming: Vec<Choice>,
    plan_href: String,
}

/// A list in view.
struct View {
    rows: Vec<Row>,
    kinds: Vec<Kind>,
    lacking: Vec<Lacking>,
    shortages: Vec<String>,
    rested: Vec<String>,
    summary: String,
    nights: String,
    promise: String,
    proved: bool,
    quorum: Vec<Choice>,
    seats: usize,
    /// Seats for others, as they were read: what was typed may be no number.
    residents: usize,
    officials: usize,
}

/// GET /goals/{id}/compose
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    AtGoal(goal): AtGoal,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let fresh = (Typed::default(), FieldErrors::default());
    // The first look after a start reads every funding source: the page says so instead of keeping people waiting.
    let page = match waiting::at_most(&desk, Box::pin(page(&desk, &goal, asked, fresh))).await? {
        Ok(page) => page,
        Err(waits) => return Ok(waits),
    };
    if desk.wants("composed") {
        return web::page(&page.as_composed());
    }
    web::page(&page)
}

/// The page, also for a confidential form that was refused.
pub(super) async fn page(
    desk: &Desk,
    goal: &goals::Model,
    asked: Asked,
    (typed, refused): (Typed, FieldErrors),
) -> Result<ComposePage> {
    let (settings, mut errors) = read(&asked, goal.id);
    let composed = compose(desk, goal.id, &settings).await?;
    let name = |id: u128| rows::name(&composed, organization(id));
    let trouble = match &composed.answer {
        Ok(_) => String::new(),
        Err(trouble) => trouble.sentence(name),
    };
    let found = find(desk, &asked.q).await?;
    let answer = composed.answer.as_ref().ok();
    let answer = answer.map(|answer| view(&composed, answer, &settings));
    for error in &refused {
        errors.add(error.field, error.message.clone());
    }
    let path = format!("/goals/{}/compose", goal.id);
    let shell = desk.shell("goals", format!("Compose a guest list: {}", goal.title));
    Ok(ComposePage {
        shell: if refused.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        head: GoalHead::load(desk, goal, GoalTab::Matches).await?,
        state: asked.address(&path, &settings),
        path,
        also: composed
            .goals
            .iter()
            .skip(1)
            .map(|also| (also.id.to_string(), also.title.clone(), also.illustrative))
            .collect(),
        fields: fields(&asked, &settings),
        plan_href: answer
            .as_ref()
            .map(|view| plan_href(&composed, view))
            .unwrap_or_default(),
        answer,
        errors,
        trouble,
        silent: composed
            .silent
            .iter()
            .map(|id| rows::name(&composed, *id))
            .collect(),
        locked: named(&composed, settings.locked.iter().copied()),
        dropped: named(&composed, settings.dropped.iter().copied()),
        q: asked.q,
        found,
        limits: limits(&composed, typed),
        upcoming: choices(&composed.upcoming, &settings),
    })
}

fn view(composed: &Composed, answer: &Answer, settings: &Settings) -> View {
    let list = &answer.list;
    let gap: u64 = list.covered.iter().map(|kind| kind.open).sum();
    let rows = rows::rows(composed, answer);
    let summary = if gap == 0 {
        "Nothing is open in the stack, so only fit and local philanthropy decide.".to_owned()
    } else {
        format!(
            "{} of {} candidates can be expected to bring {} of the {} open, {}.",
            rows.len(),
            answer.candidates,
            words::money(list.cover),
            words::money(gap),
            words::percent(list.cover, gap)
        )
    };
    View {
        kinds: rows::kinds(composed, answer),
        lacking: rows::lacking(composed, answer, settings),
        shortages: list
            .shortages
            .iter()
            .copied()
            .map(words::shortage)
            .collect(),
        rested: answer
            .rested
            .iter()
            .map(|id| rows::name(composed, *id))
            .collect(),
        nights: if gap == 0 {
            String::new()
        } else {
            words::nights(list.spread, gap)
        },
        promise: words::promise(list, answer.proof),
        proved: settings.prove,
        quorum: quorum(settings, &rows),
        seats: rows.len() + settings.residents + settings.officials,
        residents: settings.residents,
        officials: settings.officials,
        summary,
        rows,
    }
}

/// The quorum that the list suggests, ticked.
fn quorum(settings: &Settings, rows: &[Row]) -> Vec<Choice> {
    let asked = settings.families.iter();
    let asked = asked.filter_map(|(family, least)| Some((family.quorum()?, *least)));
    let must = rows.iter();
    let must = must.filter(|row| row.attendance == Attendance::Must);
    let others = (settings.residents, settings.officials);
    let rules = suggested(asked, must.filter_map(|row| row.counts_as), others);
    let rule = |rule: QuorumRule| Choice::new(rule.to_string(), rule.words(), true);
    rules.into_iter().map(rule).collect()
}

/// The convenings that could take the list.
fn choices(upcoming: &[Upcoming], settings: &Settings) -> Vec<Choice> {
    let choice = |each: &Upcoming| {
        let when = wall_time::moment(each.starts_at, &each.zone);
        let chosen = settings.convening == Some(each.id);
        Choice::new(
            each.id.to_string(),
            format!("{}, {when}", each.title),
            chosen,
        )
    };
    upcoming.iter().map(choice).collect()
}

/// Where a convening is planned with this list: its guests and the seats kept for others, as the form that seats them sends
/// them, its other goals, and the quorum it suggests.
fn plan_href(composed: &Composed, view: &View) -> String {
    let (residents, officials) = (view.residents.to_string(), view.officials.to_string());
    let goals: Vec<String> = composed.goals.iter().map(|it| it.id.to_string()).collect();
    let goal = goals.iter().take(1).map(|id| ("goal", id.as_str()));
    let mut pairs: Vec<(&str, &str)> = goal.collect();
    pairs.extend(view.rows.iter().map(|row| ("guest", row.id.as_str())));
    let must = view.rows.iter();
    let must = must.filter(|row| row.attendance == Attendance::Must);
    pairs.extend(must.map(|row| ("must", row.id.as_str())));
    pairs.extend([
        ("resident_seats", residents.as_str()),
        ("official_seats", officials.as_str()),
    ]);
    pairs.extend(goals.iter().skip(1).map(|id| ("also", id.as_str())));
    pairs.extend(
        view.quorum
            .iter()
            .map(|rule| ("quorum", rule.value.as_str())),
    );
    web::address("/convenings/new", &pairs)
}
