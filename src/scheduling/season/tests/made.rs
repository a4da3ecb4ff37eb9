//! Seasons to try things on, and the definitions written out slowly, to check the fast ones by.

use proptest::prelude::*;

use crate::scheduling::season::{
    Ask, Board, Convening, Opening, Plan, Season, Travel, Wish,
    board::{Guest, Stay},
};

/// A convening of one day in the place of this number, on any of these days.
pub(super) fn convening(id: u128, place: usize, days: &[i32]) -> Convening {
    let opening = |day: &i32| Opening {
        day: *day,
        place,
        cost: 0,
    };
    Convening {
        id,
        days: 1,
        openings: days.iter().map(opening).collect(),
        kept: None,
    }
}

pub(super) fn ask(funder: u128, convening: u128, value: u64, must: bool) -> Ask {
    Ask {
        funder,
        convening,
        value,
        must,
    }
}

/// A season in places that are so many days apart.
pub(super) fn season(apart: u16, convenings: Vec<Convening>, asks: Vec<Ask>) -> Season {
    Season {
        travel: Travel::new(6, |_, _| apart),
        convenings,
        asks,
        wish: Wish {
            moves: 3_000,
            ..Wish::default()
        },
    }
}

fn any_convening(id: u128, places: usize) -> impl Strategy<Value = Convening> {
    let opening = (0..16_i32, 0..places, 0..20_u64).prop_map(|(day, place, cost)| Opening {
        day,
        place,
        cost,
    });
    (
        1..3_u16,
        proptest::collection::vec(opening, 1..6),
        proptest::option::weighted(0.1, (0..16_i32, 0..places)),
    )
        .prop_map(move |(days, openings, kept)| Convening {
            id,
            days,
            openings,
            kept,
        })
}

/// A season of up to so many convenings and so many funders.
pub(super) fn any_season(convenings: usize, funders: u128) -> impl Strategy<Value = Season> {
    (1..=convenings, 1..5_usize).prop_flat_map(move |(count, places)| {
        // Ids in an order that is not the order of the list.
        let id = |at: usize| (at as u128 * 7 + 3) % 101;
        let convenings: Vec<_> = (0..count).map(|at| any_convening(id(at), places)).collect();
        let ask = (
            0..funders,
            0..count,
            0..60_u64,
            proptest::bool::weighted(0.1),
        );
        let asks = proptest::collection::vec(ask, 0..16);
        (
            convenings,
            asks,
            proptest::collection::vec(0..4_u16, places * places),
            proptest::option::weighted(0.3, 1..3_usize),
            any::<u64>(),
        )
            .prop_map(
                move |(convenings, asks, days, most_per_week, seed)| Season {
                    travel: Travel::new(places, |from, to| days[from * places + to]),
                    convenings,
                    asks: asks
                        .into_iter()
                        .map(|(funder, at, value, must)| Ask {
                            funder,
                            convening: id(at),
                            value,
                            must,
                        })
                        .collect(),
                    wish: Wish {
                        most_per_week,
                        moves: 3_000,
                        seed,
                    },
                },
            )
    })
}

/// Whether a funder can go to both, by the definition.
pub(super) fn slow_both(board: &Board, one: Stay, other: Stay) -> bool {
    let reach = |from: Stay, to: Stay| {
        from.day < to.day
            && to.day >= from.until + i32::from(board.travel.days(from.place, to.place))
    };
    reach(one, other) || reach(other, one)
}

/// The best set of convenings of one funder, of all sets: first the musts, then the value.
fn slow_best(board: &Board, guest: &Guest, stays: &[Stay]) -> (usize, u64) {
    let sets = 0..1_usize << guest.asks.len();
    let worth = |set: usize| {
        let chosen = || {
            let all = guest.asks.iter().enumerate();
            all.filter(move |(at, _)| set >> at & 1 == 1)
                .map(|(_, ask)| ask)
        };
        let fine = chosen().all(|one| {
            chosen().all(|other| {
                one.convening == other.convening
                    || slow_both(board, stays[one.convening], stays[other.convening])
            })
        });
        let musts = chosen().filter(|ask| ask.must).count();
        fine.then(|| (musts, chosen().map(|ask| ask.value).sum::<u64>()))
    };
    sets.filter_map(worth).max().unwrap()
}

/// The value of dates, and how many promises they break, by the definition: for every choice of openings.
pub(super) fn slow_worth(board: &Board, at: &[usize]) -> (i64, i64) {
    let stays: Vec<Stay> = (0..at.len()).map(|c| board.stay(c, at[c])).collect();
    let (mut value, mut broken) = (0, 0);
    for guest in &board.guests {
        let (musts, worth) = slow_best(board, guest, &stays);
        value += i64::try_from(worth).unwrap();
        broken += guest.asks.iter().filter(|ask| ask.must).count() - musts;
    }
    for one in 0..at.len() {
        value -= i64::try_from(board.spots[one].openings[at[one]].cost).unwrap();
        for other in 0..one {
            let (one, other) = (stays[one], stays[other]);
            let days = |stay: Stay| stay.day..stay.until;
            let together = days(one).any(|day| days(other).contains(&day));
            broken += usize::from(one.place == other.place && together);
        }
    }
    for week in 0..4 {
        let begin = stays.iter().filter(|stay| stay.day / 7 == week).count();
        broken += board
            .wish
            .most_per_week
            .map_or(0, |most| begin.saturating_sub(most));
    }
    (value, i64::try_from(broken).unwrap())
}

/// The best of all dates there are: fewest broken promises, then most value.
pub(super) fn brute(board: &Board) -> (i64, i64) {
    let mut all = vec![Vec::new()];
    for convening in 0..board.spots.len() {
        let more = |at: &Vec<usize>| -> Vec<Vec<usize>> {
            let with = |opening| at.iter().copied().chain([opening]).collect();
            board.choices(convening).map(with).collect()
        };
        all = all.iter().flat_map(more).collect();
    }
    let worth = all.iter().map(|at| slow_worth(board, at));
    worth
        .max_by_key(|(value, broken)| (-broken, *value))
        .unwrap()
}

/// The openings a plan chose.
pub(super) fn chosen(board: &Board, plan: &Plan) -> Vec<usize> {
    let dates = plan.dates.iter().zip(&board.spots);
    dates
        .map(|(dated, spot)| {
            let here = |opening: &Opening| (opening.day, opening.place) == (dated.day, dated.place);
            spot.openings.iter().position(here).unwrap()
        })
        .collect()
}
