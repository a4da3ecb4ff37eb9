//! The settings as the form shows them.

use super::asked::{Asked, Settings};
use crate::{
    composing::families::Family,
    values::{ConveningMode, ConveningPurpose},
    web::views::Choice,
};

/// The settings as typed.
pub(super) struct Fields {
    pub(super) size: String,
    pub(super) families: Vec<(&'static str, &'static str, String)>,
    pub(super) local: String,
    pub(super) first: String,
    pub(super) asks: String,
    pub(super) residents: String,
    pub(super) officials: String,
    pub(super) paid: bool,
    pub(super) modes: Vec<Choice>,
    pub(super) purposes: Vec<Choice>,
    pub(super) convening: String,
}

pub(super) fn fields(asked: &Asked, settings: &Settings) -> Fields {
    let typed = |typed: &str, usual: String| match typed.trim() {
        "" => usual,
        typed => typed.to_owned(),
    };
    Fields {
        size: typed(&asked.size, settings.size.to_string()),
        families: Family::ALL
            .map(|family| {
                let typed = typed(asked.family(family), "0".to_owned());
                (family.code(), family.label(), typed)
            })
            .into(),
        local: typed(&asked.local, "0".to_owned()),
        first: typed(&asked.first, "0".to_owned()),
        asks: asked.asks.trim().to_owned(),
        residents: typed(&asked.residents, "0".to_owned()),
        officials: typed(&asked.officials, "0".to_owned()),
        paid: settings.paid,
        modes: ConveningMode::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), settings.mode == Some(*each)))
            .collect(),
        purposes: ConveningPurpose::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), settings.purpose == Some(*each)))
            .collect(),
        convening: settings
            .convening
            .map(|id| id.to_string())
            .unwrap_or_default(),
    }
}
