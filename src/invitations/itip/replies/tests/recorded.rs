//! R14 to R17: answers that count.

use super::*;

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
