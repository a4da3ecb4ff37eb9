//! COUNTER and REFRESH.

use super::*;

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
