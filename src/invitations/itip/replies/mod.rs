//! What a guest's calendar said, and what follows from it: R1-R17 of `calendar.md` 5.2 in their order, and 5.3.

mod check;
mod facts;
#[cfg(test)]
mod fold;
mod judge;
#[cfg(test)]
mod tests;
mod weigh;

pub use facts::{Ask, Context, Effect, Guest, GuestState, Sender, Verdict};
pub use judge::judge;
