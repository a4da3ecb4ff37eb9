//! Every property that `matching-and-scheduling` 2.0 and 2.2 list, on generated questions, and small ones tried out whole.

mod brute;
mod chance;
mod degenerate;
mod made;
mod minimums;
mod properties;
