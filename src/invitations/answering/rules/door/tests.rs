use super::*;

fn at(hour: u32) -> DateTime<Utc> {
    format!("2026-11-22T{hour:02}:00:00Z").parse().unwrap()
}

fn facts() -> DoorFacts {
    DoorFacts {
        now: at(10),
        starts_at: at(20),
        answer_by: Some(at(15)),
        firmness: Firmness::Confirmed,
        chair: false,
        state: InvitationState::Invited,
        offered_until: None,
    }
}

#[test]
fn answers_are_taken_until_the_cut_off_and_never_after_the_start() {
    assert_eq!(door(&facts()), Door::Open(at(15)));
    let with = |now, answer_by| {
        door(&DoorFacts {
            now,
            answer_by,
            ..facts()
        })
    };
    assert_eq!(with(at(15), Some(at(15))), Door::Closed(Closed::CutOff));
    assert_eq!(with(at(19), None), Door::Open(at(20)));
    assert_eq!(with(at(20), None), Door::Closed(Closed::Begun));
    // It was moved to before its own cut-off.
    assert_eq!(with(at(10), Some(at(22))), Door::Open(at(20)));
    assert_eq!(with(at(21), Some(at(22))), Door::Closed(Closed::Begun));
}

#[test]
fn the_waiting_list_opens_with_an_offer_only() {
    let waits = |now, offered_until| {
        door(&DoorFacts {
            state: InvitationState::Waiting,
            now,
            offered_until,
            ..facts()
        })
    };
    assert_eq!(waits(at(10), None), Door::Closed(Closed::Waits));
    assert_eq!(waits(at(16), Some(at(18))), Door::Open(at(18)));
    assert_eq!(waits(at(18), Some(at(18))), Door::Closed(Closed::Waits));
    assert_eq!(waits(at(16), Some(at(23))), Door::Open(at(20)));
}

#[test]
fn what_is_off_and_who_hosts_is_not_asked() {
    let off = |firmness| {
        door(&DoorFacts {
            firmness,
            ..facts()
        })
    };
    assert_eq!(off(Firmness::Cancelled), Door::Closed(Closed::Cancelled));
    assert_eq!(off(Firmness::Undated), Door::Closed(Closed::Undated));
    let host = DoorFacts {
        chair: true,
        ..facts()
    };
    assert_eq!(door(&host), Door::Closed(Closed::Host));
}
