//! Reminders of a poll: to the silent only, at most as many as the poll allows, a day apart at least, and never to
//! somebody twice because two processes did it at once: each is claimed by one conditional update in the transaction that
//! writes the mail.

use super::{
    mails::Kind,
    rules::{Bars, may_remind, written_before},
    send::Going,
    store,
};
use crate::{
    audit::{self, Act, Actor},
    entities::{date_polls, poll_people},
    ids::{PollId, PollPersonId},
    mail,
    values::{PollState, TimeZone},
    web::AppState,
};

/// The most mails of one go; the rest follow a minute later.
pub(in crate::scheduling::polls) const AT_ONCE: usize = 500;

/// How many people are looked at with one query.
const PAGE: u64 = 200;

/// Sends what is due; says how many mails that was. One poll that fails keeps no other waiting.
pub(super) async fn send_due(app: &AppState) -> anyhow::Result<usize> {
    let mut sent = 0;
    let mut last = None;
    loop {
        let polls = store::open_polls(app.db.read(), last).await?;
        let Some(end) = polls.last() else {
            return Ok(sent);
        };
        last = Some(end.id);
        for poll in &polls {
            match send_due_of(app, poll).await {
                Ok(done) => sent += done,
                Err(error) => {
                    tracing::error!(poll = %poll.id, %error, "reminders of a poll could not be sent");
                }
            }
            if sent >= AT_ONCE {
                return Ok(sent);
            }
        }
    }
}

/// What is due of one poll, up to about as many as go at once.
async fn send_due_of(app: &AppState, poll: &date_polls::Model) -> anyhow::Result<usize> {
    let (db, now) = (app.db.read(), app.now());
    let Some(before) = written_before(poll.closes_at, now) else {
        return Ok(0);
    };
    let (mut sent, mut after, mut going) = (0, None, None);
    while sent < AT_ONCE {
        let of = (poll.id, poll.most_reminders);
        let people = store::due_for_reminder(db, of, before, after, PAGE).await?;
        let Some(last) = people.last() else { break };
        after = Some(last.id);
        if going.is_none() {
            going = Going::load(app, poll.id).await?;
        }
        let Some(going) = &going else { break };
        sent += send_to(app, going, people).await?;
    }
    Ok(sent)
}

/// Whom staff remind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scheduling::polls) enum Whom {
    /// Everybody who is silent.
    All,
    These(Vec<PollPersonId>),
}

impl Whom {
    /// Those who are named; nothing for everybody.
    pub(in crate::scheduling::polls) fn these(&self) -> Option<&[PollPersonId]> {
        match self {
            Self::All => None,
            Self::These(these) => Some(these),
        }
    }
}

/// What came of reminding by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::scheduling::polls) struct Reminded {
    pub(in crate::scheduling::polls) sent: usize,
    /// Who may be reminded too, and was not in one go.
    pub(in crate::scheduling::polls) more: usize,
}

/// Reminds the silent of these people, so many in one go.
pub(in crate::scheduling::polls) async fn remind_by_hand(
    app: &AppState,
    poll: PollId,
    whom: &Whom,
    actor: &Actor,
) -> anyhow::Result<Reminded> {
    let Some(going) = Going::load(app, poll).await? else {
        return Ok(Reminded::default());
    };
    let now = app.now();
    let most = going.about.poll.most_reminders;
    let mut people = store::people_of(app.db.read(), poll).await?;
    people.retain(|person| whom.these().is_none_or(|these| these.contains(&person.id)));
    let bars = store::barred(app.db.read(), &people, true).await?;
    // Before they are counted off: else who cannot be reminded stands in the way of the next.
    let may = people.into_iter().zip(bars).filter(|(person, bars)| {
        let bars = Bars {
            sample: bars.sample && app.settings.demo_mailbox.is_none(),
            ..*bars
        };
        may_remind(person, bars, most, now).is_ok()
    });
    let mut people: Vec<poll_people::Model> = may.map(|(person, _)| person).collect();
    let more = people.len().saturating_sub(AT_ONCE);
    people.truncate(AT_ONCE);
    let sent = send_to(app, &going, people).await?;
    if sent > 0 {
        let act = Act {
            action: "date_poll",
            kind: "convening",
            id: going.about.poll.convening_id.to_string(),
            summary: format!("Reminded {sent} of those asked for a date"),
            before: None,
            after: None,
        };
        app.db
            .write(async |txn| audit::record(txn, actor, act.clone(), now).await)
            .await?;
    }
    Ok(Reminded { sent, more })
}

/// Reminds those of these people who may be; says how many.
async fn send_to(
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
