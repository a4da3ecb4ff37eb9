//! What a person does on a page, in a person's words: follow a link, press a button, fill a field, expect a text.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::json;
use tokio::time::sleep;

use crate::{Browser, Screen};

/// How often and how long to wait for what a page is about to show: five seconds in all.
const TRIES: usize = 50;
const PAUSE: Duration = Duration::from_millis(100);
/// How many pauses a click with scripts is given to leave the page: one second.
const MOMENT: usize = 10;

impl Browser {
    /// Follows the visible link with this text.
    pub async fn follow(&self, text: &str) -> Result<()> {
        let link = self.named(&["a[@href]"], text).await?;
        self.click_away(&link)
            .await
            .with_context(|| format!("follow \"{text}\""))
    }

    /// Where the visible link with this text leads: the attribute, as written.
    pub async fn target(&self, text: &str) -> Result<String> {
        let link = self.named(&["a[@href]"], text).await?;
        link.attr("href").await?.context("a link without a target")
    }

    /// The full address of the first link or text of the page that leads to a path with `part` in it.
    pub async fn link_to(&self, part: &str) -> Result<String> {
        let css = format!("a[href*='{part}']");
        if let Some(link) = self.client.find_all(Locator::Css(&css)).await?.first() {
            return link.prop("href").await?.context("a link without a target");
        }
        let shown = self.client.find(Locator::Css("body")).await?.text().await?;
        let mut words = shown.split_whitespace();
        let found = words.find(|word| word.starts_with("http") && word.contains(part));
        found
            .map(str::to_owned)
            .with_context(|| format!("no link to {part} in:\n{shown}"))
    }

    /// Presses the visible button with this text.
    pub async fn press(&self, text: &str) -> Result<()> {
        let button = self
            .named(&["button", "input[@type='submit']"], text)
            .await?;
        self.click_away(&button)
            .await
            .with_context(|| format!("press \"{text}\""))
    }

    /// Unfolds what this line of text hides.
    pub async fn unfold(&self, text: &str) -> Result<()> {
        let summary = self.named(&["summary"], text).await?;
        Ok(summary.click().await?)
    }

    /// Writes into the field of this name, whatever its kind: for a choice, the value; for a box, anything ticks it.
    pub async fn fill(&self, name: &str, value: &str) -> Result<()> {
        let all = self.fields(name).await?;
        let first = all
            .first()
            .with_context(|| format!("no field is named {name}"))?;
        let kind = first.prop("type").await?.unwrap_or_default();
        match kind.as_str() {
            "select-one" => Ok(first.select_by_value(value).await?),
            "radio" | "checkbox" if all.len() > 1 => {
                let css = format!("[name='{name}'][value='{value}']");
                self.tick(&self.client.find(Locator::Css(&css)).await?)
                    .await
            }
            "radio" | "checkbox" => self.tick(first).await,
            // Typing a date depends on the browser's language; a date set by value does not.
            "datetime-local" | "date" | "time" => {
                let script = "arguments[0].value = arguments[1];
                    arguments[0].dispatchEvent(new Event('input', {bubbles: true}));
                    arguments[0].dispatchEvent(new Event('change', {bubbles: true}));";
                let field = serde_json::to_value(first)?;
                self.client
                    .execute(script, vec![field, json!(value)])
                    .await?;
                Ok(())
            }
            _ => {
                first.clear().await?;
                Ok(first.send_keys(value).await?)
            }
        }
    }

    /// Every field of this name; the page that has it may take a moment to come.
    async fn fields(&self, name: &str) -> Result<Vec<Element>> {
        let css = format!("[name='{name}']");
        for _ in 0..TRIES {
            let found = self.client.find_all(Locator::Css(&css)).await?;
            if !found.is_empty() {
                return Ok(found);
            }
            sleep(PAUSE).await;
        }
        bail!("{} has no field named {name}", self.path().await?)
    }

    /// Ticks the first `count` boxes that match, and says how many there are.
    pub async fn tick_first(&self, css: &str, count: usize) -> Result<usize> {
        let boxes = self.client.find_all(Locator::Css(css)).await?;
        ensure!(
            boxes.len() >= count,
            "{} of {css}, {count} wanted",
            boxes.len()
        );
        for each in boxes.iter().take(count) {
            self.tick(each).await?;
        }
        Ok(boxes.len())
    }

    /// Clicks and waits for the page that the click asks for; the driver does not always. Without scripts every such click
    /// loads one. With scripts some only open something, so that staying for a moment is no failure.
    async fn click_away(&self, element: &Element) -> Result<()> {
        let mark = "document.documentElement.dataset.left = 'yes';";
        self.client.execute(mark, vec![]).await?;
        self.show(element).await?;
        element.click().await?;
        let tries = if self.screen == Screen::NoScript {
            TRIES
        } else {
            MOMENT
        };
        for _ in 0..tries {
            sleep(PAUSE).await;
            if self.is_on_another_page().await {
                return Ok(());
            }
        }
        ensure!(
            self.screen != Screen::NoScript,
            "{} stayed where it was",
            self.path().await?
        );
        Ok(())
    }

    /// Whether the page that was marked is gone and the next one is whole.
    async fn is_on_another_page(&self) -> bool {
        let gone =
            "return !document.documentElement.dataset.left && document.readyState === 'complete';";
        let answer = self.client.execute(gone, vec![]).await;
        answer.is_ok_and(|answer| answer == json!(true))
    }

    async fn tick(&self, input: &Element) -> Result<()> {
        if !input.is_selected().await? {
            self.show(input).await?;
            input.click().await?;
        }
        ensure!(input.is_selected().await?, "a box stayed empty");
        Ok(())
    }

    /// Brings it to the middle, from under a sticky bar: a person would scroll, too.
    async fn show(&self, element: &Element) -> Result<()> {
        let script = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'});";
        let element = serde_json::to_value(element)?;
        self.client.execute(script, vec![element]).await?;
        Ok(())
    }

    async fn heading_now(&self) -> Result<String> {
        let headings = self.client.find_all(Locator::Css("h1")).await?;
        match headings.as_slice() {
            [one] => Ok(one.text().await?.trim().to_owned()),
            other => bail!("{} has {} main headings", self.path().await?, other.len()),
        }
    }

    /// Fails unless the page's main heading becomes this within a few seconds: a form that scripts send leaves its page
    /// only when the answer has come.
    pub async fn expect_heading(&self, text: &str) -> Result<()> {
        let mut seen = String::new();
        for _ in 0..TRIES {
            if let Ok(heading) = self.heading_now().await {
                if heading == text {
                    return Ok(());
                }
                seen = heading;
            }
            sleep(PAUSE).await;
        }
        bail!(
            "{} is headed \"{seen}\", not \"{text}\"",
            self.path().await?
        )
    }

    /// Fails unless the page shows this text, in any case, within a few seconds.
    pub async fn expect(&self, text: &str) -> Result<()> {
        let mut shown = String::new();
        for _ in 0..TRIES {
            // A page that is just being replaced has no body for a moment.
            if let Ok(body) = self.client.find(Locator::Css("body")).await {
                shown = body.text().await.unwrap_or_default();
                if shown.to_lowercase().contains(&text.to_lowercase()) {
                    return Ok(());
                }
            }
            sleep(PAUSE).await;
        }
        bail!("{} does not say \"{text}\":\n{shown}", self.path().await?)
    }

    /// Fails unless something on the page matches.
    pub async fn expect_element(&self, css: &str) -> Result<()> {
        for _ in 0..TRIES {
            if !self.client.find_all(Locator::Css(css)).await?.is_empty() {
                return Ok(());
            }
            sleep(PAUSE).await;
        }
        bail!("{} has no {css}", self.path().await?)
    }

    /// The first visible element of one of these kinds whose text is `text`, else whose text contains it; it may
    /// take a moment to appear.
    async fn named(&self, kinds: &[&str], text: &str) -> Result<Element> {
        for _ in 0..TRIES {
            if let Some(element) = self.look(kinds, text).await {
                return Ok(element);
            }
            sleep(PAUSE).await;
        }
        bail!(
            "{} has no visible {} \"{text}\"",
            self.path().await?,
            kinds[0]
        )
    }

    /// One look. An element that goes away while it is looked at counts as not there.
    async fn look(&self, kinds: &[&str], text: &str) -> Option<Element> {
        let wanted = quoted(text);
        let said = "normalize-space(concat(string(.), ' ', @value[not(../self::button)]))";
        for test in [
            format!("{said} = {wanted}"),
            format!("contains({said}, {wanted})"),
        ] {
            for kind in kinds {
                let path = format!("//{kind}[{test}]");
                for element in self.client.find_all(Locator::XPath(&path)).await.ok()? {
                    if element.is_displayed().await.ok()? {
                        return Some(element);
                    }
                }
            }
        }
        None
    }
}

/// A text as an `XPath` literal, which knows no escapes.
fn quoted(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}
