//! One convening as those who lead the partnership of one of its goals read it: what it is for, when and where, and
//! who is invited by name. Nothing that staff note for themselves is on it.

use askama::Template;
use axum::response::Response;

use super::words::{Pill, status_pill};
use crate::{
    convenings::store::{self, Convening, Guest},
    ids::PartnershipId,
    places,
    web::{self, AppError, Desk, Result, Shell, views::Link},
};

#[derive(Template)]
#[template(path = "convenings/table.html")]
struct TablePage {
    shell: Shell,
    title: String,
    sample: bool,
    status: Pill,
    when: String,
    zone: &'static str,
    format: &'static str,
    purpose: &'static str,
    city: String,
    venue: String,
    /// Their own goals; a meeting may address others' too, which are not theirs to read.
    goals: Vec<Link>,
    guests: Vec<GuestLine>,
}

struct GuestLine {
    name: String,
    organization: String,
    role: &'static str,
}

/// 404 unless one of its goals is this partnership's.
pub(super) async fn show(
    desk: &Desk,
    convening: &Convening,
    partnership: PartnershipId,
) -> Result<Response> {
    let db = desk.db();
    let goals = store::goals_of_partnership(db, convening.row.id, partnership).await?;
    AppError::found(goals.first())?;
    let guests = store::guests(db, convening.row.id).await?;
    let plan = &convening.plan;
    let city = places::names(db, plan.place.clone())
        .await?
        .into_values()
        .next();
    web::page(&TablePage {
        shell: desk.shell("partnerships", &convening.row.title),
        title: convening.row.title.clone(),
        sample: convening.row.illustrative,
        status: status_pill(plan.status),
        when: plan.when.words(),
        zone: plan.when.zone.name(),
        format: plan.format.label(),
        purpose: plan.purpose.label(),
        city: city.unwrap_or_default(),
        venue: plan.meeting_place().to_owned(),
        goals: goals
            .iter()
            .map(|(id, title)| Link::new(title, format!("/goals/{id}")))
            .collect(),
        guests: guests.iter().map(guest_line).collect(),
    })
}

fn guest_line(guest: &Guest) -> GuestLine {
    let organization = guest
        .organization
        .as_ref()
        .map_or("", |known| known.name.as_str());
    GuestLine {
        name: guest.name.clone(),
        organization: if guest.name == organization {
            String::new()
        } else {
            organization.to_owned()
        },
        role: guest.seat.role.label(),
    }
}
