//! The page behind the link in the mail. Opening it changes nothing, because programs that scan mail
//! open every link; only its buttons do.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::sent::{self, Fact};
use crate::{
    audit::{self, Act, Actor},
    entities::interests,
    interest::{
        rules::is_open,
        store::{self, GoalBrief},
    },
    values::{RegistrationStatus, wall_time},
    web::{AppError, FrontDesk, Result, Shell, page, see_other},
};

/// What a link leads to.
enum Link {
    /// Nothing: never made, replaced by a newer one, or what it was for is deleted.
    Unknown,
    /// A registration whose time to confirm is over.
    Late(GoalBrief),
    /// A registration, and its goal.
    Held(Box<interests::Model>, GoalBrief),
}

async fn follow(front: &FrontDesk, token: &str) -> Result<Link> {
    let db = front.app.db.read();
    let Some(held) = store::by_token(db, token).await? else {
        return Ok(Link::Unknown);
    };
    let Some(goal) = store::goal_of(db, held.goal_id).await? else {
        return Ok(Link::Unknown);
    };
    let waits = held.status == RegistrationStatus::Unconfirmed;
    if waits && held.confirm_by <= front.app.now() {
        return Ok(Link::Late(goal));
    }
    Ok(Link::Held(Box::new(held), goal))
}

#[derive(Template)]
#[template(path = "interest/confirm.html")]
struct ConfirmPage {
    shell: Shell,
    goal: GoalBrief,
    facts: Vec<Fact>,
    /// Where the buttons post.
    here: String,
    good_until: String,
}

#[derive(Template)]
#[template(path = "interest/confirmed.html")]
struct ConfirmedPage {
    shell: Shell,
    goal: GoalBrief,
    here: String,
    /// Whether a reviewer still has to decide; until then it can be taken back.
    open: bool,
}

#[derive(Template)]
#[template(path = "interest/link_gone.html")]
struct LinkGonePage {
    shell: Shell,
    /// The goal to register for again, where the link is only too old.
    late: Option<GoalBrief>,
}

fn gone(front: &FrontDesk, late: Option<GoalBrief>) -> Result<Response> {
    let status = if late.is_some() {
        StatusCode::GONE
    } else {
        StatusCode::NOT_FOUND
    };
    let shown = page(&LinkGonePage {
        shell: front.shell("This link does not work any more"),
        late,
    })?;
    Ok((status, shown).into_response())
}

pub(super) async fn show(front: FrontDesk, Path(token): Path<String>) -> Result<Response> {
    let (held, goal) = match follow(&front, &token).await? {
        Link::Unknown => return gone(&front, None),
        Link::Late(goal) => return gone(&front, Some(goal)),
        Link::Held(held, goal) => (held, goal),
    };
    let here = format!("/interest/confirm/{token}");
    if held.status != RegistrationStatus::Unconfirmed {
        return page(&ConfirmedPage {
            shell: private(&front, "Your interest is confirmed"),
            goal,
            here,
            open: is_open(held.status),
        });
    }
    page(&ConfirmPage {
        shell: private(&front, "Confirm your interest"),
        facts: sent::facts(&held),
        good_until: wall_time::moment(held.confirm_by, &goal.zone),
        goal,
        here,
    })
}

/// A public page whose own address is a secret, and so is not written into it.
fn private(front: &FrontDesk, title: &str) -> Shell {
    Shell {
        canonical: String::new(),
        ..front.shell(title)
    }
}

pub(super) async fn confirm(front: FrontDesk, Path(token): Path<String>) -> Result<Response> {
    let (held, goal) = match follow(&front, &token).await? {
        Link::Unknown => return gone(&front, None),
        Link::Late(goal) => return gone(&front, Some(goal)),
        Link::Held(held, goal) => (held, goal),
    };
    let now = front.app.now();
    front
        .app
        .db
        .write(async |txn| {
            // Pressed twice, the second press finds it done.
            if store::confirm(txn, &held, now).await? {
                let act = act("confirmed", "was confirmed by e-mail", &held, &goal);
                audit::record(txn, &Actor::named("A visitor"), act, now).await?;
            }
            Ok::<_, AppError>(())
        })
        .await?;
    Ok(see_other(&format!("/interest/confirm/{token}")))
}

pub(super) async fn withdraw(front: FrontDesk, Path(token): Path<String>) -> Result<Response> {
    let db = front.app.db.read();
    let Some(held) = store::by_token(db, &token).await? else {
        return gone(&front, None);
    };
    let goal = AppError::found(store::goal_of(db, held.goal_id).await?)?;
    let now = front.app.now();
    let gone = front
        .app
        .db
        .write(async |txn| {
            let gone = store::withdraw(txn, &held).await?;
            if gone {
                let act = act("withdrawn", "was deleted by who sent it", &held, &goal);
                audit::record(txn, &Actor::named("A visitor"), act, now).await?;
            }
            Ok::<_, AppError>(gone)
        })
        .await?;
    Ok(see_other(&if gone {
        "/interest/withdrawn".to_owned()
    } else {
        format!("/interest/confirm/{token}")
    }))
}

fn act(action: &'static str, what: &str, held: &interests::Model, goal: &GoalBrief) -> Act {
    Act {
        action,
        kind: "interest",
        id: held.id.to_string(),
        summary: format!("A registration of interest in “{}” {what}.", goal.title),
        before: None,
        after: None,
    }
}

#[derive(Template)]
#[template(path = "interest/withdrawn.html")]
struct WithdrawnPage {
    shell: Shell,
}

pub(super) async fn withdrawn(front: FrontDesk) -> Result<Response> {
    page(&WithdrawnPage {
        shell: front.shell("What you sent has been deleted"),
    })
}
