use super::*;

fn facts() -> Facts {
    Facts {
        name: "Ann Lee".to_owned(),
        title: "Table {name}".to_owned(),
        ..Facts::default()
    }
}

#[test]
fn placeholders_are_filled_once() {
    assert_eq!(
        fill("{name}: {title}. {nonsense} {", &facts()),
        "Ann Lee: Table {name}. {nonsense} {"
    );
    assert_eq!(fill("", &facts()), "");
}

#[test]
fn every_one_on_offer_is_known_and_no_other() {
    for (name, _) in PLACEHOLDERS {
        assert_eq!(unknown(name), None, "{name}");
        assert_eq!(fill(name, &facts()).contains('}'), name == "{title}");
    }
    assert_eq!(unknown("Dear {nam},"), Some("{nam}".to_owned()));
    assert_eq!(unknown("a set { of } things"), None);
}
