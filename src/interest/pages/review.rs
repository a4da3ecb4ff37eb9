//! One registration: what was sent, which known funder it may belong to and why, and the decision.

use askama::Template;
use axum::{extract::Path, response::Response};
use sea_orm::ConnectionTrait;
use serde::Deserialize;

use super::{
    queue::pill,
    sent::{self, Fact},
};
use crate::{
    entities::{interests, organizations},
    ids::InterestId,
    interest::{
        rules::{self, Registration, is_open, suggest},
        store::{self, GoalBrief},
    },
    people,
    values::{RegistrationStatus, TimeZone, wall_time},
    web::{AppError, Desk, FieldErrors, Query, Result, Shell, page},
};

/// Most funders shown for a search.
const MOST_FOUND: u64 = 10;

/// One registration with its goal, as handlers pass it on.
pub(super) struct Case {
    pub(super) interest: interests::Model,
    pub(super) goal: GoalBrief,
}

/// The registration at this address. One that nobody has confirmed is shown to nobody.
pub(super) async fn load(db: &impl ConnectionTrait, id: &str) -> Result<Case> {
    let id: InterestId = AppError::found(id.parse().ok())?;
    let found = store::by_id(db, id).await?;
    let seen = |held: &interests::Model| {
        !matches!(
            held.status,
            RegistrationStatus::Unconfirmed | RegistrationStatus::Expired
        )
    };
    let interest = AppError::found(found.filter(seen))?;
    let goal = AppError::found(store::goal_of(db, interest.goal_id).await?)?;
    Ok(Case { interest, goal })
}

#[derive(Template)]
#[template(path = "interest/review.html")]
pub(super) struct ReviewPage {
    shell: Shell,
    /// Where this page is; forms post below it.
    here: String,
    version: i32,
    goal: GoalBrief,
    organization: String,
    status: (&'static str, &'static str, &'static str),
    may_edit: bool,
    /// Whether the person is known and not to be contacted.
    silent: bool,
    confirmed: String,
    facts: Vec<Fact>,
    suggested: Vec<Match>,
    query: String,
    searched: Vec<Match>,
    decision: Option<DecisionView>,
    /// What to tell someone whose decision was not recorded.
    pub(super) refused: Option<String>,
    pub(super) errors: FieldErrors,
    pub(super) reason: String,
    pub(super) tell: bool,
}

impl ReviewPage {
    /// The same page with what a reviewer had typed.
    pub(super) fn with_typed(mut self, reason: &str, tell: bool) -> Self {
        reason.clone_into(&mut self.reason);
        self.tell = tell;
        self
    }

    /// The same page, titled as one with errors.
    pub(super) fn refused_form(mut self) -> Self {
        self.shell = self.shell.with_errors();
        self
    }
}

/// What a search found, served alone while a reviewer types.
#[derive(Template)]
#[template(path = "interest/found.html")]
struct FoundPart<'a> {
    here: &'a str,
    version: i32,
    query: &'a str,
    searched: &'a [Match],
}

/// A known funder that could be linked to.
struct Match {
    id: String,
    name: String,
    about: String,
    /// Why it is suggested; empty when a reviewer searched for it.
    why: String,
    illustrative: bool,
}

/// What was decided, by whom, when, and what it led to.
struct DecisionView {
    sentence: String,
    reason: String,
    funder: Option<String>,
    person: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Search {
    q: String,
}

pub(super) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(search): Query<Search>,
) -> Result<Response> {
    let case = load(desk.db(), &id).await?;
    let shown = build(&desk, case, search.q).await?;
    if desk.wants("found") {
        return page(&FoundPart {
            here: &shown.here,
            version: shown.version,
            query: &shown.query,
            searched: &shown.searched,
        });
    }
    page(&shown)
}

/// The page of this registration as it stands now.
pub(super) async fn build(desk: &Desk, case: Case, query: String) -> Result<ReviewPage> {
    let Case { interest, goal } = case;
    let zone = desk.user.time_zone.clone().unwrap_or_else(TimeZone::utc);
    let open = is_open(interest.status);
    let (suggested, searched) = if open && desk.may_edit() {
        (
            suggested(desk.db(), &interest).await?,
            searched(desk.db(), &query).await?,
        )
    } else {
        (Vec::new(), Vec::new())
    };
    let known = people::by_email(desk.db(), &interest.email).await?;
    Ok(ReviewPage {
        silent: known.is_some_and(|person| person.do_not_contact),
        shell: desk.shell("interest", interest.organization_name.clone()),
        here: format!("/interest/{}", interest.id),
        version: interest.version,
        status: pill(interest.status),
        may_edit: desk.may_edit(),
        confirmed: interest
            .confirmed_at
            .map_or_else(String::new, |at| wall_time::moment(at, &zone)),
        facts: sent::facts(&interest),
        suggested,
        query,
        searched,
        decision: decision(desk.db(), &interest, &zone).await?,
        organization: interest.organization_name,
        goal,
        refused: None,
        errors: FieldErrors::default(),
        reason: String::new(),
        tell: false,
    })
}

async fn suggested(db: &impl ConnectionTrait, interest: &interests::Model) -> Result<Vec<Match>> {
    let registration = Registration {
        organization: interest.organization_name.clone(),
        ein: interest.ein,
        website: Some(interest.website.clone()).filter(|website| !website.is_empty()),
        email: interest.email.clone(),
    };
    let known = store::candidates(db, &registration).await?;
    let (organizations, compared): (Vec<_>, Vec<_>) = known
        .into_iter()
        .map(|known| (known.organization, known.candidate))
        .unzip();
    let worth_a_look = suggest(&registration, &compared);
    Ok(worth_a_look
        .into_iter()
        .filter_map(|suggestion| {
            let organization = organizations.get(suggestion.candidate)?;
            Some(matched(organization, suggestion.sentence))
        })
        .collect())
}

async fn searched(db: &impl ConnectionTrait, query: &str) -> Result<Vec<Match>> {
    if query.trim().is_empty() {
        return Ok(Vec::new());
    }
    let found = store::found_by_name(db, query, MOST_FOUND).await?;
    Ok(found
        .iter()
        .map(|organization| matched(organization, String::new()))
        .collect())
}

fn matched(organization: &organizations::Model, why: String) -> Match {
    let kind = organization.kind.map(|kind| kind.label().to_owned());
    let seat = match (&organization.hq_city, &organization.hq_state) {
        (Some(city), Some(state)) => Some(format!("{city}, {state}")),
        (None, Some(state)) => Some(state.clone()),
        _ => None,
    };
    let about: Vec<String> = kind.into_iter().chain(seat).collect();
    Match {
        id: organization.id.to_string(),
        name: organization.name.clone(),
        about: about.join(", "),
        why,
        illustrative: organization.illustrative,
    }
}

async fn decision(
    db: &impl ConnectionTrait,
    interest: &interests::Model,
    zone: &TimeZone,
) -> Result<Option<DecisionView>> {
    if is_open(interest.status) {
        return Ok(None);
    }
    Ok(Some(DecisionView {
        sentence: who_decided(db, interest, zone).await?,
        reason: interest.decline_reason.clone(),
        funder: interest.organization_id.map(|id| format!("/funders/{id}")),
        person: interest.person_id.map(|id| format!("/people/{id}")),
    }))
}

/// `Leo Park: declined, Thu 14 Jan 2027, 1:00 pm Central (UTC-6)`.
pub(super) async fn who_decided(
    db: &impl ConnectionTrait,
    interest: &interests::Model,
    zone: &TimeZone,
) -> Result<String> {
    let who = store::reviewer(db, interest.reviewed_by).await?;
    let who = who.unwrap_or_else(|| "Someone whose account is gone".to_owned());
    let when = interest.reviewed_at.map_or_else(String::new, |at| {
        format!(", {}", wall_time::moment(at, zone))
    });
    Ok(format!("{who}: {}{when}", rules::decided(interest.status)))
}
