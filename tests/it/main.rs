//! Tests of the whole house, through the real router, on SQLite and (with `TEST_DATABASE_URL`) on
//! PostgreSQL. One binary: linking one is faster than linking twenty.
#![cfg(test)]
#![expect(unreachable_pub, reason = "one binary: nothing here is exported")]

mod absorbers;
mod accounts;
mod acts;
mod adopted;
mod at_once;
mod atlas;
mod calendar;
mod commands;
mod composing;
mod contract;
mod convenings;
mod coverage;
mod crash;
mod entities;
mod finding;
mod funders;
mod goals;
mod golden;
mod hostile;
mod house;
mod incoming;
mod interest;
mod kept;
mod learning;
mod links;
mod look;
mod matching;
mod number;
mod operations;
mod outcome_rules;
mod partnerships;
mod people;
mod places;
mod sample_numbers;
mod score;
mod security;
mod sheet;
mod stack;
mod support;
mod tokens;
mod weights;
