use super::*;
use crate::{
    composing::Brought,
    scheduling::polls::rules::{Quorum, question},
    values::ParticipantRole,
};

fn asked(number: u128, zone: &str) -> Asked {
    Asked {
        id: PollPersonId::from_u128(number),
        name: format!("Number {number}"),
        organization: None,
        kind: None,
        role: ParticipantRole::Observer,
        must: number == 1,
        any_of: None,
        zone: zone.parse().ok(),
    }
}

fn frames(among: Among) -> Frameset {
    Frameset {
        among,
        minutes: 60,
        zone: "America/New_York".parse().unwrap(),
        now: "2027-01-04T15:00:00Z".parse().unwrap(),
        taken: Vec::new(),
    }
}

fn compare(people: &[Asked], said: &Said, among: Among) -> Compared {
    let asked = question(
        people,
        &Brought::default(),
        &Quorum::default(),
        Policy::default(),
    );
    compared(&asked, people, said, &frames(among), &BTreeSet::new()).unwrap()
}

#[test]
fn weeks_on_two_coasts_meet_where_both_can() {
    let people = [
        asked(1, "America/New_York"),
        asked(2, "America/Los_Angeles"),
    ];
    let all_week = |person: u128| {
        (1..=5).map(move |day| {
            let yes = PollAnswer::Yes;
            (PollPersonId::from_u128(person), day, 9 * 60, 13 * 60, yes)
        })
    };
    let answers = Said {
        hours: all_week(1).chain(all_week(2)).collect(),
        ..Said::default()
    };
    let among = Among::AnyTime {
        first: "2027-01-05".parse().unwrap(),
        last: "2027-01-06".parse().unwrap(),
        free: vec!["2027-01-05".parse().unwrap()],
    };
    let compared = compare(&people, &answers, among);
    // 9:00 Pacific is noon Eastern, and Eastern ends at 13:00; the day before is to be kept free.
    let shown: Vec<String> = compared
        .shown
        .iter()
        .map(|(_, _, slot)| slot.starts.strftime("%H").to_string())
        .collect();
    assert_eq!(shown, ["14", "15", "16", "17"], "none overlaps the best");
    let best = compared.best().unwrap();
    assert_eq!(best, compared.shown[3].0);
    assert_eq!(compared.times.tell(best).unwrap().comes, [1, 2]);
}

#[test]
fn who_said_nothing_is_silent_and_who_said_never_is_away() {
    let people = [asked(1, "UTC"), asked(2, "UTC"), asked(3, "UTC")];
    let yes = (people[0].id, 3, 0, 1_440, PollAnswer::Yes);
    let answers = Said {
        hours: vec![yes],
        answered: [people[1].id].into(),
        ..Said::default()
    };
    let day = "2027-01-06".parse().unwrap();
    let among = Among::AnyTime {
        first: day,
        last: day,
        free: Vec::new(),
    };
    let compared = compare(&people, &answers, among);
    let told = compared.times.tell(compared.best().unwrap()).unwrap();
    assert_eq!((told.comes, told.silent), (vec![1], vec![3]));
    assert_eq!(told.missed[0].person, 2);
}

#[test]
fn an_option_that_is_over_cannot_win() {
    let people = [asked(1, "UTC")];
    let zone = "America/New_York".parse().unwrap();
    let slot = |local: &str| Slot::at(local.parse().unwrap(), None, 60, &zone).unwrap();
    let options: Vec<_> = [slot("2027-01-04T09:00:00"), slot("2027-01-05T09:00:00")]
        .into_iter()
        .map(|slot| (PollOptionId::fresh(), slot))
        .collect();
    let votes = options
        .iter()
        .map(|(id, _)| (people[0].id, *id, PollAnswer::Yes));
    let answers = Said {
        votes: votes.collect(),
        ..Said::default()
    };
    let compared = compare(&people, &answers, Among::Offered(options));
    assert_eq!((compared.best(), compared.shown.len()), (Some(1), 2));
}

#[test]
fn a_time_at_which_the_venue_is_taken_is_shut() {
    let people = [asked(1, "America/New_York")];
    let zone = "America/New_York".parse().unwrap();
    let option = |number: u128, start: &str| {
        let slot = Slot::from(start.parse().unwrap(), 60, &zone).unwrap();
        (PollOptionId::from_u128(number), slot)
    };
    let options = vec![
        option(1, "2027-01-12T15:00:00Z"),
        option(2, "2027-01-13T15:00:00Z"),
    ];
    let person = PollPersonId::from_u128(1);
    let yes = |at: usize| (person, options[at].0, PollAnswer::Yes);
    let said = Said {
        votes: vec![yes(0), yes(1)],
        answered: [person].into(),
        ..Said::default()
    };
    let taken = |days: &[&str]| {
        let day = |day: &&str| Taken {
            title: "Water table".into(),
            starts: format!("2027-01-{day}T14:00:00Z").parse().unwrap(),
            ends: format!("2027-01-{day}T15:30:00Z").parse().unwrap(),
        };
        days.iter().map(day).collect()
    };
    let ranked = |taken: Vec<Taken>| {
        let frames = Frameset {
            taken,
            ..frames(Among::Offered(options.clone()))
        };
        let (brought, quorum) = (Brought::default(), Quorum::default());
        let asked = question(&people, &brought, &quorum, Policy::default());
        let all = BTreeSet::new();
        compared(&asked, &people, &said, &frames, &all).unwrap()
    };
    assert_eq!(ranked(taken(&["12"])).best(), Some(1));
    let nothing = ranked(taken(&["12", "13"])).ranking.unwrap_err();
    assert_eq!(nothing, Nothing::AllShut(vec![(Shut::Venue, 2)]));
}

/// Offices of both coasts from nine to one, and two days on which they could meet.
fn coasts(east: &str, west: &str, (first, last): (&str, &str)) -> Compared {
    let people = [asked(1, east), asked(2, west)];
    let week = people
        .iter()
        .flat_map(|person| (1..=5).map(|day| (person.id, day, 9 * 60, 13 * 60, PollAnswer::Yes)));
    let said = Said {
        hours: week.collect(),
        ..Said::default()
    };
    let among = Among::AnyTime {
        first: first.parse().unwrap(),
        last: last.parse().unwrap(),
        free: Vec::new(),
    };
    compare(&people, &said, among)
}

fn starts(of: &Compared) -> Vec<jiff::Timestamp> {
    of.shown.iter().map(|(_, _, slot)| slot.starts).collect()
}

#[test]
fn another_name_of_the_same_clocks_changes_nothing() {
    let days = ("2027-01-05", "2027-01-06");
    let one = coasts("America/New_York", "America/Los_Angeles", days);
    let other = coasts("America/Toronto", "America/Tijuana", days);
    assert_eq!(starts(&one), starts(&other));
    assert_eq!(one.best(), other.best());
}

#[test]
fn a_week_later_the_same_clocks_say_the_same_though_they_changed() {
    let coasts = |days| coasts("America/New_York", "America/Los_Angeles", days);
    // Clocks go forward between these two weeks, on 14 March.
    let before = coasts(("2027-03-09", "2027-03-10"));
    let after = coasts(("2027-03-16", "2027-03-17"));
    let clock = |of: &Compared| -> Vec<String> {
        let local = of.shown.iter().map(|(_, _, slot)| slot.local_start);
        local
            .map(|at| at.strftime("%a %H:%M").to_string())
            .collect()
    };
    assert!(!clock(&before).is_empty());
    assert_eq!(clock(&before), clock(&after));
}

#[test]
fn a_meeting_longer_than_anybodys_day_has_no_time() {
    let person = asked(1, "America/New_York");
    let said = Said {
        hours: vec![(person.id, 2, 9 * 60, 13 * 60, PollAnswer::Yes)],
        ..Said::default()
    };
    let frames = Frameset {
        minutes: 300,
        ..frames(Among::AnyTime {
            first: "2027-01-05".parse().unwrap(),
            last: "2027-01-08".parse().unwrap(),
            free: Vec::new(),
        })
    };
    let people = [person];
    let (brought, quorum) = (Brought::default(), Quorum::default());
    let asked = question(&people, &brought, &quorum, Policy::default());
    let found = compared(&asked, &people, &said, &frames, &BTreeSet::new()).unwrap();
    assert_eq!(found.ranking.unwrap_err(), Nothing::NobodyCan);
}
