//! The grid: names by times, the best column tinted, the totals as heat. The people come in pages, the totals are of all.

use super::{
    compare::Comparison,
    lead::unmet,
    ranked::choose_href,
    words::{Pill, answer_mark, percent},
};
use crate::{
    entities::date_polls,
    scheduling::{
        polls::rules::{Compared, Slot},
        times::Answer,
    },
    values::{Attendance, TimeZone},
    web::Paging,
};

/// One time.
pub(super) struct Column {
    pub(super) day: String,
    pub(super) time: String,
    pub(super) best: bool,
    pub(super) can: usize,
    pub(super) if_needed: usize,
    /// From 0 to 4: how much of everybody can come.
    pub(super) heat: u64,
    /// What it lacks of what it has to have.
    pub(super) unmet: Vec<String>,
    pub(super) choose_href: String,
}

/// One person.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) organization: String,
    pub(super) sample: bool,
    pub(super) must: bool,
    pub(super) any_of: String,
    pub(super) silent: bool,
    pub(super) note: String,
    /// What they said of each time; true for the best one.
    pub(super) cells: Vec<(Pill, bool)>,
    /// Where staff record an answer.
    pub(super) href: String,
}

/// `Tue 12 Jan` and `10:00 am`.
pub(super) fn short(slot: &Slot) -> (String, String) {
    let local = slot.local_start;
    (
        local.strftime("%a %-d %b").to_string(),
        local.strftime("%-I:%M %P").to_string(),
    )
}

pub(super) fn columns(
    of: &Comparison,
    compared: &Compared,
    path: &str,
    may_choose: bool,
) -> Vec<Column> {
    let best = compared.best();
    let asked = of.facts.asked.len() as u64;
    let column = |(start, option, slot): &(usize, _, Slot)| {
        let (day, time) = short(slot);
        let told = compared.times.tell(*start);
        let count =
            |pick: fn(&crate::scheduling::times::Told) -> usize| told.as_ref().map_or(0, pick);
        let can = count(|told| told.comes.len());
        let if_needed = count(|told| told.if_needed.len());
        Column {
            day,
            time,
            best: best == Some(*start),
            can,
            if_needed,
            heat: percent((can + if_needed) as u64, asked).div_ceil(25),
            unmet: told
                .as_ref()
                .map_or_else(Vec::new, |told| unmet(of, compared, told)),
            choose_href: if may_choose {
                choose_href(path, *option, slot)
            } else {
                String::new()
            },
        }
    };
    compared.shown.iter().map(column).collect()
}

pub(super) fn rows(of: &Comparison, compared: &Compared, path: &str, paging: Paging) -> Vec<Row> {
    let best = compared.best();
    let skip = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let take = usize::try_from(paging.size).unwrap_or(usize::MAX);
    let people = of.facts.people.iter().enumerate().skip(skip).take(take);
    let row = |(at, person): (usize, &crate::entities::poll_people::Model)| Row {
        name: person.name.clone(),
        organization: of.facts.organization_of(at).to_owned(),
        sample: person.illustrative,
        must: person.attendance == Attendance::Must,
        any_of: person
            .any_of
            .map_or_else(String::new, |group| group.to_string()),
        silent: person.answered_at.is_none(),
        note: person.note.clone(),
        cells: compared
            .shown
            .iter()
            .map(|(start, _, _)| {
                let answer = said(compared, *start, at);
                (answer_mark(answer), best == Some(*start))
            })
            .collect(),
        href: format!("{path}/people/{}", person.id),
    };
    people.map(row).collect()
}

fn said(compared: &Compared, start: usize, person: usize) -> Answer {
    compared.times.said(start, person)
}

/// "Central time".
pub(super) fn zone_words(poll: &date_polls::Model) -> String {
    let zone: &TimeZone = &poll.time_zone;
    format!("{} time", zone.label())
}
