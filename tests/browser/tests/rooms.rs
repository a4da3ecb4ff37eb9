//! The pages of one goal, of its number, of one partnership and of one absorber, in light, in dark and on a phone: no
//! accessibility violation, no sideways scrolling. And the advice that follows what one types.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Demo, Driver, Screen, contract as on_page, walks};

/// Below a goal's own path.
const OF_GOAL: [(&str, &str); 14] = [
    ("goal-stack", "/stack"),
    ("goal-stack-print", "/stack/print"),
    ("goal-projects", "/projects"),
    ("goal-convenings", "/convenings"),
    ("goal-activity", "/activity"),
    ("goal-matches", "/matches"),
    ("goal-edit", "/edit"),
    ("goal-contract", "/contract"),
    ("goal-turn", "/turn"),
    ("goal-sheet", "/sheet"),
    ("goal-line", "/lines/new"),
    ("goal-partner", "/partners/new"),
    ("goal-measure", "/measures/new"),
    ("goal-project", "/projects/new"),
];
/// Below a number's own path.
const OF_NUMBER: [(&str, &str); 4] = [
    ("number", ""),
    ("number-edit", "/edit"),
    ("number-import", "/import"),
    ("number-value", "/points/new"),
];
/// Below a partnership's own path.
const OF_TABLE: [(&str, &str); 4] = [
    ("partnership", ""),
    ("partnership-edit", "/edit"),
    ("partnership-member", "/members/new"),
    ("partnership-activity", "/activity"),
];
const SERIES: &str = "date,value,cut_kind,cut\n2022-12-31,7.2,,\n2025-12-31,6.1,,\n\
    2022-12-31,18.9,foster_care_history,Ever in foster care\n";
const BROKEN: &str = "date,value,cut\n2999-12-31,5.9,\n2024,lots,Ever in foster care\n";

type Page = (String, String);

fn below(base: &str, pages: &[(&str, &str)]) -> Vec<Page> {
    let page = |(name, path): &(&str, &str)| ((*name).to_owned(), format!("{base}{path}"));
    pages.iter().map(page).collect()
}

/// Every page, found as a person finds it: by links.
async fn pages(browser: &Browser) -> Result<Vec<Page>> {
    let goal = walks::open_goal(browser).await?;
    let mut pages = below(&goal, &OF_GOAL);
    pages.insert(0, ("goal".to_owned(), goal.clone()));
    let number = browser.link_to("/indicators/").await?;
    let table = browser.link_to("/partnerships/").await?;
    browser.go(&format!("{goal}/stack")).await?;
    browser.press("Take a snapshot").await?;
    browser.expect("Snapshot taken").await?;
    let compare = browser.link_to("/stack/compare").await?;
    pages.push(("stack-compare".to_owned(), compare));
    pages.extend(below(&number, &OF_NUMBER));
    pages.extend(below(&table, &OF_TABLE));
    browser.go("/absorbers").await?;
    let absorber = browser.link_to("/absorbers/0").await?;
    pages.push(("absorber".to_owned(), absorber.clone()));
    pages.push(("absorber-edit".to_owned(), format!("{absorber}/edit")));
    pages.push(("absorber-new".to_owned(), "/absorbers/new".to_owned()));
    let dates = "/initiatives/wcc/rounds/wcc_ri/dates/new";
    pages.push(("learning-date".to_owned(), dates.to_owned()));
    Ok(pages)
}

#[tokio::test]
async fn every_page_of_a_goal_and_its_table_can_be_used_by_everybody() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let desktop = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&desktop, &demo).await?;
    let pages = pages(&desktop).await?;
    let called = |wanted: &str| {
        let found = pages.iter().find(|(name, _)| name == wanted);
        found.map(|(_, path)| path.clone()).context("a page")
    };
    let (import, line) = (called("number-import")?, called("goal-line")?);
    for screen in [Screen::Desktop, Screen::Dark, Screen::Phone] {
        let browser = desktop.on(&driver, screen).await?;
        let mut wrong = Vec::new();
        for (name, path) in &pages {
            browser.go(path).await?;
            if let Err(error) = browser.check(name).await {
                wrong.push(format!("{error:#}"));
            }
        }
        ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
        // What an import would do, before it does it.
        browser.go(&import).await?;
        browser.fill("text", SERIES).await?;
        browser.press("Look at what it would do").await?;
        browser.expect("Nothing is saved yet").await?;
        browser.check("number-import-preview").await?;
        browser.go(&import).await?;
        browser.fill("text", BROKEN).await?;
        browser.press("Look at what it would do").await?;
        browser.expect("cells are wrong").await?;
        browser.check("number-import-refused").await?;
        // A form that is refused.
        browser.go(&line).await?;
        browser.press("Save line").await?;
        browser.expect(on_page::PROBLEM).await?;
        browser.check("line-refused").await?;
        browser.close().await?;
    }
    desktop.close().await?;
    demo.expect_no_csp_report().await
}

#[tokio::test]
async fn a_lead_finds_its_table_and_its_private_self_check() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let lead = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    lead.go(&demo.lead).await?;
    lead.press(on_page::SIGN_IN).await?;
    lead.expect("Who sits at the table").await?;
    let table = lead.path().await?;
    lead.go("/goals").await?;
    lead.follow(on_page::GOAL).await?;
    let goal = lead.path().await?;
    for screen in [Screen::Desktop, Screen::Dark, Screen::Phone] {
        let browser = lead.on(&driver, screen).await?;
        for (name, path) in [
            ("lead-table", table.clone()),
            ("self-check", format!("{table}/self-check")),
            ("lead-goal", goal.clone()),
            ("adopt", format!("{goal}/adopt")),
        ] {
            browser.go(&path).await?;
            browser.check(name).await?;
        }
        browser.close().await?;
    }
    lead.close().await?;
    demo.expect_no_csp_report().await
}

#[tokio::test]
async fn advice_follows_what_one_types() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let desktop = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&desktop, &demo).await?;
    walks::draft_with_advice(&desktop).await?;
    desktop.close().await?;
    demo.expect_no_csp_report().await
}
