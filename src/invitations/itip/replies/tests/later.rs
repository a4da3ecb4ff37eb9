//! R9 to R17, counters and refreshes, and deliveries in any order.

use proptest::prelude::*;

use super::{super::fold::Ledger, *};

#[test]
fn r9_an_answer_to_the_earlier_time_is_kept_and_not_counted() {
    let moved = Context {
        sequence: 3,
        rescheduled_sequence: 2,
        ..context()
    };
    for name in ["accepted", "no-sequence"] {
        let verdict = judged(name, &moved);
        assert_eq!(verdict.rule, "R9");
        assert!(matches!(verdict.effect, Effect::Stale(ask) if ask.partstat == Partstat::Accepted));
    }
    // Only a change of time makes an answer stale.
    let renamed = Context {
        sequence: 3,
        rescheduled_sequence: 0,
        ..context()
    };
    assert_eq!(judged("accepted", &renamed).rule, "R15");
}

fn answered(partstat: Partstat, said_at: &str) -> Context {
    let last = Some((0, at(said_at)));
    Context {
        guests: vec![Guest {
            partstat,
            last,
            ..guest(ANN)
        }],
        ..context()
    }
}

#[test]
fn r10_an_answer_that_was_overtaken_is_ignored() {
    let verdict = judged(
        "accepted",
        &answered(Partstat::Declined, "2026-09-02T11:00:01Z"),
    );
    assert_eq!((verdict.rule, verdict.effect), ("R10", Effect::Ignore));
}

#[test]
fn r11_the_same_again_is_nothing_and_another_at_the_same_moment_counts() {
    let context = answered(Partstat::Accepted, "2026-09-02T11:00:00Z");
    let verdict = judged("accepted", &context);
    assert_eq!((verdict.rule, verdict.effect), ("R11", Effect::Ignore));
    let verdict = judged("same-stamp-tentative", &context);
    assert_eq!(
        (verdict.rule, recorded(&verdict).partstat),
        ("R11", Partstat::Tentative)
    );
}

#[test]
fn r12_delegation_goes_by_the_policy_and_never_in_a_chain() {
    let asks = |context: &Context| {
        let verdict = judged("delegated", context);
        assert_eq!(verdict.rule, "R12");
        matches!(verdict.effect, Effect::DelegateAsk { .. })
    };
    assert!(asks(&context()));
    let allowed = Context {
        delegation: Delegation::Allow,
        ..context()
    };
    let verdict = judged("delegated", &allowed);
    let Effect::DelegateAllow { answer, to, .. } = verdict.effect else {
        panic!("not allowed: {}", verdict.told);
    };
    assert_eq!(
        (answer.guest.as_str(), to.as_str()),
        (ANN, "bea@funder.example")
    );
    let chain = Guest {
        is_delegate: true,
        ..guest(ANN)
    };
    assert!(asks(&Context {
        guests: vec![chain],
        ..allowed.clone()
    }));
    let cycle = vec![guest(ANN), guest("bea@funder.example")];
    assert!(asks(&Context {
        guests: cycle,
        ..allowed.clone()
    }));
    // The delegate's own word is not enough: the host is asked.
    let mut bea = allowed;
    "bea@funder.example".clone_into(&mut bea.sender.address);
    let verdict = judged("delegate-answers", &bea);
    assert_eq!(verdict.rule, "R12");
    assert!(
        matches!(verdict.effect, Effect::Crasher { delegated_from: Some(from), .. } if from == ANN)
    );
}

#[test]
fn r13_a_stranger_waits_at_the_door() {
    let verdict = judged("crasher", &from("stranger@other.example"));
    assert_eq!(verdict.rule, "R13");
    let Effect::Crasher {
        answer,
        delegated_from,
        ..
    } = verdict.effect
    else {
        panic!("{}", verdict.told);
    };
    assert_eq!(
        (answer.guest.as_str(), answer.partstat),
        ("stranger@other.example", Partstat::Accepted)
    );
    assert_eq!(delegated_from, None);
}

#[test]
fn r14_a_sequence_above_ours_is_ours() {
    let context = Context {
        sequence: 2,
        rescheduled_sequence: 2,
        ..context()
    };
    let verdict = judged("counted-up", &context);
    assert_eq!((verdict.rule, recorded(&verdict).sequence), ("R14", 2));
}

#[test]
fn r15_an_answer_is_recorded_withdrawn_or_kept() {
    let expected = [
        ("thunderbird-tentative", Partstat::Tentative),
        ("gmail-decline", Partstat::Declined),
        ("withdrawn", Partstat::NeedsAction),
    ];
    for (name, partstat) in expected {
        let verdict = judged(name, &context());
        assert_eq!(
            (verdict.rule, recorded(&verdict).partstat),
            ("R15", partstat),
            "{name}"
        );
    }
    let google = judged("gmail-decline", &context());
    assert_eq!(recorded(&google).note, "Sorry, travelling: back on 5th");
    let unknown = judged("unknown-answer", &context());
    assert_eq!((unknown.rule, unknown.effect), ("R15", Effect::LogOnly));
    // A press on their page that is newer than the reply stands.
    assert_eq!(
        judged(
            "accepted",
            &answered(Partstat::Declined, "2026-09-05T00:00:00Z")
        )
        .rule,
        "R10"
    );
}

#[test]
fn r16_a_day_is_compared_as_an_instant() {
    assert_eq!(judged("this-day", &context()).rule, "R15");
    let verdict = judged("another-day", &context());
    assert_eq!((verdict.rule, verdict.effect), ("R16", Effect::LogOnly));
}

#[test]
fn r17_whatever_else_differs_is_not_looked_at() {
    let plain = judged("accepted", &context());
    assert_eq!(judged("everything-else-differs", &context()), plain);
}

#[test]
fn counter_is_a_proposal_for_this_version_alone() {
    let expected = (at("2026-11-02T14:00:00Z"), at("2026-11-02T22:00:00Z"));
    for name in ["exchange-counter", "counter-custom-zone"] {
        let verdict = judged(name, &context());
        let Effect::Proposal {
            answer,
            counts,
            starts_at,
            ends_at,
        } = verdict.effect
        else {
            panic!("{name}: {}", verdict.told);
        };
        assert_eq!((starts_at, ends_at), expected, "{name}");
        assert_eq!((answer.partstat, counts), (Partstat::Tentative, true));
    }
    let moved = Context {
        sequence: 1,
        rescheduled_sequence: 1,
        ..context()
    };
    assert!(matches!(
        judged("exchange-counter", &moved).effect,
        Effect::Stale(_)
    ));
    // Another guest was removed: SEQUENCE rose, and this guest was not told.
    let renumbered = Context {
        sequence: 1,
        ..context()
    };
    assert!(matches!(
        judged("exchange-counter", &renumbered).effect,
        Effect::Proposal { .. }
    ));
    assert_eq!(
        judged("counter-floating", &context()).effect,
        Effect::LogOnly
    );
}

#[test]
fn refresh_is_answered_to_guests_alone() {
    let verdict = judged("refresh", &context());
    assert_eq!(
        verdict.effect,
        Effect::Refresh {
            guest: ANN.to_owned()
        }
    );
    let nobody = Context {
        guests: Vec::new(),
        ..context()
    };
    assert_eq!(judged("refresh", &nobody).effect, Effect::LogOnly);
}

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
