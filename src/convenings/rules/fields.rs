//! Reading single fields: text within its limits, a choice from a list, a web address.

use std::str::FromStr;

use url::Url;

use crate::{
    values::typed::{clean, words},
    web::FieldErrors,
};

/// The most characters a web address may have.
const LONGEST_LINK: usize = 1_000;

/// Text of one line.
pub(super) fn line(
    errors: &mut FieldErrors,
    field: &'static str,
    text: &str,
    most: usize,
) -> String {
    within(errors, field, words(text), most)
}

/// Text of several lines.
pub(super) fn lines(
    errors: &mut FieldErrors,
    field: &'static str,
    text: &str,
    most: usize,
) -> String {
    within(errors, field, clean(text), most)
}

fn within(errors: &mut FieldErrors, field: &'static str, text: String, most: usize) -> String {
    if text.chars().count() > most {
        errors.add(field, format!("Shorten this to at most {most} characters"));
    }
    text
}

/// A code of a list; anything else is answered with `otherwise`.
pub(super) fn choice<T: FromStr>(
    errors: &mut FieldErrors,
    field: &'static str,
    text: &str,
    otherwise: &str,
) -> Option<T> {
    errors.keep(field, text.parse().map_err(|_| otherwise))
}

/// A web address people can open, or nothing.
pub(super) fn link(errors: &mut FieldErrors, field: &'static str, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let read = Url::parse(text).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.is_empty())
    });
    match read {
        Some(url) if url.as_str().len() <= LONGEST_LINK => url.to_string(),
        Some(_) => {
            errors.add(
                field,
                format!("Shorten this to at most {LONGEST_LINK} characters"),
            );
            String::new()
        }
        None => {
            errors.add(
                field,
                "Give a web address that begins with https:// or http://",
            );
            String::new()
        }
    }
}
