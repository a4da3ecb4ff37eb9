//! Tests of the whole house, through the real router, on SQLite and (with `TEST_DATABASE_URL`) on
//! PostgreSQL. One binary: linking one is faster than linking twenty.
#![cfg(test)]

mod entities;
mod golden;
mod house;
mod look;
mod matching;
mod support;
mod tokens;
