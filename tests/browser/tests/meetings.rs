//! Meetings in the room, from their setup to a day on paper: staff on a desktop, a guest on a phone and without scripts. No
//! accessibility violation in light or dark, no sideways scrolling, no report of a broken content policy.

use anyhow::{Result, bail};
use browser_tests::{Browser, Demo, Driver, Screen, walks};

const SUBJECT: &str = "Whom do you want to meet?";

/// A convening with meetings set up, of which one guest has an address; answers their path.
async fn set_up(staff: &Browser, email: &str) -> Result<String> {
    walks::open_goal(staff).await?;
    let path = walks::plan_a_convening(staff).await?;
    let meetings = format!("{path}/meetings");
    staff.go(&meetings).await?;
    staff.check("meetings-begin").await?;
    staff.fill("minutes", "3").await?;
    staff.press("Set up the meetings").await?;
    staff.expect("Type a whole number from 5 to 240").await?;
    staff.check("meetings-refused").await?;
    staff.fill("minutes", "20").await?;
    staff.press("Set up the meetings").await?;
    staff.expect("The meetings are set up.").await?;
    staff.go(&meetings).await?;
    staff.check("meetings").await?;
    staff.go(&format!("{meetings}/people")).await?;
    staff.check("meetings-people").await?;
    let person = staff.link_to("/meetings/people/").await?;
    staff.go(person.trim_end_matches("/day")).await?;
    staff.check("meetings-person").await?;
    staff.fill("email", email).await?;
    staff.press("Save").await?;
    staff.go(&meetings).await?;
    staff.press("Ask for wishes").await?;
    staff.expect("Wishes are collected").await?;
    Ok(meetings)
}

/// The link in the mail that asks for wishes.
async fn wish_link(staff: &Browser) -> Result<String> {
    for _ in 0..5 {
        staff.go("/demo/mailbox").await?;
        if staff.follow(SUBJECT).await.is_ok() {
            return staff.link_to("/wishes/").await;
        }
    }
    bail!("no mail asks for wishes")
}

/// A guest says their wishes on a phone, looks in the dark, and says them again without scripts.
async fn say_wishes(driver: &Driver, demo: &Demo, link: &str) -> Result<()> {
    let phone = Browser::open(driver, &demo.base, Screen::Phone).await?;
    phone.go(link).await?;
    phone.check("wishes").await?;
    phone
        .tick_first("input[type='radio'][value='meet']", 1)
        .await?;
    phone.press("Send our wishes").await?;
    phone.expect("are kept").await?;
    phone.check("wishes-kept").await?;
    for screen in [Screen::SmallPhone, Screen::Dark, Screen::Desktop] {
        let other = phone.on(driver, screen).await?;
        other.go(link).await?;
        other.check("wishes").await?;
        other.close().await?;
    }
    phone.close().await?;
    let plain = Browser::open(driver, &demo.base, Screen::NoScript).await?;
    plain.go(link).await?;
    plain
        .tick_first("input[type='radio'][value='must']", 1)
        .await?;
    plain.press("Send our wishes").await?;
    plain.expect("are kept").await?;
    plain.check("wishes-plain").await?;
    plain.close().await
}

/// Staff write down what the team wishes, close the wishes and plan.
async fn plan(staff: &Browser, meetings: &str) -> Result<()> {
    staff.go(&format!("{meetings}/wishes")).await?;
    staff.check("meetings-wishes").await?;
    let team = staff.link_to("/meetings/wishes/").await?;
    staff.go(&team).await?;
    staff.check("meetings-wish").await?;
    staff
        .tick_first("input[type='radio'][value='must']", 3)
        .await?;
    staff.press("Write the wishes down").await?;
    staff.go(meetings).await?;
    staff.press("Close wishes and plan").await?;
    staff.go(meetings).await?;
    staff.check("meetings-draft").await?;
    staff.press("Make a plan").await?;
    for _ in 0..50 {
        staff.go(meetings).await?;
        if staff.expect("with 0 breaks").await.is_ok() {
            return staff.check("meetings-planned").await;
        }
    }
    bail!("no plan was made")
}

/// Every page of the plan, on each screen.
async fn look_round(driver: &Driver, staff: &Browser, meetings: &str) -> Result<()> {
    let pages = [
        "",
        "/people",
        "/wishes",
        "/grid",
        "/fairness",
        "/unmet",
        "/setup",
        "/print/people",
        "/print/tables",
    ];
    for screen in [Screen::Desktop, Screen::Dark, Screen::Phone] {
        let browser = staff.on(driver, screen).await?;
        for below in pages {
            browser.go(&format!("{meetings}{below}")).await?;
            browser
                .check(&format!("meetings{}", below.replace('/', "-")))
                .await?;
        }
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn who_meets_whom_is_planned_and_told() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let staff = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&staff, &demo).await?;
    let meetings = set_up(&staff, "robin@lantern-street.example.org").await?;
    let link = wish_link(&staff).await?;
    say_wishes(&driver, &demo, &link).await?;
    plan(&staff, &meetings).await?;
    look_round(&driver, &staff, &meetings).await?;
    staff.go(&meetings).await?;
    staff.press("Make it provisional").await?;
    staff.expect("The plan is provisional").await?;
    staff.go(&meetings).await?;
    staff.press("Publish and write to everybody").await?;
    staff.expect("The plan is published").await?;
    for screen in [Screen::Phone, Screen::Dark, Screen::NoScript] {
        let guest = Browser::open(&driver, &demo.base, screen).await?;
        guest.go(&link).await?;
        guest.expect("Your meetings").await?;
        guest.check("meetings-own-day").await?;
        guest.close().await?;
    }
    staff.go(&format!("{meetings}/people")).await?;
    let person = staff.link_to("/meetings/people/").await?;
    staff
        .go(&format!("{}/day", person.trim_end_matches("/day")))
        .await?;
    staff.check("meetings-day").await?;
    staff.close().await?;
    demo.expect_no_csp_report().await
}
