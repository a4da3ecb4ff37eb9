//! What stands in the way of dates, found from the dates alone.

use std::collections::BTreeMap;

use super::{
    board::{Board, Stay},
    pairs::apart,
    question::Day,
    trouble::Clash,
};

/// Everything that clashes with these openings, in one order.
pub(super) fn clashes(board: &Board, stays: &[Stay]) -> Vec<Clash> {
    let id = |convening: usize| board.spots[convening].id;
    let mut found = Vec::new();
    for (one, spot) in board.spots.iter().enumerate() {
        for other in spot.rivals.iter().filter(|other| **other > one) {
            if !apart(stays[one], stays[*other]) {
                found.push(Clash::Place {
                    place: stays[one].place,
                    convenings: (id(one), id(*other)),
                });
            }
        }
    }
    for guest in &board.guests {
        for (one, other) in guest.musts() {
            if !board.both(stays[one], stays[other]) {
                found.push(Clash::Must {
                    funder: guest.id,
                    convenings: (id(one), id(other)),
                });
            }
        }
    }
    if let Some(most) = board.wish.most_per_week {
        let mut weeks: BTreeMap<Day, usize> = BTreeMap::new();
        for stay in stays {
            *weeks.entry(stay.day.div_euclid(7)).or_default() += 1;
        }
        let full = weeks.into_iter().filter(|(_, begin)| *begin > most);
        found.extend(full.map(|(week, convenings)| Clash::Week {
            monday: week * 7,
            convenings,
        }));
    }
    found
}
