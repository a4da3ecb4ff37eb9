//! What the address asks of the list. All of it lives there: a list can be sent as a link, and the button "back" works.
//! Who is kept apart or stays away is not in the address; that is confidential and kept in the database.

use std::{collections::BTreeSet, str::FromStr};

use serde::Deserialize;

use crate::{
    composing::{families::Family, inputs::number, rules::Wish},
    ids::{ConveningId, GoalId, OrganizationId},
    values::{ConveningMode, ConveningPurpose},
    web::{self, FieldErrors},
};

/// The most guests.
const MOST: usize = 100;
/// Guests where nobody says how many.
const USUAL: usize = 12;
/// The most goals one list is for.
const MOST_GOALS: usize = 6;
/// The most names one address locks or leaves out.
const MOST_NAMES: usize = 100;

/// The address as it came: every field is text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) goal: Vec<String>,
    pub(super) size: String,
    pub(super) cdfi: String,
    pub(super) bank: String,
    pub(super) foundation: String,
    pub(super) community: String,
    pub(super) investor: String,
    pub(super) agency: String,
    pub(super) other: String,
    pub(super) local: String,
    pub(super) first: String,
    pub(super) asks: String,
    pub(super) residents: String,
    pub(super) paid: String,
    pub(super) officials: String,
    pub(super) mode: String,
    pub(super) purpose: String,
    pub(super) lock: Vec<String>,
    pub(super) drop: Vec<String>,
    /// The button that was pressed: `lock:ID`, `drop:ID`, `free:ID`, `swap:OUT:IN`.
    pub(super) act: String,
    pub(super) q: String,
    pub(super) prove: String,
    pub(super) convening: String,
}

impl Asked {
    /// What an address of this page asks: forms that post carry it along, so that no setting is lost.
    pub(super) fn of(address: &str) -> Self {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        serde_html_form::from_str(query).unwrap_or_default()
    }

    /// The address of the same settings with the button carried out, so that reloading does not press it again.
    pub(super) fn address(&self, path: &str, settings: &Settings) -> String {
        let texts = |ids: &BTreeSet<OrganizationId>| -> Vec<String> {
            ids.iter().map(ToString::to_string).collect()
        };
        let size = settings.size.to_string();
        let goals: Vec<String> = settings.goals.iter().map(ToString::to_string).collect();
        let (locked, dropped) = (texts(&settings.locked), texts(&settings.dropped));
        let mut pairs = vec![
            ("size", size.as_str()),
            ("local", &self.local),
            ("first", &self.first),
            ("asks", &self.asks),
            ("residents", &self.residents),
            ("paid", &self.paid),
            ("officials", &self.officials),
            ("mode", &self.mode),
            ("purpose", &self.purpose),
            ("convening", &self.convening),
        ];
        let families = Family::ALL.iter();
        pairs.extend(families.map(|each| (each.code(), self.family(*each))));
        let named = [("goal", &goals), ("lock", &locked), ("drop", &dropped)];
        for (name, ids) in named {
            pairs.extend(ids.iter().map(|id| (name, id.as_str())));
        }
        web::address(path, &pairs)
    }

    /// What was typed for a family.
    pub(super) fn family(&self, family: Family) -> &str {
        match family {
            Family::Cdfi => &self.cdfi,
            Family::Bank => &self.bank,
            Family::Foundation => &self.foundation,
            Family::Community => &self.community,
            Family::Investor => &self.investor,
            Family::Agency => &self.agency,
            Family::Other => &self.other,
        }
    }
}

/// The address read.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// Goals beside the one the page belongs to.
    pub(super) goals: Vec<GoalId>,
    pub(super) size: usize,
    pub(super) families: Vec<(Family, usize)>,
    pub(super) local: usize,
    pub(super) first_time: usize,
    pub(super) most_asks: Option<u32>,
    /// Seats for resident leaders and public officials, kept free from the size.
    pub(super) residents: usize,
    pub(super) paid: bool,
    pub(super) officials: usize,
    pub(super) mode: Option<ConveningMode>,
    pub(super) purpose: Option<ConveningPurpose>,
    pub(super) locked: BTreeSet<OrganizationId>,
    pub(super) dropped: BTreeSet<OrganizationId>,
    pub(super) prove: bool,
    pub(super) convening: Option<ConveningId>,
}

/// Reads the address, with the button that was pressed carried out, and what of it cannot be read.
pub(super) fn read(asked: &Asked, goal: GoalId) -> (Settings, FieldErrors) {
    let mut errors = FieldErrors::default();
    let mut count = |field: &'static str, typed: &str, usual: usize, most: usize| {
        let typed = typed.trim();
        if typed.is_empty() {
            return usual;
        }
        match typed.parse::<usize>() {
            Ok(number) if number <= most => number,
            _ => {
                errors.add(field, format!("Give a whole number from 0 to {most}"));
                usual
            }
        }
    };
    let families =
        Family::ALL.map(|family| (family, count(family.code(), asked.family(family), 0, MOST)));
    let asks = asked.asks.trim();
    let mut others = BTreeSet::from([goal]);
    let mut settings = Settings {
        size: count("size", &asked.size, USUAL, MOST),
        families: families
            .into_iter()
            .filter(|(_, least)| *least > 0)
            .collect(),
        local: count("local", &asked.local, 0, MOST),
        first_time: count("first", &asked.first, 0, MOST),
        most_asks: (!asks.is_empty())
            .then(|| u32::try_from(count("asks", asks, 0, 1_000)).unwrap_or(u32::MAX)),
        residents: count("residents", &asked.residents, 0, 20),
        officials: count("officials", &asked.officials, 0, 20),
        paid: asked.paid == "yes",
        mode: asked.mode.parse().ok(),
        purpose: asked.purpose.parse().ok(),
        goals: ids::<GoalId>(&asked.goal, MOST_GOALS)
            .filter(|id| others.insert(*id))
            .collect(),
        locked: ids(&asked.lock, MOST_NAMES).collect(),
        dropped: ids(&asked.drop, MOST_NAMES).collect(),
        prove: asked.prove == "yes",
        convening: asked.convening.parse().ok(),
    };
    settings.press(&asked.act);
    (settings, errors)
}

fn ids<T: FromStr>(texts: &[String], most: usize) -> impl Iterator<Item = T> {
    texts.iter().take(most).filter_map(|text| text.parse().ok())
}

impl Settings {
    /// Carries out a button: the last word counts, so nobody is both locked and left out by pressing.
    fn press(&mut self, act: &str) {
        let Some((what, rest)) = act.split_once(':') else {
            return;
        };
        let (one, other) = rest.split_once(':').unwrap_or((rest, ""));
        let Ok(one) = one.parse::<OrganizationId>() else {
            return;
        };
        match (what, other.parse::<OrganizationId>()) {
            ("lock", _) => self.lock(one),
            ("drop", _) => self.leave_out(one),
            ("free", _) => {
                self.locked.remove(&one);
                self.dropped.remove(&one);
            }
            ("swap", Ok(other)) => {
                self.leave_out(one);
                self.lock(other);
            }
            _ => {}
        }
    }

    fn lock(&mut self, one: OrganizationId) {
        self.dropped.remove(&one);
        self.locked.insert(one);
    }

    fn leave_out(&mut self, one: OrganizationId) {
        self.locked.remove(&one);
        self.dropped.insert(one);
    }

    /// The wish for the rules, without what is confidential.
    pub(super) fn wish(&self) -> Wish {
        let numbers = |ids: &BTreeSet<OrganizationId>| ids.iter().copied().map(number).collect();
        Wish {
            seats: self.size.saturating_sub(self.residents + self.officials),
            must: numbers(&self.locked),
            never: numbers(&self.dropped),
            groups: self
                .families
                .iter()
                .map(|(family, least)| (family.number(), *least))
                .collect(),
            local: self.local,
            first_time: self.first_time,
            most_asks: self.most_asks,
            locals: self.local.max(2) as u64,
            ..Wish::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(asked: &Asked) -> Settings {
        read(asked, GoalId::fresh()).0
    }

    #[test]
    fn the_last_button_counts() {
        let (one, other) = (OrganizationId::fresh(), OrganizationId::fresh());
        let mut asked = Asked {
            lock: vec![one.to_string()],
            act: format!("drop:{one}"),
            ..Asked::default()
        };
        let made = settings(&asked);
        assert_eq!((made.locked.len(), made.dropped.len()), (0, 1));
        asked.act = format!("swap:{one}:{other}");
        let made = settings(&asked);
        assert_eq!((made.locked, made.dropped), ([other].into(), [one].into()));
        asked.act = format!("free:{one}");
        assert!(settings(&asked).locked.is_empty());
        asked.act = "lock:nobody".to_owned();
        assert_eq!(settings(&asked).locked, [one].into());
    }

    #[test]
    fn numbers_that_are_none_are_pointed_out() {
        let asked = Asked {
            size: "many".to_owned(),
            bank: "101".to_owned(),
            local: " 2 ".to_owned(),
            ..Asked::default()
        };
        let (made, errors) = read(&asked, GoalId::fresh());
        assert_eq!((made.size, made.local), (USUAL, 2));
        assert_eq!(errors.of("size"), "Give a whole number from 0 to 100");
        assert!(!errors.of("bank").is_empty());
    }

    #[test]
    fn seats_for_residents_and_officials_are_kept_free() {
        let asked = Asked {
            size: "10".to_owned(),
            residents: "2".to_owned(),
            officials: "1".to_owned(),
            ..Asked::default()
        };
        assert_eq!(settings(&asked).wish().seats, 7);
    }
}
