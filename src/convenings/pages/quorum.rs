//! The quorum, on the page of the guest list: who must be in the room for it to decide anything.

use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::edit::over;
use crate::{
    convenings::{
        rules::{MOST_OF_A_KIND, QuorumRule, Standing},
        store,
    },
    values::QuorumKind,
    web::{self, AppError, EditorsDesk, FieldErrors, Form, Result, views::Choice},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct QuorumForm {
    pub(super) kind: String,
    pub(super) at_least: String,
}

/// A rule of the quorum as a line.
pub(super) struct Line {
    pub(super) words: String,
    /// That too few of them have a seat.
    pub(super) short: bool,
    /// Where it is taken away.
    pub(super) removal: String,
}

pub(super) fn lines(path: &str, standings: &[Standing]) -> Vec<Line> {
    let line = |each: &Standing| Line {
        words: format!(
            "{}: at least {}, {} with a seat",
            each.kind.label(),
            each.at_least,
            each.seated
        ),
        short: each.is_out_of_reach(),
        removal: format!("{path}/quorum/{}/removal", each.kind),
    };
    standings.iter().map(line).collect()
}

/// The kinds there are; the one typed is chosen.
pub(super) fn kinds(typed: &str) -> Vec<Choice> {
    let choice =
        |kind: &QuorumKind| Choice::new(kind.as_str(), kind.label(), kind.as_str() == typed);
    QuorumKind::ALL.iter().map(choice).collect()
}

fn read(errors: &mut FieldErrors, form: &QuorumForm) -> Option<QuorumRule> {
    let kind = errors.keep(
        "kind",
        form.kind.parse().map_err(|_| "Choose whom to count"),
    );
    let at_least = form.at_least.trim().parse::<i32>().ok();
    let at_least = at_least.filter(|many| (1..=MOST_OF_A_KIND).contains(many));
    let at_least = errors.keep(
        "at_least",
        at_least.ok_or("Type a whole number from 1 to 99"),
    );
    Some(QuorumRule {
        kind: kind?,
        at_least: at_least?,
    })
}

/// POST /convenings/{id}/quorum
pub(super) async fn ask(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
    Form(form): Form<QuorumForm>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    let mut errors = FieldErrors::default();
    let Some(rule) = read(&mut errors, &form) else {
        return super::guests::quorum_refused(&desk, &convening, form, errors).await;
    };
    let (key, now, actor) = (convening.row.id, desk.app.now(), desk.actor());
    let asked = desk
        .app
        .db
        .write(async |txn| store::ask_for(txn, key, rule, &actor, now).await)
        .await?;
    if !asked {
        return Ok(over(&convening));
    }
    Ok(web::flash_to(
        &format!("{}/guests#quorum", super::path_of(key)),
        "The quorum is saved.",
    ))
}

/// POST /convenings/{id}/quorum/{kind}/removal
pub(super) async fn remove(
    EditorsDesk(desk): EditorsDesk,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Response> {
    let convening = super::load(&desk, &id).await?;
    let kind: QuorumKind = kind.parse().map_err(|_| AppError::NotFound)?;
    let (key, now, actor) = (convening.row.id, desk.app.now(), desk.actor());
    desk.app
        .db
        .write(async |txn| store::ask_for_none(txn, (key, kind), &actor, now).await)
        .await?;
    Ok(web::flash_to(
        &format!("{}/guests#quorum", super::path_of(key)),
        &format!("The quorum no longer counts {}.", kind.label()),
    ))
}
