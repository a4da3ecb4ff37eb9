//! Planning a convening: from a goal, with seats for the organizations picked on its Matches page, or for a composed list.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    extras::{extras, other_goals},
    form::{Choices, FormPage, SeatRow},
    words::days_hit,
};
use crate::{
    convenings::{
        rules::{self, ConveningForm, Guests, MOST_GUESTS, MOST_UNNAMED, Offered, SeatPlan},
        store::{self, Created, Goal, NewConvening},
    },
    entities::organizations,
    ids::{GoalId, OrganizationId},
    values::{
        Attendance, ConveningFormat, ConveningMode, ConveningPurpose, ConveningStatus,
        ParticipantRole,
    },
    web::{
        self, AppError, Desk, EditorsDesk, FieldErrors, Form, Query, Result, Shell,
        views::{Choice, Link},
    },
};

/// What the address brings: the goal, and the organizations picked. What of it cannot be read is left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    goal: String,
    /// Organizations that must attend.
    pick: Vec<String>,
    /// Those of a composed list, and who of them must attend.
    guest: Vec<String>,
    must: Vec<String>,
    /// Seats kept for those who are still to be named.
    resident_seats: String,
    official_seats: String,
    /// Other goals that the list was composed for, and the quorum it suggests.
    also: Vec<String>,
    quorum: Vec<String>,
}

impl Asked {
    /// Everybody named, once, and who of them must attend.
    fn named(&self) -> (Vec<OrganizationId>, BTreeSet<OrganizationId>) {
        let ids = |texts: &[String]| -> Vec<OrganizationId> {
            let some = texts.iter().take(MOST_GUESTS);
            some.filter_map(|id| id.parse().ok()).collect()
        };
        let (picks, mut named) = (ids(&self.pick), BTreeSet::new());
        let must = picks.iter().copied().chain(ids(&self.must)).collect();
        let all = picks.iter().copied().chain(ids(&self.guest));
        let all = all.filter(|id| named.insert(*id)).take(MOST_GUESTS);
        (all.collect(), must)
    }

    /// The same guests, for the page that asks for the goal.
    fn carried(self) -> Vec<(&'static str, String)> {
        let lists = [
            ("pick", self.pick),
            ("guest", self.guest),
            ("must", self.must),
            ("resident_seats", vec![self.resident_seats]),
            ("official_seats", vec![self.official_seats]),
            ("also", self.also),
            ("quorum", self.quorum),
        ];
        let fields = lists.into_iter().flat_map(|(name, values)| {
            let values = values.into_iter().filter(|value| !value.is_empty());
            values.map(move |value| (name, value))
        });
        fields.collect()
    }
}

#[derive(Template)]
#[template(path = "convenings/choose_goal.html")]
struct ChooseGoalPage {
    shell: Shell,
    crumbs: Vec<Link>,
    goals: Vec<Choice>,
    /// Name and value of what the address brings beside the goal.
    carried: Vec<(&'static str, String)>,
}

type Organizations = BTreeMap<OrganizationId, organizations::Model>;

/// GET /convenings/new
pub(super) async fn blank(
    EditorsDesk(desk): EditorsDesk,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    if asked.goal.is_empty() {
        return choose_goal(&desk, asked.carried()).await;
    }
    let goal = find_goal(&desk, &asked.goal).await?;
    let (named, must) = asked.named();
    let known = store::organizations(desk.db(), named.iter().copied()).await?;
    // Who asked to be left alone is not seated from an address either.
    let may_come = |id: &OrganizationId| known.get(id).filter(|one| !one.do_not_contact);
    let guests = Guests {
        organizations: named
            .iter()
            .filter_map(|id| Some((*id, may_come(id)?.kind)))
            .collect(),
        must,
        residents: count(&asked.resident_seats),
        officials: count(&asked.official_seats),
    };
    let form = ConveningForm {
        also_offered: asked.also.clone(),
        also: asked.also,
        quorum_offered: asked.quorum.clone(),
        quorum: asked.quorum,
        ..prefilled(&desk, &goal, &guests)
    };
    let page = form_page(&desk, &goal, form, &known, FieldErrors::default());
    web::page(&page.await?)
}

/// How many seats are kept; none where that cannot be read.
fn count(sent: &str) -> usize {
    let sent = sent.trim().parse::<usize>();
    sent.map_or(0, |many| many.min(MOST_UNNAMED))
}

async fn choose_goal(desk: &Desk, carried: Vec<(&'static str, String)>) -> Result<Response> {
    let goals = store::choices(desk.db()).await?;
    let choice = |goal: Goal| {
        let place = goal
            .places
            .first()
            .map(|place| format!(" ({})", place.name))
            .unwrap_or_default();
        // A choice of a select holds no pill.
        let sample = if goal.illustrative { ", sample" } else { "" };
        let label = format!("{}{place}{sample}", goal.title);
        Choice::new(goal.id.to_string(), label, false)
    };
    web::page(&ChooseGoalPage {
        shell: desk.shell("convenings", "Plan a convening"),
        crumbs: vec![Link::new("Convenings", "/convenings")],
        goals: goals.into_iter().map(choice).collect(),
        carried,
    })
}

async fn find_goal(desk: &Desk, id: &str) -> Result<Goal> {
    let id: GoalId = id.parse().map_err(|_| AppError::NotFound)?;
    AppError::found(store::goal(desk.db(), id).await?)
}

/// What the goal suggests, the host's seat, and one for each guest.
fn prefilled(desk: &Desk, goal: &Goal, guests: &Guests) -> ConveningForm {
    let place = goal.places.first();
    let zone = place
        .and_then(|place| place.zone.clone())
        .or_else(|| desk.user.time_zone.clone());
    let mut form = ConveningForm {
        goal: goal.id.to_string(),
        mode: goal
            .suggested_mode
            .unwrap_or(ConveningMode::IssueFocused)
            .to_string(),
        purpose: ConveningPurpose::DealMatching.to_string(),
        place: place.map(|place| place.id.to_string()).unwrap_or_default(),
        time_zone: zone.map(|zone| zone.to_string()).unwrap_or_default(),
        format: ConveningFormat::InPerson.to_string(),
        status: ConveningStatus::Confirmed.to_string(),
        ..ConveningForm::default()
    };
    let host = SeatPlan {
        organization: None,
        guest_name: desk.user.name.clone(),
        role: ParticipantRole::Host,
        attendance: Attendance::Must,
    };
    for seat in std::iter::once(host).chain(guests.seats()) {
        let organization = seat.organization.map(|id| id.to_string());
        form.seat_org.push(organization.unwrap_or_default());
        form.seat_name.push(seat.guest_name);
        form.seat_role.push(seat.role.to_string());
        form.seat_attendance.push(seat.attendance.to_string());
    }
    form
}

async fn form_page(
    desk: &Desk,
    goal: &Goal,
    form: ConveningForm,
    known: &Organizations,
    errors: FieldErrors,
) -> Result<FormPage> {
    let extras = extras(desk.db(), goal.id, &form).await?;
    let shell = desk.shell("convenings", "Plan a convening");
    Ok(FormPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![
            Link::new("Goals", "/goals"),
            Link::new(&goal.title, format!("/goals/{}", goal.id)),
        ],
        heading: "Plan a convening".to_owned(),
        action: "/convenings".to_owned(),
        back: format!("/goals/{}", goal.id),
        goal_title: goal.title.clone(),
        goal_sample: goal.illustrative,
        extras,
        choices: Choices::new(&form, &goal.places, None),
        seats: seat_rows(&form, known),
        form,
        errors,
        days: Vec::new(),
        conflict: None,
    })
}

/// The rows as typed, and an empty one for a guest who is not in the directory.
fn seat_rows(form: &ConveningForm, known: &Organizations) -> Vec<SeatRow> {
    let cell = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
    let mut rows: Vec<SeatRow> = (0..form.seat_role.len())
        .map(|row| {
            let organization = cell(&form.seat_org, row);
            let named = organization.parse().ok().and_then(|id| known.get(&id));
            let typed = [&form.seat_name, &form.seat_role, &form.seat_attendance]
                .map(|list| cell(list, row));
            SeatRow::new((&organization, named), &typed[0], &typed[1], &typed[2])
        })
        .filter(|row| !row.organization_name.is_empty() || !row.name.is_empty())
        .collect();
    rows.push(SeatRow::new(
        ("", None),
        "",
        ParticipantRole::Funder.as_str(),
        Attendance::Optional.as_str(),
    ));
    rows
}

/// POST /convenings
pub(super) async fn create(
    EditorsDesk(desk): EditorsDesk,
    Form(form): Form<ConveningForm>,
) -> Result<Response> {
    let goal = find_goal(&desk, &form.goal).await?;
    let offered = Offered {
        places: goal.places.iter().map(|place| place.id.clone()).collect(),
        status: None,
    };
    let mut errors = FieldErrors::default();
    let plan = rules::read(&mut errors, &form, &offered);
    let seats = rules::rows(&mut errors, &form);
    let known =
        store::organizations(desk.db(), seats.iter().filter_map(|seat| seat.organization)).await?;
    if seats
        .iter()
        .filter_map(|seat| seat.organization)
        .any(|id| !known.contains_key(&id))
    {
        errors.add(
            "seats",
            "An organization is no longer in the directory. Its row was taken out",
        );
    }
    let Some(plan) = plan.filter(|_| errors.is_empty()) else {
        let page = form_page(&desk, &goal, form, &known, errors);
        return web::page_invalid(&page.await?);
    };
    let days = days_hit(desk.db(), &plan).await?;
    if !days.is_empty() && !form.accepts(&super::words::days_key(&days)) {
        let page = form_page(&desk, &goal, form, &known, FieldErrors::default()).await?;
        return web::page_invalid(&page.asking_about(&days));
    }
    let past = crate::values::time_convert::to_chrono(plan.when.starts) < desk.app.now();
    let id = match save(&desk, &goal, &form, (plan, seats)).await? {
        Created::Made(id) => id,
        Created::Barred(barred) => {
            errors.add("seats", barred.sentence());
            let page = form_page(&desk, &goal, form, &known, errors);
            return web::page_invalid(&page.await?);
        }
    };
    let told = if past {
        "Convening saved. Its date is in the past: mend it if that is not meant."
    } else {
        "Convening saved. Next: add it to your calendar, then ask the guests."
    };
    Ok(web::flash_to(&super::path_of(id), told))
}

async fn save(
    desk: &Desk,
    goal: &Goal,
    form: &ConveningForm,
    (plan, seats): (rules::Plan, Vec<SeatPlan>),
) -> Result<Created> {
    let now = desk.app.now();
    let also = other_goals(desk.db(), goal.id, &form.also).await?;
    // It goes with the sample only if all of it belongs there.
    let illustrative = goal.illustrative && also.iter().all(|(_, _, sample)| *sample);
    let goals = also.iter().map(|(id, _, _)| *id);
    let new = NewConvening {
        plan,
        seats,
        goals: [goal.id].into_iter().chain(goals).collect(),
        quorum: form
            .quorum
            .iter()
            .filter_map(|rule| rule.parse().ok())
            .collect(),
        host: Some(desk.user.id),
        domain: desk.app.settings.host().to_owned(),
        illustrative,
    };
    let created = desk
        .app
        .db
        .write(async |txn| store::create(txn, &new, &desk.actor(), now).await)
        .await?;
    Ok(created)
}
