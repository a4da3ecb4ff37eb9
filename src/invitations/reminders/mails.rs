//! The mail of a reminder: what staff wrote, the facts of the meeting, the guest's own page, and how to be left alone.
//! It carries no calendar part: a reminder changes nobody's calendar.

use askama::Template;

use super::rules::{Facts, fill};
use crate::{auth::Token, mail::Draft, values::EmailAddress, web::Settings};

/// What both halves of a reminder say.
struct Told<'a> {
    facts: &'a Facts,
    paragraphs: Vec<String>,
    page: String,
    unsubscribe: &'a str,
    host: &'a str,
}

#[derive(Template)]
#[template(path = "mail/reminder.txt")]
struct Text<'a> {
    mail: &'a Told<'a>,
}

#[derive(Template)]
#[template(path = "mail/reminder.html")]
struct Html<'a> {
    mail: &'a Told<'a>,
}

/// A reminder as staff wrote it.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) body: String,
}

/// The mail to one guest. `link` opens their page, and stops reminders to them under another path.
pub(super) fn reminder(
    settings: &Settings,
    to: &EmailAddress,
    words: &Words,
    facts: &Facts,
    link: &Token,
) -> Result<Draft, askama::Error> {
    let unsubscribe = settings.url(&format!("/unsubscribe/{}", link.reveal()));
    let body = fill(&words.body, facts);
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
        to.clone(),
        fill(&words.subject, facts),
        Text { mail: &mail }.render()?,
        Html { mail: &mail }.render()?,
    );
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
