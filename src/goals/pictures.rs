//! A goal's sums as the pictures that pages draw.
//!
//! Here and not in the rules because the view structs belong to the web floor; every figure still comes from the rules.
//! The public picture names only what is committed: what funders have said in private is not for passers-by.

use chrono::NaiveDate;

use super::rules::{
    bar::{self, Part, Share},
    stack::Totals,
};
use crate::{
    values::Money,
    web::charts::{StackBeside, StackGap, StackPart, StackView},
};

/// "18 Nov 2026".
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// The whole stack, for staff. `uid` must be unique on the page.
pub fn stack_view(uid: &str, totals: &Totals, as_of: Option<NaiveDate>) -> StackView {
    let parts: Vec<StackPart> = bar::segments(totals)
        .iter()
        .map(|segment| {
            part(
                key(segment.part),
                segment.part.label(),
                segment.amount,
                (segment.start, segment.share),
            )
        })
        .collect();
    let beside = (!totals.outside_cash.is_zero()).then(|| StackBeside {
        amount: totals.outside_cash.short(),
        label: "in guarantees, beside the cash total".to_owned(),
    });
    let repayment = (!totals.repayment_sources.is_zero()).then(|| {
        format!(
            "Outcome payments of up to {} would repay investors. They are not part of the total.",
            totals.repayment_sources.short()
        )
    });
    StackView {
        uid: uid.to_owned(),
        total: totals.total.short(),
        as_of: as_of.map(day).unwrap_or_default(),
        sentence: format!("{}.", bar::sentence(totals)),
        gap: gap(totals),
        parts,
        beside: beside.into_iter().collect(),
        repayment,
    }
}

/// Committed and still to raise, for anybody.
pub fn public_stack_view(uid: &str, totals: &Totals, as_of: Option<NaiveDate>) -> StackView {
    let committed_and_open = Totals {
        total: totals.total,
        committed: totals.committed,
        gap: totals.gap,
        unidentified: totals.gap,
        ..Totals::default()
    };
    let mut view = stack_view(uid, &committed_and_open, as_of);
    for part in &mut view.parts {
        if part.key == "unidentified" {
            part.label = "Still to raise";
        }
    }
    view.sentence = public_sentence(totals);
    view
}

/// "$900k of $4.9M is committed. $4M is still to raise."
pub fn public_sentence(totals: &Totals) -> String {
    let Totals {
        total,
        committed,
        gap,
        ..
    } = *totals;
    if total.is_zero() {
        "The partnership has not yet said how much money this needs.".to_owned()
    } else if gap.is_zero() {
        format!("All of {} is committed.", total.short())
    } else if committed.is_zero() {
        format!(
            "This needs {}, and all of it is still to raise.",
            total.short()
        )
    } else {
        format!(
            "This needs {}. {} is committed and {} is still to raise.",
            total.short(),
            committed.short(),
            gap.short()
        )
    }
}

const fn key(part: Part) -> &'static str {
    match part {
        Part::Committed => "committed",
        Part::Soft => "soft",
        Part::Unidentified => "unidentified",
    }
}

fn part(key: &'static str, label: &'static str, amount: Money, at: (Share, Share)) -> StackPart {
    StackPart {
        key,
        label,
        amount: amount.short(),
        share: format!("{}%", (at.1.0 + 50) / 100),
        x: format!("{}%", at.0),
        width: format!("{}%", at.1),
    }
}

/// The brace spans everything right of what is committed.
fn gap(totals: &Totals) -> Option<StackGap> {
    if totals.gap.is_zero() {
        return None;
    }
    let committed = bar::segments(totals)
        .iter()
        .find(|segment| segment.part == Part::Committed)
        .map_or(0, |segment| segment.share.0);
    Some(StackGap {
        amount: totals.gap.short(),
        x: format!("{}%", Share(committed)),
        width: format!("{}%", Share(10_000 - committed)),
    })
}
