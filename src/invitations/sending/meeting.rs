//! A convening as mails to its guests tell it, read once for all of them.

use std::collections::BTreeMap;

use anyhow::Context as _;
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DbErr};

use super::texts::Words;
use crate::{
    auth::accounts,
    convenings::{
        self, ForCalendar, Guest,
        rules::{calendar_entry, firmness, needs_venue},
    },
    entities::{invitation_settings, invitations, users},
    ids::{ConveningId, SeatId},
    invitations::{
        calendar::{CalendarEvent, Organizer},
        events,
        itip::changes,
        ledger,
    },
    values::{
        TimeZone,
        time_convert::{TimeOutOfRange, to_timestamp},
        wall_time,
    },
    web::Settings,
};

/// What every mail of a convening says.
pub(in crate::invitations) struct Meeting {
    pub(in crate::invitations) of: ForCalendar,
    /// Nothing before the first mail was written.
    pub(in crate::invitations) settings: Option<invitation_settings::Model>,
    pub(in crate::invitations) host: Option<users::Model>,
    /// The goals it is for, in words.
    pub(in crate::invitations) goals: Vec<String>,
    seats: BTreeMap<SeatId, Guest>,
}

impl Meeting {
    /// Nothing if there is no such convening.
    pub(in crate::invitations) async fn load(
        db: &impl ConnectionTrait,
        id: ConveningId,
    ) -> Result<Option<Self>, DbErr> {
        let Some(of) = convenings::for_calendar(db, id).await? else {
            return Ok(None);
        };
        let host = match of.convening.row.host_id {
            Some(host) => accounts::by_id(db, host).await?,
            None => None,
        };
        let goals = convenings::goals_of(db, id).await?;
        let seats = convenings::guests(db, id).await?;
        Ok(Some(Self {
            settings: ledger::settings(db, id).await?,
            goals: goals.into_iter().map(|goal| goal.title).collect(),
            seats: seats
                .into_iter()
                .map(|guest| (guest.seat.id, guest))
                .collect(),
            host,
            of,
        }))
    }

    pub(in crate::invitations) fn id(&self) -> ConveningId {
        self.of.convening.row.id
    }

    /// The seats nobody is invited to yet are among these.
    pub(in crate::invitations) fn seats(&self) -> impl Iterator<Item = &Guest> {
        self.seats.values()
    }

    pub(in crate::invitations) fn seat(&self, id: Option<SeatId>) -> Option<&Guest> {
        self.seats.get(&id?)
    }

    /// On whose clocks a guest is told the time: their own, or the convening's.
    pub(in crate::invitations) fn zone_of(&self, guest: &invitations::Model) -> TimeZone {
        self.seat(guest.seat_id)
            .and_then(|seat| seat.zone.clone())
            .unwrap_or_else(|| self.of.convening.row.time_zone.clone())
    }

    /// Whose seat it is, in words.
    pub(in crate::invitations) fn organization_of(&self, guest: &invitations::Model) -> String {
        let seat = self.seat(guest.seat_id);
        let known = seat.and_then(|seat| seat.organization.as_ref());
        known.map_or_else(|| guest.name.clone(), |known| known.name.clone())
    }

    /// Who invites, in words.
    pub(in crate::invitations) fn host_name(&self) -> &str {
        self.host.as_ref().map_or("Roundtable", |host| &host.name)
    }

    /// The address of this convening: From, Reply-To and ORGANIZER of all its mail, the same for life.
    pub(in crate::invitations) fn organizer(
        &self,
        settings: &Settings,
    ) -> anyhow::Result<Organizer> {
        let row = self
            .settings
            .as_ref()
            .context("the convening has no address yet")?;
        let address = format!("c-{}@{}", row.mail_token, settings.reply_domain);
        let name = self.host.as_ref().map_or_else(
            || "Roundtable".to_owned(),
            |host| format!("{} via Roundtable", host.name),
        );
        Ok(Organizer {
            name,
            address: address.parse().context(
                "invitations need a domain that replies reach: set ROUNDTABLE_REPLY_DOMAIN",
            )?,
        })
    }

    /// The event as guests' calendars get it, stamped with the moment of this message.
    pub(in crate::invitations) fn event(
        &self,
        stamp: Timestamp,
    ) -> Result<CalendarEvent, TimeOutOfRange> {
        events::invited(&self.of, stamp)
    }

    /// What guests are told of it now; `begun` when anybody has been invited before.
    pub(in crate::invitations) fn now(&self, begun: bool) -> changes::Meeting {
        let (row, plan) = (&self.of.convening.row, &self.of.convening.plan);
        let entry = calendar_entry(plan, self.of.place.as_deref(), "", row.illustrative);
        let words = [&*entry.title, &entry.description, plan.join_link()];
        let place = entry.location.unwrap_or_default();
        changes::Meeting {
            sequence: row.sequence,
            rescheduled: row.rescheduled_sequence,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            local_start: plan.when.local_start,
            local_end: plan.when.local_end,
            zone: plan.when.zone.clone(),
            firmness: firmness(plan.status),
            online: !needs_venue(plan.format),
            place: [plan.format.as_str(), &place].join("\u{1f}"),
            words: words.join("\u{1f}"),
            begun,
        }
    }

    /// Day and time on the clocks of `zone`, with their distance from UTC.
    pub(in crate::invitations) fn when_in(&self, zone: &TimeZone) -> String {
        let when = &self.of.convening.plan.when;
        wall_time::range(when.starts, when.ends, zone)
    }

    /// Where people meet, or how they join.
    pub(in crate::invitations) fn place(&self) -> String {
        let plan = &self.of.convening.plan;
        let entry = calendar_entry(plan, self.of.place.as_deref(), "", false);
        entry
            .location
            .unwrap_or_else(|| plan.join_link().to_owned())
    }

    /// What the placeholders stand for to everybody, with the time on the convening's clocks.
    pub(in crate::invitations) fn words(&self) -> Words {
        Words {
            title: self.of.convening.row.title.clone(),
            when: self.when_in(&self.of.convening.row.time_zone),
            place: self.place(),
            goal: self.goals.join("; "),
            host: self.host_name().to_owned(),
            answer_by: self.answer_by(),
            ..Words::default()
        }
    }

    /// Until when guests are asked to answer, on the convening's clocks; empty for until it begins.
    pub(in crate::invitations) fn answer_by(&self) -> String {
        let at = self.settings.as_ref().and_then(|row| row.answer_by);
        let zone = &self.of.convening.row.time_zone;
        at.and_then(|at| to_timestamp(at).ok())
            .map_or_else(String::new, |at| wall_time::long(at, zone))
    }
}
