//! Is there somebody in this county, with experience of this issue, who is large enough for the debt asked?
//!
//! The threshold is our own judgment, not a rule of the field: debt of up to a quarter of an organization's assets.
//! Lenders of The Integration Initiative looked for lead organizations with assets of 50 million dollars or more; that
//! is shown as a note and decides nothing.

use std::collections::BTreeSet;

use crate::values::{Money, PlaceId, Readiness};

/// Debt may be at most this share of assets, in percent.
pub const LOAN_SHARE: i64 = 25;

/// Below this, lenders of The Integration Initiative would have looked for a larger partner.
pub const TII_ASSETS: i64 = 50_000_000;

/// What a goal asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Where the goal is; empty when no county is known.
    pub counties: BTreeSet<PlaceId>,
    /// Codes of its issues.
    pub issues: Vec<String>,
    /// Debt that nobody has signed for.
    pub debt: Money,
    /// Whether a guarantee stands beside the cash.
    pub enhanced: bool,
}

/// An absorber as the check sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Carrier {
    pub name: String,
    pub href: String,
    pub counties: BTreeSet<PlaceId>,
    pub issues: Vec<String>,
    pub assets: Option<Money>,
    pub readiness: Readiness,
    pub illustrative: bool,
}

/// One absorber and why it cannot carry the debt; no reasons means that it can.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub carrier: Carrier,
    pub here: bool,
    pub reasons: Vec<String>,
    /// Worth knowing, decides nothing.
    pub notes: Vec<String>,
}

/// What the check comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// No open line asks for debt.
    NotAsked,
    /// These can carry it.
    Carried(Vec<Finding>),
    /// Nobody can; the reason in one sentence, the same for those who may not know the absorbers, and those who come
    /// nearest.
    Missing {
        why: String,
        why_unnamed: String,
        nearest: Vec<Finding>,
    },
}

/// Who can carry the debt this goal asks for.
pub fn check(need: &Need, known: &[Carrier]) -> Verdict {
    if need.debt.is_zero() {
        return Verdict::NotAsked;
    }
    let found: Vec<Finding> = known.iter().map(|each| judge(need, each)).collect();
    let (able, mut unable): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|each| each.reasons.is_empty());
    if !able.is_empty() {
        return Verdict::Carried(able);
    }
    unable.sort_by_key(|each| (!each.here, each.reasons.len()));
    Verdict::Missing {
        why: why(need, &unable),
        why_unnamed: why_unnamed(need, &unable),
        nearest: unable,
    }
}

fn judge(need: &Need, carrier: &Carrier) -> Finding {
    let here = !need.counties.is_disjoint(&carrier.counties);
    let mut reasons = Vec::new();
    if !here {
        reasons.push("Does not work in this county.".to_owned());
    }
    if !knows(need, carrier) {
        reasons.push("No experience with this issue is recorded.".to_owned());
    }
    match carrier.assets {
        None => reasons.push("Its assets are not known.".to_owned()),
        Some(assets) if need.debt > largest(assets) => reasons.push(format!(
            "{LOAN_SHARE}% of its assets of {} is {}, less than the {} asked.",
            assets.short(),
            largest(assets).short(),
            need.debt.short()
        )),
        Some(_) => {}
    }
    match carrier.readiness {
        Readiness::None => reasons.push("Not ready to take on debt.".to_owned()),
        Readiness::WithEnhancement if !need.enhanced => {
            reasons.push("Ready only with a guarantee, and this stack has none.".to_owned());
        }
        Readiness::WithEnhancement | Readiness::Ready => {}
    }
    let small = carrier
        .assets
        .filter(|assets| assets.dollars() < TII_ASSETS);
    let notes = small.map(|assets| {
        format!(
            "Assets of {} are below the $50M that lenders of The Integration Initiative looked for.",
            assets.short()
        )
    });
    Finding {
        carrier: carrier.clone(),
        here,
        reasons,
        notes: notes.into_iter().collect(),
    }
}

/// The most debt that assets of this size carry.
fn largest(assets: Money) -> Money {
    Money::try_from(assets.dollars() / 100 * LOAN_SHARE).unwrap_or_default()
}

/// An issue, its area or one of its sub-areas.
fn knows(need: &Need, carrier: &Carrier) -> bool {
    let area = |code: &str, sub: &str| {
        sub.strip_prefix(code)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    need.issues.iter().any(|wanted| {
        carrier
            .issues
            .iter()
            .any(|known| known == wanted || area(known, wanted) || area(wanted, known))
    })
}

/// With the name of the only one here, and what keeps it.
fn why(need: &Need, unable: &[Finding]) -> String {
    let mut here = unable.iter().filter(|each| each.here);
    let (Some(one), None) = (here.next(), here.next()) else {
        return why_unnamed(need, unable);
    };
    let asked = need.debt.short();
    let first = one.reasons.first().map_or("", String::as_str);
    format!(
        "{asked} of debt is asked for. {} works in this county and cannot carry it: {}",
        one.carrier.name,
        lower_first(first)
    )
}

fn why_unnamed(need: &Need, unable: &[Finding]) -> String {
    let asked = need.debt.short();
    if need.counties.is_empty() {
        return format!(
            "The county of this goal is not known, so nobody can be named for {asked} of debt."
        );
    }
    match unable.iter().filter(|each| each.here).count() {
        0 => format!("Nobody recorded here works in this county who could carry {asked} of debt."),
        1 => format!("One organization works in this county, and it cannot carry {asked} of debt."),
        several => format!(
            "{asked} of debt is asked for. {several} organizations work in this county, and none of them can carry it."
        ),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn county(code: &str) -> PlaceId {
        PlaceId::new(crate::values::GeoScope::County, code)
    }

    fn need(debt: i64) -> Need {
        Need {
            counties: [county("24510")].into(),
            issues: vec!["small_business.capital_access".to_owned()],
            debt: Money::try_from(debt).unwrap(),
            enhanced: false,
        }
    }

    fn carrier(assets: i64) -> Carrier {
        Carrier {
            name: "Harbor Loan Fund (example)".to_owned(),
            href: String::new(),
            counties: [county("24510")].into(),
            issues: vec!["small_business".to_owned()],
            assets: Some(Money::try_from(assets).unwrap()),
            readiness: Readiness::Ready,
            illustrative: true,
        }
    }

    fn reason(need: &Need, known: &[Carrier]) -> String {
        match check(need, known) {
            Verdict::Missing {
                why,
                why_unnamed,
                nearest,
            } => {
                assert!(!why_unnamed.contains(&nearest[0].carrier.name));
                let first = nearest.first().and_then(|each| each.reasons.first());
                format!("{why} {}", first.cloned().unwrap_or_default())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn somebody_here_of_the_right_size_can_carry_it() {
        assert!(matches!(
            check(&need(5_000_000), &[carrier(20_000_000)]),
            Verdict::Carried(able) if able.len() == 1 && able[0].notes[0].contains("$50M")
        ));
        assert_eq!(check(&need(0), &[]), Verdict::NotAsked);
    }

    #[test]
    fn every_reason_is_said() {
        let asked = need(6_000_000);
        assert!(reason(&asked, &[carrier(20_000_000)]).contains("is $5M, less than the $6M asked"));
        let elsewhere = Carrier {
            counties: [county("06075")].into(),
            ..carrier(90_000_000)
        };
        assert!(reason(&asked, &[elsewhere]).contains("Nobody recorded here works in this county"));
        let unknown = Carrier {
            assets: None,
            ..carrier(0)
        };
        assert!(reason(&asked, &[unknown]).contains("assets are not known"));
        let stranger = Carrier {
            issues: vec!["housing".to_owned()],
            ..carrier(90_000_000)
        };
        assert!(reason(&asked, &[stranger]).contains("experience with this issue"));
        let shaky = Carrier {
            readiness: Readiness::WithEnhancement,
            ..carrier(90_000_000)
        };
        assert!(reason(&asked, std::slice::from_ref(&shaky)).contains("only with a guarantee"));
        let backed = Need {
            enhanced: true,
            ..asked
        };
        assert!(matches!(check(&backed, &[shaky]), Verdict::Carried(_)));
    }

    proptest! {
        #[test]
        fn more_assets_never_make_a_carrier_unable(debt in 1..90_000_000_i64, assets in 0..900_000_000_i64, more in 0..900_000_000_i64) {
            let able = |assets| matches!(check(&need(debt), &[carrier(assets)]), Verdict::Carried(_));
            prop_assert!(!able(assets) || able(assets + more));
        }

        #[test]
        fn nobody_elsewhere_carries_alone(debt in 1..90_000_000_i64, assets in 0..9_000_000_000_i64) {
            let elsewhere = Carrier { counties: [county("06075")].into(), ..carrier(assets) };
            let missing = matches!(check(&need(debt), &[elsewhere]), Verdict::Missing { .. });
            prop_assert!(missing);
        }
    }
}
