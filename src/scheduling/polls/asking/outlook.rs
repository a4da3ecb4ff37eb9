//! What a mail to the people of a poll will be, before anybody sends it: who gets it, who does not and why, and what it says.
//! Nothing is written.

use chrono::{DateTime, Utc};

use super::{
    mails::Kind,
    reach::{self, Concern},
    send::Going,
    store,
};
use crate::{
    auth::Token,
    entities::{poll_options, poll_people},
    ids::{PollId, PollOptionId, PollPersonId},
    scheduling::polls::rules::Slot,
    values::ConveningStatus,
    web::AppState,
};

/// What staff are about to do.
#[derive(Clone, Copy, Debug)]
pub(in crate::scheduling::polls) enum Occasion<'a> {
    /// Opening the poll, or writing to those it has not asked.
    Asking,
    /// Reminding these, or everybody who is silent.
    Reminding(Option<&'a [PollPersonId]>),
    /// Choosing a time: the option, where it is one that was offered.
    Deciding(Option<PollOptionId>, &'a Slot),
    TakingBack,
    Withdrawing,
}

/// One mail as somebody would get it.
#[derive(Clone, Debug)]
pub(in crate::scheduling::polls) struct Shown {
    /// Who gets one like it.
    pub(in crate::scheduling::polls) to: String,
    pub(in crate::scheduling::polls) subject: String,
    pub(in crate::scheduling::polls) text: String,
}

/// What would be sent.
#[derive(Clone, Debug, Default)]
pub(in crate::scheduling::polls) struct Outlook {
    /// Who gets a mail, by name.
    pub(in crate::scheduling::polls) gets: Vec<String>,
    /// Whom it concerns and who gets none, and why.
    pub(in crate::scheduling::polls) barred: Vec<(String, &'static str)>,
    pub(in crate::scheduling::polls) mails: Vec<Shown>,
}

/// Looks ahead; nothing of a poll that is not there.
pub(in crate::scheduling::polls) async fn outlook(
    app: &AppState,
    poll: PollId,
    occasion: Occasion<'_>,
) -> anyhow::Result<Outlook> {
    let (db, now) = (app.db.read(), app.now());
    let Some(mut going) = Going::unsent(app, poll).await? else {
        return Ok(Outlook::default());
    };
    as_it_would_be(&mut going, occasion, now);
    let people = store::people_of(db, poll).await?;
    let newest = going.newest();
    let concerned = people.into_iter().filter_map(|person| {
        let concern = reach::concern(&person, occasion, newest)?;
        Some((person, concern))
    });
    let (people, concerns): (Vec<poll_people::Model>, Vec<Concern>) = concerned.unzip();
    let bars = store::barred(db, &people, matches!(occasion, Occasion::Reminding(_))).await?;
    let mut seen = Outlook::default();
    for (person, mut bars) in people.iter().zip(bars) {
        bars.sample = going.is_mute(app) || bars.sample && app.settings.demo_mailbox.is_none();
        match reach::why_not(
            person,
            bars,
            occasion,
            (going.about.poll.most_reminders, now),
        ) {
            None => seen.gets.push(person.name.clone()),
            Some(why) => seen.barred.push((person.name.clone(), why)),
        }
    }
    for concern in [Concern::All, Concern::New] {
        let first = concerns.iter().position(|each| *each == concern);
        if let Some(first) = first.and_then(|at| people.get(at)) {
            seen.mails
                .extend(mails_to(app, &mut going, occasion, (first, concern)).await?);
        }
    }
    Ok(seen)
}

/// The poll as it is once the deed is done.
fn as_it_would_be(going: &mut Going, occasion: Occasion<'_>, now: DateTime<Utc>) {
    let about = &mut going.about;
    match occasion {
        // A deadline that has passed is dropped when the poll opens.
        Occasion::Asking | Occasion::TakingBack => {
            about.poll.closes_at = about.poll.closes_at.filter(|at| *at > now);
        }
        Occasion::Deciding(option, slot) => {
            about.poll.decided_option_id = option;
            about.of.convening.plan.when = slot.when(&about.poll.time_zone);
        }
        Occasion::Reminding(_) | Occasion::Withdrawing => {}
    }
}

/// The mail to the first of those whom one concerns, in each way it can turn out.
async fn mails_to(
    app: &AppState,
    going: &mut Going,
    occasion: Occasion<'_>,
    (first, concern): (&poll_people::Model, Concern),
) -> anyhow::Result<Vec<Shown>> {
    let Occasion::Deciding(option, _) = occasion else {
        let (to, kind, options) = match (occasion, concern) {
            (Occasion::Asking, Concern::New) => (
                "To who answered before",
                Kind::Newer,
                going.newer_than(first.answered_at),
            ),
            (Occasion::Asking, Concern::All) => {
                ("To who was not asked yet", Kind::Ask, going.options.clone())
            }
            (Occasion::Reminding(_), _) => ("The reminder", Kind::Reminder, going.options.clone()),
            (Occasion::TakingBack, _) => ("The mail", Kind::TakenBack, going.options.clone()),
            _ => ("The mail", Kind::Withdrawn, Vec::new()),
        };
        return Ok(vec![shown(app, going, (first, to), kind, &options).await?]);
    };
    let said = match option {
        Some(option) => store::said_of(app.db.read(), option, [first.id]).await?,
        None => std::collections::BTreeMap::new(),
    };
    let kind = Kind::Decided(said.get(&first.id).copied());
    let options = going.options.clone();
    let mut both = Vec::new();
    for (status, to) in [
        (ConveningStatus::Confirmed, "If the date is confirmed"),
        (ConveningStatus::Hold, "If it is a hold"),
    ] {
        going.about.of.convening.row.status = status;
        both.push(shown(app, going, (first, to), kind, &options).await?);
    }
    Ok(both)
}

async fn shown(
    app: &AppState,
    going: &Going,
    (person, to): (&poll_people::Model, &str),
    kind: Kind,
    options: &[poll_options::Model],
) -> anyhow::Result<Shown> {
    let these = std::slice::from_ref(person);
    let zones = store::zones_of(app.db.read(), these, &going.about.poll.time_zone).await?;
    let zone = zones.first().unwrap_or(&going.about.poll.time_zone);
    // A link that opens nothing: real ones are made when the mail is.
    let link = Token::fresh()?;
    let draft = going
        .letter(app, options)
        .draft(person, zone, kind, &link)?;
    Ok(Shown {
        to: format!("{to}, here to {}", person.name),
        subject: draft.subject,
        text: draft.text.replace(link.reveal(), "their-own-link"),
    })
}
