//! What a goal keeps as a small document (an outcomes contract), read into words. A document that
//! cannot be read shows nothing rather than its raw text.

use serde_json::{Map, Value};

use crate::{
    goals::pages::words::plain,
    values::{ContractStage, IntermediaryKind, Money, PayorKind},
};

/// A label and what stands beside it.
pub(in crate::goals::pages) struct Fact {
    pub(in crate::goals::pages) label: String,
    pub(in crate::goals::pages) text: String,
}

impl Fact {
    pub(in crate::goals::pages) fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: text.into(),
        }
    }
}

/// An outcomes contract's terms.
pub(super) fn contract(document: Option<&str>) -> Vec<Fact> {
    let terms: Map<String, Value> = document
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    let place = |code: &str| ORDER.iter().position(|known| *known == code);
    let mut said: Vec<_> = terms
        .iter()
        .filter(|(_, value)| !value.is_null() && value.as_str() != Some(""))
        .collect();
    said.sort_by_key(|(code, _)| place(code).unwrap_or(ORDER.len()));
    said.into_iter()
        .map(|(code, value)| term(code, value))
        .collect()
}

/// Who pays for what comes first, then how much, then how it is run.
const ORDER: [&str; 9] = [
    "payor_kind",
    "outcome_metric",
    "price_per_outcome_usd",
    "cap_usd",
    "term_months",
    "verification",
    "evaluator",
    "intermediary_kind",
    "stage",
];

fn term(code: &str, value: &Value) -> Fact {
    let label = match code {
        "payor_kind" => "Who pays for outcomes".to_owned(),
        "intermediary_kind" => "Intermediary".to_owned(),
        "outcome_metric" => "Outcome paid for".to_owned(),
        "price_per_outcome_usd" => "Price of one outcome".to_owned(),
        "verification" => "How it is verified".to_owned(),
        "cap_usd" => "Most that is paid".to_owned(),
        "term_months" => "Term".to_owned(),
        other => plain(other.trim_end_matches("_usd")),
    };
    let text = match value {
        Value::Number(number) if code.ends_with("_usd") => number
            .as_i64()
            .and_then(|dollars| Money::try_from(dollars).ok())
            .map_or_else(|| number.to_string(), Money::full),
        Value::Number(number) if code.ends_with("_months") => format!("{number} months"),
        Value::String(text) => in_words(code, text),
        other => other.to_string(),
    };
    Fact::new(label, text)
}

/// A code's words; a text of several words stands as it was typed.
fn in_words(code: &str, text: &str) -> String {
    let known = match code {
        "payor_kind" => text.parse().map(PayorKind::label).ok(),
        "intermediary_kind" => text.parse().map(IntermediaryKind::label).ok(),
        "stage" => text.parse().map(ContractStage::label).ok(),
        _ => None,
    };
    match known {
        Some(label) => label.to_owned(),
        None if text.contains(' ') => text.to_owned(),
        None => plain(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_reads_as_terms() {
        let terms = contract(Some(
            r#"{"payor_kind":"city_and_county","price_per_outcome_usd":9500,"term_months":60}"#,
        ));
        let said: Vec<_> = terms
            .iter()
            .map(|each| format!("{}: {}", each.label, each.text))
            .collect();
        assert_eq!(
            said,
            [
                "Who pays for outcomes: City and county",
                "Price of one outcome: $9,500",
                "Term: 60 months"
            ]
        );
        assert!(contract(Some("not a document")).is_empty());
    }
}
