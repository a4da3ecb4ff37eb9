//! The verdict on a pair, with its reasons, and the order matches are listed in.
//!
//! Every gate is walked even after one has failed, so a person sees all that stands in the way; the first reason against,
//! in gate order, is the "why not". Only eligible and aligned pairs get a fit.

use jiff::civil::Date;

use super::capital::{ask_range, only_allocates};
use super::constraints::terms_gate;
use super::fit::{Fit, Weights, measure};
use super::gates::{capital_gate, contact_gate};
use super::issues::issue_gate;
use super::places::{market_gate, place_gate};
use super::pocket::{Dealings, Need, Offer, Pocket};
use super::reasons::{Reason, ReasonKind, Topic};
use crate::values::{FunderType, Money};

/// What the gates say, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every gate holds and an open line takes what it offers.
    Eligible,
    /// Place, issue and conditions fit; no open line takes what it offers.
    AlignedNoOpenLine,
    /// A rule is not met.
    Ineligible,
    /// A convener: may be invited, never counted as capital.
    NotAFunder,
}

impl Verdict {
    /// The code: `eligible`, `aligned_no_open_line`, `ineligible`, `not_a_funder`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::AlignedNoOpenLine => "aligned_no_open_line",
            Self::Ineligible => "ineligible",
            Self::NotAFunder => "not_a_funder",
        }
    }

    /// The words a person sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Eligible => "Could fill a line",
            Self::AlignedNoOpenLine => "Aligned, no open line",
            Self::Ineligible => "Not eligible",
            Self::NotAFunder => "Convener, not a funder",
        }
    }
}

/// A verdict and everything that speaks for and against it, in gate order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgment {
    /// The verdict.
    pub verdict: Verdict,
    /// Its reasons.
    pub reasons: Vec<Reason>,
}

impl Judgment {
    /// The one reason for to show in a row: what it could fill, else the issue, else the nearest of the rest.
    pub fn strongest_for(&self) -> Option<&Reason> {
        let order = |reason: &&Reason| match reason.topic {
            Topic::Capital => 0,
            Topic::Issue => 1,
            Topic::Place => 2,
            Topic::Market => 3,
            Topic::Terms | Topic::Contact => 4,
        };
        self.reasons
            .iter()
            .filter(|reason| reason.kind == ReasonKind::For)
            .min_by_key(order)
    }

    /// The one reason against to show in a row: the first gate that failed, else the first warning.
    pub fn strongest_against(&self) -> Option<&Reason> {
        let first = |kind| self.reasons.iter().find(move |reason| reason.kind == kind);
        first(ReasonKind::Against).or_else(|| first(ReasonKind::Warning))
    }
}

/// Walks the gates on the given day.
pub fn judge(pocket: &Pocket, need: &Need, today: Date) -> Judgment {
    if pocket.funder_type == FunderType::ConvenerNonfunder {
        let text = "A convener: may be invited, never asked for or counted as capital";
        let reason =
            Reason::new(ReasonKind::Against, Topic::Contact, text).codes([pocket.funder_type]);
        return Judgment {
            verdict: Verdict::NotAFunder,
            reasons: vec![reason],
        };
    }
    let rules = [
        contact_gate(pocket),
        place_gate(pocket, need),
        market_gate(pocket, need),
        issue_gate(pocket, need),
        terms_gate(pocket, need, today),
    ];
    let capital = capital_gate(pocket, need);
    let verdict = if !rules.iter().all(|gate| gate.passed) {
        Verdict::Ineligible
    } else if capital.passed {
        Verdict::Eligible
    } else {
        Verdict::AlignedNoOpenLine
    };
    let reasons = rules
        .into_iter()
        .chain([capital])
        .flat_map(|gate| gate.reasons)
        .collect();
    Judgment { verdict, reasons }
}

/// A judged pair with its fit, where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The verdict and its reasons.
    pub judgment: Judgment,
    /// Only for eligible and aligned pairs.
    pub fit: Option<Fit>,
    /// The likely ask, smallest and largest, for eligible pairs.
    pub likely_ask: Option<(Money, Money)>,
}

/// Judges a pair and measures it if it passed.
pub fn match_up(
    pocket: &Pocket,
    need: &Need,
    dealings: Dealings,
    weights: Weights,
    today: Date,
) -> Match {
    let judgment = judge(pocket, need, today);
    let fit = matches!(
        judgment.verdict,
        Verdict::Eligible | Verdict::AlignedNoOpenLine
    )
    .then(|| measure(pocket, need, dealings, weights, today));
    let likely_ask = (judgment.verdict == Verdict::Eligible)
        .then(|| {
            let offers: Vec<Offer> = pocket
                .offers
                .iter()
                .filter(|offer| !only_allocates(pocket.funder_type, offer.product))
                .cloned()
                .collect();
            ask_range(&offers, &need.lines)
        })
        .flatten();
    Match {
        judgment,
        fit,
        likely_ask,
    }
}

/// Sorts matches: better verdict first, then higher score, then smaller id.
pub fn rank<I: Copy + Ord>(matches: &mut [(I, Match)]) {
    matches.sort_by(|(a, one), (b, other)| {
        let score = |found: &Match| found.fit.as_ref().map_or(0, |fit| fit.score);
        one.judgment
            .verdict
            .cmp(&other.judgment.verdict)
            .then_with(|| score(other).cmp(&score(one)))
            .then_with(|| a.cmp(b))
    });
}
