//! Which funding sources are local philanthropy.

use crate::{
    funders::PocketRow,
    goals::GoalNeed,
    values::{AreaBasis, FunderType, GeoScope},
};

/// Whether a source is local philanthropy: it gives, and it is at home in a place of the goal, or names an area no wider
/// than the metro that the place lies in.
pub(super) fn is_local(pocket: &PocketRow, goal: &GoalNeed) -> bool {
    use FunderType as F;
    let gives = matches!(
        pocket.kind,
        F::PrivateFoundation
            | F::OperatingFoundation
            | F::CorporateFoundation
            | F::CommunityFoundation
            | F::DonorAdvisedFundSponsor
            | F::PublicCharityGrantmaker
            | F::FunderCollaborative
            | F::IndividualDonor
    );
    gives
        && goal.places.iter().any(|place| {
            let state = place.state.as_deref().unwrap_or_default();
            let home = format!("{}, {state}", place.name);
            let narrow = [
                (place.kind, Some(&place.code)),
                (GeoScope::County, place.county_fips.as_ref()),
                (GeoScope::Cbsa, place.cbsa_code.as_ref()),
            ];
            let names = |scope: GeoScope, code: &str| {
                let mut stated = pocket
                    .areas
                    .iter()
                    .filter(|area| area.basis == AreaBasis::Stated);
                stated.any(|area| {
                    area.id.code() == code
                        && area.id.as_str().split(':').next() == Some(scope.as_str())
                })
            };
            pocket.home.as_deref() == Some(home.as_str())
                || narrow.into_iter().any(|(scope, code)| {
                    let wide = matches!(scope, GeoScope::State | GeoScope::National);
                    !wide && code.is_some_and(|code| names(scope, code))
                })
        })
}
