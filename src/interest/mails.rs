//! The mails this room sends. They repeat no free text but names, which may hold no web address: a
//! stranger must not be able to have us carry theirs. A reviewer's reason is the exception.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{rules::Said, store::GoalBrief};
use crate::{
    auth::Token,
    entities::interests,
    mail::Draft,
    values::{EmailAddress, wall_time},
    web::Settings,
};

/// What both halves of a confirmation mail say.
struct Asked<'a> {
    goal: &'a GoalBrief,
    said: &'a Said,
    host: &'a str,
    link: String,
    good_until: String,
}

#[derive(Template)]
#[template(path = "mail/confirm_interest.txt")]
struct AskText<'a> {
    mail: &'a Asked<'a>,
}

#[derive(Template)]
#[template(path = "mail/confirm_interest.html")]
struct AskHtml<'a> {
    mail: &'a Asked<'a>,
}

/// Asks the person to confirm; the link is good until `by`.
pub(super) fn ask(
    settings: &Settings,
    goal: &GoalBrief,
    said: &Said,
    token: &Token,
    by: DateTime<Utc>,
) -> Result<Draft, askama::Error> {
    let mail = Asked {
        goal,
        said,
        host: settings.host(),
        link: settings.url(&format!("/interest/confirm/{}", token.reveal())),
        good_until: wall_time::moment(by, &goal.zone),
    };
    Ok(Draft::plain(
        said.email.clone(),
        format!("Confirm your interest: {}", goal.title),
        AskText { mail: &mail }.render()?,
        AskHtml { mail: &mail }.render()?,
    ))
}

/// Why a mail about a registration is sent, other than to ask for it to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News<'a> {
    /// The form was sent again for a registration that is confirmed.
    Held,
    /// A reviewer has taken it in.
    TakenIn,
    /// A reviewer has declined it, for this reason.
    Declined(&'a str),
}

/// What both halves of such a mail say.
struct Told<'a> {
    goal: &'a GoalBrief,
    name: &'a str,
    organization: &'a str,
    news: News<'a>,
    goal_page: String,
    privacy_page: String,
}

#[derive(Template)]
#[template(path = "mail/interest_news.txt")]
struct NewsText<'a> {
    mail: &'a Told<'a>,
}

#[derive(Template)]
#[template(path = "mail/interest_news.html")]
struct NewsHtml<'a> {
    mail: &'a Told<'a>,
}

/// Tells the person how their registration stands. It goes to the address that was confirmed, not
/// to the one typed last.
pub(super) fn tell(
    settings: &Settings,
    goal: &GoalBrief,
    interest: &interests::Model,
    news: News<'_>,
) -> Result<Draft, askama::Error> {
    let mail = Told {
        goal,
        name: &interest.name,
        organization: &interest.organization_name,
        news,
        goal_page: settings.url(&format!("/g/{}", goal.slug)),
        privacy_page: settings.url("/privacy"),
    };
    let subject = match news {
        News::Held => format!("We have your interest already: {}", goal.title),
        News::TakenIn => format!("Thank you for your interest: {}", goal.title),
        News::Declined(_) => format!("About your interest: {}", goal.title),
    };
    let to: EmailAddress = interest.email.clone();
    Ok(Draft::plain(
        to,
        subject,
        NewsText { mail: &mail }.render()?,
        NewsHtml { mail: &mail }.render()?,
    ))
}
