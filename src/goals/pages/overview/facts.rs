//! What a goal keeps as a small document (an outcomes contract), read into words. A document that
//! cannot be read shows nothing rather than its raw text.

use serde_json::{Map, Value};

use crate::{goals::pages::words::plain, values::Money};

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
    terms
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(code, value)| term(code, value))
        .collect()
}

fn term(code: &str, value: &Value) -> Fact {
    let label = match code {
        "payor_kind" => "Who pays for outcomes".to_owned(),
        "intermediary_kind" => "Intermediary".to_owned(),
        "outcome_metric" => "Outcome paid for".to_owned(),
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
        Value::String(text) if text.contains(' ') => text.clone(),
        Value::String(text) => plain(text),
        other => other.to_string(),
    };
    Fact::new(label, text)
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
                "Price per outcome: $9,500",
                "Term: 60 months"
            ]
        );
        assert!(contract(Some("not a document")).is_empty());
    }
}
