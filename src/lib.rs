//! Roundtable helps the people who bring funders together around a city's goals.
//!
//! One chain, never broken: outcome goal, capital gap, who could fill it and why, guest list, date,
//! invitations, the meeting, commitments, a smaller gap, what we learned.
//!
//! Floors know nothing of rooms; each room may use the floors and the rooms above it in this list.

// Floors
pub mod audit;
pub mod auth;
pub mod clock;
pub mod config;
pub mod db;
pub mod entities;
pub mod ids;
pub mod jobs;
pub mod mail;
pub mod search;
pub mod telemetry;
pub mod tls;
pub mod values;
pub mod web;

// Rooms, in order: a blank line between them keeps the formatter from sorting them.

pub mod accounts;

pub mod places;

pub mod issues;

pub mod people;

pub mod funders;

pub mod absorbers;

pub mod partnerships;

pub mod goals;

pub mod relationships;

pub mod interest;

pub mod convenings;

pub mod matching;

pub mod composing;

pub mod invitations;

pub mod scheduling;

pub mod meetings;

pub mod finding;

pub mod operations;

pub mod loading;

pub mod today;

// The building
pub mod app;
pub mod cli;
