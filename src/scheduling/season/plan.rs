//! A season with its dates: who comes to what, who is lost to what, and what another day would cost.

use super::{
    board::{Board, Guest, Stay},
    checks::clashes,
    journeys::{idle, journey, travel},
    question::Day,
    search::{Search, found},
    trouble::Trouble,
};

/// Somebody a convening loses to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub funder: u128,
    pub value: u64,
    /// Where the funder is instead, and could not be both.
    pub to: Vec<u128>,
}

/// The best of the other days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    pub day: Day,
    pub place: usize,
    /// What the season would lose by it, if all else stayed; below zero where a kept date stands in the way.
    pub costs: i64,
}

/// One convening with its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    pub convening: u128,
    pub day: Day,
    pub place: usize,
    pub kept: bool,
    /// Who can come.
    pub comes: Vec<u128>,
    /// The most valuable first.
    pub lost: Vec<Lost>,
    /// Nothing where every other day breaks a promise.
    pub other: Option<Other>,
}

/// One convening on a funder's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    pub convening: u128,
    pub day: Day,
    pub place: usize,
    /// Days on the way from the one before.
    pub travel: u16,
    /// Days left over between the one before and this.
    pub idle: Day,
}

/// Where one funder goes, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Itinerary {
    pub funder: u128,
    pub visits: Vec<Visit>,
}

/// The whole answer. Dates are by convening, itineraries by funder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub dates: Vec<Dated>,
    pub itineraries: Vec<Itinerary>,
    /// What all who come are worth, less what the dates cost.
    pub value: i64,
    /// No choice of dates is worth more.
    pub ceiling: i64,
}

/// Dates for all convenings such that no must-attend and no place clashes; as much as possible of the rest.
pub fn plan(board: &Board) -> Result<Plan, Trouble> {
    let search = found(board);
    let clashes = clashes(board, &search.stays);
    if clashes.is_empty() {
        Ok(said(board, search))
    } else {
        Err(Trouble::NotFound(clashes))
    }
}

/// What these dates mean.
pub(super) fn said(board: &Board, mut search: Search) -> Plan {
    let stays = search.stays.clone();
    let journeys: Vec<Vec<usize>> = board
        .guests
        .iter()
        .map(|guest| journey(board, guest, &stays))
        .collect();
    let mut dates: Vec<Dated> = (0..board.spots.len())
        .map(|convening| Dated {
            convening: board.spots[convening].id,
            day: stays[convening].day,
            place: stays[convening].place,
            kept: board.spots[convening].kept.is_some(),
            comes: Vec::new(),
            lost: Vec::new(),
            other: other(board, &mut search, convening),
        })
        .collect();
    let mut value = 0_i64;
    for (guest, journey) in board.guests.iter().zip(&journeys) {
        for ask in &guest.asks {
            let here = &mut dates[ask.convening];
            if journey.contains(&ask.convening) {
                here.comes.push(guest.id);
                value = value.saturating_add_unsigned(ask.value);
                continue;
            }
            let stay = stays[ask.convening];
            let to = journey
                .iter()
                .filter(|other| !board.both(stay, stays[**other]));
            here.lost.push(Lost {
                funder: guest.id,
                value: ask.value,
                to: to.map(|other| board.spots[*other].id).collect(),
            });
        }
    }
    for dated in &mut dates {
        dated
            .lost
            .sort_by_key(|lost| (u64::MAX - lost.value, lost.funder));
    }
    let costs = board.spots.iter().zip(&search.at);
    for (spot, opening) in costs {
        value = value.saturating_sub_unsigned(spot.openings[*opening].cost);
    }
    let guests = board.guests.iter().zip(&journeys);
    Plan {
        dates,
        itineraries: guests
            .map(|(guest, journey)| itinerary(board, guest, journey, &stays))
            .collect(),
        value,
        ceiling: board.ceiling(),
    }
}

/// The best opening on another day, of all a convening has, whether or not its date is kept.
fn other(board: &Board, search: &mut Search, convening: usize) -> Option<Other> {
    let openings = &board.spots[convening].openings;
    search.weigh(convening, 0..openings.len());
    let at = search.at[convening];
    let (now, day) = (search.table[at], openings[at].day);
    let others = search.table.iter().zip(openings);
    let (value, opening) = others
        .filter(|(_, opening)| opening.day != day)
        .rev()
        .max_by_key(|(value, _)| **value)?;
    let costs = now - value;
    (costs <= board.clash / 2).then_some(Other {
        day: opening.day,
        place: opening.place,
        costs,
    })
}

fn itinerary(board: &Board, guest: &Guest, journey: &[usize], stays: &[Stay]) -> Itinerary {
    let mut before: Option<Stay> = None;
    let visits = journey.iter().map(|convening| {
        let stay = stays[*convening];
        let from = before.replace(stay);
        Visit {
            convening: board.spots[*convening].id,
            day: stay.day,
            place: stay.place,
            travel: from.map_or(0, |from| travel(board, from, stay)),
            idle: from.map_or(0, |from| idle(board, from, stay)),
        }
    });
    Itinerary {
        funder: guest.id,
        visits: visits.collect(),
    }
}
