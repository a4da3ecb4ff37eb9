//! Why a meeting is not held, and what holding it all the same would cost.

use super::{
    Instance, Plan, Tally,
    board::Board,
    bound,
    terms::{NONE, OUT, Terms, bits, small},
};

/// What stands in the way of a meeting that is left out; people and meetings count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its people are never free together in the rounds it may have.
    Never,
    /// What has to come before or after leaves it no round.
    Order,
    /// Somebody has more meetings that have to be held in some rounds than there are such rounds.
    TooMany {
        person: usize,
        meetings: usize,
        rounds: u32,
    },
    /// More meetings have to be held in some rounds than there are tables in them.
    Tables { meetings: usize, places: usize },
    /// Somebody has as many meetings as wanted.
    Sated { person: usize, most: usize },
    /// In every round one of its people is in another meeting.
    Busy,
    /// Its people are free together, but every table is taken then.
    TablesTaken,
    /// It would come out of order, make somebody's day unfair, or make more breaks than it is worth.
    NotWorthIt,
}

/// Holding a meeting all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forced {
    pub round: u8,
    /// The meetings that would make way.
    pub instead_of: Vec<usize>,
    /// The plan's worth before and after.
    pub before: Tally,
    pub after: Tally,
}

/// One meeting that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub meeting: usize,
    pub reason: Reason,
    /// The cheapest way to hold it; none if there is none.
    pub forced: Option<Forced>,
}

impl Reason {
    /// The sentence people read; `name` says who a number is.
    pub fn sentence(&self, name: impl Fn(usize) -> String) -> String {
        match self {
            Self::Never => "Its people are never free together.".to_owned(),
            Self::Order => "The meetings it waits for leave it no round.".to_owned(),
            Self::TooMany {
                person,
                meetings,
                rounds,
            } => format!(
                "{} has {meetings} meetings to hold in {rounds} rounds.",
                name(*person)
            ),
            Self::Tables { meetings, places } => {
                format!(
                    "{meetings} meetings have to be held, and the tables have room for {places}."
                )
            }
            Self::Sated { person, most } => {
                format!("{} has {most} meetings already, the most.", name(*person))
            }
            Self::Busy => "In every round one of its people is in another meeting.".to_owned(),
            Self::TablesTaken => "Every table is taken when its people are free.".to_owned(),
            Self::NotWorthIt => {
                "No round found holds it without costing more than it brings.".to_owned()
            }
        }
    }
}

/// All that a plan leaves out, in the order of their numbers. A meeting that was cancelled is not one of them.
pub fn left_out(instance: &Instance, plan: &Plan) -> Vec<LeftOut> {
    let terms = Terms::new(instance);
    let slots: Vec<u8> = plan
        .rounds
        .iter()
        .map(|round| round.unwrap_or(OUT))
        .collect();
    let mut board = Board::of(&terms, &slots);
    let narrowed = bound::narrowed(instance);
    let out = (0..slots.len()).filter(|m| slots[*m] == OUT && !instance.meetings[*m].cancelled());
    out.map(|meeting| LeftOut {
        meeting,
        reason: reason((instance, &narrowed), &board, meeting),
        forced: forced(&mut board, small(meeting)),
    })
    .collect()
}

fn reason((instance, narrowed): (&Instance, &[u64]), board: &Board<'_>, meeting: usize) -> Reason {
    let terms = board.terms;
    if instance.open(meeting) == 0 {
        return Reason::Never;
    }
    if narrowed[meeting] == 0 {
        return Reason::Order;
    }
    if instance.meetings[meeting].worth.is_none()
        && let Some(reason) = too_many(instance, meeting)
    {
        return reason;
    }
    let people = &instance.meetings[meeting].people;
    if let Some(person) = people.iter().find(|person| board.sated(small(**person)))
        && instance.most_of(*person) < instance.free(*person).count_ones() as usize
    {
        let most = instance.most_of(*person);
        return Reason::Sated {
            person: *person,
            most,
        };
    }
    let busy = people
        .iter()
        .fold(0, |busy, person| busy | board.busy[*person]);
    let free = terms.open[meeting] & !busy;
    if free == 0 {
        return Reason::Busy;
    }
    if bits(free).all(|slot| board.full(slot)) {
        return Reason::TablesTaken;
    }
    Reason::NotWorthIt
}

/// A set of rounds into which more has to go than can, by a person or by the tables (Hall).
fn too_many(instance: &Instance, meeting: usize) -> Option<Reason> {
    let musts = (0..instance.meetings.len()).filter(|m| instance.meetings[*m].worth.is_none());
    let open: Vec<(usize, u64)> = musts.map(|m| (m, instance.open(m))).collect();
    let mut windows: Vec<u64> = open.iter().map(|(_, open)| *open).collect();
    let people = &instance.meetings[meeting].people;
    windows.extend(people.iter().map(|person| instance.free(*person)));
    windows.push(super::all(instance.rounds));
    windows.retain(|window| window & instance.open(meeting) == instance.open(meeting));
    windows.sort_unstable();
    windows.dedup();
    for window in windows {
        let inside = || open.iter().filter(|(_, open)| open & !window == 0);
        for person in people {
            let meetings = inside().filter(|(m, _)| instance.meetings[*m].people.contains(person));
            let meetings = meetings.count();
            if meetings > window.count_ones() as usize {
                return Some(Reason::TooMany {
                    person: *person,
                    meetings,
                    rounds: window.count_ones(),
                });
            }
        }
        let (meetings, places) = (
            inside().count(),
            window.count_ones() as usize * instance.tables,
        );
        if meetings > places {
            return Some(Reason::Tables { meetings, places });
        }
    }
    None
}

/// The round in which holding it costs the least, and what makes way.
fn forced(board: &mut Board<'_>, meeting: u16) -> Option<Forced> {
    let before = board.tally;
    let mut best: Option<Forced> = None;
    for slot in bits(board.terms.open[usize::from(meeting)]) {
        let Some(ousted) = cheapest_way(board, meeting, slot) else {
            continue;
        };
        let slots: Vec<u8> = ousted.iter().map(|m| board.slot[usize::from(*m)]).collect();
        for other in &ousted {
            board.lift(*other);
        }
        board.put(meeting, slot);
        let after = board.tally;
        board.lift(meeting);
        for (other, slot) in ousted.iter().zip(slots) {
            board.put(*other, slot);
        }
        if best.as_ref().is_none_or(|best| after < best.after) {
            best = Some(Forced {
                round: slot,
                instead_of: ousted.into_iter().map(usize::from).collect(),
                before,
                after,
            });
        }
    }
    best
}

/// Who makes way in a round; where there is a choice, what is worth the least.
fn cheapest_way(board: &Board<'_>, meeting: u16, slot: u8) -> Option<Vec<u16>> {
    let terms = board.terms;
    let who = terms.who.of(meeting.into());
    let worth = |m: &u16| (terms.worth[usize::from(*m)].unwrap_or(i64::MAX), *m);
    let mut ousted: Vec<u16> = who
        .iter()
        .map(|p| board.at(*p, slot))
        .filter(|m| *m != NONE)
        .collect();
    ousted.extend(board.out_of_order(meeting, slot));
    ousted.sort_unstable();
    ousted.dedup();
    for person in who {
        let goes = |m: &u16| terms.who.of((*m).into()).contains(person);
        if board.sated(*person) && !ousted.iter().any(goes) {
            let day = bits(board.busy[usize::from(*person)]).map(|slot| board.at(*person, slot));
            ousted.push(day.min_by_key(worth)?);
        }
    }
    let leaves = |m: &u16| board.slot[usize::from(*m)] == slot;
    if board.full(slot) && !ousted.iter().any(leaves) {
        ousted.push(board.row(slot).iter().copied().min_by_key(worth)?);
    }
    Some(ousted)
}
