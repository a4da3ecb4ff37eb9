//! A reason: one sentence of a verdict, with the codes and amounts it rests on.
//!
//! No verdict is shown without its reasons, and no reason without what it was read from.

use crate::values::Money;

/// What a reason does to the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// Speaks for the match.
    For,
    /// Rules it out, or keeps it from a line.
    Against,
    /// Good to know; changes nothing.
    Info,
    /// Does not rule it out, but has to be dealt with first.
    Warning,
}

/// What a reason is about, in the order the gates are walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Whether it may be asked at all.
    Contact,
    /// Where it funds.
    Place,
    /// CRA assessment areas and CDFI target markets.
    Market,
    /// What it funds.
    Issue,
    /// Its own conditions.
    Terms,
    /// Products, amounts and open lines.
    Capital,
}

/// One sentence of a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it does.
    pub kind: ReasonKind,
    /// What it is about.
    pub topic: Topic,
    /// The sentence, without a full stop.
    pub text: String,
    /// The codes it rests on: `county:06075`, `youth_pathways`, `senior_debt`, `invite_only`.
    pub codes: Vec<String>,
    /// The amounts it rests on.
    pub amounts: Vec<Money>,
}

impl Reason {
    pub(super) fn new(kind: ReasonKind, topic: Topic, text: impl Into<String>) -> Self {
        Self {
            kind,
            topic,
            text: text.into(),
            codes: Vec::new(),
            amounts: Vec::new(),
        }
    }

    pub(super) fn codes(mut self, codes: impl IntoIterator<Item = impl ToString>) -> Self {
        self.codes
            .extend(codes.into_iter().map(|code| code.to_string()));
        self
    }

    pub(super) fn amounts(mut self, amounts: impl IntoIterator<Item = Money>) -> Self {
        self.amounts.extend(amounts);
        self
    }
}

/// What a gate found: whether it lets the pair pass, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gate {
    pub(super) passed: bool,
    pub(super) reasons: Vec<Reason>,
}

impl Gate {
    pub(super) fn from_reasons(reasons: Vec<Reason>) -> Self {
        Self {
            passed: reasons
                .iter()
                .all(|reason| reason.kind != ReasonKind::Against),
            reasons,
        }
    }
}
