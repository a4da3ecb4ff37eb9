use super::*;

#[test]
fn both_spellings_are_one_number() {
    let plain: Ein = "123456789".parse().unwrap();
    assert_eq!("12-3456789".parse(), Ok(plain));
    assert_eq!(plain.to_string(), "12-3456789");
}

#[test]
fn anything_else_is_refused() {
    for typed in [
        "",
        "12345678",
        "1234567890",
        "12-345678a",
        "123-456789",
        "00-0000000",
        "12-34-56789",
    ] {
        assert_eq!(typed.parse::<Ein>(), Err(NotAnEin), "{typed}");
    }
}
