//! The mails about meetings: text, and the same as HTML. None says what anybody wished; each has the person's own link.

use askama::Template;

use super::{
    mailing::{Going, What},
    rules::own,
    store::Waits,
};
use crate::{
    auth::Token,
    mail::Draft,
    values::{MeetingPhase, wall_time},
    web::Settings,
};

/// What both halves of a mail say.
struct Told<'a> {
    name: &'a str,
    paragraphs: Vec<String>,
    title: &'a str,
    facts: Vec<(&'static str, String)>,
    act: &'static str,
    link: String,
    host: &'a str,
    sample: bool,
}

#[derive(Template)]
#[template(path = "meetings/mails/meetings.txt")]
struct InText<'a> {
    mail: &'a Told<'a>,
}

#[derive(Template)]
#[template(path = "meetings/mails/meetings.html")]
struct InHtml<'a> {
    mail: &'a Told<'a>,
}

/// A mail on its way.
pub(super) struct Letter<'a> {
    pub(super) settings: &'a Settings,
    pub(super) going: &'a Going,
}

impl Letter<'_> {
    /// The mail to one person. The secret is left out of the copy that is kept.
    pub(super) fn draft(&self, to: &Waits, what: What, link: &Token) -> anyhow::Result<Draft> {
        // A link by itself says what is next: wishes, or the day.
        let what = match (what, self.going.of.room.phase) {
            (What::Link, MeetingPhase::Wishes) => What::Ask,
            (What::Link, MeetingPhase::Published) => What::Day,
            _ => what,
        };
        let convening = &self.going.convening.convening;
        let host = self.going.host.as_ref();
        let host = host.map_or("Roundtable", |host| host.name.as_str());
        let party = self.going.of.name(to.party);
        let told = Told {
            name: &to.person.name,
            paragraphs: self.paragraphs(what, (host, party), self.meets(to)),
            title: &convening.row.title,
            facts: vec![
                ("When", {
                    let when = &convening.plan.when;
                    wall_time::range(when.starts, when.ends, &when.zone)
                }),
                ("For", party.to_owned()),
            ],
            act: match what {
                What::Ask => "Say whom you want to meet",
                What::Day | What::Changed => "See your meetings",
                What::Link | What::Back => "Open your page",
            },
            link: self.settings.url(&format!("/wishes/{}", link.reveal())),
            host,
            sample: self.going.of.room.illustrative || to.person.illustrative,
        };
        let title = told.title;
        let subject = match what {
            What::Ask => format!("Whom do you want to meet? {title}"),
            What::Day => format!("Your meetings: {title}"),
            What::Changed => format!("Your meetings have changed: {title}"),
            What::Back => format!("Your meetings are planned again: {title}"),
            What::Link => format!("Your link to the meetings: {title}"),
        };
        Ok(Draft {
            sender: self.going.sender.clone(),
            lane: Some(to.person.id.0),
            mask: Some(link.reveal().to_owned()),
            ..Draft::plain(
                to.address.clone(),
                subject,
                InText { mail: &told }.render()?,
                InHtml { mail: &told }.render()?,
            )
        })
    }

    /// Whether they meet anybody.
    fn meets(&self, to: &Waits) -> bool {
        let away = self.going.of.away(&to.person);
        !own(&self.going.held, Some(to.party), away).is_empty()
    }

    fn paragraphs(&self, what: What, (host, party): (&str, &str), meets: bool) -> Vec<String> {
        let one = |text: &str| vec![text.to_owned()];
        match what {
            What::Ask => {
                let mut said = vec![format!(
                    "{host} plans short meetings in the room and asks whom {party} wants to meet. It takes a few minutes. What you say is not shown to the others: meetings come about where both sides wish them."
                )];
                let message = self.going.of.room.message.split("\n\n").map(str::trim);
                let message = message.filter(|part| !part.is_empty());
                said.extend(message.map(str::to_owned));
                said
            }
            What::Day if !meets => one(
                "The meetings in the room are planned. There is none for you this time; should that change, we write to you.",
            ),
            What::Day => one(
                "Your meetings in the room are planned: whom you meet, when, and at which table. You can take them into your calendar from your page.",
            ),
            What::Changed if !meets => one(
                "The meetings in the room were planned again, and there is none for you any more. If you took yours into your calendar, take them again from your page: what is gone goes out of it.",
            ),
            What::Changed => one(
                "Some of your meetings are at another time or table, or with somebody else. Your page shows the day as it is now; if you took the meetings into your calendar, take them again from there: what is gone goes out of it.",
            ),
            What::Back => one(
                "The meetings in the room are being planned again. What you were told may change. If yours become others, we write to you; otherwise they are as you know them.",
            ),
            What::Link => one(
                "This is your link to your page for the meetings in the room. They are being planned, and we write to you when yours are.",
            ),
        }
    }
}
