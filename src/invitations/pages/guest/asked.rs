//! The questions as fields of the page. Their names are their own; their places give the ids that errors point to.

use std::collections::BTreeMap;

use crate::{
    ids::QuestionId,
    invitations::answering::rules::Asked,
    values::QuestionKind,
    web::{FieldErrors, views::Choice},
};

/// The fields that errors point to, in the order of the questions.
const SPOTS: [&str; 20] = [
    "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11", "q12", "q13", "q14", "q15",
    "q16", "q17", "q18", "q19", "q20",
];

/// One question.
pub(super) struct Question {
    pub(super) spot: &'static str,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) optional: bool,
    pub(super) value: String,
    /// Empty where it is answered in words.
    pub(super) choices: Vec<Choice>,
    pub(super) error: String,
    /// "Kept until 14 days after the meeting."
    pub(super) kept: String,
}

/// The questions with what was typed or is kept.
pub(super) fn questions(
    asked: &[Asked],
    values: &dyn Fn(&Asked) -> String,
    errors: &FieldErrors,
) -> Vec<Question> {
    let spots = asked.iter().zip(SPOTS);
    spots
        .map(|(each, spot)| {
            let value = values(each);
            Question {
                spot,
                name: each.field(),
                label: each.label.clone(),
                optional: !each.required,
                choices: choices(each, &value),
                value,
                error: errors.of(spot).to_owned(),
                kept: kept(each.keep_days),
            }
        })
        .collect()
}

fn choices(of: &Asked, value: &str) -> Vec<Choice> {
    let choice = |code: &str, label: &str| Choice::new(code, label, code == value);
    match of.kind {
        QuestionKind::Text => Vec::new(),
        QuestionKind::YesNo => vec![choice("yes", "Yes"), choice("no", "No")],
        QuestionKind::OneOf => of.choices.iter().map(|each| choice(each, each)).collect(),
    }
}

fn kept(days: i32) -> String {
    match days {
        0 => "Only staff see this. Forgotten when the meeting ends".to_owned(),
        1 => "Only staff see this. Forgotten a day after the meeting".to_owned(),
        days => format!("Only staff see this. Forgotten {days} days after the meeting"),
    }
}

/// Says beside the fields what is wrong with the replies.
pub(super) fn tell(errors: &mut FieldErrors, wrong: &BTreeMap<usize, String>) {
    for (at, why) in wrong {
        if let Some(spot) = SPOTS.get(*at) {
            errors.add(spot, why.clone());
        }
    }
}

/// What is kept of a reply.
pub(super) fn held(kept: &BTreeMap<QuestionId, String>, of: &Asked) -> String {
    let reply = of.id.and_then(|id| kept.get(&id));
    reply.cloned().unwrap_or_default()
}
