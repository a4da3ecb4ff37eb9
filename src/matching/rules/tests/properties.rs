//! What holds for any source and any goal, not only for the worked cases.

use proptest::prelude::*;

use super::{
    super::*,
    chance::{ISSUES, TODAY, any_dealings, any_weights, money, need, pocket, served, term, told},
};

fn found(pocket: &Pocket, need: &Need, dealings: Dealings) -> Match {
    match_up(pocket, need, dealings, Weights::default(), TODAY)
}

/// Verdict and score as one figure that must not fall when a pair gets better.
fn standing(found: &Match) -> (std::cmp::Reverse<Verdict>, u64) {
    (
        std::cmp::Reverse(found.judgment.verdict),
        found.fit.as_ref().map_or(0, |fit| fit.score),
    )
}

proptest! {
    #[test]
    fn a_failed_gate_has_a_reason_and_no_score(pocket in pocket(), need in need()) {
        let found = found(&pocket, &need, Dealings::default());
        let against = found.judgment.reasons.iter().any(|reason| reason.kind == ReasonKind::Against);
        match found.judgment.verdict {
            Verdict::Eligible => prop_assert!(found.fit.is_some() && found.likely_ask.is_some()),
            Verdict::AlignedNoOpenLine => {
                prop_assert!(found.fit.is_some() && against && found.likely_ask.is_none());
            }
            _ => prop_assert!(found.fit.is_none() && against && found.likely_ask.is_none()),
        }
    }

    #[test]
    fn the_largest_shortfall_is_what_the_score_would_rise_by(
        pocket in pocket(),
        need in need(),
        dealings in any_dealings(),
        weights in any_weights(),
    ) {
        let Some(fit) = match_up(&pocket, &need, dealings, weights, TODAY).fit else {
            return Ok(());
        };
        let missing = |measure: &Measure| {
            u64::from(measure.weight) * 10_000 - measure.contribution()
        };
        let asks = fit.load.as_ref().map_or(0, |load| load.taken);
        let most = fit.measures.iter().map(missing).chain([asks]).max();
        let found = fit.largest_shortfall();
        prop_assert_eq!(found.as_ref().map(|found| found.missing), most.filter(|most| *most > 0));
        if let Some(found) = found {
            let raised = fit.measures.iter().map(|measure| match found.component {
                Some(component) if component == measure.component => u64::from(measure.weight) * 10_000,
                _ => measure.contribution(),
            });
            let taken = if found.component.is_some() { asks } else { 0 };
            prop_assert_eq!(raised.sum::<u64>() - taken, fit.score + found.missing);
        }
    }

    #[test]
    fn contributions_make_the_score(
        pocket in pocket(),
        need in need(),
        dealings in any_dealings(),
        weights in any_weights(),
    ) {
        let fit = measure(&pocket, &need, dealings.clone(), weights, TODAY);
        let taken = fit.load.as_ref().map_or(0, |load| load.taken);
        prop_assert_eq!(fit.measures.iter().map(Measure::contribution).sum::<u64>(), fit.score + taken);
        prop_assert!(fit.score <= fit.full && taken <= u64::from(weights.load()) * 10_000);
        prop_assert_eq!(fit.load.is_some(), dealings.asked > 0);
        let points = |text: String| text.parse::<f64>().unwrap();
        let shown: f64 = fit.measures.iter().map(|m| points(m.points())).sum();
        let off = fit.load.as_ref().map_or(0.0, |load| points(load.points()));
        prop_assert!(off >= 0.0);
        prop_assert!((shown - off - points(fit.out_of_100())).abs() < 0.01, "shown points add up");
        prop_assert_eq!(fit.full, weights.total() * 10_000);
        prop_assert!(fit.measures.iter().all(|m| m.basis_points <= 10_000 && !m.sentence.is_empty()));
    }

    #[test]
    fn the_order_of_lists_does_not_matter(pocket in pocket(), need in need()) {
        let mut turned = (pocket.clone(), need.clone());
        turned.0.served.reverse();
        turned.0.offers.reverse();
        turned.0.issues.reverse();
        turned.0.populations.reverse();
        turned.1.lines.reverse();
        let (one, other) = (found(&pocket, &need, Dealings::default()), found(&turned.0, &turned.1, Dealings::default()));
        prop_assert_eq!(standing(&one), standing(&other));
        prop_assert_eq!(one.likely_ask, other.likely_ask);
    }

    #[test]
    fn wider_geography_and_more_issues_never_hurt(
        pocket in pocket(),
        need in need(),
        more in served(),
        issue in prop::sample::select(ISSUES.to_vec()),
    ) {
        let before = found(&pocket, &need, Dealings::default());
        let mut wider = pocket.clone();
        wider.served.push(more);
        prop_assert!(standing(&found(&wider, &need, Dealings::default())) >= standing(&before));
        let mut broader = pocket;
        broader.issues.push(term(issue));
        prop_assert!(standing(&found(&broader, &need, Dealings::default())) >= standing(&before));
    }

    #[test]
    fn a_larger_maximum_never_hurts_and_a_larger_minimum_never_helps(
        pocket in pocket(),
        need in need(),
        more in 0..9_000_000_i64,
    ) {
        let before = found(&pocket, &need, Dealings::default());
        let (mut larger, mut pickier) = (pocket.clone(), pocket);
        for offer in &mut larger.offers {
            offer.max = offer.max + money(more);
        }
        for offer in &mut pickier.offers {
            offer.min = offer.max.min(offer.min + money(more));
        }
        prop_assert!(standing(&found(&larger, &need, Dealings::default())) >= standing(&before));
        prop_assert!(standing(&found(&pickier, &need, Dealings::default())) <= standing(&before));
    }

    #[test]
    fn knowing_each_other_better_never_hurts(pocket in pocket(), need in need(), low in 0..9_000_u16, more in 0..1_000_u16) {
        let known = |points| Dealings {
            relationship: Some(told(points)),
            history: Some(told(points)),
            asked: 0,
        };
        prop_assert!(
            standing(&found(&pocket, &need, known(low + more))) >= standing(&found(&pocket, &need, known(low)))
        );
    }

    #[test]
    fn equal_matches_are_listed_by_id(pocket in pocket(), need in need()) {
        let same = found(&pocket, &need, Dealings::default());
        let mut listed: Vec<(u32, Match)> = [3, 1, 2].map(|id| (id, same.clone())).into();
        rank(&mut listed);
        prop_assert_eq!(listed.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn the_best_come_first(pockets in prop::collection::vec(pocket(), 0..8), need in need()) {
        let mut listed: Vec<(usize, Match)> =
            pockets.iter().map(|pocket| found(pocket, &need, Dealings::default())).enumerate().collect();
        rank(&mut listed);
        prop_assert!(listed.is_sorted_by(|(_, a), (_, b)| standing(a) >= standing(b)));
    }

    #[test]
    fn the_likely_ask_is_within_an_offer_and_a_line(pocket in pocket(), need in need()) {
        if let Some((low, high)) = ask_range(&pocket.offers, &need.lines) {
            prop_assert!(low <= high, "{low} to {high}");
            prop_assert!(pocket.offers.iter().any(|offer| offer.min == low));
            prop_assert!(need.lines.iter().any(|line| line.is_open() && line.amount >= high));
        }
    }
}
