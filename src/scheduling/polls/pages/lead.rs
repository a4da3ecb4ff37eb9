//! Which time wins and why, as sentences; what a time lacks, and who has not replied.

use super::{
    compare::{Comparison, demand_of, slot_of},
    ranked::line,
    words::{dollars, people, some},
};
use crate::{
    entities::date_polls,
    scheduling::{polls::rules::Compared, times::Told},
    values::wall_time,
};

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
