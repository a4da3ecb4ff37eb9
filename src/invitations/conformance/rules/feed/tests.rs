use super::{super::Verdict, *};

const SOUND: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nNAME:X\r\nX-WR-CALNAME:X\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\nBEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20270101T000000Z\r\nSEQUENCE:0\r\nLAST-MODIFIED:20270101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn failed(text: &str) -> Vec<&'static str> {
    check_feed(text)
        .into_iter()
        .filter(|check| check.verdict != Verdict::Pass)
        .map(|check| check.rule)
        .collect()
}

#[test]
fn each_rule_passes_and_fails() {
    assert_eq!(failed(SOUND), Vec::<&str>::new());
    let long = SOUND.replace("UID:a", &format!("UID:{}", "a".repeat(80)));
    for (text, rule) in [
        (long, "feed_lines"),
        (SOUND.replace("UID:a@b\r\n", "UID:a@b\n"), "feed_lines"),
        (SOUND.replace(";VALUE=DURATION", ""), "feed_refresh"),
        (SOUND.replace("NAME:X\r\nX-WR", "X-WR"), "feed_name"),
        (
            SOUND.replace("SEQUENCE:0", "SEQUENCE:0\r\nATTENDEE:mailto:a@b"),
            "feed_names_nobody",
        ),
        (SOUND.replace("SEQUENCE:0\r\n", ""), "feed_changes"),
    ] {
        assert_eq!(failed(&text), [rule]);
    }
}
