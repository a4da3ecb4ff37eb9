//! The question checked and put in order: the integers the search works with.

use std::{collections::BTreeMap, ops::Range};

use super::{
    question::{Ask, Convening, Day, Opening, Season, Wish},
    travel::Travel,
    trouble::Trouble,
};

/// The most convenings of a season.
const MOST_CONVENINGS: usize = 500;
/// The most a clash counts, so that the heat of the search fits beside it.
const MOST_CLASH: i64 = 1 << 44;
/// The furthest day, to either side: some 2,700 years.
const FURTHEST: Day = 1_000_000;

/// Where a convening is: from its first day until before `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) day: Day,
    pub(super) until: Day,
    pub(super) place: usize,
}

/// A convening to be placed.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) id: u128,
    pub(super) days: Day,
    /// By day, then place.
    pub(super) openings: Vec<Opening>,
    /// The opening where it is to stay.
    pub(super) kept: Option<usize>,
    /// The funders who are asked to it and to others.
    pub(super) shared: Vec<usize>,
    /// The convenings that could be in the same place.
    pub(super) rivals: Vec<usize>,
}

/// One convening a funder is asked to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mine {
    pub(super) convening: usize,
    pub(super) value: u64,
    pub(super) must: bool,
}

impl Mine {
    /// What the search counts: the value, and what a clash takes off where they have to come.
    pub(super) fn worth(&self, clash: i64) -> i64 {
        let value = i64::try_from(self.value).unwrap_or(i64::MAX);
        value + if self.must { clash } else { 0 }
    }
}

/// Somebody who is asked.
#[derive(Clone, Debug)]
pub(super) struct Guest {
    pub(super) id: u128,
    /// By convening.
    pub(super) asks: Vec<Mine>,
}

impl Guest {
    /// Every two convenings it has to be at.
    pub(super) fn musts(&self) -> impl Iterator<Item = (usize, usize)> {
        let musts = || self.asks.iter().filter(|ask| ask.must);
        let pairs = musts().flat_map(move |one| musts().map(move |other| (one, other)));
        pairs
            .map(|(one, other)| (one.convening, other.convening))
            .filter(|(one, other)| one < other)
    }
}

/// A season that can be placed.
#[derive(Clone, Debug)]
pub struct Board {
    pub(super) travel: Travel,
    /// By id.
    pub(super) spots: Vec<Spot>,
    /// By id.
    pub(super) guests: Vec<Guest>,
    /// What a clash takes off in the search: more than all values together.
    pub(super) clash: i64,
    /// Two convenings that begin this many days apart never stand in each other's way.
    pub(super) reach: Day,
    pub(super) wish: Wish,
}

impl Board {
    /// Checks the question and puts it in order. A funder who is asked to one convening twice counts with the higher value.
    pub fn new(season: &Season) -> Result<Self, Trouble> {
        let mut known: BTreeMap<u128, &Convening> = BTreeMap::new();
        for convening in &season.convenings {
            check_convening(convening, season.travel.places())?;
            if known.insert(convening.id, convening).is_some() {
                return Err(Trouble::Twice(convening.id));
            }
        }
        if known.len() > MOST_CONVENINGS {
            return Err(Trouble::TooLarge);
        }
        let guests = guests(&season.asks, &known)?;
        let clash = clash(season, &guests)?;
        let longest = known.values().map(|convening| convening.days).max();
        let mut board = Self {
            spots: known.values().map(|convening| spot(convening)).collect(),
            guests,
            clash,
            reach: Day::from(longest.unwrap_or(0)) + Day::from(season.travel.longest()),
            travel: season.travel.clone(),
            wish: season.wish,
        };
        board.share();
        board.find_rivals();
        match board.never() {
            Some(clash) => Err(Trouble::Never(clash)),
            None => Ok(board),
        }
    }

    fn share(&mut self) {
        for (at, guest) in self.guests.iter().enumerate() {
            if guest.asks.len() > 1 {
                for ask in &guest.asks {
                    self.spots[ask.convening].shared.push(at);
                }
            }
        }
    }

    /// Where a convening is with one of its openings.
    pub(super) fn stay(&self, convening: usize, opening: usize) -> Stay {
        let spot = &self.spots[convening];
        let Opening { day, place, .. } = spot.openings[opening];
        Stay {
            day,
            until: day + spot.days,
            place,
        }
    }

    /// The openings the search may choose from.
    pub(super) fn choices(&self, convening: usize) -> Range<usize> {
        let spot = &self.spots[convening];
        spot.kept
            .map_or(0..spot.openings.len(), |kept| kept..kept + 1)
    }
}

fn check_convening(convening: &Convening, places: usize) -> Result<(), Trouble> {
    if convening.days == 0 {
        return Err(Trouble::NoDays(convening.id));
    }
    if convening.openings.is_empty() && convening.kept.is_none() {
        return Err(Trouble::NoOpening(convening.id));
    }
    let days = convening.openings.iter().map(|opening| opening.day);
    let mut days = days.chain(convening.kept.map(|(day, _)| day));
    if days.any(|day| !(-FURTHEST..=FURTHEST).contains(&day)) {
        return Err(Trouble::TooLarge);
    }
    let kept = convening.kept.iter().map(|(_, place)| *place);
    let mut used = convening
        .openings
        .iter()
        .map(|opening| opening.place)
        .chain(kept);
    if used.any(|place| place >= places) {
        return Err(Trouble::NoSuchPlace(convening.id));
    }
    Ok(())
}

fn guests(asks: &[Ask], known: &BTreeMap<u128, &Convening>) -> Result<Vec<Guest>, Trouble> {
    let at: BTreeMap<u128, usize> = known.keys().copied().zip(0..).collect();
    let mut all: BTreeMap<u128, BTreeMap<usize, (u64, bool)>> = BTreeMap::new();
    for ask in asks {
        let Some(convening) = at.get(&ask.convening) else {
            let (funder, convening) = (ask.funder, ask.convening);
            return Err(Trouble::NoSuchConvening { funder, convening });
        };
        let mine = all.entry(ask.funder).or_default();
        let (value, must) = mine.entry(*convening).or_default();
        *value = (*value).max(ask.value);
        *must |= ask.must;
    }
    let guest = |(id, asks): (u128, BTreeMap<usize, (u64, bool)>)| Guest {
        id,
        asks: asks
            .into_iter()
            .map(|(convening, (value, must))| Mine {
                convening,
                value,
                must,
            })
            .collect(),
    };
    Ok(all.into_iter().map(guest).collect())
}

/// What a clash counts, if as many as there can be fit into the numbers the search works with.
fn clash(season: &Season, guests: &[Guest]) -> Result<i64, Trouble> {
    let asks = || guests.iter().flat_map(|guest| &guest.asks);
    let values: u128 = asks().map(|ask| u128::from(ask.value)).sum();
    let costs = season.convenings.iter().filter_map(|convening| {
        let costs = convening.openings.iter().map(|opening| opening.cost);
        costs.max()
    });
    let costs: u128 = costs.map(u128::from).sum();
    // So much that a clash cannot be made up for, and that the loss says whether there was one.
    let clash = (values + costs) * 2 + 1;
    let convenings = season.convenings.len() as u128;
    let clashes = asks().filter(|ask| ask.must).count() as u128 + convenings * convenings + 1;
    match i64::try_from(clash) {
        Ok(each) if each < MOST_CLASH && clash.saturating_mul(clashes) < 1 << 62 => Ok(each),
        _ => Err(Trouble::TooLarge),
    }
}

fn spot(convening: &Convening) -> Spot {
    // Of two openings on one day in one place, the cheaper.
    let mut openings: BTreeMap<(Day, usize), u64> = BTreeMap::new();
    for opening in &convening.openings {
        let cost = openings
            .entry((opening.day, opening.place))
            .or_insert(opening.cost);
        *cost = (*cost).min(opening.cost);
    }
    if let Some(kept) = convening.kept {
        openings.entry(kept).or_insert(0);
    }
    Spot {
        id: convening.id,
        days: convening.days.into(),
        kept: convening
            .kept
            .and_then(|kept| openings.keys().position(|opening| *opening == kept)),
        openings: openings
            .into_iter()
            .map(|((day, place), cost)| Opening { day, place, cost })
            .collect(),
        shared: Vec::new(),
        rivals: Vec::new(),
    }
}
