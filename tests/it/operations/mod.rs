//! Running the site: the administrators' pages, the demo's mailbox, and the pages of no room.

mod admin;
mod jobs;
mod mailbox;
mod public;
mod sample;
