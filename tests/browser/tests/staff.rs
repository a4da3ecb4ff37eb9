//! A program officer: from a goal to a convening in the calendar, on every kind of screen.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Demo, Driver, Screen, walks};

#[tokio::test]
async fn staff_plan_a_convening_from_a_goal_and_its_matches() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let desktop = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&desktop, &demo).await?;
    let goal = walks::open_goal(&desktop).await?;
    let convening = walks::plan_a_convening(&desktop).await?;

    let calendar = walks::calendar_file(&desktop).await?;
    ensure!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
    ensure!(
        calendar.contains("DTSTART;TZID=America/Los_Angeles:20270318T093000\r\n"),
        "{calendar}"
    );
    ensure!(calendar.contains("BEGIN:VTIMEZONE\r\n"), "{calendar}");
    for absent in ["\r\nMETHOD:", "\r\nORGANIZER", "\r\nATTENDEE"] {
        ensure!(
            !calendar.contains(absent),
            "a download has no {absent}: {calendar}"
        );
    }

    for screen in [Screen::Dark, Screen::Phone, Screen::SmallPhone] {
        let other = desktop.on(&driver, screen).await?;
        for (name, path) in [
            ("today", "/today"),
            ("goals", "/goals"),
            ("goal", goal.as_str()),
            ("convening", convening.as_str()),
        ] {
            other.go(path).await?;
            other.check(name).await?;
        }
        other.go(&goal).await?;
        other.follow("Matches").await?;
        other.check("matches").await?;
        other.close().await?;
    }
    desktop.close().await?;
    demo.expect_no_csp_report().await
}
