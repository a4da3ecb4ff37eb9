//! What is told of a time.

use super::made::{person, poll};
use crate::scheduling::times::Demand;

/// Two guarantors and a crowd of grant makers: the crowd's day has more heads, the guarantors' day covers more.
fn guarantors() -> super::made::Poll {
    let mut people = vec![person(1, &[0, 400]), person(2, &[0, 300])];
    people.extend((3..7).map(|id| person(id, &[50, 0])));
    poll(
        &[200, 1_000],
        people,
        vec![Demand::Must(9_999)],
        &["yn", "yn", "iy", "yy", ".y", "ny"],
    )
}

#[test]
fn the_reason_is_told() {
    let mut poll = guarantors();
    poll.question.demands.clear();
    let times = poll.times();
    let ranking = times.rank(5).unwrap();
    assert_eq!(
        [ranking.best[0].start.0, ranking.most_heads.start.0],
        [0, 1]
    );
    let told = times.tell(0).unwrap();
    assert_eq!(
        (told.comes, told.if_needed, told.silent),
        (vec![1, 2, 4], vec![3], vec![5])
    );
    assert_eq!(
        told.missed
            .iter()
            .map(|missed| (missed.person, missed.adds))
            .collect::<Vec<_>>(),
        [(6, 50)]
    );
    assert_eq!(told.limits, [0, 1]);
    let differs = times.differ(0, 1).unwrap();
    assert_eq!((differs.cover, differs.heads), (580, -4_000));
    assert_eq!(differs.only_here, [1, 2]);
    assert_eq!(differs.only_there, [5, 6]);
    assert_eq!(differs.kinds_here, [(1, vec![1, 2])]);
    assert!(differs.kinds_there.is_empty());
    let back = times.differ(1, 0).unwrap();
    assert_eq!((back.cover, back.kinds_there), (-580, differs.kinds_here));
}

#[test]
fn nothing_limits_where_all_is_covered() {
    let told = poll(&[100], vec![person(1, &[100])], Vec::new(), &["y"])
        .times()
        .tell(0)
        .unwrap();
    assert!(told.limits.is_empty());
    assert_eq!(told.key.step, 1_000);
}

#[test]
fn what_a_time_lacks_is_told() {
    let demands = vec![Demand::Must(1), Demand::Heads(3), Demand::Heads(0)];
    let told = poll(
        &[100],
        vec![person(1, &[]), person(2, &[])],
        demands,
        &["n", "y"],
    )
    .times()
    .tell(0)
    .unwrap();
    let unmet: Vec<_> = told
        .unmet
        .iter()
        .map(|unmet| (unmet.demand, unmet.wanted, unmet.has, unmet.could))
        .collect();
    assert_eq!(unmet, [(0, 1, 0, 1), (1, 3, 1, 2)]);
}

#[test]
fn without_the_only_guarantors_the_crowd_decides() {
    let mut poll = guarantors();
    poll.question.demands = vec![Demand::Must(1), Demand::AnyOf(vec![2, 3])];
    let times = poll.times();
    assert_eq!(times.rank(5).unwrap().open, 1);
    let without = times.without(&[1, 2].into()).unwrap();
    assert_eq!(without.demands(), [Demand::AnyOf(vec![2, 3])]);
    assert_eq!(without.rank(5).unwrap().best[0].start.0, 1);
    assert!(
        without
            .tell(0)
            .unwrap()
            .missed
            .iter()
            .all(|missed| missed.person > 2)
    );
}

#[test]
fn what_a_party_brings_counts_once_whoever_of_its_people_comes() {
    let mut people = vec![person(1, &[100]), person(2, &[100]), person(3, &[50])];
    people[1].party = 1;
    let poll = poll(&[1_000], people, Vec::new(), &["yn.", "yyn", "nny"]);
    let times = poll.times();
    let cover = |start: usize| times.tell(start).unwrap().key.cover;
    assert_eq!([cover(0), cover(1), cover(2)], [100, 100, 50]);
    // The second stands in for the first, so the first would add nothing.
    let told = times.tell(1).unwrap();
    let adds: Vec<_> = told
        .missed
        .iter()
        .map(|each| (each.person, each.adds))
        .collect();
    assert_eq!(adds, [(3, 50), (1, 0)]);
}
