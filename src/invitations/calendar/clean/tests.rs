use super::*;

#[test]
fn names_lose_what_would_leave_the_parameter() {
    assert_eq!(cn("Ann \"Bo\" Li; PhD"), "Ann 'Bo' Li, PhD");
    assert_eq!(cn("\"a\";X-EVIL=1;CN=\"b\""), "'a',X-EVIL=1,CN='b'");
    assert_eq!(
        cn("Eve\r\nATTENDEE:mailto:evil@x"),
        "Eve ATTENDEE:mailto:evil@x"
    );
    assert_eq!(cn("a^nb\\"), "a nb");
}

#[test]
fn every_line_end_becomes_one() {
    assert_eq!(text("a\r\nb\rc\u{2028}d\u{85}e\n", 100), "a\nb\nc\nd\ne");
    assert_eq!(text("\u{feff}a\tb\u{0}\u{7f}c\u{9f}", 100), "a bc");
    assert_eq!(line("one \u{feff} gap"), "one gap");
    assert_eq!(line("two\r\n lines\u{2029}and more"), "two lines and more");
}

#[test]
fn long_text_is_cut_at_a_character() {
    assert_eq!(text("ééééé", 10), "ééééé");
    assert_eq!(text("éééééé", 10), "ééé…");
    assert_eq!(line(&"x".repeat(5000)).len(), LINE_OCTETS);
}

#[test]
fn raw_values_are_refused_rather_than_repaired() {
    assert_eq!(
        raw("URL", "https://x.example/a,b;c"),
        Ok("https://x.example/a,b;c")
    );
    for bad in [
        "",
        "https://x/\r\nATTENDEE:mailto:evil@x",
        "https://x/\"",
        "https://x/a b",
        "x\u{2028}y",
    ] {
        assert_eq!(raw("URL", bad), Err(CalendarError::Unsafe("URL")));
    }
}
