//! Mail that waits in a mailbox on somebody's server (IMAP): looked for once a minute, and marked as read only once it is
//! committed. Whatever goes wrong, the mail stays unread and is taken in later.

mod mailbox;

use std::time::Duration;

use anyhow::Context as _;
use tokio::{sync::watch, time::timeout};

use self::mailbox::Mailbox;
use super::receive::{Way, receive};
use crate::{invitations::itip::read::LARGEST_MAIL, mail::InboxAddress, web::AppState};

/// How long between two looks.
const BETWEEN: Duration = Duration::from_mins(1);
/// The longest we wait after one failure after another.
const LONGEST_WAIT: Duration = Duration::from_mins(15);
/// How long one look may take.
const PATIENCE: Duration = Duration::from_mins(5);
/// How many mails are taken in at one look.
const AT_ONCE: usize = 200;

/// Looks until told to stop.
pub async fn poll_inbox(app: AppState, address: InboxAddress, mut stop: watch::Receiver<bool>) {
    let mut wait = BETWEEN;
    loop {
        let look = timeout(PATIENCE, take_in_unread(&app, &address));
        let done = tokio::select! {
            done = look => done,
            _ = stop.changed() => return,
        };
        match done {
            Ok(Ok(_)) => wait = BETWEEN,
            Ok(Err(error)) => {
                wait = LONGEST_WAIT.min(wait * 2);
                tracing::warn!(error = format!("{error:#}"), inbox = %address, "could not read mail");
            }
            Err(_) => {
                wait = LONGEST_WAIT.min(wait * 2);
                tracing::warn!(inbox = %address, "reading mail took too long");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.changed() => return,
        }
    }
}

/// One look: takes in what is unread; says how many. A mail that cannot be taken in holds up none behind it: it stays unread,
/// marked, and comes last at the next look.
pub async fn take_in_unread(app: &AppState, address: &InboxAddress) -> anyhow::Result<usize> {
    let mut mailbox = Mailbox::open(address)
        .await
        .with_context(|| format!("cannot open {address}"))?;
    let unread = mailbox.unread().await?;
    let all = unread.len().min(AT_ONCE);
    let (mut taken, mut failed) = (0, Vec::new());
    for number in unread.into_iter().take(AT_ONCE) {
        match one(app, &mut mailbox, number).await {
            Ok(came) => taken += usize::from(came),
            Err(error) => {
                let told = format!("{error:#}");
                tracing::error!(error = told, number, inbox = %address, "a mail could not be taken in");
                // Where the connection is gone, so is this: then the look is over.
                mailbox.mark_failed(number).await?;
                failed.push(error);
            }
        }
    }
    mailbox.close().await?;
    let many = failed.len();
    match failed.pop() {
        Some(error) => Err(error.context(format!("{many} of {all} mails could not be taken in"))),
        None => Ok(taken),
    }
}

/// One mail: fetched, taken in, marked as read; `false` if it is gone.
async fn one(app: &AppState, mailbox: &mut Mailbox, number: u32) -> anyhow::Result<bool> {
    // One byte more than is read tells that a mail is too large.
    let Some(raw) = mailbox.fetch(number, LARGEST_MAIL + 1).await? else {
        return Ok(false);
    };
    receive(app, Way::Imap, &[], &raw).await?;
    mailbox.mark_read(number).await?;
    Ok(true)
}
