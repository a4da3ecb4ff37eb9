//! The one form of a goal's words, used to draft it and to change it.

use serde::Deserialize;

use super::{
    IndicatorForm,
    codes::{absorption, among, issue, status, table},
    date, line, maybe, maybe_date, one_line, optional, required,
};
use crate::{
    entities::goals,
    goals::{
        rules::status::{Mover, may_be_open},
        store::{GoalEdit, GoalWords, NewGoal},
    },
    ids::PartnershipId,
    issues::{Issues, Populations},
    values::{GoalStatus, PlaceId},
    web::FieldErrors,
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct GoalForm {
    pub(in crate::goals::pages) title: String,
    pub(in crate::goals::pages) result_statement: String,
    pub(in crate::goals::pages) story: String,
    pub(in crate::goals::pages) equity_note: String,
    pub(in crate::goals::pages) what_works: String,
    pub(in crate::goals::pages) partnership: String,
    pub(in crate::goals::pages) primary_issue: String,
    /// Lists come as repeated fields; a conflict sends each as one, separated by semicolons.
    pub(in crate::goals::pages) other_issues: Vec<String>,
    pub(in crate::goals::pages) populations: Vec<String>,
    /// "City, ST" or a GEOID, one or several to a row.
    pub(in crate::goals::pages) place: Vec<String>,
    pub(in crate::goals::pages) absorption_function: String,
    pub(in crate::goals::pages) suggested_mode: String,
    pub(in crate::goals::pages) values_note: String,
    pub(in crate::goals::pages) owner_of_number: String,
    pub(in crate::goals::pages) next_report_on: String,
    pub(in crate::goals::pages) status: String,
    pub(in crate::goals::pages) open_for_interest: String,
    pub(in crate::goals::pages) version: String,
    #[serde(flatten)]
    pub(in crate::goals::pages) indicator: IndicatorForm,
    /// A button that adds or empties a row of places, and says which.
    pub(in crate::goals::pages) row: String,
    /// Where a statement that reads like a project goes: a goal's key, or "new".
    pub(in crate::goals::pages) under: String,
    /// "yes" when somebody has seen that it reads like a project and keeps it as a goal.
    pub(in crate::goals::pages) as_goal: String,
}

/// What the typed places turned out to be, or what is wrong with them.
pub(in crate::goals::pages) type Resolved = Result<Vec<PlaceId>, String>;

/// Lists a form chooses from, and the places it named.
pub(in crate::goals::pages) struct Known<'a> {
    pub(in crate::goals::pages) places: Resolved,
    pub(in crate::goals::pages) taxonomy: &'a Issues,
    pub(in crate::goals::pages) populations: &'a Populations,
    pub(in crate::goals::pages) tables: &'a Tables,
}

/// The partnerships to choose from, with their names.
pub(in crate::goals::pages) type Tables = [(PartnershipId, String)];

/// A partnership as its select sends it.
pub(in crate::goals::pages) fn led_by(id: Option<PartnershipId>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

impl GoalForm {
    /// The form as it opens; `places` by name.
    pub(in crate::goals::pages) fn of(
        goal: &goals::Model,
        words: &GoalWords,
        places: Vec<String>,
    ) -> Self {
        let open = if goal.open_for_interest { "yes" } else { "" };
        Self {
            title: words.title.clone(),
            result_statement: words.result_statement.clone(),
            story: words.story.clone(),
            equity_note: words.equity_note.clone(),
            what_works: words.what_works.clone(),
            partnership: led_by(words.partnership),
            primary_issue: words.primary_issue.clone(),
            other_issues: words.other_issues.clone(),
            populations: words.populations.clone(),
            place: places,
            absorption_function: words.absorption_function.clone(),
            suggested_mode: words
                .suggested_mode
                .map(|mode| mode.to_string())
                .unwrap_or_default(),
            values_note: words.values_note.clone(),
            owner_of_number: words.owner_of_number.clone(),
            next_report_on: words
                .next_report_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            status: goal.status.to_string(),
            open_for_interest: open.to_owned(),
            version: goal.version.to_string(),
            ..Self::default()
        }
    }

    /// Fills in what a shorter form did not ask (it had no place) with what is held.
    pub(in crate::goals::pages) fn keep_unasked(&mut self, held: &Self) {
        self.place.clone_from(&held.place);
        self.populations.clone_from(&held.populations);
        self.other_issues.clone_from(&held.other_issues);
        self.equity_note.clone_from(&held.equity_note);
        self.what_works.clone_from(&held.what_works);
        self.absorption_function
            .clone_from(&held.absorption_function);
        self.suggested_mode.clone_from(&held.suggested_mode);
        self.values_note.clone_from(&held.values_note);
        self.owner_of_number.clone_from(&held.owner_of_number);
        self.next_report_on.clone_from(&held.next_report_on);
    }

    /// All that was typed as places, as one text.
    pub(in crate::goals::pages) fn places_typed(&self) -> String {
        self.place.join(";")
    }

    /// The rows of places as the page shows them: what was typed, and always one to type in.
    pub(in crate::goals::pages) fn place_rows(&self) -> Vec<String> {
        let typed = self.place.iter().flat_map(|row| row.split(';'));
        let mut rows: Vec<String> = typed
            .map(|row| row.trim().to_owned())
            .filter(|row| !row.is_empty())
            .collect();
        if let Some(at) = self
            .row
            .strip_prefix("drop-")
            .and_then(|at| at.parse::<usize>().ok())
            && at < rows.len()
        {
            rows.remove(at);
        }
        if rows.is_empty() || self.row == "add" {
            rows.push(String::new());
        }
        rows
    }

    /// The ticked codes of a list.
    pub(in crate::goals::pages) fn ticked(list: &[String]) -> Vec<&str> {
        list.iter()
            .flat_map(|each| each.split(';'))
            .map(str::trim)
            .filter(|code| !code.is_empty())
            .collect()
    }

    /// The draft it asks for; its number may be left out.
    pub(in crate::goals::pages) fn read_new(
        &self,
        known: &Known<'_>,
    ) -> Result<NewGoal, FieldErrors> {
        let mut errors = FieldErrors::default();
        let words = self.words(known, &mut errors);
        let indicator = self.indicator.read_optional(&mut errors);
        words
            .filter(|_| errors.is_empty())
            .map(|words| NewGoal { words, indicator })
            .ok_or(errors)
    }

    /// The change it asks for, of a goal that stands at `held`.
    pub(in crate::goals::pages) fn read_edit(
        &self,
        known: &Known<'_>,
        held: GoalStatus,
        who: Mover,
    ) -> Result<GoalEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let words = self.words(known, &mut errors);
        let status = errors.keep("status", status(&self.status, held, who));
        let open_for_interest = self.open_for_interest == "yes";
        if open_for_interest && status.is_some_and(|status| !may_be_open(status)) {
            errors.add(
                "open_for_interest",
                "A draft or retired goal cannot be open for interest. Propose it first.",
            );
        }
        let read = words.zip(status).map(|(words, status)| GoalEdit {
            words,
            status,
            open_for_interest,
        });
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }

    /// What it says, whether it may be kept or not: for the rules, which read drafts too.
    pub(in crate::goals::pages) fn as_typed(&self, known: &Known<'_>) -> GoalWords {
        self.words(known, &mut FieldErrors::default())
            .unwrap_or_else(|| GoalWords {
                title: super::clean(&self.title),
                result_statement: super::clean(&self.result_statement),
                partnership: table(&self.partnership, known.tables).ok().flatten(),
                owner_of_number: super::clean(&self.owner_of_number),
                populations: self.people(known.populations).unwrap_or_default(),
                places: known.places.clone().unwrap_or_default(),
                next_report_on: date(&self.next_report_on).ok(),
                ..GoalWords::default()
            })
    }

    fn words(&self, known: &Known<'_>, errors: &mut FieldErrors) -> Option<GoalWords> {
        let title = errors.keep("title", line(&self.title, "a title", 160));
        let result_statement = errors.keep(
            "result_statement",
            required(&self.result_statement, "the result, in plain words", 600),
        );
        let populations = errors.keep("populations", self.people(known.populations));
        let equity_note = errors.keep("equity_note", optional(&self.equity_note, "this", 2_000));
        let places = errors.keep("place", known.places.clone());
        let partnership = errors.keep("partnership", table(&self.partnership, known.tables));
        let primary_issue =
            errors.keep("primary_issue", issue(&self.primary_issue, known.taxonomy));
        let story = errors.keep("story", optional(&self.story, "the story", 4_000));
        let what_works = errors.keep(
            "what_works",
            optional(&self.what_works, "what works", 4_000),
        );
        let absorption_function =
            errors.keep("absorption_function", absorption(&self.absorption_function));
        let suggested_mode = errors.keep(
            "suggested_mode",
            maybe(&self.suggested_mode, "one of the two modes"),
        );
        let values_note = errors.keep(
            "values_note",
            optional(&self.values_note, "the note on the figures", 500),
        );
        let owner_of_number = errors.keep(
            "owner_of_number",
            one_line(&self.owner_of_number, "who reports the number", 160),
        );
        let next_report_on = errors.keep("next_report_on", maybe_date(&self.next_report_on));
        let others = self.others(known.taxonomy, primary_issue.as_deref());
        let other_issues = errors.keep("other_issues", others);
        Some(GoalWords {
            other_issues: other_issues?,
            title: title?,
            result_statement: result_statement?,
            story: story?,
            equity_note: equity_note?,
            what_works: what_works?,
            partnership: partnership?,
            primary_issue: primary_issue?,
            places: places?,
            populations: populations?,
            absorption_function: absorption_function?,
            suggested_mode: suggested_mode?,
            values_note: values_note?,
            owner_of_number: owner_of_number?,
            next_report_on: next_report_on?,
        })
    }

    fn people(&self, known: &Populations) -> Result<Vec<String>, &'static str> {
        let ticked = Self::ticked(&self.populations);
        let codes: Vec<&str> = known.0.iter().map(|each| each.code.as_str()).collect();
        let chosen = among(&ticked, &codes).ok_or("Tick groups of the list.")?;
        if chosen.is_empty() {
            return Err("Tick at least one group of people this result is for.");
        }
        Ok(chosen)
    }

    /// Issues besides the primary one; a code that is no issue is refused.
    fn others(
        &self,
        taxonomy: &Issues,
        primary: Option<&str>,
    ) -> Result<Vec<String>, &'static str> {
        let ticked = Self::ticked(&self.other_issues);
        let codes = taxonomy.0.iter().map(|issue| issue.code.as_str());
        let codes: Vec<&str> = codes.collect();
        let mut chosen = among(&ticked, &codes).ok_or("Tick issues of the list.")?;
        chosen.retain(|code| Some(code.as_str()) != primary);
        Ok(chosen)
    }
}
