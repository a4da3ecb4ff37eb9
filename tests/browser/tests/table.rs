//! Everything staff see around the invitations of one convening, in light, in dark and on a phone: no accessibility
//! violation, no sideways scrolling, no report of a broken content policy.

use anyhow::Result;
use browser_tests::{Browser, Demo, Driver, Screen, walks};

/// Below a convening's own path.
const OF_CONVENING: [(&str, &str); 13] = [
    ("convening-invited", ""),
    ("guest-list", "/guests"),
    ("invitations", "/invitations"),
    ("invitation-addresses", "/invitations/addresses"),
    ("invitation-settings", "/invitations/settings"),
    ("outbox", "/outbox"),
    ("outbox-text", "/outbox/text?kind=invite"),
    ("questions", "/questions"),
    ("reminders", "/reminders"),
    ("reminder-new", "/reminders/new"),
    ("remind-now", "/reminders/now"),
    ("guest-answers", "/guest-answers"),
    ("incoming", "/incoming"),
];
const OF_THE_HOUSE: [(&str, &str); 5] = [
    ("conformance", "/admin/conformance"),
    ("incoming-mail", "/admin/incoming-mail"),
    ("suppressions", "/admin/suppressions"),
    ("subscriptions", "/settings/calendar"),
    ("check-in", "/check-in"),
];

type Page = (String, String);

/// A convening with somebody invited, a quorum, a question and the usual reminders; every page of it.
async fn pages(staff: &Browser) -> Result<Vec<Page>> {
    let path = walks::invite(staff).await?;
    staff.go(&format!("{path}/guests")).await?;
    staff.fill("at_least", "many").await?;
    staff.press("Ask for them").await?;
    staff.expect("Type a whole number").await?;
    staff.check("quorum-refused").await?;
    staff.fill("at_least", "2").await?;
    staff.fill("kind", "funder").await?;
    staff.press("Ask for them").await?;
    staff.expect("Funders of any kind: at least 2").await?;
    staff.go(&format!("{path}/reminders")).await?;
    staff.press("Add the usual six").await?;
    staff.expect("14 days before").await?;
    let mut pages: Vec<Page> = OF_CONVENING
        .iter()
        .map(|(name, below)| ((*name).to_owned(), format!("{path}{below}")))
        .collect();
    let preview = staff.link_to("/preview").await?;
    pages.push(("reminder-preview".to_owned(), preview));
    staff.go(&format!("{path}/invitations")).await?;
    staff.follow("Robin Example").await?;
    pages.push(("guest-line".to_owned(), staff.path().await?));
    let house = OF_THE_HOUSE.iter();
    pages.extend(house.map(|(name, path)| ((*name).to_owned(), (*path).to_owned())));
    Ok(pages)
}

#[tokio::test]
async fn every_page_around_invitations_can_be_used_by_everybody() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let desktop = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&desktop, &demo).await?;
    let pages = pages(&desktop).await?;
    for screen in [Screen::Desktop, Screen::Dark, Screen::Phone] {
        let browser = desktop.on(&driver, screen).await?;
        for (name, path) in &pages {
            browser.go(path).await?;
            browser.check(name).await?;
        }
        browser.close().await?;
    }
    desktop.close().await?;
    demo.expect_no_csp_report().await
}
