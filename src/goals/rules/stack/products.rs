//! What each form of money is, in plain words: once for people used to grants, once for people used to lending.

use crate::values::CapitalProduct::{
    self, Bond, Deposit, Eq2, Equity, Grant, Guarantee, HtcEquity, InKind, LihtcEquity,
    LineOfCredit, MriDeposit, MriLoan, NmtcEquity, OutcomeInvestment, OutcomesContract,
    PredevelopmentLoan, PriEquity, PriLoan, ProgramRelatedInvestment, PublicGrant, PublicLoan,
    RecoverableGrant, SeniorDebt, SubordinateDebt,
};

/// A product explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explained {
    /// For people used to grants.
    pub plain: &'static str,
    /// For people used to lending and investing.
    pub lender: &'static str,
}

/// Products, with what they are to either reader.
type Meaning = (&'static [CapitalProduct], &'static str, &'static str);

const MEANINGS: &[Meaning] = &[
    (
        &[Grant],
        "Money that is not paid back. It may be for one purpose only, or for anything the organization does.",
        "No repayment. Note the restriction, any match ratio and whether it is paid as reimbursement.",
    ),
    (
        &[PublicGrant],
        "Money from government that is not paid back, often paid only after it has been spent.",
        "On reimbursement it needs a bridge. Federal money brings wage and environmental rules.",
    ),
    (
        &[RecoverableGrant],
        "A grant that is paid back only if a named thing happens.",
        "Repaid only on its trigger, by a set date.",
    ),
    (
        &[ProgramRelatedInvestment, PriLoan, PriEquity],
        "A foundation's money that is meant to come back, made for a charitable purpose rather than for income.",
        "Charitable purpose comes first, income is not a significant purpose, no lobbying. Counts to payout; returned principal adds back.",
    ),
    (
        &[MriLoan, MriDeposit],
        "Money from a foundation's endowment, invested for a market return.",
        "From corpus, at a market return, under prudent-investor rules.",
    ),
    (
        &[SeniorDebt],
        "A loan that is paid back first.",
        "First claim. Ask for loan to value, debt service coverage and lien.",
    ),
    (
        &[SubordinateDebt],
        "A loan that is paid back after the senior one.",
        "Behind senior debt. Note whether payment is soft or hard.",
    ),
    (
        &[LineOfCredit],
        "A loan that can be drawn and paid back as needed, up to a limit.",
        "Note the limit, the draw period and what secures it.",
    ),
    (
        &[PredevelopmentLoan],
        "An early loan for plans, studies and permits, before building is paid for.",
        "Note what takes it out and what happens if the project does not close.",
    ),
    (
        &[Guarantee],
        "A promise to cover a loss. No money moves unless a loss happens, so it is not part of the cash.",
        "Contingent: funded or unfunded, share of loss, cap, burn-off date. Shown outside cash.",
    ),
    (
        &[Eq2],
        "A long loan to a nonprofit lender that stands behind all its other debts, much like ownership would.",
        "Equity equivalent: unsecured, fully subordinated, rolling maturity, limited right to accelerate, issued by a nonprofit CDFI.",
    ),
    (
        &[Equity],
        "Money for a share of ownership.",
        "Last claim; return depends on results.",
    ),
    (
        &[LihtcEquity],
        "An investor's money for housing, paid in return for federal tax credits that an agency allocates.",
        "4% or 9% credits, price per credit, 15-year compliance. The agency allocates, the investor invests: the same dollars, counted once.",
    ),
    (
        &[NmtcEquity],
        "An investor's money for a project in a qualified census tract, paid in return for tax credits.",
        "Needs an allocation and a qualified tract. 39% over 7 years on the investment in a CDE; unwinds in year 7.",
    ),
    (
        &[HtcEquity],
        "An investor's money for restoring a historic building, paid in return for tax credits.",
        "Historic tax credit equity; terms per deal.",
    ),
    (
        &[PublicLoan],
        "A loan from government on easy terms.",
        "Often soft pay and subordinate; note the trigger for repayment.",
    ),
    (
        &[Bond],
        "Money borrowed from investors by a public or qualified issuer.",
        "Terms per deal; name the issuer and who repays.",
    ),
    (
        &[OutcomesContract],
        "A government or health plan pays when results are reached. That money repays investors; it does not pay for the work at the start.",
        "A repayment source, not capital. Needs payor, investor, evaluator and provider; metric, price per outcome, cap, term, verification, termination.",
    ),
    (
        &[OutcomeInvestment],
        "An investor pays for the work now and is repaid if results are reached.",
        "Capital at risk against an outcomes contract: needs a payor, an evaluator and evidence.",
    ),
    (
        &[Deposit],
        "Money kept at a community bank or credit union, which lends it out.",
        "Note the insured amount, term and rate.",
    ),
    (
        &[InKind],
        "Help that is not money: time, space, land, advice.",
        "Valued separately; no effect on the gap.",
    ),
];

/// What a product is.
pub fn explained(product: CapitalProduct) -> Explained {
    let found = MEANINGS.iter().find(|(kinds, ..)| kinds.contains(&product));
    let (plain, lender) = found.map_or(("", ""), |(_, plain, lender)| (*plain, *lender));
    Explained { plain, lender }
}

/// Money that must be paid back by somebody who can carry it.
pub const fn is_debt(product: CapitalProduct) -> bool {
    matches!(
        product,
        SeniorDebt
            | SubordinateDebt
            | LineOfCredit
            | PredevelopmentLoan
            | ProgramRelatedInvestment
            | PriLoan
            | MriLoan
            | PublicLoan
            | Bond
            | Eq2
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_is_explained_to_both() {
        for product in CapitalProduct::ALL {
            let Explained { plain, lender } = explained(*product);
            assert!(plain.ends_with('.') && lender.ends_with('.'), "{product}");
            assert!(plain.len() < 200 && lender.len() < 200, "{product}");
        }
    }
}
