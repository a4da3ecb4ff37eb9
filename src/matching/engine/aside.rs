//! What bits cannot say of a source: areas it leaves out, a bank's assessment areas, a CDFI's target markets, the year its
//! money ends. Few sources have any of it, so it lies beside the columns and is looked at only for them.

use super::ask::Ask;

/// A target market: an area, a population (as its bit's number), or one within the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Market {
    pub area: Option<u32>,
    pub people: Option<u8>,
}

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aside {
    /// Areas served, again: which of them counts depends on those left out.
    pub areas: Vec<u32>,
    pub left_out: Vec<u32>,
    /// One of them must cover the goal, if there are any.
    pub assessed: Vec<u32>,
    /// One of them must include the goal, if there are any.
    pub markets: Vec<Market>,
    /// The last year it pays in.
    pub last_year: Option<i16>,
}

impl Aside {
    /// How near it funds to the goal, in basis points; `None` where it does not fund the goal at all.
    pub(super) fn nearness(&self, ask: &Ask) -> Option<u16> {
        (self.pays_in(ask) && self.is_held_to(ask)).then(|| self.serves(ask))?
    }

    /// Whether its money lasts as long as the goal's is needed.
    pub(super) fn pays_in(&self, ask: &Ask) -> bool {
        self.last_year.is_none_or(|year| year >= ask.needed_until)
    }

    /// Whether the goal is in the assessment areas and target markets it is held to.
    pub(super) fn is_held_to(&self, ask: &Ask) -> bool {
        (self.assessed.is_empty() || self.assessed.iter().any(|area| ask.lies_in(*area)))
            && (self.markets.is_empty() || self.markets.iter().any(|market| market.includes(ask)))
    }

    /// How near the areas it serves are, without those it leaves out.
    pub(super) fn serves(&self, ask: &Ask) -> Option<u16> {
        let open = ask
            .places
            .iter()
            .filter(|place| !self.left_out.iter().any(|area| covers(*area, place)));
        open.filter_map(|place| {
            let served = place.iter().filter(|(area, _)| self.areas.contains(area));
            served.map(|(_, near)| *near).max()
        })
        .max()
    }
}

fn covers(area: u32, place: &[(u32, u16)]) -> bool {
    area == super::NATION || place.iter().any(|(of, _)| *of == area)
}

impl Market {
    fn includes(&self, ask: &Ask) -> bool {
        let place = self.area.is_none_or(|area| ask.lies_in(area));
        let people = self
            .people
            .is_none_or(|bit| ask.people.checked_shr(u32::from(bit)).unwrap_or(0) & 1 == 1);
        place && people && (self.area.is_some() || self.people.is_some())
    }
}
