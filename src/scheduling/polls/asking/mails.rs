//! The mails of a poll: text, and the same as HTML. Each has the facts in words and the person's own link; none has a
//! calendar part, because nothing is in anybody's calendar yet.

use askama::Template;

use super::store::About;
use crate::{
    auth::Token,
    entities::{poll_options, poll_people},
    mail::{Draft, Sender},
    values::{
        ConveningStatus, EmailAddress, PollAnswer, PollManner, TimeZone,
        time_convert::to_timestamp,
        wall_time::{self, moment},
    },
    web::Settings,
};

/// The most times a mail lists; the page has the rest.
const MOST_TIMES: usize = 12;

/// Which mail it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Ask,
    Newer,
    Reminder,
    /// With what they had said of the time that was chosen.
    Decided(Option<PollAnswer>),
    /// The time that was chosen is not any more.
    TakenBack,
    Withdrawn,
}

/// What both halves of a mail say.
struct Told<'a> {
    name: &'a str,
    paragraphs: Vec<String>,
    title: &'a str,
    facts: Vec<(&'static str, String)>,
    times: Vec<String>,
    more: usize,
    link: String,
    unsubscribe: String,
    host: &'a str,
    sample: bool,
}

#[derive(Template)]
#[template(path = "scheduling/mails/poll.txt")]
struct InText<'a> {
    mail: &'a Told<'a>,
}

#[derive(Template)]
#[template(path = "scheduling/mails/poll.html")]
struct InHtml<'a> {
    mail: &'a Told<'a>,
}

/// A poll on its way into mails, and on whose clocks one of them tells times.
pub(super) struct Letter<'a> {
    pub(super) settings: &'a Settings,
    pub(super) about: &'a About,
    /// The times it is about.
    pub(super) options: &'a [poll_options::Model],
    pub(super) sender: Option<&'a Sender>,
}

impl Letter<'_> {
    /// The mail to one person. The secret is left out of the copy that is kept.
    pub(super) fn draft(
        &self,
        to: &poll_people::Model,
        zone: &TimeZone,
        kind: Kind,
        link: &Token,
    ) -> anyhow::Result<Draft> {
        let answers = !matches!(kind, Kind::Decided(_) | Kind::Withdrawn);
        let lists = matches!(kind, Kind::Ask | Kind::Newer | Kind::TakenBack);
        let unsubscribe = self.settings.url(&format!("/polls/{}/stop", link.reveal()));
        let is_reminder = matches!(kind, Kind::Reminder);
        let times: Vec<String> = if lists {
            let listed = self.options.iter().take(MOST_TIMES);
            listed.map(|option| when(option, zone)).collect()
        } else {
            Vec::new()
        };
        let told = Told {
            name: &to.name,
            paragraphs: self.paragraphs(kind, zone, to),
            title: self.about.title(),
            facts: self.facts(kind, zone),
            more: if lists {
                self.options.len() - times.len()
            } else {
                0
            },
            times,
            link: if answers {
                self.settings.url(&format!("/polls/{}", link.reveal()))
            } else {
                String::new()
            },
            unsubscribe: if is_reminder {
                unsubscribe.clone()
            } else {
                String::new()
            },
            host: self.about.host_name(),
            sample: self.about.poll.illustrative,
        };
        Ok(Draft {
            sender: self.sender.cloned(),
            // A reminder cannot overtake the question it is about.
            lane: Some(to.id.0),
            mask: Some(link.reveal().to_owned()),
            unsubscribe: if is_reminder {
                unsubscribe.parse().ok()
            } else {
                None
            },
            ..Draft::plain(
                to.address.clone(),
                self.subject(kind, zone),
                InText { mail: &told }.render()?,
                InHtml { mail: &told }.render()?,
            )
        })
    }

    fn subject(&self, kind: Kind, zone: &TimeZone) -> String {
        let title = self.about.title();
        match kind {
            Kind::Ask => format!("When can you join? {title}"),
            Kind::Newer => format!("New times: {title}"),
            Kind::Reminder => format!("Reminder: when can you join? {title}"),
            Kind::Decided(_) if is_hold(self.about) => {
                format!("Please keep free: {title}, {}", self.chosen(zone))
            }
            Kind::Decided(_) => format!("The date is set: {title}, {}", self.chosen(zone)),
            Kind::TakenBack => format!("The date is open again: {title}"),
            Kind::Withdrawn => format!("No date is sought any more: {title}"),
        }
    }

    fn paragraphs(&self, kind: Kind, zone: &TimeZone, to: &poll_people::Model) -> Vec<String> {
        let (host, title) = (self.about.host_name(), self.about.title());
        let mut said = match kind {
            Kind::TakenBack => vec![format!("{host} has taken back the time that was chosen for {title}: it is open again. Please do not keep it free. What you said of the times stands, and you can change it with your link.")],
            Kind::Ask => vec![format!("{host} is looking for a time for {title} and asks when you could join.")],
            Kind::Newer => vec!["There are new times to choose from. What you said of the others stands; only these are new.".to_owned()],
            Kind::Reminder => vec![format!("{host} is looking for a time for {title}. We have not heard from you yet. It takes a minute; “none of these work” is a fine answer.")],
            Kind::Decided(answer) => vec![format!("{host} has chosen a time: {}.", self.chosen(zone)), had_said(answer).to_owned(), what_follows(self.about, to).to_owned()],
            Kind::Withdrawn => vec![format!("{host} no longer looks for a time for {title} in this way. What you said is not used any more. There is nothing to do.")],
        };
        if matches!(kind, Kind::Ask | Kind::Reminder) {
            let message = self.about.poll.message.split("\n\n").map(str::trim);
            let message = message.filter(|part| !part.is_empty());
            said.extend(message.map(str::to_owned));
        }
        said
    }

    fn facts(&self, kind: Kind, zone: &TimeZone) -> Vec<(&'static str, String)> {
        let poll = &self.about.poll;
        if matches!(kind, Kind::Withdrawn) {
            return Vec::new();
        }
        let mut facts = vec![
            ("Length", format!("{} minutes", poll.minutes)),
            ("Where", self.about.place()),
        ];
        if matches!(kind, Kind::Decided(_)) {
            return facts;
        }
        if poll.manner == PollManner::AnyTime
            && let Some((first, last)) = poll.first_day.zip(poll.last_day)
        {
            let day = |date: chrono::NaiveDate| date.format("%a %-d %b %Y").to_string();
            facts.push(("Between", format!("{} and {}", day(first), day(last))));
        }
        if let Some(closes) = poll.closes_at {
            facts.push(("Answer by", moment(closes, zone)));
        }
        facts
    }

    /// The time that was chosen, on somebody's clocks.
    fn chosen(&self, zone: &TimeZone) -> String {
        let chosen = self.about.poll.decided_option_id;
        let option = self.options.iter().find(|each| Some(each.id) == chosen);
        option.map_or_else(
            || {
                let when = &self.about.of.convening.plan.when;
                wall_time::range(when.starts, when.ends, zone)
            },
            |option| when(option, zone),
        )
    }
}

/// Whether the time is held and not confirmed yet.
fn is_hold(about: &About) -> bool {
    about.of.convening.row.status == ConveningStatus::Hold
}

/// What comes after a time is chosen, for one of the people who were asked: only who has a seat is invited.
pub(in crate::scheduling::polls) fn what_follows(
    about: &About,
    to: &poll_people::Model,
) -> &'static str {
    match (is_hold(about), to.seat_id.is_some()) {
        (true, true) => {
            "It is not confirmed yet. Please keep it free: an entry for your calendar follows, and word when it is sure."
        }
        (true, false) => "It is not confirmed yet. Please keep it free until you hear more.",
        (false, true) => {
            "An invitation for your calendar follows. There is nothing to do until then."
        }
        (false, false) => "There is nothing to do. Whether you are invited is for the host to say.",
    }
}

/// A time on somebody's clocks.
fn when(option: &poll_options::Model, zone: &TimeZone) -> String {
    let (starts, ends) = (to_timestamp(option.starts_at), to_timestamp(option.ends_at));
    match (starts, ends) {
        (Ok(starts), Ok(ends)) => wall_time::range(starts, ends, zone),
        _ => moment(option.starts_at, zone),
    }
}

const fn had_said(answer: Option<PollAnswer>) -> &'static str {
    match answer {
        Some(PollAnswer::Yes) => "You had said that you can make it.",
        Some(PollAnswer::IfNeeded) => "You had said that you can make it if needed.",
        Some(PollAnswer::No) => {
            "You had said that you cannot make it. If you can after all, or somebody else can come for you, we would be glad."
        }
        None => "You had not said whether you can make it.",
    }
}

/// What both halves of the mail to staff say.
struct Ready<'a> {
    name: &'a str,
    title: &'a str,
    closed: bool,
    answered: u64,
    asked: u64,
    link: String,
    host: &'a str,
}

#[derive(Template)]
#[template(path = "scheduling/mails/ready.txt")]
struct ReadyText<'a> {
    mail: &'a Ready<'a>,
}

#[derive(Template)]
#[template(path = "scheduling/mails/ready.html")]
struct ReadyHtml<'a> {
    mail: &'a Ready<'a>,
}

/// The mail that tells staff that a poll can be decided; `heard` is how many answered, of how many.
pub(super) fn ready(
    settings: &Settings,
    about: &About,
    to: (&str, &EmailAddress),
    heard: (u64, u64),
    closed: bool,
) -> anyhow::Result<Draft> {
    let mail = Ready {
        name: to.0,
        title: about.title(),
        closed,
        answered: heard.0,
        asked: heard.1,
        link: settings.url(&format!("/convenings/{}/dates", about.poll.convening_id)),
        host: settings.host(),
    };
    Ok(Draft::plain(
        to.1.clone(),
        format!("Ready to decide: the date of {}", about.title()),
        ReadyText { mail: &mail }.render()?,
        ReadyHtml { mail: &mail }.render()?,
    ))
}
