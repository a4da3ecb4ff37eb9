//! Places by issues: how many funding sources serve a place and fund an issue, beside the goals there.

use std::collections::BTreeMap;

use super::sweep::{Coverage, GoalCover};
use crate::{matching::engine::Ask, values::PlaceId};

/// What one place has.
#[derive(Debug, Default)]
pub(in crate::matching) struct HeatRow {
    pub(in crate::matching) name: String,
    /// For each issue: how many sources, how many goals, and for how many of those no source passes every gate.
    pub(in crate::matching) cells: Vec<[u32; 3]>,
}

impl HeatRow {
    /// How many of its goals nobody covers.
    fn uncovered(&self) -> u32 {
        self.cells.iter().map(|[_, _, without]| without).sum()
    }
}

/// A table of places that have goals, and the issues right under the root.
#[derive(Debug, Default)]
pub(in crate::matching) struct Heat {
    /// The codes of its columns.
    pub(in crate::matching) issues: Vec<String>,
    /// Most uncovered goals first, then by name.
    pub(in crate::matching) rows: Vec<HeatRow>,
}

struct Place<'c> {
    row: HeatRow,
    /// One of its goals, with the number of this place among that goal's.
    by: (&'c GoalCover, usize),
}

/// The table of all places with goals. The sources are counted for those on the page only, so it is cheap to turn pages:
/// `page` says which rows, once they are in order.
pub(in crate::matching) fn heat(
    coverage: &Coverage,
    page: impl FnOnce(usize) -> std::ops::Range<usize>,
) -> (Heat, usize) {
    let directory = &coverage.directory;
    let issues = directory.numbers.branches();
    let mut places: BTreeMap<&PlaceId, Place<'_>> = BTreeMap::new();
    for cover in &coverage.goals {
        let branch = cover.goal.issue.code.split('.').next().unwrap_or_default();
        let column = issues.iter().position(|code| code == branch);
        for (at, (id, name)) in cover.goal.places.iter().enumerate() {
            let place = places.entry(id).or_insert_with(|| Place {
                row: HeatRow {
                    name: name.clone(),
                    cells: vec![[0; 3]; issues.len()],
                },
                by: (cover, at),
            });
            if let Some(cell) = column.and_then(|at| place.row.cells.get_mut(at)) {
                cell[1] += 1;
                cell[2] += u32::from(cover.lacks());
            }
        }
    }
    let total = places.len();
    let mut places: Vec<Place<'_>> = places.into_values().collect();
    places.sort_by(|a, b| {
        let missing = b.row.uncovered().cmp(&a.row.uncovered());
        missing.then_with(|| a.row.name.cmp(&b.row.name))
    });
    let mut rows = Vec::new();
    let wanted = page(total);
    let skipped = wanted.start;
    for place in places.into_iter().skip(skipped).take(wanted.len()) {
        let mut row = place.row;
        let (cover, at) = place.by;
        let supply = directory
            .index
            .supply(&only(&directory.numbers.places(&cover.goal.need), at));
        for (cell, sources) in row.cells.iter_mut().zip(supply) {
            cell[0] = sources;
        }
        rows.push(row);
    }
    (Heat { issues, rows }, total)
}

/// A question about nothing but one place.
fn only(places: &[Vec<(u32, u16)>], at: usize) -> Ask {
    Ask {
        places: places.get(at).cloned().into_iter().collect(),
        ..Ask::default()
    }
}
