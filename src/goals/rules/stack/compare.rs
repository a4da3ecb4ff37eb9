//! What changed between two states of a stack: lines that came, went, and are different.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{StackLine, shares::positions};
use crate::{
    ids::StackLineId,
    values::{CapitalProduct, Money, StackLayer, StackLineStatus},
};

/// A line as it was at one moment, in words where words are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenLine {
    pub id: StackLineId,
    pub part_of: Option<StackLineId>,
    pub layer: StackLayer,
    pub product: CapitalProduct,
    pub amount: Money,
    pub status: StackLineStatus,
    pub purpose: String,
    pub counts_toward_total: bool,
    pub funder: String,
    pub borrower: String,
    pub conditions: String,
    pub restrictions: String,
    pub terms: String,
    pub expected_on: Option<NaiveDate>,
}

impl FrozenLine {
    /// "Senior debt, $2,500,000: working capital".
    pub fn words(&self) -> String {
        let colon = if self.purpose.is_empty() { "" } else { ": " };
        format!(
            "{}, {}{colon}{}",
            self.product.label(),
            self.amount.full(),
            self.purpose
        )
    }

    /// What it says, label and text; the same labels in the same order for every line.
    fn facts(&self) -> [(&'static str, String); 12] {
        let day = |date: NaiveDate| date.format("%-d %b %Y").to_string();
        let counts = if self.counts_toward_total {
            "Yes"
        } else {
            "No"
        };
        [
            ("Amount", self.amount.full()),
            ("How sure", self.status.label().to_owned()),
            ("Money", self.product.label().to_owned()),
            ("Layer", self.layer.label().to_owned()),
            ("Use", self.purpose.clone()),
            ("From", self.funder.clone()),
            ("Borrower", self.borrower.clone()),
            ("Terms", self.terms.clone()),
            ("Conditions", self.conditions.clone()),
            ("Restrictions", self.restrictions.clone()),
            ("Next date", self.expected_on.map(day).unwrap_or_default()),
            ("In the total", counts.to_owned()),
        ]
    }
}

/// One thing a line says differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub what: &'static str,
    /// Empty where nothing was said.
    pub from: String,
    pub to: String,
}

/// What is different; a line that was withdrawn in between is not also listed as changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    pub added: Vec<FrozenLine>,
    pub withdrawn: Vec<FrozenLine>,
    pub changed: Vec<(FrozenLine, Vec<Changed>)>,
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.withdrawn.is_empty() && self.changed.is_empty()
    }
}

/// The lines as the sums want them.
pub fn summands(lines: &[FrozenLine]) -> Vec<StackLine> {
    let parts = positions(lines.iter().map(|line| (line.id, line.part_of)));
    let summand = |(line, part_of): (&FrozenLine, Option<usize>)| StackLine {
        layer: line.layer,
        product: line.product,
        amount: line.amount,
        status: line.status,
        purpose: line.purpose.clone(),
        counts_toward_total: line.counts_toward_total,
        part_of,
    };
    lines.iter().zip(parts).map(summand).collect()
}

/// What happened between `before` and `after`.
pub fn difference(before: &[FrozenLine], after: &[FrozenLine]) -> Difference {
    let then: BTreeMap<StackLineId, &FrozenLine> =
        before.iter().map(|line| (line.id, line)).collect();
    let gone = |line: &FrozenLine| line.status == StackLineStatus::Withdrawn;
    let mut found = Difference::default();
    for line in after {
        match then.get(&line.id) {
            None if gone(line) => {}
            None => found.added.push(line.clone()),
            Some(was) if gone(line) && !gone(was) => found.withdrawn.push(line.clone()),
            Some(was) => {
                let changes = changes(was, line);
                if !changes.is_empty() {
                    found.changed.push((line.clone(), changes));
                }
            }
        }
    }
    let still = |line: &&FrozenLine| after.iter().any(|other| other.id == line.id);
    let lost = before.iter().filter(|line| !still(line) && !gone(line));
    found.withdrawn.extend(lost.cloned());
    found
}

fn changes(was: &FrozenLine, is: &FrozenLine) -> Vec<Changed> {
    let pairs = was.facts().into_iter().zip(is.facts());
    pairs
        .filter(|((_, from), (_, to))| from != to)
        .map(|((what, from), (_, to))| Changed { what, from, to })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(dollars: i64, status: StackLineStatus) -> FrozenLine {
        FrozenLine {
            id: StackLineId::fresh(),
            part_of: None,
            layer: StackLayer::Senior,
            product: CapitalProduct::SeniorDebt,
            amount: Money::try_from(dollars).unwrap(),
            status,
            purpose: "units".to_owned(),
            counts_toward_total: true,
            funder: String::new(),
            borrower: String::new(),
            conditions: String::new(),
            restrictions: String::new(),
            terms: String::new(),
            expected_on: None,
        }
    }

    #[test]
    fn lines_that_came_went_and_changed_are_told_apart() {
        use StackLineStatus::{Committed, Identified, Withdrawn};
        let (same, small, leaves) = (
            line(1, Identified),
            line(2_000_000, Identified),
            line(3, Identified),
        );
        let comes = line(4, Committed);
        let larger = FrozenLine {
            status: Committed,
            amount: Money::try_from(2_500_000).unwrap(),
            ..small.clone()
        };
        let left = FrozenLine {
            status: Withdrawn,
            ..leaves.clone()
        };
        let before = [same.clone(), small, leaves];
        let found = difference(
            &before,
            &[same, larger.clone(), left.clone(), comes.clone()],
        );
        assert_eq!(found.added, [comes]);
        assert_eq!(found.withdrawn, [left]);
        let [(line, changes)] = found.changed.as_slice() else {
            panic!("{:?}", found.changed)
        };
        assert_eq!(line, &larger);
        let said: Vec<String> = changes
            .iter()
            .map(|each| format!("{}: {} to {}", each.what, each.from, each.to))
            .collect();
        assert_eq!(
            said,
            [
                "Amount: $2,000,000 to $2,500,000",
                "How sure: Identified to Committed"
            ]
        );
        assert!(difference(&before, &before).is_empty());
    }
}
