//! Does the source fund where the goal is, and how near to it?
//!
//! Codes decide, never names. A city named by itself counts most, the nation least. Banks are held to their own list of
//! CRA assessment areas and CDFIs to their target markets; where such a list is not recorded, that is said.

use super::pocket::{Area, GoalPlace, Need, Pocket, Served, TargetMarket};
use super::reasons::{
    Gate, Reason,
    ReasonKind::{Against, For, Info},
    Topic,
};
use super::words;
use crate::values::{FunderType, GeoScope, Strictness};

/// How near a scope is to a city, in basis points (matching and scheduling, 2.1; county, region, tribal land and the
/// scopes inside a city are ours, set between their neighbors).
pub(in crate::matching) const fn nearness(scope: GeoScope) -> u16 {
    match scope {
        GeoScope::Tract | GeoScope::Neighborhood | GeoScope::City | GeoScope::Tribal => 10_000,
        GeoScope::County => 9_000,
        GeoScope::Cbsa => 8_500,
        GeoScope::State => 7_000,
        GeoScope::Region => 6_000,
        GeoScope::National => 5_000,
    }
}

impl Area {
    fn covers(&self, place: &GoalPlace) -> bool {
        self.scope == GeoScope::National
            || place
                .areas
                .iter()
                .any(|area| area.scope == self.scope && area.code == self.code)
    }
}

/// The nearest area a source names that covers a place of the goal, and that place.
pub(super) fn nearest<'a>(pocket: &'a Pocket, need: &'a Need) -> Option<(&'a Area, &'a GoalPlace)> {
    let mut best: Option<(&Area, &GoalPlace)> = None;
    for place in &need.places {
        let excluded = |s: &Served| s.strictness == Strictness::Excludes && s.area.covers(place);
        if pocket.served.iter().any(excluded) {
            continue;
        }
        for served in pocket
            .served
            .iter()
            .filter(|s| s.strictness != Strictness::Excludes && s.area.covers(place))
        {
            let nearer = best.is_none_or(|(area, _)| {
                (nearness(served.area.scope), area.key())
                    > (nearness(area.scope), served.area.key())
            });
            if nearer {
                best = Some((&served.area, place));
            }
        }
    }
    best
}

/// The place gate.
pub(super) fn place_gate(pocket: &Pocket, need: &Need) -> Gate {
    let reason = |kind, text: String| Reason::new(kind, Topic::Place, text);
    let is_excluded = |served: &&Served| {
        served.strictness == Strictness::Excludes
            && need.places.iter().any(|place| served.area.covers(place))
    };
    let found = if let Some((area, place)) = nearest(pocket, need) {
        reason(For, covers_in_words(area, place)).codes([area.key()])
    } else if let Some(excluded) = pocket.served.iter().find(is_excluded) {
        let text = format!("Does not fund in {}", excluded.area.in_words());
        reason(Against, text).codes([excluded.area.key()])
    } else {
        let named: Vec<&Area> = pocket
            .served
            .iter()
            .filter(|served| served.strictness != Strictness::Excludes)
            .map(|served| &served.area)
            .collect();
        if named.is_empty() {
            reason(Against, "Where it funds is not recorded".to_owned())
        } else {
            reason(Against, outside("Serves", &named, need))
                .codes(named.iter().map(|area| area.key()))
        }
    };
    Gate::from_reasons(vec![found])
}

/// "Serves King County (county 53033), where Seattle is".
pub(super) fn covers_in_words(area: &Area, place: &GoalPlace) -> String {
    if place.name.is_empty() {
        format!("Serves {}; this goal names no place", area.in_words())
    } else if area.name == place.name || area.scope == GeoScope::National {
        format!("Serves {}", area.in_words())
    } else {
        format!("Serves {}, where {} is", area.in_words(), place.name)
    }
}

fn outside(verb: &str, areas: &[&Area], need: &Need) -> String {
    let first: Vec<&str> = areas
        .iter()
        .take(3)
        .map(|area| area.name.as_str())
        .collect();
    let served = match areas.len().saturating_sub(3) {
        0 => words::list(&first),
        more => format!("{} and {more} more", first.join(", ")),
    };
    let places: Vec<&str> = need
        .places
        .iter()
        .map(|place| place.name.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    match places.len() {
        0 => format!("{verb} {served}; this goal names no place"),
        1 => format!("{verb} {served}; {} is outside", places[0]),
        _ => format!("{verb} {served}; {} are outside", words::list(&places)),
    }
}

/// The CRA gate for banks and the target-market gate for CDFIs; everybody else passes without a word.
pub(super) fn market_gate(pocket: &Pocket, need: &Need) -> Gate {
    let mut reasons = Vec::new();
    if checks_assessment(pocket) {
        reasons.push(assessment(pocket, need));
    }
    if checks_market(pocket) {
        reasons.push(target_market(pocket, need));
    }
    Gate::from_reasons(reasons)
}

/// Whether it is held to its CRA assessment areas: banks are, and whoever counts only what the CRA counts.
pub(in crate::matching) fn checks_assessment(pocket: &Pocket) -> bool {
    let mut codes = pocket.constraints.iter();
    codes.any(|code| code == "cra_qualified_only")
        || matches!(pocket.funder_type, FunderType::Bank | FunderType::CdfiBank)
}

/// Whether it is held to its target markets: CDFIs are.
pub(in crate::matching) fn checks_market(pocket: &Pocket) -> bool {
    use FunderType::{CdfiBank, CdfiCreditUnion, CdfiLoanFund, CdfiVentureFund};
    matches!(
        pocket.funder_type,
        CdfiLoanFund | CdfiBank | CdfiCreditUnion | CdfiVentureFund
    )
}

fn assessment(pocket: &Pocket, need: &Need) -> Reason {
    let covering = pocket
        .assessment_areas
        .iter()
        .find(|area| need.places.iter().any(|place| area.covers(place)));
    let reason = |kind, text: String| Reason::new(kind, Topic::Market, text);
    match covering {
        Some(area) => reason(
            For,
            format!("{} is in its CRA assessment area", sentence_start(area)),
        )
        .codes([area.key()]),
        None if pocket.assessment_areas.is_empty() => reason(
            Info,
            "Its CRA assessment areas are not recorded, so they were not checked".to_owned(),
        ),
        None => {
            let named: Vec<&Area> = pocket.assessment_areas.iter().collect();
            reason(Against, outside("CRA assessment area is", &named, need))
                .codes(named.iter().map(|a| a.key()))
        }
    }
}

fn target_market(pocket: &Pocket, need: &Need) -> Reason {
    let reason = |kind, text: String| Reason::new(kind, Topic::Market, text);
    match pocket
        .target_markets
        .iter()
        .find(|market| market.includes(need))
    {
        Some(market) => {
            reason(For, format!("Its target market is {}", market.in_words())).codes(market.codes())
        }
        None if pocket.target_markets.is_empty() => reason(
            Info,
            "Its CDFI target markets are not recorded, so they were not checked".to_owned(),
        ),
        None => {
            let markets: Vec<String> = pocket
                .target_markets
                .iter()
                .map(TargetMarket::in_words)
                .collect();
            let codes: Vec<String> = pocket
                .target_markets
                .iter()
                .flat_map(TargetMarket::codes)
                .collect();
            reason(
                Against,
                format!(
                    "Its target market is {}; this goal is outside",
                    words::list(&markets)
                ),
            )
            .codes(codes)
        }
    }
}

impl TargetMarket {
    fn includes(&self, need: &Need) -> bool {
        let place = self
            .area
            .as_ref()
            .is_none_or(|area| need.places.iter().any(|place| area.covers(place)));
        let people = self
            .population
            .as_ref()
            .is_none_or(|who| need.populations.iter().any(|each| each.code == who.code));
        place && people && (self.area.is_some() || self.population.is_some())
    }

    fn in_words(&self) -> String {
        let kind = match self.kind.as_str() {
            "investment_area" => "investment areas".to_owned(),
            "low_income_targeted_population" => "low-income people".to_owned(),
            "other_targeted_population" => "people historically kept from capital".to_owned(),
            other => other.replace('_', " "),
        };
        let who = self
            .population
            .as_ref()
            .map_or(kind, |population| population.label.clone());
        self.area.as_ref().map_or_else(
            || who.clone(),
            |area| format!("{who} in {}", area.in_words()),
        )
    }

    fn codes(&self) -> Vec<String> {
        let area = self.area.as_ref().map(Area::key);
        let population = self.population.as_ref().map(|who| who.code.clone());
        std::iter::once(self.kind.clone())
            .chain(area)
            .chain(population)
            .collect()
    }
}

fn sentence_start(area: &Area) -> String {
    if area.scope == GeoScope::National {
        "The whole country".to_owned()
    } else {
        area.in_words()
    }
}
