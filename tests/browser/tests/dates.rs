//! A date poll from its preparation to the choice: staff on a desktop, one guest on a phone, one without scripts; and the pages
//! of a season. No accessibility violation, no sideways scrolling, no report of a broken content policy.

use anyhow::{Result, bail};
use browser_tests::{Browser, Demo, Driver, Screen, walks};

const SUBJECT: &str = "When can you join?";

/// A convening without a date, and an open poll of two times that asks one person; answers the path of its dates.
async fn open_poll(staff: &Browser, email: &str) -> Result<String> {
    walks::open_goal(staff).await?;
    let path = walks::plan_a_convening(staff).await?;
    staff.go(&format!("{path}/edit")).await?;
    staff.fill("status", "idea").await?;
    staff.press("Save convening").await?;
    let dates = format!("{path}/dates");
    staff.go(&dates).await?;
    staff.check("dates-begin").await?;
    staff.press("Prepare the poll").await?;
    for day in ["2027-01-12", "2027-01-13"] {
        staff.go(&dates).await?;
        staff.fill("day", day).await?;
        staff.fill("start", "10:00").await?;
        staff.press("Offer this time").await?;
    }
    staff.go(&dates).await?;
    staff.press("Add to the list").await?;
    staff.check("dates-refused").await?;
    staff.go(&dates).await?;
    // The first of the guests is the host, who has no address yet.
    staff.fill("email", email).await?;
    staff.press("Add Demo Administrator").await?;
    staff.go(&dates).await?;
    staff.check("dates-draft").await?;
    staff.follow("What guests see").await?;
    staff.expect("This is what guests see").await?;
    staff.check("dates-preview").await?;
    staff.go(&dates).await?;
    staff.follow("Open the poll").await?;
    staff.check("dates-opening").await?;
    staff.press("Open the poll").await?;
    staff.check("dates-open").await?;
    Ok(dates)
}

/// The link in the mail that asks.
async fn poll_link(staff: &Browser) -> Result<String> {
    for _ in 0..5 {
        staff.go("/demo/mailbox").await?;
        if staff.follow(SUBJECT).await.is_ok() {
            return staff.link_to("/polls/").await;
        }
    }
    bail!("no mail asks for a date")
}

#[tokio::test]
async fn a_date_is_found() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let staff = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&staff, &demo).await?;
    let dates = open_poll(&staff, "robin@lantern-street.example.org").await?;
    let link = poll_link(&staff).await?;
    let phone = Browser::open(&driver, &demo.base, Screen::Phone).await?;
    phone.go(&link).await?;
    phone.check("poll").await?;
    phone
        .tick_first(".slot input[type='radio'][value='yes']", 1)
        .await?;
    phone.expect("1 of 2 times answered").await?;
    phone.expect("Saved").await?;
    for screen in [Screen::SmallPhone, Screen::Dark, Screen::Desktop] {
        let other = phone.on(&driver, screen).await?;
        other.go(&link).await?;
        other.expect("1 of 2 times answered").await?;
        other.check("poll").await?;
        other.close().await?;
    }
    phone.close().await?;
    let plain = Browser::open(&driver, &demo.base, Screen::NoScript).await?;
    plain.go(&link).await?;
    plain
        .tick_first(".slot input[type='radio'][value='no']", 2)
        .await?;
    plain
        .tick_first(".slot input[type='radio'][value='yes']", 1)
        .await?;
    plain.press("Send my times").await?;
    plain.expect("Your times are saved").await?;
    plain.check("poll-answered").await?;
    plain.close().await?;
    for screen in [Screen::Dark, Screen::Phone] {
        let other = staff.on(&driver, screen).await?;
        other.go(&dates).await?;
        other.check("dates-open").await?;
        other.close().await?;
    }
    staff.go(&dates).await?;
    staff.follow("Record an answer").await?;
    staff.check("poll-person").await?;
    staff.go(&dates).await?;
    staff.press("Close the poll").await?;
    staff.check("dates-closed").await?;
    let choice = staff.link_to("/dates/decision?option=").await?;
    staff.go(&choice).await?;
    staff.check("dates-decision").await?;
    staff.press("Choose this time").await?;
    staff.expect("The time is chosen").await?;
    staff.check("dates-decided").await?;
    staff.close().await?;
    demo.expect_no_csp_report().await
}

#[tokio::test]
async fn a_season_is_begun() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let staff = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&staff, &demo).await?;
    walks::open_goal(&staff).await?;
    walks::plan_a_convening(&staff).await?;
    staff.go("/seasons/new").await?;
    staff.fill("title", "Winter tables").await?;
    staff.fill("first_day", "2027-01-04").await?;
    staff.fill("last_day", "2027-03-26").await?;
    staff.press("Save season").await?;
    staff.expect_heading("Winter tables").await?;
    let season = season_of(&staff).await?;
    let pages = ["", "/convenings", "/places", "/funders"];
    for screen in [Screen::Desktop, Screen::Dark, Screen::Phone] {
        let browser = staff.on(&driver, screen).await?;
        for below in pages {
            browser.go(&format!("{season}{below}")).await?;
            browser
                .check(&format!("season{}", below.replace('/', "-")))
                .await?;
        }
        for (name, path) in [("seasons", "/seasons"), ("season-new", "/seasons/new")] {
            browser.go(path).await?;
            browser.check(name).await?;
        }
        browser.close().await?;
    }
    staff.close().await?;
    demo.expect_no_csp_report().await
}

/// The path of a season that was just begun, which leads to its convenings.
async fn season_of(staff: &Browser) -> Result<String> {
    let path = staff.path().await?;
    Ok(path.trim_end_matches("/convenings").to_owned())
}

/// A season with two convenings that have no firm date; answers its path.
async fn with_convenings(staff: &Browser) -> Result<String> {
    for _ in 0..2 {
        staff.go("/").await?;
        walks::open_goal(staff).await?;
        let path = walks::plan_a_convening(staff).await?;
        staff.go(&format!("{path}/edit")).await?;
        staff.fill("status", "idea").await?;
        staff.press("Save convening").await?;
    }
    staff.go("/seasons/new").await?;
    staff.fill("title", "Spring tables").await?;
    staff.fill("first_day", "2027-02-01").await?;
    staff.fill("last_day", "2027-04-30").await?;
    staff.press("Save season").await?;
    let season = season_of(staff).await?;
    staff.check("season-offered").await?;
    staff.tick_first("#take-in input[name='pick']", 2).await?;
    staff.press("Take in those ticked").await?;
    staff.go(&format!("{season}/convenings")).await?;
    staff.check("season-taken-in").await?;
    Ok(season)
}

#[tokio::test]
async fn a_seasons_dates_are_proposed_kept_and_accepted() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let staff = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&staff, &demo).await?;
    let season = with_convenings(&staff).await?;
    staff.go(&season).await?;
    staff.press("Propose dates").await?;
    staff.expect("What these dates bring").await?;
    for screen in [Screen::Desktop, Screen::Dark, Screen::Phone] {
        let browser = staff.on(&driver, screen).await?;
        browser.go(&season).await?;
        browser.check("season-proposed").await?;
        browser.close().await?;
    }
    staff.press("Accept ticked dates").await?;
    staff.expect("Tick the dates first.").await?;
    staff.go(&season).await?;
    staff.tick_first("input[name='pick']", 1).await?;
    staff.press("Keep ticked dates").await?;
    staff.expect("1 date kept.").await?;
    staff.check("season-kept").await?;
    // Without scripts, and on a phone, the rest goes as well.
    let plain = staff.on(&driver, Screen::NoScript).await?;
    plain.go(&season).await?;
    plain.tick_first("input[name='pick']", 2).await?;
    plain.press("Accept ticked dates").await?;
    plain
        .expect("2 dates accepted: the convenings are on these days now.")
        .await?;
    plain.close().await?;
    let phone = staff.on(&driver, Screen::Phone).await?;
    phone.go(&season).await?;
    phone.expect("Accepted").await?;
    phone.check("season-accepted").await?;
    phone.press("Propose dates anew").await?;
    phone.expect("What these dates bring").await?;
    phone.close().await?;
    staff.close().await?;
    demo.expect_no_csp_report().await
}
