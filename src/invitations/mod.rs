//! Invitations: how a convening reaches people's calendars.
//!
//! The last room of the chain. It owns every byte of iCalendar the product writes; other rooms hand
//! it facts and get text. Rules and reasons: RFC 5545, 7986 and the calendar clients' own habits.

pub mod calendar;
mod events;
pub mod incoming;
pub mod itip;
mod ledger;
mod pages;
mod rules;
mod store;

pub use incoming::{AnswerByMail, MailBack};
pub use pages::{public_routes, staff_routes};

/// Empties the mails that came in and were kept long enough.
pub async fn forget_raw_mail(
    txn: &sea_orm::DatabaseTransaction,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<u64, sea_orm::DbErr> {
    incoming::forget_raw(txn, now).await
}
