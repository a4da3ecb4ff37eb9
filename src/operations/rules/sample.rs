//! How much of what is kept was made up for the demonstration.

use super::joined;

/// Rows marked illustrative, and the registrations that hang on illustrative goals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SampleData {
    pub convenings: u64,
    pub goals: u64,
    pub partnerships: u64,
    pub organizations: u64,
    pub people: u64,
    /// Registrations of interest in sample goals: they go with their goal.
    pub registrations: u64,
}

impl SampleData {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// `1 convening, 28 goals and 25 funders`; what there is none of is left out.
    pub fn in_words(&self) -> String {
        let counted = [
            (self.convenings, "convening", "convenings"),
            (self.goals, "goal", "goals"),
            (self.partnerships, "partnership", "partnerships"),
            (self.organizations, "organization", "organizations"),
            (self.people, "person", "people"),
            (
                self.registrations,
                "registration of interest",
                "registrations of interest",
            ),
        ];
        let parts: Vec<String> = counted
            .into_iter()
            .filter(|(count, _, _)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        if parts.is_empty() {
            return "nothing".to_owned();
        }
        joined(&parts)
    }
}

#[cfg(test)]
mod tests {
    use super::SampleData;

    #[test]
    fn counts_in_words() {
        let some = SampleData {
            convenings: 1,
            goals: 28,
            organizations: 25,
            ..SampleData::default()
        };
        assert_eq!(
            some.in_words(),
            "1 convening, 28 goals and 25 organizations"
        );
        assert_eq!(SampleData::default().in_words(), "nothing");
        assert!(!some.is_empty());
    }
}
