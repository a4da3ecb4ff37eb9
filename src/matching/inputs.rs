//! From rows to what the rules read: a pocket, a goal's need, and when the pocket decides next.
//!
//! Pure translation. Names of areas are made readable here ("King County", "Baltimore city"), because the places table
//! keeps a county's name as its cities' file writes it.

use chrono::{NaiveDate, NaiveTime};
use jiff::civil::{Date, DateTime};

use crate::{
    entities::places,
    funders::{MarketRow, PocketArea, PocketRow, ProductRow},
    goals::GoalNeed,
    ids::StackLineId,
    values::{AreaBasis, GeoScope, Labelled, PlaceId, Strictness, time_convert::to_civil},
};

use super::rules::{
    Area, DecisionSlot, GoalPlace, Need, Offer, Payor, Pocket, Served, TargetMarket, Term,
    WeightedIssue,
};

/// The pocket as the rules see it.
pub(super) fn pocket(row: &PocketRow) -> Pocket {
    let on = |basis| row.areas.iter().filter(move |area| area.basis == basis);
    Pocket {
        funder_type: row.kind,
        active: true,
        do_not_contact: row.do_not_contact,
        served: on(AreaBasis::Stated)
            .map(|area| Served {
                area: named_area(area),
                strictness: Strictness::Only,
            })
            .collect(),
        assessment_areas: on(AreaBasis::Cra).map(named_area).collect(),
        target_markets: row.markets.iter().map(market).collect(),
        issues: row.issues.iter().map(term).collect(),
        populations: row.populations.iter().map(term).collect(),
        offers: row.products.iter().map(offer).collect(),
        constraints: row.constraints.iter().map(str::to_owned).collect(),
        cycle: decision_cycle(&row.decision_cycle),
    }
}

/// The goal as the rules see it, for one line of its stack or for all.
pub(super) fn need(goal: &GoalNeed, line: Option<StackLineId>) -> Need {
    let weights =
        std::iter::once(WeightedIssue::PRIMARY).chain(std::iter::repeat(WeightedIssue::OTHER));
    let contract = goal.contract.as_ref();
    Need {
        places: match goal.places.as_slice() {
            [] => vec![GoalPlace::nowhere()],
            places => places.iter().map(goal_place).collect(),
        },
        issues: goal
            .issues
            .iter()
            .zip(weights)
            .map(|(issue, weight)| WeightedIssue {
                term: term(issue),
                weight,
            })
            .collect(),
        populations: goal.populations.iter().map(term).collect(),
        lines: goal.lines_for(line),
        payor: contract.map(|terms| Payor {
            kind: terms.payor_kind.clone(),
        }),
        evaluator_named: contract.is_some_and(|terms| !terms.evaluator.trim().is_empty()),
        charitable_recipient: None,
        until: None,
        dates: goal.dates_for(line).filter_map(day).collect(),
        target: goal.target_on.and_then(day),
    }
}

fn day(on: NaiveDate) -> Option<Date> {
    to_civil(on.and_time(NaiveTime::MIN))
        .ok()
        .map(DateTime::date)
}

/// The decision cycle as stored, or the funder's own words as one slot without a month.
pub fn decision_cycle(stored: &str) -> Vec<DecisionSlot> {
    serde_json::from_str(stored).unwrap_or_else(|_| match stored.trim() {
        "" => Vec::new(),
        words => vec![DecisionSlot {
            board_month: 0,
            loi_due: words.to_owned(),
        }],
    })
}

fn term(of: &Labelled) -> Term {
    Term {
        code: of.code.clone(),
        label: of.label.clone(),
    }
}

fn offer(row: &ProductRow) -> Offer {
    Offer {
        product: row.product,
        min: row.min_usd,
        max: row.max_usd,
        term_months: row.term_months.and_then(|months| months.try_into().ok()),
        conditions: row.conditions.clone(),
    }
}

fn market(row: &MarketRow) -> TargetMarket {
    TargetMarket {
        kind: row.kind.clone(),
        area: row.area.as_ref().map(|(id, name)| area(id, name)),
        population: row.population.as_ref().map(term),
    }
}

fn named_area(row: &PocketArea) -> Area {
    area(&row.id, &row.name)
}

fn area(id: &PlaceId, name: &str) -> Area {
    let scope = id.as_str().split(':').next().unwrap_or_default();
    // A key whose scope is not in the list matches nothing, which a tract code of its own spelling also does.
    let scope = scope.parse().unwrap_or(GeoScope::Tract);
    of_scope(scope, id.code(), name)
}

fn of_scope(scope: GeoScope, code: &str, name: &str) -> Area {
    let name = match scope {
        GeoScope::County => county_name(name, code),
        _ => name.to_owned(),
    };
    Area {
        scope,
        code: code.to_owned(),
        name,
    }
}

/// A goal's place with every area it lies in.
fn goal_place(place: &places::Model) -> GoalPlace {
    let mut areas = vec![of_scope(place.kind, &place.code, &place.name)];
    let mut lies_in = |scope, code: &Option<String>, name: &Option<String>| {
        if let Some(code) = code
            && place.kind != scope
        {
            let name = name.as_ref().unwrap_or(code);
            areas.push(of_scope(scope, code, name));
        }
    };
    lies_in(GeoScope::County, &place.county_fips, &place.county_name);
    lies_in(GeoScope::Cbsa, &place.cbsa_code, &place.cbsa_title);
    lies_in(GeoScope::State, &place.state, &place.state_name);
    GoalPlace {
        name: areas[0].name.clone(),
        areas,
    }
}

/// A county with the word that tells it from the city of the same name. Census numbers independent cities from 510 up,
/// and "Baltimore County" is not "Baltimore city".
fn county_name(name: &str, fips: &str) -> String {
    const KINDS: [&str; 8] = [
        "County",
        "Parish",
        "Borough",
        "Municipality",
        "Municipio",
        "Region",
        "City",
        "city",
    ];
    let has_kind = KINDS.iter().any(|kind| name.ends_with(kind));
    let (state, number) = fips.split_at_checked(2).unwrap_or(("", fips));
    if has_kind || name == "District of Columbia" {
        name.to_owned()
    } else if number >= "510" {
        format!("{name} city")
    } else if state == "22" {
        format!("{name} Parish")
    } else {
        format!("{name} County")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_is_told_from_its_city() {
        for (name, fips, said) in [
            ("King", "53033", "King County"),
            ("Baltimore", "24510", "Baltimore city"),
            ("Orleans", "22071", "Orleans Parish"),
            ("Bexar County", "48029", "Bexar County"),
            ("District of Columbia", "11001", "District of Columbia"),
        ] {
            assert_eq!(county_name(name, fips), said);
        }
    }

    #[test]
    fn a_cycle_in_words_is_kept_as_words() {
        assert_eq!(decision_cycle(""), []);
        assert_eq!(decision_cycle("[]"), []);
        assert_eq!(decision_cycle("twice a year")[0].loi_due, "twice a year");
        assert_eq!(
            decision_cycle(r#"[{"board_month": 3, "loi_due": "01-15"}]"#)[0].board_month,
            3
        );
    }
}
