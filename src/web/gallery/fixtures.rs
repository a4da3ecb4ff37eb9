//! Invented rows for the gallery. No name here is a real organization.

use super::super::views::{Choice, FieldErrors, Link, ReasonView, StepView, Tab, WhyPart};
use super::MatchRow;

const HERE: &str = "/gallery";

pub(super) fn crumbs() -> Vec<Link> {
    vec![
        Link::new("Goals", HERE),
        Link::new("Example City", HERE),
        Link::new("Young people back in school or work", HERE),
    ]
}

pub(super) fn tabs() -> Vec<Tab> {
    let tab = |label, count, current| Tab {
        label,
        href: HERE.into(),
        count,
        current,
    };
    vec![
        tab("Overview", None, false),
        tab("Matches", Some(38), true),
        tab("Convenings", Some(2), false),
        tab("Activity", None, false),
    ]
}

pub(super) fn steps() -> Vec<StepView> {
    let step = |label, fact: &str, state, open: bool| StepView {
        label,
        fact: fact.into(),
        href: if open { HERE.into() } else { String::new() },
        state,
    };
    vec![
        step("Purpose", "Set 2 Nov", "done", true),
        step("Guest list", "14 people", "done", true),
        step("Date", "11 of 14 replied", "now", true),
        step("Agenda", "Draft ready", "todo", true),
        step("Invitations", "", "todo", false),
        step("The meeting", "", "todo", false),
    ]
}

pub(super) fn why() -> Vec<WhyPart> {
    let part = |label: &str, points: &str, of: &str, share: &str, sentence: &str| WhyPart {
        label: label.into(),
        points: points.into(),
        of: of.into(),
        share: share.into(),
        negative: of.is_empty(),
        sentence: sentence.into(),
        source: (label == "Place").then(|| Link::new("Form 990-PF, 2024", HERE)),
    };
    vec![
        part(
            "Place",
            "15",
            "15",
            "100%",
            "Gives in this county every year since 2019.",
        ),
        part(
            "Issue",
            "26",
            "30",
            "87%",
            "Youth employment is one of three named priorities.",
        ),
        part(
            "Capital",
            "21",
            "30",
            "70%",
            "Gives grants of $250k to $1M; the open line is $1.5M.",
        ),
        part("Relationship", "0", "10", "0%", "Not recorded yet."),
        part(
            "Recent asks",
            "−4",
            "",
            "20%",
            "Asked twice since September.",
        ),
    ]
}

pub(super) fn matches() -> Vec<MatchRow> {
    let reason = |kind, text: &str| ReasonView {
        kind,
        text: text.into(),
    };
    vec![
        MatchRow {
            name: "Juniper Street Fund (example)",
            kind: "Private foundation, Example City",
            points: 86,
            share: "86%",
            ask: "$250k to $1M",
            low: 250_000,
            high: 1_000_000,
            status: ("ok", "check", "Eligible"),
            under: "Board meets in March",
            reasons: vec![
                reason("for", "Gives in this county every year since 2019"),
                reason("against", "Asked twice this quarter"),
            ],
        },
        MatchRow {
            name: "Harbor Light Loan Fund (example)",
            kind: "CDFI, Example County",
            points: 74,
            share: "74%",
            ask: "$500k to $2M loan",
            low: 500_000,
            high: 2_000_000,
            status: ("wait", "clock", "No open line"),
            under: "Aligned, nothing to lend to yet",
            reasons: vec![
                reason("for", "Target market covers the whole metro area"),
                reason("warning", "Needs a payor for an outcomes contract"),
            ],
        },
        MatchRow {
            name: "A foundation with a very long name that never ends, in memory of somebody's great-grandparents",
            kind: "Private foundation, Example Town",
            points: 31,
            share: "31%",
            ask: "Not known",
            low: 0,
            high: 0,
            status: ("bad", "cross", "Ineligible"),
            under: "Gives only in its own county",
            reasons: vec![
                reason("against", "Place: gives only in county 36001"),
                reason("info", "Invitation only"),
            ],
        },
    ]
}

pub(super) fn kinds() -> Vec<Choice> {
    let mut kinds = vec![
        Choice::new("fund", "We may want to fund this", true),
        Choice::new("learn", "We want to hear more", false),
        Choice::new("host", "We can host a table", false),
    ];
    kinds[0].hint = "A grant, a loan, a guarantee or another kind of money".into();
    kinds
}

pub(super) fn products() -> Vec<Choice> {
    vec![
        Choice::new("grant", "Grant", true),
        Choice::new("pri_loan", "Program-related loan", false),
        Choice::new("guarantee", "Guarantee", false),
    ]
}

pub(super) fn errors() -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add("email", "Enter an e-mail address, like name@example.org");
    errors.add("max", "Enter an amount, like $1.5M or 750k");
    errors.add("products", "Choose at least one kind of money");
    errors
}
