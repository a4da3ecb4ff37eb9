//! The ledger: what each address holds of a convening, every mail that told it, and every answer.
//!
//! One invitation is one address at one convening. It is written only here; whoever sends, receives or asks calls these
//! verbs inside their own transaction.

mod store;

pub(super) use store::*;
