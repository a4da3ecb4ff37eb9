//! What the outcome rules find, beside the field it belongs to and as a list.

use askama::Template;
use axum::response::Response;

use crate::{
    goals::rules::lint::{Finding, Level},
    web,
};

/// One finding as pages show it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// "L4".
    pub(super) rule: &'static str,
    pub(super) kind: &'static str,
    pub(super) icon: &'static str,
    pub(super) level: &'static str,
    pub(super) message: String,
    pub(super) hint: &'static str,
    pub(super) field: &'static str,
    /// Where it is mended; empty on the form itself.
    pub(super) href: String,
}

impl Found {
    /// Whether it stands beside this field of a form.
    pub(super) fn at(&self, field: &str) -> bool {
        self.field == field
    }
}

/// The fields that have a place for findings; what belongs to none of them is told under the number.
const SLOTS: [&str; 8] = [
    "title",
    "result_statement",
    "populations",
    "partnership",
    "next_report_on",
    "indicator_name",
    "baseline_value",
    "target_value",
];

pub(super) fn found(findings: &[Finding]) -> Vec<Found> {
    let one = |finding: &Finding| {
        let (kind, icon, level) = match (finding.advisory, finding.level) {
            (true, _) => ("info", "info", "From the words alone"),
            (false, Level::Fail) => ("bad", "alert", Level::Fail.label()),
            (false, Level::Warn) => ("wait", "info", Level::Warn.label()),
        };
        Found {
            rule: finding.rule.short(),
            kind,
            icon,
            level,
            message: finding.message.clone(),
            hint: finding.hint,
            field: if SLOTS.contains(&finding.field) {
                finding.field
            } else {
                "indicator_name"
            },
            href: String::new(),
        }
    };
    findings.iter().map(one).collect()
}

/// The same with links to where each is mended; `number` is the page that changes the goal's number, where it has one.
pub(super) fn linked(findings: &[Finding], goal: &str, number: Option<&str>) -> Vec<Found> {
    let mut all = found(findings);
    for each in &mut all {
        let of_number = matches!(
            each.field,
            "indicator_name" | "baseline_value" | "target_value"
        );
        each.href = match number {
            Some(number) if of_number || each.rule == "L13" => number.to_owned(),
            None if of_number => format!("{goal}/turn"),
            _ => format!("{goal}/edit#f-{}", each.field),
        };
    }
    all
}

#[derive(Template)]
#[template(path = "goals/finds_all.html")]
struct AllSlots {
    slots: [&'static str; 8],
    findings: Vec<Found>,
}

/// Every slot anew, for a form that is being typed in.
pub(super) fn slots(findings: Vec<Found>) -> web::Result<Response> {
    web::page(&AllSlots {
        slots: SLOTS,
        findings,
    })
}
