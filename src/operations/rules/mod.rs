//! What can be decided about running the site without asking anyone.

mod letter;
mod sample;
mod words;

pub(super) use letter::{Piece, paragraphs};
pub use sample::SampleData;
pub(super) use words::{joined, kind_in_words};
