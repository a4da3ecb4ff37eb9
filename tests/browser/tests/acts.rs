//! What staff do with a match: shortlist it, pin it, set it aside and bring it back, log a note; with scripts and without.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Demo, Driver, Screen, contract, walks};

/// From the page of a goal through the acts of the panel, and back to a list as it was.
async fn act(browser: &Browser, shot: &str) -> Result<()> {
    browser.follow("Matches").await?;
    browser.press(contract::SHORTLIST).await?;
    browser.expect("is on the shortlist").await?;
    browser.press(contract::PIN).await?;
    browser.expect("is pinned to the top").await?;
    browser.check(&format!("{shot}-pinned")).await?;
    browser.unfold(contract::SET_ASIDE).await?;
    browser.press(contract::SET_ASIDE_SAVE).await?;
    browser.expect(contract::PROBLEM).await?;
    browser.check(&format!("{shot}-refused")).await?;
    browser.fill("stance", "not_now").await?;
    browser.fill("reason_kind", "amount").await?;
    browser.press(contract::SET_ASIDE_SAVE).await?;
    browser.expect("is set aside for this goal").await?;
    browser.expect("Not now: amount").await?;
    browser.check(&format!("{shot}-aside")).await?;
    browser.press(contract::BRING_BACK).await?;
    browser.expect("is back on the list").await?;
    browser.follow(contract::LOG_NOTE).await?;
    browser.fill("kind", "call").await?;
    browser.fill("stage", "engaged").await?;
    browser
        .fill("said", "They would like to hear more.")
        .await?;
    browser.check(&format!("{shot}-note")).await?;
    browser.press(contract::LOG_NOTE_SAVE).await?;
    browser.expect("Note logged").await?;
    let path = browser.path().await?;
    ensure!(path.contains("/matches"), "back on the list: {path}");
    Ok(())
}

#[tokio::test]
async fn staff_act_on_a_match() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let desktop = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&desktop, &demo).await?;
    let goal = walks::open_goal(&desktop).await?;
    act(&desktop, "acts").await?;
    desktop.follow(contract::FUNDER).await?;
    desktop.follow(contract::RELATIONSHIPS).await?;
    desktop.expect("They would like to hear more.").await?;
    desktop.check("relationships").await?;
    let relationships = desktop.path().await?;
    desktop.go(&format!("{goal}/matches")).await?;
    desktop.tick_first(contract::PICK, 3).await?;
    desktop.expect("3 selected: ").await?;
    desktop.check("acts-tally").await?;
    desktop.press(contract::NOT_NOW).await?;
    desktop.check("acts-ticked").await?;
    desktop.fill("reason_kind", "timing").await?;
    desktop.press(contract::SET_ASIDE_SAVE).await?;
    desktop.expect("3 set aside for this goal").await?;
    desktop.follow(contract::REPORT).await?;
    desktop.check("set-aside").await?;
    for screen in [Screen::Dark, Screen::Phone] {
        let other = desktop.on(&driver, screen).await?;
        other.go(&format!("{goal}/matches?aside=yes")).await?;
        other.check("acts-listed").await?;
        other.go("/matching/set-aside").await?;
        other.check("set-aside").await?;
        other.go(&relationships).await?;
        other.check("relationships").await?;
        other.close().await?;
    }
    desktop.close().await?;
    demo.expect_no_csp_report().await
}

#[tokio::test]
async fn staff_act_on_a_match_without_scripts() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let browser = Browser::open(&driver, &demo.base, Screen::NoScript).await?;
    walks::sign_in(&browser, &demo).await?;
    walks::open_goal(&browser).await?;
    act(&browser, "acts").await?;
    browser.close().await
}
