//! Which known organization a registration may belong to.
//!
//! Grounds in falling order of strength: the EIN, the domain of website or e-mail, the e-mail of a known person, the
//! name. A free-mail or site-builder domain says nothing about an employer, so it is no ground.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::names::{folded_name, host_of};
use crate::values::{Ein, EmailAddress};

/// What a registration says about its organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The organization's name as typed.
    pub organization: String,
    /// Its EIN, where given.
    pub ein: Option<Ein>,
    /// Its website as typed, where given.
    pub website: Option<String>,
    /// The person's e-mail.
    pub email: EmailAddress,
}

/// A known organization, as far as comparing needs it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Display name first, then legal name and aliases.
    pub names: Vec<String>,
    /// Its EIN.
    pub ein: Option<Ein>,
    /// Its website.
    pub website: Option<String>,
    /// Its public e-mail and those of its people.
    pub emails: Vec<EmailAddress>,
}

/// Why a candidate is suggested, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The same EIN.
    Ein,
    /// The same domain in website or e-mail.
    Domain,
    /// The same person's e-mail, at a shared domain.
    Email,
    /// The same name once folded.
    Name,
}

/// A candidate worth a look, with the strongest ground for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Position in the list of candidates.
    pub candidate: usize,
    /// The strongest ground.
    pub ground: Ground,
    /// The ground in words: "Same EIN, 12-3456789".
    pub sentence: String,
}

/// Domains many unrelated people share.
const SHARED_DOMAINS: [&str; 28] = [
    "aol.com",
    "att.net",
    "bellsouth.net",
    "comcast.net",
    "cox.net",
    "duck.com",
    "facebook.com",
    "fastmail.com",
    "github.io",
    "gmail.com",
    "gmx.com",
    "google.com",
    "googlemail.com",
    "hey.com",
    "hotmail.com",
    "icloud.com",
    "linkedin.com",
    "live.com",
    "mac.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "verizon.net",
    "wixsite.com",
    "wordpress.com",
    "yahoo.com",
];

/// Candidates a registration may belong to, strongest ground first, then in the order given. Each appears once.
pub fn suggest(registration: &Registration, candidates: &[Candidate]) -> Vec<Suggestion> {
    let hosts = hosts(
        registration.website.as_deref(),
        std::slice::from_ref(&registration.email),
    );
    let email = registration.email.normalized();
    let name = folded_name(&registration.organization);
    let mut found: Vec<Suggestion> = candidates
        .iter()
        .enumerate()
        .filter_map(|(candidate, known)| {
            let (ground, sentence) = same_ein(registration.ein, known)
                .or_else(|| same_domain(&hosts, known))
                .or_else(|| same_email(&email, known))
                .or_else(|| same_name(&name, known))?;
            Some(Suggestion {
                candidate,
                ground,
                sentence,
            })
        })
        .collect();
    found.sort_by_key(|suggestion| (suggestion.ground, suggestion.candidate));
    found
}

fn same_ein(ein: Option<Ein>, known: &Candidate) -> Option<(Ground, String)> {
    let ein = ein.filter(|ein| known.ein == Some(*ein))?;
    Some((Ground::Ein, format!("Same EIN, {ein}")))
}

fn same_domain(hosts: &BTreeSet<String>, known: &Candidate) -> Option<(Ground, String)> {
    let theirs = self::hosts(known.website.as_deref(), &known.emails);
    let shared = hosts
        .iter()
        .find(|host| theirs.iter().any(|other| same_or_under(host, other)))?;
    Some((Ground::Domain, format!("Same domain, {shared}")))
}

fn same_email(email: &str, known: &Candidate) -> Option<(Ground, String)> {
    let same = known
        .emails
        .iter()
        .find(|other| other.normalized() == email)?;
    Some((Ground::Email, format!("Same e-mail, {same}")))
}

fn same_name(name: &str, known: &Candidate) -> Option<(Ground, String)> {
    let same = known
        .names
        .iter()
        .find(|other| !name.is_empty() && folded_name(other) == name)?;
    Some((Ground::Name, format!("Same name, “{same}”")))
}

fn hosts(website: Option<&str>, emails: &[EmailAddress]) -> BTreeSet<String> {
    website
        .and_then(host_of)
        .into_iter()
        .chain(emails.iter().map(|email| email.domain().to_owned()))
        .filter(|host| {
            !SHARED_DOMAINS
                .iter()
                .any(|shared| same_or_under(host, shared))
        })
        .collect()
}

/// True when `host` is `domain` or lies under it.
fn same_or_under(host: &str, domain: &str) -> bool {
    host == domain
        || host
            .strip_suffix(domain)
            .is_some_and(|rest| rest.ends_with('.'))
}
