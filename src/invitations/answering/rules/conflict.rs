//! Two ways of answering that disagree: what the calendar says, and what the guest's page says.

use chrono::{DateTime, Utc};

use crate::values::{AnswerSource, Partstat};

/// One answer, as far as it can disagree with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Said {
    pub(in crate::invitations) partstat: Partstat,
    pub(in crate::invitations) source: AnswerSource,
    pub(in crate::invitations) sequence: i32,
    pub(in crate::invitations) at: DateTime<Utc>,
}

/// The places of the two newest answers of calendar and page that disagree, the later first. Answers to an earlier time
/// do not count, and what staff recorded since has settled it.
pub(in crate::invitations) fn conflict(
    answers: &[Said],
    rescheduled: i32,
) -> Option<(usize, usize)> {
    let newest = |source: AnswerSource| {
        let of = answers.iter().enumerate();
        let of = of.filter(|(_, said)| said.source == source && said.sequence >= rescheduled);
        of.max_by_key(|(_, said)| said.at)
    };
    let calendar = newest(AnswerSource::Calendar)?;
    let page = newest(AnswerSource::Link)?;
    let (later, earlier) = if calendar.1.at > page.1.at {
        (calendar, page)
    } else {
        (page, calendar)
    };
    let settled = newest(AnswerSource::Staff).is_some_and(|(_, by)| by.at >= later.1.at);
    (later.1.partstat != earlier.1.partstat && !settled).then_some((later.0, earlier.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(partstat: Partstat, source: AnswerSource, minute: u32) -> Said {
        Said {
            partstat,
            source,
            sequence: 1,
            at: format!("2026-11-22T10:{minute:02}:00Z").parse().unwrap(),
        }
    }

    #[test]
    fn a_calendar_and_a_page_that_disagree_are_shown_the_later_first() {
        use AnswerSource::{Calendar, Link, Staff};
        use Partstat::{Accepted, Declined};
        let both = [said(Declined, Calendar, 1), said(Accepted, Link, 5)];
        assert_eq!(conflict(&both, 0), Some((1, 0)));
        let both = [said(Declined, Calendar, 7), said(Accepted, Link, 5)];
        assert_eq!(conflict(&both, 0), Some((0, 1)));
        let settled = [both[0], both[1], said(Accepted, Staff, 9)];
        assert_eq!(conflict(&settled, 0), None);
        let again = [both[0], both[1], said(Accepted, Staff, 6)];
        assert_eq!(conflict(&again, 0), Some((0, 1)));
    }

    #[test]
    fn nothing_disagrees_with_itself_or_with_an_earlier_time() {
        use AnswerSource::{Calendar, Link};
        use Partstat::{Accepted, Declined};
        let both = [said(Declined, Calendar, 1), said(Accepted, Link, 5)];
        assert_eq!(conflict(&both[..1], 0), None);
        assert_eq!(conflict(&both, 2), None);
        assert_eq!(conflict(&[said(Accepted, Calendar, 1), both[1]], 0), None);
        // They came round: the newest of each counts.
        let round = [both[0], both[1], said(Declined, Link, 8)];
        assert_eq!(conflict(&round, 0), None);
    }
}
