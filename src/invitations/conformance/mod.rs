//! Conformance: the exact bytes of every calendar mail that left, held against what clients require, and a test
//! invitation to oneself.

mod jobs;
pub(super) mod pages;
mod rules;
mod store;

pub use jobs::{SendTestInvitation, TestStep};
