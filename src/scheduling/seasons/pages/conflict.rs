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
    name: &'static str,
    label: &'static str,
    mine: Side,
    theirs: Side,
}

/// What a form says, as it is sent and as it is read.
struct Side {
    value: String,
    shown: String,
}

impl Pair {
    /// A field that shows what was typed.
    pub(super) fn typed(
        name: &'static str,
        label: &'static str,
        (mine, theirs): (&str, &str),
    ) -> Self {
        Self::named(name, label, (mine, theirs), str::to_owned)
    }

    /// A field whose values are keys, with what they are called. What nobody filled in is said in words.
    pub(super) fn named(
        name: &'static str,
        label: &'static str,
        (mine, theirs): (&str, &str),
        called: impl Fn(&str) -> String,
    ) -> Self {
        let side = |value: &str| {
            let value = clean(value);
            let shown = if value.is_empty() {
                "(empty)".to_owned()
            } else {
                called(&value)
            };
            Side { value, shown }
        };
        Self {
            name,
            label,
            mine: side(mine),
            theirs: side(theirs),
        }
    }
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
    differing: Vec<Pair>,
}

/// Where the form goes, and where to go back to.
pub(super) struct Ways {
    pub(super) action: String,
    pub(super) back: Link,
}

/// The page (409).
pub(super) async fn answer(
    desk: &Desk,
    season: &seasons::Model,
    ways: Ways,
    pairs: Vec<Pair>,
    version: i32,
) -> Result<Response> {
    let key = season.id.to_string();
    let (entries, _) = audit::history(desk.db(), "season", &key, 0, 1).await?;
    let who = entries.first().map_or_else(String::new, |entry| {
        format!("{}, {}", entry.actor, in_words(entry.at.date_naive()))
    });
    let mut same = vec![("version", version.to_string())];
    let (equal, differing): (Vec<Pair>, Vec<Pair>) = pairs
        .into_iter()
        .partition(|pair| pair.mine.value == pair.theirs.value);
    same.extend(equal.into_iter().map(|pair| (pair.name, pair.theirs.value)));
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
