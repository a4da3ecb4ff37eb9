//! A part of a page that was rendered before, to be put into another as it is.

use std::{fmt, sync::Arc};

use askama::Template;
use axum::response::Response;

use super::{Result, Shell, page::page};
use crate::db::Large;

/// The HTML of a template. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Rendered(Arc<str>);

impl Rendered {
    pub fn of(template: &impl Template) -> Result<Self, askama::Error> {
        Ok(Self(template.render()?.into()))
    }
}

impl Large for Rendered {
    fn bytes(&self) -> usize {
        self.0.len()
    }
}

#[derive(Template)]
#[template(path = "framed.html")]
struct Framed<'a> {
    shell: Shell,
    content: &'a Rendered,
}

/// A whole page of what was rendered before.
pub fn framed(shell: Shell, content: &Rendered) -> Result<Response> {
    page(&Framed { shell, content })
}

impl fmt::Display for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `of` is the only way to make one, and a template escapes what it is given.
impl askama::filters::HtmlSafe for Rendered {}
