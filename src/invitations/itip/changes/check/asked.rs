//! O1 to O7: the first mail, and what a change asks of those who hold it.

use super::{NO_WISH, REQUEST, at, brief, chair, changed, meeting, moved, told, unseen};
use crate::{
    convenings::rules::Firmness,
    invitations::{
        calendar::{Method, hostile, message_check},
        itip::changes::{Ask, Entry, Guest, Kind, Meeting, Wishes, consequence},
    },
    values::Partstat,
};

#[test]
fn o1_the_first_mail_asks_everybody_but_the_host() {
    let now = Meeting {
        sequence: 0,
        begun: false,
        ..meeting()
    };
    let due = consequence(&unseen(), &now, NO_WISH);
    assert_eq!(brief(&due), (Kind::Invite, REQUEST, 0, true, false, "O1"));
    assert_eq!(
        due.told,
        "Will be invited for Tue 6 Oct 2026, 10:00 am Eastern (UTC-4)."
    );
    let host = Guest {
        is_chair: true,
        partstat: Partstat::Accepted,
        ..unseen()
    };
    let due = consequence(&host, &now, NO_WISH);
    assert_eq!(brief(&due), (Kind::Invite, REQUEST, 0, false, false, "O1"));
    let hold = Meeting {
        firmness: Firmness::Tentative,
        ..now
    };
    let due = consequence(&unseen(), &hold, NO_WISH);
    assert_eq!(due.leaves.unwrap().entry, Entry::Tentative);
    assert_eq!(
        due.told,
        "Will be asked to keep Tue 6 Oct 2026, 10:00 am Eastern (UTC-4) free."
    );
}

#[test]
fn o2_another_time_asks_again_and_takes_the_answer_back() {
    for answer in [Partstat::Accepted, Partstat::Declined, Partstat::Tentative] {
        let due = consequence(&told(&meeting(), answer), &moved(), NO_WISH);
        assert_eq!(brief(&due), (Kind::AskAgain, REQUEST, 4, true, true, "O2"));
        assert_eq!(
            due.told,
            "Will be asked again: the time moved from Tue 6 Oct 2026, 10:00 am to 12:00 pm Eastern (UTC-4) \
             to Tue 6 Oct 2026, 1:00 pm to 3:00 pm Eastern (UTC-4)."
        );
    }
    let due = consequence(&chair(&meeting()), &moved(), NO_WISH);
    assert_eq!(brief(&due), (Kind::Update, REQUEST, 4, false, false, "O2"));
    let silent = told(&meeting(), Partstat::NeedsAction);
    assert!(
        !consequence(&silent, &moved(), NO_WISH).resets_answer,
        "there is none"
    );
}

#[test]
fn o2_another_zone_with_the_same_moment_counts_as_another_time() {
    let mut now = at("2026-10-06T09:00", "America/Chicago");
    (now.sequence, now.rescheduled) = (4, 4);
    assert_eq!(now.starts_at, meeting().starts_at);
    let due = consequence(&told(&meeting(), Partstat::Accepted), &now, NO_WISH);
    assert_eq!(brief(&due), (Kind::AskAgain, REQUEST, 4, true, true, "O2"));
    assert_eq!(
        due.told,
        "Will be asked again: the time is now given in Central time."
    );
}

#[test]
fn o2_moved_and_moved_back_unsent_asks_nobody_but_brings_the_sequence() {
    let now = Meeting {
        sequence: 5,
        rescheduled: 5,
        ..meeting()
    };
    let due = consequence(&told(&meeting(), Partstat::Accepted), &now, NO_WISH);
    assert_eq!(brief(&due), (Kind::Update, REQUEST, 5, false, false, "O2"));
    assert_eq!(
        due.told,
        "Will be informed: the time moved and moved back. The answer stays."
    );
}

#[test]
fn o3_a_convening_never_repeats() {
    let event = hostile::event("S", "D", "L");
    for method in [Method::Request, Method::Cancel] {
        let text = message_check::written(method, &event, &[message_check::guest("Ann")]);
        let (_, event) = text.split_once("BEGIN:VEVENT").unwrap();
        for series in ["RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"] {
            assert!(!event.contains(series), "{series}");
        }
    }
}

#[test]
fn o4_another_place_informs_and_asks_again_only_if_the_host_wishes() {
    let now = changed(|now| now.place = "virtual".into());
    let guest = told(&meeting(), Partstat::Accepted);
    let due = consequence(&guest, &now, NO_WISH);
    assert_eq!(brief(&due), (Kind::Update, REQUEST, 4, false, false, "O4"));
    let wish = Wishes {
        ask: Ask::Everybody,
        ..NO_WISH
    };
    assert_eq!(
        brief(&consequence(&guest, &now, wish)),
        (Kind::AskAgain, REQUEST, 4, true, true, "O4")
    );
    assert_eq!(
        brief(&consequence(&chair(&meeting()), &now, wish)),
        (Kind::Update, REQUEST, 4, false, false, "O4")
    );
    let silent = told(&meeting(), Partstat::NeedsAction);
    assert_eq!(
        brief(&consequence(&silent, &now, NO_WISH)),
        (Kind::Update, REQUEST, 4, true, false, "O4")
    );
}

#[test]
fn o5_wording_is_mailed_only_if_the_host_wishes_and_asks_nobody() {
    let now = Meeting {
        words: "Youth table (typo mended)".into(),
        ..meeting()
    };
    let guest = told(&meeting(), Partstat::Accepted);
    let due = consequence(&guest, &now, NO_WISH);
    assert_eq!(brief(&due), (Kind::Nothing, None, 3, false, false, "O5"));
    let wish = Wishes {
        notify: true,
        ..NO_WISH
    };
    assert_eq!(
        brief(&consequence(&guest, &now, wish)),
        (Kind::Update, REQUEST, 3, false, false, "O5")
    );
    let silent = told(&meeting(), Partstat::NeedsAction);
    assert!(
        consequence(&silent, &now, wish).rsvp,
        "who has not answered is still asked"
    );
}

#[test]
fn o6_asking_again_keeps_sequence_and_answers() {
    let (guest, silent) = (
        told(&meeting(), Partstat::Tentative),
        told(&meeting(), Partstat::NeedsAction),
    );
    let ask = |ask| Wishes { ask, ..NO_WISH };
    let asked = (Kind::AskAgain, REQUEST, 3, true, false, "O6");
    let left = (Kind::Nothing, None, 3, false, false, "O6");
    assert_eq!(
        brief(&consequence(&silent, &meeting(), ask(Ask::Silent))),
        asked
    );
    assert_eq!(
        brief(&consequence(&guest, &meeting(), ask(Ask::Silent))),
        left
    );
    assert_eq!(
        brief(&consequence(&guest, &meeting(), ask(Ask::Everybody))),
        asked
    );
    assert_eq!(
        brief(&consequence(
            &chair(&meeting()),
            &meeting(),
            ask(Ask::Everybody)
        )),
        left
    );
    assert_eq!(brief(&consequence(&silent, &meeting(), NO_WISH)), left);
}

#[test]
fn o7_confirming_a_hold_informs_and_keeps_answers() {
    let hold = Meeting {
        firmness: Firmness::Tentative,
        ..meeting()
    };
    let now = changed(|_| ());
    let due = consequence(&told(&hold, Partstat::Accepted), &now, NO_WISH);
    assert_eq!(brief(&due), (Kind::Update, REQUEST, 4, false, false, "O7"));
    assert_eq!(
        due.told,
        "Will be informed: the date is now confirmed. The answer stays."
    );
    let loosened = changed(|now| now.firmness = Firmness::Tentative);
    let due = consequence(&told(&meeting(), Partstat::Accepted), &loosened, NO_WISH);
    assert_eq!(
        (due.rule, due.leaves.unwrap().entry),
        ("O7", Entry::Tentative)
    );
}
