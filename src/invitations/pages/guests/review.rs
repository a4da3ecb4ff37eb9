//! Review and send: who is asked again, only informed, cancelled, invited or left alone, and why, before anything leaves.
//! What was reviewed is what is sent: if anything changed meanwhile, the page comes back instead.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::Path, response::Response};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::{crumbs, load, path_of, tabs};
use crate::{
    convenings::rules::{Firmness, firmness},
    invitations::{
        ledger,
        sending::{self, Meeting, Planned, Text, Wish, usual},
    },
    values::InvitationMailKind as Kind,
    web::{
        self, Desk, EditorsDesk, FieldErrors, Query, Result, Shell,
        views::{Link, Tab},
    },
};

/// How many guests of one group the page names.
const NAMED: usize = 200;

/// The groups in the order they are shown: what disturbs people most comes first.
const GROUPS: [(Kind, &str, &str); 5] = [
    (
        Kind::AskAgain,
        "Asked again",
        "Their calendars ask them to answer anew",
    ),
    (Kind::Update, "Only informed", "Their answers stay"),
    (
        Kind::Cancel,
        "Cancelled",
        "The entry goes away in their calendars",
    ),
    (
        Kind::Hold,
        "Save the date",
        "A tentative entry until the date is firm",
    ),
    (Kind::Invite, "Invited", "They get their first invitation"),
];

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// "yes": tell those about changes that need no answer.
    pub(super) notify: String,
    /// "silent": ask those again who have not answered.
    pub(super) ask: String,
}

impl Asked {
    pub(super) fn wish(&self) -> Wish {
        Wish {
            notify: self.notify == "yes",
            ask_silent: self.ask == "silent",
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SendForm {
    pub(super) notify: String,
    pub(super) ask: String,
    /// What was reviewed.
    pub(super) seen: String,
    /// The groups to send to.
    pub(super) group: Vec<String>,
    /// Guests to leave out.
    pub(super) skip: Vec<String>,
    /// "hours": each in the recipient's working hours.
    pub(super) when: String,
}

struct Row {
    id: String,
    name: String,
    organization: String,
    address: String,
    told: String,
    rule: &'static str,
    preview_href: String,
    sample: bool,
    skipped: bool,
}

struct Group {
    code: &'static str,
    title: &'static str,
    hint: &'static str,
    count: usize,
    subject: String,
    text_href: String,
    rows: Vec<Row>,
    /// "And 300 more"; empty where all are named.
    more: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "invitations/review.html")]
pub(super) struct ReviewPage {
    shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    path: String,
    seen: String,
    asked: Asked,
    in_hours: bool,
    groups: Vec<Group>,
    untouched: Vec<Row>,
    untouched_count: usize,
    /// They asked not to be contacted.
    withheld: Vec<Row>,
    withheld_count: usize,
    /// Seats nobody is invited to.
    without: usize,
    /// Why nothing can be sent; empty where it can.
    closed: &'static str,
    changed: bool,
    when: String,
    errors: FieldErrors,
}

/// GET /convenings/{id}/outbox
pub(super) async fn show(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let meeting = load(&desk, &id).await?;
    let planned = planned(&desk, &meeting, asked.wish()).await?;
    let form = SendForm {
        notify: asked.notify,
        ask: asked.ask,
        ..SendForm::default()
    };
    let view = View {
        form: &form,
        changed: false,
        errors: FieldErrors::default(),
    };
    web::page(&page(&desk, &meeting, planned, view).await?)
}

pub(super) async fn planned(desk: &Desk, meeting: &Meeting, wish: Wish) -> Result<Vec<Planned>> {
    let guests = ledger::of_convening(desk.db(), meeting.id()).await?;
    let begun = ledger::anybody_invited(desk.db(), meeting.id()).await?;
    let silent = sending::silent(desk.db(), &guests).await?;
    Ok(sending::plan(meeting, (guests, &silent), wish, begun))
}

/// How the page comes back.
pub(super) struct View<'a> {
    pub(super) form: &'a SendForm,
    pub(super) changed: bool,
    pub(super) errors: FieldErrors,
}

pub(super) async fn page(
    desk: &Desk,
    meeting: &Meeting,
    planned: Vec<Planned>,
    view: View<'_>,
) -> Result<ReviewPage> {
    let path = path_of(meeting.id());
    let texts = ledger::texts(desk.db(), meeting.id()).await?;
    let seated = ledger::seats_with_guest(desk.db(), meeting.id()).await?;
    let form = view.form;
    let skipped: BTreeSet<&str> = form.skip.iter().map(String::as_str).collect();
    let row = |each: &Planned| row(meeting, &path, each, &skipped);
    let groups = GROUPS.iter().filter_map(|(kind, title, hint)| {
        let mut these = planned
            .iter()
            .filter(|each| each.mail(meeting) == Some(*kind));
        let count = these.clone().count();
        (count > 0).then(|| Group {
            code: kind.as_str(),
            title,
            hint,
            count,
            subject: own(&texts, *kind).subject,
            text_href: format!("{path}/outbox/text?kind={kind}"),
            rows: these.by_ref().take(NAMED).map(row).collect(),
            more: more(count),
            chosen: form.group.is_empty() || form.group.iter().any(|code| code == kind.as_str()),
        })
    });
    let untouched = planned
        .iter()
        .filter(|each| each.mail(meeting).is_none() && !each.is_withheld());
    let withheld = planned.iter().filter(|each| each.is_withheld());
    let shell = desk.shell(
        "convenings",
        format!("Review and send: {}", meeting.of.convening.row.title),
    );
    Ok(ReviewPage {
        shell: if view.changed || !view.errors.is_empty() {
            shell.with_errors()
        } else {
            shell
        },
        crumbs: crumbs(meeting),
        tabs: tabs(meeting.id(), "outbox"),
        seen: digest(meeting, &planned),
        asked: Asked {
            notify: form.notify.clone(),
            ask: form.ask.clone(),
        },
        in_hours: form.when == "hours",
        groups: groups.collect(),
        untouched: untouched.clone().take(NAMED).map(row).collect(),
        untouched_count: untouched.count(),
        withheld: withheld.clone().take(NAMED).map(row).collect(),
        withheld_count: withheld.count(),
        without: meeting
            .seats()
            .filter(|seat| !seated.contains(&seat.seat.id))
            .count(),
        closed: closed(meeting, &planned),
        changed: view.changed,
        when: meeting.of.convening.plan.when.words(),
        errors: view.errors,
        path,
    })
}

/// Why nothing can be sent of this convening; empty where it can. Of one whose date is open again, what takes it out of
/// calendars can.
pub(super) fn closed(meeting: &Meeting, planned: &[Planned]) -> &'static str {
    let undated = firmness(meeting.of.convening.plan.status) == Firmness::Undated;
    if undated && planned.iter().all(|each| each.mail(meeting).is_none()) {
        "This convening has no date yet. Set its status to “Hold on calendars” or “Confirmed” first."
    } else {
        ""
    }
}

fn row(meeting: &Meeting, path: &str, each: &Planned, skipped: &BTreeSet<&str>) -> Row {
    let id = each.guest.id.to_string();
    Row {
        name: each.guest.name.clone(),
        organization: meeting.organization_of(&each.guest),
        address: each.guest.address.to_string(),
        told: each.consequence.told.clone(),
        rule: each.consequence.rule,
        preview_href: format!("{path}/outbox/{id}"),
        sample: each.guest.illustrative,
        skipped: skipped.contains(id.as_str()),
        id,
    }
}

fn more(count: usize) -> String {
    match count.saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("And {more} more."),
    }
}

fn own(texts: &[(Kind, Text)], kind: Kind) -> Text {
    let own = texts.iter().find(|(each, _)| *each == kind);
    own.map_or_else(|| usual(kind), |(_, text)| text.clone())
}

/// Names what was reviewed: the convening as it was, and each guest with what would happen.
pub(super) fn digest(meeting: &Meeting, planned: &[Planned]) -> String {
    let mut hash = Sha256::new();
    hash.update(meeting.of.convening.row.version.to_be_bytes());
    hash.update(meeting.of.convening.row.sequence.to_be_bytes());
    for each in planned {
        hash.update(each.guest.id.0.as_bytes());
        hash.update(each.guest.version.to_be_bytes());
        hash.update(each.consequence.rule.as_bytes());
        hash.update([u8::from(each.is_silent)]);
    }
    URL_SAFE_NO_PAD.encode(hash.finalize())
}
