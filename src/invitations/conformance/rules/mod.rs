//! What calendar clients require of a mail, as checks of the very bytes that left. Each names its source. All pure.

mod dns;
mod event;
mod feed;
mod lines;
mod mail;
mod sent;
mod time;

#[cfg(test)]
mod check;

pub(in crate::invitations) use dns::{Hint, hints};
pub(in crate::invitations) use feed::check_feed;
pub(in crate::invitations) use sent::Sent;

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) enum Verdict {
    Pass,
    /// What is wrong, in words.
    Fails(String),
    /// Why the rule says nothing about this mail.
    NotAsked(&'static str),
}

/// A rule with what it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Check {
    pub(in crate::invitations) rule: &'static str,
    pub(in crate::invitations) says: &'static str,
    pub(in crate::invitations) source: &'static str,
    pub(in crate::invitations) verdict: Verdict,
}

/// One rule of one client or standard.
struct Rule<T: 'static + ?Sized> {
    id: &'static str,
    says: &'static str,
    source: &'static str,
    check: fn(&T) -> Verdict,
}

impl<T: ?Sized> Rule<T> {
    fn of(&self, sent: &T) -> Check {
        Check {
            rule: self.id,
            says: self.says,
            source: self.source,
            verdict: (self.check)(sent),
        }
    }
}

/// Every rule for a mail with a calendar part, in the order of the page.
pub(in crate::invitations) fn check(sent: &Sent) -> Vec<Check> {
    let rules = mail::RULES.iter().chain(event::RULES).chain(time::RULES);
    rules.map(|rule| rule.of(sent)).collect()
}

/// `Pass`, or this.
fn must(holds: bool, otherwise: impl Into<String>) -> Verdict {
    if holds {
        Verdict::Pass
    } else {
        Verdict::Fails(otherwise.into())
    }
}
