use super::*;

fn wanted(funder: usize, free: u64) -> Candidate {
    Candidate {
        funder,
        standing: Standing::Wanted(50),
        free,
    }
}

fn sizes(made: &[Group]) -> Vec<usize> {
    made.iter().map(|group| group.funders.len()).collect()
}

#[test]
fn tables_are_of_about_one_size() {
    let many = |many: usize| (0..many).map(|f| wanted(f, 0b111)).collect::<Vec<_>>();
    assert_eq!(sizes(&groups(&many(6), (3, 6)).0), [6]);
    assert_eq!(sizes(&groups(&many(7), (3, 6)).0), [4, 3]);
    assert_eq!(sizes(&groups(&many(13), (3, 6)).0), [5, 4, 4]);
    assert_eq!(sizes(&groups(&many(16), (5, 6)).0), [6, 5, 5]);
    let (made, left) = groups(&many(6), (4, 5));
    assert_eq!((sizes(&made), left.len()), (vec![5], 1));
}

#[test]
fn too_few_sit_together_only_if_one_must() {
    let (made, left) = groups(&[wanted(0, 1), wanted(1, 1)], (3, 6));
    assert_eq!((made.len(), left), (0, vec![0, 1]));
    let must = Candidate {
        standing: Standing::Must,
        ..wanted(2, 1)
    };
    let (made, left) = groups(&[wanted(0, 1), must], (3, 6));
    assert_eq!((sizes(&made), made[0].worth, left.len()), (vec![2], 150, 0));
    assert_eq!(groups(&[], (3, 6)), (vec![], vec![]));
}

#[test]
fn those_at_one_table_are_there_at_the_same_time() {
    let early = (0..4).map(|f| wanted(f, 0b0011));
    let late = (4..8).map(|f| wanted(f, 0b1100));
    let all: Vec<Candidate> = early.chain(late).collect();
    let (made, left) = groups(&all, (3, 6));
    assert_eq!((sizes(&made), left.len()), (vec![4, 4], 0));
    assert!(made.iter().all(|group| group.free != 0));
}
