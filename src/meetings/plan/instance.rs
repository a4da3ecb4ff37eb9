//! What is to be planned: people, rounds, tables, the meetings wished for, and what stands in their way.

use super::trouble::Trouble;

/// The most rounds one plan has: a person's day is one word of bits.
pub(super) const MOST_ROUNDS: usize = 64;
/// The most people, and the most meetings, of one plan.
pub(super) const MOST: usize = 60_000;
/// The most one wish is worth, one break or one moved meeting costs.
pub(super) const MOST_WORTH: u32 = 1_000_000;

/// One meeting: who comes, when it may be, and whether it has to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// Two people for a 1:1, three to six and their hosts for a table; numbers from 0.
    pub people: Vec<usize>,
    /// The rounds in which it may be, as bits: a session, or one round alone.
    pub rounds: u64,
    /// Meetings that must be over when this one begins.
    pub after: Vec<usize>,
    /// What holding it is worth; none if it is to be held in any case.
    pub worth: Option<u32>,
    /// The round it has in a plan that people know already.
    pub was: Option<u8>,
}

impl Meeting {
    /// A meeting of two that has to be held, in any of the rounds.
    pub fn of(one: usize, other: usize, rounds: usize) -> Self {
        Self {
            people: vec![one, other],
            rounds: all(rounds),
            ..Self::default()
        }
    }
}

/// The rounds of a whole day as bits.
pub fn all(rounds: usize) -> u64 {
    if rounds >= MOST_ROUNDS {
        u64::MAX
    } else {
        (1 << rounds) - 1
    }
}

/// A whole question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    pub people: usize,
    pub rounds: usize,
    pub tables: usize,
    pub meetings: Vec<Meeting>,
    /// Rounds in which each person is away, as bits. Shorter lists than there are people mean "never".
    pub blocked: Vec<u64>,
    /// The most meetings of each person, where there is such a limit.
    pub most: Vec<Option<u16>>,
    /// The fewest meetings of each person, where that many can be had.
    pub least: Vec<u16>,
    /// By how much the breaks of two people may differ at most.
    pub fairness: Option<u32>,
    /// What one break costs, against the worth of wishes.
    pub break_cost: u32,
    /// What moving one meeting of the plan people know costs, against breaks and wishes.
    pub move_cost: u32,
    /// People of whom the one with the fewest meetings is to have as many as can be: the teams.
    pub even: Vec<usize>,
}

impl Default for Instance {
    fn default() -> Self {
        Self {
            people: 0,
            rounds: 0,
            tables: 0,
            meetings: Vec::new(),
            blocked: Vec::new(),
            most: Vec::new(),
            least: Vec::new(),
            fairness: None,
            break_cost: 1,
            move_cost: 0,
            even: Vec::new(),
        }
    }
}

impl Instance {
    /// The rounds in which a person could meet, as bits.
    pub fn free(&self, person: usize) -> u64 {
        all(self.rounds) & !self.blocked.get(person).copied().unwrap_or(0)
    }

    /// The rounds in which a meeting could be, were it alone.
    pub fn open(&self, meeting: usize) -> u64 {
        let meeting = &self.meetings[meeting];
        let free = meeting.people.iter().map(|person| self.free(*person));
        free.fold(meeting.rounds, |open, free| open & free)
    }

    /// The most meetings a person can have.
    pub fn most_of(&self, person: usize) -> usize {
        let rounds = self.free(person).count_ones() as usize;
        let most = self.most.get(person).copied().flatten();
        most.map_or(rounds, |most| rounds.min(most.into()))
    }

    /// The fewest meetings a person is to have.
    pub fn least_of(&self, person: usize) -> usize {
        self.least.get(person).copied().unwrap_or(0).into()
    }

    /// Whether there are wishes to choose among.
    pub fn chooses(&self) -> bool {
        let mut meetings = self.meetings.iter();
        meetings.any(|meeting| meeting.worth.is_some() && !meeting.cancelled())
    }

    /// The meetings of each person.
    pub fn of_each(&self) -> Vec<Vec<usize>> {
        let mut of = vec![Vec::new(); self.people];
        for (number, meeting) in self.meetings.iter().enumerate() {
            for person in &meeting.people {
                of[*person].push(number);
            }
        }
        of
    }

    /// Whether the question can be asked at all; what cannot be fulfilled is not trouble but is left out and said.
    pub fn check(&self) -> Result<(), Trouble> {
        if self.rounds > MOST_ROUNDS {
            return Err(Trouble::TooManyRounds(self.rounds));
        }
        if self.people > MOST || self.meetings.len() > MOST || self.tables > MOST {
            return Err(Trouble::TooMuch);
        }
        let costs = [self.break_cost, self.move_cost];
        let worths = self.meetings.iter().filter_map(|meeting| meeting.worth);
        if worths.chain(costs).any(|cost| cost > MOST_WORTH) {
            return Err(Trouble::Worth);
        }
        if let Some(person) = self.even.iter().find(|person| **person >= self.people) {
            return Err(Trouble::NoSuchPerson(*person));
        }
        for meeting in 0..self.meetings.len() {
            self.check_meeting(meeting)?;
        }
        self.check_pairs()?;
        self.check_order()
    }

    fn check_meeting(&self, number: usize) -> Result<(), Trouble> {
        let meeting = &self.meetings[number];
        if meeting.people.len() < 2 {
            return Err(Trouble::Alone(number));
        }
        let mut people = meeting.people.clone();
        people.sort_unstable();
        if people.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Trouble::WithItself(number));
        }
        if let Some(person) = people.iter().find(|person| **person >= self.people) {
            return Err(Trouble::NoSuchPerson(*person));
        }
        let mut after = meeting.after.iter();
        if let Some(other) = after.find(|other| **other >= self.meetings.len()) {
            return Err(Trouble::NoSuchMeeting(*other));
        }
        Ok(())
    }

    fn check_pairs(&self) -> Result<(), Trouble> {
        let mut seen = std::collections::BTreeMap::new();
        for (number, meeting) in self.meetings.iter().enumerate() {
            let mut people = meeting.people.clone();
            people.sort_unstable();
            // Two who asked for two meetings have them; one wish is said once.
            if let Some(first) = seen.insert(people, number)
                && (meeting.worth.is_some() || self.meetings[first].worth.is_some())
            {
                return Err(Trouble::Twice(first, number));
            }
        }
        Ok(())
    }

    /// Whether no meeting has to be over before itself.
    fn check_order(&self) -> Result<(), Trouble> {
        let mut waits: Vec<usize> = self.meetings.iter().map(|m| m.after.len()).collect();
        let mut then = vec![Vec::new(); self.meetings.len()];
        for (number, meeting) in self.meetings.iter().enumerate() {
            for first in &meeting.after {
                then[*first].push(number);
            }
        }
        let mut ready: Vec<usize> = (0..waits.len()).filter(|m| waits[*m] == 0).collect();
        while let Some(meeting) = ready.pop() {
            for next in &then[meeting] {
                waits[*next] -= 1;
                if waits[*next] == 0 {
                    ready.push(*next);
                }
            }
        }
        match waits.iter().position(|waits| *waits > 0) {
            Some(meeting) => Err(Trouble::Circle(meeting)),
            None => Ok(()),
        }
    }
}
