//! The guests chosen so far, what they are worth together, and what one more would add.

use super::{
    cuts::Cuts,
    flow,
    instance::{Instance, Person, WHOLE},
};

/// A score in its four parts, each in parts per million of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Value {
    pub cover: u64,
    pub diversity: u64,
    pub local: u64,
    pub fit: u64,
}

impl Value {
    /// The parts together.
    pub fn total(self) -> u64 {
        self.cover + self.diversity + self.local + self.fit
    }
}

/// The guests chosen so far.
#[derive(Clone, Debug)]
pub(super) struct Room<'a> {
    instance: &'a Instance,
    pub(super) guests: Vec<usize>,
    cuts: Option<Cuts>,
    /// What they can be expected to bring, in basis points of a dollar.
    pub(super) cover: u128,
    /// The chances of those who offer each kind, added up.
    sources: Vec<u64>,
    local: u64,
    fit: u64,
}

impl<'a> Room<'a> {
    pub(super) fn new(instance: &'a Instance) -> Self {
        let cuts = instance.shapes.count_cuts();
        Self {
            instance,
            guests: Vec::new(),
            cuts: cuts.then(|| Cuts::new(&instance.open, WHOLE)),
            cover: 0,
            sources: vec![0; instance.open.len()],
            local: 0,
            fit: 0,
        }
    }

    /// With these guests.
    pub(super) fn of(instance: &'a Instance, guests: impl IntoIterator<Item = usize>) -> Self {
        let mut room = Self::new(instance);
        for guest in guests {
            room.seat(guest);
        }
        room.count();
        room
    }

    pub(super) fn add(&mut self, guest: usize) {
        self.seat(guest);
        self.count();
    }

    fn seat(&mut self, guest: usize) {
        let person = &self.instance.people[guest];
        self.guests.push(guest);
        if let Some(cuts) = &mut self.cuts {
            let reach = (person.shape, person.reach.as_slice());
            cuts.add(&self.instance.shapes, reach, person.chance);
        }
        for (kind, sum) in self.sources.iter_mut().enumerate() {
            if person.caps[kind] > 0 {
                *sum += person.chance;
            }
        }
        self.local += person.chance * u64::from(person.local);
        self.fit += person.chance * person.fit;
    }

    fn count(&mut self) {
        self.cover = match &self.cuts {
            Some(cuts) => cuts.least(),
            None => self.flow(None),
        };
    }

    /// Cover by flow, with one more.
    fn flow(&self, more: Option<usize>) -> u128 {
        let people = &self.instance.people;
        let guests = self.guests.iter().copied().chain(more);
        let guests: Vec<(&Person, u64)> = guests
            .map(|guest| (&people[guest], people[guest].chance))
            .collect();
        flow::filled(&self.instance.open, &guests, WHOLE).total()
    }

    pub(super) fn has(&self, guest: usize) -> bool {
        self.guests.contains(&guest)
    }

    /// Everything they are worth, in the common unit.
    pub(super) fn score(&self) -> u128 {
        let [cover, diversity, local, fit] = self.parts();
        cover + diversity + local + fit
    }

    fn parts(&self) -> [u128; 4] {
        let worth = &self.instance.worth;
        let sources = self
            .sources
            .iter()
            .enumerate()
            .map(|(kind, sum)| u128::from((*sum).min(self.enough(kind))) * worth.source[kind]);
        [
            self.cover * worth.cover,
            sources.sum(),
            u128::from(self.local.min(self.instance.locals * WHOLE)) * worth.local,
            u128::from(self.fit) * worth.fit,
        ]
    }

    /// The chances wanted of a kind's sources, added up.
    fn enough(&self, kind: usize) -> u64 {
        self.instance.wanted[kind] * WHOLE
    }

    pub(super) fn value(&self) -> Value {
        let unit = self.instance.worth.unit;
        let [cover, diversity, local, fit] = self
            .parts()
            .map(|part| u64::try_from(part / unit).unwrap_or(u64::MAX));
        Value {
            cover,
            diversity,
            local,
            fit,
        }
    }

    /// What one more would add.
    pub(super) fn gain(&self, guest: usize) -> u128 {
        let shape = self.instance.people[guest].shape;
        let cuts = self.cuts.as_ref();
        let lows = cuts.map(|cuts| cuts.lows(&self.instance.shapes, shape));
        self.gain_with(guest, lows.as_deref())
    }

    /// What each candidate would add, those already here included: their place in the answer means nothing.
    pub(super) fn gains(&self) -> Vec<u128> {
        let shapes = &self.instance.shapes;
        let lows: Vec<Vec<u128>> = match &self.cuts {
            Some(cuts) => (0..shapes.count())
                .map(|shape| cuts.lows(shapes, shape))
                .collect(),
            None => Vec::new(),
        };
        let lows = |person: &Person| lows.get(person.shape).map(Vec::as_slice);
        let people = self.instance.people.iter().enumerate();
        people
            .map(|(guest, person)| self.gain_with(guest, lows(person)))
            .collect()
    }

    fn gain_with(&self, guest: usize, lows: Option<&[u128]>) -> u128 {
        let (worth, person) = (&self.instance.worth, &self.instance.people[guest]);
        let cover = match lows {
            _ if person.offers == 0 => self.cover,
            Some(lows) => least_with(lows, person),
            None => self.flow(Some(guest)),
        };
        let mut gain = (cover - self.cover) * worth.cover;
        let mut offers = person.offers;
        while offers > 0 {
            let kind = offers.trailing_zeros() as usize;
            offers &= offers - 1;
            let (has, enough) = (self.sources[kind], self.enough(kind));
            let more = (has + person.chance).min(enough) - has.min(enough);
            gain += u128::from(more) * worth.source[kind];
        }
        if person.local {
            let enough = self.instance.locals * WHOLE;
            let more = (self.local + person.chance).min(enough) - self.local.min(enough);
            gain += u128::from(more) * worth.local;
        }
        gain + u128::from(person.chance * person.fit) * worth.fit
    }

    /// The kinds of which everything that the guests offer is used and more is needed, as bits.
    pub(super) fn binding(&self) -> Option<usize> {
        self.cuts.as_ref().map(Cuts::binding)
    }
}

fn least_with(lows: &[u128], person: &Person) -> u128 {
    let sums = lows.iter().zip(&person.reach);
    sums.map(|(low, reach)| low + u128::from(reach * person.chance))
        .min()
        .unwrap_or(0)
}
