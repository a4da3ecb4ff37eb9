//! Two people changed the same thing: both values side by side, and a choice for each field that differs. The page is
//! itself the form, at the newer version, so choosing is an ordinary save.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    audit,
    entities::seasons,
    scheduling::seasons::rules::in_words,
    values::typed::clean,
    web::{self, Desk, Result, Shell, views::Link},
};

/// One field of both forms: its name and label, and what each says.
pub(super) struct Pair {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) mine: String,
    pub(super) theirs: String,
}

/// A field whose two values differ; what nobody filled in is said in words.
struct Differing {
    name: &'static str,
    label: &'static str,
    mine: Side,
    theirs: Side,
}

struct Side {
    value: String,
    shown: String,
}

fn side(value: String) -> Side {
    let shown = if value.is_empty() {
        "(empty)".to_owned()
    } else {
        value.clone()
    };
    Side { value, shown }
}

#[derive(Template)]
#[template(path = "scheduling/season/conflict.html")]
struct ConflictPage {
    shell: Shell,
    crumbs: Vec<Link>,
    action: String,
    back: String,
    who: String,
    /// Sent along unseen: fields that are equal, and the version now in force.
    same: Vec<(&'static str, String)>,
    differing: Vec<Differing>,
}

/// Where the form goes, and where to go back to.
pub(super) struct Ways {
    pub(super) action: String,
    pub(super) back: Link,
}

/// The page (409). `hidden` are fields that can be sent more than once, as they were sent.
pub(super) async fn answer(
    desk: &Desk,
    season: &seasons::Model,
    ways: Ways,
    (pairs, hidden): (Vec<Pair>, Vec<(&'static str, String)>),
    version: i32,
) -> Result<Response> {
    let key = season.id.to_string();
    let (entries, _) = audit::history(desk.db(), "season", &key, 0, 1).await?;
    let who = entries.first().map_or_else(String::new, |entry| {
        format!("{}, {}", entry.actor, in_words(entry.at.date_naive()))
    });
    let mut same = hidden;
    same.push(("version", version.to_string()));
    let mut differing = Vec::new();
    for pair in pairs {
        let (mine, theirs) = (clean(&pair.mine), clean(&pair.theirs));
        if mine == theirs {
            same.push((pair.name, theirs));
        } else {
            differing.push(Differing {
                name: pair.name,
                label: pair.label,
                mine: side(mine),
                theirs: side(theirs),
            });
        }
    }
    let mut response = web::page(&ConflictPage {
        shell: desk.shell("convenings", "Someone else saved this"),
        action: ways.action,
        back: ways.back.href.clone(),
        crumbs: vec![ways.back],
        who,
        same,
        differing,
    })?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
