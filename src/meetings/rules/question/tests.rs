use super::*;
use crate::{
    ids::MeetingTableId,
    meetings::{
        plan::{Budget, Plan, faults, plan},
        rules::{Unmet, Why, unmet},
    },
    values::{MeetingOrder, MeetingWish},
};

struct Made {
    parties: Vec<Party>,
    wishes: Wishes,
    pairs: Pairs,
}

impl Made {
    /// So many teams and funders, of whom all wish to meet all.
    fn all(teams: usize, funders: usize) -> Self {
        let party = |side| Party {
            id: MeetingPartyId::fresh(),
            side,
            name: String::new(),
            most: None,
            away: 0,
        };
        let mut parties: Vec<Party> = (0..teams).map(|_| party(MeetingSide::Team)).collect();
        parties.extend((0..funders).map(|_| party(MeetingSide::Funder)));
        let mut made = Self {
            parties,
            wishes: Wishes::new(),
            pairs: Pairs::new(),
        };
        for team in 0..teams {
            for funder in teams..teams + funders {
                made.wish(team, funder, MeetingWish::Meet);
                made.wish(funder, team, MeetingWish::Meet);
            }
        }
        made
    }

    fn id(&self, number: usize) -> MeetingPartyId {
        self.parties[number].id
    }

    fn wish(&mut self, from: usize, to: usize, wish: MeetingWish) {
        let key = (self.id(from), self.id(to));
        self.wishes.insert(key, wish);
    }

    fn question(&self, rounds: usize, tables: usize, manner: MeetingManner) -> Question<'_> {
        Question {
            rounds,
            tables,
            manner,
            sizes: (3, 6),
            most: None,
            least: 0,
            parties: &self.parties,
            wishes: &self.wishes,
            pairs: &self.pairs,
        }
    }
}

fn planned(asked: &Asked) -> Plan {
    let budget = Budget {
        moves: 20_000,
        seed: 1,
    };
    let plan = plan(&asked.instance, budget, &mut |_| true).unwrap();
    assert_eq!(faults(&asked.instance, &plan), Vec::<String>::new());
    plan
}

fn held(made: &Made, asked: &Asked, plan: &Plan) -> Vec<Held> {
    let table = MeetingTableId::fresh();
    let meetings = asked.meetings.iter().zip(&plan.rounds);
    let meetings = meetings.filter_map(|(who, round)| {
        Some(Held {
            round: usize::from((*round)?),
            table,
            team: made.id(who.team),
            funders: who.funders.iter().map(|f| made.id(*f)).collect(),
        })
    });
    meetings.collect()
}

#[test]
fn a_wish_of_one_side_alone_is_not_planned_until_staff_hold_it() {
    let mut made = Made::all(1, 2);
    let key = (made.id(0), made.id(1));
    made.wishes.remove(&key);
    let asked = made.question(3, 1, MeetingManner::Pairs).afresh();
    assert_eq!(asked.meetings.len(), 1);
    made.pairs.insert(key, MeetingOrder::Hold);
    let asked = made.question(3, 1, MeetingManner::Pairs).afresh();
    assert_eq!(asked.meetings.len(), 2);
    let must = |who: &Who| who.funders == [1];
    let at = asked.meetings.iter().position(must).unwrap();
    assert_eq!(asked.instance.meetings[at].worth, None);
}

#[test]
fn planning_again_holds_what_there_was_and_moves_little() {
    let mut made = Made::all(4, 5);
    let question = made.question(7, 4, MeetingManner::Pairs);
    let asked = question.afresh();
    let plan = planned(&asked);
    let before = held(&made, &asked, &plan);
    assert_eq!(before.len(), 20);
    // The first team and the first funder do not meet after all.
    let off = (made.id(0), made.id(4));
    made.pairs.insert(off, MeetingOrder::Off);
    let question = made.question(7, 4, MeetingManner::Pairs);
    for frozen in [true, false] {
        let asked = question.again(&before, frozen);
        let plan = planned(&asked);
        let after = held(&made, &asked, &plan);
        assert_eq!(after.len(), 19);
        assert_eq!(crate::meetings::rules::apart(&before, &after).moved, []);
    }
    // A table less: with three tables in seven rounds one meeting of each fourth has to move, and no more than that.
    let question = made.question(7, 3, MeetingManner::Pairs);
    let asked = question.again(&before, false);
    let after = held(&made, &asked, &planned(&asked));
    let apart = crate::meetings::rules::apart(&before, &after);
    let crowded: usize = (0..7)
        .map(|round| before.iter().filter(|it| it.round == round).count())
        .map(|many| many.saturating_sub(3))
        .sum();
    assert_eq!(after.len(), 19);
    assert!(
        apart.moved.len() <= crowded + 1,
        "{} of {crowded}",
        apart.moved.len()
    );
}

#[test]
fn what_people_know_of_is_not_given_up_for_a_new_must() {
    let mut made = Made::all(1, 1);
    let question = made.question(1, 1, MeetingManner::Pairs);
    let asked = question.afresh();
    let before = held(&made, &asked, &planned(&asked));
    assert_eq!(before.len(), 1);
    for _ in 0..4 {
        let new = made.parties.len();
        made.parties.push(Party {
            id: MeetingPartyId::fresh(),
            ..made.parties[1].clone()
        });
        made.wish(0, new, MeetingWish::Must);
        made.wish(new, 0, MeetingWish::Must);
    }
    let question = made.question(1, 1, MeetingManner::Pairs);
    for frozen in [true, false] {
        let asked = question.again(&before, frozen);
        let after = held(&made, &asked, &planned(&asked));
        assert_eq!(crate::meetings::rules::apart(&before, &after).gone, []);
    }
    // Where there is room, it is held.
    let question = made.question(5, 1, MeetingManner::Pairs);
    for frozen in [true, false] {
        let asked = question.again(&before, frozen);
        assert_eq!(held(&made, &asked, &planned(&asked)).len(), 5);
    }
}

#[test]
fn several_funders_sit_with_a_team() {
    let made = Made::all(3, 8);
    let question = made.question(6, 3, MeetingManner::Tables);
    let asked = question.afresh();
    assert_eq!((asked.meetings.len(), asked.apart.len()), (6, 0));
    let plan = planned(&asked);
    let before = held(&made, &asked, &plan);
    assert_eq!(before.len(), 6);
    let again = question.again(&before, false);
    assert_eq!(again.meetings.len(), 6);
    assert_eq!(unmet(&question, &before), []);
}

#[test]
fn what_is_not_held_has_a_reason_and_a_price() {
    let mut made = Made::all(2, 3);
    made.wish(1, 4, MeetingWish::No);
    let silent = (made.id(0), made.id(4));
    made.wishes.remove(&silent);
    let question = made.question(1, 2, MeetingManner::Pairs);
    let asked = question.afresh();
    let plan = planned(&asked);
    let before = held(&made, &asked, &plan);
    assert_eq!(before.len(), 2);
    let left = unmet(&question, &before);
    // Two teams in one round: the other pairs of each, the one-sided wish and the refused one.
    assert_eq!(left.len(), 4);
    let of = |funder: MeetingPartyId, team: usize| {
        let mut found = left.iter();
        let same = |it: &&Unmet| it.funder == funder && it.team == made.id(team);
        found.find(same).unwrap()
    };
    let refused = of(made.id(4), 1);
    assert_eq!((&refused.why, refused.may_hold()), (&Why::Refused, false));
    let one_sided = of(made.id(4), 0);
    assert_eq!(one_sided.why, Why::OneSided);
    assert_eq!(one_sided.cost.as_ref().unwrap().instead_of.len(), 1);
    let no_place: Vec<&Unmet> = left
        .iter()
        .filter(|it| matches!(it.why, Why::NoPlace(_)))
        .collect();
    assert_eq!(no_place.len(), 2);
    assert!(no_place.iter().all(|it| it.may_hold() && it.cost.is_some()));
}

#[test]
fn nothing_to_plan_is_planned_without_failing() {
    let nobody = Made::all(0, 0);
    let asked = nobody.question(0, 0, MeetingManner::Pairs).afresh();
    assert_eq!(planned(&asked).rounds, []);
    let mut away = Made::all(1, 1);
    away.parties[0].away = u64::MAX;
    let question = away.question(3, 1, MeetingManner::Pairs);
    let asked = question.afresh();
    assert_eq!(planned(&asked).rounds, [None]);
    assert_eq!(unmet(&question, &[]).len(), 1);
}
