//! Funding sources and goals of the sample data, as matching sees them.

use std::collections::HashMap;

use serde::{Deserialize, de::DeserializeOwned};

use super::super::*;
use crate::goals::rules::stack::StackLine;
use crate::values::{
    CapitalProduct, FunderType, GeoScope, Money, StackLayer, StackLineStatus, Strictness,
};

#[derive(Deserialize)]
pub(super) struct Directory {
    pub(super) funders: Vec<Funder>,
    products: Vec<Product>,
}

#[derive(Deserialize)]
pub(super) struct Funder {
    pub(super) id: String,
    #[serde(rename = "funder_type")]
    kind: FunderType,
    geographies: Vec<Geography>,
    cra_assessment_areas: Vec<Geography>,
    cdfi_target_markets: Vec<Market>,
    issue_areas: Vec<String>,
    populations: Vec<String>,
    constraints: Vec<String>,
    decision_cycle: Vec<DecisionSlot>,
}

#[derive(Deserialize)]
struct Geography {
    scope: GeoScope,
    code: String,
}

#[derive(Deserialize)]
struct Market {
    kind: String,
    scope: Option<GeoScope>,
    code: Option<String>,
    population: Option<String>,
}

#[derive(Deserialize)]
struct Product {
    funder_id: String,
    #[serde(rename = "product")]
    kind: CapitalProduct,
    min_usd: Money,
    max_usd: Money,
    term_months: Option<u32>,
    conditions: String,
}

#[derive(Deserialize)]
pub(super) struct Goal {
    pub(super) id: String,
    places: Vec<String>,
    primary_issue: String,
    other_issues: Vec<String>,
    populations: Vec<String>,
    capital_stack: Vec<Line>,
    outcomes_contract: Option<Contract>,
}

#[derive(Deserialize)]
struct Line {
    layer: StackLayer,
    product: CapitalProduct,
    amount_usd: Money,
    status: StackLineStatus,
    #[serde(rename = "use")]
    purpose: String,
    counts_toward_total: bool,
}

#[derive(Deserialize)]
struct Contract {
    payor_kind: String,
    evaluator: String,
}

#[derive(Deserialize)]
struct City {
    geoid: String,
    name: String,
    state: String,
    state_name: String,
    county_fips: String,
    county_name: String,
    cbsa_code: String,
    cbsa_title: String,
}

/// The sample data, with the names of areas.
pub(super) struct Demo {
    pub(super) directory: Directory,
    pub(super) goals: Vec<Goal>,
    cities: Vec<City>,
    names: HashMap<(GeoScope, String), String>,
}

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

impl Demo {
    pub(super) fn load() -> Self {
        let mut rows = csv::Reader::from_reader(
            include_bytes!("../../../../data/reference/cities.csv").as_slice(),
        );
        let cities: Vec<City> = rows.deserialize().map(Result::unwrap).collect();
        let mut names = HashMap::new();
        for city in &cities {
            for area in areas_of(city) {
                names.insert((area.scope, area.code), area.name);
            }
        }
        Self {
            directory: read(include_str!(
                "../../../../data/demo/funders.illustrative.json"
            )),
            goals: read(include_str!(
                "../../../../data/demo/outcome_goals.illustrative.json"
            )),
            cities,
            names,
        }
    }

    fn area(&self, scope: GeoScope, code: &str) -> Area {
        let name = self
            .names
            .get(&(scope, code.to_owned()))
            .cloned()
            .unwrap_or_else(|| code.to_owned());
        Area {
            scope,
            code: code.to_owned(),
            name,
        }
    }

    pub(super) fn pocket(&self, id: &str) -> Pocket {
        let funder = self
            .directory
            .funders
            .iter()
            .find(|funder| funder.id == id)
            .unwrap();
        let areas = |rows: &[Geography]| -> Vec<Area> {
            rows.iter().map(|g| self.area(g.scope, &g.code)).collect()
        };
        Pocket {
            funder_type: funder.kind,
            active: true,
            do_not_contact: false,
            served: areas(&funder.geographies)
                .into_iter()
                .map(|area| Served {
                    area,
                    strictness: Strictness::Only,
                })
                .collect(),
            assessment_areas: areas(&funder.cra_assessment_areas),
            target_markets: funder
                .cdfi_target_markets
                .iter()
                .map(|market| self.market(market))
                .collect(),
            issues: funder.issue_areas.iter().map(|code| term(code)).collect(),
            populations: funder.populations.iter().map(|code| term(code)).collect(),
            offers: self
                .directory
                .products
                .iter()
                .filter(|product| product.funder_id == id)
                .map(offer)
                .collect(),
            constraints: funder.constraints.clone(),
            cycle: funder.decision_cycle.clone(),
        }
    }

    fn market(&self, market: &Market) -> TargetMarket {
        TargetMarket {
            kind: market.kind.clone(),
            area: market
                .scope
                .zip(market.code.as_deref())
                .map(|(scope, code)| self.area(scope, code)),
            population: market.population.as_deref().map(term),
        }
    }

    pub(super) fn need(&self, id: &str) -> Need {
        let goal = self.goals.iter().find(|goal| goal.id == id).unwrap();
        let issue = |code: &String, weight| WeightedIssue {
            term: term(code),
            weight,
        };
        Need {
            places: goal
                .places
                .iter()
                .map(|geoid| {
                    self.cities
                        .iter()
                        .find(|city| city.geoid == *geoid)
                        .unwrap()
                })
                .map(|city| GoalPlace {
                    name: city.name.clone(),
                    areas: areas_of(city),
                })
                .collect(),
            issues: std::iter::once(issue(&goal.primary_issue, WeightedIssue::PRIMARY))
                .chain(
                    goal.other_issues
                        .iter()
                        .map(|code| issue(code, WeightedIssue::OTHER)),
                )
                .collect(),
            populations: goal.populations.iter().map(|code| term(code)).collect(),
            lines: goal.capital_stack.iter().map(line).collect(),
            payor: goal.outcomes_contract.as_ref().map(|contract| Payor {
                kind: contract.payor_kind.clone(),
            }),
            evaluator_named: goal
                .outcomes_contract
                .as_ref()
                .is_some_and(|contract| !contract.evaluator.is_empty()),
            charitable_recipient: None,
            until: None,
            dates: Vec::new(),
            target: None,
        }
    }
}

fn areas_of(city: &City) -> Vec<Area> {
    let area = |scope, code: &str, name: &str| Area {
        scope,
        code: code.to_owned(),
        name: name.to_owned(),
    };
    vec![
        area(GeoScope::City, &city.geoid, &city.name),
        area(
            GeoScope::County,
            &city.county_fips,
            &format!("{} County", city.county_name),
        ),
        area(GeoScope::Cbsa, &city.cbsa_code, &city.cbsa_title),
        area(GeoScope::State, &city.state, &city.state_name),
    ]
}

fn term(code: &str) -> Term {
    Term {
        code: code.to_owned(),
        label: code.replace(['_', '.'], " "),
    }
}

fn offer(product: &Product) -> Offer {
    Offer {
        product: product.kind,
        min: product.min_usd,
        max: product.max_usd,
        term_months: product.term_months,
        conditions: product.conditions.clone(),
    }
}

fn line(line: &Line) -> StackLine {
    StackLine {
        layer: line.layer,
        product: line.product,
        amount: line.amount_usd,
        status: line.status,
        purpose: line.purpose.clone(),
        counts_toward_total: line.counts_toward_total,
        part_of: None,
    }
}
