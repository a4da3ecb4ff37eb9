//! Codes and facts of a goal in the words its pages use, and which pill says them.

use chrono::{DateTime, Utc};

use crate::{
    goals::{pictures::day, rules::stack::Standing, store::CitySum},
    values::{
        GoalStatus, PlaceId, ProjectStatus, StackLineStatus, TimeZone, time_convert, wall_time,
    },
    web::address,
};

/// A status as a pill: kind, icon and word.
pub(super) type Pill = (&'static str, &'static str, &'static str);

pub(super) const fn goal_pill(status: GoalStatus) -> Pill {
    let (kind, icon) = match status {
        GoalStatus::Draft | GoalStatus::Retired => ("quiet", "dots"),
        GoalStatus::Proposed => ("info", "info"),
        GoalStatus::Adopted | GoalStatus::OnTrack | GoalStatus::Met => ("ok", "check"),
        GoalStatus::OffTrack => ("bad", "alert"),
    };
    (kind, icon, status.label())
}

pub(super) const fn line_pill(status: StackLineStatus) -> Pill {
    use StackLineStatus as S;
    let (kind, icon) = match status {
        S::Need => ("bad", "alert"),
        S::Identified => ("info", "person"),
        S::SoftCircled | S::TermSheet => ("wait", "clock"),
        S::Committed | S::Closed | S::Drawn => ("ok", "check"),
        S::Withdrawn => ("quiet", "cross"),
    };
    (kind, icon, status.label())
}

pub(super) const fn project_pill(status: ProjectStatus) -> Pill {
    use ProjectStatus as S;
    let (kind, icon) = match status {
        S::Idea => ("quiet", "dots"),
        S::Planned => ("info", "info"),
        S::UnderWay => ("wait", "clock"),
        S::Done => ("ok", "check"),
        S::Stopped => ("quiet", "cross"),
    };
    (kind, icon, status.label())
}

/// What a line is to the total.
pub(super) const fn counted(standing: Standing) -> &'static str {
    match standing {
        Standing::Cash => "Yes",
        Standing::OutsideCash => "No, contingent",
        Standing::RepaymentSource => "No, repays investors",
        Standing::NotCounted => "No",
    }
}

/// What a goal needs most before it can take capital, with what that means.
pub(super) fn absorption(code: &str) -> Option<(&'static str, &'static str)> {
    match code {
        "shared_priorities" => Some((
            "Shared priorities",
            "Agree on what capital is for, so that separate offers add up to one result.",
        )),
        "pipeline" => Some((
            "A pipeline",
            "Enough projects that are ready to take capital and fit the priorities.",
        )),
        "enabling_environment" => Some((
            "An enabling environment",
            "Change the rules, platforms and practices that keep capital from flowing.",
        )),
        _ => None,
    }
}

/// Where a figure is from, for people.
pub(super) fn source(text: &str) -> &str {
    if text == "illustrative" {
        "Made up for the demonstration"
    } else {
        text
    }
}

/// Who reported a value; values from before names were kept have none.
pub(super) fn reporter(name: &str) -> &str {
    if name.is_empty() { "not known" } else { name }
}

/// `price_per_outcome_usd` as "Price per outcome usd": a code nobody has given words to.
pub(super) fn plain(code: &str) -> String {
    let text = code.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// An instant with its zone: the reader's, or UTC.
pub(super) fn instant(at: DateTime<Utc>, zone: Option<&TimeZone>) -> String {
    let known = zone.cloned().or_else(|| "UTC".parse().ok());
    match (time_convert::to_timestamp(at), known) {
        (Ok(at), Some(zone)) => wall_time::long(at, &zone),
        _ => at.format("%-d %b %Y, %H:%M UTC").to_string(),
    }
}

/// The page of a city; nothing for a place that is not one. Leads, who have no city pages, get its goals.
pub(super) fn city_href(place: &PlaceId, staff: bool) -> String {
    if !staff {
        return address("/goals", &[("city", place.as_str())]);
    }
    place
        .as_str()
        .strip_prefix("city:")
        .map_or_else(String::new, |geoid| format!("/cities/{geoid}"))
}

/// "2 goals, gap $6.4M as of 18 Nov 2026".
pub(super) fn city_sentence(sum: &CitySum) -> String {
    let goals = if sum.goals == 1 { "goal" } else { "goals" };
    let as_of = sum
        .as_of
        .map(|date| format!(" as of {}", day(date)))
        .unwrap_or_default();
    format!("{} {goals}, gap {}{as_of}", sum.goals, sum.gap.short())
}
