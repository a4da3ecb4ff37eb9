use super::*;

fn registration() -> Registration {
    Registration {
        organization: "The Harborpoint Foundation".to_owned(),
        ein: "12-3456789".parse().ok(),
        website: None,
        email: "ana.ruiz+grants@grants.harborpoint.example.org"
            .parse()
            .unwrap(),
    }
}

fn known(name: &str) -> Candidate {
    Candidate {
        names: vec![name.to_owned()],
        ..Candidate::default()
    }
}

#[test]
fn the_strongest_ground_comes_first() {
    let by_name = known("Harborpoint Foundation (example)");
    let by_email = Candidate {
        emails: vec!["ana.ruiz@gmail.com".parse().unwrap()],
        ..known("A")
    };
    let by_domain = Candidate {
        website: Some("https://www.harborpoint.example.org/".to_owned()),
        ..known("B")
    };
    let by_ein = Candidate {
        ein: "123456789".parse().ok(),
        ..known("C")
    };
    let unrelated = known("D");
    let candidates = [unrelated, by_name, by_email, by_domain, by_ein];

    let said: Vec<_> = suggest(&registration(), &candidates)
        .into_iter()
        .map(|s| (s.candidate, s.ground, s.sentence))
        .collect();
    assert_eq!(
        said,
        [
            (4, Ground::Ein, "Same EIN, 12-3456789".to_owned()),
            (
                3,
                Ground::Domain,
                "Same domain, grants.harborpoint.example.org".to_owned()
            ),
            (
                1,
                Ground::Name,
                "Same name, “Harborpoint Foundation (example)”".to_owned()
            ),
        ]
    );
}

#[test]
fn a_free_mail_domain_is_no_ground_but_the_same_mailbox_is() {
    let registration = Registration {
        ein: None,
        email: "Ana.Ruiz@GMAIL.com".parse().unwrap(),
        ..registration()
    };
    let stranger = Candidate {
        emails: vec!["bo@gmail.com".parse().unwrap()],
        ..known("Other")
    };
    let same = Candidate {
        emails: vec!["ana.ruiz@gmail.com".parse().unwrap()],
        ..known("Another")
    };
    let found = suggest(&registration, &[stranger, same]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].candidate, found[0].ground), (1, Ground::Email));
    assert_eq!(found[0].sentence, "Same e-mail, ana.ruiz@gmail.com");
}

#[test]
fn a_shared_parent_domain_is_not_the_same_organization() {
    let neighbor = Candidate {
        website: Some("https://bayhills.example.org".to_owned()),
        ..known("Bay Hills")
    };
    let registration = Registration {
        ein: None,
        organization: "New".to_owned(),
        ..registration()
    };
    assert_eq!(suggest(&registration, &[neighbor]), []);
}

#[test]
fn a_differing_ein_does_not_hide_a_weaker_ground() {
    let other = Candidate {
        ein: "98-7654321".parse().ok(),
        ..known("Harborpoint Foundation")
    };
    assert_eq!(suggest(&registration(), &[other])[0].ground, Ground::Name);
}
