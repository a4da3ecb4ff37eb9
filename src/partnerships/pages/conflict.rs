//! Two people changed the same thing: both values, side by side, and a choice for each field that differs. The page is
//! itself the form, at the newer version, so choosing is an ordinary save.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{head::untold, words};
use crate::{
    audit,
    entities::partnerships,
    partnerships::rules::clean,
    web::{self, Desk, Shell, views::Link},
};

/// A field whose two values differ: as sent, and as shown.
pub(super) struct Differing {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) mine: Side,
    pub(super) theirs: Side,
}

pub(super) struct Side {
    pub(super) value: String,
    pub(super) shown: String,
}

/// One field of both forms: its name and label, and what each says.
pub(super) struct Pair {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) mine: String,
    pub(super) theirs: String,
}

/// What both forms say, split into what differs and what does not.
pub(super) struct Conflict {
    differing: Vec<Differing>,
    /// Sent along unseen: fields that are equal, and the version now in force.
    same: Vec<(&'static str, String)>,
}

impl Conflict {
    /// `words` turns what a field sends into what a person sees.
    pub(super) fn between(
        pairs: Vec<Pair>,
        version: i32,
        words: impl Fn(&str, &str) -> String,
    ) -> Self {
        let mut differing = Vec::new();
        let mut same = vec![("version", version.to_string())];
        for pair in pairs {
            let (mine, theirs) = (clean(&pair.mine), clean(&pair.theirs));
            if mine == theirs {
                same.push((pair.name, theirs));
                continue;
            }
            let side = |value: String| Side {
                shown: match words(pair.name, &value) {
                    shown if shown.is_empty() => "(empty)".to_owned(),
                    shown => shown,
                },
                value,
            };
            differing.push(Differing {
                name: pair.name,
                label: pair.label,
                mine: side(mine),
                theirs: side(theirs),
            });
        }
        Self { differing, same }
    }
}

#[derive(Template)]
#[template(path = "partnerships/conflict.html")]
struct ConflictPage {
    shell: Shell,
    crumbs: Vec<Link>,
    action: String,
    back: String,
    who: String,
    conflict: Conflict,
}

/// Whose history says who saved first, and the page to go back to.
pub(super) struct Subject {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) page: Link,
    /// Actions that are not for this reader to know of.
    pub(super) hidden: &'static [&'static str],
}

impl Subject {
    pub(super) fn partnership(desk: &Desk, of: &partnerships::Model) -> Self {
        Self {
            kind: "partnership",
            id: of.id.to_string(),
            page: Link::new(&of.name, format!("/partnerships/{}", of.id)),
            hidden: untold(desk, of),
        }
    }
}

/// The page (409). `action` is where the form goes.
pub(super) async fn answer(
    desk: &Desk,
    of: Subject,
    action: String,
    conflict: Conflict,
) -> web::Result<Response> {
    let about = (of.kind, of.id.as_str());
    let (last, _) = audit::history_without(desk.db(), about, of.hidden, 0, 1).await?;
    let zone = desk.user.time_zone.as_ref();
    let who = last.first().map_or_else(String::new, |entry| {
        format!("{}, {}", entry.actor, words::instant(entry.at, zone))
    });
    let mut response = web::page(&ConflictPage {
        shell: desk.shell("partnerships", "Someone else saved this"),
        action,
        back: of.page.href.clone(),
        crumbs: vec![of.page],
        who,
        conflict,
    })?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
