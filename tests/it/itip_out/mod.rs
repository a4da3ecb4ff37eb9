//! Whatever the organizer does, and whatever the mail does on its way: in the end every guest's
//! calendar shows what the ledger says it shows.
//!
//! Mails to one guest leave in order (`mail`'s lanes). Some are lost, and made good by the next one or by
//! "send again"; some arrive twice. Calendars that remember what they took out may even get them in
//! any order. Acts follow each other within a second, which is as fine as DTSTAMP tells.

mod client;
mod host;

use jiff::Timestamp;
use proptest::prelude::*;
use roundtable::{
    convenings::rules::Firmness,
    invitations::itip::changes::{Ask, Wishes},
    values::{InvitationState, Partstat, time_convert::to_timestamp},
};

use client::{Client, Memory};
use host::{Host, UID};

const GUESTS: usize = 4;

/// What the organizer, or a guest, does.
#[derive(Clone, Copy, Debug)]
enum Act {
    Invite(usize),
    Remove(usize),
    Move(i64),
    Rename,
    ChangePlace,
    Confirm,
    Loosen,
    Cancel,
    TakeUpAgain,
    SendAgain(usize),
    Answer(usize, Partstat),
}

/// What becomes of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Arrives,
    ArrivesTwice,
    IsLost,
    ComesLater,
}

fn any_act() -> impl Strategy<Value = Act> {
    let guest = || 0..GUESTS;
    let answers = vec![Partstat::Accepted, Partstat::Declined, Partstat::Tentative];
    prop_oneof![
        4 => guest().prop_map(Act::Invite),
        2 => guest().prop_map(Act::Remove),
        // The clocks go back on the third day: 0, some hours, days.
        4 => prop::sample::select(vec![0, 0, 3, 48, 72, 96]).prop_map(Act::Move),
        2 => Just(Act::Rename),
        2 => Just(Act::ChangePlace),
        2 => Just(Act::Confirm),
        1 => Just(Act::Loosen),
        1 => Just(Act::Cancel),
        2 => Just(Act::TakeUpAgain),
        1 => guest().prop_map(Act::SendAgain),
        5 => (1..GUESTS, prop::sample::select(answers)).prop_map(|(n, answer)| Act::Answer(n, answer)),
    ]
}

fn any_wishes() -> impl Strategy<Value = Option<Wishes>> {
    let ask = prop::sample::select(vec![Ask::Nobody, Ask::Nobody, Ask::Silent, Ask::Everybody]);
    // Now and then nothing is sent, and changes add up.
    prop::option::weighted(
        0.8,
        (any::<bool>(), ask).prop_map(|(notify, ask)| Wishes { notify, ask }),
    )
}

fn any_fates() -> impl Strategy<Value = Vec<Fate>> {
    use Fate::{Arrives, ArrivesTwice, ComesLater, IsLost};
    let fate = prop::sample::select(vec![
        Arrives,
        Arrives,
        Arrives,
        ArrivesTwice,
        IsLost,
        ComesLater,
    ]);
    prop::collection::vec(fate, GUESTS)
}

fn code(answer: Partstat) -> &'static str {
    match answer {
        Partstat::NeedsAction => "NEEDS-ACTION",
        Partstat::Accepted => "ACCEPTED",
        Partstat::Tentative => "TENTATIVE",
        Partstat::Declined => "DECLINED",
        Partstat::Delegated => "DELEGATED",
    }
}

/// The organizer, the guests' calendars, and who may have missed something.
struct World {
    host: Host,
    clients: Vec<Client>,
    missed: Vec<bool>,
}

impl World {
    fn new(memory: Memory) -> Self {
        let host = Host::with_guests(GUESTS);
        let clients = host
            .guests
            .iter()
            .map(|of| Client::of(&of.address, memory))
            .collect();
        Self {
            host,
            clients,
            missed: vec![false; GUESTS],
        }
    }

    fn act(&mut self, act: Act) {
        let host = &mut self.host;
        match act {
            Act::Invite(n) => {
                let guest = &mut host.guests[n].guest;
                if guest.state != InvitationState::Invited {
                    guest.state = InvitationState::Planned;
                }
            }
            Act::Remove(n) => host.guests[n].guest.state = InvitationState::Removed,
            Act::Move(hours) => host.move_to(hours),
            Act::Rename => host.title += 1,
            Act::ChangePlace => host.change(|host| host.place += 1),
            Act::Confirm => self.firm(Firmness::Confirmed),
            Act::Loosen => self.firm(Firmness::Tentative),
            Act::Cancel => self.firm(Firmness::Cancelled),
            Act::TakeUpAgain => {
                if host.firmness == Firmness::Cancelled {
                    host.change(|host| host.firmness = Firmness::Confirmed);
                }
            }
            Act::SendAgain(n) => {
                if host.guests[n].guest.seen.is_some() {
                    host.send_again(n);
                }
            }
            Act::Answer(n, answer) => self.answer(n, answer),
        }
    }

    fn firm(&mut self, firmness: Firmness) {
        let (from, to) = (self.host.firmness, firmness);
        // A cancelled convening is taken up again, or stays cancelled.
        if from != to && from != Firmness::Cancelled {
            self.host.change(|host| host.firmness = to);
        }
    }

    fn answer(&mut self, n: usize, answer: Partstat) {
        if let Some(sequence) = self.clients[n].answer(UID, code(answer)) {
            // A mail under way still says what was so before; so does one that was lost.
            self.missed[n] |= !self.host.guests[n].lane.is_empty();
            let before = self.host.guests[n].guest.partstat;
            self.host.reply(n, sequence, answer);
            // An answer that does not count leaves the calendar with what its owner pressed.
            let after = self.host.guests[n].guest.partstat;
            self.missed[n] |= after == before && after != answer;
        }
    }

    /// The mail of each guest meets its fate, in order.
    fn deliver(&mut self, fates: &[Fate]) {
        for (n, of) in self.host.guests.iter_mut().enumerate() {
            if fates[n] == Fate::ComesLater {
                continue;
            }
            while let Some(text) = of.lane.pop_front() {
                match fates[n] {
                    Fate::IsLost => self.missed[n] = true,
                    Fate::ArrivesTwice => {
                        self.clients[n].receive(&text);
                        self.clients[n].receive(&text);
                    }
                    Fate::Arrives | Fate::ComesLater => self.clients[n].receive(&text),
                }
            }
        }
    }

    /// Everything that is due goes out, and who may have missed something gets the newest again.
    fn settle(&mut self) {
        let wishes = Wishes {
            notify: true,
            ask: Ask::Nobody,
        };
        self.host.send(wishes);
        for n in 0..GUESTS {
            if self.missed[n] && self.host.guests[n].guest.seen.is_some() {
                self.host.tick(60);
                self.host.send_again(n);
            }
        }
        self.deliver(&[Fate::Arrives; GUESTS]);
        self.host.send(wishes);
        assert!(
            self.host.guests.iter().all(|of| of.lane.is_empty()),
            "nothing more is due"
        );
    }

    /// Each calendar shows exactly what the ledger says.
    fn check(&self) {
        let meeting = self.host.meeting();
        let instant = |at| -> Timestamp { to_timestamp(at).unwrap() };
        for (of, client) in self.host.guests.iter().zip(&self.clients) {
            let on = of.guest.state == InvitationState::Invited
                && meeting.firmness != Firmness::Cancelled;
            let Some(entry) = client.shows(UID) else {
                assert!(!on, "{} is invited and has no entry", of.address);
                continue;
            };
            assert!(
                on,
                "{} has an entry and is not invited: {entry:?}",
                of.address
            );
            let seen = of.guest.seen.as_ref().unwrap();
            assert_eq!(entry.sequence, i64::from(seen.sequence));
            assert_eq!(entry.stamp, instant(of.seen_stamp.unwrap()));
            assert_eq!(
                (entry.start, entry.end),
                (instant(seen.starts_at), instant(seen.ends_at))
            );
            assert_eq!(
                (entry.start, entry.end),
                (instant(meeting.starts_at), instant(meeting.ends_at))
            );
            assert_eq!(entry.summary, self.host.summary());
            assert_eq!(entry.location, self.host.location());
            assert_eq!(
                entry.status,
                format!("{:?}", meeting.firmness).to_uppercase()
            );
            assert_eq!(entry.partstat, code(of.guest.partstat), "{}", of.address);
            assert_eq!(entry.rsvp, of.rsvp);
            assert_eq!(seen.told, Some(meeting.told()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_calendar_ends_with_what_the_ledger_says(
        steps in prop::collection::vec((any_act(), any_wishes(), any_fates(), 0..3_i64), 50),
    ) {
        let mut world = World::new(Memory::Short);
        for (act, wishes, fates, seconds) in steps {
            world.host.tick(seconds);
            world.act(act);
            if let Some(wishes) = wishes {
                world.host.send(wishes);
            }
            world.deliver(&fates);
        }
        world.settle();
        world.check();
    }

    #[test]
    fn a_calendar_that_remembers_may_get_its_mail_in_any_order(
        steps in prop::collection::vec((any_act(), any_wishes(), 0..3_i64), 50),
        order in prop::collection::vec(any::<prop::sample::Index>(), 300),
    ) {
        let mut world = World::new(Memory::Long);
        for (act, wishes, seconds) in steps {
            world.host.tick(seconds);
            if !matches!(act, Act::Answer(..)) {
                world.act(act);
            }
            if let Some(wishes) = wishes {
                world.host.send(wishes);
            }
        }
        world.host.send(Wishes { notify: true, ask: Ask::Nobody });
        for (of, client) in world.host.guests.iter_mut().zip(&mut world.clients) {
            let mut bag: Vec<String> = of.lane.drain(..).collect();
            let mut order = order.iter().cycle();
            while let Some(next) = order.next().filter(|_| !bag.is_empty()) {
                let text = bag.swap_remove(next.index(bag.len()));
                client.receive(&text);
                client.receive(&text);
            }
        }
        world.check();
    }
}
