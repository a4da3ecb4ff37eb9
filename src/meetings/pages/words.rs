//! How meetings look in words: times of rounds, pills, counts.

use jiff::Timestamp;

use crate::{
    meetings::{
        rules::{Held, Part, Round},
        store::Gathered,
    },
    values::{MeetingPhase, MeetingWish, TimeZone, wall_time},
};

pub(super) use crate::meetings::rules::listed as list;

/// Kind, icon and words of a pill.
pub(super) type Pill = (&'static str, &'static str, &'static str);

pub(super) const fn phase_pill(phase: MeetingPhase) -> Pill {
    use MeetingPhase as P;
    let (kind, icon) = match phase {
        P::Setup => ("quiet", "dots"),
        P::Wishes => ("wait", "clock"),
        P::Draft => ("info", "edit"),
        P::Provisional => ("wait", "alert"),
        P::Published => ("ok", "check"),
    };
    (kind, icon, phase.label())
}

pub(super) const fn wish_pill(wish: Option<MeetingWish>) -> Pill {
    match wish {
        Some(MeetingWish::Must) => ("ok", "check", "Must meet"),
        Some(MeetingWish::Meet) => ("info", "check", "Would like to"),
        Some(MeetingWish::No) => ("bad", "cross", "No thanks"),
        None => ("quiet", "dots", "Nothing said"),
    }
}

fn hour(at: Timestamp, zone: &TimeZone) -> String {
    let local = zone.rules().to_datetime(at);
    local.strftime("%-I:%M %P").to_string()
}

/// `10:00 am to 10:15 am`, with the day where the rounds are on several.
pub(super) fn round_time(rounds: &[Round], round: usize, zone: &TimeZone) -> String {
    let Some(it) = rounds.get(round) else {
        return "A round that is gone".to_owned();
    };
    let day = |at: Timestamp| zone.rules().to_datetime(at).date();
    let clock = format!("{} to {}", hour(it.starts, zone), hour(it.ends, zone));
    let several = rounds
        .iter()
        .any(|other| day(other.starts) != day(it.starts));
    if several {
        format!("{}, {clock}", wall_time::date(day(it.starts)))
    } else {
        clock
    }
}

/// `1 meeting`, `3 meetings`.
pub(super) fn count(many: usize, one: &str, more: &str) -> String {
    if many == 1 {
        format!("1 {one}")
    } else {
        format!("{many} {more}")
    }
}

/// One line of somebody's day.
pub(in crate::meetings) struct Line {
    pub(in crate::meetings) time: String,
    /// Whom they meet; empty where they meet nobody.
    pub(in crate::meetings) with: String,
    pub(in crate::meetings) table: String,
    /// "Break", "Free" or "Away" where they meet nobody.
    pub(in crate::meetings) idle: &'static str,
}

/// The day of a party in words, told to itself.
pub(in crate::meetings) fn lines(
    of: &Gathered,
    day: &[Part<'_>],
    (party, zone): (crate::ids::MeetingPartyId, &TimeZone),
) -> Vec<Line> {
    let line = |(round, part): (usize, &Part<'_>)| {
        let time = round_time(&of.rounds, round, zone);
        let idle = |idle| Line {
            time: time.clone(),
            with: String::new(),
            table: String::new(),
            idle,
        };
        match part {
            Part::Meets(held) => Line {
                with: with(of, held, party),
                table: of.table(held.table).to_owned(),
                idle: "",
                time,
            },
            Part::Break => idle("Break"),
            Part::Free => idle("Free"),
            Part::Away => idle("Away"),
        }
    };
    day.iter().enumerate().map(line).collect()
}

/// Whom a party meets at a meeting.
pub(in crate::meetings) fn with(
    of: &Gathered,
    held: &Held,
    party: crate::ids::MeetingPartyId,
) -> String {
    let names: Vec<&str> = held.others(party).map(|other| of.name(other)).collect();
    list(&names)
}
