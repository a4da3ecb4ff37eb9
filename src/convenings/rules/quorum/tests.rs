use super::*;

fn seat(organization: u128, kind: FunderType, coming: bool) -> Counted {
    Counted {
        organization: Some(OrganizationId::from_u128(organization)),
        kind: Some(kind),
        role: ParticipantRole::Funder,
        coming,
    }
}

fn person(role: ParticipantRole, coming: bool) -> Counted {
    Counted {
        organization: None,
        kind: None,
        role,
        coming,
    }
}

fn at(kind: QuorumKind, at_least: usize, seats: &[Counted]) -> (usize, usize, bool) {
    let standing = standing((kind, at_least), seats);
    (standing.seated, standing.coming, standing.is_met())
}

#[test]
fn two_cdfis_are_two_organizations() {
    use FunderType::{CdfiBank, CdfiLoanFund};
    let same = [
        seat(1, CdfiLoanFund, true),
        seat(1, CdfiLoanFund, true),
        seat(2, CdfiBank, false),
    ];
    assert_eq!(at(QuorumKind::Cdfi, 2, &same), (2, 1, false));
    let both = [seat(1, CdfiLoanFund, true), seat(2, CdfiBank, true)];
    assert_eq!(at(QuorumKind::Cdfi, 2, &both), (2, 2, true));
    assert_eq!(at(QuorumKind::Bank, 1, &both), (1, 1, true));
}

#[test]
fn a_role_counts_people_and_who_runs_the_meeting_is_no_guest() {
    use ParticipantRole::{Facilitator, Host, PublicOfficial, ResidentLeader};
    let seats = [
        person(Host, true),
        person(Facilitator, true),
        person(PublicOfficial, true),
        person(PublicOfficial, false),
        person(ResidentLeader, true),
    ];
    assert_eq!(at(QuorumKind::PublicOfficial, 1, &seats), (2, 1, true));
    assert_eq!(at(QuorumKind::Anybody, 4, &seats), (3, 2, false));
    assert!(standing((QuorumKind::Anybody, 4), &seats).is_out_of_reach());
}

#[test]
fn a_convener_is_no_funder() {
    let seats = [seat(1, FunderType::ConvenerNonfunder, true)];
    assert_eq!(at(QuorumKind::Funder, 1, &seats), (0, 0, false));
}

#[test]
fn every_type_of_funder_counts_as_something_beside_a_funder() {
    for kind in FunderType::ALL {
        let seats = [seat(1, *kind, true)];
        let any = QuorumKind::ALL
            .iter()
            .filter(|rule| at(**rule, 1, &seats).2);
        assert!(any.count() >= 1, "{kind}");
    }
}
