//! Mails as programs write them.

use super::*;

#[test]
fn outlook_and_google_are_read_through_their_encodings() {
    let letter = mail("outlook-accept.eml");
    assert_eq!(letter.from, "ann@funder.example");
    assert_eq!(letter.recipients, ["c-7f3a@invite.convene.example"]);
    let trusted = ["mx.convene.example".to_owned()];
    assert_eq!(
        standing(&letter.authentication, &trusted, &letter.from),
        Standing::Confirmed
    );
    assert_eq!(
        standing(&letter.authentication, &[], &letter.from),
        Standing::Unknown
    );
    let Content::Calendar(outlook) = letter.content else {
        panic!()
    };
    assert_eq!((outlook.method, outlook.organizer), (Method::Reply, None));
    assert_eq!(
        outlook.starts_at,
        Some("2026-11-01T14:00:00Z".parse::<DateTime<Utc>>().unwrap())
    );
    assert_eq!(outlook.comment, "See you there");
    // The method parameter says REQUEST; the body is right. Auto-generated, and an answer all the same.
    for name in ["gmail-decline.eml", "attachment-only.eml"] {
        let Content::Calendar(google) = mail(name).content else {
            panic!("{name}")
        };
        assert_eq!(google.method, Method::Reply);
        assert_eq!(
            (
                google.attendees[0].said,
                google.attendees[0].address.as_str()
            ),
            (Said::Declined, "ann@funder.example")
        );
    }
}

#[test]
fn what_programs_send_by_themselves_is_no_reply() {
    let Content::Bounce(bounce) = mail("bounce.eml").content else {
        panic!()
    };
    let told: Vec<_> = bounce
        .undelivered
        .iter()
        .map(|each| (each.address.as_str(), each.is_final()))
        .collect();
    assert_eq!(
        told,
        [("ann@funder.example", true), ("bea@funder.example", false)]
    );
    let returned = "0190c0de-0000-7000-8000-000000000001";
    assert_eq!(bounce.about, ["b1", returned]);
    assert!(matches!(
        mail("out-of-office.eml").content,
        Content::AutoReply
    ));
    assert!(matches!(
        mail("written-by-hand.eml").content,
        Content::Nothing(Unreadable::NoCalendar)
    ));
    assert_eq!(mail("two-froms.eml").from, "");
    // An empty return path is a program's, whatever it carries.
    let mut raw = b"Return-Path: <>\r\n".to_vec();
    raw.extend(bytes("outlook-accept.eml"));
    assert!(matches!(read(&raw).unwrap().content, Content::AutoReply));
}

/// Found by the mutations below: mail-parser 0.11.9 panics on it.
#[test]
fn a_panic_of_a_parser_is_a_mail_that_cannot_be_read() {
    assert_eq!(
        read(&bytes("breaks-a-parser.eml")).map(|_| ()),
        Err(Unreadable::Broken)
    );
}
