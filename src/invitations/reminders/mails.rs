//! The mail of a reminder: what staff wrote, the facts of the meeting, the guest's own page, and how to be left alone.
//! It carries no calendar part: a reminder changes nobody's calendar.

use askama::Template;

use crate::{
    auth::Token,
    entities::invitations,
    invitations::{
        calendar::Organizer,
        sending::{Meeting, Text, Words, fill},
    },
    mail::{Draft, Sender},
    web::Settings,
};

/// What both halves of a reminder say.
struct Told<'a> {
    facts: &'a Words,
    paragraphs: Vec<String>,
    page: String,
    unsubscribe: &'a str,
    host: &'a str,
}

#[derive(Template)]
#[template(path = "mail/reminder.txt")]
struct InText<'a> {
    mail: &'a Told<'a>,
}

#[derive(Template)]
#[template(path = "mail/reminder.html")]
struct InHtml<'a> {
    mail: &'a Told<'a>,
}

/// The mail to one guest, from the address of the convening as all that they get about it. `link` opens their page, and
/// stops reminders to them under another path.
pub(super) fn reminder(
    settings: &Settings,
    meeting: &Meeting,
    to: &invitations::Model,
    (text, facts): (&Text, &Words),
    link: &Token,
) -> anyhow::Result<Draft> {
    let unsubscribe = settings.url(&format!("/unsubscribe/{}", link.reveal()));
    let body = fill(&text.body, facts);
    let mail = Told {
        facts,
        paragraphs: body
            .split("\n\n")
            .map(|paragraph| paragraph.trim().to_owned())
            .filter(|paragraph| !paragraph.is_empty())
            .collect(),
        page: settings.url(&format!("/i/{}", link.reveal())),
        unsubscribe: &unsubscribe,
        host: settings.host(),
    };
    let draft = Draft::plain(
        to.address.clone(),
        fill(&text.subject, facts),
        InText { mail: &mail }.render()?,
        InHtml { mail: &mail }.render()?,
    );
    let sender = |organizer: Organizer| Sender {
        name: organizer.name,
        address: organizer.address,
    };
    // The convening has its address from the first invitation on.
    let organizer = meeting
        .settings
        .as_ref()
        .map(|_| meeting.organizer(settings));
    let draft = Draft {
        sender: organizer.transpose()?.map(sender),
        // A reminder cannot overtake the invitation it is about.
        lane: Some(to.id.0),
        ..draft
    };
    Ok(not_transactional(draft, &unsubscribe, link))
}

/// What only mail of this kind has: `List-Unsubscribe` with one press (RFC 8058). The secret is left out of the copy that
/// is kept.
fn not_transactional(draft: Draft, unsubscribe: &str, secret: &Token) -> Draft {
    Draft {
        unsubscribe: unsubscribe.parse().ok(),
        mask: Some(secret.reveal().to_owned()),
        ..draft
    }
}
