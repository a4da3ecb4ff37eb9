//! What a registration says, in words: amounts, kinds of money, and what each choice on the form means.

use crate::values::{CapitalProduct, CodeList, InterestKind, Money, RegistrationStatus};

/// The kinds of money the public form offers, with what each means to someone who does not lend for a living.
pub const OFFERED: [(CapitalProduct, &str); 9] = [
    (CapitalProduct::Grant, "Money you do not expect back"),
    (
        CapitalProduct::RecoverableGrant,
        "Paid back only if it works out",
    ),
    (
        CapitalProduct::PriLoan,
        "A low-interest loan from a foundation",
    ),
    (CapitalProduct::SeniorDebt, "A loan that is repaid first"),
    (
        CapitalProduct::SubordinateDebt,
        "A loan that is repaid after others",
    ),
    (
        CapitalProduct::Guarantee,
        "A promise to cover part of a loss",
    ),
    (CapitalProduct::Equity, "A share in what is built"),
    (
        CapitalProduct::OutcomeInvestment,
        "Repaid from payments for results",
    ),
    (CapitalProduct::InKind, "Time, expertise or space"),
];

/// What a way of taking part means.
pub const fn kind_hint(kind: InterestKind) -> &'static str {
    match kind {
        InterestKind::Attend => "Sit with the people who work on this",
        InterestKind::Learn => "Read the plan and the numbers first",
        InterestKind::Invest => "Talk about a grant, loan or other money",
        InterestKind::Partner => "Work on it together over time",
        InterestKind::Press => "You write about it",
    }
}

/// `$250k to $1.5M`, `from $250k`, `up to $1.5M`; empty when nothing was said.
pub fn amounts(low: Option<Money>, high: Option<Money>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.short(),
        (Some(low), Some(high)) => format!("{} to {}", low.short(), high.short()),
        (Some(low), None) => format!("from {}", low.short()),
        (None, Some(high)) => format!("up to {}", high.short()),
        (None, None) => String::new(),
    }
}

/// The kinds of money by their names.
pub fn products(codes: &CodeList) -> String {
    let label = |code: &str| match code.parse::<CapitalProduct>() {
        Ok(known) => known.label().to_owned(),
        Err(_) => code.to_owned(),
    };
    codes.iter().map(label).collect::<Vec<_>>().join(", ")
}

/// What was decided, for the end of a sentence: "accepted as a new funder".
pub const fn decided(status: RegistrationStatus) -> &'static str {
    match status {
        RegistrationStatus::Accepted => "accepted as a new funder",
        RegistrationStatus::Linked => "linked to a known funder",
        RegistrationStatus::Declined => "declined",
        RegistrationStatus::Confirmed => "put back in the queue",
        RegistrationStatus::Unconfirmed => "not confirmed",
        RegistrationStatus::Expired => "never confirmed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_sentences() {
        let money = |text: &str| text.parse::<Money>().ok();
        assert_eq!(amounts(money("250k"), money("$1.5m")), "$250k to $1.5M");
        assert_eq!(amounts(money("250k"), money("250000")), "$250k");
        assert_eq!(amounts(money("250k"), None), "from $250k");
        assert_eq!(amounts(None, money("1m")), "up to $1M");
        assert_eq!(amounts(None, None), "");
    }

    #[test]
    fn products_read_by_name() {
        let codes: CodeList = ["grant", "pri_loan"].into_iter().collect();
        assert_eq!(products(&codes), "Grant, PRI loan");
    }
}
