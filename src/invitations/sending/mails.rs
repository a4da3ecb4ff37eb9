//! The two halves of a mail to a guest: what staff wrote, and the facts, each time in full. A mail program may show
//! neither the calendar part nor buttons, so everything needed to come and to answer is in the words.

use askama::Template;

use super::{
    meeting::Meeting,
    texts::{Text, Words, fill},
};
use crate::{entities::invitations, values::InvitationMailKind, web::Settings};

/// What both halves say.
struct Said {
    paragraphs: Vec<String>,
    title: String,
    /// On the guest's clocks.
    when: String,
    /// On the convening's clocks, where those are others.
    when_there: String,
    place: String,
    join_link: String,
    goals: Vec<String>,
    summary: Vec<String>,
    answer_by: String,
    /// The guest's page; empty where there is nothing left to answer.
    link: String,
    host: String,
    cancelled: bool,
    sample: bool,
}

#[derive(Template)]
#[template(path = "mail/invitation.txt")]
struct InText<'a> {
    mail: &'a Said,
}

#[derive(Template)]
#[template(path = "mail/invitation.html")]
struct InHtml<'a> {
    mail: &'a Said,
}

/// A mail in words.
pub(in crate::invitations) struct Letter {
    pub(in crate::invitations) subject: String,
    pub(in crate::invitations) text: String,
    pub(in crate::invitations) html: String,
}

/// What the placeholders stand for in mails to this guest.
pub(in crate::invitations) fn words(meeting: &Meeting, guest: &invitations::Model) -> Words {
    Words {
        name: guest.name.clone(),
        organization: meeting.organization_of(guest),
        when: meeting.when_in(&meeting.zone_of(guest)),
        why: guest.why.clone(),
        ..meeting.words()
    }
}

/// The mail to one guest; `secret` is what its personal link ends in.
pub(in crate::invitations) fn letter(
    settings: &Settings,
    meeting: &Meeting,
    guest: &invitations::Model,
    (kind, text): (InvitationMailKind, &Text),
    secret: &str,
) -> Result<Letter, askama::Error> {
    let (row, plan) = (&meeting.of.convening.row, &meeting.of.convening.plan);
    let words = words(meeting, guest);
    let zone = meeting.zone_of(guest);
    let cancelled = kind == InvitationMailKind::Cancel;
    let said = Said {
        paragraphs: paragraphs(&fill(&text.body, &words)),
        title: row.title.clone(),
        when_there: if zone == row.time_zone {
            String::new()
        } else {
            meeting.when_in(&row.time_zone)
        },
        when: words.when.clone(),
        place: words.place.clone(),
        join_link: plan.join_link().to_owned(),
        goals: meeting.goals.clone(),
        summary: paragraphs(&plan.summary),
        answer_by: words.answer_by.clone(),
        link: if cancelled {
            String::new()
        } else {
            settings.url(&format!("/i/{secret}"))
        },
        host: words.host.clone(),
        cancelled,
        sample: row.illustrative,
    };
    Ok(Letter {
        subject: fill(&text.subject, &words),
        text: InText { mail: &said }.render()?,
        html: InHtml { mail: &said }.render()?,
    })
}

fn paragraphs(text: &str) -> Vec<String> {
    let parts = text.split("\n\n").map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
