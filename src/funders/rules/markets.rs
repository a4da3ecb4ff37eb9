//! The target markets of a CDFI, as the CDFI Fund names their kinds.

use serde::Deserialize;

use crate::values::{GeoScope, PlaceId};

/// One market: its kind in words, and the place or population that makes it one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Market {
    /// As stored: `investment_area` ...
    pub code: String,
    /// In words.
    pub kind: String,
    pub place: Option<PlaceId>,
    /// A population's code.
    pub population: Option<String>,
}

#[derive(Deserialize)]
struct Stored {
    kind: String,
    scope: Option<GeoScope>,
    code: Option<String>,
    population: Option<String>,
}

/// The markets as stored with a pocket; none when they are not recorded.
pub fn read_markets(stored: &str) -> Vec<Market> {
    let stored: Vec<Stored> = serde_json::from_str(stored).unwrap_or_default();
    stored
        .into_iter()
        .map(|market| Market {
            code: market.kind.clone(),
            kind: match market.kind.as_str() {
                "investment_area" => "Investment area".to_owned(),
                "low_income_targeted_population" => "Low-income targeted population".to_owned(),
                "other_targeted_population" => "Other targeted population".to_owned(),
                other => other.replace('_', " "),
            },
            place: market
                .scope
                .zip(market.code)
                .map(|(scope, code)| PlaceId::new(scope, &code)),
            population: market.population,
        })
        .collect()
}

/// The stored markets with their places replaced by these; those of a population stay.
pub fn market_json(stored: &str, places: &[(String, PlaceId)]) -> String {
    let kept: Vec<serde_json::Value> = serde_json::from_str(stored).unwrap_or_default();
    let populations = kept
        .into_iter()
        .filter(|market| market.get("population").is_some_and(|code| !code.is_null()));
    let places = places.iter().map(|(kind, place)| {
        let scope = place.as_str().split(':').next().unwrap_or_default();
        serde_json::json!({ "kind": kind, "scope": scope, "code": place.code() })
    });
    serde_json::Value::from(populations.chain(places).collect::<Vec<_>>()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_places_and_populations() {
        let stored = r#"[{"kind":"investment_area","scope":"state","code":"NM"},
            {"kind":"other_targeted_population","population":"native"}]"#;
        let markets = read_markets(stored);
        assert_eq!(markets[0].place, Some(PlaceId::new(GeoScope::State, "NM")));
        assert_eq!(markets[1].population.as_deref(), Some("native"));
        assert!(read_markets("null").is_empty());
        let metro = PlaceId::new(GeoScope::Cbsa, "12580");
        let changed = market_json(stored, &[("investment_area".to_owned(), metro.clone())]);
        let markets = read_markets(&changed);
        assert_eq!(markets.len(), 2);
        assert_eq!(markets[0].population.as_deref(), Some("native"));
        assert_eq!(markets[1].place, Some(metro));
    }
}
