//! What a list says of itself, in sentences.

use crate::{
    composing::{
        families::Family,
        inputs::{Scene, chance},
        rules::{GuestList, Lack, Shortage, Spread},
    },
    values::{CapitalProduct, Money, RelationshipStage},
};

/// Dollars for reading.
pub(super) fn money(dollars: u64) -> String {
    let amount = i64::try_from(dollars).ok().map(Money::try_from);
    amount
        .and_then(Result::ok)
        .map_or_else(|| "more than can be counted".to_owned(), Money::short)
}

/// A part in whole percent, rounded down: `14 %`.
pub(super) fn percent(part: u64, whole: u64) -> String {
    let share = u128::from(part) * 100 / u128::from(whole.max(1));
    format!("{share} %")
}

/// Parts per million as points of a hundred, to one decimal: `3.1`.
pub(super) fn points(ppm: u64) -> String {
    format!("{}.{}", ppm / 10_000, ppm % 10_000 / 1_000)
}

/// `grants, senior debt and guarantees`.
pub(super) fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A kind of money inside a sentence: abbreviations stay as they are.
pub(super) fn kind(product: CapitalProduct) -> String {
    let label = product.label();
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            format!("{}{}", first.to_lowercase(), &label[first.len_utf8()..])
        }
        _ => label.to_owned(),
    }
}

/// How likely a guest is counted to come, and why: the stage it is at, and with whom.
pub(super) fn coming(known: Option<(RelationshipStage, &str)>) -> String {
    let percent = chance(known.map(|(stage, _)| stage)) / 100;
    let why = known
        .and_then(|(stage, with)| Some(format!("{} {with}", stands(stage)?)))
        .unwrap_or_else(|| "no stage recorded".to_owned());
    format!("Counted as coming with {percent} %: {why}")
}

/// A stage, before the name of a partnership; nothing where it says nothing.
const fn stands(stage: RelationshipStage) -> Option<&'static str> {
    use RelationshipStage as S;
    Some(match stage {
        S::Unknown => return None,
        S::Identified => "identified by",
        S::Contacted => "contacted by",
        S::Engaged => "engaged with",
        S::Exploring => "exploring with",
        S::Aligned => "aligned with",
        S::SoftCommitted => "softly committed to",
        S::Committed => "committed to",
        S::Stewarding => "stewarding with",
        S::Dormant => "dormant with",
        S::Declined => "declined",
    })
}

/// What chance does to the list.
pub(super) fn nights(spread: Spread, gap: u64) -> String {
    format!(
        "If chance decides who comes, the room brings at least {} of the {} open nine times in ten, at least {} half the time, and {} or more one time in ten.",
        money(spread.p10),
        money(gap),
        money(spread.p50),
        money(spread.p90)
    )
}

/// How good the list is at least.
pub(super) fn promise(list: &GuestList, proof: Option<u64>) -> String {
    let share = list.share_of_best(proof.unwrap_or(u64::MAX));
    let how = if proof.is_some() {
        "shown by linear programming"
    } else {
        "shown by the largest gains that are left"
    };
    if share == 10_000 {
        return format!("No other list of this size scores higher ({how}).");
    }
    format!(
        "This list scores at least {}.{} % of the best possible list of this size ({how}).",
        share / 100,
        share % 100 / 10
    )
}

/// A wish that could not be met.
pub(super) fn shortage(shortage: Shortage) -> String {
    let said = |what: &str, wanted: usize, found: usize| {
        format!("{wanted} wanted, {found} found: {what}. Nobody else among the candidates counts.")
    };
    match shortage {
        Shortage::Group {
            group,
            wanted,
            found,
        } => {
            let what = Family::numbered(group).map_or("others", Family::label);
            said(what, wanted, found)
        }
        Shortage::Local { wanted, found } => said("local philanthropy", wanted, found),
        Shortage::FirstTime { wanted, found } => {
            said("guests who never sat at this table", wanted, found)
        }
    }
}

/// What the table lacks.
pub(super) fn lack(lack: Lack, scene: &Scene) -> String {
    let name = |need: usize| {
        let kind = scene.kinds.get(need);
        kind.map_or_else(String::new, |(product, _)| product.label().to_owned())
    };
    match lack {
        Lack::Kind(need) => format!(
            "{}: nobody on the list offers it, though sources are known.",
            name(need)
        ),
        Lack::NoSource(need) => format!(
            "{}: no source is known that funds this goal. Ask who offers it.",
            name(need)
        ),
        Lack::LocalPhilanthropy => {
            "Local philanthropy: nobody on the list is at home here.".to_owned()
        }
        Lack::Payor => {
            "A payor: outcomes are to be paid for, and nobody on the list could pay.".to_owned()
        }
        Lack::Officials => {
            "Public officials: systems change needs those who can change the rules.".to_owned()
        }
        Lack::Residents => {
            "Resident leaders: nobody who lives with the problem has a seat.".to_owned()
        }
        Lack::UnpaidResidents => {
            "Resident leaders have seats, and nothing says that they are paid for coming."
                .to_owned()
        }
        Lack::Convener(1) => {
            "One guest is a convener. It may be invited, and its money is never counted.".to_owned()
        }
        Lack::Convener(conveners) => format!(
            "{conveners} guests are conveners. They may be invited, and their money is never counted."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short() {
        assert_eq!(points(31_499), "3.1");
        assert_eq!(percent(14, 99), "14 %");
        assert_eq!(money(1_200_000), "$1.2M");
        assert_eq!(kind(CapitalProduct::SeniorDebt), "senior debt");
        assert_eq!(kind(CapitalProduct::LihtcEquity), "LIHTC equity");
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(and(&words), "a, b and c");
        assert_eq!(and(&words[..1]), "a");
    }

    #[test]
    fn a_chance_says_why() {
        use RelationshipStage::{Aligned, Contacted, Unknown};
        let said = |stage| coming(Some((stage, "this partnership")));
        let aligned = "Counted as coming with 80 %: aligned with this partnership";
        assert_eq!(said(Aligned), aligned);
        assert!(said(Contacted).contains("65 %: contacted by this partnership"));
        let nothing = "Counted as coming with 60 %: no stage recorded";
        assert_eq!([coming(None), said(Unknown)], [nothing, nothing]);
    }
}
