use super::*;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn months_are_full_months() {
    for (from, to, months) in [
        ("2024-12-31", "2026-11-22", 22),
        ("2024-11-22", "2026-11-22", 24),
        ("2024-11-23", "2026-11-22", 23),
        ("2024-01-31", "2024-02-29", 1),
        ("2027-01-01", "2026-11-22", 0),
    ] {
        assert_eq!(months_between(on(from), on(to)), months, "{from} to {to}");
    }
}

#[test]
fn fresh_data_with_a_date_is_no_concern() {
    let today = on("2026-11-22");
    let fresh = Freshness::of(
        Some(on("2025-12-31")),
        Some(on("2026-09-10")),
        Some(on("2027-09-10")),
        today,
    );
    assert!(!fresh.is_a_concern() && fresh.warnings().is_empty());
    assert_eq!(
        fresh.sentence(),
        "Data as of 31 Dec 2025, released 10 Sep 2026. Next release due 10 Sep 2027."
    );
}

#[test]
fn old_silent_and_overdue_data_is_a_concern() {
    let today = on("2026-11-22");
    let old = Freshness::of(Some(on("2013-12-31")), None, None, today);
    assert!(old.is_a_concern());
    assert_eq!(
        old.warnings(),
        [
            "The newest value is more than 12 years old.",
            "It is not known when the next value comes out."
        ]
    );
    let late = Freshness::of(Some(on("2025-12-31")), None, Some(on("2026-10-01")), today);
    assert!(late.overdue && !late.is_a_concern());
    assert_eq!(
        late.sentence(),
        "Data as of 31 Dec 2025. The next release was due 1 Oct 2026."
    );
    assert_eq!(
        Freshness::of(None, None, None, today).sentence(),
        "No value is known yet."
    );
}
