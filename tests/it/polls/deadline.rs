//! A deadline is a moment: it goes with the times when the zone changes, and having passed it keeps no other setting from
//! being saved.

use chrono::TimeDelta;
use roundtable::{
    scheduling::keep_polls,
    values::{PollState, Role},
};

use super::{guest::asked, poll, settings};
use crate::support::{Browser, TestApp};

const CLOSES: (&str, &str) = ("closes", "2026-12-01T17:00");

async fn save(app: &TestApp, staff: &mut Browser, dates: &str, changed: &[(&str, &str)]) -> u16 {
    let version = poll(app, dates).await.version.to_string();
    let mut form = settings(changed);
    form.push(("version", &version));
    let page = staff.post(&format!("{dates}/settings"), &form).await;
    page.status
}

#[tokio::test]
async fn another_zone_keeps_the_deadline_as_it_keeps_the_times() {
    let (app, mut staff, dates, _) = asked(&[CLOSES]).await;
    let closes = async || poll(&app, &dates).await.closes_at.unwrap().to_rfc3339();
    assert_eq!(closes().await, "2026-12-02T01:00:00+00:00");
    let eastern = ("time_zone", "America/New_York");
    let moment = [CLOSES, eastern, ("zone_change", "instant")];
    assert_eq!(save(&app, &mut staff, &dates, &moment).await, 303);
    assert_eq!(closes().await, "2026-12-02T01:00:00+00:00");
    staff
        .get(&format!("{dates}/settings"))
        .await
        .see("value=\"2026-12-01T20:00\"");
    let clock = [
        ("closes", "2026-12-01T20:00"),
        ("time_zone", "America/Chicago"),
        ("zone_change", "clock"),
    ];
    assert_eq!(save(&app, &mut staff, &dates, &clock).await, 303);
    assert_eq!(closes().await, "2026-12-02T02:00:00+00:00");
}

#[tokio::test]
async fn a_poll_that_its_deadline_closed_can_still_save_its_settings() {
    let (app, _, dates, _) = asked(&[CLOSES]).await;
    app.clock().advance(TimeDelta::days(10));
    keep_polls(&app.app.state).await.unwrap();
    app.mail().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let before = poll(&app, &dates).await;
    assert_eq!(before.state, PollState::Closed);
    let heads = [CLOSES, ("heads", "2")];
    assert_eq!(save(&app, &mut staff, &dates, &heads).await, 303);
    let after = poll(&app, &dates).await;
    assert_eq!((after.heads, after.closes_at), (Some(2), before.closes_at));
    // Another one that is over is refused still.
    let other = [("closes", "2026-12-01T16:00")];
    assert_eq!(save(&app, &mut staff, &dates, &other).await, 422);
}
