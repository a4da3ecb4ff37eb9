//! A day on which the cities of a round learn together, as people type it and as it is kept.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use super::fields::{date, line, one_line};
use crate::{entities::learning_dates, web::FieldErrors};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LearningForm {
    pub held_on: String,
    pub topic: String,
    pub venue: String,
    pub source: String,
    pub version: String,
}

/// What is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LearningEdit {
    pub held_on: NaiveDate,
    pub topic: String,
    pub venue: String,
    pub source: String,
}

impl LearningForm {
    pub(crate) fn of(row: &learning_dates::Model) -> Self {
        Self {
            held_on: row.held_on.to_string(),
            topic: row.topic.clone(),
            venue: row.venue.clone(),
            source: row.source.clone(),
            version: row.version.to_string(),
        }
    }

    pub(crate) fn read(&self) -> Result<LearningEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let held_on = errors.keep("held_on", date(&self.held_on));
        let topic = errors.keep("topic", line(&self.topic, "what it is about", 200));
        let venue = errors.keep("venue", one_line(&self.venue, "where it is", 200));
        let source = errors.keep(
            "source",
            line(&self.source, "who said so, or where it is written", 300),
        );
        let read = (|| {
            Some(LearningEdit {
                held_on: held_on?,
                topic: topic?,
                venue: venue?,
                source: source?,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

impl LearningEdit {
    pub(crate) fn of(row: &learning_dates::Model) -> Self {
        Self {
            held_on: row.held_on,
            topic: row.topic.clone(),
            venue: row.venue.clone(),
            source: row.source.clone(),
        }
    }

    /// For the audit log.
    pub(crate) fn facts(&self) -> [(&'static str, Value); 4] {
        [
            ("date", json!(self.held_on.to_string())),
            ("topic", json!(self.topic)),
            ("where", json!(self.venue)),
            ("source", json!(self.source)),
        ]
    }
}
