//! A guest on a phone answers an invitation behind the link in the mail; and again with scripts blocked.

use anyhow::{Context, Result};
use browser_tests::{Browser, Demo, Driver, Screen, contract, walks};

#[tokio::test]
async fn a_guest_answers_on_a_phone() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let staff = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&staff, &demo).await?;
    walks::invite(&staff).await?;
    let link = walks::guest_link(&staff).await?;
    let phone = Browser::open(&driver, &demo.base, Screen::Phone).await?;
    phone.go(&link).await.context("open the link of the mail")?;
    phone.expect("Your answer").await?;
    phone.check("guest").await?;
    phone.press(contract::ANSWER).await?;
    phone.expect(contract::PROBLEM).await?;
    phone.check("guest-refused").await?;
    phone.unfold("Send someone else").await?;
    phone.unfold("Propose another time").await?;
    phone.check("guest-unfolded").await?;
    phone.fill("answer", "accepted").await?;
    phone.press(contract::ANSWER).await?;
    phone.expect("You said: Coming").await?;
    phone.check("guest-answered").await?;
    let small = phone.on(&driver, Screen::SmallPhone).await?;
    small.go(&link).await?;
    small.check("guest").await?;
    small.close().await?;
    let dark = staff.on(&driver, Screen::Dark).await?;
    dark.go(&link).await?;
    dark.check("guest").await?;
    dark.close().await?;
    phone.close().await?;
    staff.close().await?;
    demo.expect_no_csp_report().await
}

#[tokio::test]
async fn a_guest_sends_somebody_else_without_scripts() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let staff = Browser::open(&driver, &demo.base, Screen::NoScript).await?;
    walks::sign_in(&staff, &demo).await?;
    walks::invite(&staff).await?;
    let link = walks::guest_link(&staff).await?;
    let guest = Browser::open(&driver, &demo.base, Screen::NoScript).await?;
    guest.go(&link).await?;
    guest.unfold("Send someone else").await?;
    guest.fill("name", "Sam Example").await?;
    guest
        .fill("email", "sam@lantern-street.example.org")
        .await?;
    guest.press(contract::HAND_OVER).await?;
    guest.expect("Your seat is handed over").await?;
    guest.check("handed-over").await?;
    guest.close().await?;
    staff.close().await
}
