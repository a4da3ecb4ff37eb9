//! The same journeys with scripts blocked: everything is links and forms first.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Demo, Driver, Screen, walks};

#[tokio::test]
async fn staff_plan_a_convening_without_scripts() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let browser = Browser::open(&driver, &demo.base, Screen::NoScript).await?;
    walks::sign_in(&browser, &demo).await?;
    walks::open_goal(&browser).await?;
    walks::plan_a_convening(&browser).await?;
    let calendar = walks::calendar_file(&browser).await?;
    ensure!(calendar.contains("BEGIN:VEVENT\r\n"), "{calendar}");
    browser.close().await
}

#[tokio::test]
async fn a_funder_registers_interest_without_scripts() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let staff = Browser::open(&driver, &demo.base, Screen::NoScript).await?;
    walks::sign_in(&staff, &demo).await?;
    let guest = Browser::open(&driver, &demo.base, Screen::NoScript).await?;
    walks::register_interest(&guest).await?;
    let link = walks::mailed_link(&staff).await?;
    walks::confirm_interest(&guest, &link).await?;
    guest.close().await?;
    staff.close().await
}
