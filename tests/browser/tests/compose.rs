//! Composing a guest list: from the matches to a list, a guest locked, the list proved, with scripts and without.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Demo, Driver, Screen, contract, walks};

/// From the page of a goal to its list, changed and proved.
async fn compose(browser: &Browser, shot: &str) -> Result<()> {
    browser.follow("Matches").await?;
    browser.follow(contract::COMPOSE).await?;
    browser.expect("can be expected to bring").await?;
    browser.check(shot).await?;
    browser.fill("residents", "2").await?;
    browser.press(contract::COMPOSE_AGAIN).await?;
    browser.expect("nothing says that they are paid").await?;
    browser.follow(contract::LOCK).await?;
    browser.expect("Come in any case").await?;
    browser.follow(contract::PROVE).await?;
    browser.expect("shown by linear programming").await?;
    browser.check(&format!("{shot}-locked")).await?;
    let path = browser.path().await?;
    ensure!(
        path.contains("lock="),
        "the state is in the address: {path}"
    );
    Ok(())
}

#[tokio::test]
async fn staff_compose_a_guest_list() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let desktop = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&desktop, &demo).await?;
    let goal = walks::open_goal(&desktop).await?;
    compose(&desktop, "compose").await?;
    for screen in [Screen::Dark, Screen::Phone] {
        let other = desktop.on(&driver, screen).await?;
        other
            .go(&format!("{goal}/compose?residents=2&prove=yes"))
            .await?;
        other.check("compose").await?;
        other.close().await?;
    }
    desktop.close().await?;
    demo.expect_no_csp_report().await
}

#[tokio::test]
async fn staff_compose_a_guest_list_without_scripts() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let browser = Browser::open(&driver, &demo.base, Screen::NoScript).await?;
    walks::sign_in(&browser, &demo).await?;
    walks::open_goal(&browser).await?;
    compose(&browser, "compose").await?;
    browser.close().await
}
