//! The three forms of a file.

use super::sound;
use crate::meetings::plan::{Instance, Meeting, read};

const DZN: &str = "
% a fair of three
nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
requested = [|1, 2,1,
|2, 3,3,
|];
meetingsxBusiness = [{1,2},{1,2,3},{1,3}];
nMeetingsBusiness = [1,2,1];
forbidden = [{0},{2},{}];
fixed = [0,4];
precedences = [{},{1}];
";

#[test]
fn the_published_form_is_read() {
    let instance = read(DZN).unwrap();
    let expected = Instance {
        people: 3,
        rounds: 4,
        tables: 1,
        meetings: vec![
            Meeting {
                people: vec![0, 1],
                rounds: 0b0011,
                ..Meeting::default()
            },
            Meeting {
                people: vec![1, 2],
                rounds: 0b1000,
                after: vec![0],
                ..Meeting::default()
            },
        ],
        blocked: vec![0, 0b0010, 0],
        fairness: Some(2),
        ..Instance::default()
    };
    assert_eq!(instance, expected);
    let made = sound(&instance, 100);
    assert_eq!(made.rounds, [Some(0), Some(3)]);
    assert_eq!((made.breaks, made.proved), (1, true));
}

#[test]
fn our_own_form_is_read() {
    let text = r#"{"people": 3, "rounds": 4, "tables": 1, "fairness": 2, "blocked": [[], [2]],
        "meetings": [{"people": [1, 2], "rounds": [1, 2]}, {"people": [2, 3], "rounds": [4], "after": [1]}]}"#;
    let mut expected = read(DZN).unwrap();
    expected.blocked.truncate(2);
    assert_eq!(read(text).unwrap(), expected);
    let wishes = r#"{"people": 2, "rounds": 1, "tables": 1, "most": [null, 1], "least": [1], "even": [2],
        "break_cost": 3, "move_cost": 4, "meetings": [{"people": [1, 2], "worth": 7, "was": 1}]}"#;
    let wishes = read(wishes).unwrap();
    assert_eq!(
        (wishes.most, wishes.least, wishes.even),
        (vec![None, Some(1)], vec![1], vec![1])
    );
    assert_eq!(
        (wishes.meetings[0].worth, wishes.meetings[0].was),
        (Some(7), Some(0))
    );
    assert_eq!((wishes.break_cost, wishes.move_cost), (3, 4));
}

#[test]
fn plain_numbers_are_read() {
    let instance = read("2 2 3 1\n5 0\n0 6\n1 1 1\n1 0 1\n1 1 1\n1 1 1\n2 3\n3 3\n").unwrap();
    assert_eq!(instance.people, 4);
    assert_eq!(instance.blocked, [0, 0b010, 0, 0]);
    let pairs: Vec<_> = instance
        .meetings
        .iter()
        .map(|m| (m.people.clone(), m.worth))
        .collect();
    assert_eq!(pairs, [(vec![0, 2], Some(5)), (vec![1, 3], Some(6))]);
    assert_eq!(instance.most, [Some(2), Some(3), Some(3), Some(3)]);
    assert_eq!(sound(&instance, 1_000).tally.cost, 0);
}

#[test]
fn what_cannot_be_read_says_where() {
    let said = |text: &str| read(text).unwrap_err().to_string();
    assert_eq!(
        said(&DZN.replace("nTables", "nTable")),
        "nTables is missing"
    );
    assert_eq!(
        said(&DZN.replace("fixed = [0,4]", "fixed = [0,5]")),
        "fixed has a value that cannot be"
    );
    assert_eq!(
        said(&DZN.replace("fixed = [0,4]", "fixed = [0]")),
        "fixed has 1 entries where 2 belong"
    );
    assert_eq!(
        said(&DZN.replace("precedences = [{},{1}]", "precedences = [{2},{1}]")),
        "meeting 1 would have to be over before it begins"
    );
    assert_eq!(
        said(&DZN.replace("nTotalSlots = 4", "nTotalSlots = 99999999999999999999")),
        "nTotalSlots has a value that cannot be"
    );
    assert!(said("{\"people\": -1}").starts_with("it is not the JSON of an instance"));
    assert_eq!(
        said(r#"{"people": 1, "rounds": 1, "tables": 1, "blocked": [[0]]}"#),
        "blocked has a value that cannot be"
    );
    assert_eq!(
        said(r#"{"people": 1, "rounds": 1, "tables": 1, "blocked": [[], []]}"#),
        "blocked has 2 entries where 1 belong"
    );
    assert_eq!(said("1 1 1"), "the size is missing");
    assert_eq!(said("1 1 1 1 5"), "the file has 5 entries where 9 belong");
    assert_eq!(said(""), "the size is missing");
    assert_eq!(
        said("4000000000 4000000000 64 1"),
        "the size has a value that cannot be"
    );
}

#[test]
fn cut_files_never_panic() {
    for end in 0..DZN.len() {
        let _ = read(&DZN[..end]);
    }
}
