//! What is handed round on paper fits one sheet, for the sample goal and for one with sixty lines and the longest texts that
//! the forms take.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Demo, Driver, Screen, walks};

/// Below the goal's own path. A page that is not there (404) fails.
const SHEETS: [(&str, &str); 2] = [("goal-sheet", "/sheet"), ("stack-sheet", "/stack/print")];
/// The same for the public.
const PUBLIC_SHEETS: [(&str, &str); 1] = [("public-sheet", "/sheet")];

#[tokio::test]
async fn a_goal_prints_on_one_sheet_whatever_it_holds() -> Result<()> {
    let (demo, driver) = (Demo::start().await?, Driver::start().await?);
    let desktop = Browser::open(&driver, &demo.base, Screen::Desktop).await?;
    walks::sign_in(&desktop, &demo).await?;
    let goal = walks::open_goal(&desktop).await?;
    let public = desktop.target("Public page").await?;
    print_all(&desktop, "sample", &goal, &public).await?;

    walks::overfill(&desktop, &goal, 60).await?;
    desktop.go(&goal).await?;
    desktop.check("goal-overfull").await?;
    print_all(&desktop, "overfull", &goal, &public).await?;

    for screen in [Screen::Dark, Screen::Phone] {
        let other = desktop.on(&driver, screen).await?;
        for path in [
            format!("{goal}/sheet"),
            format!("{public}/sheet"),
            "/goals/map".to_owned(),
        ] {
            other.go(&path).await?;
            other
                .check(path.rsplit('/').next().unwrap_or("page"))
                .await?;
        }
        other.close().await?;
    }
    desktop.close().await?;
    demo.expect_no_csp_report().await
}

async fn print_all(browser: &Browser, which: &str, goal: &str, public: &str) -> Result<()> {
    let of_goal = SHEETS.map(|(name, path)| (name, format!("{goal}{path}")));
    let of_public = PUBLIC_SHEETS.map(|(name, path)| (name, format!("{public}{path}")));
    for (name, path) in of_goal.into_iter().chain(of_public) {
        // Browsers keep public pages for a minute; a new address is a new page.
        let path = format!("{path}?{which}");
        let answer = browser.fetch(&path).await?;
        ensure!(answer.status == 200, "{path} answered {}", answer.status);
        browser.go(&path).await?;
        let name = format!("{name}-{which}");
        browser.check(&name).await?;
        browser
            .prints_on_one_sheet(&name)
            .await
            .with_context(|| path.clone())?;
    }
    Ok(())
}
