//! A poll as the question that choosing a time is asked: who has to come, which kinds, who could bring what.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    composing::Brought,
    convenings::rules::{Counted, counts},
    ids::{OrganizationId, PollPersonId},
    scheduling::times::{Demand, Person, Policy, Question},
    values::{FunderType, ParticipantRole, QuorumKind, TimeZone},
};

/// Somebody a poll asks, as choosing sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub id: PollPersonId,
    pub name: String,
    pub organization: Option<OrganizationId>,
    pub kind: Option<FunderType>,
    /// Of their seat; a guest where they have none.
    pub role: ParticipantRole,
    pub must: bool,
    /// One of those who share this number has to be able to come.
    pub any_of: Option<i32>,
    /// On whose clocks they live, as far as that is known.
    pub zone: Option<TimeZone>,
}

/// What has to be in the room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quorum {
    pub heads: Option<usize>,
    pub kinds: Vec<(QuorumKind, usize)>,
}

/// Minutes of bad hours that each has borne in a series.
pub type Borne = BTreeMap<u128, u32>;

/// The kinds that somebody counts as.
#[must_use]
pub fn kinds_of(asked: &Asked) -> Vec<QuorumKind> {
    let counted = Counted {
        organization: asked.organization,
        kind: asked.kind,
        role: asked.role,
        coming: true,
    };
    let kinds = QuorumKind::ALL.iter().copied();
    kinds.filter(|kind| counts(*kind, &counted)).collect()
}

/// The question, with people in the order given.
#[must_use]
pub fn question(asked: &[Asked], brought: &Brought, quorum: &Quorum, policy: Policy) -> Question {
    let number = |kind: QuorumKind| {
        let at = QuorumKind::ALL.iter().position(|each| *each == kind);
        u32::try_from(at.unwrap_or_default()).unwrap_or_default()
    };
    let person = |one: &Asked| Person {
        id: one.id.as_u128(),
        party: one
            .organization
            .map_or(one.id.as_u128(), OrganizationId::as_u128),
        kinds: kinds_of(one).into_iter().map(number).collect(),
        offers: one
            .organization
            .and_then(|id| brought.offers.get(&id).cloned())
            .unwrap_or_default(),
        budget: one
            .organization
            .and_then(|id| brought.purses.get(&id).copied()),
        chance: brought.chance(one.organization),
    };
    let must = asked.iter().filter(|one| one.must);
    let mut demands: Vec<Demand> = must.map(|one| Demand::Must(one.id.as_u128())).collect();
    let groups: BTreeSet<i32> = asked.iter().filter_map(|one| one.any_of).collect();
    demands.extend(groups.into_iter().map(|group| {
        let of = asked.iter().filter(|one| one.any_of == Some(group));
        Demand::AnyOf(of.map(|one| one.id.as_u128()).collect())
    }));
    demands.extend(quorum.heads.map(Demand::Heads));
    demands.extend(quorum.kinds.iter().map(|(kind, least)| Demand::Kind {
        kind: number(*kind),
        least: *least,
    }));
    Question {
        needs: brought.needs.clone(),
        people: asked.iter().map(person).collect(),
        demands,
        policy,
    }
}

/// A demand in words; `name` says who an id is.
#[must_use]
pub fn demand_words(demand: &Demand, name: impl Fn(u128) -> String) -> String {
    match demand {
        Demand::Must(id) => name(*id),
        Demand::AnyOf(ids) => {
            let names: Vec<String> = ids.iter().map(|id| name(*id)).collect();
            format!("one of {}", names.join(", "))
        }
        Demand::Heads(1) => "one person".to_owned(),
        Demand::Heads(least) => format!("{least} people"),
        Demand::Kind { kind, least } => {
            let kind = usize::try_from(*kind).ok();
            let kind = kind.and_then(|at| QuorumKind::ALL.get(at));
            let label = kind.map_or("of a kind", |kind| kind.label());
            format!("{least} of {label}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(number: u128, role: ParticipantRole) -> Asked {
        Asked {
            id: PollPersonId::from_u128(number),
            name: format!("Number {number}"),
            organization: None,
            kind: None,
            role,
            must: false,
            any_of: None,
            zone: None,
        }
    }

    #[test]
    fn demands_come_from_people_and_the_quorum() {
        let mut people: Vec<Asked> = (1..=4)
            .map(|at| asked(at, ParticipantRole::Funder))
            .collect();
        people[0].must = true;
        people[1].any_of = Some(1);
        people[2].any_of = Some(1);
        people[3].role = ParticipantRole::PublicOfficial;
        let quorum = Quorum {
            heads: Some(3),
            kinds: vec![(QuorumKind::PublicOfficial, 1)],
        };
        let question = question(&people, &Brought::default(), &quorum, Policy::default());
        let words: Vec<String> = question
            .demands
            .iter()
            .map(|demand| demand_words(demand, |id| format!("#{id}")))
            .collect();
        assert_eq!(
            words,
            [
                "#1",
                "one of #2, #3",
                "3 people",
                "1 of City lead, deputy or other officials"
            ]
        );
        let Demand::Kind { kind, .. } = question.demands[3] else {
            panic!("{:?}", question.demands)
        };
        let able = question
            .people
            .iter()
            .filter(|one| one.kinds.contains(&kind));
        assert_eq!(able.map(|one| one.id).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn who_runs_the_meeting_is_no_guest() {
        assert_eq!(kinds_of(&asked(1, ParticipantRole::Host)), []);
        assert!(kinds_of(&asked(1, ParticipantRole::Funder)).contains(&QuorumKind::Funder));
    }
}
