//! The first list: again and again the guest who adds the most.
//!
//! What a guest adds only shrinks as others come, so an old figure is a ceiling: guests wait in a queue by their last known
//! figure, and only the first is counted anew. A guest is refused only where taking it would leave fewer seats than the
//! minimums still need; so a minimum costs nothing where the best guests meet it anyway.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{instance::Instance, minimums::Unmet, room::Room, trouble::Trouble};

/// Which candidates may still be taken.
struct Guard<'a> {
    instance: &'a Instance,
    unmet: Unmet,
    /// How many of each class could still be taken.
    stock: Vec<usize>,
    /// Taken, or not to sit with somebody who is.
    gone: Vec<bool>,
    seats: usize,
}

impl<'a> Guard<'a> {
    fn new(instance: &'a Instance, guests: &[usize]) -> Self {
        let mut guard = Self {
            instance,
            unmet: instance.minimums.unmet([]),
            stock: vec![0; instance.minimums.classes()],
            gone: vec![false; instance.people.len()],
            seats: instance.seats,
        };
        for person in &instance.people {
            guard.stock[person.class.number()] += 1;
        }
        for guest in guests {
            guard.take(*guest);
        }
        guard
    }

    fn take(&mut self, guest: usize) {
        self.unmet.serve(self.instance.people[guest].class);
        self.seats -= 1;
        self.drop_out(guest);
        for other in &self.instance.apart[guest] {
            self.drop_out(*other);
        }
    }

    fn drop_out(&mut self, guest: usize) {
        if !std::mem::replace(&mut self.gone[guest], true) {
            self.stock[self.instance.people[guest].class.number()] -= 1;
        }
    }

    /// Whether the minimums can still be met as well as before once this guest is taken.
    fn allows(&self, guest: usize) -> bool {
        if self.unmet.is_empty() {
            return true;
        }
        let (mut unmet, mut stock) = (self.unmet.clone(), self.stock.clone());
        unmet.serve(self.instance.people[guest].class);
        let apart = self.instance.apart[guest].iter();
        for other in apart.filter(|other| !self.gone[**other]).chain([&guest]) {
            stock[self.instance.people[*other].class.number()] -= 1;
        }
        let (seats, lost) = unmet.planned(&stock);
        seats < self.seats && lost <= self.unmet.planned(&self.stock).1
    }

    fn serves(&self, guest: usize) -> bool {
        self.unmet.served_by(self.instance.people[guest].class) > 0
    }
}

/// Whether the minimums fit into the seats beside those who come in any case.
pub(super) fn check_minimums(instance: &Instance) -> Result<(), Trouble> {
    let guard = Guard::new(instance, &instance.must);
    let (more, _) = guard.unmet.planned(&guard.stock);
    if more > guard.seats {
        return Err(Trouble::MinimumsOverSeats {
            needed: instance.must.len() + more,
            seats: instance.seats,
        });
    }
    Ok(())
}

/// Fills the room up to its seats. Stops before where nobody adds anything and no minimum is unmet.
pub(super) fn fill(instance: &Instance, room: &mut Room<'_>) {
    let mut guard = Guard::new(instance, &room.guests);
    let mut round = 0_usize;
    let gains = room.gains().into_iter().enumerate();
    let waiting = gains.filter(|(guest, _)| !guard.gone[*guest]);
    let mut queue: BinaryHeap<(u128, Reverse<usize>, usize)> = waiting
        .map(|(guest, gain)| (gain, Reverse(guest), round))
        .collect();
    let mut refused = Vec::new();
    while guard.seats > 0 {
        let Some((gain, Reverse(guest), counted)) = queue.pop() else {
            break;
        };
        if guard.gone[guest] {
            continue;
        }
        if counted < round {
            queue.push((room.gain(guest), Reverse(guest), round));
            continue;
        }
        if !guard.allows(guest) || gain == 0 && !guard.serves(guest) {
            refused.push((gain, Reverse(guest), counted));
            continue;
        }
        room.add(guest);
        guard.take(guest);
        round += 1;
        queue.extend(refused.drain(..));
    }
}

/// The guests of a list in the order in which each adds the most, those who come in any case first.
pub(super) fn ordered(instance: &Instance, guests: &[usize]) -> Vec<usize> {
    let mut room = Room::new(instance);
    for locked in [true, false] {
        let mut waiting: Vec<usize> = guests
            .iter()
            .copied()
            .filter(|guest| instance.must.contains(guest) == locked)
            .collect();
        waiting.sort_unstable();
        while let Some((_, Reverse(next))) = waiting
            .iter()
            .map(|guest| (room.gain(*guest), Reverse(*guest)))
            .max()
        {
            room.add(next);
            waiting.retain(|guest| *guest != next);
        }
    }
    room.guests
}
