//! The form that opens or changes a partnership.

use serde::Deserialize;
use serde_json::{Value, json};

use super::fields::{chosen, line, maybe_date, one_line, optional, website};
use crate::{
    entities::partnerships,
    values::{PartnershipStage, PlaceId},
    web::FieldErrors,
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PartnershipForm {
    pub name: String,
    pub stage: String,
    /// "City, ST" or a GEOID; several are separated by semicolons.
    pub places: String,
    pub shared_result: String,
    pub decision_rule: String,
    pub rhythm: String,
    pub governance_note: String,
    pub website: String,
    pub source: String,
    pub as_of: String,
    /// Codes of rounds; one field may hold several, separated by semicolons.
    pub rounds: Vec<String>,
    pub version: String,
}

/// The change it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartnershipEdit {
    pub name: String,
    pub stage: PartnershipStage,
    pub places: Vec<PlaceId>,
    pub shared_result: String,
    pub decision_rule: String,
    pub rhythm: String,
    pub governance_note: String,
    pub website: String,
    pub source: String,
    /// A date, or nothing where it is not known.
    pub as_of: String,
    /// In order, each once.
    pub rounds: Vec<String>,
}

/// What the typed places turned out to be, or what is wrong with them; and the rounds there are.
pub(crate) struct Read<'a> {
    pub places: Result<Vec<PlaceId>, String>,
    pub rounds: &'a [String],
}

impl PartnershipForm {
    pub(crate) fn of(held: &partnerships::Model, places: &[String], rounds: Vec<String>) -> Self {
        Self {
            name: held.name.clone(),
            stage: held.stage.to_string(),
            places: places.join("; "),
            shared_result: held.shared_result.clone(),
            decision_rule: held.decision_rule.clone(),
            rhythm: held.rhythm.clone(),
            governance_note: held.governance_note.clone(),
            website: held.website.clone(),
            source: held.source.clone(),
            as_of: held.as_of.clone(),
            rounds,
            version: held.version.to_string(),
        }
    }

    /// The rounds ticked, in order, each once.
    pub(crate) fn ticked(&self) -> Vec<String> {
        let each = self.rounds.iter().flat_map(|field| field.split(';'));
        let mut codes: Vec<String> = each
            .map(str::trim)
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect();
        codes.sort();
        codes.dedup();
        codes
    }

    pub(crate) fn read(&self, known: Read<'_>) -> Result<PartnershipEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.keep("name", line(&self.name, "the partnership's name", 160));
        let stage = errors.keep("stage", chosen(&self.stage, "a stage"));
        let places = errors.keep("places", known.places);
        let shared_result = errors.keep(
            "shared_result",
            optional(&self.shared_result, "the shared result", 600),
        );
        let decision_rule = errors.keep(
            "decision_rule",
            optional(&self.decision_rule, "the decision rule", 600),
        );
        let rhythm = errors.keep("rhythm", one_line(&self.rhythm, "the meeting rhythm", 200));
        let governance_note = errors.keep(
            "governance_note",
            optional(&self.governance_note, "the note", 2_000),
        );
        let website = errors.keep("website", website(&self.website));
        let source = errors.keep(
            "source",
            line(&self.source, "where this is known from", 300),
        );
        let as_of = errors.keep("as_of", maybe_date(&self.as_of));
        let rounds = self.ticked();
        if rounds.iter().any(|code| !known.rounds.contains(code)) {
            errors.add("rounds", "Tick rounds from the list.");
        }
        let read = (|| {
            Some(PartnershipEdit {
                name: name?,
                stage: stage?,
                places: places?,
                shared_result: shared_result?,
                decision_rule: decision_rule?,
                rhythm: rhythm?,
                governance_note: governance_note?,
                website: website?,
                source: source?,
                as_of: as_of?.map(|date| date.to_string()).unwrap_or_default(),
                rounds,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

impl PartnershipEdit {
    /// The partnership as it is.
    pub(crate) fn of(
        held: &partnerships::Model,
        places: Vec<PlaceId>,
        rounds: Vec<String>,
    ) -> Self {
        Self {
            name: held.name.clone(),
            stage: held.stage,
            places,
            shared_result: held.shared_result.clone(),
            decision_rule: held.decision_rule.clone(),
            rhythm: held.rhythm.clone(),
            governance_note: held.governance_note.clone(),
            website: held.website.clone(),
            source: held.source.clone(),
            as_of: held.as_of.clone(),
            rounds,
        }
    }

    /// For the audit log.
    pub(crate) fn facts(&self) -> [(&'static str, Value); 11] {
        let places: Vec<&str> = self.places.iter().map(PlaceId::as_str).collect();
        [
            ("name", json!(self.name)),
            ("stage", json!(self.stage.label())),
            ("places", json!(places.join("; "))),
            ("shared_result", json!(self.shared_result)),
            ("decision_rule", json!(self.decision_rule)),
            ("rhythm", json!(self.rhythm)),
            ("governance_note", json!(self.governance_note)),
            ("website", json!(self.website)),
            ("source", json!(self.source)),
            ("as_of", json!(self.as_of)),
            ("rounds", json!(self.rounds.join("; "))),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> PartnershipForm {
        PartnershipForm {
            name: "  طاولة المدينة 🌉 ".to_owned(),
            stage: "planning".to_owned(),
            source: "The backbone's letter".to_owned(),
            rounds: vec!["tii_1;wcc_ri".to_owned(), "tii_1".to_owned()],
            ..PartnershipForm::default()
        }
    }

    fn read(form: &PartnershipForm) -> Result<PartnershipEdit, FieldErrors> {
        let rounds = ["tii_1".to_owned(), "wcc_ri".to_owned()];
        form.read(Read {
            places: Ok(vec![PlaceId::city("0667000")]),
            rounds: &rounds,
        })
    }

    #[test]
    fn names_of_every_script_are_kept() {
        let edit = read(&form()).unwrap();
        assert_eq!(edit.name, "طاولة المدينة 🌉");
        assert_eq!(edit.rounds, ["tii_1", "wcc_ri"]);
    }

    #[test]
    fn each_wrong_field_is_named() {
        let wrong = PartnershipForm {
            name: "x".repeat(161),
            stage: "done".to_owned(),
            website: "javascript:alert(1)".to_owned(),
            source: String::new(),
            as_of: "0001-01-01".to_owned(),
            rounds: vec!["nowhere".to_owned()],
            governance_note: "x".repeat(2_001),
            ..form()
        };
        let errors = read(&wrong).unwrap_err();
        for field in [
            "name",
            "stage",
            "website",
            "source",
            "as_of",
            "rounds",
            "governance_note",
        ] {
            assert!(!errors.of(field).is_empty(), "{field}");
        }
    }
}
