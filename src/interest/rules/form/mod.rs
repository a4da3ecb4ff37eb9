//! Reading the public form. Every field arrives as text; what cannot be read is said beside its
//! field, and everything typed is kept by the page.

use std::str::FromStr;

use serde::Deserialize;

use super::{host_of, text};
use crate::{
    values::{CapitalProduct, CodeList, Ein, EmailAddress, InterestKind, Money, typed::words},
    web::FieldErrors,
};

/// Most characters of a message.
pub const LONGEST_MESSAGE: usize = 2_000;

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InterestForm {
    pub name: String,
    pub organization: String,
    pub role: String,
    pub email: String,
    pub ein: String,
    pub website: String,
    pub kind: String,
    pub products: Vec<String>,
    pub amount_low: String,
    pub amount_high: String,
    pub message: String,
    pub consent: String,
    pub consent_contact: String,
    pub consent_list: String,
    /// A field people do not see; programs that fill in everything fill it too.
    pub referral: String,
}

impl InterestForm {
    /// True when only a program can have sent this.
    pub fn is_trapped(&self) -> bool {
        !self.referral.is_empty()
    }
}

/// What a person said, once read. That they agreed to being kept is the proof of having one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub name: String,
    pub organization: String,
    pub role: String,
    pub email: EmailAddress,
    pub ein: Option<Ein>,
    pub website: String,
    pub kind: InterestKind,
    pub products: CodeList,
    pub amount_low: Option<Money>,
    pub amount_high: Option<Money>,
    pub message: String,
    pub consent_contact: bool,
    pub consent_list: bool,
}

/// Reads the form, or says what is wrong with it in the order of its fields.
pub fn read(form: &InterestForm) -> Result<Said, FieldErrors> {
    let mut errors = FieldErrors::default();
    let wrong = &mut errors;
    let name = text::name(&form.name, 120, "Type your name.");
    let name = wrong.keep("name", name);
    let email = wrong.keep("email", form.email.parse());
    let organization = text::name(&form.organization, 200, "Type your organization's name.");
    let organization = wrong.keep("organization", organization);
    let role = wrong.keep("role", text::optional_name(&form.role, 120));
    let kind = wrong.keep("kind", kind(&form.kind));
    let products = wrong.keep("products", products(&form.products));
    let amount_low = wrong.keep("amount_low", optional(&form.amount_low));
    let amount_high = wrong.keep("amount_high", optional(&form.amount_high));
    let (low, high): (Option<Money>, Option<Money>) = (amount_low.flatten(), amount_high.flatten());
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        wrong.add("amount_high", "Type the larger amount here.");
    }
    let message = wrong.keep("message", text::prose(&form.message, LONGEST_MESSAGE));
    let ein = wrong.keep("ein", optional(&form.ein));
    let website = wrong.keep("website", website(&form.website));
    if form.consent.is_empty() {
        wrong.add(
            "consent",
            "Tick this so that we may keep your details and answer you.",
        );
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let read = || {
        Some(Said {
            name: name?,
            organization: organization?,
            role: role?,
            email: email?,
            ein: ein?,
            website: website?,
            kind: kind?,
            products: products?,
            amount_low: low,
            amount_high: high,
            message: message?,
            consent_contact: !form.consent_contact.is_empty(),
            consent_list: !form.consent_list.is_empty(),
        })
    };
    // Every `None` above has left its note in `errors`.
    read().ok_or(errors)
}

/// `None` for a field left empty.
fn optional<T: FromStr>(typed: &str) -> Result<Option<T>, T::Err> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some)
}

fn kind(typed: &str) -> Result<InterestKind, &'static str> {
    typed
        .parse()
        .map_err(|_| "Choose how you would like to take part.")
}

fn products(typed: &[String]) -> Result<CodeList, &'static str> {
    let known: Result<Vec<CapitalProduct>, _> = typed.iter().map(|code| code.parse()).collect();
    let mut known = known.map_err(|_| "Choose from the kinds of money listed.")?;
    known.sort_unstable();
    known.dedup();
    Ok(known.into_iter().collect())
}

fn website(typed: &str) -> Result<String, &'static str> {
    let typed = words(typed);
    if typed.is_empty() {
        return Ok(typed);
    }
    let fits = typed.len() <= 300 && !typed.contains(' ') && host_of(&typed).is_some();
    let is_web = !typed.contains("://")
        || typed.to_ascii_lowercase().starts_with("https://")
        || typed.to_ascii_lowercase().starts_with("http://");
    if fits && is_web {
        Ok(typed)
    } else {
        Err("Type a web address such as example.org.")
    }
}

#[cfg(test)]
mod tests;
