//! Setting up: sessions, rounds, tables, limits. A stale save answers 409 with both values.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};

use super::{Meetings, load};
use crate::{
    convenings::{Convening, rules::Difference},
    meetings::{
        rules::{self, Setup, SetupForm, differences},
        store::{self, Wrote},
    },
    values::{MeetingManner, MeetingPhase},
    web::{
        self, EditorsDesk, FieldErrors, Form, Result, Shell, flash_to,
        views::{Choice, Link},
    },
};

/// How many sessions the form has room for.
const SESSIONS: usize = 3;

/// The form with everything there is to choose from.
pub(super) struct Fields {
    pub(super) form: SetupForm,
    pub(super) sessions: Vec<(String, String)>,
    pub(super) manners: Vec<Choice>,
    pub(super) zone: String,
    pub(super) errors: FieldErrors,
}

impl Fields {
    pub(super) fn new(form: SetupForm, errors: FieldErrors, convening: &Convening) -> Self {
        let many = form.session_start.len().max(form.session_end.len());
        let text = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        let session = |at| (text(&form.session_start, at), text(&form.session_end, at));
        let manner = |each: &MeetingManner| Choice {
            hint: match each {
                MeetingManner::Pairs => "Short meetings of two sides".to_owned(),
                MeetingManner::Tables => "Several funders hear one team together".to_owned(),
            },
            ..Choice::new(each.as_str(), each.label(), each.as_str() == form.manner)
        };
        Self {
            sessions: (0..many.max(SESSIONS)).map(session).collect(),
            manners: MeetingManner::ALL.iter().map(manner).collect(),
            zone: convening.row.time_zone.label(),
            errors,
            form,
        }
    }

    /// What is offered first: one session as long as the convening, a quarter of an hour each.
    pub(super) fn usual(convening: &Convening) -> Self {
        let when = &convening.plan.when;
        let local = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%dT%H:%M").to_string();
        let form = SetupForm {
            session_start: vec![local(when.local_start)],
            session_end: vec![local(when.local_end)],
            minutes: "15".to_owned(),
            pause: "5".to_owned(),
            tables: "6".to_owned(),
            manner: MeetingManner::Pairs.to_string(),
            smallest: "3".to_owned(),
            largest: "6".to_owned(),
            least: "1".to_owned(),
            ..SetupForm::default()
        };
        Self::new(form, FieldErrors::default(), convening)
    }
}

#[derive(Template)]
#[template(path = "meetings/setup.html")]
struct SetupPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    fields: Fields,
    /// There is a plan, which other rounds would put aside.
    planned: bool,
    /// What somebody else saved meanwhile.
    conflict: Option<Vec<Difference>>,
}

fn page(
    desk: &web::Desk,
    meetings: &Meetings,
    fields: Fields,
    conflict: Option<Vec<Difference>>,
) -> SetupPage {
    let title = format!("Set up meetings: {}", meetings.convening.row.title);
    let shell = desk.shell("convenings", title);
    SetupPage {
        shell: if fields.errors.is_empty() && conflict.is_none() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: meetings.crumbs(),
        path: meetings.path(),
        planned: meetings.of.room.plan_id.is_some(),
        fields,
        conflict,
    }
}

/// Whether guests know a plan, so that its rounds stay as they are.
fn is_known(meetings: &Meetings) -> Option<Response> {
    use MeetingPhase as P;
    matches!(meetings.of.room.phase, P::Provisional | P::Published).then(|| {
        let told = "The plan is known. To change rounds or tables, take it back to a draft first.";
        flash_to(&meetings.path(), told)
    })
}

/// GET /convenings/{id}/meetings/setup
pub(super) async fn form(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    if let Some(known) = is_known(&meetings) {
        return Ok(known);
    }
    let setup = store::setup_of(desk.db(), &meetings.of.room).await?;
    let form = SetupForm {
        version: meetings.of.room.version.to_string(),
        ..setup.form()
    };
    let fields = Fields::new(form, FieldErrors::default(), &meetings.convening);
    web::page(&page(&desk, &meetings, fields, None))
}

/// POST /convenings/{id}/meetings/setup
pub(super) async fn save(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<SetupForm>,
) -> Result<Response> {
    let meetings = load(&desk, &id).await?;
    let mut errors = FieldErrors::default();
    let when = &meetings.convening.plan.when;
    let Some(setup) = rules::read(&mut errors, &form, when) else {
        let fields = Fields::new(form, errors, &meetings.convening);
        return web::page_invalid(&page(&desk, &meetings, fields, None));
    };
    if form.version != meetings.of.room.version.to_string() {
        return conflict(&desk, &id, form, &setup).await;
    }
    let (key, now, actor) = (
        (meetings.of.room.id, meetings.of.room.version),
        desk.app.now(),
        desk.actor(),
    );
    let wrote = desk
        .app
        .db
        .write(async |txn| store::change(txn, key, &setup, &actor, now).await)
        .await?;
    match wrote {
        Wrote::Done => Ok(flash_to(&meetings.path(), "Saved.")),
        Wrote::Over => Ok(is_known(&meetings)
            .unwrap_or_else(|| flash_to(&meetings.path(), "The meetings are past this."))),
        Wrote::Stale => conflict(&desk, &id, form, &setup).await,
    }
}

/// Somebody else saved first: shows both, and the form saves over theirs when sent again.
async fn conflict(
    desk: &web::Desk,
    id: &str,
    mut form: SetupForm,
    mine: &Setup,
) -> Result<Response> {
    let meetings = load(desk, id).await?;
    form.version = meetings.of.room.version.to_string();
    let theirs = store::setup_of(desk.db(), &meetings.of.room).await?;
    let differ = differences(&theirs, mine);
    let fields = Fields::new(form, FieldErrors::default(), &meetings.convening);
    let mut response = web::page(&page(desk, &meetings, fields, Some(differ)))?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
