//! A funder on a phone registers interest without an account; the staff take it in.

use anyhow::Result;
use browser_tests::{Browser, Demo, Driver, Screen, contract, walks};

#[tokio::test]
async fn a_funder_registers_interest_and_the_staff_take_it_in() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let desktop = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&desktop, &demo).await?;
    let phone = Browser::open(&driver, &demo.base, Screen::Phone).await?;
    walks::register_interest(&phone).await?;
    let link = walks::mailed_link(&desktop).await?;
    walks::confirm_interest(&phone, &link).await?;
    phone.close().await?;

    desktop.go(contract::REVIEW).await?;
    let (_, organization) = contract::INTEREST[0];
    desktop.expect(organization).await?;
    desktop.check("review").await?;
    let dark = desktop.on(&driver, Screen::Dark).await?;
    dark.go(contract::REVIEW).await?;
    dark.check("review").await?;
    dark.close().await?;
    desktop.follow(organization).await?;
    desktop.check("review-one").await?;
    desktop.press(contract::ACCEPT).await?;
    desktop.expect("accepted").await?;
    desktop.close().await?;
    demo.expect_no_csp_report().await
}
