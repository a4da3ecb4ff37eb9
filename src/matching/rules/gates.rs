//! The contact gate and the capital gate.
//!
//! The first asks whether the source may be approached at all; the last whether any open line takes what it offers. The
//! gates between them are in `places`, `issues` and `constraints`.

use std::collections::BTreeSet;

use super::capital::{Opening, fills, only_allocates, open_lines, openings};
use super::pocket::{Need, Offer, Pocket};
use super::reasons::{
    Gate, Reason,
    ReasonKind::{self, Against, For, Info},
    Topic,
};
use super::words;
use crate::goals::rules::stack::{StackLine, Standing};
use crate::values::{CapitalProduct, Money, StackLineStatus};

/// May it be asked?
pub(super) fn contact_gate(pocket: &Pocket) -> Gate {
    let mut reasons = Vec::new();
    let mut against =
        |text, code| reasons.push(Reason::new(Against, Topic::Contact, text).codes([code]));
    if pocket.do_not_contact {
        against("Asked not to be contacted", "do_not_contact");
    }
    if !pocket.active {
        against("No longer active", "inactive");
    }
    Gate::from_reasons(reasons)
}

/// Does an open line take what it offers? The reasons name product, limits and line.
pub(super) fn capital_gate(pocket: &Pocket, need: &Need) -> Gate {
    let found = openings(pocket, need);
    let mut reasons: Vec<Reason> = found.iter().map(|opening| fits(opening, need)).collect();
    if found.is_empty() {
        reasons.push(no_line(pocket, need));
    }
    reasons.extend(near_misses(pocket, need));
    reasons.extend(taken(pocket, need));
    reasons.extend(
        pocket
            .offers
            .iter()
            .filter(|offer| only_allocates(pocket.funder_type, offer.product))
            .map(|offer| {
                let text = format!(
                    "Allocates {}; an investor brings the dollars",
                    words::lower(offer.product.label())
                );
                capital(Info, text).codes([offer.product])
            }),
    );
    reasons.extend(terms(&found));
    Gate {
        passed: !found.is_empty(),
        reasons,
    }
}

fn capital(kind: ReasonKind, text: String) -> Reason {
    Reason::new(kind, Topic::Capital, text)
}

fn line_in_words(line: &StackLine, amount: Money) -> String {
    let status = words::lower(line.status.label());
    let purpose = if line.purpose.is_empty() {
        String::new()
    } else {
        format!(" for {}", line.purpose)
    };
    format!(
        "the {} {} line{purpose} ({status})",
        amount.short(),
        words::lower(line.product.label())
    )
}

fn fits(opening: &Opening, need: &Need) -> Reason {
    let Opening {
        offer, open, reach, ..
    } = opening;
    let asked = need.lines.get(opening.line);
    let line = asked.map_or_else(String::new, |line| line_in_words(line, *open));
    let text = if opening.is_participation() {
        format!(
            "{} {} can take up to {} of {line}",
            offer.product.label(),
            offer.limits(),
            reach.short()
        )
    } else {
        format!("{} {} fits {line}", offer.product.label(), offer.limits())
    };
    let codes: BTreeSet<CapitalProduct> = asked
        .map(|line| line.product)
        .into_iter()
        .chain([offer.product])
        .collect();
    capital(For, text)
        .codes(codes)
        .amounts([offer.min, offer.max, *open])
}

fn no_line(pocket: &Pocket, need: &Need) -> Reason {
    let open = open_lines(&need.lines);
    if open.is_empty() {
        return capital(
            Against,
            "Nothing is left to fund: no line of this stack is open".to_owned(),
        );
    }
    if pocket.offers.is_empty() {
        return capital(
            Against,
            "What kind of money it offers is not recorded".to_owned(),
        );
    }
    let offered: Vec<String> = pocket
        .offers
        .iter()
        .map(|offer| words::lower(offer.product.label()))
        .collect();
    let asked: Vec<String> = open
        .iter()
        .map(|(_, line, amount)| {
            format!("{} {}", amount.short(), words::lower(line.product.label()))
        })
        .collect();
    let text = format!(
        "No open line takes what it offers ({}); open lines are {}. Ask whether one should be added",
        words::list(&offered),
        words::list(&asked)
    );
    let codes: BTreeSet<CapitalProduct> = pocket
        .offers
        .iter()
        .map(|offer| offer.product)
        .chain(open.iter().map(|(_, line, _)| line.product))
        .collect();
    capital(Against, text)
        .codes(codes)
        .amounts(open.iter().map(|(_, _, amount)| *amount))
}

/// Products of the right kind whose smallest amount is above the line.
fn near_misses(pocket: &Pocket, need: &Need) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (_, line, open) in open_lines(&need.lines) {
        for offer in pocket
            .offers
            .iter()
            .filter(|offer| !only_allocates(pocket.funder_type, offer.product))
        {
            if fills(offer.product, line.product) && offer.min > open {
                let text = format!(
                    "Its smallest {}, {}, is above {}",
                    words::lower(offer.product.label()),
                    offer.min.short(),
                    line_in_words(line, open)
                );
                reasons.push(
                    capital(Against, text)
                        .codes([offer.product])
                        .amounts([offer.min, open]),
                );
            }
        }
    }
    reasons
}

/// Lines of the right kind that somebody has taken already.
fn taken(pocket: &Pocket, need: &Need) -> Vec<Reason> {
    need.lines
        .iter()
        .filter(|line| {
            matches!(line.standing(), Standing::Cash | Standing::OutsideCash) && !line.is_open()
        })
        .filter(|line| {
            pocket
                .offers
                .iter()
                .any(|offer| fills(offer.product, line.product))
        })
        .map(|line| {
            let state = match line.status {
                StackLineStatus::TermSheet => "has a term sheet already".to_owned(),
                status => format!("is already {}", words::lower(status.label())),
            };
            let product = words::lower(line.product.label());
            let text = format!("The {} {product} line {state}", line.amount.short());
            capital(Info, text)
                .codes([line.product])
                .amounts([line.amount])
        })
        .collect()
}

/// What the fitting products ask for, in the funder's words.
fn terms(found: &[Opening]) -> Vec<Reason> {
    let mut seen: Vec<&Offer> = Vec::new();
    for opening in found {
        if !seen.contains(&&opening.offer) {
            seen.push(&opening.offer);
        }
    }
    let mut reasons = Vec::new();
    for offer in seen {
        if matches!(
            offer.product,
            CapitalProduct::MriLoan | CapitalProduct::MriDeposit
        ) {
            let text = format!(
                "{} is at market rate, not concessionary",
                offer.product.label()
            );
            reasons.push(capital(Info, text).codes([offer.product]));
        }
        if !offer.conditions.trim().is_empty() {
            let text = format!(
                "{} terms: {}",
                offer.product.label(),
                offer.conditions.trim()
            );
            reasons.push(capital(Info, text).codes([offer.product]));
        }
    }
    reasons
}
