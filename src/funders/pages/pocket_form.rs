//! The form for a pocket that staff heard of, and how it is read. Places are settled afterwards,
//! because only a table knows which codes exist.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    funders::{
        rules::{AreaTyped, read_areas, read_cycle},
        store::NewOffer,
    },
    values::{
        CapitalProduct, FunderType, Money,
        typed::{clean, date, words},
    },
    web::FieldErrors,
};

/// The rows for products: names of their three fields.
pub(super) const ROWS: [[&str; 3]; 3] = [
    ["product_1", "min_1", "max_1"],
    ["product_2", "min_2", "max_2"],
    ["product_3", "min_3", "max_3"],
];

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct PocketForm {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) nation: String,
    pub(super) state: String,
    pub(super) areas: String,
    pub(super) issues: Vec<String>,
    pub(super) populations: Vec<String>,
    pub(super) product_1: String,
    pub(super) min_1: String,
    pub(super) max_1: String,
    pub(super) product_2: String,
    pub(super) min_2: String,
    pub(super) max_2: String,
    pub(super) product_3: String,
    pub(super) min_3: String,
    pub(super) max_3: String,
    pub(super) cycle: String,
    pub(super) notes: String,
    pub(super) source: String,
    pub(super) as_of: String,
}

/// What the form says, but for the places, which may not exist.
pub(super) struct PocketRead {
    pub(super) name: String,
    pub(super) kind: FunderType,
    pub(super) areas: Vec<AreaTyped>,
    pub(super) offers: Vec<NewOffer>,
    pub(super) cycle: String,
    pub(super) notes: String,
    pub(super) source: String,
    pub(super) as_of: NaiveDate,
}

impl PocketForm {
    /// Product, smallest and largest amount of each row, as typed.
    pub(super) fn rows(&self) -> [[&str; 3]; 3] {
        [
            [&self.product_1, &self.min_1, &self.max_1],
            [&self.product_2, &self.min_2, &self.max_2],
            [&self.product_3, &self.min_3, &self.max_3],
        ]
    }

    /// Reads everything that no table is needed for.
    pub(super) fn read(&self, today: NaiveDate) -> Result<PocketRead, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = required(
            &mut errors,
            "name",
            &self.name,
            "Type a name for the pocket.",
        );
        let kind = errors.keep(
            "kind",
            self.kind
                .parse::<FunderType>()
                .map_err(|_| "Choose what kind of money this is."),
        );
        let areas = errors.keep("areas", self.read_places());
        if !self.state.is_empty() && !is_state(&self.state) {
            errors.add("state", "Choose a state from the list, or none.");
        }
        if self.issues.is_empty() {
            errors.add("issues", "Tick at least one issue this pocket funds.");
        }
        let offers: Vec<NewOffer> = ROWS
            .iter()
            .zip(self.rows())
            .filter_map(|(names, typed)| offer(&mut errors, *names, typed))
            .collect();
        let cycle = errors.keep("cycle", read_cycle(&self.cycle));
        let notes = errors.keep("notes", notes(&self.notes));
        let source = required(
            &mut errors,
            "source",
            &self.source,
            "Say where you heard it.",
        );
        let as_of = errors.keep("as_of", heard_on(&self.as_of, today));
        let read = (|| {
            Some(PocketRead {
                name: name?,
                kind: kind?,
                areas: areas?,
                offers,
                cycle: cycle?,
                notes: notes?,
                source: source?,
                as_of: as_of?,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }

    fn read_places(&self) -> Result<Vec<AreaTyped>, String> {
        let nation = if self.nation.is_empty() { "" } else { "US" };
        let all = format!("{nation} {} {}", self.state, self.areas);
        let areas = read_areas(&all).map_err(|error| error.to_string())?;
        if areas.is_empty() {
            return Err(
                "Say where this pocket funds: tick the nation, choose a state or type a code."
                    .to_owned(),
            );
        }
        if areas.len() > 200 {
            return Err("Type at most 200 places.".to_owned());
        }
        Ok(areas)
    }
}

fn required(
    errors: &mut FieldErrors,
    field: &'static str,
    typed: &str,
    missing: &str,
) -> Option<String> {
    let text = words(typed);
    if text.is_empty() {
        errors.add(field, missing);
        return None;
    }
    if text.chars().count() > 500 {
        errors.add(field, "Type at most 500 characters.");
        return None;
    }
    Some(text)
}

/// Paragraphs, kept whole or refused.
fn notes(typed: &str) -> Result<String, &'static str> {
    let text = clean(typed);
    if text.chars().count() > 4_000 {
        return Err("Shorten the notes to 4,000 characters or fewer.");
    }
    Ok(text)
}

/// Looks like a state's postal code; whether there is such a state, a table says.
fn is_state(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic())
}

/// One row; an empty one is no product.
fn offer(errors: &mut FieldErrors, names: [&'static str; 3], typed: [&str; 3]) -> Option<NewOffer> {
    let [product, min, max] = typed.map(str::trim);
    if product.is_empty() && min.is_empty() && max.is_empty() {
        return None;
    }
    let product = errors.keep(
        names[0],
        product
            .parse::<CapitalProduct>()
            .map_err(|_| "Choose the product these amounts are for."),
    );
    let min = if min.is_empty() {
        Some(Money::ZERO)
    } else {
        errors.keep(names[1], min.parse::<Money>())
    };
    let max = errors.keep(names[2], max.parse::<Money>());
    let (product, min, max) = (product?, min?, max?);
    if min > max || max.is_zero() {
        errors.add(
            names[2],
            "Type a largest amount that is not below the smallest.",
        );
        return None;
    }
    Some(NewOffer { product, min, max })
}

fn heard_on(typed: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let day = date(typed).map_err(|_| "Type the day you heard it, such as 2026-11-20.")?;
    if day > today {
        return Err("Type a day that is not in the future.");
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> PocketForm {
        PocketForm {
            name: "Housing fund".to_owned(),
            kind: "private_foundation".to_owned(),
            state: "CA".to_owned(),
            areas: "06075, cbsa:41860".to_owned(),
            issues: vec!["housing".to_owned()],
            product_1: "grant".to_owned(),
            max_1: "$1.5m".to_owned(),
            source: "Call with the program lead".to_owned(),
            as_of: "2026-11-20".to_owned(),
            ..PocketForm::default()
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    #[test]
    fn reads_amounts_places_and_date() {
        let Ok(read) = filled().read(today()) else {
            panic!("a sound form was refused");
        };
        assert_eq!(read.areas.len(), 3);
        assert_eq!(read.offers.len(), 1);
        assert_eq!(read.offers[0].max, "1500000".parse().unwrap());
        assert_eq!(read.cycle, "[]");
    }

    #[test]
    fn says_what_is_missing_beside_each_field() {
        let empty = PocketForm::default().read(today()).err().unwrap();
        for field in ["name", "kind", "areas", "issues", "source", "as_of"] {
            assert!(!empty.of(field).is_empty(), "{field}");
        }
        let wrong = PocketForm {
            min_1: "2m".to_owned(),
            product_2: "senior_debt".to_owned(),
            as_of: "2027-01-01".to_owned(),
            ..filled()
        };
        let errors = wrong.read(today()).err().unwrap();
        assert!(errors.of("max_1").contains("not below"));
        assert!(!errors.of("max_2").is_empty());
        assert!(errors.of("as_of").contains("future"));
    }
}
