//! How long it takes from one place to another, in whole days that lie between two convenings.

/// Days of travel between places. Made so that a stop on the way is never quicker than going at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Travel {
    places: usize,
    days: Vec<u16>,
}

/// Within so many kilometres two places are one metropolitan area: no day in between.
const SAME_METRO: f64 = 80.0;
/// Beyond so many kilometres the journey takes two days.
const FAR: f64 = 2_000.0;
/// The mean radius of the earth, in kilometres.
const EARTH: f64 = 6_371.0;

impl Travel {
    /// From coordinates, as latitude and longitude in degrees. A place nobody knows is a day from everywhere.
    pub fn between(places: &[Option<(f64, f64)>]) -> Self {
        let days = |from: usize, to: usize| match (places[from], places[to]) {
            _ if from == to => 0,
            (Some(from), Some(to)) => days_for(kilometres(from, to)),
            _ => 1,
        };
        Self::new(places.len(), days)
    }

    /// From a table of days, which may differ by direction. Where the table says that a journey takes longer than the same
    /// journey by way of a third place, with a day spent there, it is the table that is wrong.
    pub fn new(places: usize, days: impl Fn(usize, usize) -> u16) -> Self {
        let all = (0..places).flat_map(|from| (0..places).map(move |to| (from, to)));
        let days = all.map(|(from, to)| if from == to { 0 } else { days(from, to) });
        let mut travel = Self {
            places,
            days: days.collect(),
        };
        for by in 0..places {
            for from in 0..places {
                for to in 0..places {
                    let way = travel.days(from, by).saturating_add(travel.days(by, to));
                    let at = from * places + to;
                    travel.days[at] = travel.days[at].min(way.saturating_add(1));
                }
            }
        }
        travel
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places
    }

    /// The days of travel from one place to another.
    pub fn days(&self, from: usize, to: usize) -> u16 {
        self.days[from * self.places + to]
    }

    pub(super) fn longest(&self) -> u16 {
        self.days.iter().copied().max().unwrap_or(0)
    }
}

fn days_for(kilometres: f64) -> u16 {
    match kilometres {
        near if near < SAME_METRO => 0,
        near if near < FAR => 1,
        _ => 2,
    }
}

/// Along the great circle.
fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let half = |one: f64, other: f64| ((other - one).to_radians() / 2.0).sin().powi(2);
    let across = from.0.to_radians().cos() * to.0.to_radians().cos() * half(from.1, to.1);
    2.0 * EARTH * (half(from.0, to.0) + across).min(1.0).sqrt().asin()
}
