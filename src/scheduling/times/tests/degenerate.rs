//! Polls at the edge: nobody, nothing, and what cannot be.

use super::made::{person, poll};
use crate::scheduling::times::{
    Answer, Change, Demand, Grid, Nothing, Offer, Policy, Question, Shut, Times, Trouble, Vote,
};

fn nothing(poll: &super::made::Poll) -> Nothing {
    poll.times().rank(5).unwrap_err()
}

fn people(count: u128) -> Vec<crate::scheduling::times::Person> {
    (0..count).map(|id| person(id, &[100])).collect()
}

#[test]
fn nobody_is_asked() {
    let times = Times::new(&Question::default(), Grid::of_votes(0, 3, &[])).unwrap();
    assert_eq!(times.rank(5), Err(Nothing::NoPeople));
}

#[test]
fn there_are_no_options() {
    assert_eq!(
        nothing(&poll(&[100], people(1), Vec::new(), &[""])),
        Nothing::NoStarts
    );
}

#[test]
fn a_poll_nobody_answered_has_no_winner_even_where_silence_counts() {
    let mut poll = poll(&[100], people(2), Vec::new(), &["..", ".."]);
    assert_eq!(nothing(&poll), Nothing::NobodyAnswered);
    poll.question.policy.unknown = 5_000;
    assert_eq!(nothing(&poll), Nothing::NobodyAnswered);
}

#[test]
fn everybody_says_no() {
    assert_eq!(
        nothing(&poll(&[100], people(2), Vec::new(), &["nn", "nn"])),
        Nothing::NobodyCan
    );
}

#[test]
fn every_option_is_shut() {
    let times = poll(&[100], people(1), Vec::new(), &["yyy"]).times();
    let mut grid = times.grid.clone();
    grid.shut(0, Shut::Past);
    grid.shut(1, Shut::Blackout);
    grid.shut(2, Shut::Past);
    grid.shut(9, Shut::Past);
    let question = poll(&[100], people(1), Vec::new(), &["yyy"]).question;
    let shut = Times::new(&question, grid).unwrap();
    assert_eq!(
        shut.rank(5),
        Err(Nothing::AllShut(vec![(Shut::Past, 2), (Shut::Blackout, 1)]))
    );
}

#[test]
fn two_who_must_come_and_never_meet_are_each_proposed_to_be_let_go() {
    let demands = vec![Demand::Must(0), Demand::Must(1)];
    let Nothing::Lacking(changes) = nothing(&poll(&[100], people(2), demands, &["yn", "ny"]))
    else {
        panic!("a time for both");
    };
    let dropped: Vec<&[Change]> = changes.iter().map(|one| &one.changes[..]).collect();
    assert_eq!(dropped, [[Change::Drop(1)], [Change::Drop(0)]]);
    assert_eq!([changes[0].best.start.0, changes[1].best.start.0], [0, 1]);
}

#[test]
fn a_quorum_above_the_number_asked_is_lowered_to_who_can_come() {
    let demands = vec![Demand::Heads(9)];
    let Nothing::Lacking(changes) = nothing(&poll(&[100], people(3), demands, &["yn", "yy", "ny"]))
    else {
        panic!("nine of three");
    };
    assert_eq!(changes[0].changes, [Change::Lower { demand: 0, to: 2 }]);
    assert_eq!(changes[0].opens, 2);
}

#[test]
fn a_kind_counts_parties_and_not_people() {
    let mut two = people(3);
    for (person, party) in two.iter_mut().zip([5, 5, 6]) {
        person.kinds = vec![1];
        person.party = party;
    }
    let demands = vec![Demand::Kind { kind: 1, least: 2 }];
    let mut poll = poll(&[100], two, demands, &["yy", "yn", "ny"]);
    assert_eq!(poll.times().rank(5).unwrap().best[0].start.0, 1);
    poll.question.demands = vec![Demand::Kind { kind: 7, least: 1 }];
    let Nothing::Lacking(changes) = nothing(&poll) else {
        panic!("a kind nobody is");
    };
    assert_eq!(changes[0].changes, [Change::Drop(0)]);
}

#[test]
fn any_of_a_group_is_enough() {
    let demands = vec![Demand::AnyOf(vec![0, 1])];
    let poll = poll(&[100], people(3), demands, &["nyn", "nny", "yyy"]);
    let starts: Vec<usize> = poll
        .times()
        .rank(5)
        .unwrap()
        .best
        .iter()
        .map(|key| key.start.0)
        .collect();
    assert_eq!(starts, [1, 2]);
}

#[test]
fn the_later_vote_counts() {
    let vote = |answer| Vote {
        person: 0,
        option: 0,
        answer,
    };
    let grid = Grid::of_votes(
        1,
        1,
        &[vote(Answer::Yes), vote(Answer::No), vote(Answer::IfNeeded)],
    );
    assert_eq!(grid.answer(0, 0), Answer::IfNeeded);
    let stray = Vote {
        person: 4,
        option: 9,
        answer: Answer::Yes,
    };
    assert_eq!(Grid::of_votes(1, 1, &[stray]).answer(0, 0), Answer::Unknown);
}

#[test]
fn without_a_gap_heads_decide() {
    let ranking = poll(&[0], people(3), Vec::new(), &["yn", "ny", "ny"])
        .times()
        .rank(5)
        .unwrap();
    assert_eq!((ranking.best[0].start.0, ranking.best[0].cover), (1, 0));
}

#[test]
fn money_beats_heads_and_noise_does_not() {
    let mut four = people(3);
    four.push(person(3, &[900_000]));
    let mut poll = poll(&[1_000_000], four, Vec::new(), &["yn", "yn", "yn", "ny"]);
    let ranking = poll.times().rank(5).unwrap();
    assert_eq!(
        (ranking.best[0].start.0, ranking.most_heads.start.0),
        (1, 0)
    );
    // 300 dollars of a million are noise beside 200: then heads decide.
    poll.question.people[3].offers[0].max = 400;
    assert_eq!(poll.times().rank(5).unwrap().best[0].start.0, 0);
    poll.question.policy.step = 0;
    assert_eq!(poll.times().rank(5).unwrap().best[0].start.0, 1);
}

#[test]
fn favours_and_then_the_clock_decide_between_equals() {
    let mut poll = poll(&[100], people(3), Vec::new(), &["iyyy", "yiyy", "ynyy"]);
    poll.question.policy.if_needed = 10_000;
    let starts: Vec<usize> = poll
        .times()
        .rank(5)
        .unwrap()
        .best
        .iter()
        .map(|key| key.start.0)
        .collect();
    assert_eq!(starts, [2, 3, 0, 1]);
}

#[test]
fn questions_that_cannot_be_are_refused() {
    let trouble = |change: &dyn Fn(&mut Question)| {
        let mut question = poll(&[100], people(2), Vec::new(), &["y", "y"]).question;
        change(&mut question);
        Times::new(&question, Grid::of_votes(2, 1, &[])).unwrap_err()
    };
    let all = [
        (trouble(&|one| one.people[1].id = 0), Trouble::Twice(0)),
        (
            trouble(&|one| one.demands = vec![Demand::Must(7)]),
            Trouble::NotAsked(7),
        ),
        (
            trouble(&|one| one.demands = vec![Demand::AnyOf(vec![0, 7])]),
            Trouble::NotAsked(7),
        ),
        (
            trouble(&|one| one.demands = vec![Demand::AnyOf(Vec::new())]),
            Trouble::AnyOfNobody,
        ),
        (trouble(&|one| one.people.truncate(1)), Trouble::OtherPeople),
        (
            trouble(&|one| one.people[0].chance = 10_001),
            Trouble::OverFull,
        ),
        (
            trouble(&|one| {
                one.policy = Policy {
                    unknown: 10_001,
                    ..one.policy
                }
            }),
            Trouble::OverFull,
        ),
        (
            trouble(&|one| {
                one.people[1].offers[0] = Offer {
                    need: 3,
                    min: 0,
                    max: 1,
                }
            }),
            Trouble::NoSuchNeed(1),
        ),
        (
            trouble(&|one| one.needs[0].amount = u64::MAX),
            Trouble::TooMuchMoney,
        ),
    ];
    for (found, wanted) in all {
        assert!(wanted.sentence(|id| format!("No. {id}")).ends_with('.'));
        assert_eq!(found, wanted);
    }
    let long = Question {
        people: people(1),
        ..Question::default()
    };
    assert_eq!(
        Times::new(&long, Grid::of_votes(1, 200_000_001, &[])).unwrap_err(),
        Trouble::TooMany
    );
    assert!(Trouble::TooMany.sentence(|_| String::new()).ends_with('.'));
}

#[test]
fn a_start_that_is_not_there_is_not_told() {
    let times = poll(&[100], people(1), Vec::new(), &["y"]).times();
    assert_eq!(times.tell(1), None);
    assert_eq!(times.differ(0, 1), None);
}
