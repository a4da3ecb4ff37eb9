//! The page of a convening's date poll: prepared, open, closed, decided.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    Dates,
    fields::{Fields, usual},
    load,
    people::{Lists, People, PersonForm, people},
    results::{Results, results},
    times::{TimeForm, Times, times},
    words::{Pill, state_pill},
};
use crate::{
    entities::date_polls,
    ids::PollPersonId,
    scheduling::polls::store,
    values::{ConveningStatus, PollManner, PollState, wall_time},
    web::{self, Desk, FieldErrors, Query, Result, Shell, views::Link},
};

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) week: String,
    pub(super) page: String,
    /// Pages of the lists of people asked and of guests not asked yet.
    pub(super) people: String,
    pub(super) guests: String,
    /// Whom to look for among the people asked.
    pub(super) find: String,
    pub(super) without: Vec<String>,
}

/// What was typed and refused.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) time: Option<(TimeForm, FieldErrors)>,
    pub(super) person: Option<(PersonForm, FieldErrors)>,
    /// In the line of somebody who is asked.
    pub(super) row: Option<(PollPersonId, PersonForm, FieldErrors)>,
    /// What the address asked for.
    pub(super) at: Asked,
    pub(super) errors: FieldErrors,
    /// Somebody else changed the poll first.
    pub(super) stale: bool,
}

#[derive(Template)]
#[template(path = "scheduling/dates.html", blocks = ["grid"])]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of the page that is shown or not"
)]
pub(super) struct DatesPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    back: String,
    heading: String,
    sample: bool,
    may_edit: bool,
    stale: bool,
    errors: FieldErrors,
    state: Pill,
    version: i32,
    facts: Vec<(&'static str, String)>,
    message: String,
    /// How far it has come.
    draft: bool,
    open: bool,
    closed: bool,
    decided: Option<Decided>,
    /// Whether times and people can still change.
    changing: bool,
    any_time: bool,
    results: Results,
    times: Times,
    people: People,
}

/// What was decided.
struct Decided {
    when: String,
    who: String,
    reason: String,
}

/// There is no poll: how one begins.
#[derive(Template)]
#[template(path = "scheduling/begin.html")]
struct BeginPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    title: String,
    may_edit: bool,
    /// Why none can be begun; empty where one can.
    why_not: String,
    withdrawn: bool,
    fields: Fields,
}

/// GET /convenings/{id}/dates
pub(super) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    if begins(&dates) {
        let fields = Fields::new(usual(&dates), FieldErrors::default(), None);
        return web::page(&begin(&desk, &dates, fields));
    }
    let page = page(&desk, &dates, asked, Typed::default()).await?;
    if desk.wants("grid") {
        return web::page(&page.as_grid());
    }
    web::page(&page)
}

/// Whether there is no poll, or only one that was withdrawn.
fn begins(dates: &Dates) -> bool {
    let poll = dates.poll.as_ref();
    poll.is_none_or(|poll| poll.state == PollState::Withdrawn)
}

/// The page again, because something typed was refused.
pub(super) async fn refused(desk: &Desk, dates: &Dates, mut typed: Typed) -> Result<Response> {
    if begins(dates) {
        return Ok(super::times_acts::past(dates));
    }
    let at = std::mem::take(&mut typed.at);
    let page = page(desk, dates, at, typed).await?;
    web::page_invalid(&page)
}

/// The page for a new poll again.
pub(super) fn refused_new(desk: &Desk, dates: &Dates, fields: Fields) -> Result<Response> {
    let mut page = begin(desk, dates, fields);
    page.shell = page.shell.with_errors();
    web::page_invalid(&page)
}

fn begin(desk: &Desk, dates: &Dates, fields: Fields) -> BeginPage {
    use ConveningStatus as S;
    let row = &dates.convening.row;
    let why_not = match row.status {
        S::Idea | S::DatePoll => String::new(),
        S::Cancelled => "This convening is cancelled.".to_owned(),
        _ => format!(
            "This convening has a date: {}. To look for another, change its status to “Idea” under “Edit” first.",
            dates.convening.plan.when.words()
        ),
    };
    BeginPage {
        shell: desk.shell("convenings", format!("Find a date: {}", row.title)),
        crumbs: dates.crumbs(),
        path: dates.path(),
        title: row.title.clone(),
        may_edit: desk.may_edit(),
        why_not,
        withdrawn: dates.poll.is_some(),
        fields,
    }
}

/// Everything on the page.
pub(super) async fn page(
    desk: &Desk,
    dates: &Dates,
    asked: Asked,
    typed: Typed,
) -> Result<DatesPage> {
    let poll = dates.poll()?;
    let (row, path) = (&dates.convening.row, dates.path());
    let (open, closed) = (
        poll.state == PollState::Open,
        poll.state == PollState::Closed,
    );
    let may_choose = desk.may_edit() && (open || closed);
    let place = (poll, path.as_str());
    let (of, results) = results(desk, place, (&asked.without, &asked.page), may_choose).await?;
    let mut time = typed.time.unwrap_or_default();
    if time.0.week.is_empty() {
        time.0.week.clone_from(&asked.week);
    }
    let mut errors = typed.errors;
    let person = typed.person.unwrap_or_default();
    let of_row = typed.row.iter().flat_map(|(_, _, errors)| errors.iter());
    for error in time.1.iter().chain(person.1.iter()).chain(of_row) {
        errors.add(error.field, error.message.clone());
    }
    let lists = Lists {
        people: &asked.people,
        guests: &asked.guests,
        find: &asked.find,
    };
    let shell = desk.shell("convenings", format!("Dates: {}", row.title));
    Ok(DatesPage {
        shell: if errors.is_empty() && !typed.stale {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: dates.crumbs(),
        back: format!("/convenings/{}", row.id),
        heading: row.title.clone(),
        sample: row.illustrative,
        may_edit: desk.may_edit(),
        stale: typed.stale,
        state: state_pill(poll.state),
        version: poll.version,
        facts: facts(poll),
        message: poll.message.clone(),
        draft: poll.state == PollState::Draft,
        open,
        closed,
        decided: decided(desk, poll).await?,
        changing: desk.may_edit() && matches!(poll.state, PollState::Draft | PollState::Open),
        any_time: poll.manner == PollManner::AnyTime,
        times: times(desk, place, &of, time).await?,
        people: people(desk, place, (&of.facts, lists), (person, typed.row)).await?,
        results,
        errors,
        path,
    })
}

/// The settings in words.
fn facts(poll: &date_polls::Model) -> Vec<(&'static str, String)> {
    let zone = &poll.time_zone;
    let until = poll.closes_at.map_or_else(
        || "until you close it".to_owned(),
        |at| wall_time::moment(at, zone),
    );
    let mut facts = vec![
        ("How it asks", poll.manner.label().to_owned()),
        ("Length", format!("{} minutes", poll.minutes)),
        ("Clocks", zone.label()),
        ("Answers", until),
        (
            "Reminders",
            format!("{} at most, only to who is silent", poll.most_reminders),
        ),
        (
            "“If needed” counts",
            format!("{} % of a yes", poll.if_needed / 100),
        ),
    ];
    let day = |day: chrono::NaiveDate| day.format("%a %-d %b %Y").to_string();
    if let (Some(first), Some(last)) = (poll.first_day, poll.last_day) {
        facts.insert(1, ("Between", format!("{} and {}", day(first), day(last))));
    }
    if poll.holds {
        facts.push((
            "Held in calendars",
            "The first five times, until one is chosen".to_owned(),
        ));
    }
    if let Some(heads) = poll.heads {
        facts.push(("People needed", heads.to_string()));
    }
    facts
}

async fn decided(desk: &Desk, poll: &date_polls::Model) -> Result<Option<Decided>> {
    let (Some(option), Some(at)) = (poll.decided_option_id, poll.decided_at) else {
        return Ok(None);
    };
    let slots = store::slots(&store::option_rows(desk.db(), poll.id).await?)?;
    let slot = slots.into_iter().find(|(id, _)| *id == option);
    let zone = desk.user.time_zone.clone();
    let zone = zone.unwrap_or_else(|| poll.time_zone.clone());
    Ok(Some(Decided {
        when: slot.map_or_else(String::new, |(_, slot)| slot.words(&poll.time_zone)),
        who: format!("{}, {}", poll.decided_by, wall_time::moment(at, &zone)),
        reason: poll.decision_reason.clone(),
    }))
}
