use super::*;

fn situation(times: usize) -> Situation {
    Situation {
        state: PollState::Open,
        holds: true,
        times: (0..times).map(|_| PollOptionId::fresh()).collect(),
        guests: vec![Guest {
            id: PollPersonId::fresh(),
            state: PollPersonState::Asked,
            barred: false,
        }],
        nos: BTreeSet::new(),
        held: BTreeMap::new(),
    }
}

/// Carries the changes out.
fn settle(of: &mut Situation) -> Vec<Change> {
    let done = changes(of);
    for change in &done {
        let held = Held {
            sequence: change.sequence,
            released: change.releases,
        };
        of.held.insert((change.guest, change.time), held);
    }
    assert_eq!(changes(of), [], "a settled poll has nothing to change");
    done
}

#[test]
fn the_first_five_times_are_held_until_one_is_chosen() {
    let mut of = situation(7);
    let held = settle(&mut of);
    assert_eq!(held.len(), 5);
    assert!(
        held.iter()
            .all(|change| !change.releases && change.sequence == 0)
    );
    of.state = PollState::Decided;
    let released = settle(&mut of);
    assert_eq!(released.len(), 5);
    assert!(
        released
            .iter()
            .all(|change| change.releases && change.sequence == 1)
    );
}

#[test]
fn a_no_gives_a_time_free_and_a_yes_holds_it_again() {
    let mut of = situation(2);
    settle(&mut of);
    let (guest, time) = (of.guests[0].id, of.times[0]);
    of.nos.insert((guest, time));
    assert_eq!(settle(&mut of).len(), 1);
    of.nos.clear();
    let again = settle(&mut of);
    assert_eq!(
        (again.len(), again[0].sequence, again[0].releases),
        (1, 2, false)
    );
}

#[test]
fn who_is_taken_off_and_what_is_withdrawn_is_given_free() {
    let mut of = situation(2);
    settle(&mut of);
    of.times.remove(0);
    assert_eq!(settle(&mut of).len(), 1);
    of.guests[0].state = PollPersonState::Removed;
    assert_eq!(settle(&mut of).len(), 1);
    of.guests.clear();
    assert_eq!(settle(&mut of), []);
}

#[test]
fn who_was_not_asked_or_must_not_be_written_to_holds_nothing() {
    let mut of = situation(2);
    of.guests[0].barred = true;
    assert_eq!(settle(&mut of), []);
    of.guests[0].barred = false;
    of.guests[0].state = PollPersonState::Listed;
    assert_eq!(settle(&mut of), []);
    of.guests[0].state = PollPersonState::Answered;
    of.holds = false;
    assert_eq!(settle(&mut of), []);
}
