//! Tests of the whole house, through the real router, on SQLite and (with `TEST_DATABASE_URL`) on
//! PostgreSQL. One binary: linking one is faster than linking twenty.

mod accounts;
mod entities;
mod golden;
mod house;
mod operations;
mod security;
mod support;
