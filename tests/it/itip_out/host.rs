//! The organizer's side of the simulation: a convening that changes, a ledger of what each guest
//! holds, and the messages that the rules call for.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};
use jiff::SignedDuration;
use roundtable::{
    convenings::rules::{Firmness, next_stamp},
    invitations::{
        calendar::{
            Attendee, AttendeeRole, CalendarEvent, EventStatus, Method, Organizer, ProdId, message,
        },
        itip::changes::{
            Consequence, Entry, Guest, Kind, Meeting, Seen, Wishes, again, consequence,
        },
    },
    values::{InvitationState, Partstat, time_convert::to_chrono, time_convert::to_timestamp},
};

pub(super) const UID: &str = "0192-simulated@roundtable.example";

/// One guest of the ledger, and the mails to them that have not arrived yet.
pub(super) struct Invited {
    pub(super) guest: Guest,
    pub(super) address: String,
    pub(super) seen_stamp: Option<DateTime<Utc>>,
    pub(super) rsvp: bool,
    pub(super) lane: VecDeque<String>,
}

/// The convening and its ledger.
pub(super) struct Host {
    pub(super) now: DateTime<Utc>,
    pub(super) title: u32,
    pub(super) place: u32,
    pub(super) firmness: Firmness,
    hours_later: i64,
    sequence: i32,
    rescheduled: i32,
    pub(super) guests: Vec<Invited>,
}

impl Host {
    /// With guests planned and nobody invited; the first is the human host.
    pub(super) fn with_guests(many: usize) -> Self {
        let guest = |n: usize| Invited {
            guest: Guest {
                state: InvitationState::Waiting,
                is_chair: n == 0,
                partstat: if n == 0 {
                    Partstat::Accepted
                } else {
                    Partstat::NeedsAction
                },
                seen: None,
            },
            address: format!("guest{n}@funder{n}.example"),
            seen_stamp: None,
            rsvp: false,
            lane: VecDeque::new(),
        };
        Self {
            now: "2026-09-01T12:00:00Z".parse().unwrap(),
            title: 0,
            place: 0,
            firmness: Firmness::Tentative,
            hours_later: 0,
            sequence: 0,
            rescheduled: 0,
            guests: (0..many).map(guest).collect(),
        }
    }

    /// A change that raises SEQUENCE.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Self)) {
        self.sequence += 1;
        change(self);
    }

    /// Moves the convening to so many hours after its first time; days apart cross a clock change.
    pub(super) fn move_to(&mut self, hours_later: i64) {
        if self.hours_later != hours_later {
            self.sequence += 1;
            (self.hours_later, self.rescheduled) = (hours_later, self.sequence);
        }
    }

    pub(super) fn summary(&self) -> String {
        format!("Youth table, {}", self.title)
    }

    pub(super) fn location(&self) -> String {
        format!("Room {}; enter from Larkin St", self.place)
    }

    pub(super) fn meeting(&self) -> Meeting {
        let event = self.event(self.sequence, self.now);
        Meeting {
            sequence: self.sequence,
            rescheduled: self.rescheduled,
            starts_at: to_chrono(event.start_utc),
            ends_at: to_chrono(event.end_utc),
            local_start: event.local_start,
            local_end: event.local_end,
            zone: event.zone,
            firmness: self.firmness,
            online: false,
            place: self.location(),
            words: self.summary(),
            begun: self.guests.iter().any(|of| of.guest.seen.is_some()),
        }
    }

    fn event(&self, sequence: i32, stamp: DateTime<Utc>) -> CalendarEvent {
        let zone: roundtable::values::TimeZone = "America/Los_Angeles".parse().unwrap();
        let first: jiff::civil::DateTime = "2026-10-30T09:00".parse().unwrap();
        let local_start = first + SignedDuration::from_hours(self.hours_later);
        let local_end = local_start + SignedDuration::from_hours(2);
        let instant = |local| zone.jiff().to_timestamp(local).unwrap();
        let stamp = to_timestamp(stamp).unwrap();
        CalendarEvent {
            uid: UID.into(),
            sequence: sequence.try_into().unwrap(),
            dtstamp: stamp,
            last_modified: stamp,
            start_utc: instant(local_start),
            end_utc: instant(local_end),
            local_start,
            local_end,
            zone: zone.clone(),
            summary: self.summary(),
            description: "What we ask".into(),
            location: Some(self.location()),
            url: None,
            online_link: None,
            status: match self.firmness {
                Firmness::Undated | Firmness::Tentative => EventStatus::Tentative,
                Firmness::Confirmed => EventStatus::Confirmed,
                Firmness::Cancelled => EventStatus::Cancelled,
            },
        }
    }

    /// Presses send: everybody gets what is due to them.
    pub(super) fn send(&mut self, wishes: Wishes) {
        for n in 0..self.guests.len() {
            let due = consequence(&self.guests[n].guest, &self.meeting(), wishes);
            self.promise(n, due);
        }
    }

    /// Sends the newest state to one guest once more.
    pub(super) fn send_again(&mut self, n: usize) {
        let due = again(&self.guests[n].guest, &self.meeting());
        self.promise(n, due);
    }

    /// What one transaction does: the ledger's row and the mail.
    fn promise(&mut self, n: usize, due: Consequence) {
        let Some(method) = due.method else {
            assert_eq!(due.kind, Kind::Nothing);
            return;
        };
        let meeting = self.meeting();
        let of = &self.guests[n];
        let stamp = of
            .seen_stamp
            .map_or(self.now, |before| next_stamp(before, self.now));
        let before = of.guest.seen.as_ref().map_or(0, |seen| seen.sequence);
        assert!(due.sequence >= before, "SEQUENCE never falls");
        self.sequence = self.sequence.max(due.sequence);
        let mut event = self.event(due.sequence, stamp);
        if due
            .leaves
            .as_ref()
            .is_some_and(|told| told.entry == Entry::SeatGone)
        {
            event.status = EventStatus::Confirmed;
        }
        let of = &mut self.guests[n];
        if due.resets_answer {
            of.guest.partstat = Partstat::NeedsAction;
        }
        of.rsvp = due.rsvp;
        of.seen_stamp = Some(stamp);
        of.guest.seen = Some(Seen {
            sequence: due.sequence,
            starts_at: meeting.starts_at,
            ends_at: meeting.ends_at,
            told: due.leaves,
        });
        if method == Method::Request {
            of.guest.state = InvitationState::Invited;
        }
        let text = written(method, &event, of);
        of.lane.push_back(text);
    }

    /// A reply arrives: it counts unless it is to an earlier time (R9), or they are off the list.
    pub(super) fn reply(&mut self, n: usize, sequence: i64, partstat: Partstat) {
        let guest = &mut self.guests[n].guest;
        let current = sequence >= i64::from(self.rescheduled);
        if current
            && guest.state == InvitationState::Invited
            && self.firmness != Firmness::Cancelled
        {
            guest.partstat = partstat;
            self.guests[n].rsvp = false;
        }
    }

    pub(super) fn tick(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
    }
}

fn written(method: Method<'_>, event: &CalendarEvent, of: &Invited) -> String {
    let attendee = Attendee {
        name: "Guest".into(),
        address: of.address.parse().unwrap(),
        role: if of.guest.is_chair {
            AttendeeRole::Chair
        } else {
            AttendeeRole::Required
        },
        partstat: of.guest.partstat,
        rsvp: of.rsvp,
        delegated_to: None,
        delegated_from: None,
    };
    let organizer = Organizer {
        name: "Jane Doe via Roundtable".into(),
        address: "c-token@invite.roundtable.example".parse().unwrap(),
    };
    message(method, event, &organizer, &[attendee], &ProdId::default()).unwrap()
}
