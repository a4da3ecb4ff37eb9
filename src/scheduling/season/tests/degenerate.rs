//! Questions at the edge: nothing to choose, nothing possible, everything at once.

use super::made::{ask, convening, season};
use crate::scheduling::season::{
    Board, Clash, Convening, Opening, Plan, Season, Travel, Trouble, plan,
};

fn planned(season: &Season) -> Plan {
    plan(&Board::new(season).unwrap()).unwrap()
}

fn trouble(season: &Season) -> Trouble {
    match Board::new(season) {
        Err(trouble) => trouble,
        Ok(board) => plan(&board).unwrap_err(),
    }
}

#[test]
fn an_empty_season_has_an_empty_plan() {
    let plan = planned(&season(1, Vec::new(), Vec::new()));
    assert_eq!((plan.dates.len(), plan.value, plan.ceiling), (0, 0, 0));
    assert!(plan.itineraries.is_empty());
}

#[test]
fn a_convening_nobody_is_asked_to_goes_to_its_first_day() {
    let plan = planned(&season(1, vec![convening(1, 0, &[9, 4])], Vec::new()));
    assert_eq!(plan.dates[0].day, 4);
    assert_eq!(
        plan.dates[0].other.map(|other| (other.day, other.costs)),
        Some((9, 0))
    );
}

#[test]
fn a_convening_without_days_or_openings_is_refused() {
    let empty = season(1, vec![convening(1, 0, &[])], Vec::new());
    assert_eq!(trouble(&empty), Trouble::NoOpening(1));
    let mut no_days = season(1, vec![convening(1, 0, &[3])], Vec::new());
    no_days.convenings[0].days = 0;
    assert_eq!(trouble(&no_days), Trouble::NoDays(1));
    let twice = season(
        1,
        vec![convening(1, 0, &[3]), convening(1, 1, &[3])],
        Vec::new(),
    );
    assert_eq!(trouble(&twice), Trouble::Twice(1));
    let nowhere = season(1, vec![convening(1, 9, &[3])], Vec::new());
    assert_eq!(trouble(&nowhere), Trouble::NoSuchPlace(1));
    let unknown = season(1, Vec::new(), vec![ask(5, 1, 1, false)]);
    assert_eq!(
        trouble(&unknown),
        Trouble::NoSuchConvening {
            funder: 5,
            convening: 1
        }
    );
    let large = season(
        1,
        vec![convening(1, 0, &[3])],
        vec![ask(5, 1, u64::MAX, true)],
    );
    assert_eq!(trouble(&large), Trouble::TooLarge);
    let far = season(1, vec![convening(1, 0, &[i32::MAX])], Vec::new());
    assert_eq!(trouble(&far), Trouble::TooLarge);
    // As large as may be, the search still counts.
    let values = [(1 << 42) - 9, 3];
    let asks = values.into_iter().zip(1..);
    let asks = asks.map(|(value, id)| ask(5, id, value, true));
    let fits = season(
        1,
        vec![convening(1, 0, &[3, 9]), convening(2, 1, &[3])],
        asks.collect(),
    );
    assert_eq!(planned(&fits).value, (1 << 42) - 6);
}

#[test]
fn musts_that_can_never_both_be_are_named() {
    let both = season(
        1,
        vec![convening(1, 0, &[3]), convening(2, 1, &[3, 4])],
        vec![ask(7, 1, 5, true), ask(7, 2, 5, true), ask(8, 1, 9, true)],
    );
    let clash = Clash::Must {
        funder: 7,
        convenings: (1, 2),
    };
    assert_eq!(trouble(&both), Trouble::Never(clash));
    assert_eq!(
        trouble(&both).sentence(|id| format!("F{id}"), |place| format!("room {place}")),
        "F7 has to be at F1 and at F2, and cannot be at both. No choice of days helps."
    );
}

#[test]
fn musts_that_cannot_all_be_leave_the_pair_that_is_left() {
    // Any two of the three fit into two days; all three do not.
    let three = (1..=3).map(|id| convening(id, usize::try_from(id).unwrap(), &[3, 4]));
    let asks = (1..=3).map(|id| ask(7, id, 5, true));
    let season = season(0, three.collect(), asks.collect());
    let Trouble::NotFound(clashes) = trouble(&season) else {
        panic!("dates for what cannot be");
    };
    assert_eq!(clashes.len(), 1);
    assert!(matches!(clashes[0], Clash::Must { funder: 7, .. }));
}

#[test]
fn a_season_of_one_day_loses_who_cannot_be_twice() {
    let one_day = season(
        0,
        vec![convening(1, 0, &[3]), convening(2, 1, &[3])],
        vec![ask(7, 1, 5, false), ask(7, 2, 6, false)],
    );
    let plan = planned(&one_day);
    assert_eq!((plan.value, plan.ceiling), (6, 6));
    assert_eq!(plan.dates[0].lost[0].to, [2]);
    assert!(plan.dates[1].lost.is_empty());
}

#[test]
fn one_place_holds_one_convening_a_day() {
    let two = season(
        1,
        vec![convening(1, 0, &[3]), convening(2, 0, &[3])],
        Vec::new(),
    );
    let clash = Clash::Place {
        place: 0,
        convenings: (1, 2),
    };
    assert_eq!(trouble(&two), Trouble::Never(clash));
    let fits = season(
        1,
        vec![convening(1, 0, &[3]), convening(2, 0, &[3, 4])],
        Vec::new(),
    );
    assert_eq!(
        planned(&fits)
            .dates
            .iter()
            .map(|dated| dated.day)
            .collect::<Vec<_>>(),
        [3, 4]
    );
    // Another room in the same city is another place: both may be on one day.
    let rooms = season(
        0,
        vec![convening(1, 0, &[3]), convening(2, 1, &[3])],
        Vec::new(),
    );
    assert_eq!(planned(&rooms).dates.len(), 2);
}

#[test]
fn two_convenings_change_places_where_each_wants_the_others_day() {
    let swap = season(
        0,
        vec![
            convening(1, 0, &[3, 4]),
            convening(2, 0, &[3, 4]),
            convening(3, 1, &[3]),
            convening(4, 2, &[4]),
        ],
        vec![
            ask(7, 1, 50, false),
            ask(7, 3, 50, false),
            ask(8, 2, 50, false),
            ask(8, 4, 50, false),
        ],
    );
    assert_eq!(planned(&swap).value, 200);
}

#[test]
fn long_convenings_keep_their_place_until_they_end() {
    let mut long = season(
        1,
        vec![convening(1, 0, &[4]), convening(2, 0, &[5, 7])],
        vec![ask(7, 1, 5, false), ask(7, 2, 5, false)],
    );
    long.convenings[0].days = 3;
    let plan = planned(&long);
    assert_eq!((plan.dates[1].day, plan.value), (7, 10));
    assert_eq!(plan.itineraries[0].visits[1].travel, 0);
}

#[test]
fn another_place_is_another_opening() {
    let mut season = season(
        1,
        vec![convening(1, 0, &[3]), convening(2, 0, &[3])],
        Vec::new(),
    );
    season.convenings[1].openings.push(Opening {
        day: 3,
        place: 4,
        cost: 8,
    });
    let plan = planned(&season);
    assert_eq!((plan.dates[1].place, plan.value), (4, -8));
}

#[test]
fn ways_may_take_longer_in_one_direction() {
    let there = |from: usize, to: usize| if from < to { 3 } else { 0 };
    let mut season = season(
        0,
        vec![convening(1, 0, &[3]), convening(2, 1, &[1, 5])],
        vec![ask(7, 1, 5, false), ask(7, 2, 5, false)],
    );
    season.travel = Travel::new(2, there);
    assert_eq!(planned(&season).dates[1].day, 1);
}

#[test]
fn a_funder_asked_everywhere_goes_where_the_way_leads() {
    let days: Vec<i32> = (0..20).collect();
    let convenings: Vec<Convening> = (0..6)
        .map(|id| convening(id, usize::try_from(id).unwrap(), &days))
        .collect();
    let asks = (0..6)
        .map(|id| ask(1, id, 10, false))
        .chain((0..6).map(|id| ask(2, id, 10, true)));
    let plan = planned(&season(2, convenings, asks.collect()));
    assert_eq!(plan.value, 120);
    assert!(
        plan.itineraries
            .iter()
            .all(|itinerary| itinerary.visits.len() == 6)
    );
}

#[test]
fn kept_dates_stay_even_where_others_would_be_better() {
    let mut season = season(
        1,
        vec![convening(1, 0, &[3, 9]), convening(2, 1, &[3])],
        vec![ask(7, 1, 5, false), ask(7, 2, 5, false)],
    );
    season.convenings[0].kept = Some((3, 0));
    let plan = planned(&season);
    assert_eq!(
        (plan.dates[0].day, plan.dates[0].kept, plan.value),
        (3, true, 5)
    );
    assert_eq!(
        plan.dates[0].other.map(|other| (other.day, other.costs)),
        Some((9, -5))
    );
    // A kept date that is no longer among the openings is kept all the same.
    season.convenings[0].kept = Some((5, 2));
    assert_eq!(
        (
            planned(&season).dates[0].day,
            planned(&season).dates[0].place
        ),
        (5, 2)
    );
}

#[test]
fn weeks_hold_no_more_than_they_may() {
    let days = [0, 1, 2, 7];
    let mut season = season(
        0,
        (1..=3)
            .map(|id| convening(id, usize::try_from(id).unwrap(), &days))
            .collect(),
        Vec::new(),
    );
    season.wish.most_per_week = Some(2);
    let plan = planned(&season);
    assert_eq!(plan.dates.iter().filter(|dated| dated.day == 7).count(), 1);
    season.wish.most_per_week = Some(1);
    assert_eq!(
        trouble(&season),
        Trouble::NotFound(vec![Clash::Week {
            monday: 0,
            convenings: 2
        }])
    );
}

#[test]
fn asking_twice_is_asking_once() {
    let once = season(
        1,
        vec![convening(1, 0, &[3])],
        vec![ask(7, 1, 5, false), ask(7, 1, 8, true), ask(7, 1, 2, false)],
    );
    let plan = planned(&once);
    assert_eq!((plan.value, plan.dates[0].comes.len()), (8, 1));
}
