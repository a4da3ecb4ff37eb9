//! One of the people a poll asks, as staff see them: an answer told by telephone is written down, and their link is sent anew
//! or ended.

mod meanwhile;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};

use meanwhile::answered_meanwhile;

use super::{AtPoll, Wanted, answer::live, show::Fields};
use crate::{
    audit::{self, Act},
    ids::{ConveningId, PollPersonId},
    scheduling::polls::{
        asking::{self, store as asked},
        guest::{
            form::{Sent, read},
            is_open,
            store::{self, By},
        },
        store as polls,
    },
    values::{AnswerSource, wall_time::moment},
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Query, Result, Shell, flash_to,
        views::Link,
    },
};

#[derive(Template)]
#[template(path = "scheduling/guest/staff.html")]
struct PersonPage {
    shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    name: String,
    address: String,
    sample: bool,
    /// "They answered on their page on …"; empty while they have not.
    standing: String,
    zone: String,
    there: String,
    open: bool,
    fields: Fields,
    errors: FieldErrors,
}

/// Somebody in an address, or 404.
async fn load(desk: &Desk, convening: &str, person: &str) -> Result<AtPoll> {
    let convening: ConveningId = AppError::found(convening.parse().ok())?;
    let person: PollPersonId = AppError::found(person.parse().ok())?;
    let poll = AppError::found(polls::newest(desk.db(), convening).await?)?;
    let person = AppError::found(asked::person_of(desk.db(), poll.id, person).await?)?;
    let mut at = AppError::found(AtPoll::load(&desk.app.db, person, &Wanted::default()).await?)?;
    // When somebody's own calendar is busy is for themselves to see.
    at.busy.clear();
    Ok(at)
}

fn path_of(at: &AtPoll) -> String {
    let convening = at.about.poll.convening_id;
    format!("/convenings/{convening}/dates/people/{}", at.person.id)
}

/// GET /convenings/{id}/dates/people/{person}
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    Path((convening, person)): Path<(String, String)>,
    Query(_): Query<Wanted>,
) -> Result<Response> {
    let at = load(&desk, &convening, &person).await?;
    web::page(&page(&desk, &at, (None, FieldErrors::default())))
}

fn page(desk: &Desk, at: &AtPoll, (sent, errors): (Option<&Sent>, FieldErrors)) -> PersonPage {
    let (person, now) = (&at.person, desk.app.now());
    let shell = desk.shell("convenings", format!("Answer of {}", person.name));
    let convening = format!("/convenings/{}", at.about.poll.convening_id);
    let said = person.answered_at.zip(person.answer_source);
    PersonPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![
            Link::new("Convenings", "/convenings"),
            Link::new(at.about.title(), &convening),
            Link::new("Dates", format!("{convening}/dates")),
        ],
        path: path_of(at),
        name: person.name.clone(),
        address: person.address.to_string(),
        sample: person.illustrative,
        standing: said.map_or_else(String::new, |(when, source)| {
            let by = match person.recorded_by.as_str() {
                "" => String::new(),
                by => format!(" ({by})"),
            };
            let when = moment(when, &at.about.poll.time_zone);
            format!("{}{by}, {when}", source.label())
        }),
        zone: at.zone.name().to_owned(),
        there: at.about.poll.time_zone.name().to_owned(),
        open: is_open(&at.about.poll, now),
        fields: Fields::of(at, sent, now),
        errors,
    }
}

/// POST /convenings/{id}/dates/people/{person}
pub(super) async fn record(
    EditorsDesk(desk): EditorsDesk,
    Path((convening, person)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let at = load(&desk, &convening, &person).await?;
    let mut errors = FieldErrors::default();
    let Some(mut answers) = read(&mut errors, &sent, live(&at)) else {
        return web::page_invalid(&page(&desk, &at, (Some(&sent), errors)));
    };
    // What zone they read times in is theirs to say.
    answers.zone = None;
    let (id, actor, now) = (at.person.id, desk.actor(), desk.app.now());
    let by = By {
        source: AnswerSource::Staff,
        staff: actor.name.clone(),
        now,
    };
    let act = Act {
        action: "date_poll",
        kind: "convening",
        id: at.about.poll.convening_id.to_string(),
        summary: format!("Wrote down what {} said of the times", at.person.name),
        before: None,
        after: None,
    };
    let kept = desk
        .app
        .db
        .write(async |txn| {
            if answered_meanwhile(txn, id, (&sent, &answers)).await? {
                return Ok(None);
            }
            let kept = store::save(txn, id, &answers, &by).await?;
            if kept {
                audit::record(txn, &actor, act.clone(), now).await?;
            }
            Ok::<_, sea_orm::DbErr>(Some(kept))
        })
        .await?;
    let Some(kept) = kept else {
        return conflict(&desk, (&convening, &person)).await;
    };
    Ok(flash_to(
        &path_of(&at),
        if kept {
            "Their answer is saved."
        } else {
            "The poll takes no answers now, so nothing was changed. Open it again first."
        },
    ))
}

/// The page again with what they say now (409), because they changed what staff were about to change.
async fn conflict(desk: &Desk, (convening, person): (&str, &str)) -> Result<Response> {
    let at = load(desk, convening, person).await?;
    let mut errors = FieldErrors::default();
    errors.add(
        "times",
        "They answered meanwhile. Nothing of yours is saved: look at what they say now, and change it if it still holds",
    );
    let mut response = web::page(&page(desk, &at, (None, errors)))?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// POST /convenings/{id}/dates/people/{person}/link: a mail with a new link.
pub(super) async fn new_link(
    EditorsDesk(desk): EditorsDesk,
    Path((convening, person)): Path<(String, String)>,
) -> Result<Response> {
    let at = load(&desk, &convening, &person).await?;
    let (poll, person, zone) = (at.about.poll.id, at.person.id, at.zone.clone());
    let sent = asking::write_to_one(&desk.app, (poll, person), &zone, &desk.actor()).await?;
    let told = if sent {
        "A mail with a new link is on its way."
    } else {
        "No mail was sent: the poll is not open, or they asked not to be contacted, or mail to them comes back."
    };
    Ok(flash_to(&path_of(&at), told))
}

/// POST /convenings/{id}/dates/people/{person}/link/removal: no link they were mailed opens anything.
pub(super) async fn end_links(
    EditorsDesk(desk): EditorsDesk,
    Path((convening, person)): Path<(String, String)>,
) -> Result<Response> {
    let at = load(&desk, &convening, &person).await?;
    let (id, actor, now) = (at.person.id, desk.actor(), desk.app.now());
    let act = Act {
        action: "date_poll",
        kind: "convening",
        id: at.about.poll.convening_id.to_string(),
        summary: format!("Ended the links of {} to the date poll", at.person.name),
        before: None,
        after: None,
    };
    desk.app
        .db
        .write(async |txn| {
            asked::revoke_links(txn, id, now).await?;
            audit::record(txn, &actor, act.clone(), now).await
        })
        .await?;
    let told = "Their links open nothing any more. Send a new one when they need it.";
    Ok(flash_to(&path_of(&at), told))
}
