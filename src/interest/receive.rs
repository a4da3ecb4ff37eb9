//! Taking in what the public form sent. Whatever is known of the address, the answer is the same
//! page: only the mail, which nobody but its reader sees, tells the cases apart.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{
    mails::{self, News},
    rules::{Said, UNCONFIRMED_DAYS},
    store::{self, Ask, GoalBrief},
};
use crate::{
    audit::{self, Act, Actor},
    auth::{
        Token,
        limits::{self, Limit},
    },
    db, mail,
    values::RegistrationStatus,
    web::{AppError, AppState},
};

/// How often one visitor may send the form.
const PER_VISITOR: Limit = Limit {
    what: "interest_visitor",
    tries: 10,
    window: TimeDelta::hours(1),
};

/// How many mails one address may be sent because of one goal's form.
const PER_ADDRESS_AND_GOAL: Limit = Limit {
    what: "interest_address_goal",
    tries: 3,
    window: TimeDelta::days(1),
};

/// How many mails one address may be sent because of all forms. Loose, so that a stranger who uses
/// up one goal's mails keeps nobody from the others.
const PER_ADDRESS: Limit = Limit {
    what: "interest_address",
    tries: 20,
    window: TimeDelta::days(1),
};

/// Counts the visitor's try and stores the registration with its mail, in one transaction. An
/// address that was written to often enough today gets no mail and leaves no row.
pub(super) async fn receive(
    app: &AppState,
    visitor: &str,
    goal: &GoalBrief,
    said: &Said,
) -> Result<(), AppError> {
    let now = app.now();
    let counted = limits::count(app.db.read(), PER_VISITOR, visitor, now).await?;
    counted.map_err(|wait| AppError::TooMany(wait.0))?;
    match take_in(app, goal, said, now).await {
        // The same form twice at the same moment: the second finds the first's row now.
        Err(AppError::Database(error)) if db::unique_violation(&error) => {
            take_in(app, goal, said, now).await
        }
        other => other,
    }
}

/// Counts the mail within the transaction that promises it: a try that comes to nothing, because the site was stopped
/// meanwhile, must not use up what the person has left. The count also makes two forms of one address wait for each other.
async fn take_in(
    app: &AppState,
    goal: &GoalBrief,
    said: &Said,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    app.db
        .write(async |txn| {
            if written_to_enough(txn, goal, said, now).await? {
                return Ok(());
            }
            store_with_mail(txn, app, goal, said, now).await
        })
        .await
}

/// Counts one more mail to this address, and says whether it is one too many.
async fn written_to_enough(
    txn: &DatabaseTransaction,
    goal: &GoalBrief,
    said: &Said,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let mailbox = said.email.normalized();
    let here = format!("{mailbox}\n{}", goal.id);
    for (limit, who) in [(PER_ADDRESS_AND_GOAL, &here), (PER_ADDRESS, &mailbox)] {
        if limits::count(txn, limit, who, now).await?.is_err() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn store_with_mail(
    txn: &DatabaseTransaction,
    app: &AppState,
    goal: &GoalBrief,
    said: &Said,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let held = store::held(txn, goal.id, &said.email).await?;
    if let Some(held) = &held
        && held.status != RegistrationStatus::Unconfirmed
    {
        let draft = mails::tell(&app.settings, goal, held, News::Held)?;
        mail::enqueue(txn, &draft, now).await?;
        return Ok(());
    }
    let ask = ask(txn, app, goal, said, now).await?;
    let Some(held) = held else {
        let id = store::add(txn, goal.id, said, &ask, now).await?;
        note_received(txn, &id.to_string(), goal, now).await?;
        return Ok(());
    };
    if store::renew(txn, &held, said, &ask).await? {
        if let Some(old) = held.confirm_mail_id {
            mail::forget(txn, old).await?;
        }
        note_received(txn, &held.id.to_string(), goal, now).await?;
    } else {
        mail::forget(txn, ask.mail).await?;
    }
    Ok(())
}

/// Promises the mail that asks for confirmation.
async fn ask(
    txn: &DatabaseTransaction,
    app: &AppState,
    goal: &GoalBrief,
    said: &Said,
    now: DateTime<Utc>,
) -> Result<Ask, AppError> {
    let token = Token::fresh().map_err(anyhow::Error::from)?;
    let by = now + TimeDelta::days(UNCONFIRMED_DAYS);
    let draft = mails::ask(&app.settings, goal, said, &token, by)?;
    Ok(Ask {
        mail: mail::enqueue(txn, &draft, now).await?,
        token_hash: token.hash(),
        by,
    })
}

/// The log says that something came, not from whom: the log outlives what a person has deleted.
async fn note_received(
    txn: &DatabaseTransaction,
    id: &str,
    goal: &GoalBrief,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action: "received",
        kind: "interest",
        id: id.to_owned(),
        summary: format!("A registration of interest in “{}” came in.", goal.title),
        before: None,
        after: None,
    };
    audit::record(txn, &Actor::named("A visitor"), act, now).await
}
