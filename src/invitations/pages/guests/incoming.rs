//! What came in and waits for the host: people at the door, other times that guests propose, answers that do not count.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{
    board::{Pill, answer_pill},
    crumbs, load, path_of, tabs,
};
use crate::{
    entities::{door_requests, invitation_answers, invitations, time_proposals},
    ids::ProposalId,
    invitations::{
        incoming,
        ledger::{self, Show},
        sending::Meeting,
    },
    values::{InvitationState, TimeZone, wall_time},
    web::{
        self, Desk, EditorsDesk, FieldErrors, Paging, Query, Result, Shell, address,
        views::{Choice, Link, PagerView, Tab},
    },
};

/// Somebody at the door.
struct AtDoor {
    action: String,
    name: String,
    address: String,
    answer: Pill,
    note: String,
    came: String,
    /// Whose seat they speak of; empty where nobody sent them.
    sent_by: String,
}

/// Another time.
struct Proposed {
    action: String,
    name: String,
    guest: String,
    when: String,
    source: &'static str,
    note: String,
    made: String,
    words: String,
    refused: bool,
}

/// An answer that does not count.
struct Uncounted {
    name: String,
    guest: String,
    answer: Pill,
    note: String,
    came: String,
    why: &'static str,
    what_to_do: &'static str,
    /// Where it is let count; empty for an answer to an earlier time.
    action: String,
    version: i32,
}

#[derive(Template)]
#[template(path = "invitations/incoming.html")]
pub(super) struct IncomingPage {
    shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    door: Vec<AtDoor>,
    /// Whom the host may know somebody at the door to be.
    guests: Vec<Choice>,
    proposals: Vec<Proposed>,
    answers: Vec<Uncounted>,
    /// Which page of proposals is shown: a form that is refused comes back to it.
    proposals_page: u64,
    proposals_pager: PagerView,
    door_pager: PagerView,
    answers_pager: PagerView,
    errors: FieldErrors,
}

/// How many of each list are shown at once.
const PER_PAGE: u64 = 20;
/// The most guests to choose from.
const MOST_GUESTS: u64 = 300;

/// Which page of each list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    pub(super) proposals: String,
    pub(super) door: String,
    pub(super) answers: String,
}

impl Wanted {
    /// Every list but this one stays where it is.
    fn path_but(&self, path: &str, name: &str) -> String {
        let each = [
            ("proposals", self.proposals.as_str()),
            ("door", &self.door),
            ("answers", &self.answers),
        ];
        let others = each.into_iter().filter(|(other, _)| *other != name);
        address(path, &others.collect::<Vec<_>>())
    }
}

/// GET /convenings/{id}/incoming
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let nothing = (None, FieldErrors::default());
    web::page(&page(&desk, &meeting, &wanted, nothing).await?)
}

/// The page, with the words typed for a proposal that could not be taken.
pub(super) async fn page(
    desk: &Desk,
    meeting: &Meeting,
    wanted: &Wanted,
    (typed, errors): (Option<(ProposalId, String)>, FieldErrors),
) -> Result<IncomingPage> {
    let (db, id) = (desk.db(), meeting.id());
    let zone = &meeting.of.convening.row.time_zone;
    let path = path_of(id);
    let here = format!("{path}/incoming");
    let paging = |page: &str| Paging::read(page, PER_PAGE);
    let at = [&wanted.proposals, &wanted.door, &wanted.answers].map(|page| paging(page));
    let (proposals, all_proposals) = incoming::open_proposals(db, id, at[0]).await?;
    let (door, all_door) = incoming::waiting_at_door(db, id, at[1]).await?;
    let (answers, all_answers) = incoming::uncounted(db, id, at[2]).await?;
    let pager = |paging: Paging, name: &str, total: u64, noun| {
        paging.pager_of(name, total, &wanted.path_but(&here, name), noun)
    };
    let senders = door.iter().filter_map(|each| each.delegated_from);
    let senders = ledger::by_keys(db, senders).await?;
    let shell = desk.shell(
        "convenings",
        format!("Incoming: {}", meeting.of.convening.row.title),
    );
    Ok(IncomingPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: crumbs(meeting),
        tabs: tabs(meeting.id(), "incoming"),
        guests: if door.is_empty() {
            Vec::new()
        } else {
            guests(desk, meeting).await?
        },
        door: door
            .iter()
            .map(|each| at_door(each, &senders, &path, zone))
            .collect(),
        proposals: proposals
            .iter()
            .map(|each| proposed(each, typed.as_ref(), &path, zone))
            .collect(),
        answers: answers
            .iter()
            .map(|(answer, guest)| uncounted(answer, guest, &path, zone))
            .collect(),
        proposals_page: at[0].page,
        proposals_pager: pager(at[0], "proposals", all_proposals, "proposals"),
        door_pager: pager(at[1], "door", all_door, "people"),
        answers_pager: pager(at[2], "answers", all_answers, "answers"),
        errors,
    })
}

/// Every guest by name, for "this is another address of".
async fn guests(desk: &Desk, meeting: &Meeting) -> Result<Vec<Choice>> {
    let all = Paging {
        page: 1,
        size: MOST_GUESTS,
    };
    let (found, _) = ledger::page(desk.db(), meeting.id(), Show::All, all).await?;
    let found = found.into_iter().filter(|guest| !guest.is_chair);
    let choice = |guest: invitations::Model| {
        let label = format!("{}, {}", guest.name, guest.address);
        Choice::new(guest.id.to_string(), label, false)
    };
    Ok(found.map(choice).collect())
}

fn at_door(
    of: &door_requests::Model,
    senders: &[invitations::Model],
    path: &str,
    zone: &TimeZone,
) -> AtDoor {
    let sender = senders
        .iter()
        .find(|each| Some(each.id) == of.delegated_from);
    AtDoor {
        action: format!("{path}/incoming/door/{}", of.id),
        name: if of.name.is_empty() {
            of.address.clone()
        } else {
            of.name.clone()
        },
        address: of.address.clone(),
        answer: answer_pill(of.partstat),
        note: of.note.clone(),
        came: wall_time::moment(of.received_at, zone),
        sent_by: sender.map_or_else(String::new, |sender| sender.name.clone()),
    }
}

fn proposed(
    (of, guest): &(time_proposals::Model, Option<invitations::Model>),
    typed: Option<&(ProposalId, String)>,
    path: &str,
    zone: &TimeZone,
) -> Proposed {
    let typed = typed.filter(|(id, _)| *id == of.id);
    let from = wall_time::moment(of.starts_at, zone);
    let until = wall_time::moment(of.ends_at, zone);
    Proposed {
        action: format!("{path}/incoming/proposals/{}", of.id),
        name: guest
            .as_ref()
            .map_or_else(|| "A guest".to_owned(), |guest| guest.name.clone()),
        guest: format!("{path}/invitations/{}", of.invitation_id),
        when: format!("{from} to {until}"),
        source: of.source.label(),
        note: of.note.clone(),
        made: wall_time::moment(of.made_at, zone),
        words: typed.map_or_else(String::new, |(_, words)| words.clone()),
        refused: typed.is_some(),
    }
}

fn uncounted(
    of: &invitation_answers::Model,
    guest: &invitations::Model,
    path: &str,
    zone: &TimeZone,
) -> Uncounted {
    let waits = guest.state == InvitationState::Waiting;
    let (why, what_to_do, may_count) = match of.rule.as_str() {
        _ if waits => (
            "Every place is taken",
            "They are on the waiting list. A place that is free is offered to whoever has waited longest.",
            false,
        ),
        "R4" => (
            "Nobody vouches that it is from them",
            "We asked them to confirm it on their page. If you know that it is theirs, let it count.",
            true,
        ),
        "R9" => (
            "They answered the earlier time",
            "We asked them again for the new time, once it was sent. Wait for their answer, or ask them.",
            false,
        ),
        "R12" => (
            "They want to send somebody else",
            "Their own seat is still theirs. Whom they named stands at the door, unless something stands against them: \
             the history of the convening says what.",
            false,
        ),
        _ => (
            "It does not count",
            "Open the guest’s line to see every answer.",
            false,
        ),
    };
    let guest_path = format!("{path}/invitations/{}", guest.id);
    Uncounted {
        name: guest.name.clone(),
        answer: answer_pill(of.partstat),
        note: of.note.clone(),
        came: wall_time::moment(of.received_at, zone),
        why,
        what_to_do,
        action: if may_count {
            format!("{guest_path}/answers/{}/kept", of.id)
        } else {
            String::new()
        },
        guest: guest_path,
        version: guest.version,
    }
}
