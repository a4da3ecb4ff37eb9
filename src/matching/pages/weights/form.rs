//! The weights as they are typed, read and shown again.

use serde::Deserialize;

use crate::{
    matching::rules::{Component, Weights, read_weight, weight_in_words},
    web::FieldErrors,
};

/// The address or the form as it was sent. A weight that is not there is taken from the weights in force; one that was
/// emptied is there, which a list can tell.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::matching::pages) struct Typed {
    place: Vec<String>,
    issue: Vec<String>,
    capital: Vec<String>,
    population: Vec<String>,
    relationship: Vec<String>,
    history: Vec<String>,
    timing: Vec<String>,
    load: Vec<String>,
    /// The goal they are tried on.
    pub(super) goal: String,
    /// The version that fills the form.
    pub(super) from: String,
    pub(super) why: String,
    /// The version in force when the form was made.
    pub(super) seen: String,
    /// Which page of the versions is listed.
    pub(super) page: String,
}

/// One field of the form.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) value: String,
    /// "In force: 15, medium".
    pub(super) hint: String,
    pub(super) error: String,
}

/// The names of the fields, in the order of [`Component::ALL`].
const NAMES: [&str; 7] = [
    "place",
    "issue",
    "capital",
    "population",
    "relationship",
    "history",
    "timing",
];

impl Typed {
    fn measures(&self) -> [&[String]; 7] {
        [
            &self.place,
            &self.issue,
            &self.capital,
            &self.population,
            &self.relationship,
            &self.history,
            &self.timing,
        ]
    }

    /// The weights typed over those given, or what is wrong beside each field.
    pub(super) fn read(&self, otherwise: Weights) -> (Option<Weights>, FieldErrors) {
        let mut errors = FieldErrors::default();
        let mut weight = |name, typed: &[String], otherwise| match typed.first() {
            None => Some(otherwise),
            Some(typed) => errors.keep(name, read_weight(typed)),
        };
        let mut measures = [0; 7];
        let mut sound = true;
        let fields = NAMES.into_iter().zip(self.measures());
        for (measure, (component, (name, typed))) in measures
            .iter_mut()
            .zip(Component::ALL.into_iter().zip(fields))
        {
            match weight(name, typed, otherwise.of(component)) {
                Some(read) => *measure = read,
                None => sound = false,
            }
        }
        let load = weight("load", &self.load, otherwise.load());
        let (true, Some(load)) = (sound, load) else {
            return (None, errors);
        };
        let weights = Weights::new(measures, load);
        (errors.keep("place", weights), errors)
    }

    /// The fields with what was typed, or else these weights, and what is in force beside them.
    pub(super) fn fields(
        &self,
        otherwise: Weights,
        in_force: Weights,
        errors: &FieldErrors,
    ) -> Vec<Field> {
        let field = |name, label, typed: &[String], [otherwise, held]: [u32; 2]| Field {
            name,
            label,
            value: typed
                .first()
                .map_or_else(|| otherwise.to_string(), Clone::clone),
            hint: format!("In force: {held}, {}", weight_in_words(held)),
            error: errors.of(name).to_owned(),
        };
        let measures = Component::ALL.into_iter().zip(NAMES).zip(self.measures());
        let measures = measures.map(|((component, name), typed)| {
            let weights = [otherwise.of(component), in_force.of(component)];
            field(name, component.label(), typed, weights)
        });
        let load = field(
            "load",
            "Asks: taken off at most",
            &self.load,
            [otherwise.load(), in_force.load()],
        );
        measures.chain([load]).collect()
    }
}
