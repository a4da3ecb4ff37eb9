//! R9 to R11: answers to an earlier time, and older ones.

use super::*;

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
