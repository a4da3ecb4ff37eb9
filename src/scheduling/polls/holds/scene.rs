//! A poll, and what its calendars lack.

use chrono::{DateTime, Utc};

use super::{
    rules::{Change, Guest, MOST_TIMES, Situation, changes},
    store,
};
use crate::{
    entities::{poll_options, poll_people},
    ids::PollId,
    invitations,
    mail::Sender,
    scheduling::polls::asking::store::{self as asked, About},
    values::TimeZone,
    web::AppState,
};

/// A poll with everything that is needed to write its mails.
pub(super) struct Scene {
    pub(super) about: About,
    pub(super) sender: Sender,
    pub(super) people: Vec<poll_people::Model>,
    pub(super) zones: Vec<TimeZone>,
    /// In the order of the people.
    pub(super) barred: Vec<bool>,
    pub(super) times: Vec<poll_options::Model>,
    /// Its mails would go nowhere: illustrative data outside the demo.
    pub(super) mute: bool,
}

/// Nothing where there is nothing to change.
pub(super) async fn scene(
    app: &AppState,
    poll: PollId,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<(Scene, Vec<Change>)>> {
    let db = app.db.read();
    let Some(about) = About::load(db, poll).await? else {
        return Ok(None);
    };
    let times = store::times(db, poll).await?;
    let people = store::people(db, poll).await?;
    let on_offer =
        |time: &&poll_options::Model| time.withdrawn_at.is_none() && time.starts_at > now;
    let offered: Vec<_> = times.iter().filter(on_offer).map(|time| time.id).collect();
    let barred = asked::barred(db, &people, false).await?;
    let barred: Vec<bool> = barred
        .iter()
        .map(|bars| bars.do_not_contact || bars.suppressed)
        .collect();
    let guests = people.iter().zip(&barred).map(|(person, barred)| Guest {
        id: person.id,
        state: person.state,
        barred: *barred,
    });
    let situation = Situation {
        state: about.poll.state,
        holds: about.poll.holds,
        guests: guests.collect(),
        nos: store::nos(db, offered.iter().copied().take(MOST_TIMES)).await?,
        held: store::held(db, times.iter().map(|time| time.id)).await?,
        times: offered,
    };
    let due = changes(&situation);
    if due.is_empty() {
        return Ok(None);
    }
    let of = about.poll.convening_id;
    let sender = app
        .db
        .write(async |txn| invitations::sender_of(txn, &app.settings, of, now).await)
        .await?;
    let Some(sender) = sender else {
        return Ok(None);
    };
    let zones = asked::zones_of(db, &people, &about.poll.time_zone).await?;
    let mute = about.poll.illustrative && app.settings.demo_mailbox.is_none();
    let scene = Scene {
        about,
        sender,
        people,
        zones,
        barred,
        times,
        mute,
    };
    Ok(Some((scene, due)))
}
