//! Small parts that many pages repeat: pills, pagers and the bar of a capital stack, drawn by one piece of machine code each
//! (see `frame`). Templates call them by the macros of `components/`.

use std::fmt::Display;

use askama::{Template, filters::HtmlSafe};

use super::{charts::StackView, views::PagerView};

/// A status in a word.
#[derive(Template)]
#[template(path = "components/drawn/pill.html")]
pub struct Pill<'a> {
    kind: &'a str,
    icon: &'a str,
    text: &'a dyn Display,
}

/// A pill; `kind` is `ok`, `wait`, `bad`, `info` or `quiet`, and `icon` may be empty.
pub const fn pill<'a>(kind: &'a str, icon: &'a str, text: &'a dyn Display) -> Pill<'a> {
    Pill { kind, icon, text }
}

/// The mark of invented rows.
#[derive(Template)]
#[template(path = "components/drawn/sample_pill.html")]
pub struct SamplePill;

pub const fn sample_pill() -> SamplePill {
    SamplePill
}

/// Previous and next.
#[derive(Template)]
#[template(path = "components/drawn/pager.html")]
pub struct Pager<'a> {
    view: &'a PagerView,
}

impl PagerView {
    pub const fn drawn(&self) -> Pager<'_> {
        Pager { view: self }
    }
}

/// A capital stack as a bar.
#[derive(Template)]
#[template(path = "components/drawn/stack_bar.html")]
pub struct StackBar<'a> {
    view: &'a StackView,
    /// Of the bar, in pixels.
    height: i32,
    /// Amounts are written into the parts.
    words: bool,
    /// The gap has a brace below it.
    brace: bool,
}

/// The parts of a capital stack in words.
#[derive(Template)]
#[template(path = "components/drawn/stack_legend.html")]
pub struct StackLegend<'a> {
    view: &'a StackView,
}

impl StackView {
    /// `size`: `row`, `print`, or a page's own.
    pub fn bar(&self, size: &str) -> StackBar<'_> {
        let (height, words, brace) = match size {
            "row" => (14, false, false),
            "print" => (40, true, false),
            _ => (48, true, self.gap.is_some()),
        };
        StackBar {
            view: self,
            height,
            words,
            brace,
        }
    }

    pub const fn legend(&self) -> StackLegend<'_> {
        StackLegend { view: self }
    }
}

// Each escapes what it is given itself.
impl HtmlSafe for Pill<'_> {}
impl HtmlSafe for SamplePill {}
impl HtmlSafe for Pager<'_> {}
impl HtmlSafe for StackBar<'_> {}
impl HtmlSafe for StackLegend<'_> {}
