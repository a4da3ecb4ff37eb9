//! A person's page, for staff: posts, consents with their dates, and the switch that keeps everyone
//! from writing to them.

use askama::Template;
use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::store;
use crate::{
    audit::{self, Act},
    entities::people,
    ids::PersonId,
    values::{TimeZone, wall_time},
    web::{
        AppError, AppState, Desk, EditorsDesk, Form, Result, Shell, flash_to, page, views::Link,
    },
};

/// The routes for staff.
pub fn staff_routes() -> Router<AppState> {
    Router::new()
        .route("/people/{id}", get(show))
        .route("/people/{id}/contact", post(set_contact))
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage {
    shell: Shell,
    /// Where this page is; forms post below it.
    here: String,
    name: String,
    email: String,
    source: String,
    illustrative: bool,
    do_not_contact: bool,
    may_edit: bool,
    posts: Vec<PostRow>,
    consents: Vec<(&'static str, String)>,
}

/// One post: where it is, what it is, and whether it ended.
struct PostRow {
    organization: Link,
    title: String,
    ended: String,
}

async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response> {
    let person = load(&desk, &id).await?;
    let posts = store::posts(desk.db(), person.id).await?;
    let rows = posts.into_iter().map(|(post, organization)| PostRow {
        organization: Link::new(organization.name, format!("/funders/{}", organization.id)),
        title: post.title,
        ended: post
            .ended_on
            .map(|on| format!("until {}", on.format("%-d %b %Y")))
            .unwrap_or_default(),
    });
    page(&PersonPage {
        shell: desk.shell("", person.name.clone()),
        here: format!("/people/{}", person.id),
        posts: rows.collect(),
        consents: consents(&desk, &person),
        email: person
            .email
            .map_or_else(String::new, |email| email.to_string()),
        source: source_label(&person.source).to_owned(),
        illustrative: person.illustrative,
        do_not_contact: person.do_not_contact,
        may_edit: desk.may_edit(),
        name: person.name,
    })
}

async fn load(desk: &Desk, id: &str) -> Result<people::Model> {
    let id: PersonId = AppError::found(id.parse().ok())?;
    AppError::found(store::by_id(desk.db(), id).await?)
}

/// What a person agreed to and since when, in words.
fn consents(desk: &Desk, person: &people::Model) -> Vec<(&'static str, String)> {
    let zone = desk.user.time_zone.clone().unwrap_or_else(TimeZone::utc);
    let since = |at: Option<DateTime<Utc>>| {
        at.map_or_else(
            || "No".to_owned(),
            |at| format!("Yes, on {}", wall_time::moment(at, &zone)),
        )
    };
    vec![
        ("Keep their details", since(person.consent_hold_at)),
        ("Write about other goals", since(person.consent_contact_at)),
        (
            "Name the organization as interested",
            since(person.consent_list_at),
        ),
    ]
}

fn source_label(source: &str) -> &str {
    match source {
        "registration" => "Registered interest on our public page",
        other => other,
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ContactForm {
    do_not_contact: String,
}

async fn set_contact(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<ContactForm>,
) -> Result<Response> {
    let person = load(&desk, &id).await?;
    let wanted = match form.do_not_contact.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(AppError::Invalid("Say yes or no.".to_owned())),
    };
    let now = desk.app.now();
    let summary = if wanted {
        format!("{} is not to be contacted.", person.name)
    } else {
        format!("{} may be contacted again.", person.name)
    };
    desk.app
        .db
        .write(async |txn| {
            if store::set_do_not_contact(txn, person.id, wanted, now).await? {
                let act = Act {
                    action: "changed",
                    kind: "person",
                    id: person.id.to_string(),
                    summary: summary.clone(),
                    before: Some(serde_json::json!({ "do_not_contact": !wanted })),
                    after: Some(serde_json::json!({ "do_not_contact": wanted })),
                };
                audit::record(txn, &desk.actor(), act, now).await?;
            }
            Ok::<_, AppError>(())
        })
        .await?;
    Ok(flash_to(&format!("/people/{}", person.id), &summary))
}
