//! The most that wishes can be worth if rounds were of no matter: pairs chosen under the limits of each person and of the
//! tables. No plan is worth more; where nobody is away and breaks cost nothing, a plan is worth as much.

use std::collections::VecDeque;

use super::{Instance, sides::Sides};

/// Which meetings are chosen, and a bound on the worth of all that are held.
#[derive(Clone, Debug)]
pub(super) struct Transport {
    pub(super) chosen: Vec<bool>,
    pub(super) worth: i64,
    /// Whether the choice could be a plan: pairs of two sides.
    pub(super) whole: bool,
}

struct Arc {
    to: usize,
    room: usize,
    gain: i64,
}

struct Network {
    arcs: Vec<Arc>,
    from: Vec<Vec<usize>>,
}

impl Network {
    fn new(nodes: usize) -> Self {
        Self {
            arcs: Vec::new(),
            from: vec![Vec::new(); nodes],
        }
    }

    fn join(&mut self, from: usize, to: usize, room: usize, gain: i64) -> usize {
        let number = self.arcs.len();
        self.arcs.push(Arc { to, room, gain });
        self.arcs.push(Arc {
            to: from,
            room: 0,
            gain: -gain,
        });
        self.from[from].push(number);
        self.from[to].push(number + 1);
        number
    }

    /// The way from the first node to the second that gains the most, as arcs; none if there is none.
    fn best_way(&self, source: usize, sink: usize) -> Option<(i64, Vec<usize>)> {
        let mut gain = vec![i64::MIN; self.from.len()];
        let mut by = vec![usize::MAX; self.from.len()];
        let mut waits = vec![false; self.from.len()];
        let mut queue = VecDeque::from([source]);
        gain[source] = 0;
        while let Some(node) = queue.pop_front() {
            waits[node] = false;
            for number in &self.from[node] {
                let arc = &self.arcs[*number];
                let reached = gain[node] + arc.gain;
                if arc.room == 0 || reached <= gain[arc.to] {
                    continue;
                }
                gain[arc.to] = reached;
                by[arc.to] = *number;
                if arc.to != sink && !std::mem::replace(&mut waits[arc.to], true) {
                    queue.push_back(arc.to);
                }
            }
        }
        if gain[sink] == i64::MIN {
            return None;
        }
        let mut way = Vec::new();
        let mut node = sink;
        while node != source {
            way.push(by[node]);
            node = self.arcs[by[node] ^ 1].to;
        }
        Some((gain[sink], way))
    }

    /// Sends one after the other while each gains, at most so many. Gives what was gained.
    fn send(&mut self, source: usize, sink: usize, most: usize) -> i64 {
        let mut gained = 0;
        for _ in 0..most {
            let Some((gain, way)) = self.best_way(source, sink) else {
                break;
            };
            if gain <= 0 {
                break;
            }
            gained += gain;
            for number in way {
                self.arcs[number].room -= 1;
                self.arcs[number ^ 1].room += 1;
            }
        }
        gained
    }
}

/// Chooses; meetings of more than two are taken as free, which bounds from above all the same.
pub(super) fn choose(instance: &Instance, open: &[u64]) -> Transport {
    let sides = Sides::of(instance);
    let people = instance.people;
    let (source, sink) = (2 * people, 2 * people + 1);
    let mut network = Network::new(2 * people + 2);
    for person in 0..people {
        let most = instance.most_of(person);
        network.join(source, person, most, 0);
        network.join(people + person, sink, most, 0);
    }
    // What has to be held is worth more than all the rest together, once.
    let total: i64 = instance
        .meetings
        .iter()
        .filter_map(|m| m.worth)
        .map(i64::from)
        .sum();
    let must = total + 1;
    let (mut free, mut musts) = (0, 0);
    let mut arcs = Vec::new();
    for (number, meeting) in instance.meetings.iter().enumerate() {
        let worth = meeting.worth.map_or(must, i64::from);
        if open[number] == 0 {
            continue;
        }
        musts += i64::from(meeting.worth.is_none());
        let &[one, other] = meeting.people.as_slice() else {
            free += worth;
            continue;
        };
        if let Some(sides) = &sides {
            let (from, to) = if sides.left[one] {
                (one, other)
            } else {
                (other, one)
            };
            arcs.push((number, network.join(from, people + to, 1, worth)));
        } else {
            network.join(one, people + other, 1, worth);
            network.join(other, people + one, 1, worth);
        }
    }
    let seats = seats(instance, sides.as_ref());
    let twice = if sides.is_some() { 1 } else { 2 };
    let gained = network.send(source, sink, seats * twice) / i64::try_from(twice).unwrap_or(1);
    let mut chosen = vec![false; instance.meetings.len()];
    for (number, arc) in arcs {
        chosen[number] = network.arcs[arc].room == 0;
    }
    let whole = sides.is_some() && instance.meetings.iter().all(|m| m.people.len() == 2);
    // As many of those that have to be held as can be come first; the rest is the wishes' part.
    let held = ((gained + free) / must).min(musts);
    let worth = (gained + free - held * must).clamp(0, total);
    Transport {
        chosen,
        worth,
        whole,
    }
}

/// How many meetings all rounds have room for: by tables and by who is there.
fn seats(instance: &Instance, sides: Option<&Sides>) -> usize {
    let mut seats = 0;
    for round in 0..instance.rounds {
        let there = |person: &usize| instance.free(*person) & 1 << round != 0;
        let there: Vec<usize> = (0..instance.people).filter(there).collect();
        let pairs = match sides {
            Some(sides) => {
                // Within each circle of people who meet; which of its sides is called the left one is of no matter.
                let mut circles = vec![[0_usize; 2]; instance.people];
                for person in there {
                    circles[sides.circle[person]][usize::from(sides.left[person])] += 1;
                }
                circles.iter().map(|[one, other]| one.min(other)).sum()
            }
            None => there.len() / 2,
        };
        seats += pairs.min(instance.tables);
    }
    seats
}

/// Whether every one of these people can have so many meetings, rounds and tables being of no matter.
pub(super) fn can_all_have(
    instance: &Instance,
    open: &[u64],
    people: &[usize],
    many: usize,
) -> bool {
    let all = instance.people;
    let (source, sink) = (2 * all, 2 * all + 1);
    let mut network = Network::new(2 * all + 2);
    let mut counted = vec![false; all];
    for person in people {
        counted[*person] = true;
    }
    for (person, counted) in counted.iter().enumerate() {
        let most = instance.most_of(person);
        network.join(source, person, if *counted { many } else { 0 }, 1);
        network.join(all + person, sink, most, 0);
    }
    for (number, meeting) in instance.meetings.iter().enumerate() {
        let &[one, other] = meeting.people.as_slice() else {
            continue;
        };
        if open[number] == 0 {
            continue;
        }
        for (from, to) in [(one, other), (other, one)] {
            if counted[from] {
                network.join(from, all + to, 1, 0);
            }
        }
    }
    let wanted = people.len() * many;
    if people.iter().any(|person| instance.most_of(*person) < many) {
        return false;
    }
    network.send(source, sink, wanted) == i64::try_from(wanted).unwrap_or(i64::MAX)
}
