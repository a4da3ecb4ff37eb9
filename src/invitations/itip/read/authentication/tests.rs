use super::*;

fn of(headers: &[&str], from: &str) -> Standing {
    let headers: Vec<_> = headers.iter().map(|each| (*each).to_owned()).collect();
    standing(&headers, &["mx.convene.example".to_owned()], from)
}

#[test]
fn a_pass_counts_only_for_the_from_domain_and_from_a_server_we_trust() {
    let pass = "mx.convene.example; dkim=pass (2048-bit key) header.d=funder.example";
    assert_eq!(of(&[pass], "ann@funder.example"), Standing::Confirmed);
    assert_eq!(of(&[pass], "ann@mail.funder.example"), Standing::Confirmed);
    assert_eq!(of(&[pass], "ann@notfunder.example"), Standing::Unknown);
    assert_eq!(of(&[pass], "ann"), Standing::Unknown);
    let other = "mx.evil.example; dkim=pass header.d=funder.example";
    assert_eq!(of(&[other], "ann@funder.example"), Standing::Unknown);
    let spf = "mx.convene.example 1; spf=pass smtp.mailfrom=bounce@funder.example; dkim=none";
    assert_eq!(of(&[spf], "ann@funder.example"), Standing::Confirmed);
}

#[test]
fn a_comment_or_an_older_header_cannot_pass_and_dmarc_can_fail() {
    let comment = "mx.convene.example; none (; dkim=pass header.d=funder.example)";
    assert_eq!(of(&[comment], "ann@funder.example"), Standing::Unknown);
    let none = "mx.convene.example; dkim=none";
    let forged = "mx.convene.example; dkim=pass header.d=funder.example";
    assert_eq!(of(&[none, forged], "ann@funder.example"), Standing::Unknown);
    let fail = "mx.convene.example; spf=pass smtp.mailfrom=funder.example; dmarc=fail header.from=funder.example";
    assert_eq!(of(&[fail], "ann@funder.example"), Standing::Failed);
    assert_eq!(
        of(&["", ";;;", "(((", "mx.convene.example"], "a@b.c"),
        Standing::Unknown
    );
}

#[test]
fn what_a_server_quotes_is_no_result() {
    for echoed in [
        "mx.convene.example; spf=pass smtp.mailfrom=\"x; dkim=pass header.d=funder.example (\"@evil.example; dmarc=fail header.from=funder.example",
        "mx.convene.example; dkim=pass header.i=\"x\\\"; dkim=pass header.d=funder.example\"@evil.example",
        "mx.convene.example; spf=pass smtp.mailfrom=\"; dkim=pass header.d=funder.example",
        "mx.convene.example; none (\\); dkim=pass header.d=funder.example",
    ] {
        assert_ne!(
            of(&[echoed], "ann@funder.example"),
            Standing::Confirmed,
            "{echoed}"
        );
    }
}
