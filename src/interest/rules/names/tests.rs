use super::*;

#[test]
fn spellings_of_one_name_fold_together() {
    for (one, other) in [
        (
            "The Harborpoint Foundation, Inc.",
            "Harborpoint Foundation (example)",
        ),
        (
            "Bay Hills Community Foundation",
            "BAY HILLS COMMUNITY FOUNDATION INC",
        ),
        ("Smith & Sons Trust", "Smith and Sons"),
        ("Fundación Río Grande", "Fundacion Rio Grande, LLC"),
    ] {
        assert_eq!(folded_name(one), folded_name(other), "{one} / {other}");
    }
    assert_ne!(
        folded_name("Harborpoint Foundation"),
        folded_name("Harborpoint Bank")
    );
    assert_eq!(folded_name("The Foundation"), "foundation");
}

#[test]
fn hosts_come_from_what_people_type() {
    assert_eq!(
        host_of("https://www.Example.org/grants?x=1").as_deref(),
        Some("example.org")
    );
    assert_eq!(host_of(" example.org ").as_deref(), Some("example.org"));
    assert_eq!(host_of("http://127.0.0.1/"), None);
    assert_eq!(host_of("not a site"), None);
    assert_eq!(host_of(""), None);
}
