//! Whether the people are of two sides, such as funders and teams, that meet only across.

use super::Instance;

#[derive(Debug)]
pub(super) struct Sides {
    pub(super) left: Vec<bool>,
    /// Those who are joined by meetings, however far, have one number.
    pub(super) circle: Vec<usize>,
}

impl Sides {
    /// The sides by who is to meet whom; none if some circle of meetings of two has an odd length.
    pub(super) fn of(instance: &Instance) -> Option<Self> {
        let mut with = vec![Vec::new(); instance.people];
        for meeting in &instance.meetings {
            if let &[one, other] = meeting.people.as_slice() {
                with[one].push(other);
                with[other].push(one);
            }
        }
        let mut side: Vec<Option<bool>> = vec![None; instance.people];
        let mut circle = vec![0; instance.people];
        for first in 0..instance.people {
            if side[first].is_some() {
                continue;
            }
            side[first] = Some(true);
            circle[first] = first;
            let mut waiting = vec![(first, true)];
            while let Some((person, left)) = waiting.pop() {
                for other in &with[person] {
                    match side[*other] {
                        None => {
                            side[*other] = Some(!left);
                            circle[*other] = first;
                            waiting.push((*other, !left));
                        }
                        Some(same) if same == left => return None,
                        Some(_) => {}
                    }
                }
            }
        }
        Some(Self {
            left: side.into_iter().map(|left| left.unwrap_or(true)).collect(),
            circle,
        })
    }
}
