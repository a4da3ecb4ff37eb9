//! Rounds: one after the other in each session, with a pause between them.

use jiff::{SignedDuration, Timestamp, civil::DateTime};

/// The most rounds there are: a day is one word of bits.
pub const MOST_ROUNDS: usize = 64;

/// A session: from when to when there are rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub local_start: DateTime,
    pub local_end: DateTime,
    pub starts: Timestamp,
    pub ends: Timestamp,
}

/// One round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    pub starts: Timestamp,
    pub ends: Timestamp,
}

impl Round {
    /// Whether a moment lies in it.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.starts <= at && at < self.ends
    }
}

/// As many rounds of so many minutes as fit into each session, in the order of the clock; at most one more than a plan can
/// have, so that whoever asks can say that there are too many.
#[must_use]
pub fn rounds(sessions: &[(Timestamp, Timestamp)], minutes: i32, pause: i32) -> Vec<Round> {
    let length = SignedDuration::from_mins(minutes.max(1).into());
    let pause = SignedDuration::from_mins(pause.max(0).into());
    let mut sessions = sessions.to_vec();
    sessions.sort_unstable();
    let mut rounds = Vec::new();
    for (starts, ends) in sessions {
        let mut at = starts;
        while let Ok(over) = at.checked_add(length) {
            if over > ends || rounds.len() > MOST_ROUNDS {
                break;
            }
            rounds.push(Round {
                starts: at,
                ends: over,
            });
            let Ok(next) = over.checked_add(pause) else {
                break;
            };
            at = next;
        }
    }
    rounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: &str) -> Timestamp {
        format!("2027-03-18T{hour}:00Z").parse().unwrap()
    }

    fn starts(rounds: &[Round]) -> Vec<String> {
        rounds
            .iter()
            .map(|round| round.starts.strftime("%H:%M").to_string())
            .collect()
    }

    #[test]
    fn rounds_fill_each_session_with_pauses_between() {
        let made = rounds(
            &[(at("13:00"), at("14:00")), (at("09:30"), at("10:20"))],
            20,
            5,
        );
        assert_eq!(starts(&made), ["09:30", "09:55", "13:00", "13:25"]);
        assert_eq!(made[1].ends, at("10:15"));
        assert!(made[0].holds(at("09:49")) && !made[0].holds(at("09:50")));
    }

    #[test]
    fn a_session_shorter_than_a_round_has_none() {
        assert_eq!(rounds(&[(at("09:00"), at("09:19"))], 20, 5), []);
        assert_eq!(rounds(&[], 20, 5), []);
        assert_eq!(
            rounds(&[(at("00:00"), at("23:00"))], 1, 0).len(),
            MOST_ROUNDS + 1
        );
    }
}
