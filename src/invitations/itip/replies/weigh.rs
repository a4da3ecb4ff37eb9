//! R9 to R11 and R14: whether an answer is to the time that is planned, and newer than the one we have.

use std::cmp::Ordering;

use super::{Ask, Context, Effect, Guest, Verdict};
use crate::{
    invitations::itip::read::{Incoming, Said},
    values::Partstat,
};

/// The answer as it would be kept. A SEQUENCE above ours (a program that counted up its own copy) is ours; a DTSTAMP in
/// the future is now, so that a clock that is ahead cannot silence later answers.
pub(super) fn ask(of: &Incoming, context: &Context, guest: String, partstat: Partstat) -> Ask {
    Ask {
        guest,
        partstat,
        sequence: of.sequence.min(context.sequence),
        said_at: of.dtstamp.unwrap_or(context.now).min(context.now),
        note: of.comment.clone(),
    }
}

pub(super) fn partstat(said: Said) -> Option<Partstat> {
    match said {
        Said::NeedsAction => Some(Partstat::NeedsAction),
        Said::Accepted => Some(Partstat::Accepted),
        Said::Declined => Some(Partstat::Declined),
        Said::Tentative => Some(Partstat::Tentative),
        Said::Delegated => Some(Partstat::Delegated),
        Said::Unknown => None,
    }
}

/// R9 to R11: the verdict on an answer that does not count, or nothing where it does.
pub(super) fn outdated(ask: &Ask, guest: &Guest, context: &Context) -> Option<Verdict> {
    if ask.sequence < context.rescheduled_sequence {
        return Some(Verdict {
            rule: "R9",
            effect: Effect::Stale(ask.clone()),
            told: format!("{} answered the earlier time.", ask.guest),
        });
    }
    let verdict = |rule, told: &str| {
        Some(Verdict {
            rule,
            effect: Effect::Ignore,
            told: format!("{}: {told}", ask.guest),
        })
    };
    match guest
        .last
        .map(|last| (ask.sequence, ask.said_at).cmp(&last))
    {
        Some(Ordering::Less) => verdict("R10", "a newer answer came before this one."),
        Some(Ordering::Equal) if ask.partstat == guest.partstat => {
            verdict("R11", "the same answer again.")
        }
        _ => None,
    }
}

/// The row that lets an answer count.
pub(super) fn counting_rule(
    of: &Incoming,
    ask: &Ask,
    guest: &Guest,
    context: &Context,
) -> &'static str {
    if of.sequence > context.sequence {
        "R14"
    } else if guest.last == Some((ask.sequence, ask.said_at)) {
        "R11"
    } else {
        "R15"
    }
}
