//! The board: a row a guest, with what their calendar holds, how far the newest mail came, and what they answered.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{crumbs, load, path_of, tabs};
use crate::{
    convenings::{self, rules::Standing},
    entities::{invitation_mails, invitations, outbound_mails},
    invitations::{
        ledger::{self, Show},
        sending::Meeting,
    },
    values::{AnswerSource, InvitationState, MailState, Partstat, TimeZone, wall_time},
    web::{
        self, Desk, EditorsDesk, Paging, Query, Result, Shell, address, sheet,
        views::{Link, PagerView, Tab},
    },
};

const PER_PAGE: u64 = 50;
/// The most rows of a file.
const MOST: u64 = 10_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    show: String,
    page: String,
}

/// Kind, icon and words of a pill.
pub(super) type Pill = (&'static str, &'static str, &'static str);

#[expect(clippy::struct_excessive_bools, reason = "each is a mark on the row")]
struct Row {
    name: String,
    organization: String,
    address: String,
    href: String,
    chair: bool,
    sample: bool,
    state: Pill,
    /// "Invitation, handed over 12 Nov 2026, 9:14 am"; empty before the first mail.
    mail: String,
    mail_failed: bool,
    /// "SEQUENCE 2"; empty before the first.
    holds: String,
    answer: Pill,
    /// "Their page, 12 Nov 2026, 9:14 am".
    source: String,
    note: String,
    /// They answered an earlier time.
    stale: bool,
    /// What they said of this time when it was polled; empty where nothing was.
    polled: String,
    withdraw_href: String,
}

#[derive(Template)]
#[template(path = "invitations/board.html")]
struct BoardPage {
    shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    path: String,
    filters: Vec<Tab>,
    rows: Vec<Row>,
    /// Seats nobody is invited to yet.
    without: usize,
    /// How it stands with each rule of the quorum.
    quorum: Vec<(String, Pill)>,
    may_edit: bool,
    file_href: String,
    pager: PagerView,
}

/// GET /convenings/{id}/invitations
pub(super) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let show = Show::read(&asked.show);
    let paging = Paging::read(&asked.page, PER_PAGE);
    let (guests, total) = ledger::page(desk.db(), meeting.id(), show, paging).await?;
    let path = format!("{}/invitations", path_of(meeting.id()));
    let here = address(&path, &[("show", &asked.show)]);
    let seated = ledger::seats_with_guest(desk.db(), meeting.id()).await?;
    web::page(&BoardPage {
        shell: desk.shell(
            "convenings",
            format!("Invitations: {}", meeting.of.convening.row.title),
        ),
        crumbs: crumbs(&meeting),
        tabs: tabs(meeting.id(), "invitations"),
        filters: filters(&desk, &meeting, &path, show).await?,
        rows: rows(&desk, &meeting, guests).await?,
        without: meeting
            .seats()
            .filter(|seat| !seated.contains(&seat.seat.id))
            .count(),
        quorum: quorum(&desk, &meeting).await?,
        may_edit: desk.may_edit(),
        file_href: address(&format!("{path}.csv"), &[("show", &asked.show)]),
        pager: paging.pager(total, &here, "guests"),
        path,
    })
}

/// "2 of 2 CDFIs coming".
async fn quorum(desk: &Desk, meeting: &Meeting) -> Result<Vec<(String, Pill)>> {
    let coming = ledger::seats_coming(desk.db(), meeting.id()).await?;
    let is_coming = |seat| coming.contains(&seat);
    let standings = convenings::quorum(desk.db(), meeting.id(), meeting.seats(), is_coming).await?;
    let line = |each: &Standing| {
        let words = format!(
            "{}: {} coming, {} needed",
            each.kind.label(),
            each.coming,
            each.at_least
        );
        let pill = if each.is_met() {
            ("ok", "check", "Met")
        } else if each.is_out_of_reach() {
            ("bad", "alert", "Too few seats")
        } else {
            ("wait", "clock", "Not yet")
        };
        (words, pill)
    };
    Ok(standings.iter().map(line).collect())
}

async fn filters(desk: &Desk, meeting: &Meeting, path: &str, here: Show) -> Result<Vec<Tab>> {
    let counts = ledger::counts(desk.db(), meeting.id()).await?;
    let tab = |(show, code, label): &(Show, &'static str, &'static str)| Tab {
        label,
        href: address(path, &[("show", code)]),
        count: Some(show.count(&counts)),
        current: *show == here,
    };
    Ok(Show::EACH.iter().map(tab).collect())
}

async fn rows(desk: &Desk, meeting: &Meeting, guests: Vec<invitations::Model>) -> Result<Vec<Row>> {
    let mails = ledger::newest_mails(desk.db(), guests.iter().map(|guest| guest.id)).await?;
    let zone = desk.user.time_zone.clone();
    let zone = zone.unwrap_or_else(|| meeting.of.convening.row.time_zone.clone());
    let polled = convenings::said_in_poll(desk.db(), meeting.id()).await?;
    let row = |guest: invitations::Model| {
        let mail = mails.get(&guest.id);
        let mut said = polled.iter();
        let said = said.find(|said| said.address_key == guest.address_key);
        Row {
            polled: said.map_or_else(String::new, convenings::Polled::words),
            ..row(meeting, guest, mail, &zone)
        }
    };
    Ok(guests.into_iter().map(row).collect())
}

fn row(
    meeting: &Meeting,
    guest: invitations::Model,
    mail: Option<&(invitation_mails::Model, Option<outbound_mails::Model>)>,
    zone: &TimeZone,
) -> Row {
    let href = format!("{}/invitations/{}", path_of(meeting.id()), guest.id);
    let answered = guest.answered_at.map(|at| wall_time::moment(at, zone));
    let source = guest.answer_source.map(AnswerSource::label);
    Row {
        organization: meeting.organization_of(&guest),
        withdraw_href: match guest.state {
            InvitationState::Planned | InvitationState::Waiting => format!("{href}/withdrawal"),
            InvitationState::Invited | InvitationState::Removed => String::new(),
        },
        href,
        chair: guest.is_chair,
        sample: guest.illustrative,
        state: state_pill(guest.state),
        mail: mail.map_or_else(String::new, |mail| mail_words(mail, zone)),
        mail_failed: mail.is_some_and(|(_, mail)| {
            mail.as_ref()
                .is_none_or(|mail| mail.state == MailState::Failed)
        }),
        holds: guest
            .seen_sequence
            .map_or_else(String::new, |sequence| format!("SEQUENCE {sequence}")),
        answer: answer_pill(guest.partstat),
        source: [source.map(str::to_owned), answered]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        stale: guest
            .answered_sequence
            .is_some_and(|sequence| sequence < meeting.of.convening.row.rescheduled_sequence),
        polled: String::new(),
        name: guest.name,
        address: guest.address.to_string(),
        note: guest.note,
    }
}

/// "Invitation, handed over Thu 12 Nov 2026, 9:14 am Eastern (UTC-5)".
pub(super) fn mail_words(
    (told, mail): &(invitation_mails::Model, Option<outbound_mails::Model>),
    zone: &TimeZone,
) -> String {
    let far = match mail {
        None => "withheld: not to be written to".to_owned(),
        Some(mail) => match (mail.state, mail.sent_at) {
            (MailState::Sent, Some(at)) => format!("handed over {}", wall_time::moment(at, zone)),
            (state, _) => state.label().to_lowercase(),
        },
    };
    format!("{}, {far}", told.kind.label())
}

pub(super) const fn state_pill(state: InvitationState) -> Pill {
    use InvitationState as S;
    let (kind, icon) = match state {
        S::Planned => ("quiet", "dots"),
        S::Waiting => ("wait", "clock"),
        S::Invited => ("info", "mail"),
        S::Removed => ("quiet", "cross"),
    };
    (kind, icon, state.label())
}

pub(super) const fn answer_pill(answer: Partstat) -> Pill {
    use Partstat as P;
    let (kind, icon) = match answer {
        P::NeedsAction => ("quiet", "dots"),
        P::Accepted => ("ok", "check"),
        P::Tentative => ("wait", "help"),
        P::Declined => ("bad", "cross"),
        P::Delegated => ("info", "people"),
    };
    (kind, icon, answer.label())
}

const HEAD: [&str; 12] = [
    "Guest",
    "Organization",
    "E-mail",
    "Attendance",
    "State",
    "Holds SEQUENCE",
    "Newest mail",
    "Answer",
    "Answer from",
    "Answered at (UTC)",
    "Note",
    "Sample",
];

/// GET /convenings/{id}/invitations.csv
pub(super) async fn export(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let all = Paging {
        page: 1,
        size: MOST,
    };
    let (guests, total) =
        ledger::page(desk.db(), meeting.id(), Show::read(&asked.show), all).await?;
    let mut lines = vec![HEAD.map(str::to_owned).to_vec()];
    for some in guests.chunks(500) {
        let mails = ledger::newest_mails(desk.db(), some.iter().map(|guest| guest.id)).await?;
        lines.extend(
            some.iter()
                .map(|guest| line(&meeting, guest, mails.get(&guest.id))),
        );
    }
    if total > MOST {
        lines.push(vec![format!(
            "And {} more that this file leaves out",
            total - MOST
        )]);
    }
    Ok(web::download(
        sheet(lines),
        "text/csv; charset=utf-8",
        "invitations.csv",
    ))
}

fn line(
    meeting: &Meeting,
    guest: &invitations::Model,
    mail: Option<&(invitation_mails::Model, Option<outbound_mails::Model>)>,
) -> Vec<String> {
    let utc = TimeZone::utc();
    vec![
        guest.name.clone(),
        meeting.organization_of(guest),
        guest.address.to_string(),
        guest.attendance.label().to_owned(),
        guest.state.label().to_owned(),
        guest
            .seen_sequence
            .map_or_else(String::new, |at| at.to_string()),
        mail.map_or_else(String::new, |mail| mail_words(mail, &utc)),
        guest.partstat.label().to_owned(),
        guest
            .answer_source
            .map_or("", |from| from.label())
            .to_owned(),
        guest
            .answered_at
            .map_or_else(String::new, |at| at.to_rfc3339()),
        guest.note.clone(),
        if guest.illustrative { "yes" } else { "no" }.to_owned(),
    ]
}
