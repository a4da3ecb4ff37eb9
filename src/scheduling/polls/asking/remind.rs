//! Reminders of a poll: to the silent only, at most as many as the poll allows, a day apart at least, and never to
//! somebody twice because two processes did it at once: each is claimed by one conditional update in the transaction that
//! writes the mail.

use super::{
    mails::Kind,
    rules::{may_remind, written_before},
    send::Going,
    store,
};
use crate::{
    entities::poll_people,
    ids::PollPersonId,
    mail,
    values::{PollState, TimeZone},
    web::AppState,
};

/// The most mails of one go; the rest follow a minute later.
pub(super) const AT_ONCE: usize = 500;

/// How many people are looked at with one query.
const PAGE: u64 = 200;

/// Sends what is due; says how many mails that was.
pub(super) async fn send_due(app: &AppState) -> anyhow::Result<usize> {
    let (db, now) = (app.db.read(), app.now());
    let mut sent = 0;
    for poll in store::open_polls(db).await? {
        let Some(before) = written_before(poll.closes_at, now) else {
            continue;
        };
        let mut after: Option<PollPersonId> = None;
        let mut going = None;
        loop {
            let of = (poll.id, poll.most_reminders);
            let people = store::due_for_reminder(db, of, before, after, PAGE).await?;
            let Some(last) = people.last() else { break };
            after = Some(last.id);
            if going.is_none() {
                going = Going::load(app, poll.id).await?;
            }
            let Some(going) = &going else { break };
            sent += send_to(app, going, people).await?;
            if sent >= AT_ONCE {
                return Ok(sent);
            }
        }
    }
    Ok(sent)
}

/// Reminds those of these people who may be; says how many.
pub(super) async fn send_to(
    app: &AppState,
    going: &Going,
    people: Vec<poll_people::Model>,
) -> anyhow::Result<usize> {
    let zones = store::zones_of(app.db.read(), &people, &going.about.poll.time_zone).await?;
    let mut sent = 0;
    for (person, zone) in people.iter().zip(zones) {
        // One whose mail cannot be made does not keep it from the others.
        match send_one(app, going, (person.id, &zone)).await {
            Ok(done) => sent += usize::from(done),
            Err(error) => {
                tracing::error!(person = %person.id, %error, "a reminder of a poll could not be made");
            }
        }
    }
    Ok(sent)
}

async fn send_one(
    app: &AppState,
    going: &Going,
    (id, zone): (PollPersonId, &TimeZone),
) -> anyhow::Result<bool> {
    let now = app.now();
    let poll = &going.about.poll;
    app.db
        .write(async |txn| {
            let held = store::hold(txn, poll.id).await?;
            if held.is_none_or(|held| held.state != PollState::Open) {
                return Ok(false);
            }
            let Some(person) = store::person_of(txn, poll.id, id).await? else {
                return Ok(false);
            };
            let mut bars = store::barred(txn, std::slice::from_ref(&person), true).await?;
            let Some(mut bars) = bars.pop() else {
                return Ok(false);
            };
            bars.sample = (bars.sample || poll.illustrative) && app.settings.demo_mailbox.is_none();
            if may_remind(&person, bars, poll.most_reminders, now).is_err()
                || !store::claim_reminder(txn, &person, now).await?
            {
                return Ok(false);
            }
            let link = store::fresh_link(txn, person.id, now).await?;
            let letter = going.letter(app, &going.options);
            let draft = letter.draft(&person, zone, Kind::Reminder, &link)?;
            mail::enqueue(txn, &draft, now).await?;
            anyhow::Ok(true)
        })
        .await
}
