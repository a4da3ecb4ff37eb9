//! The top of the page: the goal, its tabs and its capital stack.
//!
//! Only what this page shows of them; the sums and the sentence are the goals room's.

use crate::{
    goals::{
        GoalNeed,
        rules::{
            bar::{self, Part},
            stack::{self, Totals},
        },
    },
    web::{
        charts::{StackBeside, StackGap, StackPart, StackView},
        views::{Link, Tab},
    },
};

/// The goal above the matches.
pub(super) struct Head {
    pub(super) crumbs: Vec<Link>,
    pub(super) title: String,
    pub(super) edit_href: String,
    pub(super) places: String,
    pub(super) issue: String,
    pub(super) partnership: String,
    pub(super) sample: bool,
    pub(super) tabs: Vec<Tab>,
}

pub(super) fn head(goal: &GoalNeed, matches: usize) -> Head {
    let path = format!("/goals/{}", goal.id);
    let tab = |label, under: &str, count, current| Tab {
        label,
        href: format!("{path}{under}"),
        count,
        current,
    };
    let places: Vec<String> = goal
        .places
        .iter()
        .map(|place| match &place.state {
            Some(state) => format!("{}, {state}", place.name),
            None => place.name.clone(),
        })
        .collect();
    Head {
        crumbs: vec![
            Link::new("Goals", "/goals"),
            Link::new(goal.title.clone(), path.clone()),
        ],
        title: goal.title.clone(),
        edit_href: format!("{path}/edit"),
        places: places.join("; "),
        issue: goal
            .issues
            .first()
            .map_or_else(String::new, |issue| issue.label.clone()),
        partnership: goal.partnership.clone(),
        sample: goal.illustrative,
        tabs: vec![
            tab("Overview", "", None, false),
            tab("Capital stack", "/stack", None, false),
            tab("Projects", "/projects", None, false),
            tab("Matches", "/matches", u64::try_from(matches).ok(), true),
            tab("Convenings", "/convenings", None, false),
            tab("Activity", "/activity", None, false),
        ],
    }
}

/// The goal's stack, ready to draw.
pub(super) fn stack_view(goal: &GoalNeed) -> StackView {
    let totals = stack::totals(&goal.lines);
    let segments = bar::segments(&totals);
    let parts = segments
        .iter()
        .map(|segment| StackPart {
            key: match segment.part {
                Part::Committed => "committed",
                Part::Soft => "soft",
                Part::Unidentified => "unidentified",
            },
            label: segment.part.label(),
            amount: segment.amount.short(),
            share: format!("{}%", (segment.share.0 + 50) / 100),
            x: format!("{}%", segment.start),
            width: format!("{}%", segment.share),
        })
        .collect();
    let open: Vec<_> = segments
        .iter()
        .filter(|segment| segment.part != Part::Committed)
        .collect();
    let gap = open.first().map(|first| StackGap {
        amount: totals.gap.short(),
        x: format!("{}%", first.start),
        width: format!(
            "{}%",
            bar::Share(open.iter().map(|segment| segment.share.0).sum())
        ),
    });
    StackView {
        uid: "goal-stack".to_owned(),
        total: totals.total.short(),
        as_of: goal.lines_as_of.map_or_else(String::new, super::words::day),
        sentence: format!("{}.", bar::sentence(&totals)),
        parts,
        gap,
        beside: beside(&totals),
        repayment: (!totals.repayment_sources.is_zero()).then(|| {
            format!(
                "Up to {} of outcome payments would repay investors; they are not capital.",
                totals.repayment_sources.short()
            )
        }),
    }
}

fn beside(totals: &Totals) -> Vec<StackBeside> {
    let held = !totals.outside_cash.is_zero();
    held.then(|| StackBeside {
        amount: totals.outside_cash.short(),
        label: "in guarantees, asked for or given, beside the cash".to_owned(),
    })
    .into_iter()
    .collect()
}
