//! What subscribers require of a feed (`calendar.md` 3.3).

use super::{
    Check, Rule,
    lines::{self, Line},
    must,
};

/// A feed, taken apart.
struct Feed {
    text: String,
    lines: Vec<Line>,
}

impl Feed {
    fn of(&self, name: &str) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }
}

const RULES: &[Rule<Feed>] = &[
    Rule {
        id: "feed_lines",
        says: "Lines end in CRLF and have at most 75 octets",
        source: "RFC 5545 3.1; adangel.org (Google drops the whole feed for one folding error)",
        check: |feed| {
            let longest = feed.text.split("\r\n").map(str::len).max();
            let bare = feed.text.replace("\r\n", "").contains(['\r', '\n']);
            must(
                !bare && longest.is_some_and(|longest| longest <= 75),
                "A line is longer, or ends otherwise",
            )
        },
    },
    Rule {
        id: "feed_refresh",
        says: "It says how often to look, to Apple and to Outlook",
        source: "RFC 7986 5.7 (REFRESH-INTERVAL); X-PUBLISHED-TTL (Outlook)",
        check: |feed| {
            let apple = feed
                .of("REFRESH-INTERVAL")
                .any(|line| line.parameter("VALUE") == "DURATION");
            must(
                apple && feed.of("X-PUBLISHED-TTL").count() == 1,
                "One is missing",
            )
        },
    },
    Rule {
        id: "feed_name",
        says: "It names itself in both ways",
        source: "RFC 7986 5.1 (NAME); X-WR-CALNAME",
        check: |feed| {
            let once = |name: &str| feed.of(name).count() == 1;
            must(once("NAME") && once("X-WR-CALNAME"), "One is missing")
        },
    },
    Rule {
        id: "feed_names_nobody",
        says: "It is no invitation and names no guest",
        source: "pretix #3211; dotnet-foundation/wg-maintainers #64",
        check: |feed| {
            let found: Vec<&str> = ["METHOD", "ORGANIZER", "ATTENDEE"]
                .into_iter()
                .filter(|name| feed.of(name).next().is_some())
                .collect();
            must(found.is_empty(), found.join(", "))
        },
    },
    Rule {
        id: "feed_changes",
        says: "Every event has SEQUENCE and LAST-MODIFIED",
        source: "nsulistiyawan.github.io (Google notices no change otherwise)",
        check: |feed| {
            let events = feed
                .of("BEGIN")
                .filter(|line| line.value == "VEVENT")
                .count();
            must(
                ["UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED"]
                    .into_iter()
                    .all(|name| feed.of(name).count() == events),
                "One lacks them",
            )
        },
    },
];

/// Every rule for a feed.
pub(in crate::invitations) fn check_feed(text: &str) -> Vec<Check> {
    let feed = Feed {
        text: text.to_owned(),
        lines: lines::read(text),
    };
    RULES.iter().map(|rule| rule.of(&feed)).collect()
}

#[cfg(test)]
mod tests;
