use super::*;

#[test]
fn an_address_is_read_and_never_shows_its_password() {
    let read: InboxAddress = "imaps://replies%40city.example:p%20%3A1@mail.city.example/Invites"
        .parse()
        .unwrap();
    assert_eq!(
        (read.user.as_str(), read.password.as_str(), read.port),
        ("replies@city.example", "p :1", 993)
    );
    assert_eq!(
        format!("{read} {read:?}"),
        "imaps://replies@city.example:***@mail.city.example:993/Invites "
            .repeat(2)
            .trim_end()
    );
    let here: InboxAddress = "imap://a:b@127.0.0.1:1143".parse().unwrap();
    assert_eq!((here.folder.as_str(), here.port), ("INBOX", 1143));
    for wrong in [
        "imap://a:b@mail.city.example/INBOX",
        "imaps://mail.city.example/INBOX",
        "imaps://a@mail.city.example/INBOX",
        "imaps://a:b%0D%0Ax@mail.city.example/INBOX",
        "https://a:b@mail.city.example",
        "INBOX",
    ] {
        assert!(wrong.parse::<InboxAddress>().is_err(), "{wrong}");
    }
}
