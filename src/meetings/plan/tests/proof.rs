//! What a proof says is held against every plan there is.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::*;

/// The fewest breaks of any plan that holds all meetings, tried out one by one.
fn fewest(instance: &Instance) -> Option<u32> {
    let mut best = None;
    let mut rounds = vec![None; instance.meetings.len()];
    try_all(instance, &mut rounds, 0, &mut best);
    best
}

fn try_all(instance: &Instance, rounds: &mut Vec<Option<u8>>, at: usize, best: &mut Option<u32>) {
    if at == rounds.len() {
        let plan = with_rounds(instance, rounds.clone());
        if faults(instance, &plan).is_empty() {
            *best = Some(best.map_or(plan.breaks, |best| best.min(plan.breaks)));
        }
        return;
    }
    for round in 0..u8::try_from(instance.rounds).unwrap() {
        if instance.open(at) >> round & 1 == 1 {
            rounds[at] = Some(round);
            try_all(instance, rounds, at + 1, best);
        }
    }
    rounds[at] = None;
}

fn question() -> impl Strategy<Value = Instance> {
    let meeting = (0..4_usize, 1..4_usize, 1..32_u64, any::<bool>());
    let meetings = proptest::collection::vec(meeting, 1..6);
    let away = proptest::collection::vec(prop_oneof![3 => Just(0), 1 => 0..32_u64], 4);
    (meetings, away, 1..4_usize, proptest::option::of(0..3_u32)).prop_map(
        |(meetings, blocked, tables, fairness)| {
            let mut instance = Instance {
                people: 4,
                rounds: 5,
                tables,
                blocked,
                fairness,
                ..Instance::default()
            };
            for (number, (one, by, rounds, then)) in meetings.into_iter().enumerate() {
                let mut meeting = Meeting::of(one, (one + by) % 4, 5);
                meeting.rounds = rounds;
                meeting.after = (then && number > 0)
                    .then(|| number - 1)
                    .into_iter()
                    .collect();
                instance.meetings.push(meeting);
            }
            instance
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_proof_is_what_trying_all_finds(instance in question()) {
        let Some(fewest) = fewest(&instance) else {
            return Ok(());
        };
        let budget = Budget { moves: 0, seed: 1 };
        let made = plan(&instance, budget, &mut |_| true).unwrap();
        prop_assume!(made.tally.left_out == 0);
        let proof = prove(&instance, &made, Effort::default(), &Arc::default());
        if !CAN_PROVE {
            prop_assert!(proof.least <= fewest);
            return Ok(());
        }
        prop_assert_eq!(proof.least, fewest);
        let rounds = proof.better.unwrap_or_else(|| made.rounds.clone());
        let best = with_rounds(&instance, rounds);
        prop_assert_eq!(faults(&instance, &best), Vec::<String>::new());
        prop_assert_eq!(best.breaks, fewest);
    }
}

#[test]
fn a_proof_that_was_stopped_claims_no_more_than_it_has() {
    // Four who all meet each other once in seven rounds: nobody waits, but the plan begun with does.
    let mut instance = Instance {
        people: 4,
        rounds: 7,
        tables: 2,
        ..Instance::default()
    };
    for (one, other) in [(0, 1), (2, 3), (0, 2), (1, 3), (0, 3), (1, 2)] {
        instance.meetings.push(Meeting::of(one, other, 7));
    }
    let rounds = [0, 0, 3, 3, 6, 6].map(Some).to_vec();
    let made = with_rounds(&instance, rounds);
    assert_eq!((made.breaks, faults(&instance, &made)), (8, Vec::new()));
    let stopped = Arc::new(true.into());
    let proof = prove(&instance, &made, Effort::default(), &stopped);
    assert!(proof.least == 0 && proof.better.is_none(), "{proof:?}");
    let proof = prove(&instance, &made, Effort::default(), &Arc::default());
    assert_eq!(proof.least, 0);
    assert_eq!(proof.better.is_some(), CAN_PROVE);
}

#[test]
fn what_is_left_out_stays_out() {
    let mut instance = Instance {
        people: 3,
        rounds: 3,
        tables: 1,
        ..Instance::default()
    };
    instance.meetings.push(Meeting::of(0, 1, 3));
    instance.meetings.push(Meeting::of(0, 2, 3));
    instance.meetings.push(Meeting {
        worth: Some(9),
        ..Meeting::of(1, 2, 3)
    });
    let made = with_rounds(&instance, vec![Some(0), Some(2), None]);
    assert_eq!(made.breaks, 1);
    let proof = prove(&instance, &made, Effort::default(), &Arc::default());
    if CAN_PROVE {
        let rounds = proof.better.unwrap();
        assert_eq!((rounds[2], proof.least), (None, 0));
    }
}
