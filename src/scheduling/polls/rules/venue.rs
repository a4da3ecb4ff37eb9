//! A venue that another meeting takes.

use jiff::Timestamp;

use super::{Kind, Slot, Warning};

/// A meeting at the same venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub title: String,
    pub starts: Timestamp,
    pub ends: Timestamp,
}

impl Taken {
    /// Whether it takes any of the time between two moments; one that ends as the other begins does not.
    #[must_use]
    pub fn overlaps(&self, from: Timestamp, to: Timestamp) -> bool {
        self.starts < to && from < self.ends
    }
}

/// Who has the venue at a time.
#[must_use]
pub fn venue_warnings(slot: &Slot, taken: &[Taken]) -> Vec<Warning> {
    let clash = |each: &&Taken| each.overlaps(slot.starts, slot.ends);
    let clash = taken.iter().filter(clash);
    clash
        .map(|each| Warning {
            kind: Kind::Venue,
            text: format!("“{}” has the venue then", each.title),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_venue_is_free_again_when_the_other_meeting_ends() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let taken = Taken {
            title: "Water table".into(),
            starts: at("2027-01-12T18:00:00Z"),
            ends: at("2027-01-12T20:00:00Z"),
        };
        assert!(taken.overlaps(at("2027-01-12T19:59:00Z"), at("2027-01-12T21:00:00Z")));
        assert!(!taken.overlaps(at("2027-01-12T20:00:00Z"), at("2027-01-12T21:00:00Z")));
        assert!(!taken.overlaps(at("2027-01-12T17:00:00Z"), at("2027-01-12T18:00:00Z")));
        let slot = |start: &str| {
            let zone = "America/Los_Angeles".parse().unwrap();
            Slot::from(at(start), 60, &zone).unwrap()
        };
        let told = venue_warnings(&slot("2027-01-12T19:30:00Z"), &[taken]);
        assert_eq!(told[0].text, "“Water table” has the venue then");
    }
}
