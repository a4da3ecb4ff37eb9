//! Mails made to take time, memory or the stack: some refused at once, some just inside every limit.

/// A mail by its recipe, so that only one is in memory at a time.
pub(super) struct Nasty {
    pub(super) name: &'static str,
    head: String,
    piece: String,
    count: usize,
    /// It is parsed, not refused.
    pub(super) is_inside: bool,
}

impl Nasty {
    pub(super) fn make(&self) -> Vec<u8> {
        let mut raw = Vec::with_capacity(self.head.len() + self.piece.len() * self.count + 8);
        raw.extend(self.head.as_bytes());
        for _ in 0..self.count {
            raw.extend(self.piece.as_bytes());
        }
        raw.extend(b"\r\n\r\nx");
        raw
    }
}

const FULL: usize = 5 * 1024 * 1024 - 2_000;
const BODY: &str = "From: a@b.example\r\nContent-Type: text/calendar\r\n\r\n";
const PART: &str = "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n";
const CALENDAR: &str = "From: a@b.example\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:u\n";
const BASE64: &str =
    "From: a@b.example\r\nContent-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\n";

pub(super) fn all() -> Vec<Nasty> {
    let mut all = refused();
    all.extend(inside());
    all.extend(inside_calendars());
    all
}

fn nested(levels: usize) -> String {
    let level =
        |n: usize| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n");
    let levels: String = (0..levels).map(level).collect();
    format!("From: a@b.example\r\n{levels}")
}

/// As large as may be.
fn refused() -> Vec<Nasty> {
    let of = |name, head: &str, piece: &str| Nasty {
        name,
        head: head.to_owned(),
        piece: piece.to_owned(),
        count: (FULL - head.len()) / piece.len(),
        is_inside: false,
    };
    let depth = Nasty {
        count: 100_000,
        ..of("depth 100,000", BODY, "BEGIN:A\n")
    };
    vec![
        depth,
        of("depth of calendars", BODY, "BEGIN:VCALENDAR\n"),
        of(
            "LF only",
            BODY,
            "X-A:12345678901234567890123456789012345678901234567890123456789012345\n",
        ),
        of("LF only, short lines", BODY, "X:1\n"),
        of("one line", BODY, "A"),
        of("one folded line", BODY, "A\n "),
        of("one attendee", BODY, "ATTENDEE;CN=\"a\",\"b\";"),
        of("mixed ends", BODY, "X-A:1\r\n\r\nB:2\r\r\nC:3\n"),
        of("repeated headers", "", "A: b\r\n"),
        of("one header", "Subject: ", "=?utf-8?q?a?= "),
        of("addresses", "From: ", "a@b, "),
        of("open comments", "To: ", "(a<\""),
        of("multipart in multipart, 30,000", &nested(30_000), "x"),
        of("mails in mails", "", "Content-Type: message/rfc822\r\n\r\n"),
        of("boundaries", PART, "--a\r\n\r\n"),
        of("zeros", "", "\0"),
        of("too large", "", "a".repeat(FULL / 2).as_str()),
    ]
}

fn of(name: &'static str, head: &str, piece: &str, count: usize) -> Nasty {
    Nasty {
        name,
        head: head.to_owned(),
        piece: piece.to_owned(),
        count,
        is_inside: true,
    }
}

/// As much of one thing as the limits let pass.
fn inside() -> Vec<Nasty> {
    let part = |header: &str| format!("{PART}{header}: ");
    vec![
        of("headers of a part", PART, "A: b\r\n", 99_000),
        of(
            "long headers of a part",
            PART,
            "A: 1234567890123456789012345678901234567890\r\n",
            99_000,
        ),
        of(
            "addresses of a part",
            &part("To"),
            "a@b,a@b,a@b,a@b,a@b,a@b,a@b,a@b,\r\n ",
            31_000,
        ),
        of(
            "ids of a part",
            &part("References"),
            "<a> <a> <a> <a> <a> <a> <a> <a>\r\n ",
            31_000,
        ),
        of(
            "keywords of a part",
            &part("Keywords"),
            "a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,\r\n ",
            15_500,
        ),
        of(
            "encoded words",
            &part("Subject"),
            "=?utf-8?q?a?= =?utf-8?q?a?= =?utf-8?q?a?=\r\n ",
            99_000,
        ),
        of(
            "attributes",
            "From: a@b.example\r\nContent-Type: text/plain; ",
            "a=b;a=b;a=b;a=b;a=b;a=b;a=b;a=b;\r\n ",
            1_990,
        ),
        of("multipart in multipart, 190", &nested(190), "x\r\n", 90_000),
        of(
            "mails in mails, 190",
            "From: a@b.example\r\n",
            "Content-Type: message/rfc822\r\n\r\n",
            190,
        ),
        of("short boundaries", PART, "--a\r\n\r\n", 49_000),
    ]
}

/// The same within a calendar.
fn inside_calendars() -> Vec<Nasty> {
    vec![
        of(
            "lines of a calendar",
            CALENDAR,
            "X-AB:12345678901234567890123456789012345678\n",
            19_000,
        ),
        of(
            "attendees",
            CALENDAR,
            "ATTENDEE;A=\"b\",\"c\":x@y\n",
            19_000,
        ),
        of(
            "parameters",
            CALENDAR,
            &format!("ATTENDEE;{}:x@y\n", "A=b;".repeat(15_000)),
            15,
        ),
        of(
            "values",
            CALENDAR,
            &format!("RDATE:{}\n", "20260101,".repeat(7_000)),
            15,
        ),
        of("components", CALENDAR, "BEGIN:A\nEND:A\n", 9_900),
        of(
            "base64",
            BASE64,
            "QkVHSU46VkNBTEVOREFSDQpCRUdJTjpWQ0FMRU5EQVINCkJFR0lOOlZDQUxFTkRBUg0K\r\n",
            70_000,
        ),
    ]
}
