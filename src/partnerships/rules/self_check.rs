//! The conditions of collective impact as a partnership marks them itself. A mark opens a conversation; it is no grade.

use chrono::NaiveDate;
use serde::Deserialize;

use super::fields::{date, optional};
use crate::web::FieldErrors;

/// The five conditions: field, name, and the question behind it.
pub(crate) const CONDITIONS: [(&str, &str, &str); 5] = [
    (
        "agenda",
        "Common agenda",
        "Do we all want the same result, and say it in the same words?",
    ),
    (
        "measurement",
        "Shared measurement",
        "Do we all look at the same number, and often enough to act on it?",
    ),
    (
        "activities",
        "Mutually reinforcing activities",
        "Does each of us do our part, and do the parts fit?",
    ),
    (
        "communication",
        "Continuous communication",
        "Do we hear from each other between meetings, residents too?",
    ),
    (
        "backbone",
        "Backbone support",
        "Does somebody have the time and the trust to hold this together?",
    ),
];

/// What a mark from 0 to 4 means.
pub(crate) const MARKS: [&str; 5] = [
    "Not yet",
    "Talked about",
    "Begun",
    "Working",
    "Second nature",
];

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CheckForm {
    pub checked_on: String,
    pub agenda: String,
    pub agenda_note: String,
    pub measurement: String,
    pub measurement_note: String,
    pub activities: String,
    pub activities_note: String,
    pub communication: String,
    pub communication_note: String,
    pub backbone: String,
    pub backbone_note: String,
}

/// One check: a mark and a note for each condition, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewCheck {
    pub checked_on: NaiveDate,
    pub marks: [(i32, String); 5],
}

impl CheckForm {
    /// Mark and note as typed, in the order of the conditions.
    pub(crate) fn typed(&self) -> [(&str, &str); 5] {
        [
            (&self.agenda, &self.agenda_note),
            (&self.measurement, &self.measurement_note),
            (&self.activities, &self.activities_note),
            (&self.communication, &self.communication_note),
            (&self.backbone, &self.backbone_note),
        ]
    }

    pub(crate) fn read(&self, today: NaiveDate) -> Result<NewCheck, FieldErrors> {
        let mut errors = FieldErrors::default();
        let checked_on = errors.keep("checked_on", date(&self.checked_on));
        if checked_on.is_some_and(|day| day > today) {
            errors.add("checked_on", "Type a day that has been.");
        }
        let marks =
            CONDITIONS
                .iter()
                .zip(self.typed())
                .map(|((field, label, _), (typed, note))| {
                    (
                        errors.keep(field, mark(typed, label)),
                        errors.keep(note_field(field), optional(note, "the note", 1_000)),
                    )
                });
        let marks: Vec<_> = marks.collect();
        let read = (|| {
            let mut kept: [(i32, String); 5] = Default::default();
            for (at, (mark, note)) in kept.iter_mut().zip(marks) {
                *at = (mark?, note?);
            }
            Some(NewCheck {
                checked_on: checked_on?,
                marks: kept,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

fn note_field(field: &str) -> &'static str {
    match field {
        "agenda" => "agenda_note",
        "measurement" => "measurement_note",
        "activities" => "activities_note",
        "communication" => "communication_note",
        _ => "backbone_note",
    }
}

fn mark(typed: &str, label: &str) -> Result<i32, String> {
    let read = typed.parse::<i32>().ok();
    read.filter(|mark| (0..=4).contains(mark))
        .ok_or_else(|| format!("Choose how far you are: {}.", label.to_lowercase()))
}

/// How a mark moved since the check before, in words.
pub(crate) fn trend(before: Option<i32>, now: i32) -> &'static str {
    match before {
        None => "first check",
        Some(before) if now > before => "higher than before",
        Some(before) if now < before => "lower than before",
        Some(_) => "as before",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    proptest! {
        #[test]
        fn a_check_is_kept_exactly_when_every_mark_is_from_0_to_4(marks in prop::array::uniform5(-2_i32..8)) {
            let [agenda, measurement, activities, communication, backbone] = marks.map(|mark| mark.to_string());
            let form = CheckForm {
                checked_on: "2026-11-22".to_owned(),
                agenda, measurement, activities, communication, backbone,
                ..CheckForm::default()
            };
            let fine = marks.iter().all(|mark| (0..=4).contains(mark));
            prop_assert_eq!(form.read(today()).is_ok(), fine);
            if let Ok(check) = form.read(today()) {
                prop_assert_eq!(check.marks.map(|(mark, _)| mark), marks);
            }
        }
    }

    #[test]
    fn no_check_is_from_tomorrow() {
        let form = CheckForm {
            checked_on: "2026-11-23".to_owned(),
            ..CheckForm::default()
        };
        let errors = form.read(today()).unwrap_err();
        assert!(!errors.of("checked_on").is_empty() && !errors.of("backbone").is_empty());
    }

    #[test]
    fn movement_is_told_in_words() {
        assert_eq!(
            [
                trend(None, 2),
                trend(Some(1), 2),
                trend(Some(3), 2),
                trend(Some(2), 2)
            ],
            [
                "first check",
                "higher than before",
                "lower than before",
                "as before"
            ]
        );
    }
}
