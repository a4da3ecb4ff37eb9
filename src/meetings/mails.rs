//! The mails about meetings: text, and the same as HTML. None says what anybody wished; each has the person's own link.

use askama::Template;

use super::{
    mailing::{Going, What},
    store::Waits,
};
use crate::{auth::Token, mail::Draft, values::wall_time, web::Settings};

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
        let convening = &self.going.convening.convening;
        let host = self.going.host.as_ref();
        let host = host.map_or("Roundtable", |host| host.name.as_str());
        let party = self.going.of.name(to.party);
        let told = Told {
            name: &to.person.name,
            paragraphs: self.paragraphs(what, (host, party)),
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

    fn paragraphs(&self, what: What, (host, party): (&str, &str)) -> Vec<String> {
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
            What::Day => vec![
                "Your meetings in the room are planned: whom you meet, when, and at which table. You can take them into your calendar from your page.".to_owned(),
            ],
            What::Changed => vec![
                "Some of your meetings are at another time or table, or with somebody else. Your page shows the day as it is now; if you took the meetings into your calendar, take them again from there.".to_owned(),
            ],
        }
    }
}
