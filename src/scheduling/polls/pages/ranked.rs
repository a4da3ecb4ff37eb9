//! The times that can be chosen, the best first, each with why.

use std::collections::BTreeMap;

use super::{
    compare::Comparison,
    hours::{borne, share, worst_words},
    words::{dollars, percent, some, warning_mark},
};
use crate::{
    entities::date_polls,
    ids::PollOptionId,
    scheduling::{
        polls::rules::{Compared, Slot},
        times::{Shared, Told, fairest},
    },
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
        worst: worst_words(of, poll, slot, Some(told)),
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
    let if_needed = match told.if_needed.len() {
        0 => String::new(),
        some => format!(", {some} of them if needed"),
    };
    let can = told.comes.len() + told.if_needed.len();
    format!("{can} of {asked} can come{if_needed}")
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
