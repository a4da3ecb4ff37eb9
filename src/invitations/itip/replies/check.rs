//! R1 to R8: whether a message is about a convening of ours and from one of its guests.

use super::{Context, Effect, Guest, GuestState, Verdict, weigh};
use crate::invitations::itip::read::{Attendee, Incoming, Method, Recurrence, Said, Standing};

/// The ATTENDEE line that speaks: the sender's own, else one that answers, else the first.
pub(super) fn subject<'a>(of: &'a Incoming, context: &Context) -> Option<&'a Attendee> {
    let lines = || of.attendees.iter();
    lines()
        .find(|line| speaks_for(line, context))
        .or_else(|| lines().find(|line| line.said == Said::Delegated))
        .or_else(|| lines().find(|line| !matches!(line.said, Said::NeedsAction | Said::Unknown)))
        .or(of.attendees.first())
}

/// The guest a line is about: by its value, else by its EMAIL parameter.
pub(super) fn guest<'a>(line: &Attendee, context: &'a Context) -> Option<&'a Guest> {
    let of = |address: &str| context.guests.iter().find(|guest| guest.is(address));
    of(&line.address).or_else(|| line.email.as_deref().and_then(of))
}

/// Whether the sender is the guest that the line is about, or, where it is about none, whom it names. What else a line says
/// of itself (EMAIL, SENT-BY) vouches for nobody: who writes the mail writes that, too. An assistant's answer is
/// confirmed by the guest, or counted by the host.
fn speaks_for(line: &Attendee, context: &Context) -> bool {
    let sender = context.sender.address.as_str();
    let is_theirs = guest(line, context).map_or(line.address == sender, |guest| guest.is(sender));
    !sender.is_empty() && is_theirs
}

/// The verdict of the first of R1 to R6, R8 and R16 that fires.
pub(super) fn first(of: &Incoming, context: &Context) -> Option<Verdict> {
    let verdict = |rule, effect, told: String| Some(Verdict { rule, effect, told });
    if let Method::Other(name) = &of.method {
        let told = format!("A message with METHOD {name} is not one that guests send to a host.");
        return verdict("R1", Effect::Drop, told);
    }
    if context.uid.as_deref() != Some(of.uid.as_str()) {
        let told = "It is not about the convening whose address it was sent to.";
        return verdict("R2", Effect::Drop, told.to_owned());
    }
    // Exchange leaves ORGANIZER out of replies.
    if of
        .organizer
        .as_ref()
        .is_some_and(|organizer| *organizer != context.organizer)
    {
        let told = "Its organizer is somebody else.";
        return verdict("R3", Effect::Drop, told.to_owned());
    }
    let line = subject(of, context);
    let found = line.and_then(|line| guest(line, context));
    if let Some(line) = line {
        let is_theirs = speaks_for(line, context);
        if !is_theirs || context.sender.standing != Standing::Confirmed {
            return Some(unconfirmed(of, context, line, found, is_theirs));
        }
    }
    if context.is_cancelled || context.is_over {
        let what = if context.is_cancelled {
            "cancelled, or has no date"
        } else {
            "over"
        };
        return verdict("R5", Effect::LogOnly, format!("The convening is {what}."));
    }
    if line.is_none() {
        let told = "It does not say who answers.";
        return verdict("R6", Effect::LogOnly, told.to_owned());
    }
    if let Some(guest) = found.filter(|guest| guest.state == GuestState::Removed) {
        let told = format!("{} is no longer invited.", guest.address);
        return verdict("R8", Effect::Ignore, told);
    }
    match of.recurrence {
        Recurrence::At(at) if at != context.starts_at => {
            let told = "It is about a day on which the convening does not take place.";
            verdict("R16", Effect::LogOnly, told.to_owned())
        }
        Recurrence::Unclear => {
            let told = "It is about a day that cannot be read.";
            verdict("R16", Effect::LogOnly, told.to_owned())
        }
        Recurrence::None | Recurrence::At(_) => None,
    }
}

fn unconfirmed(
    of: &Incoming,
    context: &Context,
    line: &Attendee,
    found: Option<&Guest>,
    is_theirs: bool,
) -> Verdict {
    let told = if is_theirs {
        "Nothing vouches that the mail is from the address it names.".to_owned()
    } else {
        format!("The mail is not from {}.", line.address)
    };
    let invited = found.filter(|guest| guest.state == GuestState::Invited);
    let takes_place = !context.is_cancelled && !context.is_over;
    let counts =
        |partstat| matches!(of.method, Method::Reply | Method::Counter).then_some(partstat);
    let answer = invited
        .filter(|_| takes_place)
        .and_then(|guest| Some((guest, counts(weigh::partstat(line.said)?)?)))
        .map(|(guest, partstat)| weigh::ask(of, context, guest.address.clone(), partstat));
    let confirm = answer.is_some() && context.sender.standing != Standing::Failed;
    Verdict {
        rule: "R4",
        effect: Effect::Unconfirmed { answer, confirm },
        told,
    }
}
