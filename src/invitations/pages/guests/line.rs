//! One guest's line of the ledger: every mail with what became of it, every answer with where it is from and which rule
//! decided, and where two ways of answering disagree.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    board::{Pill, answer_pill, state_pill},
    crumbs,
    line_rows::{AnswerLine, ConflictView, MailLine, disagreement, line, mails, quoted, transfers},
    load, path_of,
};
use crate::{
    entities::invitations,
    ids::InvitationId,
    invitations::{answering, ledger, sending::Meeting},
    values::{InvitationState, Partstat, wall_time},
    web::{
        self, AppError, Desk, FieldErrors, Result, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "invitations/line.html")]
pub(super) struct LinePage {
    pub(super) shell: Shell,
    crumbs: Vec<Link>,
    path: String,
    name: String,
    organization: String,
    address: String,
    sample: bool,
    state: Pill,
    answer: Pill,
    holds: String,
    mails: Vec<MailLine>,
    answers: Vec<AnswerLine>,
    conflict: Option<ConflictView>,
    transfers: Vec<String>,
    replies: Vec<(String, String)>,
    proposed: String,
    may_edit: bool,
    acts: Acts,
    /// "Offered until ..."; empty without an offer.
    offered: String,
    hint_zone: String,
    version: i32,
    choices: Vec<Choice>,
    typed: Typed,
    /// What stands now, where it changed meanwhile; empty otherwise.
    theirs: String,
    errors: FieldErrors,
}

/// What staff may do here: nothing with the host, and nothing with somebody who was removed.
struct Acts {
    record: bool,
    wait: bool,
    offer: bool,
}

/// What is in the forms.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) partstat: String,
    pub(super) note: String,
    pub(super) until: String,
}

/// The guest an address names, or 404.
pub(super) async fn guest_of(
    desk: &Desk,
    meeting: &Meeting,
    guest: &str,
) -> Result<invitations::Model> {
    let id: InvitationId = AppError::found(guest.parse().ok())?;
    let found = ledger::by_id(desk.db(), id).await?;
    AppError::found(found.filter(|found| found.convening_id == meeting.id()))
}

/// GET /convenings/{id}/invitations/{guest}
pub(super) async fn show(
    desk: Desk,
    Path((id, guest)): Path<(String, String)>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let guest = guest_of(&desk, &meeting, &guest).await?;
    let typed = Typed {
        partstat: guest.partstat.to_string(),
        ..Typed::default()
    };
    let nothing = (String::new(), FieldErrors::default());
    web::page(&page(&desk, &meeting, &guest, typed, nothing).await?)
}

/// The page with what was typed, what stands now and what is wrong.
pub(super) async fn page(
    desk: &Desk,
    meeting: &Meeting,
    guest: &invitations::Model,
    typed: Typed,
    (theirs, errors): (String, FieldErrors),
) -> Result<LinePage> {
    let db = desk.db();
    let zone = desk.user.time_zone.clone();
    let zone = zone.unwrap_or_else(|| meeting.of.convening.row.time_zone.clone());
    let answers = ledger::answers_of(db, guest.id).await?;
    let path = format!("{}/invitations/{}", path_of(meeting.id()), guest.id);
    let proposal = answering::proposal_of(db, guest.id).await?;
    let shell = desk.shell("convenings", &guest.name);
    let invited = guest.state != InvitationState::Removed && !guest.is_chair;
    let may_edit = desk.may_edit();
    Ok(LinePage {
        shell: if errors.is_empty() && theirs.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs_here(meeting),
        name: guest.name.clone(),
        organization: meeting.organization_of(guest),
        address: guest.address.to_string(),
        sample: guest.illustrative,
        state: state_pill(guest.state),
        answer: answer_pill(guest.partstat),
        holds: guest
            .seen_sequence
            .map_or_else(String::new, |held| format!("SEQUENCE {held}")),
        mails: mails(desk, guest, &zone).await?,
        conflict: disagreement(meeting, &answers, &path, &zone),
        answers: answers.iter().map(|each| line(each, &zone)).collect(),
        transfers: transfers(desk, guest, &zone).await?,
        replies: if may_edit {
            replies(desk, meeting, guest).await?
        } else {
            Vec::new()
        },
        proposed: proposal.map_or_else(String::new, |of| {
            let from = wall_time::moment(of.starts_at, &zone);
            format!("{from} ({}){}", of.state, quoted(&of.note))
        }),
        may_edit,
        acts: Acts {
            record: may_edit && invited,
            wait: may_edit
                && invited
                && guest.state != InvitationState::Waiting
                && guest.partstat != Partstat::Accepted,
            offer: may_edit && guest.state == InvitationState::Waiting,
        },
        offered: guest
            .offered_until
            .map_or_else(String::new, |until| wall_time::moment(until, &zone)),
        hint_zone: format!(
            "On the convening’s clocks ({})",
            meeting.of.convening.row.time_zone.label()
        ),
        version: guest.version,
        choices: choices(&typed.partstat),
        typed,
        theirs,
        errors,
        path,
    })
}

fn crumbs_here(meeting: &Meeting) -> Vec<Link> {
    let mut links = crumbs(meeting);
    let board = format!("{}/invitations", path_of(meeting.id()));
    links.push(Link::new("Invitations", board));
    links
}

fn choices(chosen: &str) -> Vec<Choice> {
    [
        Partstat::Accepted,
        Partstat::Tentative,
        Partstat::Declined,
        Partstat::NeedsAction,
    ]
    .iter()
    .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == chosen))
    .collect()
}

async fn replies(
    desk: &Desk,
    meeting: &Meeting,
    guest: &invitations::Model,
) -> Result<Vec<(String, String)>> {
    let held = answering::replies_of(desk.db(), guest.id).await?;
    let asked = answering::asked(desk.db(), meeting.id()).await?;
    let told = asked.into_iter().filter_map(|each| {
        let reply = held.get(&each.id?)?.clone();
        Some((each.label, reply))
    });
    Ok(told.collect())
}
