use std::sync::Arc;

use super::{
    money::{Open, brought, open},
    *,
};
use crate::{
    funders::ProductRow,
    ids::{FundingSourceId, PartnershipId},
    values::{
        CapitalProduct::{Grant, Guarantee, SeniorDebt},
        Money, RelationshipStage,
    },
};

const MILLION: u64 = 1_000_000;

/// A grant maker that is eligible for a goal.
fn source(number: u128, brings: &[(CapitalProduct, u64)]) -> Source {
    Source {
        id: FundingSourceId::from_u128(number),
        organization: organization(number),
        name: format!("Number {number}"),
        kind: FunderType::PrivateFoundation,
        illustrative: true,
        offers: brings.iter().map(|(product, _)| *product).collect(),
        brings: brings.to_vec(),
        stock: brings
            .iter()
            .map(|(kind, most)| (*kind, *most, u64::MAX))
            .collect(),
        fit: Some(5_000),
        local: false,
        convener: false,
    }
}

fn list(lines: &[(CapitalProduct, u64)], best: Vec<Source>) -> Shortlist {
    Shortlist {
        open: open(lines.iter().copied()),
        best: Arc::new(best),
        named: Vec::new(),
    }
}

fn brings(scene: &Scene, number: u128, product: CapitalProduct) -> Option<u64> {
    let kind = scene.kinds.iter().position(|(each, _)| *each == product)?;
    let known = &scene.organizations[&organization(number)];
    known.brings.get(&kind).copied()
}

fn offer(product: CapitalProduct, [min, max]: [u64; 2]) -> ProductRow {
    let money = |dollars: u64| Money::try_from(i64::try_from(dollars).unwrap()).unwrap();
    ProductRow {
        funding_source_id: FundingSourceId::from_u128(1),
        product,
        min_usd: money(min),
        max_usd: money(max),
        term_months: None,
        conditions: String::new(),
    }
}

#[test]
fn a_source_brings_nothing_to_a_goal_it_is_not_eligible_for() {
    let here = list(
        &[(Grant, 2 * MILLION)],
        vec![source(1, &[(Grant, 9 * MILLION)])],
    );
    let there = list(
        &[(Grant, 5 * MILLION), (SeniorDebt, MILLION)],
        vec![source(2, &[(Grant, 9 * MILLION)])],
    );
    let scene = scene(&[here, there]);
    assert_eq!(scene.kinds, [(Grant, 7 * MILLION), (SeniorDebt, MILLION)]);
    assert_eq!(brings(&scene, 1, Grant), Some(2 * MILLION));
    assert_eq!(brings(&scene, 2, Grant), Some(5 * MILLION));
    assert_eq!(brings(&scene, 1, SeniorDebt), None);
    assert_eq!((scene.sources(0), scene.sources(1)), (2, 0));
}

#[test]
fn what_two_goals_could_take_of_one_source_is_counted_once() {
    let both = || source(1, &[(Grant, 6 * MILLION)]);
    let lists = [
        list(&[(Grant, 2 * MILLION)], vec![both()]),
        list(&[(Grant, 5 * MILLION)], vec![both()]),
    ];
    assert_eq!(brings(&scene(&lists), 1, Grant), Some(6 * MILLION));
    let mut second = source(2, &[(Grant, 6 * MILLION)]);
    second.organization = organization(1);
    let lists = [list(&[(Grant, 7 * MILLION)], vec![both(), second])];
    assert_eq!(
        brings(&scene(&lists), 1, Grant),
        Some(7 * MILLION),
        "two sources bring no more than is open"
    );
}

#[test]
fn each_goal_sends_its_own_best() {
    let of = |from: u128, count: u128| -> Vec<Source> {
        let sources = (from..from + count).map(|number| source(number, &[(Grant, MILLION)]));
        sources.collect()
    };
    let mut lists = [
        list(&[(Grant, MILLION)], of(1_000, 500)),
        list(&[(Grant, MILLION)], of(5_000, 500)),
    ];
    let nobody = BTreeSet::new();
    let chosen = scene(&lists).chosen_from(&nobody);
    let near = chosen.iter().filter(|id| number(**id) < 5_000).count();
    assert_eq!((near, chosen.len() - near), (BEST, BEST));
    // A kind that one goal alone leaves open has its best of that goal, however far down they stand.
    let mut second = of(5_000, 500);
    second.extend((9_000..9_100).map(|number| source(number, &[(Guarantee, MILLION)])));
    lists[1] = list(&[(Grant, MILLION), (Guarantee, MILLION)], second);
    let chosen = scene(&lists).chosen_from(&nobody);
    let guarantees = chosen.iter().filter(|id| number(**id) >= 9_000);
    assert_eq!(guarantees.count(), BEST_OF_KIND);
}

#[test]
fn a_guest_is_counted_with_the_chance_of_its_stage() {
    let both = [1, 2].map(|number| source(number, &[(Grant, MILLION)]));
    let scene = scene(&[list(&[(Grant, MILLION)], both.into())]);
    let aligned = Acquaintance {
        partnership: PartnershipId::fresh(),
        stage: RelationshipStage::Aligned,
    };
    let acquainted = BTreeMap::from([(organization(2), aligned)]);
    let nobody = BTreeSet::new();
    let chosen = scene.chosen_from(&nobody);
    let candidates = scene.candidates(&chosen, &nobody, &BTreeMap::new(), &acquainted);
    let chances: Vec<u16> = candidates.iter().map(|each| each.chance).collect();
    assert_eq!(chances, [6_000, 8_000]);
}

#[test]
fn a_minimum_is_held_against_one_line() {
    let open = open([(Grant, 2 * MILLION), (Grant, MILLION)].into_iter());
    let all = Open {
        all: 3 * MILLION,
        largest: 2 * MILLION,
    };
    assert_eq!(open[&Grant], all);
    let brought = |min: u64| {
        let products = [offer(Grant, [min, 9 * MILLION])];
        brought(&open, FunderType::PrivateFoundation, &products)
    };
    assert_eq!(brought(3 * MILLION), []);
    assert_eq!(brought(2 * MILLION), [(Grant, 9 * MILLION)]);
}

#[test]
fn a_product_that_fills_two_kinds_is_one_product() {
    use CapitalProduct::RecoverableGrant;
    let open = open([(Grant, 500_000), (RecoverableGrant, 500_000)].into_iter());
    let products = [offer(Grant, [0, 500_000])];
    let kind = FunderType::PrivateFoundation;
    let found = Source {
        brings: brought(&open, kind, &products),
        stock: money::stocked(&open, kind, &products),
        ..source(1, &[(Grant, 1)])
    };
    assert_eq!(
        found.brings,
        [(Grant, 500_000), (RecoverableGrant, 500_000)]
    );
    let list = Shortlist {
        open,
        best: Arc::new(vec![found]),
        named: Vec::new(),
    };
    let scene = scene(&[list]);
    assert_eq!(scene.organizations[&organization(1)].budget, 500_000);
    let nobody = BTreeSet::new();
    let chosen = scene.chosen_from(&nobody);
    let candidates = scene.candidates(&chosen, &nobody, &BTreeMap::new(), &BTreeMap::new());
    assert_eq!(candidates[0].budget, Some(500_000));
}
