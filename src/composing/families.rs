//! Kinds of funders as people ask for them at a table: "two CDFIs, one bank".

use crate::values::{FunderType, QuorumKind};

/// A few kinds, each of several types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Cdfi,
    Bank,
    Foundation,
    Community,
    Investor,
    Agency,
    Other,
}

impl Family {
    pub(super) const ALL: [Self; 7] = [
        Self::Cdfi,
        Self::Bank,
        Self::Foundation,
        Self::Community,
        Self::Investor,
        Self::Agency,
        Self::Other,
    ];

    pub(super) const fn of(kind: FunderType) -> Self {
        use FunderType as F;
        match kind {
            F::CdfiLoanFund | F::CdfiBank | F::CdfiCreditUnion | F::CdfiVentureFund => Self::Cdfi,
            F::Bank | F::CreditUnion => Self::Bank,
            F::PrivateFoundation | F::OperatingFoundation | F::CorporateFoundation => {
                Self::Foundation
            }
            F::CommunityFoundation
            | F::DonorAdvisedFundSponsor
            | F::PublicCharityGrantmaker
            | F::FunderCollaborative => Self::Community,
            F::InsurerOrImpactInvestor | F::TaxCreditInvestor | F::OutcomesFunder => Self::Investor,
            F::StateOrLocalAgency | F::FederalAgency | F::TribalEntity => Self::Agency,
            F::OutcomesIntermediary
            | F::AnchorInstitution
            | F::IndividualDonor
            | F::ConvenerNonfunder => Self::Other,
        }
    }

    /// The name of its field in forms and addresses.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Cdfi => "cdfi",
            Self::Bank => "bank",
            Self::Foundation => "foundation",
            Self::Community => "community",
            Self::Investor => "investor",
            Self::Agency => "agency",
            Self::Other => "other",
        }
    }

    /// What people call several of them.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Cdfi => "CDFIs",
            Self::Bank => "Banks and credit unions",
            Self::Foundation => "Foundations",
            Self::Community => "Community foundations and regranters",
            Self::Investor => "Investors",
            Self::Agency => "Public agencies and tribes",
            Self::Other => "Others",
        }
    }

    /// What a quorum counts them as; nothing where it has no word for them.
    pub(super) const fn quorum(self) -> Option<QuorumKind> {
        match self {
            Self::Cdfi => Some(QuorumKind::Cdfi),
            Self::Bank => Some(QuorumKind::Bank),
            Self::Foundation | Self::Community => Some(QuorumKind::Foundation),
            Self::Investor => Some(QuorumKind::Investor),
            Self::Agency => Some(QuorumKind::Agency),
            Self::Other => None,
        }
    }

    /// How the rules know it; 0 is for those whose type nobody stated.
    pub(super) const fn number(self) -> u32 {
        self as u32 + 1
    }

    /// The other way.
    pub(super) fn numbered(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.number() == number)
    }
}
