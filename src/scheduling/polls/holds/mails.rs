//! The two mails of a held time: that it is in the calendar until a time is chosen, and that it goes again.

use askama::Template;

use super::rules::Change;
use crate::{
    entities::{poll_options, poll_people},
    invitations::{HeldTime, held_time_part},
    mail::{Draft, Sender},
    scheduling::polls::asking::store::About,
    values::{
        TimeZone,
        time_convert::{to_civil, to_timestamp},
        wall_time,
    },
    web::Settings,
};

/// What both halves of the mail say.
struct Told<'a> {
    name: &'a str,
    title: &'a str,
    when: String,
    place: String,
    host: &'a str,
    releases: bool,
    sample: bool,
}

#[derive(Template)]
#[template(path = "scheduling/mails/hold.txt")]
struct InText<'a> {
    mail: &'a Told<'a>,
}

#[derive(Template)]
#[template(path = "scheduling/mails/hold.html")]
struct InHtml<'a> {
    mail: &'a Told<'a>,
}

/// A change of what one calendar holds, as a mail.
pub(super) fn draft(
    (settings, sender): (&Settings, &Sender),
    about: &About,
    (to, zone): (&poll_people::Model, &TimeZone),
    (time, change): (&poll_options::Model, &Change),
    now: chrono::DateTime<chrono::Utc>,
) -> anyhow::Result<Draft> {
    let (starts, ends) = (to_timestamp(time.starts_at)?, to_timestamp(time.ends_at)?);
    let told = Told {
        name: &to.name,
        title: about.title(),
        when: wall_time::range(starts, ends, zone),
        place: about.place(),
        host: about.host_name(),
        releases: change.releases,
        sample: about.poll.illustrative,
    };
    let words = "Kept free until a time is chosen. To say whether you can come, use the link in the mail that asked you: \
                 accepting or declining this entry is no answer.";
    let held = HeldTime {
        uid: format!("poll-{}@{}", time.id, settings.host()),
        sequence: u32::try_from(change.sequence)?,
        stamped: to_timestamp(now)?,
        starts,
        ends,
        local_start: to_civil(time.local_start)?,
        local_end: to_civil(time.local_end)?,
        zone: about.poll.time_zone.clone(),
        title: format!("Hold: {}", about.title()),
        words: if told.sample {
            format!("Sample data: this meeting is made up.\n\n{words}")
        } else {
            words.to_owned()
        },
        place: told.place.clone(),
    };
    let subject = if change.releases {
        format!("No longer held: {}, {}", told.title, told.when)
    } else {
        format!("Hold: {}, {}", told.title, told.when)
    };
    let part = held_time_part(held, sender, (&to.name, &to.address), change.releases)?;
    Ok(Draft {
        sender: Some(sender.clone()),
        calendar: Some(part),
        // What enters a time and what takes it out again leave in that order.
        lane: Some(uuid::Uuid::from_u128(to.id.as_u128() ^ time.id.as_u128())),
        ..Draft::plain(
            to.address.clone(),
            subject,
            InText { mail: &told }.render()?,
            InHtml { mail: &told }.render()?,
        )
    })
}
