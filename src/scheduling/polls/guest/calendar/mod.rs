//! Somebody's own calendar, looked at once to show them clashes: fetched from where they publish it, or sent as a file.
//! Only spans of busy time are kept, and only until the poll is over.

mod fetch;
mod reach;
#[cfg(test)]
mod tests;

use std::time::Duration;

use jiff::Timestamp;
use tokio::{task::spawn_blocking, time::timeout};

use crate::{
    invitations::itip::read::{self, Busy, Unreadable},
    values::TimeZone,
};
use reach::Reach;

/// The largest calendar that is read.
pub(super) const LARGEST: usize = 5 * 1024 * 1024;
/// How long its server may take, all redirects included.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why nothing was read; the words are for whoever gave the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refused {
    #[error("Paste the whole address of a calendar, beginning with https:// or webcal://")]
    NoAddress,
    // In the words of a server that does not answer: a stranger learns nothing of our own network.
    #[error("This address cannot be reached. Paste one that works from anywhere, or send a file")]
    Private,
    #[error("This address cannot be reached. Paste one that works from anywhere, or send a file")]
    Unreachable,
    #[error("The server at this address took too long. Try again, or send a file")]
    Slow,
    #[error(
        "The server at this address shows no calendar (it answered {0}). Check that the calendar is published"
    )]
    Answered(u16),
    #[error(
        "The address leads on to others too many times. Open it in a browser and paste where it ends"
    )]
    Astray,
    #[error("The calendar is larger than 5 MB. Export only this year")]
    TooLarge,
    #[error(
        "This is no calendar. Choose a file that ends in .ics, or a calendar’s address in iCal format"
    )]
    NoCalendar,
}

/// Fetches the calendar published at an address.
pub(super) async fn fetched(address: &str) -> Result<Vec<u8>, Refused> {
    let address = reach::address(address).ok_or(Refused::NoAddress)?;
    timeout(PATIENCE, fetch::fetch(address, Reach::Public))
        .await
        .unwrap_or(Err(Refused::Slow))
}

/// Reads when its owner is busy between two moments. A large file takes a while, so that is done beside other work.
pub(super) async fn busy(
    file: Vec<u8>,
    zone: &TimeZone,
    window: (Timestamp, Timestamp),
) -> anyhow::Result<Result<Busy, Refused>> {
    let rules = zone.rules().clone();
    let read = spawn_blocking(move || read::busy(&file, &rules, window)).await?;
    Ok(read.map_err(|wrong| match wrong {
        Unreadable::TooLarge | Unreadable::TooMuch => Refused::TooLarge,
        _ => Refused::NoCalendar,
    }))
}
