//! One rule of a quorum before it is saved: how many of which kind, and how forms write it.

use std::{fmt, str::FromStr};

use super::MOST_OF_A_KIND;
use crate::values::QuorumKind;

/// At least so many of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuorumRule {
    pub kind: QuorumKind,
    /// 1 to 99.
    pub at_least: i32,
}

impl QuorumRule {
    /// "CDFIs: at least 2".
    #[must_use]
    pub fn words(self) -> String {
        format!("{}: at least {}", self.kind.label(), self.at_least)
    }
}

/// As forms and addresses have it: `cdfi:2`.
impl fmt::Display for QuorumRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.at_least)
    }
}

/// Not a kind and a number of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a rule of a quorum, such as cdfi:2")]
pub struct NotAQuorumRule;

impl FromStr for QuorumRule {
    type Err = NotAQuorumRule;

    fn from_str(text: &str) -> Result<Self, NotAQuorumRule> {
        let (kind, many) = text.split_once(':').ok_or(NotAQuorumRule)?;
        let at_least = many.parse().map_err(|_| NotAQuorumRule)?;
        if !(1..=MOST_OF_A_KIND).contains(&at_least) {
            return Err(NotAQuorumRule);
        }
        let kind = kind.parse().map_err(|_| NotAQuorumRule)?;
        Ok(Self { kind, at_least })
    }
}

/// What guests suggest: as many of each kind as were asked for, or else as many as must attend, and one of those who speak
/// for residents and for the city, where they have seats.
#[must_use]
pub fn suggested(
    asked: impl IntoIterator<Item = (QuorumKind, usize)>,
    must: impl IntoIterator<Item = QuorumKind>,
    (residents, officials): (usize, usize),
) -> Vec<QuorumRule> {
    let mut counts = std::collections::BTreeMap::<QuorumKind, usize>::new();
    for kind in must {
        *counts.entry(kind).or_default() += 1;
    }
    let mut wished = std::collections::BTreeMap::<QuorumKind, usize>::new();
    for (kind, least) in asked.into_iter().filter(|(_, least)| *least > 0) {
        *wished.entry(kind).or_default() += least;
    }
    counts.extend(wished);
    let roles = [
        (QuorumKind::ResidentLeader, residents),
        (QuorumKind::PublicOfficial, officials),
    ];
    let roles = roles.into_iter().filter(|(_, seats)| *seats > 0);
    counts.extend(roles.map(|(kind, _)| (kind, 1)));
    let wanted = |(kind, many): (QuorumKind, usize)| QuorumRule {
        kind,
        at_least: i32::try_from(many)
            .unwrap_or(MOST_OF_A_KIND)
            .min(MOST_OF_A_KIND),
    };
    counts.into_iter().map(wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use QuorumKind::{Bank, Cdfi, PublicOfficial};

    #[test]
    fn reads_back_what_it_writes_and_nothing_else() {
        let two = QuorumRule {
            kind: Cdfi,
            at_least: 2,
        };
        assert_eq!(two.to_string().parse(), Ok(two));
        for wrong in [
            "", "cdfi", "cdfi:0", "cdfi:100", "cdfi:-1", "cdfi:x", "nobody:1",
        ] {
            assert_eq!(wrong.parse::<QuorumRule>(), Err(NotAQuorumRule), "{wrong}");
        }
    }

    #[test]
    fn what_was_asked_for_comes_before_who_must_attend() {
        let told = |asked: &[(QuorumKind, usize)], must: &[QuorumKind]| -> Vec<String> {
            let rules = suggested(asked.to_vec(), must.to_vec(), (0, 2));
            rules.into_iter().map(QuorumRule::words).collect()
        };
        let city = format!("{}: at least 1", PublicOfficial.label());
        assert_eq!(
            told(
                &[(Cdfi, 1), (Bank, 0), (Cdfi, 1)],
                &[Cdfi, Cdfi, Cdfi, Bank]
            ),
            [
                "CDFIs: at least 2",
                "Banks and credit unions: at least 1",
                &city
            ],
        );
        assert_eq!(told(&[], &[]), [city]);
    }
}
