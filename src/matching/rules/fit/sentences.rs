//! What each measure says for itself, and what would raise it.
//!
//! One sentence per measure, without a full stop, naming what it was read from: it is the only explanation a person gets
//! for the points beside it.

use super::super::capital::Reach;
use super::super::issues::Pairing;
use super::super::places::covers_in_words;
use super::super::pocket::{Area, GoalPlace, Need};
use super::super::words;
use super::Component;

pub(super) fn place(found: Option<(&Area, &GoalPlace)>) -> String {
    found.map_or_else(
        || "Does not serve this place".to_owned(),
        |(area, place)| covers_in_words(area, place),
    )
}

pub(super) fn issue(found: &[Pairing<'_>], need: &Need) -> String {
    if need.issues.is_empty() {
        return "This goal names no issue yet".to_owned();
    }
    let best = found.iter().reduce(|best, pair| {
        if pair.closeness > best.closeness {
            pair
        } else {
            best
        }
    });
    let Some(best) = best else {
        return "No shared issue".to_owned();
    };
    let others = need.issues.len() - found.len();
    match others {
        0 => best.in_words(),
        1 => format!(
            "{}; nothing for 1 other issue of this goal",
            best.in_words()
        ),
        _ => format!(
            "{}; nothing for {others} other issues of this goal",
            best.in_words()
        ),
    }
}

pub(super) fn capital(reach: &[Reach]) -> String {
    if reach.is_empty() {
        return "No line is open".to_owned();
    }
    let reached: Vec<String> = reach
        .iter()
        .filter(|kind| !kind.reached.is_zero())
        .map(|kind| {
            let product = words::lower(kind.product.label());
            if kind.reached == kind.open {
                format!("all of the {} open as {product}", kind.open.short())
            } else {
                format!(
                    "up to {} of the {} open as {product}",
                    kind.reached.short(),
                    kind.open.short()
                )
            }
        })
        .collect();
    let missed: Vec<String> = reach
        .iter()
        .filter(|kind| kind.reached.is_zero())
        .map(|kind| {
            format!(
                "{} {}",
                kind.open.short(),
                words::lower(kind.product.label())
            )
        })
        .collect();
    match (reached.is_empty(), missed.is_empty()) {
        (true, _) => format!("Nothing for the {} still open", words::list(&missed)),
        (false, true) => format!("Could fill {}", words::list(&reached)),
        (false, false) => format!(
            "Could fill {}; nothing for {}",
            words::list(&reached),
            words::list(&missed)
        ),
    }
}

pub(super) const fn what_would_raise(component: Component) -> &'static str {
    match component {
        Component::Place => "A source that names the city or county itself scores more",
        Component::Issue => "A source whose issues name the goal’s own issue scores more",
        Component::Capital => {
            "A larger amount, or products for the other open lines, would raise it"
        }
        Component::Population => "Naming more of the people this goal is for would raise it",
        Component::Relationship => "Recording how well it is known would raise it",
        Component::History => "Recording what it has funded here would raise it",
        Component::Timing => {
            "A decision date before the money is needed would raise it; so would recording when it decides"
        }
    }
}
