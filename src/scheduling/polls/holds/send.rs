//! Bringing what calendars hold to what they should hold.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::{
    mails,
    rules::Change,
    scene::{Scene, scene},
    store,
};
use crate::{
    ids::PollId, mail, scheduling::polls::asking::store as asked, values::PollPersonState,
    web::AppState,
};

/// The most mails of one go; the rest follow a minute later.
const AT_ONCE: usize = 500;
/// How many mails are written in one transaction.
const PER_WRITE: usize = 50;

/// Once a minute; says how many mails that was. Harmless when repeated or run twice at once.
pub(in crate::scheduling::polls) async fn keep(app: &AppState) -> anyhow::Result<usize> {
    let mut sent = 0;
    let mut last = None;
    loop {
        let polls = store::polls(app.db.read(), last).await?;
        if polls.is_empty() {
            return Ok(sent);
        }
        for poll in polls {
            last = Some(poll);
            match one(app, poll, AT_ONCE - sent).await {
                Ok(done) => sent += done,
                // It keeps no other poll waiting, and is tried again in a minute.
                Err(error) => {
                    tracing::error!(%poll, %error, "held times of a poll could not be brought up to date");
                }
            }
            if sent >= AT_ONCE {
                return Ok(sent);
            }
        }
    }
}

async fn one(app: &AppState, poll: PollId, most: usize) -> anyhow::Result<usize> {
    let now = app.now();
    let Some((scene, mut due)) = scene(app, poll, now).await? else {
        return Ok(0);
    };
    due.truncate(most);
    let mut sent = 0;
    for some in due.chunks(PER_WRITE) {
        sent += app
            .db
            .write(async |txn| write(txn, app, &scene, some, now).await)
            .await?;
    }
    Ok(sent)
}

/// Writes some changes with their mails.
async fn write(
    txn: &DatabaseTransaction,
    app: &AppState,
    scene: &Scene,
    due: &[Change],
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    let held = asked::hold(txn, scene.about.poll.id).await?;
    // Turned meanwhile: looked at anew in a minute.
    if held.is_none_or(|poll| poll.version != scene.about.poll.version) {
        return Ok(0);
    }
    let mut sent = 0;
    for change in due {
        let at = scene.people.iter().position(|each| each.id == change.guest);
        let time = scene.times.iter().find(|each| each.id == change.time);
        let (Some(at), Some(time)) = (at, time) else {
            continue;
        };
        let person = &scene.people[at];
        let sample = person.illustrative && app.settings.demo_mailbox.is_none();
        let mailed = !scene.mute && !sample && time.ends_at > now;
        // Mail to them comes back, or they want none: what their calendar holds is theirs to remove.
        let reachable = !scene.barred[at];
        if !store::claim(txn, change, now).await? || !mailed || !reachable {
            continue;
        }
        debug_assert!(change.releases || person.state != PollPersonState::Removed);
        let to = (person, &scene.zones[at]);
        let from = (&*app.settings, &scene.sender);
        let draft = mails::draft(from, &scene.about, to, (time, change), now)?;
        mail::enqueue(txn, &draft, now).await?;
        sent += 1;
    }
    Ok(sent)
}
