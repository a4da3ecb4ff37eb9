//! How likely a guest comes: the better the partnerships of the goals know it, the likelier.

use std::collections::BTreeMap;

use crate::{
    ids::{OrganizationId, PartnershipId},
    relationships::{Standing, rules::basis_points},
    values::RelationshipStage,
};

/// The partnership that knows a guest best, and the stage they are at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::composing) struct Acquaintance {
    pub(in crate::composing) partnership: PartnershipId,
    pub(in crate::composing) stage: RelationshipStage,
}

/// How likely a guest at this stage comes, in basis points. "Identified" and "unknown" say no more than no record.
pub(in crate::composing) const fn chance(stage: Option<RelationshipStage>) -> u16 {
    use RelationshipStage as S;
    match stage {
        Some(S::Committed | S::Stewarding) => 9_000,
        Some(S::SoftCommitted | S::Aligned) => 8_000,
        Some(S::Engaged | S::Exploring) => 7_000,
        Some(S::Contacted) => 6_500,
        Some(S::Identified | S::Unknown) | None => 6_000,
        Some(S::Dormant) => 4_000,
        Some(S::Declined) => 2_000,
    }
}

/// Who of these partnerships knows each funder best, by the ladder that matching climbs; the first one where two are equal.
pub(in crate::composing) fn best_known(
    tables: impl IntoIterator<Item = (PartnershipId, BTreeMap<OrganizationId, Standing>)>,
) -> BTreeMap<OrganizationId, Acquaintance> {
    let mut best: BTreeMap<OrganizationId, Acquaintance> = BTreeMap::new();
    for (partnership, standings) in tables {
        for (funder, standing) in standings {
            let stage = standing.stage;
            let held = best
                .entry(funder)
                .or_insert(Acquaintance { partnership, stage });
            if basis_points(stage) > basis_points(held.stage) {
                *held = Acquaintance { partnership, stage };
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_its_chance() {
        use RelationshipStage as S;
        let expected = [
            (S::Committed, 9_000),
            (S::Stewarding, 9_000),
            (S::SoftCommitted, 8_000),
            (S::Aligned, 8_000),
            (S::Engaged, 7_000),
            (S::Exploring, 7_000),
            (S::Contacted, 6_500),
            (S::Identified, 6_000),
            (S::Unknown, 6_000),
            (S::Dormant, 4_000),
            (S::Declined, 2_000),
        ];
        assert_eq!(expected.len(), S::ALL.len());
        for (stage, likely) in expected {
            assert_eq!(chance(Some(stage)), likely, "{stage:?}");
        }
        assert_eq!(chance(None), 6_000);
    }

    #[test]
    fn the_partnership_that_knows_a_funder_best_counts() {
        use RelationshipStage::{Aligned, Contacted, Declined, Unknown};
        let (one, other) = (PartnershipId::fresh(), PartnershipId::fresh());
        let funders: Vec<OrganizationId> = (1..=4).map(OrganizationId::from_u128).collect();
        let table = |stages: &[(usize, RelationshipStage)]| -> BTreeMap<_, _> {
            let standing = |(at, stage): &(usize, RelationshipStage)| {
                let standing = Standing {
                    stage: *stage,
                    basis_points: basis_points(*stage),
                    since: "2026-11-22".parse().unwrap(),
                };
                (funders[*at], standing)
            };
            stages.iter().map(standing).collect()
        };
        let best = best_known([
            (one, table(&[(0, Aligned), (1, Declined), (2, Unknown)])),
            (other, table(&[(0, Aligned), (1, Contacted), (2, Declined)])),
        ]);
        let known = |at: usize| best.get(&funders[at]).map(|it| (it.partnership, it.stage));
        assert_eq!(known(0), Some((one, Aligned)), "the first of two equals");
        assert_eq!(known(1), Some((other, Contacted)));
        assert_eq!(known(2), Some((other, Declined)), "unknown is no record");
        assert_eq!(known(3), None);
    }
}
