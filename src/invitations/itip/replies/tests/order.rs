//! Deliveries in any order, any number of times.

use proptest::prelude::*;

use super::super::fold::Ledger;
use super::*;

const NAMES: [&str; 12] = [
    "accepted",
    "declined-later",
    "withdrawn",
    "thunderbird-tentative",
    "exchange-accept-no-organizer",
    "counted-up",
    "delegated",
    "delegate-answers",
    "crasher",
    "exchange-counter",
    "unknown-answer",
    "refresh",
];

/// Programs do not answer twice at one moment, but files do: each gets a moment of its own. Handing the seat on is the
/// last word of the guest here: whether a later answer takes it back is for the host to say.
fn deliveries() -> Vec<(Incoming, String)> {
    let mut messages: Vec<_> = NAMES.iter().map(|name| file(name).unwrap()).collect();
    for (number, message) in messages.iter_mut().enumerate() {
        let is_last = NAMES[number] == "delegated";
        message.sequence = if is_last { 9 } else { message.sequence };
        let later = if is_last {
            10_000
        } else {
            i64::try_from(number).unwrap()
        };
        message.dtstamp = message
            .dtstamp
            .map(|at| at + chrono::TimeDelta::minutes(later));
    }
    let sender = |of: &Incoming| match of.attendees.as_slice() {
        [only] => only.address.clone(),
        _ => ANN.to_owned(),
    };
    messages
        .into_iter()
        .map(|of| (of.clone(), sender(&of)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_number_of_deliveries_end_in_one_state(
        order in Just((0..NAMES.len()).collect::<Vec<_>>()).prop_shuffle(),
        again in proptest::collection::vec(0..NAMES.len(), 0..30),
        allow in any::<bool>(),
        sequence in 0..3_i32,
    ) {
        let mut context = context();
        context.delegation = if allow { Delegation::Allow } else { Delegation::Ask };
        context.sequence = sequence;
        context.guests[0].seen_sequence = Some(sequence.min(1));
        let all = deliveries();
        let run = |numbers: &[usize]| {
            let mut ledger = Ledger::of(&context);
            for number in numbers {
                let (message, sender) = &all[*number];
                ledger.deliver(message, sender, &context);
            }
            ledger
        };
        let in_order: Vec<_> = (0..NAMES.len()).collect();
        let shuffled: Vec<_> = order.iter().chain(&again).copied().collect();
        prop_assert_eq!(run(&in_order), run(&shuffled));
    }
}
