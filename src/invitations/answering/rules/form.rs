//! What a guest sends: an answer, or somebody else.

use serde::Deserialize;

use crate::{
    values::{EmailAddress, Partstat, typed},
    web::FieldErrors,
};

/// What a guest may answer, in the order of the page.
pub(in crate::invitations) const ANSWERS: [(Partstat, &str, &str); 3] = [
    (Partstat::Accepted, "accepted", "Coming"),
    (Partstat::Tentative, "tentative", "Maybe"),
    (Partstat::Declined, "declined", "Not this time"),
];

/// The longest note, in characters.
const LONGEST_NOTE: usize = 1_000;

/// The answer as sent; the questions are fields of their own, named after them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::invitations) struct AnswerForm {
    pub(in crate::invitations) answer: String,
    pub(in crate::invitations) note: String,
}

/// Reads the answer and what was said with it.
pub(in crate::invitations) fn read_answer(
    errors: &mut FieldErrors,
    form: &AnswerForm,
) -> Option<(Partstat, String)> {
    let known = ANSWERS.iter().find(|(_, code, _)| *code == form.answer);
    if known.is_none() {
        errors.add("answer", "Choose one of the answers");
    }
    let note = errors.keep("note", typed::optional(&form.note, "this", LONGEST_NOTE));
    Some((known?.0, note?))
}

/// Somebody else, as sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::invitations) struct HandoverForm {
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) email: String,
    pub(in crate::invitations) why: String,
}

/// Whom a guest sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Handover {
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) email: EmailAddress,
    pub(in crate::invitations) why: String,
}

/// Reads whom a guest sends.
pub(in crate::invitations) fn read_handover(
    errors: &mut FieldErrors,
    form: &HandoverForm,
) -> Option<Handover> {
    let name = typed::line(&form.name, "their name", 120);
    let name = errors.keep("name", name);
    let email = errors.keep("email", form.email.parse::<EmailAddress>());
    let why = errors.keep("why", typed::optional(&form.why, "this", LONGEST_NOTE));
    Some(Handover {
        name: typed::words(&name?),
        email: email?,
        why: why?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_of_three() {
        for (partstat, code, _) in ANSWERS {
            let form = AnswerForm {
                answer: code.into(),
                note: " A\r\nb ".into(),
            };
            let read = read_answer(&mut FieldErrors::default(), &form);
            assert_eq!(read, Some((partstat, "A\nb".to_owned())));
        }
        for answer in ["", "needs_action", "delegated", "ACCEPTED"] {
            let mut errors = FieldErrors::default();
            let form = AnswerForm {
                answer: answer.into(),
                ..AnswerForm::default()
            };
            assert_eq!(read_answer(&mut errors, &form), None);
            assert_eq!(errors.of("answer"), "Choose one of the answers");
        }
        let mut errors = FieldErrors::default();
        let long = AnswerForm {
            answer: "declined".into(),
            note: "x".repeat(1_001),
        };
        assert_eq!(read_answer(&mut errors, &long), None);
        assert!(errors.of("note").contains("1000"));
    }

    #[test]
    fn whom_a_guest_sends_has_a_name_and_an_address() {
        let form = HandoverForm {
            name: " Bo\r\nLee ".into(),
            email: "bo@fund.example".into(),
            why: String::new(),
        };
        let read = read_handover(&mut FieldErrors::default(), &form).unwrap();
        assert_eq!(
            (read.name.as_str(), read.email.as_str()),
            ("Bo Lee", "bo@fund.example")
        );
        let mut errors = FieldErrors::default();
        assert_eq!(read_handover(&mut errors, &HandoverForm::default()), None);
        assert!(!errors.of("name").is_empty() && !errors.of("email").is_empty());
    }
}
