//! Whose result a number describes. A number of everyone in the place belongs to the goal; a number of the people one
//! program serves is a performance measure, and answers one of three questions.

/// The question that a performance measure answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    HowMuch,
    HowWell,
    BetterOff,
}

impl Quadrant {
    pub const ALL: [Self; 3] = [Self::HowMuch, Self::HowWell, Self::BetterOff];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HowMuch => "how_much",
            Self::HowWell => "how_well",
            Self::BetterOff => "better_off",
        }
    }

    pub const fn question(self) -> &'static str {
        match self {
            Self::HowMuch => "How much is done?",
            Self::HowWell => "How well is it done?",
            Self::BetterOff => "Is anyone better off?",
        }
    }

    pub const fn example(self) -> &'static str {
        match self {
            Self::HowMuch => "People served, sessions held",
            Self::HowWell => "Share who finish, waiting time, satisfaction",
            Self::BetterOff => "Clients in work a year later",
        }
    }

    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.as_str() == code)
    }

    /// The question a measure most likely answers, by its words.
    pub fn guess(measure: &str) -> Self {
        let words = words(measure);
        let says = |wanted: &[&str]| {
            words
                .iter()
                .any(|word| wanted.iter().any(|start| word.starts_with(start)))
        };
        if says(&[
            "satisf",
            "complet",
            "finish",
            "graduat",
            "retention",
            "attend",
            "wait",
            "quality",
            "timely",
            "fidelity",
        ]) {
            Self::HowWell
        } else if says(&[
            "served",
            "enroll",
            "trained",
            "session",
            "workshop",
            "meeting",
            "distributed",
            "units",
        ]) {
            Self::HowMuch
        } else {
            Self::BetterOff
        }
    }
}

const OF_A_PROGRAM: &[&str] = &[
    "client",
    "clients",
    "participant",
    "participants",
    "graduate",
    "graduates",
    "enrollee",
    "enrollees",
    "trainee",
    "trainees",
    "attendee",
    "attendees",
    "cohort",
    "alumni",
    "grantee",
    "grantees",
    "borrower",
    "borrowers",
];
const OURS: &[&str] = &["our", "ours", "we", "us", "program's", "programme's"];
const SERVED: &[&str] = &["served", "serve", "enrolled", "trained", "placed"];

/// Words that sound like a program's own people: "our clients", "graduates of the program". Advice, not proof.
pub fn client_words(text: &str) -> Option<String> {
    let words = words(text);
    let ours = words.iter().any(|word| OURS.contains(&word.as_str()));
    let program = words.iter().any(|word| word.starts_with("program"));
    let person = words
        .iter()
        .find(|word| OF_A_PROGRAM.contains(&word.as_str()));
    match person {
        // A graduate of a high school is not a program's graduate.
        Some(word) if word.starts_with("graduate") && !ours && !program => None,
        Some(word) if ours => Some(format!("our {word}")),
        Some(word) => Some(word.clone()),
        None => words
            .iter()
            .find(|word| (ours || program) && SERVED.contains(&word.as_str()))
            .map(|word| format!("people {word}")),
    }
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace('’', "'")
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programs_people_are_noticed() {
        for (text, word) in [
            ("Share of our clients in work after a year", "our clients"),
            ("90% of program graduates", "graduates"),
            ("Participants who keep their job", "participants"),
            ("Young people we served this year", "people served"),
        ] {
            assert_eq!(client_words(text).as_deref(), Some(word), "{text}");
        }
        for text in [
            "Share of residents 16-24 neither enrolled in school nor employed",
            "High school graduates who enroll in college",
            "Evictions filed per 1,000 renter households",
            "Labor force participation",
        ] {
            assert_eq!(client_words(text), None, "{text}");
        }
    }

    #[test]
    fn the_question_is_guessed_from_the_words() {
        assert_eq!(
            Quadrant::guess("Number of people trained"),
            Quadrant::HowMuch
        );
        assert_eq!(
            Quadrant::guess("Share of clients satisfied"),
            Quadrant::HowWell
        );
        assert_eq!(
            Quadrant::guess("Share of our clients in work after a year"),
            Quadrant::BetterOff
        );
        assert_eq!(Quadrant::read("how_well"), Some(Quadrant::HowWell));
    }
}
