//! One message, judged.

use super::{Ask, Context, Effect, Guest, GuestState, Verdict, check, weigh};
use crate::{
    invitations::itip::read::{Attendee, Incoming, Method, Said},
    values::{Delegation, Partstat},
};

/// The verdict of the first rule that fires. R17 is that nothing else of the message is looked at.
pub fn judge(of: &Incoming, context: &Context) -> Verdict {
    if let Some(verdict) = check::first(of, context) {
        return verdict;
    }
    // R6 fired where there is no line.
    let Some(line) = check::subject(of, context) else {
        return said(
            "R6",
            Effect::LogOnly,
            "It does not say who answers.".to_owned(),
        );
    };
    // R7. Whoever was never told of the convening cannot answer: the host decides.
    let invited = check::guest(line, context).filter(|guest| guest.state == GuestState::Invited);
    let Some(guest) = invited else {
        return stranger(of, context, line);
    };
    match of.method {
        Method::Refresh => said(
            "REFRESH",
            Effect::Refresh {
                guest: guest.address.clone(),
            },
            format!("{} asks for the invitation again.", guest.address),
        ),
        Method::Counter => counter(of, context, line, guest),
        _ => reply(of, context, line, guest),
    }
}

fn said(rule: &'static str, effect: Effect, told: String) -> Verdict {
    Verdict { rule, effect, told }
}

fn reply(of: &Incoming, context: &Context, line: &Attendee, guest: &Guest) -> Verdict {
    let Some(partstat) = weigh::partstat(line.said) else {
        let told = format!(
            "{} gave an answer that no event has; theirs is kept.",
            guest.address
        );
        return said("R15", Effect::LogOnly, told);
    };
    let ask = weigh::ask(of, context, guest.address.clone(), partstat);
    if let Some(verdict) = weigh::outdated(&ask, guest, context) {
        return verdict;
    }
    if partstat == Partstat::Delegated {
        return delegation(of, context, (line, guest), ask);
    }
    let rule = weigh::counting_rule(of, &ask, guest, context);
    let told = format!("{}: {}.", guest.address, partstat.label());
    said(rule, Effect::Record(ask), told)
}

/// R12, said by the guest who sends somebody else.
fn delegation(
    of: &Incoming,
    context: &Context,
    (line, guest): (&Attendee, &Guest),
    answer: Ask,
) -> Verdict {
    let to = line.delegated_to.first().cloned().unwrap_or_default();
    let their_line = of.attendees.iter().find(|each| each.is(&to));
    let name = their_line.map(|each| each.name.clone()).unwrap_or_default();
    let is_guest = context.guests.iter().any(|each| each.is(&to));
    let why = if to.is_empty() {
        Some("without saying whom")
    } else if line.delegated_to.len() > 1 {
        Some("and names more than one")
    } else if guest.is_delegate {
        Some("but was sent by somebody else themselves")
    } else if is_guest {
        Some("who has an invitation of their own")
    } else if context.delegation == Delegation::Ask {
        Some("and the host decides")
    } else {
        None
    };
    let from = guest.address.clone();
    let Some(why) = why else {
        let told = format!("{from} sends {to}.");
        return said("R12", Effect::DelegateAllow { answer, to, name }, told);
    };
    let whom = if to.is_empty() { "somebody else" } else { &to };
    let told = format!("{from} wants to send {whom}, {why}.");
    said(
        "R12",
        Effect::DelegateAsk {
            from,
            to,
            name,
            answer,
        },
        told,
    )
}

/// R12 and R13: whoever is not on the list comes before the host, whatever they say of themselves.
fn stranger(of: &Incoming, context: &Context, line: &Attendee) -> Verdict {
    if of.method == Method::Refresh {
        let told = format!(
            "{} is not invited and asks for the invitation.",
            line.address
        );
        return said("R13", Effect::LogOnly, told);
    }
    let delegated_from = line
        .delegated_from
        .iter()
        .find(|from| {
            let mut guests = context.guests.iter();
            guests.any(|guest| guest.is(from) && guest.state == GuestState::Invited)
        })
        .cloned();
    let partstat = weigh::partstat(line.said)
        .filter(|_| line.said != Said::Delegated)
        .unwrap_or(Partstat::NeedsAction);
    let answer = weigh::ask(of, context, line.address.clone(), partstat);
    let (rule, told) = match &delegated_from {
        Some(from) => (
            "R12",
            format!("{} answers in the place of {from}.", line.address),
        ),
        None => (
            "R13",
            format!(
                "{} is not invited and answers: {}.",
                line.address,
                partstat.label()
            ),
        ),
    };
    let name = line.name.clone();
    said(
        rule,
        Effect::Crasher {
            answer,
            name,
            delegated_from,
        },
        told,
    )
}

/// 5.3. A change that others did not hear of (a removed guest) raises SEQUENCE too: what the guest was told last is as
/// good as ours.
fn counter(of: &Incoming, context: &Context, line: &Attendee, guest: &Guest) -> Verdict {
    let partstat = weigh::partstat(line.said).unwrap_or(guest.partstat);
    let answer = weigh::ask(of, context, guest.address.clone(), partstat);
    let held = guest
        .seen_sequence
        .unwrap_or(context.sequence)
        .min(context.sequence);
    if of.sequence > context.sequence {
        let told = format!(
            "{} proposes a change to a version we never sent.",
            guest.address
        );
        return said("COUNTER", Effect::LogOnly, told);
    }
    if of.sequence < held || of.sequence < context.rescheduled_sequence {
        let told = format!("{} proposes a change to an earlier version.", guest.address);
        return said("COUNTER", Effect::Stale(answer), told);
    }
    let times = of
        .starts_at
        .zip(of.ends_at)
        .filter(|(start, end)| start < end);
    let Some((starts_at, ends_at)) = times else {
        let told = format!("{} proposes a time that cannot be read.", guest.address);
        return said("COUNTER", Effect::LogOnly, told);
    };
    let counts = matches!(line.said, Said::Accepted | Said::Declined | Said::Tentative)
        && weigh::outdated(&answer, guest, context).is_none();
    let told = format!("{} proposes another time.", guest.address);
    said(
        "COUNTER",
        Effect::Proposal {
            answer,
            counts,
            starts_at,
            ends_at,
        },
        told,
    )
}
