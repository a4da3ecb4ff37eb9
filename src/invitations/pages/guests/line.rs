//! One guest's line of the ledger: every mail with what became of it, every answer with where it is from and which rule
//! decided, and where two ways of answering disagree.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    board::{Pill, answer_pill, state_pill},
    crumbs, load, path_of,
};
use crate::{
    entities::{invitation_answers, invitations},
    ids::InvitationId,
    invitations::{
        answering::{
            self,
            rules::{Said, conflict},
        },
        ledger,
        sending::Meeting,
    },
    values::{InvitationState, MailState, Partstat, TimeZone, wall_time},
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
    /// Whether staff may record an answer: not the host's, and not of somebody who was removed.
    answerable: bool,
    can_wait: bool,
    waits: bool,
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

/// What is in the forms.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) partstat: String,
    pub(super) note: String,
    pub(super) until: String,
}

struct MailLine {
    kind: &'static str,
    subject: String,
    sequence: i32,
    stamp: String,
    state: Pill,
    far: String,
    by: String,
}

struct AnswerLine {
    answer: Pill,
    source: &'static str,
    by: String,
    sequence: i32,
    said: String,
    received: String,
    counted: bool,
    rule: String,
    note: String,
}

struct ConflictView {
    later: ConflictSide,
    earlier: ConflictSide,
}

struct ConflictSide {
    words: String,
    action: String,
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
        answerable: may_edit && invited,
        can_wait: may_edit
            && invited
            && guest.state != InvitationState::Waiting
            && guest.partstat != Partstat::Accepted,
        waits: may_edit && guest.state == InvitationState::Waiting,
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

fn quoted(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!(": “{text}”")
    }
}

async fn mails(desk: &Desk, guest: &invitations::Model, zone: &TimeZone) -> Result<Vec<MailLine>> {
    let told = ledger::mails_of(desk.db(), [guest.id]).await?;
    let line = |(told, mail): ledger::Told| {
        let state = match mail.as_ref().map(|mail| mail.state) {
            None => ("bad", "alert", "Withheld"),
            Some(MailState::Sent) => ("ok", "check", MailState::Sent.label()),
            Some(MailState::Failed) => ("bad", "alert", MailState::Failed.label()),
            Some(state) => ("wait", "clock", state.label()),
        };
        let sent = mail.and_then(|mail| mail.sent_at);
        MailLine {
            kind: told.kind.label(),
            sequence: told.sequence,
            stamp: wall_time::moment(told.stamp, zone),
            far: sent.map_or_else(String::new, |at| wall_time::moment(at, zone)),
            state,
            subject: told.subject,
            by: told.sent_by,
        }
    };
    Ok(told.into_iter().map(line).collect())
}

fn line(of: &invitation_answers::Model, zone: &TimeZone) -> AnswerLine {
    AnswerLine {
        answer: answer_pill(of.partstat),
        source: of.source.label(),
        by: of.written_by.clone(),
        sequence: of.sequence,
        said: wall_time::moment(of.said_at, zone),
        received: wall_time::moment(of.received_at, zone),
        counted: of.counted,
        rule: of.rule.clone(),
        note: of.note.clone(),
    }
}

fn disagreement(
    meeting: &Meeting,
    answers: &[invitation_answers::Model],
    path: &str,
    zone: &TimeZone,
) -> Option<ConflictView> {
    let said: Vec<Said> = answers
        .iter()
        .map(|each| Said {
            partstat: each.partstat,
            source: each.source,
            sequence: each.sequence,
            said_at: each.said_at,
        })
        .collect();
    let rescheduled = meeting.of.convening.row.rescheduled_sequence;
    let (later, earlier) = conflict(&said, rescheduled)?;
    let side = |at: usize| {
        let of = answers.get(at)?;
        Some(ConflictSide {
            words: format!(
                "{}: {}, {}",
                of.source.label(),
                of.partstat.label(),
                wall_time::moment(of.said_at, zone)
            ),
            action: format!("{path}/answers/{}/kept", of.id),
        })
    };
    Some(ConflictView {
        later: side(later)?,
        earlier: side(earlier)?,
    })
}

async fn transfers(
    desk: &Desk,
    guest: &invitations::Model,
    zone: &TimeZone,
) -> Result<Vec<String>> {
    let made = answering::transfers_of(desk.db(), guest.id).await?;
    let both = made.iter().flat_map(|each| [each.from_id, each.to_id]);
    let known = ledger::by_keys(desk.db(), both).await?;
    let name = |id: InvitationId| {
        let found = known.iter().find(|each| each.id == id);
        found.map_or("somebody", |each| each.name.as_str())
    };
    let told = made.iter().map(|each| {
        format!(
            "{} handed the seat to {}, {}{}",
            name(each.from_id),
            name(each.to_id),
            wall_time::moment(each.made_at, zone),
            quoted(&each.why)
        )
    });
    Ok(told.collect())
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
