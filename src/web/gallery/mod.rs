//! Every component in every state, with fixture data: two pages to look at, and to run accessibility checks on,
//! without a database. Served only in debug and test builds. The data is invented and says so.

use askama::Template;

use super::Shell;
use super::charts::CurveView;
use super::charts::StackView;
use super::views::{Choice, FieldErrors, Link, PagerView, ReasonView, StepView, Tab, WhyPart};

mod fixtures;
mod pictures;

/// Staff components inside the staff shell.
#[derive(Template)]
#[template(path = "gallery.html")]
pub struct GalleryPage {
    pub shell: Shell,
    crumbs: Vec<Link>,
    tabs: Vec<Tab>,
    steps: Vec<StepView>,
    stacks: Vec<StackView>,
    curve: CurveView,
    why: Vec<WhyPart>,
    matches: Vec<MatchRow>,
    pager: PagerView,
    choices: Vec<Choice>,
    errors: FieldErrors,
    no_errors: FieldErrors,
}

/// One row of the sample table.
struct MatchRow {
    name: &'static str,
    kind: &'static str,
    points: u8,
    share: &'static str,
    ask: &'static str,
    low: u32,
    high: u32,
    /// Kind, icon and word of the status pill.
    status: (&'static str, &'static str, &'static str),
    under: &'static str,
    reasons: Vec<ReasonView>,
}

/// A public form, refused once, as a phone shows it.
#[derive(Template)]
#[template(path = "gallery/register.html")]
pub struct PublicGalleryPage {
    pub shell: Shell,
    kinds: Vec<Choice>,
    products: Vec<Choice>,
    errors: FieldErrors,
    stack: StackView,
}

impl GalleryPage {
    pub fn new(shell: Shell) -> Self {
        Self {
            shell,
            crumbs: fixtures::crumbs(),
            tabs: fixtures::tabs(),
            steps: fixtures::steps(),
            stacks: vec![pictures::stack("page"), pictures::stack("row")],
            curve: pictures::curve(),
            why: fixtures::why(),
            matches: fixtures::matches(),
            pager: PagerView {
                from: 51,
                to: 100,
                total: 1904,
                noun: "funders",
                previous: Some("/gallery".into()),
                next: Some("/gallery".into()),
            },
            choices: fixtures::products(),
            errors: fixtures::errors(),
            no_errors: FieldErrors::default(),
        }
    }
}

impl PublicGalleryPage {
    pub fn new(shell: Shell) -> Self {
        Self {
            shell,
            kinds: fixtures::kinds(),
            products: fixtures::products(),
            errors: fixtures::errors(),
            stack: pictures::stack("public"),
        }
    }
}

#[cfg(test)]
mod tests;
