//! How the mail around the calendar is laid out (`calendar.md` 3.1).

use super::{Rule, Verdict, must, sent::Sent};

pub(super) const RULES: &[Rule<Sent>] = &[
    Rule {
        id: "layout",
        says: "Text, HTML and calendar are alternatives in this order; the file is attached beside them",
        source: "CalConnect iMIP best practices; Nextcloud #12885 (Outlook shows no buttons for an attachment alone)",
        check: layout,
    },
    Rule {
        id: "method_parameter",
        says: "The part says the same method as the calendar in it",
        source: "RFC 6047 2.4; vibetype #2368 (Outlook: methods do not match), Thunderbird appointment #773",
        check: method_parameter,
    },
    Rule {
        id: "charset",
        says: "The part says charset=UTF-8",
        source: "RFC 6047 2.4",
        check: charset,
    },
    Rule {
        id: "component",
        says: "The part says component=VEVENT",
        source: "RFC 6047 2.4; CalConnect iMIP best practices",
        check: component,
    },
    Rule {
        id: "encoding",
        says: "The part is quoted-printable: filters distrust base64 there",
        source: "RFC 6047 2.5; symfony-docs #22832",
        check: encoding,
    },
    Rule {
        id: "bare_part",
        says: "The part has neither a disposition nor an id of its own",
        source: "PHPMailer #175 (Thunderbird hides it otherwise)",
        check: bare_part,
    },
    Rule {
        id: "attachment",
        says: "The file is application/ics, named, in base64",
        source: "CalConnect iMIP best practices",
        check: attachment,
    },
    Rule {
        id: "same_bytes",
        says: "The file holds the same bytes as the part",
        source: "CalConnect iMIP best practices",
        check: same_bytes,
    },
    Rule {
        id: "one_address",
        says: "From, Reply-To and ORGANIZER are one address, which we receive",
        source: "CalConnect iMIP guide (an agent address for each event); rdv-service-public #1662",
        check: one_address,
    },
    Rule {
        id: "one_recipient",
        says: "It goes to one person",
        source: "calendar.md 0; RFC 5546 3.2.2 (a guest list is not everybody's business)",
        check: one_recipient,
    },
];

fn layout(sent: &Sent) -> Verdict {
    let kinds_of = |at: usize| -> Vec<&str> {
        let within = sent.parts.get(at).map(|part| part.parts.as_slice());
        within
            .unwrap_or_default()
            .iter()
            .filter_map(|at| sent.parts.get(*at))
            .map(|part| part.kind.as_str())
            .collect()
    };
    let root = sent.parts.first().map(|part| part.kind.as_str());
    let outer = kinds_of(0);
    let inner = sent
        .parts
        .iter()
        .position(|part| part.kind == "multipart/alternative")
        .map(kinds_of)
        .unwrap_or_default();
    let as_tested = root == Some("multipart/mixed")
        && outer == ["multipart/alternative", "application/ics"]
        && inner == ["text/plain", "text/html", "text/calendar"];
    must(
        as_tested,
        format!(
            "It is {} of {outer:?}, with {inner:?}",
            root.unwrap_or("nothing")
        ),
    )
}

fn parameter<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.calendar()
        .and_then(|part| part.parameters.get(name))
        .map_or("", String::as_str)
}

fn method_parameter(sent: &Sent) -> Verdict {
    let (said, is) = (parameter(sent, "method"), sent.method());
    must(
        !is.is_empty() && said == is,
        format!("The part says “{said}”, the calendar “{is}”"),
    )
}

fn charset(sent: &Sent) -> Verdict {
    let said = parameter(sent, "charset");
    must(
        said.eq_ignore_ascii_case("utf-8"),
        format!("It says “{said}”"),
    )
}

fn component(sent: &Sent) -> Verdict {
    let said = parameter(sent, "component");
    must(
        said.eq_ignore_ascii_case("vevent"),
        format!("It says “{said}”"),
    )
}

fn encoding(sent: &Sent) -> Verdict {
    let said = sent.calendar().map_or("", |part| part.encoding);
    must(said == "quoted-printable", format!("It is “{said}”"))
}

fn bare_part(sent: &Sent) -> Verdict {
    match sent.calendar() {
        None => Verdict::Fails("There is no calendar part".to_owned()),
        Some(part) => must(
            !part.has_disposition && !part.has_content_id,
            "It has Content-Disposition or Content-ID",
        ),
    }
}

fn attachment(sent: &Sent) -> Verdict {
    match sent.file() {
        None => Verdict::Fails("No file is attached".to_owned()),
        Some(part) => must(
            part.kind == "application/ics"
                && part.encoding == "base64"
                && part.file_name.to_lowercase().ends_with(".ics"),
            format!(
                "It is {}, “{}”, {}",
                part.kind, part.file_name, part.encoding
            ),
        ),
    }
}

fn same_bytes(sent: &Sent) -> Verdict {
    let (part, file) = (sent.calendar(), sent.file());
    let same = part
        .zip(file)
        .is_some_and(|(part, file)| part.bytes == file.bytes);
    must(same, "They differ")
}

fn one_address(sent: &Sent) -> Verdict {
    let organizer: Vec<String> = sent
        .of_event("ORGANIZER")
        .filter_map(super::lines::Line::address)
        .collect();
    must(
        organizer.len() == 1 && sent.from == organizer && sent.reply_to == organizer,
        format!(
            "From is {:?}, Reply-To {:?}, ORGANIZER {organizer:?}",
            sent.from, sent.reply_to
        ),
    )
}

fn one_recipient(sent: &Sent) -> Verdict {
    must(sent.to.len() == 1, format!("To is {:?}", sent.to))
}
