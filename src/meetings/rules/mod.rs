//! What is known of meetings in the room, without a database: rounds on the clock, what a wish is worth, the question a plan
//! answers, tables that stay, days in words. The search itself is in `plan`.

mod apart;
mod days;
mod fairness;
mod groups;
mod lost;
mod parties;
mod question;
mod rounds;
mod seats;
mod setup;
mod spans;
mod standing;
mod told;
mod unmet;

pub use apart::{Apart, Change, apart};
pub use days::{Held, Part, breaks, day, held_by, listed, own};
pub use fairness::{Spread, spread};
pub use groups::{Group, groups};
pub use lost::{Lost, WhyLost, lost, unrefused};
pub use parties::{Pairs, Party, Wishes, lacks};
pub use question::{Asked, Question, Who};
pub use rounds::{MOST_ROUNDS, Round, Stretch, rounds};
pub use seats::seats;
pub use setup::{MOST_TABLES, Setup, SetupForm, differences, read};
pub use spans::Span;
pub use standing::{Standing, may_hold, standing};
pub(in crate::meetings) use told::worth;
pub use told::{best, fewest};
pub use unmet::{Cost, Unmet, Why, unmet};
