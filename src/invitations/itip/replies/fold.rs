//! The ledger as a value, for tests: what deliveries make of it, in any order.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{Ask, Context, Effect, Guest, GuestState, judge};
use crate::{invitations::itip::read::Incoming, values::Partstat};

type Moment = (i32, DateTime<Utc>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Held {
    partstat: Option<Partstat>,
    last: Option<Moment>,
    is_delegate: bool,
}

/// What is known of each guest, who waits at the door, and who proposed what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ledger {
    guests: BTreeMap<String, Held>,
    door: BTreeMap<String, (Moment, Partstat)>,
    proposals: BTreeMap<String, (Moment, DateTime<Utc>)>,
}

impl Ledger {
    pub(super) fn of(context: &Context) -> Self {
        let guests = context.guests.iter();
        Self {
            guests: guests
                .map(|guest| (guest.address.clone(), Held::default()))
                .collect(),
            ..Self::default()
        }
    }

    /// One delivery, judged and carried out.
    pub(super) fn deliver(&mut self, message: &Incoming, sender: &str, about: &Context) {
        let mut context = about.clone();
        sender.clone_into(&mut context.sender.address);
        context.guests = self
            .guests
            .iter()
            .map(|(address, held)| Guest {
                address: address.clone(),
                aliases: Vec::new(),
                state: GuestState::Invited,
                partstat: held.partstat.unwrap_or(Partstat::NeedsAction),
                seen_sequence: about.guests.first().and_then(|guest| guest.seen_sequence),
                last: held.last,
                is_delegate: held.is_delegate,
            })
            .collect();
        match judge(message, &context).effect {
            Effect::Record(ask) => self.count(&ask),
            Effect::DelegateAllow { answer, to, .. } => {
                self.count(&answer);
                let mut delegate = Held {
                    is_delegate: true,
                    ..Held::default()
                };
                // What they said at the door is their answer now.
                if let Some((moment, partstat)) = self.door.remove(&to) {
                    delegate.partstat = Some(partstat);
                    delegate.last = Some(moment);
                }
                self.guests.entry(to).or_insert(delegate);
            }
            Effect::Crasher { answer, .. } => {
                let said = ((answer.sequence, answer.said_at), answer.partstat);
                let kept = self.door.entry(answer.guest).or_insert(said);
                *kept = (*kept).max(said);
            }
            Effect::Proposal {
                answer,
                counts,
                starts_at,
                ..
            } => {
                let made = ((answer.sequence, answer.said_at), starts_at);
                let kept = self.proposals.entry(answer.guest.clone()).or_insert(made);
                *kept = (*kept).max(made);
                if counts {
                    self.count(&answer);
                }
            }
            _ => {}
        }
    }

    fn count(&mut self, ask: &Ask) {
        if let Some(held) = self.guests.get_mut(&ask.guest) {
            held.partstat = Some(ask.partstat);
            held.last = Some((ask.sequence, ask.said_at));
        }
    }
}
