//! Which stage two are at, what it is worth to matching, and what a note needs.

use chrono::{Months, NaiveDate};
use serde::Deserialize;

use crate::{
    values::{
        InteractionKind, RelationshipStage,
        typed::{chosen, date, maybe_date, optional},
    },
    web::FieldErrors,
};

/// The most characters of what was said.
const LONGEST: usize = 4_000;
/// Who has not been heard of for so long is dormant.
const SILENCE: Months = Months::new(12);
/// How far ahead a day to ask again may lie.
const FARTHEST: Months = Months::new(120);

/// How two know each other on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub stage: RelationshipStage,
    /// Out of 10,000, for matching; nothing where nothing is recorded.
    pub basis_points: Option<u16>,
    /// The day of what moved them there, or on which they fell silent.
    pub since: NaiveDate,
}

/// One note, as far as the stage needs it.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    pub happened_on: NaiveDate,
    pub stage: Option<RelationshipStage>,
}

/// What a stage is worth to matching, in basis points: more with every step of the ladder.
///
/// "Unknown" is no record, so it gives nothing and takes nothing. Who declined gives no points until they are asked again;
/// who fell silent is still a little closer than somebody merely identified.
#[must_use]
pub const fn basis_points(stage: RelationshipStage) -> Option<u16> {
    use RelationshipStage as S;
    match stage {
        S::Unknown => None,
        S::Declined => Some(0),
        S::Identified => Some(1_000),
        S::Dormant => Some(1_500),
        S::Contacted => Some(2_000),
        S::Engaged => Some(4_000),
        S::Exploring => Some(5_000),
        S::Aligned => Some(7_000),
        S::SoftCommitted => Some(8_500),
        S::Committed | S::Stewarding => Some(10_000),
    }
}

/// The standing after these notes, the oldest first; nothing where none has moved them to a stage.
pub fn standing(heard: impl IntoIterator<Item = Heard>, today: NaiveDate) -> Option<Standing> {
    let mut moved: Option<(RelationshipStage, NaiveDate)> = None;
    let mut last = None;
    for each in heard {
        last = last.max(Some(each.happened_on));
        if let Some(stage) = each.stage {
            moved = Some((stage, each.happened_on));
        }
    }
    let (stage, since) = moved?;
    let silent = last.and_then(|last| last.checked_add_months(SILENCE));
    let (stage, since) = match silent.filter(|day| *day <= today) {
        Some(day) if falls_silent(stage) => (RelationshipStage::Dormant, day),
        _ => (stage, since),
    };
    Some(Standing {
        stage,
        basis_points: basis_points(stage),
        since,
    })
}

/// Who declined stays declined, and who was never known cannot be forgotten.
const fn falls_silent(stage: RelationshipStage) -> bool {
    use RelationshipStage::{Declined, Dormant, Unknown};
    !matches!(stage, Declined | Dormant | Unknown)
}

/// A note as people type it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    pub partnership: String,
    /// For which goal, where it was written beside one.
    pub goal: String,
    pub kind: String,
    pub happened_on: String,
    pub said: String,
    pub stage: String,
    pub revisit_on: String,
    /// The address it was opened from.
    pub state: String,
}

/// What is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub kind: InteractionKind,
    pub happened_on: NaiveDate,
    pub said: String,
    pub stage: Option<RelationshipStage>,
    pub revisit_on: Option<NaiveDate>,
}

impl NoteForm {
    /// Reads it; what is wrong is said beside each field.
    pub fn read(&self, today: NaiveDate, errors: &mut FieldErrors) -> Option<Note> {
        let kind = errors.keep("kind", chosen(&self.kind, "how you met"));
        let happened_on = errors.keep("happened_on", date(&self.happened_on));
        if happened_on.is_some_and(|day| day > today) {
            errors.add("happened_on", "Give today or a day before it.");
        }
        let said = errors.keep("said", optional(&self.said, "what was said", LONGEST));
        let stage = match self.stage.as_str() {
            "" => Some(None),
            typed => errors.keep("stage", chosen(typed, "a stage").map(Some)),
        };
        let revisit_on = errors.keep("revisit_on", maybe_date(&self.revisit_on));
        if let (Some(stage), Some(revisit)) = (stage, revisit_on) {
            revisits(stage, (said.as_deref(), revisit), today, errors);
        }
        Some(Note {
            kind: kind?,
            happened_on: happened_on?,
            said: said?,
            stage: stage?,
            revisit_on: revisit_on?,
        })
        .filter(|_| errors.is_empty())
    }
}

/// Who declines says why, and is asked again some day.
fn revisits(
    stage: Option<RelationshipStage>,
    (said, revisit): (Option<&str>, Option<NaiveDate>),
    today: NaiveDate,
    errors: &mut FieldErrors,
) {
    if stage != Some(RelationshipStage::Declined) {
        if revisit.is_some() {
            errors.add("revisit_on", "Leave this empty unless they declined.");
        }
        return;
    }
    if said == Some("") {
        errors.add("said", "Say why they declined.");
    }
    let last = today.checked_add_months(FARTHEST);
    match revisit {
        None => errors.add("revisit_on", "Give the day to ask again."),
        Some(day) if day <= today => errors.add("revisit_on", "Give a day after today."),
        Some(day) if last.is_some_and(|last| day > last) => {
            errors.add("revisit_on", "Give a day within ten years.");
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn heard(happened_on: &str, stage: Option<RelationshipStage>) -> Heard {
        Heard {
            happened_on: day(happened_on),
            stage,
        }
    }

    #[test]
    fn every_step_of_the_ladder_is_worth_at_least_the_one_before() {
        use RelationshipStage as S;
        let ladder = [
            S::Declined,
            S::Identified,
            S::Dormant,
            S::Contacted,
            S::Engaged,
            S::Exploring,
            S::Aligned,
            S::SoftCommitted,
            S::Committed,
            S::Stewarding,
        ];
        assert_eq!(ladder.len() + 1, S::ALL.len(), "all but unknown");
        assert_eq!(basis_points(S::Unknown), None);
        let worth: Vec<_> = ladder.map(basis_points).into();
        assert!(worth.is_sorted(), "{worth:?}");
        assert!(worth.iter().all(|each| each.is_some_and(|bp| bp <= 10_000)));
    }

    #[test]
    fn the_newest_stage_counts_and_silence_makes_dormant() {
        use RelationshipStage::{Contacted, Declined, Dormant, Engaged};
        let notes = [
            heard("2026-01-10", Some(Engaged)),
            heard("2025-12-01", Some(Contacted)),
            heard("2026-03-01", None),
        ];
        let at = |today| standing(notes, day(today)).unwrap();
        assert_eq!(at("2026-11-22").stage, Contacted, "a newer note corrects");
        assert_eq!(at("2026-11-22").since, day("2025-12-01"));
        assert_eq!(at("2027-02-28").stage, Contacted);
        assert_eq!(at("2027-03-01").stage, Dormant);
        assert_eq!(at("2027-03-01").since, day("2027-03-01"));
        assert_eq!(at("2027-03-01").basis_points, Some(1_500));
        assert_eq!(
            standing([heard("2026-01-10", None)], day("2026-02-01")),
            None
        );
        let declined = standing([heard("2020-01-10", Some(Declined))], day("2026-02-01"));
        assert_eq!(declined.unwrap().stage, Declined);
    }

    fn read(fields: [&str; 4]) -> Vec<&'static str> {
        let [happened_on, said, stage, revisit_on] = fields.map(str::to_owned);
        let form = NoteForm {
            kind: "call".to_owned(),
            happened_on,
            said,
            stage,
            revisit_on,
            ..NoteForm::default()
        };
        let mut errors = FieldErrors::default();
        let note = form.read(day("2026-11-22"), &mut errors);
        assert_eq!(note.is_some(), errors.is_empty());
        errors.iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_note_says_what_is_wrong_with_it() {
        let none: [&str; 0] = [];
        assert_eq!(read(["2026-11-22", "", "", ""]), none);
        assert_eq!(read(["2026-11-23", "", "", ""]), ["happened_on"]);
        assert_eq!(
            read(["2026-11-22", "", "engaged", "2027-01-01"]),
            ["revisit_on"]
        );
        assert_eq!(
            read(["2026-11-22", "", "declined", ""]),
            ["said", "revisit_on"]
        );
        assert_eq!(
            read(["2026-11-22", "No", "declined", "2026-11-22"]),
            ["revisit_on"]
        );
        assert_eq!(read(["2026-11-22", "No", "declined", "2027-11-22"]), none);
        assert_eq!(read(["2026-11-22", "", "adored", ""]), ["stage"]);
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(read(["2026-11-22", &long, "", ""]), ["said"]);
    }
}
