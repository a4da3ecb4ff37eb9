//! What staff write around the facts: a subject and a few paragraphs a kind of mail, with placeholders.
//!
//! Pure: the same text and the same guest always give the same words. A placeholder nobody knows is refused when the text
//! is saved, so that no guest ever reads one.

use crate::values::InvitationMailKind as Kind;

/// A subject and a body as staff wrote them, with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Text {
    pub(in crate::invitations) subject: String,
    pub(in crate::invitations) body: String,
}

/// What the placeholders stand for in the mail to one guest.
#[derive(Clone, Debug, Default)]
pub(in crate::invitations) struct Words {
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) organization: String,
    pub(in crate::invitations) title: String,
    pub(in crate::invitations) when: String,
    pub(in crate::invitations) place: String,
    pub(in crate::invitations) goal: String,
    pub(in crate::invitations) host: String,
    pub(in crate::invitations) answer_by: String,
    pub(in crate::invitations) why: String,
}

/// The placeholders, with what each stands for.
pub(in crate::invitations) const PLACEHOLDERS: [(&str, &str); 9] = [
    ("name", "the guest"),
    ("organization", "whose seat it is"),
    ("title", "the convening"),
    ("when", "day and time on the guest's clocks"),
    ("place", "where, or the link"),
    ("goal", "the goal it is for"),
    ("host", "who invites"),
    ("answer_by", "the day by which they should answer"),
    ("why", "“why you”, the sentence written for this guest"),
];

/// The longest subject and body, in characters.
const LONGEST_SUBJECT: usize = 150;
const LONGEST_BODY: usize = 4_000;

impl Words {
    fn of(&self, placeholder: &str) -> Option<&str> {
        Some(match placeholder {
            "name" => &self.name,
            "organization" => &self.organization,
            "title" => &self.title,
            "when" => &self.when,
            "place" => &self.place,
            "goal" => &self.goal,
            "host" => &self.host,
            "answer_by" => &self.answer_by,
            "why" => &self.why,
            _ => return None,
        })
    }
}

/// The house's text for a kind of mail, until staff write their own.
pub(in crate::invitations) fn usual(kind: Kind) -> Text {
    let (subject, body) = match kind {
        Kind::Hold => (
            "Please hold {when}: {title}",
            "We would like to meet about {goal} and ask you to keep this time free. An invitation follows once the date is firm.\n\n{why}",
        ),
        Kind::Invite | Kind::AskAgain => (
            "Invitation: {title}, {when}",
            "{host} invites {organization} to the table about {goal}.\n\n{why}",
        ),
        Kind::Update => (
            "Changed: {title}, {when}",
            "Something about this meeting has changed. What is below is how it stands now.",
        ),
        Kind::Cancel => (
            "Cancelled: {title}, {when}",
            "This meeting will not take place as planned, or your seat at it was withdrawn. Your calendar entry goes away with this mail.",
        ),
        Kind::Reminder => (
            "Reminder: {title}, {when}",
            "We have not heard from you yet. Please tell us whether you can come; no is a fine answer.",
        ),
        Kind::Refused => (
            "About the time you proposed: {title}",
            "Thank you for proposing another time. We keep the one we have, and still hope to see you.",
        ),
        Kind::Confirm => (
            "Please confirm your answer: {title}",
            "A calendar reply in your name reached us from an address we cannot vouch for. Please tell us yourself whether you come.",
        ),
    };
    Text {
        subject: subject.to_owned(),
        body: body.to_owned(),
    }
}

/// A text as typed, or what is wrong with each half.
pub(in crate::invitations) fn read(
    subject: &str,
    body: &str,
) -> Result<Text, (Option<String>, Option<String>)> {
    let (subject, body) = (subject.trim(), body.replace("\r\n", "\n"));
    let wrong_subject = if subject.is_empty() {
        Some("Write a subject".to_owned())
    } else {
        wrong(subject, LONGEST_SUBJECT)
    };
    let wrong_body = wrong(body.trim(), LONGEST_BODY);
    if wrong_subject.is_some() || wrong_body.is_some() {
        return Err((wrong_subject, wrong_body));
    }
    Ok(Text {
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        body: body.trim().to_owned(),
    })
}

fn wrong(text: &str, longest: usize) -> Option<String> {
    if text.chars().count() > longest {
        return Some(format!("At most {longest} characters"));
    }
    let unknown = unknown(text)?;
    Some(format!(
        "Nothing is known as {{{unknown}}}. Use one of the placeholders listed below"
    ))
}

/// The first placeholder that stands for nothing.
pub(in crate::invitations) fn unknown(text: &str) -> Option<&str> {
    pieces(text).find_map(|piece| match piece {
        Piece::Placeholder(name) if Words::default().of(name).is_none() => Some(name),
        _ => None,
    })
}

/// The text for one guest. Paragraphs that come out empty are left out.
pub(in crate::invitations) fn fill(text: &str, words: &Words) -> String {
    let filled: String = pieces(text)
        .map(|piece| match piece {
            Piece::Plain(plain) => plain,
            Piece::Placeholder(name) => words.of(name).unwrap_or_default(),
        })
        .collect();
    let paragraphs = filled.split("\n\n").map(str::trim);
    let paragraphs: Vec<&str> = paragraphs.filter(|each| !each.is_empty()).collect();
    paragraphs.join("\n\n")
}

enum Piece<'a> {
    Plain(&'a str),
    /// A word in braces.
    Placeholder(&'a str),
}

/// A text cut at its placeholders. A brace around anything but a word in small letters is only a brace.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = placeholder(rest) {
            rest = after;
            return Some(Piece::Placeholder(name));
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest[first..].find('{').map_or(rest.len(), |at| at + first);
        let (plain, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Plain(plain))
    })
}

fn placeholder(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.strip_prefix('{')?.split_once('}')?;
    let is_word = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    (!name.is_empty() && is_word(name)).then_some((name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            name: "Ann Li".into(),
            title: "Table {one}".into(),
            ..Words::default()
        }
    }

    #[test]
    fn placeholders_are_filled_once_and_empty_paragraphs_go() {
        assert_eq!(
            fill("Dear {name},\n\n{why}\n\n{title} {x y} {", &words()),
            "Dear Ann Li,\n\nTable {one} {x y} {"
        );
    }

    #[test]
    fn an_unknown_placeholder_is_refused_where_it_stands() {
        assert_eq!(
            read("About {titel}", "Hello {name}")
                .unwrap_err()
                .0
                .unwrap(),
            "Nothing is known as {titel}. Use one of the placeholders listed below"
        );
        assert!(read("A", "{salary}").unwrap_err().1.is_some());
        assert!(read("", "").unwrap_err().0.is_some());
        assert!(read("A", &"x".repeat(4_001)).unwrap_err().1.is_some());
    }

    #[test]
    fn the_usual_texts_are_sound() {
        for kind in Kind::ALL {
            let text = usual(*kind);
            assert_eq!(read(&text.subject, &text.body), Ok(text));
        }
    }

    #[test]
    fn every_placeholder_listed_is_known() {
        for (name, _) in PLACEHOLDERS {
            assert!(Words::default().of(name).is_some(), "{name}");
        }
    }
}
