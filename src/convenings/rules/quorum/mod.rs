//! A quorum by kind: "two CDFIs and the city lead or deputy". Organizations are counted once, however many of their
//! people come; who belongs to none is counted as a person.

use std::collections::BTreeSet;

use crate::{
    ids::OrganizationId,
    values::{FunderType, ParticipantRole, QuorumKind},
};

/// The most of one kind that a quorum asks for.
pub const MOST_OF_A_KIND: i32 = 99;

/// Somebody with a seat, as a quorum sees them.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    pub organization: Option<OrganizationId>,
    pub kind: Option<FunderType>,
    pub role: ParticipantRole,
    /// Their answer is yes.
    pub coming: bool,
}

/// How a convening stands with one rule of its quorum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub kind: QuorumKind,
    pub at_least: usize,
    /// How many of the kind have a seat.
    pub seated: usize,
    /// How many of those said yes.
    pub coming: usize,
}

impl Standing {
    /// Enough of them said yes.
    #[must_use]
    pub const fn is_met(&self) -> bool {
        self.coming >= self.at_least
    }

    /// Too few have a seat, whatever they answer.
    #[must_use]
    pub const fn is_out_of_reach(&self) -> bool {
        self.seated < self.at_least
    }
}

/// How the convening stands with one rule.
#[must_use]
pub fn standing((kind, at_least): (QuorumKind, usize), seats: &[Counted]) -> Standing {
    Standing {
        kind,
        at_least,
        seated: many(seats.iter().filter(|seat| counts(kind, seat))),
        coming: many(
            seats
                .iter()
                .filter(|seat| seat.coming && counts(kind, seat)),
        ),
    }
}

/// Organizations once each, and people without one.
fn many<'a>(seats: impl Iterator<Item = &'a Counted>) -> usize {
    let mut organizations = BTreeSet::new();
    let mut alone = 0;
    for seat in seats {
        match seat.organization {
            Some(id) => {
                organizations.insert(id);
            }
            None => alone += 1,
        }
    }
    organizations.len() + alone
}

/// Whether this guest is of the kind. Who hosts or runs the meeting is no guest.
#[must_use]
pub fn counts(kind: QuorumKind, seat: &Counted) -> bool {
    use FunderType as T;
    use ParticipantRole as R;
    use QuorumKind as Q;
    if matches!(seat.role, R::Host | R::Facilitator) {
        return false;
    }
    let is = |kinds: &[T]| seat.kind.is_some_and(|kind| kinds.contains(&kind));
    match kind {
        Q::Cdfi => is(&[
            T::CdfiLoanFund,
            T::CdfiBank,
            T::CdfiCreditUnion,
            T::CdfiVentureFund,
        ]),
        Q::Bank => is(&[T::Bank, T::CreditUnion, T::CdfiBank, T::CdfiCreditUnion]),
        Q::Foundation => is(&[
            T::PrivateFoundation,
            T::OperatingFoundation,
            T::CorporateFoundation,
            T::CommunityFoundation,
            T::DonorAdvisedFundSponsor,
            T::PublicCharityGrantmaker,
            T::FunderCollaborative,
        ]),
        Q::LocalFoundation => is(&[T::CommunityFoundation]),
        Q::Investor => is(&[
            T::InsurerOrImpactInvestor,
            T::TaxCreditInvestor,
            T::OutcomesFunder,
        ]),
        Q::Agency => is(&[T::StateOrLocalAgency, T::FederalAgency]),
        // A convener brings people together, and no capital.
        Q::Funder => seat.role == R::Funder && !is(&[T::ConvenerNonfunder]),
        Q::PublicOfficial => seat.role == R::PublicOfficial,
        Q::ResidentLeader => seat.role == R::ResidentLeader,
        Q::CommunityPartner => seat.role == R::CommunityPartner,
        Q::Anybody => true,
    }
}

/// Which kind a funder is counted as where each counts once.
#[must_use]
pub fn kind_of(kind: FunderType) -> Option<QuorumKind> {
    use QuorumKind as Q;
    let guest = Counted {
        organization: None,
        kind: Some(kind),
        role: ParticipantRole::Funder,
        coming: true,
    };
    let kinds = [Q::Cdfi, Q::Bank, Q::Foundation, Q::Investor, Q::Agency];
    kinds.into_iter().find(|kind| counts(*kind, &guest))
}

mod rule;
#[cfg(test)]
mod tests;

pub use rule::{NotAQuorumRule, QuorumRule, suggested};
