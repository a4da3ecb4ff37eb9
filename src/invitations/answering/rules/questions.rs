//! Questions to guests: the house's three, and what a convening asks besides.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    ids::QuestionId,
    values::{QuestionKind, typed},
    web::FieldErrors,
};

/// The most questions a convening asks: nobody answers more on a phone.
pub(in crate::invitations) const MOST_QUESTIONS: usize = 20;
/// The longest answer, in characters.
const LONGEST: usize = 1_000;

/// What every convening asks unless its staff leave it out: code, question, and how many days after the end the answers
/// are forgotten.
pub(in crate::invitations) const STANDARD: [(&str, &str, i32); 3] = [
    (
        "access",
        "What do you need to take part? Access, seating, captions, anything",
        30,
    ),
    ("diet", "What should we know about food?", 14),
    ("language", "Which language would you like interpreted?", 30),
];

/// A question as a page asks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Asked {
    /// Nothing while one of the house's has no row yet.
    pub(in crate::invitations) id: Option<QuestionId>,
    pub(in crate::invitations) code: String,
    pub(in crate::invitations) label: String,
    pub(in crate::invitations) kind: QuestionKind,
    pub(in crate::invitations) choices: Vec<String>,
    pub(in crate::invitations) required: bool,
    pub(in crate::invitations) keep_days: i32,
}

impl Asked {
    /// The name of its field.
    pub(in crate::invitations) fn field(&self) -> String {
        match self.id {
            Some(id) if self.code.is_empty() => format!("q-{id}"),
            _ => format!("q-{}", self.code),
        }
    }
}

/// One choice a line.
pub(in crate::invitations) fn choices_of(text: &str) -> Vec<String> {
    let lines = text.lines().map(typed::words);
    lines.filter(|line| !line.is_empty()).collect()
}

/// Reads the answers by field name. Required ones are demanded of those who come. What is wrong is told by place: the
/// fields of a guest's page have no fixed names.
pub(in crate::invitations) fn read_replies(
    asked: &[Asked],
    sent: &BTreeMap<String, String>,
    comes: bool,
) -> Result<Vec<String>, BTreeMap<usize, String>> {
    let mut wrong = BTreeMap::new();
    let mut replies = Vec::new();
    for (at, question) in asked.iter().enumerate() {
        let typed = sent.get(&question.field()).map_or("", String::as_str);
        match reply(question, typed, comes) {
            Ok(reply) => replies.push(reply),
            Err(why) => {
                wrong.insert(at, why);
            }
        }
    }
    if wrong.is_empty() {
        Ok(replies)
    } else {
        Err(wrong)
    }
}

fn reply(question: &Asked, typed: &str, comes: bool) -> Result<String, String> {
    let text = typed::optional(typed, "the answer", LONGEST)?;
    if text.is_empty() {
        return if question.required && comes {
            Err(format!("Answer “{}”", question.label))
        } else {
            Ok(text)
        };
    }
    let known = match question.kind {
        QuestionKind::Text => true,
        QuestionKind::YesNo => matches!(text.as_str(), "yes" | "no"),
        QuestionKind::OneOf => question.choices.contains(&text),
    };
    known
        .then_some(text)
        .ok_or_else(|| "Choose one of the answers".to_owned())
}

/// A question as staff send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::invitations) struct QuestionForm {
    pub(in crate::invitations) version: i32,
    pub(in crate::invitations) label: String,
    pub(in crate::invitations) kind: String,
    pub(in crate::invitations) choices: String,
    pub(in crate::invitations) required: String,
    pub(in crate::invitations) keep_days: String,
}

/// A question as staff want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct NewQuestion {
    pub(in crate::invitations) label: String,
    pub(in crate::invitations) kind: QuestionKind,
    pub(in crate::invitations) choices: String,
    pub(in crate::invitations) required: bool,
    pub(in crate::invitations) keep_days: i32,
}

/// Reads a question.
pub(in crate::invitations) fn read_question(
    errors: &mut FieldErrors,
    form: &QuestionForm,
) -> Option<NewQuestion> {
    let label = errors.keep("label", typed::line(&form.label, "the question", 200));
    let kind = errors.keep("kind", typed::chosen(&form.kind, "how it is answered"));
    let choices = choices_of(&form.choices);
    let wrong = if kind == Some(QuestionKind::OneOf) && !(2..=20).contains(&choices.len()) {
        Some("Give 2 to 20 choices, one a line")
    } else if choices.iter().any(|choice| choice.chars().count() > 120) {
        Some("Shorten each choice to 120 characters or fewer")
    } else {
        None
    };
    if let Some(wrong) = wrong {
        errors.add("choices", wrong);
    }
    let days = form.keep_days.trim().parse::<i32>().ok();
    let days = days.filter(|days| (0..=365).contains(days));
    if days.is_none() {
        errors.add("keep_days", "Type a whole number of days from 0 to 365");
    }
    let (label, kind, keep_days) = (label?, kind?, days?);
    wrong.is_none().then_some(NewQuestion {
        label,
        kind,
        choices: choices.join("\n"),
        required: !form.required.is_empty(),
        keep_days,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(kind: QuestionKind, required: bool) -> Asked {
        Asked {
            id: None,
            code: "x".into(),
            label: "Shuttle?".into(),
            kind,
            choices: vec!["From the station".into(), "None".into()],
            required,
            keep_days: 30,
        }
    }

    fn sent(value: &str) -> BTreeMap<String, String> {
        [("q-x".to_owned(), value.to_owned())].into()
    }

    #[test]
    fn required_answers_are_demanded_of_those_who_come() {
        let asked = [asked(QuestionKind::Text, true)];
        let wrong = read_replies(&asked, &sent(" "), true).unwrap_err();
        assert_eq!(wrong[&0], "Answer “Shuttle?”");
        assert_eq!(read_replies(&asked, &sent(" "), false).unwrap(), [""]);
        assert_eq!(
            read_replies(&asked, &sent("yes please"), true).unwrap(),
            ["yes please"]
        );
    }

    #[test]
    fn only_what_was_offered_is_taken() {
        let yes = [asked(QuestionKind::YesNo, false)];
        assert_eq!(read_replies(&yes, &sent("no"), true).unwrap(), ["no"]);
        assert!(read_replies(&yes, &sent("perhaps"), true).is_err());
        let one = [asked(QuestionKind::OneOf, false)];
        assert_eq!(read_replies(&one, &sent("None"), true).unwrap(), ["None"]);
        assert!(read_replies(&one, &sent("By air"), true).is_err());
    }

    #[test]
    fn a_list_needs_choices_and_retention_a_number() {
        let mut form = QuestionForm {
            label: "Which table?".into(),
            kind: "one_of".into(),
            choices: "One".into(),
            keep_days: "400".into(),
            ..QuestionForm::default()
        };
        let mut errors = FieldErrors::default();
        assert_eq!(read_question(&mut errors, &form), None);
        assert!(!errors.of("choices").is_empty() && !errors.of("keep_days").is_empty());
        form.choices = "One\r\n\r\n Two ".into();
        form.keep_days = "0".into();
        let read = read_question(&mut FieldErrors::default(), &form).unwrap();
        assert_eq!((read.choices.as_str(), read.keep_days), ("One\nTwo", 0));
    }
}
