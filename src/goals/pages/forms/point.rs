//! The form that reports a value of an indicator.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{date, line, number, optional};
use crate::{goals::store::NewPoint, web::FieldErrors};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct PointForm {
    pub(in crate::goals::pages) observed_on: String,
    pub(in crate::goals::pages) value: String,
    pub(in crate::goals::pages) source: String,
    pub(in crate::goals::pages) note: String,
}

impl PointForm {
    /// The value it reports.
    pub(in crate::goals::pages) fn read(&self, today: NaiveDate) -> Result<NewPoint, FieldErrors> {
        let mut errors = FieldErrors::default();
        let observed_on = errors.keep("observed_on", date(&self.observed_on));
        if observed_on.is_some_and(|date| date > today) {
            errors.add(
                "observed_on",
                "Type a date that has come: only what was observed is reported.",
            );
        }
        let value = errors.keep("value", number(&self.value));
        let source = errors.keep("source", line(&self.source, "where the value is from", 300));
        let note = errors.keep("note", optional(&self.note, "the note", 500));
        let read = (|| {
            Some(NewPoint {
                observed_on: observed_on?,
                value: value?,
                source: source?,
                note: note?,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}
