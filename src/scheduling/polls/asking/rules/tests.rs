use super::*;
use crate::{
    ids::{PollId, PollPersonId},
    values::Attendance,
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn person(state: State, asked: Option<&str>, answered: Option<&str>) -> Person {
    Person {
        id: PollPersonId::fresh(),
        poll_id: PollId::fresh(),
        seat_id: None,
        organization_id: None,
        person_id: None,
        name: "Ann".to_owned(),
        address: "ann@fund.example".parse().unwrap(),
        address_key: "ann@fund.example".to_owned(),
        attendance: Attendance::Must,
        any_of: None,
        time_zone: None,
        state,
        note: String::new(),
        asked_at: asked.map(at),
        answered_at: answered.map(at),
        answer_source: None,
        recorded_by: String::new(),
        reminded: 0,
        reminded_at: None,
        illustrative: false,
        version: 1,
        created_at: at("2026-11-01T00:00:00Z"),
    }
}

const ONE: &str = "2026-11-02T00:00:00Z";
const TWO: &str = "2026-11-03T00:00:00Z";
const THREE: &str = "2026-11-04T00:00:00Z";

#[test]
fn only_who_answered_is_asked_about_newer_options_and_once() {
    let ask = |state, asked, answered, newest| {
        question(&person(state, asked, answered), Some(at(newest)))
    };
    assert_eq!(
        ask(State::Listed, None, None, ONE),
        Some(Question::Everything)
    );
    assert_eq!(ask(State::Asked, Some(ONE), None, TWO), None);
    let answered = ask(State::Answered, Some(ONE), Some(TWO), THREE);
    assert_eq!(answered, Some(Question::Newer));
    assert_eq!(ask(State::Answered, Some(ONE), Some(THREE), TWO), None);
    assert_eq!(ask(State::Answered, Some(THREE), Some(ONE), TWO), None);
    assert_eq!(ask(State::Removed, Some(ONE), Some(TWO), THREE), None);
}

#[test]
fn silent_is_who_was_asked_after_they_last_answered() {
    assert!(is_silent(&person(State::Asked, Some(ONE), None)));
    assert!(!is_silent(&person(State::Answered, Some(ONE), Some(TWO))));
    assert!(is_silent(&person(State::Answered, Some(THREE), Some(TWO))));
    assert!(!is_silent(&person(State::Listed, None, None)));
    assert!(!is_silent(&person(State::Answered, None, Some(TWO))));
}

#[test]
fn reminders_come_a_week_three_days_and_a_day_before_it_closes() {
    let closes = Some(at("2026-11-20T12:00:00Z"));
    let before = |now: &str| written_before(closes, at(now));
    assert_eq!(before("2026-11-13T11:59:00Z"), None);
    // Who was written to less than a day before that moment waits.
    assert_eq!(
        before("2026-11-13T12:00:00Z"),
        Some(at("2026-11-12T12:00:00Z"))
    );
    assert_eq!(
        before("2026-11-16T12:00:00Z"),
        Some(at("2026-11-13T12:00:00Z"))
    );
    assert_eq!(
        before("2026-11-19T13:00:00Z"),
        Some(at("2026-11-18T13:00:00Z"))
    );
    assert_eq!(before("2026-11-20T12:00:00Z"), None);
    assert_eq!(
        written_before(None, at("2026-11-20T12:00:00Z")),
        Some(at("2026-11-13T12:00:00Z"))
    );
}

#[test]
fn reminders_are_capped_and_a_day_apart() {
    let now = at("2026-11-10T00:00:00Z");
    let mut ann = person(State::Asked, Some(ONE), None);
    assert_eq!(may_remind(&ann, Bars::default(), 1, now), Ok(()));
    ann.reminded_at = Some(at("2026-11-09T01:00:00Z"));
    assert_eq!(may_remind(&ann, Bars::default(), 2, now), Err(Why::TooSoon));
    ann.reminded = 2;
    assert_eq!(may_remind(&ann, Bars::default(), 2, now), Err(Why::Enough));
    ann.state = State::Removed;
    assert_eq!(
        may_remind(&ann, Bars::default(), 2, now),
        Err(Why::NotSilent)
    );
}
