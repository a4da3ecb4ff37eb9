//! Reading the form of an absorber.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{CountyTyped, read_counties};
use crate::values::{
    AbsorberKind, Money, Readiness,
    typed::{date, optional},
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AbsorberForm {
    /// A name or an EIN; only when it is new.
    pub organization: String,
    pub kind: String,
    pub assets: String,
    /// Percent: "28" or "28.5%".
    pub net_assets: String,
    pub certification: String,
    pub certified_on: String,
    pub pipeline: String,
    pub debt_history: String,
    pub readiness: String,
    pub issues: Vec<String>,
    pub counties: String,
    pub source: String,
    pub as_of: String,
    pub version: String,
}

/// What it says, but for counties and issues, which a table must know.
#[derive(Clone, Debug, PartialEq)]
pub struct AbsorberRead {
    pub kind: AbsorberKind,
    pub assets: Option<Money>,
    pub net_asset_ratio: Option<f64>,
    pub certification: String,
    pub certified_on: Option<NaiveDate>,
    pub pipeline: Option<Money>,
    pub debt_history: String,
    pub readiness: Readiness,
    pub counties: Vec<CountyTyped>,
    pub source: String,
    pub as_of: NaiveDate,
}

/// A field and what is wrong with it.
pub(super) type Wrong = Vec<(&'static str, String)>;

impl AbsorberForm {
    /// Everything that no table is needed for.
    pub fn read(&self, today: NaiveDate) -> Result<AbsorberRead, Wrong> {
        let mut wrong = Wrong::new();
        let kind = self
            .kind
            .parse()
            .map_err(|_| "Choose what it is.".to_owned());
        let kind = keep(&mut wrong, "kind", kind);
        let assets = keep(&mut wrong, "assets", amount(&self.assets));
        let net = keep(&mut wrong, "net_assets", percent(&self.net_assets));
        let certification = keep(
            &mut wrong,
            "certification",
            optional(&self.certification, "this", 300),
        );
        let certified_on = keep(
            &mut wrong,
            "certified_on",
            past_day(&self.certified_on, today),
        );
        let pipeline = keep(&mut wrong, "pipeline", amount(&self.pipeline));
        let debt_history = keep(
            &mut wrong,
            "debt_history",
            optional(&self.debt_history, "this", 2_000),
        );
        let readiness = self
            .readiness
            .parse()
            .map_err(|_| "Choose how ready it is.".to_owned());
        let readiness = keep(&mut wrong, "readiness", readiness);
        let counties = keep(&mut wrong, "counties", read_counties(&self.counties));
        if self.issues.is_empty() {
            wrong.push(("issues", "Tick at least one issue it knows.".to_owned()));
        }
        let source = optional(&self.source, "this", 300).and_then(|source| {
            if source.is_empty() {
                Err("Say where you know this from.".to_owned())
            } else {
                Ok(source)
            }
        });
        let source = keep(&mut wrong, "source", source);
        let as_of = past_day(&self.as_of, today).and_then(|day| {
            day.ok_or_else(|| "Type the day this was known, such as 2026-11-20.".to_owned())
        });
        let as_of = keep(&mut wrong, "as_of", as_of);
        let read = (|| {
            Some(AbsorberRead {
                kind: kind?,
                assets: assets?,
                net_asset_ratio: net?,
                certification: certification?,
                certified_on: certified_on?,
                pipeline: pipeline?,
                debt_history: debt_history?,
                readiness: readiness?,
                counties: counties?,
                source: source?,
                as_of: as_of?,
            })
        })();
        read.filter(|_| wrong.is_empty()).ok_or(wrong)
    }
}

fn keep<T>(wrong: &mut Wrong, field: &'static str, read: Result<T, String>) -> Option<T> {
    read.map_err(|why| wrong.push((field, why))).ok()
}

fn amount(typed: &str) -> Result<Option<Money>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed
        .parse()
        .map(Some)
        .map_err(|error: crate::values::NotMoney| error.to_string())
}

/// Percent as a share: "28.5%" is 0.285.
fn percent(typed: &str) -> Result<Option<f64>, String> {
    let typed = typed.trim().trim_end_matches('%').trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let plain = typed.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let read = typed
        .parse::<f64>()
        .ok()
        .filter(|value| plain && *value <= 100.0);
    read.map(|value| Some(value / 100.0))
        .ok_or_else(|| "Type a percentage from 0 to 100, such as 28.".to_owned())
}

fn past_day(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let day = date(typed)?;
    if day > today {
        return Err("Type a date that has come.".to_owned());
    }
    Ok(Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_form_is_read_and_a_bad_one_says_where() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let mut form = AbsorberForm {
            kind: "cdfi".to_owned(),
            assets: "$42m".to_owned(),
            net_assets: "28.5%".to_owned(),
            readiness: "ready".to_owned(),
            issues: vec!["housing".to_owned()],
            counties: "24510".to_owned(),
            source: "Audit".to_owned(),
            as_of: "2026-06-30".to_owned(),
            ..AbsorberForm::default()
        };
        let read = form.read(today).unwrap();
        assert_eq!(read.net_asset_ratio, Some(0.285));
        assert_eq!(read.assets.unwrap().dollars(), 42_000_000);
        form.assets = "-5".to_owned();
        form.net_assets = "NaN".to_owned();
        form.as_of = "0001-01-01".to_owned();
        form.certification = "x".repeat(301);
        let fields: Vec<&str> = form
            .read(today)
            .unwrap_err()
            .iter()
            .map(|(field, _)| *field)
            .collect();
        assert_eq!(fields, ["assets", "net_assets", "certification", "as_of"]);
    }
}
