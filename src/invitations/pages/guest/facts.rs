//! What the page tells of the meeting: for which goals, when on whose clocks, where, who else, and on what terms.

use super::AtPage;
use crate::{
    convenings::{
        self,
        rules::{CalendarEntry, google_link, outlook_link},
    },
    goals::{self, ToldGoal, day, public_sentence, rules::curve::in_words},
    ids::GoalId,
    invitations::{answering, events, ledger},
    values::{GuestList, TimeZone, time_convert::to_timestamp},
    web::{FrontDesk, Result, views::Choice},
};

/// The most names of a guest list that is open.
const MOST_NAMES: u64 = 200;

/// A goal in plain words.
pub(super) struct GoalTold {
    pub(super) title: String,
    pub(super) result: String,
    /// "8.6 percent on 31 Dec 2024; the target is 5 percent by 31 Dec 2030."
    pub(super) number: String,
    pub(super) name: String,
    pub(super) source: String,
    /// What it still needs; empty unless that is public.
    pub(super) money: String,
    /// Its public page; empty where there is none.
    pub(super) href: String,
    pub(super) sample: bool,
}

/// The goals of the meeting.
pub(super) async fn goals(front: &FrontDesk, at: &AtPage) -> Result<Vec<GoalTold>> {
    let db = front.app.db.read();
    let of = convenings::goals_of(db, at.meeting.id()).await?;
    let ids: Vec<GoalId> = of.iter().map(|goal| goal.id).collect();
    let told = goals::told_goals(db, &ids).await?;
    Ok(told.into_iter().map(goal).collect())
}

fn goal(of: ToldGoal) -> GoalTold {
    let open = of.row.open_for_interest;
    GoalTold {
        number: number(&of),
        name: of
            .indicator
            .as_ref()
            .map_or_else(String::new, |each| each.name.clone()),
        source: of.indicator.map_or_else(String::new, |each| each.source),
        money: of.sums.map_or_else(String::new, |(sums, as_of)| {
            let as_of = as_of.map_or_else(String::new, |on| format!(" As of {}.", day(on)));
            format!("{}{as_of}", public_sentence(&sums))
        }),
        href: if open {
            format!("/g/{}", of.row.slug)
        } else {
            String::new()
        },
        title: of.row.title,
        result: of.row.result_statement,
        sample: of.row.illustrative,
    }
}

fn number(of: &ToldGoal) -> String {
    let Some(indicator) = &of.indicator else {
        return String::new();
    };
    let say = |value: f64| in_words(value, indicator.unit);
    let latest = of
        .latest
        .as_ref()
        .map(|point| format!("{} on {}", say(point.value), day(point.observed_on)));
    let target = indicator.target_value.zip(indicator.target_on);
    let target = target.map(|(value, on)| format!("the target is {} by {}", say(value), day(on)));
    let parts: Vec<String> = latest.into_iter().chain(target).collect();
    parts.join("; ")
}

/// The zones to choose from: those of United States cities in words, then every other by its name.
pub(super) fn zones(chosen: &TimeZone) -> Vec<Choice> {
    let us = TimeZone::us_choices();
    let named = |zone: &TimeZone| us.iter().any(|(known, _)| known == zone);
    let others = TimeZone::all().into_iter().filter(|zone| !named(zone));
    let mut all: Vec<Choice> = us
        .iter()
        .map(|(zone, words)| Choice::new(zone.name(), *words, zone == chosen))
        .collect();
    all.extend(
        others.map(|zone| Choice::new(zone.name(), zone.name().replace('_', " "), zone == *chosen)),
    );
    if !all.iter().any(|choice| choice.chosen) {
        all.push(Choice::new(chosen.name(), chosen.name(), true));
    }
    all
}

/// Somebody who is coming.
pub(super) struct Other {
    pub(super) name: String,
    pub(super) organization: String,
}

/// Who else is coming; nobody unless the host opened the list. Nothing is read where it is hidden.
pub(super) async fn others(front: &FrontDesk, at: &AtPage) -> Result<Vec<Other>> {
    let settings = at.meeting.settings.as_ref();
    if settings.is_none_or(|row| row.guest_list != GuestList::Named) {
        return Ok(Vec::new());
    }
    let coming = ledger::coming(front.app.db.read(), at.meeting.id(), MOST_NAMES).await?;
    let others = coming.into_iter().filter(|guest| guest.id != at.guest.id);
    Ok(others
        .map(|guest| Other {
            organization: at.meeting.organization_of(&guest),
            name: guest.name,
        })
        .map(|other| Other {
            organization: if other.organization == other.name {
                String::new()
            } else {
                other.organization
            },
            ..other
        })
        .collect())
}

/// Stipend, interpretation and access, each with its name.
pub(super) async fn arrangements(
    front: &FrontDesk,
    at: &AtPage,
) -> Result<Vec<(&'static str, String)>> {
    let held = answering::arrangements(front.app.db.read(), at.meeting.id()).await?;
    let rows = held.map(|held| {
        [
            ("Stipend", held.stipend),
            ("Interpretation", held.interpretation),
            ("Access", held.access),
        ]
    });
    let rows = rows.into_iter().flatten();
    Ok(rows.filter(|(_, text)| !text.is_empty()).collect())
}

/// The ways into a calendar.
pub(super) struct CalendarLinks {
    pub(super) file: String,
    pub(super) google: String,
    pub(super) outlook_work: String,
    pub(super) outlook_home: String,
}

/// None of them holds the personal link: calendars are shared.
pub(super) fn calendar_links(at: &AtPage) -> Result<CalendarLinks> {
    let of = &at.meeting.of;
    let stamp = to_timestamp(of.convening.row.stamped_at).map_err(anyhow::Error::from)?;
    let event = events::invited(of, stamp).map_err(anyhow::Error::from)?;
    let entry = CalendarEntry {
        title: event.summary,
        description: event.description,
        location: event.location,
    };
    let plan = &of.convening.plan;
    Ok(CalendarLinks {
        file: format!("/i/{}/calendar.ics", at.secret),
        google: google_link(plan, &entry),
        outlook_work: outlook_link("outlook.office.com", plan, &entry),
        outlook_home: outlook_link("outlook.live.com", plan, &entry),
    })
}
