//! Whose hour is worst, and who has borne that before.

use std::collections::BTreeMap;

/// The minutes of a day.
const DAY: u32 = 24 * 60;

/// The hours in which a meeting strains nobody, as minutes of a local day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub from: u32,
    pub to: u32,
}

impl Default for Hours {
    fn default() -> Self {
        Self {
            from: 9 * 60,
            to: 17 * 60,
        }
    }
}

/// A meeting as one person's clock shows it: the minute of the local day at which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    pub person: u128,
    pub begins: u32,
}

/// What one meeting asks of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strained {
    pub person: u128,
    pub begins: u32,
    /// Minutes by which the meeting begins too early or ends too late.
    pub minutes: u32,
}

/// How a series shares its bad hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Who has borne most with this meeting, and how many minutes in all.
    pub most: (u128, u32),
    /// The fewest minutes anybody has borne.
    pub least: u32,
    pub total: u64,
}

/// By how many minutes a meeting of so many begins too early or ends too late. A meeting in the night is early or late,
/// whichever is less.
pub fn strain(begins: u32, minutes: u32, hours: Hours) -> u32 {
    let begins = begins % DAY;
    let at = |begins: u32| {
        let early = hours.from.saturating_add(DAY).saturating_sub(begins);
        let late = (begins + minutes).saturating_sub(hours.to.saturating_add(DAY));
        early.max(late)
    };
    // On the days before, of and after.
    let days = [begins, begins + DAY, begins + 2 * DAY];
    days.map(at).into_iter().min().unwrap_or(0)
}

/// Whose hour is worst, of those who come; of equals, the smaller id.
pub fn worst(people: &[Local], minutes: u32, hours: Hours) -> Option<Strained> {
    let strained = people.iter().map(|local| Strained {
        person: local.person,
        begins: local.begins,
        minutes: strain(local.begins, minutes, hours),
    });
    strained.max_by_key(|one| (one.minutes, u128::MAX - one.person))
}

/// What everybody has borne once this meeting is added to what they bore before.
pub fn shared(
    borne: &BTreeMap<u128, u32>,
    people: &[Local],
    minutes: u32,
    hours: Hours,
) -> Option<Shared> {
    let mut after = borne.clone();
    for local in people {
        let each = after.entry(local.person).or_default();
        *each = each.saturating_add(strain(local.begins, minutes, hours));
    }
    let most = after
        .iter()
        .max_by_key(|(id, minutes)| (**minutes, u128::MAX - **id))?;
    Some(Shared {
        most: (*most.0, *most.1),
        least: after.values().copied().min().unwrap_or(0),
        total: after.values().copied().map(u64::from).sum(),
    })
}

/// The fairest of several starts: where whoever has borne most has borne least; then where all together have; then the first.
pub fn fairest(options: &[Shared]) -> Option<usize> {
    let options = options.iter().enumerate();
    let fairest = options.min_by_key(|(_, shared)| (shared.most.1, shared.total));
    fairest.map(|(at, _)| at)
}
