//! Mails as programs write them, and as people with bad intentions do.

use chrono::{DateTime, Utc};

use super::{
    Content, Letter, Method, Said, Standing, Unreadable, normalise, read, read_object, standing,
};

mod calendars;
mod changed_tests;
mod limits_tests;
mod mails;

fn bytes(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../../tests/fixtures/replies/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(path).unwrap()
}

fn mail(name: &str) -> Letter {
    read(&bytes(name)).unwrap()
}
