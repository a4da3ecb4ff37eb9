//! The form that reports a value of an indicator.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{date, line, maybe::maybe_number, maybe_date, optional};
use crate::{
    entities::data_points,
    goals::{
        rules::{cuts, number},
        store::NewPoint,
    },
    values::IndicatorUnit,
    web::FieldErrors,
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct PointForm {
    pub(in crate::goals::pages) observed_on: String,
    pub(in crate::goals::pages) period: String,
    pub(in crate::goals::pages) value: String,
    pub(in crate::goals::pages) low: String,
    pub(in crate::goals::pages) high: String,
    /// Empty for everyone.
    pub(in crate::goals::pages) cut_kind: String,
    pub(in crate::goals::pages) cut_group: String,
    pub(in crate::goals::pages) source: String,
    pub(in crate::goals::pages) note: String,
    pub(in crate::goals::pages) released_on: String,
    /// Why it replaces the value in force.
    pub(in crate::goals::pages) reason: String,
    /// The revision that the reporter was shown; empty for none.
    pub(in crate::goals::pages) replaces: String,
}

impl PointForm {
    /// A correction of this value, to be typed.
    pub(in crate::goals::pages) fn correcting(held: &data_points::Model) -> Self {
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        Self {
            observed_on: held.observed_on.to_string(),
            period: held.period.clone(),
            value: held.value.to_string(),
            low: number(held.low),
            high: number(held.high),
            cut_kind: held.cut_kind.clone(),
            cut_group: held.cut_group.clone(),
            source: held.source.clone(),
            note: held.note.clone(),
            released_on: held
                .released_on
                .map(|date| date.to_string())
                .unwrap_or_default(),
            reason: String::new(),
            replaces: held.revision.to_string(),
        }
    }

    /// The revision the reporter has seen.
    pub(in crate::goals::pages) fn seen(&self) -> i32 {
        self.replaces.parse().unwrap_or(0)
    }

    /// The value it reports.
    pub(in crate::goals::pages) fn read(
        &self,
        unit: IndicatorUnit,
        today: NaiveDate,
    ) -> Result<NewPoint, FieldErrors> {
        let mut errors = FieldErrors::default();
        let value = errors.keep("value", number::read(&self.value, Some(unit)));
        let observed_on = errors.keep("observed_on", date(&self.observed_on));
        if let Some(Err(why)) = observed_on.map(|on| number::has_come(on, today)) {
            errors.add("observed_on", why);
        }
        let source = errors.keep("source", line(&self.source, "where the value is from", 300));
        let reason = errors.keep("reason", optional(&self.reason, "the reason", 500));
        if self.seen() > 0 && reason.as_deref() == Some("") {
            errors.add(
                "reason",
                "Say why the earlier value is corrected. Both stay visible.",
            );
        }
        let (cut_kind, cut_group) = self.cut(&mut errors).unzip();
        let low = errors.keep("low", maybe_number(&self.low, Some(unit)));
        let high = errors.keep("high", maybe_number(&self.high, Some(unit)));
        if let (Some(value), Some(low), Some(high)) = (value, low, high) {
            errors.keep("low", number::around(value, low, high));
        }
        let period = errors.keep("period", optional(&self.period, "the period", 60));
        let released_on = errors.keep("released_on", maybe_date(&self.released_on));
        let note = errors.keep("note", optional(&self.note, "the note", 500));
        let read = (|| {
            Some(NewPoint {
                observed_on: observed_on?,
                period: period?,
                value: value?,
                low: low?,
                high: high?,
                cut_kind: cut_kind?,
                cut_group: cut_group?,
                source: source?,
                note: note?,
                released_on: released_on?,
                reason: reason?,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }

    /// A breakdown and its group, or neither.
    fn cut(&self, errors: &mut FieldErrors) -> Option<(String, String)> {
        let kind = errors.keep("cut_kind", optional(&self.cut_kind, "the breakdown", 60))?;
        let group = errors.keep(
            "cut_group",
            optional(&self.cut_group, "the group's name", 120),
        )?;
        let kind = cuts::code(&kind);
        match (kind.is_empty(), group.is_empty()) {
            (false, true) => errors.add("cut_group", "Name the group."),
            (true, false) => errors.add("cut_kind", "Choose what the group is told apart by."),
            _ => return Some((kind, group)),
        }
        None
    }
}
