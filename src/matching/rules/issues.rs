//! How close what a source funds is to what a goal is about.
//!
//! Issue areas form a tree written in their codes: `housing.production` lies under `housing`. Closeness follows the tree
//! (matching and scheduling, 2.1): exact 1.00, funder broader 0.85, funder narrower 0.70, siblings 0.595.

use super::pocket::{Need, Pocket, Term};
use super::reasons::{
    Gate, Reason,
    ReasonKind::{Against, For, Info},
    Topic,
};
use super::words;

/// A funder tagged with the root, or any funder for a goal without issues, in basis points.
pub(super) const GENERALIST: u16 = 4_000;
/// One level up from the goal's issue costs this factor, in basis points.
const UP: u32 = 8_500;
/// One level down towards the funder's issue costs this factor, in basis points.
const DOWN: u32 = 7_000;

/// Closeness of a funder's issue to a goal's, in basis points; floor at each step.
pub fn similarity(goal: &str, funder: &str) -> u16 {
    if funder.is_empty() {
        return GENERALIST;
    }
    if goal.is_empty() {
        return 0;
    }
    let shared = goal
        .split('.')
        .zip(funder.split('.'))
        .take_while(|(a, b)| a == b)
        .count();
    if shared == 0 {
        return 0;
    }
    let up = goal.split('.').count() - shared;
    let down = funder.split('.').count() - shared;
    let mut closeness: u32 = 10_000;
    for factor in std::iter::repeat_n(UP, up).chain(std::iter::repeat_n(DOWN, down)) {
        closeness = closeness * factor / 10_000;
    }
    u16::try_from(closeness).unwrap_or(u16::MAX)
}

/// A goal's issue with the funder's nearest one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pairing<'a> {
    pub(super) goal: &'a Term,
    pub(super) funder: &'a Term,
    pub(super) closeness: u16,
}

/// For each issue of the goal the funder's nearest issue; ties by code. Issues with nothing near are left out.
pub(super) fn pairings<'a>(pocket: &'a Pocket, need: &'a Need) -> Vec<Pairing<'a>> {
    need.issues
        .iter()
        .filter_map(|issue| {
            let near = |term: &Term| similarity(&issue.term.code, &term.code);
            let funder = pocket
                .issues
                .iter()
                .max_by(|a, b| near(a).cmp(&near(b)).then_with(|| b.code.cmp(&a.code)))?;
            let closeness = near(funder);
            (closeness > 0).then_some(Pairing {
                goal: &issue.term,
                funder,
                closeness,
            })
        })
        .collect()
}

/// The issue component in basis points: closeness weighted over the goal's issues.
pub(super) fn component(pocket: &Pocket, need: &Need) -> u16 {
    let whole: u64 = need
        .issues
        .iter()
        .map(|issue| u64::from(issue.weight))
        .sum();
    if whole == 0 {
        return GENERALIST;
    }
    let near = |code: &str| {
        pocket
            .issues
            .iter()
            .map(|term| similarity(code, &term.code))
            .max()
            .unwrap_or(0)
    };
    let sum: u64 = need
        .issues
        .iter()
        .map(|issue| u64::from(issue.weight) * u64::from(near(&issue.term.code)))
        .sum();
    u16::try_from(sum / whole).unwrap_or(u16::MAX)
}

/// The issue gate: any shared branch of the tree passes.
pub(super) fn issue_gate(pocket: &Pocket, need: &Need) -> Gate {
    let reason = |kind, text: String| Reason::new(kind, Topic::Issue, text);
    if need.issues.is_empty() {
        return Gate::from_reasons(vec![reason(
            Info,
            "This goal names no issue yet".to_owned(),
        )]);
    }
    if pocket.issues.is_empty() {
        return Gate::from_reasons(vec![reason(
            Against,
            "What it funds is not recorded".to_owned(),
        )]);
    }
    let found = pairings(pocket, need);
    if found.is_empty() {
        let about: Vec<Term> = need.issues.iter().map(|issue| issue.term.clone()).collect();
        let text = format!(
            "Funds {}; this goal is about {}",
            words::labels(&pocket.issues),
            words::labels(&about)
        );
        let codes = pocket
            .issues
            .iter()
            .chain(&about)
            .map(|term| term.code.clone());
        return Gate::from_reasons(vec![reason(Against, text).codes(codes)]);
    }
    let mut reasons: Vec<Reason> = found
        .iter()
        .map(|pair| reason(For, pair.in_words()).codes([&pair.funder.code, &pair.goal.code]))
        .collect();
    reasons.dedup();
    Gate::from_reasons(reasons)
}

impl Pairing<'_> {
    /// "Funds Education, which includes Early childhood".
    pub(super) fn in_words(&self) -> String {
        let (ours, theirs) = (&self.goal.label, &self.funder.label);
        let under = |inner: &str, outer: &str| {
            inner
                .strip_prefix(outer)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        if self.funder.code.is_empty() {
            format!("Funds any issue, {ours} among them")
        } else if self.goal.code == self.funder.code {
            format!("Funds {theirs}, as this goal asks")
        } else if under(&self.goal.code, &self.funder.code) {
            format!("Funds {theirs}, which includes {ours}")
        } else if under(&self.funder.code, &self.goal.code) {
            format!("Funds {theirs}, a part of {ours}")
        } else {
            format!("Funds {theirs}, next to {ours}")
        }
    }
}
