//! The calendar files we promise, byte for byte.
//!
//! `tests/golden/*.ics` and the mails under `tests/golden/mail` are compared here and judged by five independent readers in `tests/judge/run`.
//! To change them on purpose: `ROUNDTABLE_BLESS=1 cargo test --test it golden`, then read the diff.
use std::path::PathBuf;

use events::{event, files};
use mails::mails;

mod events;
mod mails;
mod mails_read_back;
mod read_back;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.ics"))
}

fn mail_path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/mail/{name}.eml"))
}

#[test]
fn golden_files_are_what_we_write() {
    for (name, text, _) in files() {
        if std::env::var_os("ROUNDTABLE_BLESS").is_some() {
            std::fs::write(path(name), &text).unwrap();
        }
        let golden = std::fs::read_to_string(path(name)).unwrap_or_default();
        assert_eq!(
            text, golden,
            "tests/golden/{name}.ics differs; see the top of this test"
        );
    }
}

#[test]
fn golden_mails_are_what_we_send() {
    for mail in mails() {
        let (path, text) = (mail_path(&mail.name), mail.eml());
        if std::env::var_os("ROUNDTABLE_BLESS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            text,
            golden,
            "{} differs; see the top of this test",
            path.display()
        );
    }
}

#[test]
fn every_golden_mail_has_its_test() {
    let written: Vec<_> = mails().iter().map(|mail| mail_path(&mail.name)).collect();
    let mut found = 0;
    for folder in ["", "clock-changes/"] {
        let folder = mail_path(&format!("{folder}x"));
        for entry in std::fs::read_dir(folder.parent().unwrap()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                continue;
            }
            assert!(
                written.contains(&path),
                "{} is written by no test",
                path.display()
            );
            found += 1;
        }
    }
    assert_eq!(found, written.len());
}

#[test]
fn every_golden_file_has_its_test() {
    let written: Vec<_> = files().iter().map(|(name, ..)| path(name)).collect();
    for entry in std::fs::read_dir(path("x").parent().unwrap()).unwrap() {
        let found = entry.unwrap().path();
        if found.extension().is_none_or(|extension| extension != "ics") {
            continue;
        }
        assert!(
            written.contains(&found),
            "{} is written by no test",
            found.display()
        );
    }
}

#[test]
fn vancouver_keeps_its_new_time() {
    let event = event("vancouver", "America/Vancouver", "2026-12-15T09:00", 1);
    assert_eq!(event.start_utc.to_string(), "2026-12-15T16:00:00Z");
}

#[test]
fn local_form_only_where_every_reader_agrees() {
    let all = files();
    let text = |name: &str| all.iter().find(|file| file.0 == name).unwrap().1.clone();
    assert!(text("new-york-fold-utc").contains("\r\nDTEND:20261101T083000Z\r\n"));
    assert!(text("new-york-fold-utc").contains("\r\nDTSTART:20261101T063000Z\r\n"));
    assert!(text("cairo-utc").contains("DTSTART:20260602T080000Z"));
    assert!(text("phoenix").contains("DTSTART;TZID=America/Phoenix:20260714T090000"));
    assert!(
        text("vancouver-december")
            .contains("\r\nLOCATION:https://meet.example/j/123?pwd=a\\,b\\;c\r\n")
    );
    assert!(
        text("jerusalem-hybrid")
            .contains("\r\nDESCRIPTION:https://meet.example/j/456\\n\\nWhat we ask")
    );
    let feed = text("feed");
    assert_eq!(
        feed.matches("BEGIN:VTIMEZONE").count(),
        4,
        "one for each zone in local form"
    );
    for name in all.iter().map(|file| file.0) {
        for forbidden in [
            "\r\nMETHOD",
            "\r\nORGANIZER",
            "\r\nATTENDEE",
            "\r\nBEGIN:VALARM",
            "UNTIL",
            "RDATE",
        ] {
            assert!(!text(name).contains(forbidden), "{name} holds {forbidden}");
        }
    }
}
