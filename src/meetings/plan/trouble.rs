//! Why a plan cannot be asked for, in words. Numbers are shown from 1, as in the files.

/// A question that contradicts itself or is larger than a plan can be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("{0} rounds are more than the {most} a plan can have", most = super::instance::MOST_ROUNDS)]
    TooManyRounds(usize),
    #[error("more than {most} people, meetings or tables", most = super::instance::MOST)]
    TooMuch,
    #[error("a worth or a cost is above {most}", most = super::instance::MOST_WORTH)]
    Worth,
    #[error("meeting {} has fewer than two people", .0 + 1)]
    Alone(usize),
    #[error("meeting {} names somebody twice", .0 + 1)]
    WithItself(usize),
    #[error("meetings {} and {} are of the same people", .0 + 1, .1 + 1)]
    Twice(usize, usize),
    #[error("there is no person {}", .0 + 1)]
    NoSuchPerson(usize),
    #[error("there is no meeting {}", .0 + 1)]
    NoSuchMeeting(usize),
    #[error("meeting {} would have to be over before it begins", .0 + 1)]
    Circle(usize),
}
