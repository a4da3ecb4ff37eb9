//! The properties of the ranking.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    made::{Poll, any_answer, any_poll, need, person},
    slow::{slow_anybody, slow_cover, slow_key, slow_lacks, weights, worth},
};
use crate::scheduling::times::{Answer, Change, Demand, Key, Nothing, Ranking};

fn rank(poll: &Poll) -> Result<Ranking, Nothing> {
    poll.times().rank(usize::MAX)
}

fn silent(poll: &Poll) -> bool {
    poll.votes
        .iter()
        .flatten()
        .all(|answer| *answer == Answer::Unknown)
}

/// The options that can be chosen, the best first, by the definition.
fn slow(poll: &Poll) -> Vec<Key> {
    let options = 0..poll.options();
    let open = options.filter(|option| {
        !poll.shut[*option] && slow_lacks(poll, *option).is_empty() && slow_anybody(poll, *option)
    });
    let mut keys: Vec<Key> = open.map(|option| slow_key(poll, option)).collect();
    keys.sort_by(|one, other| other.cmp(one));
    keys
}

/// The key without what only tells starts apart.
fn timeless(key: Key) -> (u64, u32, u64, std::cmp::Reverse<u32>, u64) {
    (key.step, key.kinds, key.heads, key.if_needed, key.cover)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_ranking_is_its_definition(poll in any_poll(4, 70, 6)) {
        let slow = slow(&poll);
        match rank(&poll) {
            Ok(ranking) => {
                prop_assert_eq!(&ranking.best, &slow);
                prop_assert_eq!(ranking.open, slow.len());
                let heads = slow.iter().map(|key| key.heads).max().unwrap();
                prop_assert_eq!(ranking.most_heads.heads, heads);
                // The room that is chosen never covers less, to the step, than the fullest room.
                prop_assert!(ranking.best[0].step >= ranking.most_heads.step);
            }
            Err(Nothing::NobodyAnswered) => prop_assert!(silent(&poll)),
            Err(_) => prop_assert!(slow.is_empty()),
        }
    }

    #[test]
    fn the_first_few_are_the_first_of_all(poll in any_poll(3, 8, 6), most in 1..4_usize) {
        let (all, few) = (rank(&poll), poll.times().rank(most));
        if let (Ok(all), Ok(few)) = (all, few) {
            prop_assert_eq!(&few.best[..], &all.best[..most.min(all.open)]);
            prop_assert_eq!(few.open, all.open);
        }
    }

    #[test]
    fn a_better_answer_never_lowers_a_time(mut poll in any_poll(4, 8, 1), who: usize, better in any_answer()) {
        let policy = poll.question.policy;
        let before = slow_key(&poll, 0);
        let who = who % poll.votes.len();
        if worth(policy, better) <= worth(policy, poll.votes[who][0]) {
            return Ok(());
        }
        prop_assert_eq!(poll.times().tell(0).unwrap().key, before);
        poll.votes[who][0] = better;
        prop_assert!(poll.times().tell(0).unwrap().key >= before);
    }

    #[test]
    fn somebody_without_money_changes_no_cover(mut poll in any_poll(4, 8, 4), said in proptest::collection::vec(any_answer(), 4)) {
        let cover = |poll: &Poll| (0..poll.options()).map(|option| poll.times().tell(option).unwrap().key.cover).collect::<Vec<_>>();
        let before = cover(&poll);
        poll.question.people.push(person(900, &[]));
        poll.votes.push(said[..poll.options()].to_vec());
        prop_assert_eq!(cover(&poll), before);
    }

    #[test]
    fn the_order_of_people_changes_nothing(poll in any_poll(3, 8, 5).prop_flat_map(|poll| {
        let order: Vec<usize> = (0..poll.votes.len()).collect();
        (Just(poll), Just(order).prop_shuffle())
    })) {
        let (poll, order) = poll;
        let mut other = poll.clone();
        other.question.people = order.iter().map(|at| poll.question.people[*at].clone()).collect();
        other.votes = order.iter().map(|at| poll.votes[*at].clone()).collect();
        prop_assert_eq!(rank(&poll), rank(&other));
    }

    #[test]
    fn a_time_is_as_good_wherever_it_stands(poll in any_poll(3, 8, 5), by in 0..5_usize) {
        let mut other = poll.clone();
        let by = by % poll.options();
        other.votes.iter_mut().for_each(|said| said.rotate_left(by));
        for option in 0..poll.options() {
            let there = (option + poll.options() - by) % poll.options();
            let (one, other) = (poll.times().tell(option).unwrap(), other.times().tell(there).unwrap());
            prop_assert_eq!(timeless(one.key), timeless(other.key));
        }
    }

    #[test]
    fn what_if_without_somebody_is_the_poll_without_them(poll in any_poll(3, 8, 5), gone: u8) {
        let ids = poll.question.people.iter().enumerate();
        let gone: BTreeSet<u128> = ids.filter(|(at, _)| gone >> at & 1 == 1).map(|(_, person)| person.id).collect();
        let mut other = poll.clone();
        for (person, said) in poll.question.people.iter().zip(&mut other.votes) {
            if gone.contains(&person.id) {
                said.fill(Answer::No);
            }
        }
        other.question.demands.retain(|demand| match demand {
            Demand::Must(id) => !gone.contains(id),
            Demand::AnyOf(ids) => ids.iter().any(|id| !gone.contains(id)),
            _ => true,
        });
        if !silent(&poll) && !silent(&other) {
            prop_assert_eq!(poll.times().without(&gone).unwrap().rank(9), rank(&other));
        }
    }

    #[test]
    fn the_smallest_changes_are_smallest_and_open_what_they_say(poll in any_poll(3, 6, 4)) {
        let Err(Nothing::Lacking(relaxations)) = rank(&poll) else { return Ok(()) };
        let usable = (0..poll.options()).filter(|option| !poll.shut[*option] && slow_anybody(&poll, *option));
        let fewest = usable.map(|option| slow_lacks(&poll, option).len()).min().unwrap();
        prop_assert!(!relaxations.is_empty() && fewest > 0);
        for relaxation in relaxations {
            prop_assert_eq!(relaxation.changes.len(), fewest);
            let mut eased = poll.clone();
            for change in &relaxation.changes {
                let (Change::Drop(demand) | Change::Lower { demand, .. }) = change;
                eased.question.demands[*demand] = match (change, &poll.question.demands[*demand]) {
                    (Change::Lower { to, .. }, Demand::Heads(_)) => Demand::Heads(*to),
                    (Change::Lower { to, .. }, Demand::Kind { kind, .. }) => Demand::Kind { kind: *kind, least: *to },
                    _ => Demand::Heads(0),
                };
            }
            let ranking = rank(&eased).unwrap();
            prop_assert_eq!((ranking.open, ranking.best[0]), (relaxation.opens, relaxation.best));
        }
    }

    #[test]
    fn many_kinds_count_as_few_do(poll in any_poll(4, 6, 3)) {
        // With 13 more kinds of which a dollar is open and nobody offers any, flows take the place of cuts.
        let mut many = poll.clone();
        many.question.needs.extend((0..13).map(|_| need(1)));
        for option in 0..poll.options() {
            let (few, many) = (poll.times().tell(option).unwrap(), many.times().tell(option).unwrap());
            prop_assert_eq!(few.key.cover, many.key.cover);
            prop_assert_eq!(few.missed, many.missed);
        }
    }

    #[test]
    fn who_is_missed_is_missed_by_so_much(poll in any_poll(4, 7, 2)) {
        let told = poll.times().tell(0).unwrap();
        let before = weights(&poll, 0);
        let said_no = poll.votes.iter().filter(|said| said[0] == Answer::No).count();
        prop_assert_eq!(told.missed.len(), said_no);
        prop_assert!(told.missed.is_sorted_by_key(|missed| std::cmp::Reverse(missed.adds)));
        for missed in &told.missed {
            let at = poll.question.people.iter().position(|person| person.id == missed.person).unwrap();
            let mut with = before.clone();
            with[at] = poll.question.people[at].chance.into();
            let adds = (slow_cover(&poll.question, &with) - slow_cover(&poll.question, &before)) / 10_000;
            prop_assert_eq!(u128::from(missed.adds), adds);
        }
        let unmet: BTreeSet<usize> = told.unmet.iter().map(|unmet| unmet.demand).collect();
        prop_assert_eq!(unmet, slow_lacks(&poll, 0));
        prop_assert!(told.unmet.iter().all(|unmet| unmet.has < unmet.wanted && unmet.has <= unmet.could));
    }

    #[test]
    fn kinds_outside_the_limits_are_covered_in_full(poll in any_poll(4, 7, 1)) {
        let told = poll.times().tell(0).unwrap();
        let mut only = poll.clone();
        for (at, need) in only.question.needs.iter_mut().enumerate() {
            if told.limits.contains(&at) {
                need.committed = need.amount;
            }
        }
        let open: u64 = only.question.needs.iter().map(|need| need.amount.saturating_sub(need.committed)).sum();
        prop_assert_eq!(slow_cover(&only.question, &weights(&poll, 0)) / 10_000, u128::from(open));
    }
}
