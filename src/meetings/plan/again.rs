//! A plan people know already is planned again when something changes: with the other meetings frozen, or at a cost for
//! each that moves.

use super::{Instance, Meeting, Plan, all};

/// What becomes of the meetings people know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// They stay where they are.
    Frozen,
    /// Each that moves costs so much, against breaks and wishes.
    MovedAt(u32),
}

impl Meeting {
    /// Whether it was called off: a wish that is worth nothing and has no round.
    pub fn cancelled(&self) -> bool {
        self.worth == Some(0) && self.rounds == 0
    }
}

impl Instance {
    /// The question after these meetings were called off; the others are to stay near the plan.
    #[must_use]
    pub fn again(&self, plan: &Plan, cancelled: &[usize], known: Known) -> Self {
        let mut asked = self.clone();
        asked.move_cost = match known {
            Known::Frozen => 0,
            Known::MovedAt(cost) => cost,
        };
        for (meeting, round) in asked.meetings.iter_mut().zip(&plan.rounds) {
            meeting.was = *round;
            if let (Known::Frozen, Some(round)) = (known, round) {
                meeting.rounds &= 1 << round;
            }
        }
        for number in cancelled {
            let Some(meeting) = asked.meetings.get_mut(*number) else {
                continue;
            };
            (meeting.worth, meeting.rounds, meeting.was) = (Some(0), 0, None);
            meeting.after.clear();
        }
        for meeting in &mut asked.meetings {
            meeting.after.retain(|first| !cancelled.contains(first));
        }
        if known == Known::Frozen {
            asked.keep_clear();
        }
        asked
    }

    /// Takes from those who have no round yet every round in which they could only be instead of somebody who has one:
    /// because of its people, the tables, or the order.
    pub fn keep_clear(&mut self) {
        let was = |meeting: &Meeting| meeting.was.filter(|_| !meeting.cancelled());
        let frozen: Vec<(usize, u8)> = (0..self.meetings.len())
            .filter_map(|number| Some((number, was(&self.meetings[number])?)))
            .collect();
        let full = (0..self.rounds).filter(|round| {
            let here = frozen.iter().filter(|(_, at)| usize::from(*at) == *round);
            here.count() >= self.tables
        });
        let full = full.fold(0_u64, |bits, round| bits | 1 << round);
        for number in 0..self.meetings.len() {
            if was(&self.meetings[number]).is_some() {
                continue;
            }
            let meeting = &self.meetings[number];
            let mut taken = full;
            for (other, at) in &frozen {
                let held = &self.meetings[*other];
                let before = all(usize::from(*at));
                if held
                    .people
                    .iter()
                    .any(|person| meeting.people.contains(person))
                {
                    taken |= 1 << at;
                }
                if held.after.contains(&number) {
                    taken |= !before;
                }
                if meeting.after.contains(other) {
                    taken |= before | 1 << at;
                }
            }
            self.meetings[number].rounds &= !taken;
        }
    }
}

/// The meetings that are held in another round than people know.
pub fn moved(instance: &Instance, plan: &Plan) -> Vec<usize> {
    let rounds = instance.meetings.iter().zip(&plan.rounds).enumerate();
    let moved = rounds.filter(|(_, (meeting, round))| match (meeting.was, round) {
        (Some(was), Some(round)) => was != *round,
        _ => false,
    });
    moved.map(|(number, _)| number).collect()
}
