//! The parts of a page that every page has, drawn by one piece of machine code each. A macro or an included file would be
//! compiled anew into each page that uses it: sixteen icons of the navigation alone were a quarter of the pages' code.

use askama::{Template, filters::HtmlSafe};

use super::Shell;

/// One of our own line icons.
#[derive(Template)]
#[template(path = "components/icon_drawn.html")]
pub struct Icon<'a> {
    name: &'a str,
    size: i32,
}

/// The icon of this name, `size` pixels wide (by reference, as askama hands on what a macro is given); an unknown name draws
/// nothing.
pub const fn icon<'a>(name: &'a str, size: &i32) -> Icon<'a> {
    Icon { name, size: *size }
}

/// What is in a document's head on every page.
#[derive(Template)]
#[template(path = "components/document_head.html")]
pub struct Head<'a> {
    shell: &'a Shell,
}

/// Everything of a staff page above its own content.
#[derive(Template)]
#[template(path = "layout_top.html")]
pub struct Top<'a> {
    shell: &'a Shell,
}

/// Everything of a staff page below its own content.
#[derive(Template)]
#[template(path = "layout_bottom.html")]
pub struct Bottom<'a> {
    shell: &'a Shell,
}

impl Shell {
    pub const fn head(&self) -> Head<'_> {
        Head { shell: self }
    }

    pub const fn top(&self) -> Top<'_> {
        Top { shell: self }
    }

    pub const fn bottom(&self) -> Bottom<'_> {
        Bottom { shell: self }
    }
}

// Each escapes what it is given itself.
impl HtmlSafe for Icon<'_> {}
impl HtmlSafe for Head<'_> {}
impl HtmlSafe for Top<'_> {}
impl HtmlSafe for Bottom<'_> {}
