//! What was set up, in words.

use super::{Meetings, words::count};
use crate::{
    values::{MeetingManner, MeetingPhase, MeetingSide, wall_time},
    web::views::Choice,
};

/// How much is searched.
pub(super) fn efforts(chosen: &str) -> Vec<Choice> {
    let effort = |(code, label, hint): (&str, &str, &str)| Choice {
        hint: hint.to_owned(),
        ..Choice::new(code, label, code == chosen)
    };
    [
        ("quick", "Quick", "A first look"),
        ("usual", "Usual", "Some seconds"),
        ("long", "Long", "Up to a minute, for large rooms"),
    ]
    .map(effort)
    .into()
}

/// Whether a session lies outside the convening's time.
pub(super) fn outside(meetings: &Meetings) -> bool {
    let when = &meetings.convening.plan.when;
    let mut rounds = meetings.of.rounds.iter();
    rounds.any(|round| round.starts < when.starts || round.ends > when.ends)
}

/// The setup in words.
pub(super) fn facts(meetings: &Meetings) -> Vec<(&'static str, String)> {
    let (of, room) = (&meetings.of, &meetings.of.room);
    let zone = &meetings.convening.row.time_zone;
    let rounds = match (of.rounds.first(), of.rounds.last()) {
        (Some(first), Some(last)) => format!(
            "{}, from {} to {}",
            of.rounds.len(),
            wall_time::clock(first.starts, zone),
            wall_time::clock(last.ends, zone)
        ),
        _ => "None".to_owned(),
    };
    let side = |side| {
        let of_side = of.taking_part.iter().filter(|party| party.side == side);
        of_side.count()
    };
    let mut facts = vec![
        (
            "Day",
            of.rounds.first().map_or_else(String::new, |round| {
                wall_time::date(zone.rules().to_datetime(round.starts).date())
            }),
        ),
        ("Rounds", rounds),
        (
            "A round",
            format!("{} minutes, {} between", room.minutes, room.pause),
        ),
        ("Clocks", zone.label()),
        ("At a table", room.manner.label().to_owned()),
        (
            "Who meets",
            format!(
                "{}, {}",
                count(side(MeetingSide::Team), "team", "teams"),
                count(side(MeetingSide::Funder), "funder", "funders")
            ),
        ),
    ];
    if room.manner == MeetingManner::Tables {
        let sizes = format!("{} to {}", room.smallest, room.largest);
        facts.push(("Funders at a table", sizes));
    }
    if let Some(most) = room.most {
        facts.push(("Meetings at most", format!("{most} each")));
    }
    if room.least > 0 {
        facts.push(("At least", format!("{} a team, where possible", room.least)));
    }
    if room.phase == MeetingPhase::Published
        && let Some(at) = room.published_at
    {
        facts.push(("Published", wall_time::moment(at, zone)));
    }
    facts
}
