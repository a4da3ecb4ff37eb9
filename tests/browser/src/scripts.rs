//! Blocks scripts in a window, and lets them run again for a check.
//!
//! A blocked page is parsed as one without scripts (what stands in `noscript` shows) and stays so; but the accessibility checker
//! is itself a script that waits on timers, so it needs them back while it runs. The browser's profile setting cannot be
//! turned back, hence the emulation.

use anyhow::Result;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::json;
use url::{ParseError, Url};

use crate::{Browser, Screen};

#[derive(Debug)]
struct SetScripts {
    blocked: bool,
}

impl WebDriverCompatibleCommand for SetScripts {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({
            "cmd": "Emulation.setScriptExecutionDisabled",
            "params": {"value": self.blocked},
        });
        (Method::POST, Some(body.to_string()))
    }
}

impl Browser {
    /// Blocks scripts on this and every later page, where the screen is one without them.
    pub(crate) async fn block_scripts(&self) -> Result<()> {
        self.set_scripts(true).await
    }

    /// Lets a check run its own scripts. The page's own are not run after the fact.
    pub(crate) async fn unblock_scripts(&self) -> Result<()> {
        self.set_scripts(false).await
    }

    async fn set_scripts(&self, blocked: bool) -> Result<()> {
        if self.screen == Screen::NoScript {
            self.client.issue_cmd(SetScripts { blocked }).await?;
        }
        Ok(())
    }
}
