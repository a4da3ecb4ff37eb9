use super::*;

fn filled() -> InterestForm {
    InterestForm {
        name: " Renata  Ashe ".to_owned(),
        organization: "Juniper Street Fund (example)".to_owned(),
        email: "renata@juniper.example.org".to_owned(),
        kind: "invest".to_owned(),
        products: vec!["pri_loan".to_owned(), "grant".to_owned()],
        amount_low: "250k".to_owned(),
        amount_high: "$1.5m".to_owned(),
        ein: "123456789".to_owned(),
        website: "juniper.example.org".to_owned(),
        consent: "yes".to_owned(),
        consent_list: "yes".to_owned(),
        ..InterestForm::default()
    }
}

#[test]
fn a_filled_form_is_read() {
    let said = read(&filled()).unwrap();
    assert_eq!(said.name, "Renata Ashe");
    assert_eq!(said.products.to_string(), "grant;pri_loan");
    assert_eq!(said.amount_low.unwrap().dollars(), 250_000);
    assert_eq!(said.amount_high.unwrap().dollars(), 1_500_000);
    assert_eq!(said.ein.unwrap().to_string(), "12-3456789");
    assert!(said.consent_list && !said.consent_contact);
    assert_eq!(said.role, "");
}

#[test]
fn an_empty_form_names_what_is_missing_in_order() {
    let wrong = read(&InterestForm::default()).unwrap_err();
    let fields: Vec<_> = wrong.iter().map(|error| error.field).collect();
    assert_eq!(fields, ["name", "email", "organization", "kind", "consent"]);
}

#[test]
fn each_field_says_what_to_type_instead() {
    let form = InterestForm {
        email: "renata@".to_owned(),
        ein: "12".to_owned(),
        website: "javascript://example.org".to_owned(),
        kind: "everything".to_owned(),
        products: vec!["gold".to_owned()],
        amount_low: "lots".to_owned(),
        message: "x".repeat(2_001),
        ..filled()
    };
    let wrong = read(&form).unwrap_err();
    let fields: Vec<_> = wrong.iter().map(|error| error.field).collect();
    assert_eq!(
        fields,
        [
            "email",
            "kind",
            "products",
            "amount_low",
            "message",
            "ein",
            "website"
        ]
    );
    assert_eq!(
        wrong.of("ein"),
        "Type the nine digits of the EIN, such as 12-3456789."
    );
}

#[test]
fn amounts_go_up() {
    let form = InterestForm {
        amount_low: "2m".to_owned(),
        amount_high: "1m".to_owned(),
        ..filled()
    };
    assert_eq!(
        read(&form).unwrap_err().of("amount_high"),
        "Type the larger amount here."
    );
}

#[test]
fn only_a_program_fills_the_trap() {
    assert!(!filled().is_trapped());
    let trapped = InterestForm {
        referral: "x".to_owned(),
        ..filled()
    };
    assert!(trapped.is_trapped());
}
