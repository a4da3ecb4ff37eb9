//! Where a goal stands: proposing and tracking it. The table's act of adopting it is in `adopting`.

use axum::response::Response;
use serde::Deserialize;

use super::{
    AtGoal,
    findings::{self, Found},
    words,
};
use crate::{
    entities::{goals, indicators},
    goals::{
        rules::{
            lint,
            status::{Mover, may_move, moves, tracked, verb},
        },
        store::{self, Saved, SinceAdopted},
    },
    values::GoalStatus,
    web::{self, AppError, Desk, Form, TableEditorsDesk},
};

/// Whether this person speaks for the goal's table or edits as staff.
pub(super) fn mover(desk: &Desk, goal: &goals::Model) -> Mover {
    if leads(desk, goal) {
        Mover::Lead
    } else if goal.adopted_at.is_some() {
        Mover::EditorOfAdopted
    } else {
        Mover::Editor
    }
}

pub(super) fn leads(desk: &Desk, goal: &goals::Model) -> bool {
    desk.leads.is_some() && desk.leads == goal.partnership_id
}

/// The card "Ready to adopt?" on a goal's page.
pub(super) struct Standing {
    pub(super) findings: Vec<Found>,
    pub(super) context: String,
    /// Who adopted it and when.
    pub(super) adopted: String,
    /// What changed since then, by whom and when; empty while it stands as adopted.
    pub(super) changed: String,
    /// The page where a lead adopts it as it stands now; empty for others.
    pub(super) again_href: String,
    /// Moves this person may make: code and words of the button.
    pub(super) moves: Vec<(&'static str, &'static str)>,
    pub(super) version: i32,
    /// The page where a lead adopts; empty for others.
    pub(super) adopt_href: String,
    /// Said to staff where the table's act is waited for.
    pub(super) waits: bool,
}

impl Standing {
    pub(super) async fn load(desk: &Desk, goal: &goals::Model) -> web::Result<Self> {
        let facts = store::facts_of(desk.db(), goal, desk.today()).await?;
        let found = lint::lint(&facts);
        let number = number_page(desk, goal).await?;
        let href = format!("/goals/{}", goal.id);
        let blocks = found.iter().filter(|each| each.blocks()).count();
        let proposed = goal.status == GoalStatus::Proposed;
        let since = store::since_adopted(desk.db(), goal).await?;
        let again = since.is_some() && tracked(goal.status) && leads(desk, goal);
        let open = if desk.may_edit() {
            moves(goal.status, mover(desk, goal))
        } else {
            Vec::new()
        };
        Ok(Self {
            context: context(blocks, found.len() - blocks),
            findings: if desk.may_edit() {
                findings::linked(&found, &href, number.as_deref())
            } else {
                findings::found(&found)
            },
            adopted: adopted_words(desk, goal),
            changed: since.map_or_else(String::new, |since| changed_words(desk, &since)),
            again_href: if again {
                format!("{href}/adopt")
            } else {
                String::new()
            },
            moves: open.into_iter().map(|to| (to.as_str(), verb(to))).collect(),
            version: goal.version,
            adopt_href: if proposed && leads(desk, goal) {
                format!("{href}/adopt")
            } else {
                String::new()
            },
            waits: proposed && !leads(desk, goal),
        })
    }
}

/// By whom and when a goal was adopted; empty for one that is not.
pub(super) fn adopted_words(desk: &Desk, goal: &goals::Model) -> String {
    let zone = desk.user.time_zone.as_ref();
    goal.adopted_at.map_or_else(String::new, |at| {
        format!("{}, {}", goal.adopted_name, words::instant(at, zone))
    })
}

/// "Result statement, target. Last by Dana Whitfield, Sun 22 Nov 2026, 3:00 pm (UTC)."
fn changed_words(desk: &Desk, since: &SinceAdopted) -> String {
    let zone = desk.user.time_zone.as_ref();
    let facts = words::plain(&since.facts.join(", "));
    let (by, at) = (&since.by, words::instant(since.at, zone));
    format!("{facts}. Last by {by}, {at}.")
}

/// Where the goal's number is changed, if it has one.
async fn number_page(desk: &Desk, goal: &goals::Model) -> web::Result<Option<String>> {
    let number = store::indicator_of(desk.db(), goal.id).await?;
    Ok(number.map(|number| edit_page(goal, &number)))
}

/// Where this number is changed.
pub(super) fn edit_page(goal: &goals::Model, number: &indicators::Model) -> String {
    format!("/goals/{}/indicators/{}/edit", goal.id, number.id)
}

fn context(blocks: usize, others: usize) -> String {
    let count = |n: usize, one: &str, many: &str| {
        if n == 1 {
            format!("1 {one}")
        } else {
            format!("{n} {many}")
        }
    };
    match (blocks, others) {
        (0, 0) => "Nothing to mend".to_owned(),
        (0, n) => format!("Nothing blocks it; {}", count(n, "note", "notes")),
        (n, 0) => format!("{} adoption", count(n, "finding blocks", "findings block")),
        (n, m) => format!(
            "{} adoption; {}",
            count(n, "finding blocks", "findings block"),
            count(m, "note", "notes")
        ),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MoveForm {
    to: String,
    version: String,
}

/// Moves the goal, where the rules let this person.
pub(super) async fn stand(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtGoal(goal): AtGoal,
    Form(form): Form<MoveForm>,
) -> web::Result<Response> {
    let to: GoalStatus = form
        .to
        .parse()
        .map_err(|_| AppError::Invalid("Choose where the goal stands.".to_owned()))?;
    if to == GoalStatus::Adopted {
        return Err(AppError::Forbidden(ONLY_THE_TABLE));
    }
    may_move(goal.status, to, mover(&desk, &goal))
        .map_err(|error| AppError::Invalid(error.to_string()))?;
    let seen = (goal.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::stand(txn, seen, to, &actor, now).await)
        .await?;
    told(
        &goal,
        saved,
        &format!("This goal is now: {}.", to.label().to_lowercase()),
    )
}

pub(super) const ONLY_THE_TABLE: &str =
    "Only the table adopts a goal: somebody who leads its partnership does it, signed in as such.";

const STILL_THERE: &str = "This goal, its number or its money changed since you opened this page. Look at it again before you decide.";

pub(super) fn told(goal: &goals::Model, saved: Option<Saved>, done: &str) -> web::Result<Response> {
    let path = format!("/goals/{}", goal.id);
    match AppError::found(saved)? {
        Saved::Done => Ok(web::flash_to(&path, done)),
        Saved::Unchanged => Ok(web::flash_to(
            &path,
            "Nothing was different, so nothing changed.",
        )),
        Saved::Stale(theirs) if theirs.status == goal.status => {
            Err(AppError::Conflict(STILL_THERE.to_owned()))
        }
        Saved::Stale(theirs) => Err(AppError::Conflict(format!(
            "Someone else changed this goal meanwhile; it now stands at “{}”. Look at it again before you move it.",
            theirs.status.label()
        ))),
    }
}
