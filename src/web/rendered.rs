//! A part of a page that was rendered before, to be put into another as it is.

use std::{fmt, sync::Arc};

use askama::Template;

/// The HTML of a template. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Rendered(Arc<str>);

impl Rendered {
    pub fn of(template: &impl Template) -> Result<Self, askama::Error> {
        Ok(Self(template.render()?.into()))
    }
}

impl fmt::Display for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `of` is the only way to make one, and a template escapes what it is given.
impl askama::filters::HtmlSafe for Rendered {}
