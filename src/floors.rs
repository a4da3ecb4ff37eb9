//! What every room stands on. Floors know nothing of rooms.
//!
//! A package of its own (decision 16), whose modules lie in the same `src/` as all others.

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
