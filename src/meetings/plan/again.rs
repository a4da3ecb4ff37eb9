//! A plan people know already is planned again when something changes: with the other meetings frozen, or at a cost for
//! each that moves.

use super::{Instance, Meeting, Plan};

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
        asked
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
