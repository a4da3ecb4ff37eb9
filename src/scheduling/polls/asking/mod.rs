//! Asking: the mails of a poll, its reminders, its end, and word to staff that it can be decided.
//!
//! Whoever opens, decides or withdraws a poll says so in their own transaction (`ask`, `tell_decided`, `tell_withdrawn`);
//! a job writes the mails, each with a fresh personal link. What is due because of the time is done once a minute.

mod again;
mod closing;
mod mails;
mod outlook;
mod reach;
mod remind;
pub(in crate::scheduling::polls) mod rules;
mod send;
pub(in crate::scheduling::polls) mod store;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};

use super::{holds, store as polls};
use crate::{ids::PollId, jobs, web::AppState};

pub(super) use again::write_to_one;
pub(super) use mails::what_follows;
pub(super) use outlook::{Occasion, Outlook, outlook};
pub(super) use remind::{AT_ONCE as REMINDED_AT_ONCE, Reminded, Whom, remind_by_hand};
pub use send::{PollMails, write_poll_mails};

/// Asks whom there is to ask: everybody not asked yet, and those who answered before about options added since. Harmless
/// where there is nobody.
pub(super) async fn ask(
    txn: &DatabaseTransaction,
    poll: PollId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if !store::any_to_ask(txn, poll).await? {
        return Ok(());
    }
    store::wake(txn, poll).await?;
    order(txn, poll, send::What::Ask, now).await
}

/// Tells everybody who was asked which time was chosen.
pub(super) async fn tell_decided(
    txn: &DatabaseTransaction,
    poll: PollId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    order(txn, poll, send::What::Decided, now).await
}

/// Tells everybody who was asked that the time that was chosen is not, and that answers are taken again.
pub(super) async fn tell_taken_back(
    txn: &DatabaseTransaction,
    poll: PollId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    order(txn, poll, send::What::TakenBack, now).await
}

/// Tells everybody who was asked that no answer is needed any more.
pub(super) async fn tell_withdrawn(
    txn: &DatabaseTransaction,
    poll: PollId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    order(txn, poll, send::What::Withdrawn, now).await
}

async fn order(
    txn: &DatabaseTransaction,
    poll: PollId,
    what: send::What,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let job = PollMails {
        poll,
        what,
        ordered_at: now,
    };
    jobs::enqueue(txn, &job, now).await?;
    Ok(())
}

/// Once a minute: closes polls whose time is over, tells staff which can be decided, brings
/// held times into calendars and out again, forgets whose calendar was busy long ago, and reminds the silent. Says how many
/// mails that was. Harmless when repeated or run twice at once.
pub async fn keep_polls(app: &AppState) -> anyhow::Result<usize> {
    let told = closing::close_and_tell(app).await?;
    polls::forget_long_closed(&app.db, app.now()).await?;
    let held = holds::keep(app).await?;
    Ok(told + held + remind::send_due(app).await?)
}
