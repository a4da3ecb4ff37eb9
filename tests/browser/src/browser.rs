//! One browser window of a certain kind, pointed at one server.

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::Driver;

const CHROMIUM: &str = "/usr/bin/chromium";

/// The kinds of screens every page must work on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    Desktop,
    /// Desktop, in dark mode.
    Dark,
    /// 390 by 844, by touch.
    Phone,
    /// 320 by 640: the narrowest that WCAG 1.4.10 asks for.
    SmallPhone,
    /// Desktop, scripts blocked: see `scripts`.
    NoScript,
}

impl Screen {
    /// For file names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Dark => "dark",
            Self::Phone => "phone",
            Self::SmallPhone => "small-phone",
            Self::NoScript => "no-script",
        }
    }

    fn capabilities(self) -> Value {
        let mut options = json!({
            "binary": CHROMIUM,
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--hide-scrollbars", "--lang=en-US", "--window-size=1440,1200"],
        });
        match self {
            Self::Desktop | Self::NoScript => {}
            Self::Dark => {
                if let Some(args) = options["args"].as_array_mut() {
                    args.push(json!("--blink-settings=preferredColorScheme=0"));
                }
            }
            // A headless window does not go below about 500 px, so phones are emulated.
            Self::Phone => options["mobileEmulation"] = phone(390, 844),
            Self::SmallPhone => options["mobileEmulation"] = phone(320, 640),
        }
        json!({"browserName": "chrome", "goog:chromeOptions": options})
    }
}

fn phone(width: u32, height: u32) -> Value {
    json!({"deviceMetrics": {"width": width, "height": height, "pixelRatio": 2.0, "touch": true}})
}

/// A browser window. Close it with [`Browser::close`]; the driver ends those left open.
#[derive(Debug)]
pub struct Browser {
    pub(crate) client: Client,
    pub(crate) base: String,
    pub screen: Screen,
}

impl Browser {
    /// Opens a window for the server at `base`, without loading a page.
    pub async fn open(driver: &Driver, base: &str, screen: Screen) -> Result<Self> {
        let capabilities = screen.capabilities();
        let capabilities = capabilities.as_object().cloned().unwrap_or_default();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.address())
            .await
            .with_context(|| format!("open a {} browser", screen.name()))?;
        let browser = Self {
            client,
            base: base.to_owned(),
            screen,
        };
        browser.block_scripts().await?;
        Ok(browser)
    }

    /// Another window on another kind of screen, signed in as the same person.
    pub async fn on(&self, driver: &Driver, screen: Screen) -> Result<Self> {
        let other = Self::open(driver, &self.base, screen).await?;
        // Cookies can only be set on a page of their own site; any answer will do.
        other.go("/no-such-page").await?;
        for cookie in self.client.get_all_cookies().await? {
            other.client.add_cookie(cookie).await?;
        }
        Ok(other)
    }

    /// Loads a path of the server, or a full address.
    pub async fn go(&self, path: &str) -> Result<()> {
        let address = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        self.client
            .goto(&address)
            .await
            .with_context(|| format!("load {address}"))
    }

    /// Path and query of the page in the window.
    pub async fn path(&self) -> Result<String> {
        let url = self.client.current_url().await?;
        Ok(match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        })
    }

    /// The title of the page in the window.
    pub async fn title(&self) -> Result<String> {
        Ok(self.client.title().await?)
    }

    /// Whether a media query holds in the window.
    pub async fn matches(&self, query: &str) -> Result<bool> {
        let script = "return matchMedia(arguments[0]).matches;";
        let answer = self.client.execute(script, vec![json!(query)]).await?;
        Ok(answer == json!(true))
    }

    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }
}
