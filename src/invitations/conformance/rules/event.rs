//! What the calendar says of the event (`calendar.md` 3.2).

use super::{Rule, Verdict, lines::Line, must, sent::Sent};

pub(super) const RULES: &[Rule<Sent>] = &[
    Rule {
        id: "line_ends",
        says: "Every line ends in CRLF",
        source: "RFC 5545 3.1; RFC 6047 2.4",
        check: line_ends,
    },
    Rule {
        id: "line_length",
        says: "No line is longer than 75 octets",
        source: "RFC 5545 3.1; adangel.org (Google drops the whole file for one)",
        check: line_length,
    },
    Rule {
        id: "no_controls",
        says: "No control characters",
        source: "RFC 5545 3.1; vobject refuses a bare CR",
        check: no_controls,
    },
    Rule {
        id: "frame",
        says: "One calendar with VERSION 2.0, one PRODID and one METHOD",
        source: "RFC 5545 3.6; RFC 5546 1.4; libical's restrictions",
        check: frame,
    },
    Rule {
        id: "one_event",
        says: "One event, one UID",
        source: "RFC 6047 2.4; CalConnect iMIP best practices",
        check: one_event,
    },
    Rule {
        id: "second_reader",
        says: "A parser that is not ours reads it and finds the same event",
        source: "calendar.md 4",
        check: second_reader,
    },
    Rule {
        id: "recipient_listed",
        says: "Whom it is for is an ATTENDEE",
        source: "PHPMailer #175; biweekly #102 (“Add to calendar” instead of buttons otherwise)",
        check: recipient_listed,
    },
    Rule {
        id: "recipient_asked",
        says: "Their line has CN, CUTYPE, ROLE, PARTSTAT and RSVP",
        source: "PHPMailer #175; Appointments #647",
        check: recipient_asked,
    },
    Rule {
        id: "organizer",
        says: "ORGANIZER is a mailto: address and not one of the guests",
        source: "RFC 5546 3.2.2; RFC 6047 2.3; iCal #109; davmail #493 (Exchange: an organizer cannot accept)",
        check: organizer,
    },
    Rule {
        id: "versions",
        says: "UID, SEQUENCE, DTSTAMP and LAST-MODIFIED are there, each once",
        source: "RFC 5546 2.1.5; tmail-backend #975 (Google drops what is not newer)",
        check: versions,
    },
    Rule {
        id: "status",
        says: "STATUS and TRANSP fit the method",
        source: "RFC 5546 3.2.2 and 3.2.5",
        check: status,
    },
    Rule {
        id: "hold",
        says: "A hold also says so to Outlook",
        source: "MS-OXCICAL 2.1.3.1.1.20.49 (X-MICROSOFT-CDO-BUSYSTATUS)",
        check: hold,
    },
    Rule {
        id: "counter",
        says: "It says whether another time may be proposed",
        source: "MS-OXOCAL 3.1.4.8.4.1; comm-central calItipUtils",
        check: counter,
    },
    Rule {
        id: "no_alarm",
        says: "No alarm: when to be reminded is the guest's own business",
        source: "calendar.md 1.3; RFC 5546 3.2.2",
        check: no_alarm,
    },
    Rule {
        id: "no_empty_text",
        says: "No property is empty",
        source: "libical (DESCRIPTION without a value is an error)",
        check: no_empty_text,
    },
    Rule {
        id: "no_html_twin",
        says: "No X-ALT-DESC: Outlook prefers DESCRIPTION",
        source: "stackoverflow 54457457",
        check: no_html_twin,
    },
];

const NOT_A_REQUEST: Verdict = Verdict::NotAsked("Only a request asks for an answer");

fn line_ends(sent: &Sent) -> Verdict {
    let bare = sent.text.replace("\r\n", "");
    must(
        sent.text.ends_with("\r\n") && !bare.contains(['\r', '\n']),
        "A line ends otherwise",
    )
}

fn line_length(sent: &Sent) -> Verdict {
    let longest = sent.text.split("\r\n").map(str::len).max();
    let longest = longest.unwrap_or_default();
    must(longest <= 75, format!("One has {longest}"))
}

fn no_controls(sent: &Sent) -> Verdict {
    let found = sent
        .text
        .chars()
        .find(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\t'));
    match found {
        Some(c) => Verdict::Fails(format!("It holds U+{:04X}", u32::from(c))),
        None => Verdict::Pass,
    }
}

fn frame(sent: &Sent) -> Verdict {
    let calendars = sent
        .lines
        .iter()
        .filter(|line| line.name == "BEGIN" && line.value == "VCALENDAR");
    let version: Vec<&str> = sent
        .of_calendar("VERSION")
        .map(|line| line.value.as_str())
        .collect();
    let known = matches!(
        sent.method().as_str(),
        "REQUEST" | "CANCEL" | "DECLINECOUNTER"
    );
    let once = |name: &str| sent.of_calendar(name).count() == 1;
    must(
        calendars.count() == 1 && version == ["2.0"] && once("PRODID") && once("METHOD") && known,
        format!(
            "VERSION {version:?}, {} PRODID, METHOD “{}”",
            sent.of_calendar("PRODID").count(),
            sent.method()
        ),
    )
}

fn one_event(sent: &Sent) -> Verdict {
    let events = sent
        .lines
        .iter()
        .filter(|line| line.name == "BEGIN" && line.value == "VEVENT")
        .count();
    let ids = sent.of_event("UID").count();
    must(
        (events, ids) == (1, 1),
        format!("{events} events, {ids} UID"),
    )
}

fn second_reader(sent: &Sent) -> Verdict {
    let Ok(calendar) = calcard::icalendar::ICalendar::parse(&sent.text) else {
        return Verdict::Fails("It does not read it".to_owned());
    };
    let mut events = calendar
        .components
        .iter()
        .filter(|each| each.component_type.is_event());
    let found = events.next().and_then(|event| event.uid());
    must(
        found == Some(sent.value("UID")) && events.next().is_none(),
        format!("It finds “{}”", found.unwrap_or_default()),
    )
}

fn recipient_listed(sent: &Sent) -> Verdict {
    must(
        sent.recipient().is_some(),
        format!("{:?} is not among them", sent.to),
    )
}

fn recipient_asked(sent: &Sent) -> Verdict {
    if sent.method() != "REQUEST" {
        return NOT_A_REQUEST;
    }
    let Some(line) = sent.recipient() else {
        return Verdict::Fails("They are not listed".to_owned());
    };
    let needed = ["CN", "CUTYPE", "ROLE", "PARTSTAT", "RSVP"];
    let missing: Vec<&str> = needed
        .into_iter()
        .filter(|name| line.parameter(name).is_empty())
        .collect();
    must(
        missing.is_empty(),
        format!("Missing: {}", missing.join(", ")),
    )
}

fn organizer(sent: &Sent) -> Verdict {
    let of: Vec<Option<String>> = sent.of_event("ORGANIZER").map(Line::address).collect();
    let [Some(address)] = of.as_slice() else {
        return Verdict::Fails("There is none, or it is no mailto: address".to_owned());
    };
    let invited = sent
        .of_event("ATTENDEE")
        .any(|line| line.address().as_ref() == Some(address));
    must(!invited, "The organizer is among the guests")
}

fn versions(sent: &Sent) -> Verdict {
    let needed = ["UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"];
    let wrong: Vec<&str> = needed
        .into_iter()
        .filter(|name| sent.of_event(name).count() != 1 || sent.value(name).is_empty())
        .collect();
    let number = sent.value("SEQUENCE").parse::<u32>().is_ok();
    let stamp = sent.value("DTSTAMP").ends_with('Z');
    must(
        wrong.is_empty() && number && stamp,
        format!("Missing, doubled or no number: {}", wrong.join(", ")),
    )
}

fn status(sent: &Sent) -> Verdict {
    let (status, transp) = (sent.value("STATUS"), sent.value("TRANSP"));
    let fits = match sent.method().as_str() {
        "REQUEST" => matches!(status, "CONFIRMED" | "TENTATIVE") && transp == "OPAQUE",
        // Without STATUS: one seat is taken back, and the meeting takes place.
        "CANCEL" => matches!(status, "CANCELLED" | ""),
        _ => return Verdict::NotAsked("It changes no entry"),
    };
    must(fits, format!("STATUS “{status}”, TRANSP “{transp}”"))
}

fn hold(sent: &Sent) -> Verdict {
    if sent.value("STATUS") != "TENTATIVE" {
        return Verdict::NotAsked("It is no hold");
    }
    let said = sent.value("X-MICROSOFT-CDO-BUSYSTATUS");
    must(said == "TENTATIVE", format!("It says “{said}”"))
}

fn counter(sent: &Sent) -> Verdict {
    if sent.method() != "REQUEST" {
        return NOT_A_REQUEST;
    }
    let said = sent.value("X-MICROSOFT-DISALLOW-COUNTER");
    must(
        matches!(said, "TRUE" | "FALSE"),
        format!("It says “{said}”"),
    )
}

fn no_alarm(sent: &Sent) -> Verdict {
    let alarm = sent
        .lines
        .iter()
        .any(|line| line.name == "BEGIN" && line.value == "VALARM");
    must(!alarm, "It has one")
}

fn no_empty_text(sent: &Sent) -> Verdict {
    let empty: Vec<&str> = sent
        .lines
        .iter()
        .filter(|line| line.value.is_empty())
        .map(|line| line.name.as_str())
        .collect();
    must(empty.is_empty(), empty.join(", "))
}

fn no_html_twin(sent: &Sent) -> Verdict {
    must(sent.of_event("X-ALT-DESC").next().is_none(), "It has one")
}
