//! The times that can be chosen, the best first, each with why.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    compare::{Comparison, demand_of, minute_of, party_of, slot_of},
    words::{dollars, hours, people, percent, some, warning_mark},
};
use crate::{
    entities::date_polls,
    ids::PollOptionId,
    scheduling::{
        polls::rules::{Asked, Compared, Slot},
        times::{Hours, LocalStart, Shared, Told, fairest, shared, worst},
    },
    values::wall_time,
    web::address,
};

/// The most times that are told in full.
const MOST: usize = 10;

/// A time that can be chosen.
pub(super) struct Line {
    pub(super) when: String,
    /// "Covers $3.1M of the $4.9M open (63 %)"; empty where nothing is open.
    pub(super) covers: String,
    pub(super) heads: String,
    /// Who says no, and what they would add.
    pub(super) lost: String,
    pub(super) silent: String,
    /// Kinds of money that stay open whoever of those who come gives.
    pub(super) limits: String,
    pub(super) worst: String,
    pub(super) borne: String,
    pub(super) fairest: bool,
    pub(super) best: bool,
    pub(super) most_heads: bool,
    pub(super) warnings: Vec<Mark>,
    pub(super) choose_href: String,
}

impl Line {
    /// Nothing is known of the time.
    pub(super) fn nothing() -> Self {
        Self {
            when: String::new(),
            covers: String::new(),
            heads: String::new(),
            lost: String::new(),
            silent: String::new(),
            limits: String::new(),
            worst: String::new(),
            borne: String::new(),
            fairest: false,
            best: false,
            most_heads: false,
            warnings: Vec::new(),
            choose_href: String::new(),
        }
    }
}

/// What speaks against a time: class, icon, words.
pub(super) struct Mark {
    pub(super) class: &'static str,
    pub(super) icon: &'static str,
    pub(super) text: String,
}

/// What speaks against a time.
pub(super) fn marks(of: &Comparison, slot: &Slot) -> Vec<Mark> {
    let found = of.against.of(slot);
    let mark = |warning: &crate::scheduling::polls::rules::Warning| {
        let (class, icon) = warning_mark(warning);
        Mark {
            class,
            icon,
            text: warning.text.clone(),
        }
    };
    found.iter().map(mark).collect()
}

/// The address on which a time is chosen.
pub(super) fn choose_href(path: &str, option: Option<PollOptionId>, slot: &Slot) -> String {
    let path = format!("{path}/decision");
    match option {
        Some(id) => address(&path, &[("option", &id.to_string())]),
        None => address(&path, &[("start", &slot.starts.to_string())]),
    }
}

/// The best times in words.
pub(super) fn lines(
    of: &Comparison,
    compared: &Compared,
    (poll, path): (&date_polls::Model, &str),
) -> Vec<Line> {
    let Ok(ranking) = &compared.ranking else {
        return Vec::new();
    };
    let shown = ranking.best.iter().filter_map(|key| {
        let start = key.start.0;
        let mut held = compared.shown.iter();
        let (_, option, slot) = held.find(|(at, _, _)| *at == start)?;
        Some((start, *option, slot, compared.times.tell(start)?))
    });
    let shown: Vec<(usize, Option<PollOptionId>, &Slot, Told)> = shown.take(MOST).collect();
    let strains: Vec<Option<Shared>> = shown
        .iter()
        .map(|(_, _, slot, told)| share(of, poll, slot, told))
        .collect();
    let known: Vec<Shared> = strains.iter().copied().flatten().collect();
    let least = fairest(&known).and_then(|at| known.get(at)).copied();
    let differ = known.iter().any(|each| Some(*each) != least);
    let line =
        |((start, option, slot, told), strain): (&(usize, _, &Slot, Told), &Option<Shared>)| {
            let fair = differ && strain.is_some() && *strain == least;
            Line {
                fairest: fair,
                best: compared.best() == Some(*start),
                most_heads: ranking.most_heads.start.0 == *start,
                choose_href: choose_href(path, *option, slot),
                borne: strain.map_or_else(String::new, |strain| borne(of, strain)),
                ..line(of, compared, poll, (slot, told))
            }
        };
    shown.iter().zip(&strains).map(line).collect()
}

/// One time in words, whether or not it can be chosen.
pub(super) fn line(
    of: &Comparison,
    compared: &Compared,
    poll: &date_polls::Model,
    (slot, told): (&Slot, &Told),
) -> Line {
    let named = |ids: &[u128]| -> Vec<String> {
        ids.iter()
            .filter_map(|id| of.names.get(id).cloned())
            .collect()
    };
    let limits: Vec<String> = told
        .limits
        .iter()
        .filter_map(|need| of.brought.kinds.get(*need))
        .map(|kind| kind.label().to_lowercase())
        .collect();
    Line {
        when: slot.words(&poll.time_zone),
        covers: covers(told.key.cover, compared.times.gap()),
        heads: heads(told, of.facts.asked.len()),
        lost: lost(told, &of.names),
        silent: some(&named(&told.silent)),
        limits: some(&limits),
        worst: worst_words(of, poll, slot, told),
        borne: String::new(),
        fairest: false,
        best: false,
        most_heads: false,
        warnings: marks(of, slot),
        choose_href: String::new(),
    }
}

/// "Covers $3.1M of the $4.9M open (63 %)".
pub(super) fn covers(cover: u64, gap: u64) -> String {
    if gap == 0 {
        return String::new();
    }
    format!(
        "covers {} of the {} open ({} %)",
        dollars(cover),
        dollars(gap),
        percent(cover, gap)
    )
}

fn heads(told: &Told, asked: usize) -> String {
    let mut words = format!(
        "{} of {asked} can come",
        told.comes.len() + told.if_needed.len()
    );
    if !told.if_needed.is_empty() {
        words.push_str(&format!(", {} of them if needed", told.if_needed.len()));
    }
    words
}

fn lost(told: &Told, names: &BTreeMap<u128, String>) -> String {
    let lost = told.missed.iter().filter_map(|missed| {
        let name = names.get(&missed.person)?;
        Some(if missed.adds > 0 {
            format!("{name} (would add {})", dollars(missed.adds))
        } else {
            name.clone()
        })
    });
    some(&lost.collect::<Vec<String>>())
}

/// Those who would come, with the hour on their own clocks.
fn locals<'a>(
    of: &'a Comparison,
    slot: &Slot,
    told: &Told,
    number: impl Fn(&Asked) -> u128,
) -> Vec<(LocalStart, &'a Asked)> {
    let there = told.comes.iter().chain(&told.if_needed).chain(&told.silent);
    let there: BTreeSet<u128> = there.copied().collect();
    let comes = |one: &&Asked| there.contains(&one.id.as_u128());
    let local = |one: &'a Asked| {
        let begins = minute_of(slot.starts, one.zone.as_ref()?);
        let person = number(one);
        Some((LocalStart { person, begins }, one))
    };
    of.facts
        .asked
        .iter()
        .filter(comes)
        .filter_map(local)
        .collect()
}

fn minutes(poll: &date_polls::Model) -> u32 {
    u32::try_from(poll.minutes).unwrap_or_default()
}

/// "6:00 am for Ann Lee"; empty where it is nobody's bad hour.
fn worst_words(of: &Comparison, poll: &date_polls::Model, slot: &Slot, told: &Told) -> String {
    let locals = locals(of, slot, told, |one| one.id.as_u128());
    let starts: Vec<LocalStart> = locals.iter().map(|(local, _)| *local).collect();
    let found = worst(&starts, minutes(poll), Hours::default());
    let Some(found) = found.filter(|found| found.minutes > 0) else {
        return String::new();
    };
    let whose = locals
        .iter()
        .find(|(local, _)| local.person == found.person);
    let words = whose.and_then(|(_, one)| {
        let zone = one.zone.as_ref()?;
        Some(format!(
            "{} for {}",
            wall_time::clock(slot.starts, zone),
            one.name
        ))
    });
    words.unwrap_or_default()
}

/// The worst local hour of a time, whoever answers how.
pub(super) fn worst_of_all(of: &Comparison, poll: &date_polls::Model, slot: &Slot) -> String {
    let told = Told {
        comes: of.facts.asked.iter().map(|one| one.id.as_u128()).collect(),
        ..nobody()
    };
    worst_words(of, poll, slot, &told)
}

fn nobody() -> Told {
    use std::cmp::Reverse;
    Told {
        key: crate::scheduling::times::Key {
            step: 0,
            kinds: 0,
            heads: 0,
            if_needed: Reverse(0),
            start: Reverse(0),
            cover: 0,
        },
        shut: None,
        unmet: Vec::new(),
        comes: Vec::new(),
        if_needed: Vec::new(),
        silent: Vec::new(),
        missed: Vec::new(),
        limits: Vec::new(),
    }
}

/// What the series would have asked of everybody with this meeting.
fn share(of: &Comparison, poll: &date_polls::Model, slot: &Slot, told: &Told) -> Option<Shared> {
    let locals = locals(of, slot, told, party_of);
    let mut once: BTreeMap<u128, LocalStart> = BTreeMap::new();
    for (local, _) in &locals {
        once.entry(local.person).or_insert(*local);
    }
    let starts: Vec<LocalStart> = once.into_values().collect();
    shared(&of.borne, &starts, minutes(poll), Hours::default())
}

/// "Juniper Fund has then borne most: 3 h outside 9 to 5 in a year"; empty where nobody bears anything.
fn borne(of: &Comparison, strain: Shared) -> String {
    let (party, minutes) = strain.most;
    if minutes == 0 {
        return String::new();
    }
    let at = of.facts.asked.iter().position(|one| party_of(one) == party);
    let name = at.map_or("", |at| match of.facts.organization_of(at) {
        "" => &of.facts.asked[at].name,
        organization => organization,
    });
    format!(
        "{name} has then borne most: {} outside 9 to 5 in a year",
        hours(minutes)
    )
}

/// The sentences that say which time wins and why, who cannot, and who has not replied.
pub(super) fn lead(of: &Comparison, compared: &Compared, poll: &date_polls::Model) -> Vec<String> {
    let Some((best, slot)) = compared
        .best()
        .and_then(|at| Some((at, slot_of(compared, at)?)))
    else {
        return Vec::new();
    };
    let Some(told) = compared.times.tell(best) else {
        return Vec::new();
    };
    let line = line(of, compared, poll, (slot, &told));
    let when = &line.when;
    let mut lead = vec![if line.covers.is_empty() {
        format!("{when} wins: {}.", line.heads)
    } else {
        format!("{when} wins: it {}, and {}.", line.covers, line.heads)
    }];
    lead.extend(against_heads(of, compared, poll, best));
    if !line.lost.is_empty() {
        lead.push(format!("Cannot come: {}.", line.lost));
    }
    if !line.limits.is_empty() {
        lead.push(format!(
            "Whoever of them gives, money of these kinds stays short: {}.",
            line.limits
        ));
    }
    lead
}

/// Why not the time with the most heads.
fn against_heads(
    of: &Comparison,
    compared: &Compared,
    poll: &date_polls::Model,
    best: usize,
) -> Option<String> {
    let ranking = compared.ranking.as_ref().ok()?;
    let heads = ranking.most_heads.start.0;
    if heads == best {
        return Some("Counting heads would choose it too.".to_owned());
    }
    let differs = compared.times.differ(best, heads)?;
    let other = slot_of(compared, heads).map_or_else(
        || "the time with the most heads".to_owned(),
        |slot| {
            let at = slot.local_start;
            format!(
                "{}, {}, which has more heads",
                wall_time::date(at.date()),
                wall_time::clock(slot.starts, &poll.time_zone)
            )
        },
    );
    let named = |ids: &[u128]| -> Vec<String> {
        ids.iter()
            .filter_map(|id| of.names.get(id).cloned())
            .collect()
    };
    let more = u64::try_from(differs.cover).unwrap_or(0);
    let gain = if more > 0 {
        format!("That is {} more than {other}", dollars(more))
    } else {
        format!("It brings more kinds of money, or is easier on people, than {other}")
    };
    let why = match differs.kinds_here.first() {
        Some((need, who)) => {
            let kind = of.brought.kinds.get(*need).map_or("", |kind| kind.label());
            format!(
                ": only here can {} come ({})",
                some(&named(who)),
                kind.to_lowercase()
            )
        }
        None if differs.only_here.is_empty() => String::new(),
        None => format!(": only here can {} come", some(&named(&differs.only_here))),
    };
    Some(format!("{gain}{why}."))
}

/// What a time lacks of what it has to have, in words.
pub(super) fn unmet(of: &Comparison, compared: &Compared, told: &Told) -> Vec<String> {
    let each = told.unmet.iter().map(|unmet| {
        let wanted = demand_of(compared, unmet.demand, of);
        if unmet.wanted > 1 || unmet.could > 1 {
            format!("{wanted}: has {}", unmet.has)
        } else {
            wanted
        }
    });
    each.collect()
}

/// Who has not replied, in words; empty where everybody has.
pub(super) fn silent(of: &Comparison) -> String {
    use crate::values::PollPersonState as S;
    let silent = of.facts.people.iter();
    let silent = silent.filter(|row| matches!(row.state, S::Listed | S::Asked));
    let names: Vec<String> = silent.map(|row| row.name.clone()).collect();
    match names.len() {
        0 => String::new(),
        count => format!(
            "{} not replied yet: {}.",
            if count == 1 {
                "1 person has".to_owned()
            } else {
                format!("{} have", people(count))
            },
            some(&names)
        ),
    }
}
