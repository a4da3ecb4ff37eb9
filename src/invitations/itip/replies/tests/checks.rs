//! R1 to R8: whether it is about one of ours, and from one of its guests.

use super::*;

#[test]
fn r1_what_is_no_single_reply_is_dropped() {
    assert_eq!(file("two-calendars"), Err(Unreadable::SeveralCalendars));
    assert_eq!(file("two-uids"), Err(Unreadable::SeveralUids));
    assert_eq!(file("no-method"), Err(Unreadable::NoMethod));
    let verdict = judged("request-to-us", &context());
    assert_eq!((verdict.rule, verdict.effect), ("R1", Effect::Drop));
}

#[test]
fn r2_another_event_is_dropped() {
    let verdict = judged("other-uid", &context());
    assert_eq!((verdict.rule, verdict.effect), ("R2", Effect::Drop));
    let nowhere = Context {
        uid: None,
        ..context()
    };
    assert_eq!(judged("accepted", &nowhere).rule, "R2");
}

#[test]
fn r3_another_organizer_is_dropped_and_none_is_let_pass() {
    let verdict = judged("other-organizer", &context());
    assert_eq!((verdict.rule, verdict.effect), ("R3", Effect::Drop));
    let verdict = judged("exchange-accept-no-organizer", &context());
    let ask = recorded(&verdict);
    assert_eq!(
        (ask.partstat, ask.note.as_str()),
        (Partstat::Accepted, "See you there")
    );
}

#[test]
fn r4_a_sender_nobody_vouches_for_is_asked_to_confirm() {
    let unconfirmed = |verdict: Verdict| match (verdict.rule, verdict.effect) {
        ("R4", Effect::Unconfirmed { answer, confirm }) => {
            (answer.map(|ask| ask.partstat), confirm)
        }
        other => panic!("{other:?}"),
    };
    let stranger = judged("accepted", &from("mallory@evil.example"));
    assert_eq!(unconfirmed(stranger), (Some(Partstat::Accepted), true));
    let mut context = context();
    context.sender.standing = Standing::Unknown;
    assert_eq!(
        unconfirmed(judged("accepted", &context)),
        (Some(Partstat::Accepted), true)
    );
    context.sender.standing = Standing::Failed;
    assert_eq!(
        unconfirmed(judged("accepted", &context)),
        (Some(Partstat::Accepted), false)
    );
    assert_eq!(unconfirmed(judged("crasher", &context)), (None, false));
    assert!(unconfirmed(judged("accepted", &from(""))).1);
    // An alias we keep speaks for the guest; an assistant asks the guest to confirm, also at the same domain.
    let mut alias = from("ann.li@home.example");
    alias.guests[0].aliases = vec!["ann.li@home.example".to_owned()];
    assert_eq!(judged("accepted", &alias).rule, "R15");
    assert_eq!(judged("assistant", &from("desk@funder.example")).rule, "R4");
    assert_eq!(judged("assistant", &from("desk@evil.example")).rule, "R4");
}

#[test]
fn r4_no_parameter_of_the_line_makes_the_sender_somebody_else() {
    let accepted = file("accepted").unwrap();
    let evil = from("evil@evil.example");
    let mut line = accepted.attendees[0].clone();
    line.email = Some("evil@evil.example".to_owned());
    line.sent_by = Some("evil@evil.example".to_owned());
    let as_email = Incoming {
        attendees: vec![line.clone()],
        ..accepted.clone()
    };
    assert_eq!(judge(&as_email, &evil).rule, "R4");
    line.email = Some(std::mem::replace(
        &mut line.address,
        "evil@evil.example".to_owned(),
    ));
    let as_value = Incoming {
        attendees: vec![line],
        ..accepted
    };
    assert_eq!(judge(&as_value, &evil).rule, "R4");
}

#[test]
fn r5_a_cancelled_or_past_convening_only_logs() {
    let cancelled = Context {
        is_cancelled: true,
        ..context()
    };
    let over = Context {
        is_over: true,
        ..context()
    };
    for context in [cancelled, over] {
        let verdict = judged("accepted", &context);
        assert_eq!((verdict.rule, verdict.effect), ("R5", Effect::LogOnly));
    }
}

#[test]
fn r6_without_an_attendee_it_only_logs() {
    let verdict = judged("no-attendee", &context());
    assert_eq!((verdict.rule, verdict.effect), ("R6", Effect::LogOnly));
}

#[test]
fn r7_the_guest_is_found_in_any_spelling() {
    let verdict = judged("capitals", &context());
    assert_eq!(
        (verdict.rule, recorded(&verdict).guest.as_str()),
        ("R15", ANN)
    );
    let planned = Guest {
        state: GuestState::NotYet,
        ..guest(ANN)
    };
    let context = Context {
        guests: vec![planned],
        ..context()
    };
    assert_eq!(judged("accepted", &context).rule, "R13");
}

#[test]
fn r8_a_removed_guest_is_ignored() {
    let removed = Guest {
        state: GuestState::Removed,
        ..guest(ANN)
    };
    let verdict = judged(
        "accepted",
        &Context {
            guests: vec![removed],
            ..context()
        },
    );
    assert_eq!((verdict.rule, verdict.effect), ("R8", Effect::Ignore));
}
