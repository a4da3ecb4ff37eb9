//! Matching in numbers: which of some hundred thousand funding sources fit a goal best, exactly, in about a millisecond.
//!
//! The rules of matching are in `rules`, written to be read; this is the same arithmetic over columns, so that a page need
//! not look at every source in words. A property test holds both against each other. Nothing here knows names, tables or
//! the web: sources and goals come as numbers, the best come out as ids with scores.
//!
//! How it is fast: sources lie by the area they serve, so a goal reads only the rows of its own city, county, metro area,
//! state and of the nation; cheap exact parts and an upper bound of the rest decide whether a row is worth scoring at all.

mod aside;
mod ask;
mod best;
mod capital;
mod index;
mod issues;
mod row;
mod search;
mod segment;
mod source;
mod sweep;
mod tree;

pub use aside::{Aside, Market};
pub use ask::{Ask, BadAsk, Opening, Shares};
pub use best::Hit;
pub use index::{Index, Size};
pub use source::{BadSource, Known, Offered, Source};
pub use sweep::{Funnel, Used};
pub use tree::{BadTree, ROOT, Tree};

/// The area every other area lies in.
pub const NATION: u32 = 0;
