//! Codes about money: who gives it, in what form, where it sits in a stack and how sure it is.
//!
//! Kept apart from the meeting codes because these decide sums and verdicts: a new capital product or stack layer
//! needs a look at `goals::rules::stack` and `matching::rules` as well.

use super::codes;

codes! {
    /// What kind of funding source this is; it decides what a yes depends on.
    pub enum FunderType: "funder_type" {
        PrivateFoundation = "private_foundation" => "Private foundation",
        OperatingFoundation = "operating_foundation" => "Operating foundation",
        CorporateFoundation = "corporate_foundation" => "Corporate foundation or giving programme",
        CommunityFoundation = "community_foundation" => "Community foundation",
        DonorAdvisedFundSponsor = "donor_advised_fund_sponsor" => "Donor-advised fund sponsor",
        PublicCharityGrantmaker = "public_charity_grantmaker" => "Public charity that regrants",
        FunderCollaborative = "funder_collaborative" => "Funder collaborative",
        CdfiLoanFund = "cdfi_loan_fund" => "CDFI loan fund",
        CdfiBank = "cdfi_bank" => "CDFI bank",
        CdfiCreditUnion = "cdfi_credit_union" => "CDFI credit union",
        CdfiVentureFund = "cdfi_venture_fund" => "CDFI venture fund",
        Bank = "bank" => "Bank",
        CreditUnion = "credit_union" => "Credit union",
        InsurerOrImpactInvestor = "insurer_or_impact_investor" => "Insurer or impact investor",
        TaxCreditInvestor = "tax_credit_investor" => "Tax-credit investor or syndicator",
        OutcomesFunder = "outcomes_funder" => "Outcomes (Pay for Success) investor",
        OutcomesIntermediary = "outcomes_intermediary" => "Outcomes intermediary",
        StateOrLocalAgency = "state_or_local_agency" => "State or local agency",
        FederalAgency = "federal_agency" => "Federal agency",
        AnchorInstitution = "anchor_institution" => "Anchor institution",
        TribalEntity = "tribal_entity" => "Tribal government or enterprise",
        IndividualDonor = "individual_donor" => "Individual or family office",
        ConvenerNonfunder = "convener_nonfunder" => "Convener, not a funder",
    }
}

codes! {
    /// The form money takes.
    pub enum CapitalProduct: "capital_product" {
        Grant = "grant" => "Grant",
        PublicGrant = "public_grant" => "Public grant",
        RecoverableGrant = "recoverable_grant" => "Recoverable grant",
        ProgramRelatedInvestment = "program_related_investment" => "PRI umbrella",
        PriLoan = "pri_loan" => "PRI loan",
        PriEquity = "pri_equity" => "PRI equity",
        MriLoan = "mri_loan" => "Mission-related loan",
        MriDeposit = "mri_deposit" => "Mission-related deposit",
        SeniorDebt = "senior_debt" => "Senior debt",
        SubordinateDebt = "subordinate_debt" => "Subordinate debt",
        LineOfCredit = "line_of_credit" => "Line of credit",
        PredevelopmentLoan = "predevelopment_loan" => "Predevelopment loan",
        Guarantee = "guarantee" => "Guarantee or loan-loss reserve",
        Eq2 = "eq2" => "Equity equivalent (EQ2)",
        Equity = "equity" => "Equity",
        LihtcEquity = "lihtc_equity" => "LIHTC equity",
        NmtcEquity = "nmtc_equity" => "NMTC equity",
        HtcEquity = "htc_equity" => "Historic tax-credit equity",
        PublicLoan = "public_loan" => "Public soft loan",
        Bond = "bond" => "Bond",
        OutcomesContract = "outcomes_contract" => "Outcomes contract (Pay for Success)",
        OutcomeInvestment = "outcome_investment" => "Outcome investment",
        Deposit = "deposit" => "Deposit",
        InKind = "in_kind" => "In-kind or pro bono",
    }
}

codes! {
    /// Where a line sits in a capital stack. Guarantees and outcome payments are never cash in the total.
    pub enum StackLayer: "stack_layer" {
        Senior = "senior" => "Senior",
        Subordinate = "subordinate" => "Subordinate",
        Mezzanine = "mezzanine" => "Mezzanine",
        Equity = "equity" => "Equity",
        TaxCredit = "tax_credit" => "Tax-credit equity",
        Grant = "grant" => "Grant",
        Guarantee = "guarantee" => "Credit enhancement",
        OutcomePayor = "outcome_payor" => "Outcome payor",
    }
}

codes! {
    /// How sure a line of a stack is.
    pub enum StackLineStatus: "stack_line_status" {
        Need = "need" => "Need, nobody named",
        Identified = "identified" => "Identified",
        SoftCircled = "soft_circled" => "Soft circled",
        TermSheet = "term_sheet" => "Term sheet",
        Committed = "committed" => "Committed",
        Closed = "closed" => "Closed",
        Drawn = "drawn" => "Drawn",
        Withdrawn = "withdrawn" => "Withdrawn",
    }
}
