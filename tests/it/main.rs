//! Tests of the whole house, through the real router, on SQLite and (with `TEST_DATABASE_URL`) on
//! PostgreSQL. One binary: linking one is faster than linking twenty.
#![cfg(test)]
#![expect(unreachable_pub, reason = "one binary: nothing here is exported")]

mod absorbers;
mod accounts;
mod acts;
mod adopted;
mod answering;
mod at_once;
mod atlas;
mod calendar;
mod check_in;
mod clock_changes;
mod commands;
mod composing;
mod conformance;
mod contract;
mod convenings;
mod coverage;
mod crash;
mod entities;
mod feeds;
mod finding;
mod funders;
mod goals;
mod golden;
mod hostile;
mod house;
mod incoming;
mod interest;
mod invitations;
mod itip_out;
mod kept;
mod learning;
mod links;
mod look;
mod matching;
mod meetings;
mod number;
mod operations;
mod outbox;
mod outcome_rules;
mod partnerships;
mod people;
mod places;
mod polls;
mod reminders;
mod sample_numbers;
mod score;
mod seating;
mod security;
mod sheet;
mod stack;
mod support;
mod tokens;
mod weights;
