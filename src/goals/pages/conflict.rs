//! Two people changed the same thing: both values, side by side, and a choice for each field that differs. The page is
//! itself the form, at the newer version, so choosing is an ordinary save.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    audit,
    goals::pages::words,
    ids::GoalId,
    web::{self, Desk, Shell, views::Link},
};

/// A field whose two values differ.
pub(super) struct Differing {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) mine: Side,
    pub(super) theirs: Side,
}

/// A value as sent and as shown.
pub(super) struct Side {
    pub(super) value: String,
    pub(super) shown: String,
}

impl Side {
    pub(super) fn new(value: &str, shown: impl Into<String>) -> Self {
        let shown = shown.into();
        Self {
            value: value.to_owned(),
            shown: if shown.is_empty() {
                "(empty)".to_owned()
            } else {
                shown
            },
        }
    }
}

/// One field of both forms: its name and label, and what each says.
pub(super) struct Pair<'a> {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) mine: &'a str,
    pub(super) theirs: &'a str,
    /// Turns a sent value into the words for it.
    pub(super) words: &'a dyn Fn(&str) -> String,
}

/// What both forms say, split into what differs and what does not.
pub(super) struct Conflict {
    pub(super) differing: Vec<Differing>,
    /// Sent along unseen: fields that are equal, and the version now in force.
    pub(super) same: Vec<(&'static str, String)>,
}

impl Conflict {
    pub(super) fn between(pairs: &[Pair<'_>], version: i32) -> Self {
        let mut differing = Vec::new();
        let mut same = vec![("version", version.to_string())];
        for pair in pairs {
            let (mine, theirs) = (
                super::forms::clean(pair.mine),
                super::forms::clean(pair.theirs),
            );
            if mine == theirs {
                same.push((pair.name, theirs));
            } else {
                differing.push(Differing {
                    name: pair.name,
                    label: pair.label,
                    mine: Side::new(&mine, (pair.words)(&mine)),
                    theirs: Side::new(&theirs, (pair.words)(&theirs)),
                });
            }
        }
        Self { differing, same }
    }
}

#[derive(Template)]
#[template(path = "goals/conflict.html")]
struct ConflictPage {
    shell: Shell,
    crumbs: Vec<Link>,
    action: String,
    back: String,
    who: String,
    conflict: Conflict,
}

/// The page (409). `crumbs` lead to the goal; `action` is where the form goes.
pub(super) async fn answer(
    desk: &Desk,
    goal: (GoalId, &str),
    action: String,
    conflict: Conflict,
) -> web::Result<Response> {
    let (id, title) = goal;
    let (last, _) = audit::history(desk.db(), "goal", &id.to_string(), 0, 1).await?;
    let zone = desk.user.time_zone.as_ref();
    let who = last.first().map_or_else(String::new, |entry| {
        format!("{}, {}", entry.actor, words::instant(entry.at, zone))
    });
    let back = format!("/goals/{id}");
    let mut response = web::page(&ConflictPage {
        shell: desk.shell("goals", "Someone else saved this"),
        crumbs: vec![Link::new("Goals", "/goals"), Link::new(title, &back)],
        action,
        back,
        who,
        conflict,
    })?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
