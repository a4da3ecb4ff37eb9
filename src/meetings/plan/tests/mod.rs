//! What a plan has to be, on small questions whose best answer is found by trying everything.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "every number here is small"
)]

mod again;
mod bounds;
mod degenerate;
mod files;
mod held;
mod proof;
mod wishes;

use super::{Budget, Instance, Meeting, Plan, all, faults, plan, random::Draw, value};

/// A plan, held against the question.
fn sound(instance: &Instance, moves: u64) -> Plan {
    let made = plan(instance, Budget { moves, seed: 7 }, &mut |_| true).unwrap();
    assert_eq!(
        faults(instance, &made),
        Vec::<String>::new(),
        "{instance:?}"
    );
    let counted = value(instance, &made);
    assert_eq!(counted.breaks, made.breaks);
    assert_eq!(counted.left_out_musts as i64, made.tally.left_out);
    made
}

/// The worth of what is held, less breaks and moves at their cost.
fn gain(instance: &Instance, made: &Plan) -> i64 {
    let counted = value(instance, made);
    counted.worth as i64
        - i64::from(counted.breaks) * i64::from(instance.break_cost)
        - counted.moved as i64 * i64::from(instance.move_cost)
}

/// A small question that looks drawn: up to five people, four rounds, six meetings.
fn drawn(seed: u64, wishes: bool) -> Instance {
    let mut draw = Draw::new(seed);
    let people = 3 + draw.below(3);
    let rounds = 3 + draw.below(2);
    let mut meetings: Vec<Meeting> = Vec::new();
    for _ in 0..2 + draw.below(5) {
        let (one, other) = (draw.below(people), draw.below(people));
        if one == other
            || meetings
                .iter()
                .any(|m| m.people == [one.min(other), one.max(other)])
        {
            continue;
        }
        let mut meeting = Meeting::of(one.min(other), one.max(other), rounds);
        if draw.below(4) == 0 {
            meeting.rounds &= draw.bits() | 1;
        }
        if draw.below(4) == 0 && !meetings.is_empty() {
            meeting.after.push(draw.below(meetings.len()));
        }
        if wishes && draw.below(5) > 0 {
            meeting.worth = Some(1 + draw.below(30) as u32);
        }
        meetings.push(meeting);
    }
    let away = |draw: &mut Draw| {
        if draw.below(3) == 0 {
            1 << draw.below(rounds)
        } else {
            0
        }
    };
    Instance {
        people,
        rounds,
        tables: 1 + draw.below(2),
        blocked: (0..people).map(|_| away(&mut draw)).collect(),
        meetings,
        most: (0..people)
            .map(|_| (wishes && draw.below(4) == 0).then_some(2))
            .collect(),
        break_cost: 1 + draw.below(3) as u32,
        ..Instance::default()
    }
}

/// The best of all plans without faults: the fewest left out, then the most gain.
fn best(instance: &Instance) -> (usize, i64) {
    let mut best = (usize::MAX, 0);
    let mut made = plan(
        &Instance::default(),
        Budget { moves: 0, seed: 0 },
        &mut |_| true,
    )
    .unwrap();
    every(instance, &mut Vec::new(), &mut |rounds| {
        made.tables = super::seating::tables(instance, rounds);
        made.rounds = rounds.to_vec();
        if faults(instance, &made).is_empty() {
            let here = (
                value(instance, &made).left_out_musts,
                -gain(instance, &made),
            );
            best = best.min(here);
        }
    });
    (best.0, -best.1)
}

fn every(instance: &Instance, rounds: &mut Vec<Option<u8>>, see: &mut dyn FnMut(&[Option<u8>])) {
    if rounds.len() == instance.meetings.len() {
        return see(rounds);
    }
    let open = instance.open(rounds.len());
    for round in (0..=instance.rounds as u8).filter(|round| open >> round & 1 == 1) {
        rounds.push(Some(round));
        every(instance, rounds, see);
        rounds.pop();
    }
    rounds.push(None);
    every(instance, rounds, see);
    rounds.pop();
}

/// The same question with people named in reverse.
fn renamed(instance: &Instance) -> Instance {
    let mut other = instance.clone();
    for meeting in &mut other.meetings {
        for person in &mut meeting.people {
            *person = instance.people - 1 - *person;
        }
    }
    other.blocked.resize(instance.people, 0);
    other.blocked.reverse();
    other.most.resize(instance.people, None);
    other.most.reverse();
    other
}

/// Everybody of one side with everybody of the other, in so many rounds at so many tables.
fn grid(
    side: usize,
    rounds: usize,
    tables: usize,
    worth: impl Fn(usize, usize) -> Option<u32>,
) -> Instance {
    let pairs = (0..side).flat_map(|one| (0..side).map(move |other| (one, other)));
    let meeting = |(one, other)| Meeting {
        people: vec![one, side + other],
        rounds: all(rounds),
        worth: worth(one, other),
        ..Meeting::default()
    };
    Instance {
        people: 2 * side,
        rounds,
        tables,
        meetings: pairs.map(meeting).collect(),
        ..Instance::default()
    }
}
