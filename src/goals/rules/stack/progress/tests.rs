use proptest::prelude::*;

use super::*;

#[test]
fn the_usual_way_asks_nothing() {
    for pair in ORDER.windows(2) {
        assert_eq!(Move::between(pair[0], pair[1]), Move::Next);
        assert_eq!(next_step(pair[0]), Some(pair[1]));
    }
    assert_eq!(next_step(Drawn), None);
    assert_eq!(next_step(Withdrawn), None);
}

#[test]
fn leaving_out_going_back_and_coming_back_ask_why() {
    assert_eq!(Move::between(Need, Committed), Move::Skip(3));
    assert_eq!(Move::between(Committed, SoftCircled), Move::Back);
    assert_eq!(Move::between(Withdrawn, Need), Move::Revive);
    assert!(!Move::between(Closed, Withdrawn).needs_reason());
}

proptest! {
    #[test]
    fn every_move_that_asks_has_a_question(
        from in prop::sample::select(Status::ALL),
        to in prop::sample::select(Status::ALL),
    ) {
        let step = Move::between(from, to);
        prop_assert_eq!(step.needs_reason(), !step.question().is_empty());
        prop_assert_eq!(step == Move::Stay, from == to);
    }
}
