use super::*;

#[test]
fn quotes_folds_and_nesting_are_read() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE;CN=\"Lee; Ann: x\";RSVP=TRUE:mai\r\n lto:Ann@F.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let lines = read(text);
    let attendee = &lines[2];
    assert_eq!(attendee.parameter("CN"), "Lee; Ann: x");
    assert_eq!(attendee.parameter("RSVP"), "TRUE");
    assert_eq!(attendee.address(), Some("ann@f.example".to_owned()));
    assert_eq!(attendee.within, ["VCALENDAR", "VEVENT"]);
    assert_eq!(lines.last().unwrap().within, Vec::<String>::new());
}

#[test]
fn nonsense_is_a_line_too() {
    for text in ["", ":", ";;", "X", "é;ü=\"", "A;B:C:D"] {
        let _ = read(text);
    }
    assert_eq!(split("A;B:C:D").value, "C:D");
    assert_eq!(split("X").value, "");
}
