//! What hostile mail costs.

use std::time::{Duration, Instant};

use super::super::{LARGEST_MAIL, nasty::all};
use super::*;

#[test]
fn nothing_takes_a_second_or_the_process() {
    for case in all() {
        let (name, raw) = (case.name, case.make());
        let started = Instant::now();
        // A worker's stack is 2 MB.
        let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
        thread
            .spawn(move || {
                let _ = read(&raw);
                let _ = read_object(&raw);
            })
            .unwrap()
            .join()
            .unwrap();
        let took = started.elapsed();
        assert!(
            took < Duration::from_secs(if cfg!(debug_assertions) { 8 } else { 1 }),
            "{name}: {took:?}"
        );
    }
}

/// The most memory this process ever had, in KB.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn what_is_just_inside_the_limits_is_parsed_within_a_second() {
    for case in all().into_iter().filter(|case| case.is_inside) {
        let (name, raw) = (case.name, case.make());
        assert!(raw.len() <= LARGEST_MAIL, "{name}");
        let started = Instant::now();
        let outcome = read(&raw).map(|_| ());
        let took = started.elapsed();
        assert_eq!(outcome, Ok(()), "{name} was refused: it measures nothing");
        assert!(
            took < Duration::from_secs(if cfg!(debug_assertions) { 8 } else { 1 }),
            "{name}: {took:?}"
        );
    }
}

const CASE: &str = "ROUNDTABLE_TEST_MEMORY_OF";

/// Each case in a process of its own, as freed memory is used again unseen; the making of the input counts too, so this
/// is more than the reading takes. The first case is a control: 80 MB must be measured as 80.
#[test]
fn nothing_takes_more_than_64_megabytes() {
    if let Ok(case) = std::env::var(CASE) {
        return measure(case.parse().unwrap());
    }
    if peak().is_none() {
        println!("skipped: it needs /proc");
        return;
    }
    for case in 0..=all().len() {
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .args([
                "nothing_takes_more_than_64_megabytes",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(CASE, case.to_string())
            .output()
            .unwrap();
        let out = String::from_utf8_lossy(&child.stdout).into_owned();
        let told = out
            .split("took ")
            .nth(1)
            .unwrap_or_else(|| panic!("case {case}: {out}"));
        let megabytes: usize = told.split_whitespace().next().unwrap().parse().unwrap();
        println!("{case}: took {told}");
        assert!(
            if case == 0 {
                (75..100).contains(&megabytes)
            } else {
                megabytes < 64
            },
            "{told}"
        );
    }
}

fn measure(case: usize) {
    let before = peak().unwrap();
    let name = if case == 0 {
        std::hint::black_box(vec![1_u8; 80 * 1024 * 1024]);
        "control"
    } else {
        let case = all().remove(case - 1);
        let raw = case.make();
        let _ = (read(&raw), read_object(&raw));
        case.name
    };
    println!("took {} MB: {name}", (peak().unwrap() - before) / 1024);
}
