use super::*;
use QuorumKind::{Bank, Cdfi, PublicOfficial};

#[test]
fn reads_back_what_it_writes_and_nothing_else() {
    let two = QuorumRule {
        kind: Cdfi,
        at_least: 2,
    };
    assert_eq!(two.to_string().parse(), Ok(two));
    for wrong in [
        "", "cdfi", "cdfi:0", "cdfi:100", "cdfi:-1", "cdfi:x", "nobody:1",
    ] {
        assert_eq!(wrong.parse::<QuorumRule>(), Err(NotAQuorumRule), "{wrong}");
    }
}

#[test]
fn what_was_asked_for_comes_before_who_must_attend() {
    let told = |asked: &[(QuorumKind, usize)], must: &[QuorumKind]| -> Vec<String> {
        let rules = suggested(asked.to_vec(), must.to_vec(), (0, 2));
        rules.into_iter().map(QuorumRule::words).collect()
    };
    let city = format!("{}: at least 1", PublicOfficial.label());
    assert_eq!(
        told(
            &[(Cdfi, 1), (Bank, 0), (Cdfi, 1)],
            &[Cdfi, Cdfi, Cdfi, Bank]
        ),
        [
            "CDFIs: at least 2",
            "Banks and credit unions: at least 1",
            &city
        ],
    );
    assert_eq!(told(&[], &[]), [city]);
}
