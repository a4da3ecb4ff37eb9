//! What every page must pass, whoever wrote it: no accessibility violation, no sideways scrolling; and a picture of it.

use std::fmt;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};

use crate::{Browser, paths};

/// One rule of the checker that a page breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule: `link-name`, `color-contrast`.
    pub rule: String,
    pub help: String,
    /// The selectors of the elements at fault.
    pub where_found: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} at {}",
            self.rule,
            self.help,
            self.where_found.join(", ")
        )
    }
}

const RULES: [&str; 6] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
];

const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, {runOnly: arguments[0], resultTypes: ['violations']})
       .then(found => done({violations: found.violations}), fault => done({fault: String(fault)}));";

impl Browser {
    /// Everything a page must pass. `name` becomes part of the screenshot's file name.
    pub async fn check(&self, name: &str) -> Result<()> {
        let path = self.path().await?;
        let page = format!("{name} ({path}) on {}", self.screen.name());
        self.screenshot(name).await.with_context(|| page.clone())?;
        self.no_overflow().await.with_context(|| page.clone())?;
        let violations = self.axe().await.with_context(|| page.clone())?;
        let told: Vec<String> = violations.iter().map(ToString::to_string).collect();
        ensure!(
            told.is_empty(),
            "{page} is hard to use for some:\n{}",
            told.join("\n")
        );
        Ok(())
    }

    /// The violations of WCAG 2.2 A and AA and of common practice on the page.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        let file = paths::axe();
        let checker = std::fs::read_to_string(&file)
            .with_context(|| format!("read {} (run `npm ci` in tests/browser)", file.display()))?;
        let patience = TimeoutConfiguration::new(Some(Duration::from_mins(1)), None, None);
        self.client.update_timeouts(patience).await?;
        self.unblock_scripts().await?;
        let answer = self.run(&checker).await;
        self.block_scripts().await?;
        let answer = answer?;
        let found = answer["violations"]
            .as_array()
            .with_context(|| format!("the checker failed: {answer}"))?;
        Ok(found.iter().map(violation).collect())
    }

    /// Runs a script that answers through its last argument, within a minute.
    pub(crate) async fn call(&self, script: &str, given: Vec<Value>) -> Result<Value> {
        let patience = TimeoutConfiguration::new(Some(Duration::from_mins(1)), None, None);
        self.client.update_timeouts(patience).await?;
        Ok(self.client.execute_async(script, given).await?)
    }

    async fn run(&self, checker: &str) -> Result<Value> {
        self.client.execute(checker, vec![]).await?;
        let rules = json!(RULES);
        Ok(self.client.execute_async(RUN, vec![rules]).await?)
    }

    /// Fails when the page is wider than its window.
    pub async fn no_overflow(&self) -> Result<()> {
        let script = "return [document.documentElement.scrollWidth, window.innerWidth,
            window.visualViewport.scale];";
        let sizes = self.client.execute(script, vec![]).await?;
        let [page, window] = [0, 1].map(|place| sizes[place].as_u64().unwrap_or_default());
        ensure!(
            page <= window && page > 0,
            "{page} px wide in a window of {window} px"
        );
        // A phone zooms out to fit a page that is too wide, and then reports a wider window.
        let scale = sizes[2].as_f64().unwrap_or_default();
        ensure!(
            scale > 0.99,
            "the phone zoomed out to {scale} to fit the page"
        );
        Ok(())
    }

    /// Keeps a picture of the window in `target/screenshots`.
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        let folder = paths::screenshots();
        std::fs::create_dir_all(&folder)?;
        let picture = self.client.screenshot().await?;
        let file = folder.join(format!("{name}.{}.png", self.screen.name()));
        std::fs::write(&file, picture).with_context(|| format!("write {}", file.display()))
    }
}

fn violation(found: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes = found["nodes"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    Violation {
        rule: text(&found["id"]),
        help: text(&found["help"]),
        where_found: nodes.iter().map(|node| text(&node["target"][0])).collect(),
    }
}
