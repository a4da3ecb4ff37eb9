//! Questions at the edge of what can be asked.

use super::{best, drawn, gain, grid, sound};
use crate::meetings::plan::{Budget, Instance, Meeting, Reason, Trouble, all, left_out, plan};

fn day(people: usize, rounds: usize, tables: usize, pairs: &[(usize, usize)]) -> Instance {
    let pairs = pairs.iter();
    Instance {
        people,
        rounds,
        tables,
        meetings: pairs
            .map(|(one, other)| Meeting::of(*one, *other, rounds))
            .collect(),
        ..Instance::default()
    }
}

fn refused(instance: &Instance) -> Trouble {
    plan(instance, Budget { moves: 0, seed: 0 }, &mut |_| true).unwrap_err()
}

#[test]
fn nothing_to_plan_is_a_plan() {
    for instance in [Instance::default(), day(4, 3, 2, &[]), day(0, 0, 0, &[])] {
        let made = sound(&instance, 1_000);
        assert!(made.rounds.is_empty() && made.proved && made.breaks == 0);
    }
}

#[test]
fn more_meetings_than_rounds_are_left_out_and_said() {
    let instance = day(4, 2, 3, &[(0, 1), (0, 2), (0, 3), (1, 2)]);
    let made = sound(&instance, 5_000);
    assert_eq!(made.tally.left_out, 1);
    assert!(!made.proved);
    let left = left_out(&instance, &made);
    assert_eq!(left.len(), 1);
    let expected = Reason::TooMany {
        person: 0,
        meetings: 3,
        rounds: 2,
    };
    assert_eq!(left[0].reason, expected);
    let said = left[0].reason.sentence(|person| format!("No. {person}"));
    assert_eq!(said, "No. 0 has 3 meetings to hold in 2 rounds.");
    let forced = left[0].forced.as_ref().unwrap();
    assert_eq!(
        forced.after.left_out,
        forced.before.left_out + forced.instead_of.len() as i64 - 1
    );
}

#[test]
fn too_few_tables_are_said() {
    let instance = day(8, 1, 2, &[(0, 1), (2, 3), (4, 5), (6, 7)]);
    let made = sound(&instance, 5_000);
    assert_eq!(made.tally.left_out, 2);
    for left in left_out(&instance, &made) {
        let expected = Reason::Tables {
            meetings: 4,
            places: 2,
        };
        assert_eq!(left.reason, expected);
    }
}

#[test]
fn without_a_table_or_a_round_everything_is_left_out() {
    let no_tables = day(2, 3, 0, &[(0, 1)]);
    let no_rounds = day(2, 0, 3, &[(0, 1)]);
    for instance in [no_tables, no_rounds] {
        assert_eq!(sound(&instance, 1_000).tally.left_out, 1);
    }
    let wish = Instance {
        meetings: vec![Meeting {
            worth: Some(3),
            ..Meeting::of(0, 1, 3)
        }],
        ..day(2, 3, 0, &[])
    };
    let made = sound(&wish, 1_000);
    assert_eq!(made.rounds, [None]);
    assert!(made.proved, "nothing more can be had");
}

#[test]
fn a_round_in_which_everybody_is_away_stays_empty() {
    let mut instance = grid(3, 4, 3, |_, _| None);
    instance.blocked = vec![0b0010; 6];
    let made = sound(&instance, 20_000);
    assert_eq!(made.tally.left_out, 0);
    assert!(made.rounds.iter().all(|round| *round != Some(1)));
    assert_eq!(
        (made.breaks, made.proved),
        (6, true),
        "everybody waits once, and cannot but"
    );
}

#[test]
fn who_is_never_there_together_is_said() {
    let mut instance = day(2, 2, 1, &[(0, 1)]);
    instance.blocked = vec![0b01, 0b10];
    let made = sound(&instance, 100);
    assert_eq!(left_out(&instance, &made)[0].reason, Reason::Never);
    assert_eq!(left_out(&instance, &made)[0].forced, None);
}

#[test]
fn an_order_that_does_not_fit_is_said() {
    let mut instance = day(6, 2, 3, &[(0, 1), (2, 3), (4, 5)]);
    instance.meetings[1].after = vec![0];
    instance.meetings[2].after = vec![1];
    let made = sound(&instance, 5_000);
    assert_eq!(made.tally.left_out, 1);
    assert_eq!(left_out(&instance, &made)[0].reason, Reason::Order);
}

#[test]
fn contradictions_are_refused() {
    let base = day(3, 3, 1, &[(0, 1), (1, 2)]);
    let with = |change: &dyn Fn(&mut Instance)| {
        let mut instance = base.clone();
        change(&mut instance);
        refused(&instance)
    };
    assert_eq!(
        with(&|i| i.meetings[0].people = vec![1, 1]),
        Trouble::WithItself(0)
    );
    assert_eq!(with(&|i| i.meetings[0].people = vec![1]), Trouble::Alone(0));
    assert_eq!(
        with(&|i| i.meetings[0].people = vec![1, 9]),
        Trouble::NoSuchPerson(9)
    );
    assert_eq!(
        with(&|i| i.meetings[0].after = vec![5]),
        Trouble::NoSuchMeeting(5)
    );
    assert_eq!(with(&|i| i.even = vec![4]), Trouble::NoSuchPerson(4));
    assert_eq!(with(&|i| i.rounds = 65), Trouble::TooManyRounds(65));
    assert_eq!(with(&|i| i.people = 70_000), Trouble::TooMuch);
    assert_eq!(with(&|i| i.break_cost = u32::MAX), Trouble::Worth);
    let circle = with(&|i| {
        i.meetings[0].after = vec![1];
        i.meetings[1].after = vec![0];
    });
    assert_eq!(circle, Trouble::Circle(0));
    let twice = with(&|i| {
        i.meetings[1].people = vec![1, 0];
        i.meetings[1].worth = Some(1);
    });
    assert_eq!(twice, Trouble::Twice(0, 1));
    assert_eq!(twice.to_string(), "meetings 1 and 2 are of the same people");
}

#[test]
fn two_who_asked_for_two_meetings_have_them() {
    let made = sound(&day(2, 3, 1, &[(0, 1), (0, 1)]), 1_000);
    assert_eq!((made.tally.left_out, made.breaks), (0, 0));
}

#[test]
fn a_day_of_sixty_four_rounds_is_planned() {
    let mut instance = day(3, 64, 1, &[(0, 1), (1, 2), (0, 2)]);
    instance.meetings[0].rounds = 1 << 63;
    instance.meetings[1].rounds = 1;
    instance.blocked = vec![all(64) & !(1 << 63 | 1 << 62), 0, 0];
    let made = sound(&instance, 5_000);
    assert_eq!(made.rounds, [Some(63), Some(0), Some(62)]);
    assert_eq!(made.breaks, 2);
}

#[test]
fn people_of_one_set_meet_in_odd_circles() {
    // Three who all meet need three rounds, whatever the tables.
    let made = sound(&day(3, 3, 3, &[(0, 1), (1, 2), (0, 2)]), 2_000);
    assert_eq!((made.tally.left_out, made.breaks), (0, 1));
    let short = day(3, 2, 3, &[(0, 1), (1, 2), (0, 2)]);
    assert_eq!(sound(&short, 2_000).tally.left_out, 1);
}

#[test]
fn tiny_budgets_give_sound_plans() {
    for seed in 0..40 {
        let instance = drawn(seed, seed % 2 == 1);
        for moves in [0, 1, 31, 1_999] {
            let made = sound(&instance, moves);
            let (left_out, most) = best(&instance);
            assert!(made.tally.left_out as usize >= left_out);
            assert!(made.tally.left_out as usize > left_out || gain(&instance, &made) <= most);
        }
    }
}
