//! The mail that carries a sign-in link: after asking for one, or because an account was opened.

use askama::Template;

use crate::{entities::users, mail::Draft};

/// Why the mail is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    /// Somebody asked for a link with this address.
    Asked,
    /// An administrator opened the account or sent a link.
    Invited,
}

#[derive(Template)]
#[template(path = "mail/sign_in.txt")]
struct Text<'a> {
    name: &'a str,
    link: &'a str,
    good_for: &'a str,
    invited: bool,
}

#[derive(Template)]
#[template(path = "mail/sign_in.html")]
struct Html<'a> {
    name: &'a str,
    link: &'a str,
    good_for: &'a str,
    invited: bool,
}

/// The mail for one person. `good_for` says how long in words.
pub(super) fn sign_in(
    user: &users::Model,
    link: &str,
    good_for: &str,
    occasion: Occasion,
) -> Result<Draft, askama::Error> {
    let (name, invited) = (user.name.as_str(), occasion == Occasion::Invited);
    let subject = if invited {
        "Your Roundtable account"
    } else {
        "Sign in to Roundtable"
    };
    let text = Text {
        name,
        link,
        good_for,
        invited,
    };
    let html = Html {
        name,
        link,
        good_for,
        invited,
    };
    Ok(Draft::plain(
        user.email.clone(),
        subject.to_owned(),
        text.render()?,
        html.render()?,
    ))
}
