//! How verdicts, dates and amounts are said on the pages of matching.

use crate::{
    funders::PocketRow,
    matching::rules::{Reason, ReasonKind, Timing, Verdict},
    values::{Money, grouped},
    web::views::ReasonView,
};

/// The short word on a chip.
pub(super) const fn chip(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "Eligible",
        Verdict::AlignedNoOpenLine => "Aligned, no open line",
        Verdict::Ineligible => "Ineligible",
        Verdict::NotAFunder => "Conveners",
    }
}

/// What the heading of a section adds to its name.
pub(super) const fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "could fill an open line",
        Verdict::AlignedNoOpenLine => "ask whether a line should be added",
        Verdict::Ineligible => "a rule is not met",
        Verdict::NotAFunder => "may be invited, never counted as capital",
    }
}

/// Kind, icon and words of a verdict's pill.
pub(super) const fn pill(verdict: Verdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        Verdict::Eligible => ("ok", "check", "Eligible"),
        Verdict::AlignedNoOpenLine => ("wait", "clock", "Aligned, no open line"),
        Verdict::Ineligible => ("bad", "cross", "Ineligible"),
        Verdict::NotAFunder => ("info", "convening", "Convener, not a funder"),
    }
}

/// The class a reason is drawn with.
pub(super) const fn kind(reason: &Reason) -> &'static str {
    match reason.kind {
        ReasonKind::For => "for",
        ReasonKind::Against => "against",
        ReasonKind::Warning => "warning",
        ReasonKind::Info => "info",
    }
}

/// A reason as a row shows it. What is open is above the table already, so that part of the sentence is left to the panel.
pub(super) fn in_row(reason: &Reason) -> ReasonView {
    let text = reason
        .text
        .split_once("; open lines are ")
        .map_or(reason.text.as_str(), |(said, _)| said);
    ReasonView {
        kind: kind(reason),
        text: text.to_owned(),
    }
}

/// "Bank, Memphis, TN".
pub(super) fn kind_and_home(pocket: &PocketRow) -> String {
    match &pocket.home {
        Some(home) => format!("{}, {home}", pocket.kind.label()),
        None => pocket.kind.label().to_owned(),
    }
}

/// "$500k to $2.5M".
pub(super) fn range((low, high): (Money, Money)) -> String {
    if low == high {
        high.short()
    } else {
        format!("{} to {}", low.short(), high.short())
    }
}

/// When it decides next, in two short lines; the panel says it in full.
pub(super) fn decision(timing: &Timing) -> (String, String) {
    let Some(board) = timing.board else {
        return (timing.text.clone(), String::new());
    };
    let votes = timing.text.starts_with("Members vote");
    let who = if votes { "Members vote" } else { "Board meets" };
    let letters = timing.letters_due.map_or_else(
        || "Letter date not recorded".to_owned(),
        |due| format!("Letters due {}", due.strftime("%-d %b %Y")),
    );
    (format!("{who} {}", board.strftime("%b %Y")), letters)
}

/// "1 funder", "3 funders".
pub(super) fn counted(number: usize, one: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!(
            "{} {one}s",
            grouped(i64::try_from(number).unwrap_or(i64::MAX))
        )
    }
}

/// A verdict in two sentences.
pub(super) const fn explained(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => {
            "Place, issue and its own conditions fit, and an open line takes a kind of money it offers at an amount it considers. \
             If the line is larger than its largest amount, it could take a part."
        }
        Verdict::AlignedNoOpenLine => {
            "Place, issue and conditions fit, but no open line takes what it offers. Ask whether a line should be added."
        }
        Verdict::Ineligible => {
            "A rule is not met; the first one is named. It has no fit, because no score makes up for a rule."
        }
        Verdict::NotAFunder => {
            "It brings people together and gives no money. It may be invited, and is never counted as capital."
        }
    }
}
