//! How far the meetings have come, what is next, and the plan in force.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};

use super::{
    Meetings,
    begin::begin,
    convening, crumbs,
    facts::{efforts, facts, outside},
    load,
    plan_acts::AskForm,
    plan_view::{PlanView, Standing, plan_view},
    setup::Fields,
    words::{Pill, phase_pill},
};
use crate::{
    meetings::{rules::lacks, store},
    values::MeetingPhase,
    web::{
        self, Desk, FieldErrors, Result, Shell,
        views::{Choice, Link, Tab},
    },
};

/// A table and whether it is in use.
struct TableLine {
    name: String,
    href: String,
    closed: bool,
}

#[derive(Template)]
#[template(path = "meetings/overview.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of the page that is shown or not"
)]
struct OverviewPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    heading: String,
    sample: bool,
    tabs: Vec<Tab>,
    may_edit: bool,
    stale: bool,
    errors: FieldErrors,
    state: Pill,
    phase: &'static str,
    version: i32,
    facts: Vec<(&'static str, String)>,
    message: String,
    tables: Vec<TableLine>,
    /// Sessions lie outside the convening, which has been moved.
    outside: bool,
    /// Why nothing can be planned.
    lacks: Vec<&'static str>,
    /// How many parties said their wishes, of how many.
    said: String,
    /// How many could be asked and were not.
    unasked: u64,
    unreachable: usize,
    unseated: usize,
    plan: Option<PlanView>,
    standing: Option<Standing>,
    /// "afresh", "near" or "frozen".
    how: String,
    efforts: Vec<Choice>,
    seed: String,
    guests_see: bool,
    /// Ticked in the form that makes a plan provisional.
    show: bool,
}

/// GET /convenings/{id}/meetings
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let convening = convening(&desk, &id).await?;
    let room = store::by_convening(desk.db(), convening.row.id).await?;
    let Some(room) = room else {
        let fields = Fields::usual(&convening);
        return web::page(&begin(&desk, &convening, fields));
    };
    let of = store::gathered(desk.db(), room).await?;
    let meetings = Meetings { convening, of };
    web::page(&page(&desk, &meetings, FieldErrors::default(), false).await?)
}

/// The page again, because an act was refused.
pub(super) async fn refused(
    desk: &Desk,
    meetings: &Meetings,
    errors: FieldErrors,
) -> Result<Response> {
    web::page_invalid(&page(desk, meetings, errors, false).await?)
}

/// The same for another phase that was refused: whether guests were to see their day stays ticked.
pub(super) async fn refused_turn(
    desk: &Desk,
    meetings: &Meetings,
    errors: FieldErrors,
    show: bool,
) -> Result<Response> {
    let mut page = page(desk, meetings, errors, false).await?;
    page.show = show;
    web::page_invalid(&page)
}

/// The same for a plan that was refused: how it was to be made stays as it was typed.
pub(super) async fn refused_plan(
    desk: &Desk,
    meetings: &Meetings,
    errors: FieldErrors,
    asked: AskForm,
) -> Result<Response> {
    web::page_invalid(&page(desk, meetings, errors, false).await?.asking(asked))
}

/// The page as it is now: somebody else changed the meetings first.
pub(super) async fn stale(desk: &Desk, id: &str) -> Result<Response> {
    conflict(&stale_page(desk, id).await?)
}

/// The same where a plan was asked for.
pub(super) async fn stale_plan(desk: &Desk, id: &str, asked: AskForm) -> Result<Response> {
    conflict(&stale_page(desk, id).await?.asking(asked))
}

async fn stale_page(desk: &Desk, id: &str) -> Result<OverviewPage> {
    let meetings = load(desk, id).await?;
    page(desk, &meetings, FieldErrors::default(), true).await
}

fn conflict(page: &OverviewPage) -> Result<Response> {
    let mut response = web::page(page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

impl OverviewPage {
    fn asking(self, asked: AskForm) -> Self {
        let kept = |typed: String, usual: String| {
            if typed.is_empty() { usual } else { typed }
        };
        Self {
            how: kept(asked.how, self.how.clone()),
            efforts: efforts(&kept(asked.effort, "usual".to_owned())),
            seed: kept(asked.seed, self.seed.clone()),
            ..self
        }
    }
}

async fn page(
    desk: &Desk,
    meetings: &Meetings,
    errors: FieldErrors,
    stale: bool,
) -> Result<OverviewPage> {
    let (room, of, path) = (&meetings.of.room, &meetings.of, meetings.path());
    let (plan, standing) = plan_view(desk, meetings).await?;
    let shell = desk.shell(
        "convenings",
        format!("Meetings: {}", meetings.convening.row.title),
    );
    let present: Vec<_> = of
        .parties
        .iter()
        .filter(|party| party.withdrawn_at.is_none())
        .collect();
    let said = present.iter().filter(|party| party.said_at.is_some());
    let question = of.question();
    let here = of.people.iter().filter(|it| it.gone_at.is_none());
    let seated = here.clone().filter(|it| it.party_id.is_some());
    Ok(OverviewPage {
        shell: if errors.is_empty() && !stale {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs(&meetings.convening),
        heading: meetings.convening.row.title.clone(),
        sample: room.illustrative,
        tabs: meetings.tabs(desk, "Overview"),
        may_edit: desk.may_edit(),
        stale,
        state: phase_pill(room.phase),
        phase: room.phase.as_str(),
        version: room.version,
        facts: facts(meetings),
        message: room.message.clone(),
        tables: of
            .tables
            .iter()
            .map(|table| TableLine {
                name: table.name.clone(),
                href: format!("{path}/tables/{}", table.id),
                closed: table.closed_at.is_some(),
            })
            .collect(),
        outside: outside(meetings),
        lacks: lacks(
            (question.rounds, question.tables),
            question.parties,
            question.wishes,
            question.pairs,
        ),
        said: format!("{} of {}", said.count(), present.len()),
        unasked: store::unasked(desk.db(), room.id).await?,
        unreachable: seated.filter(|it| it.address.is_none()).count(),
        unseated: here.filter(|it| it.party_id.is_none()).count(),
        plan,
        standing,
        how: match room.phase {
            MeetingPhase::Draft => "afresh".to_owned(),
            _ => "near".to_owned(),
        },
        efforts: efforts("usual"),
        seed: "1".to_owned(),
        guests_see: room.guests_see_draft,
        show: false,
        errors,
        path,
    })
}
