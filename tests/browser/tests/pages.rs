//! Every other page a person can open, looked at once on a desk and once on a phone: no accessibility violation, no
//! sideways scrolling, no report of a broken content policy.

use anyhow::Result;
use browser_tests::{Browser, Demo, Driver, Screen, walks};

const STAFF: [(&str, &str); 27] = [
    ("map", "/goals/map"),
    ("partnerships", "/partnerships"),
    ("new-partnership", "/partnerships/new"),
    ("initiatives", "/initiatives"),
    ("initiative", "/initiatives/wcc"),
    ("absorbers", "/absorbers"),
    ("funders", "/funders?q=bank"),
    ("cities", "/cities?q=san"),
    ("city", "/cities/0667000"),
    ("convenings", "/convenings"),
    ("plan", "/convenings/new"),
    ("new-goal", "/goals/new"),
    ("interest", "/interest"),
    ("search", "/search?q=harbor"),
    ("search-empty", "/search?q=zzzz"),
    ("settings", "/settings"),
    ("settings-calendar", "/settings/calendar"),
    ("shortcuts", "/help/shortcuts"),
    ("fit", "/help/fit"),
    ("admin", "/admin"),
    ("accounts", "/admin/accounts"),
    ("new-account", "/admin/accounts/new"),
    ("jobs", "/admin/jobs"),
    ("audit", "/admin/audit"),
    ("sample-data", "/admin/sample-data/removal"),
    ("mailbox", "/demo/mailbox"),
    ("not-found", "/no-such-page"),
];
const PUBLIC: [(&str, &str); 6] = [
    ("start", "/"),
    ("open", "/open"),
    ("about", "/about"),
    ("privacy", "/privacy"),
    ("credits", "/credits"),
    ("sign-in-form", "/sign-in"),
];

async fn look_at(browser: &Browser, pages: &[(&str, &str)]) -> Result<()> {
    for (name, path) in pages {
        browser.go(path).await?;
        browser.check(name).await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_page_can_be_used_by_everybody() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let stranger = Browser::open(&driver, &demo.base, Screen::Phone).await?;
    look_at(&stranger, &PUBLIC).await?;
    stranger.close().await?;
    let desktop = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&desktop, &demo).await?;
    look_at(&desktop, &STAFF).await?;
    desktop.go("/funders?q=rosewater").await?;
    desktop.follow("Rosewater Outcomes Fund (example)").await?;
    desktop.check("funder").await?;
    let phone = desktop.on(&driver, Screen::Phone).await?;
    phone.go(&desktop.path().await?).await?;
    phone.check("funder").await?;
    look_at(&phone, &STAFF).await?;
    phone.close().await?;
    desktop.close().await?;
    demo.expect_no_csp_report().await
}
