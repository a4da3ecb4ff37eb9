//! The page itself.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, response::Response};
use chrono::{DateTime, Utc};

use super::{
    AtPage, Opened, Wanted,
    asked::{Question, held, questions},
    facts::{self, CalendarLinks, GoalTold, Other},
    open, private, unlisted,
};
use crate::{
    convenings::rules::{Firmness, firmness, fold_choices},
    invitations::answering::{
        self,
        rules::{ANSWERS, Asked, Closed, Door, HandoverForm, ProposalForm},
    },
    values::{InvitationState, Partstat, ProposalState, wall_time},
    web::{self, FieldErrors, FrontDesk, Query, Result, Shell, views::Choice},
};

#[derive(Template)]
#[template(path = "invitations/guest.html")]
struct GuestPage {
    shell: Shell,
    path: String,
    /// With the zone that was chosen.
    query: String,
    title: String,
    sample: bool,
    name: String,
    host: String,
    seat_for: String,
    why: String,
    summary: Vec<String>,
    goals: Vec<GoalTold>,
    when: String,
    when_there: String,
    zones: Vec<Choice>,
    format: &'static str,
    place: String,
    join_link: String,
    others: Vec<Other>,
    arrangements: Vec<(&'static str, String)>,
    answer: Standing,
    form: Typed,
    questions: Vec<Question>,
    links: Option<CalendarLinks>,
    errors: FieldErrors,
}

/// How the guest stands, and what they may do.
struct Standing {
    /// What they said so far; empty for nothing.
    said: &'static str,
    said_on: String,
    open: bool,
    /// Until when answers are taken, or why they are not.
    until: String,
    /// The open proposal; empty for none.
    proposed: String,
    /// A place from the waiting list is offered.
    offered: bool,
    /// Where to write to; empty where there is no address yet.
    write_to: String,
    zone: String,
}

/// What is in the forms.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) answer: String,
    pub(super) note: String,
    /// By field; nothing while nobody typed.
    pub(super) replies: Option<BTreeMap<String, String>>,
    pub(super) handover: HandoverForm,
    pub(super) proposal: ProposalForm,
    /// Which of the folded forms is open.
    pub(super) unfolded: &'static str,
    pub(super) answers: Vec<Choice>,
    pub(super) start_folds: Vec<Choice>,
    pub(super) end_folds: Vec<Choice>,
}

/// GET and HEAD /i/{secret}
pub(super) async fn show(
    front: FrontDesk,
    Path(secret): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let at = match open(&front, &secret, &wanted).await? {
        Opened::At(at) => at,
        Opened::Gone(page) => return Ok(page),
    };
    let asked = answering::asked(front.app.db.read(), at.meeting.id()).await?;
    let typed = Typed {
        answer: at.guest.partstat.to_string(),
        note: at.guest.note.clone(),
        ..Typed::default()
    };
    let page = page(&front, &at, &asked, (typed, FieldErrors::default())).await?;
    Ok(unlisted(web::page(&page)?))
}

/// The page again, with what is wrong.
pub(super) async fn refused(
    front: &FrontDesk,
    at: &AtPage,
    asked: &[Asked],
    (typed, errors): (Typed, FieldErrors),
) -> Result<Response> {
    let mut page = page(front, at, asked, (typed, errors)).await?;
    page.shell = page.shell.with_errors();
    Ok(unlisted(web::page_invalid(&page)?))
}

async fn page(
    front: &FrontDesk,
    at: &AtPage,
    asked: &[Asked],
    (typed, errors): (Typed, FieldErrors),
) -> Result<GuestPage> {
    let (row, plan) = (&at.meeting.of.convening.row, &at.meeting.of.convening.plan);
    let kept = answering::replies_of(front.app.db.read(), at.guest.id).await?;
    let value = |each: &Asked| match &typed.replies {
        Some(sent) => sent.get(&each.field()).cloned().unwrap_or_default(),
        None => held(&kept, each),
    };
    let firm = firmness(plan.status);
    let undated = firm == Firmness::Undated;
    let off = undated || firm == Firmness::Cancelled;
    let organization = at.meeting.organization_of(&at.guest);
    Ok(GuestPage {
        shell: private(front, &row.title),
        path: format!("/i/{}", at.secret),
        query: at
            .here
            .split_once('?')
            .map_or_else(String::new, |(_, query)| format!("?{query}")),
        title: row.title.clone(),
        sample: row.illustrative,
        name: at.guest.name.clone(),
        host: at.meeting.host_name().to_owned(),
        seat_for: organization,
        why: at.guest.why.clone(),
        summary: paragraphs(&plan.summary),
        goals: facts::goals(front, at).await?,
        when: if undated {
            "There is no date yet".to_owned()
        } else {
            at.meeting.when_in(&at.zone)
        },
        when_there: if undated || at.zone == row.time_zone {
            String::new()
        } else {
            at.meeting.when_in(&row.time_zone)
        },
        zones: facts::zones(&at.zone),
        format: plan.format.label(),
        place: at.meeting.place(),
        join_link: plan.join_link().to_owned(),
        others: facts::others(front, at).await?,
        arrangements: facts::arrangements(front, at).await?,
        answer: standing(front, at).await?,
        questions: questions(asked, &value, &errors),
        form: completed(at, typed),
        links: if off {
            None
        } else {
            Some(facts::calendar_links(at)?)
        },
        errors,
    })
}

fn completed(at: &AtPage, typed: Typed) -> Typed {
    let zone = at.meeting.of.convening.row.time_zone.name();
    let waits = at.guest.state == InvitationState::Waiting;
    let offered = ANSWERS
        .iter()
        .filter(|(partstat, _, _)| !waits || *partstat != Partstat::Tentative);
    let fold = |local: &str, chosen: &str| {
        let both = fold_choices(local, zone).into_iter().flatten();
        both.map(|(code, words)| Choice::new(code, words, code == chosen))
            .collect::<Vec<_>>()
    };
    Typed {
        answers: offered
            .map(|(_, code, label)| Choice::new(*code, *label, *code == typed.answer))
            .collect(),
        start_folds: fold(&typed.proposal.local_start, &typed.proposal.start_fold),
        end_folds: fold(&typed.proposal.local_end, &typed.proposal.end_fold),
        ..typed
    }
}

async fn standing(front: &FrontDesk, at: &AtPage) -> Result<Standing> {
    let door = at.door(front.app.now());
    let row = &at.meeting.of.convening.row;
    let told = |moment: DateTime<Utc>| wall_time::moment(moment, &at.zone);
    let proposal = answering::proposal_of(front.app.db.read(), at.guest.id).await?;
    let proposal = proposal.filter(|proposal| proposal.state == ProposalState::Open);
    let stale = at
        .guest
        .answered_sequence
        .is_some_and(|sequence| sequence < row.rescheduled_sequence);
    let organizer = at.meeting.organizer(&front.app.settings);
    Ok(Standing {
        said: if at.guest.partstat == Partstat::NeedsAction || stale {
            ""
        } else {
            at.guest.partstat.label()
        },
        said_on: at.guest.answered_at.map_or_else(String::new, told),
        open: matches!(door, Door::Open(_)),
        until: match door {
            Door::Open(until) if until < row.starts_at => told(until),
            Door::Open(_) => String::new(),
            Door::Closed(why) => closed(at, why),
        },
        proposed: proposal.map_or_else(String::new, |proposal| told(proposal.starts_at)),
        offered: at.guest.state == InvitationState::Waiting && matches!(door, Door::Open(_)),
        write_to: organizer.map_or_else(|_| String::new(), |of| of.address.to_string()),
        zone: row.time_zone.label(),
    })
}

/// Why answers are not taken, in words.
fn closed(at: &AtPage, why: Closed) -> String {
    let settings = at.meeting.settings.as_ref();
    match why {
        Closed::Cancelled => "This meeting is cancelled.".to_owned(),
        Closed::Undated => "The date is open. We write to you when there is a new one.".to_owned(),
        Closed::Begun => "The meeting has begun or is over.".to_owned(),
        Closed::CutOff => settings.and_then(|row| row.answer_by).map_or_else(
            || "Answers are no longer taken here.".to_owned(),
            |by| {
                format!(
                    "Answers were taken until {}.",
                    wall_time::moment(by, &at.zone)
                )
            },
        ),
        Closed::Waits => {
            "You are on the waiting list. We write to you when a place is free.".to_owned()
        }
        Closed::Host => "You host this meeting.".to_owned(),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
