//! What staff think of a source for one goal: shortlisted, pinned, not now, never. It never changes a verdict or a score: it
//! marks a row, moves it up, or takes it off the list until somebody brings it back.

pub(super) mod rules;
mod store;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jiff::civil::Date;

pub(super) use store::{
    About, Acted, Reasons, SetAside, Wanted, act, act_on_all, aside_of_sources, counts, of_goal,
    set_aside,
};

use crate::{entities::match_stances, ids::FundingSourceId, values::time_convert};

/// What is thought of the sources of one goal, on one day. Read at every look and kept nowhere, so it is never stale.
#[derive(Clone, Debug, Default)]
pub(super) struct Stances {
    rows: BTreeMap<FundingSourceId, match_stances::Model>,
    today: NaiveDate,
}

impl Stances {
    fn new(rows: Vec<match_stances::Model>, today: Date) -> Self {
        Self {
            rows: rows
                .into_iter()
                .map(|row| (row.funding_source_id, row))
                .collect(),
            today: day(today),
        }
    }

    /// Leaves of each reason its kind alone.
    pub(super) fn hide_words(&mut self) {
        for row in self.rows.values_mut() {
            row.reason.clear();
        }
    }

    pub(super) fn get(&self, id: FundingSourceId) -> Option<&match_stances::Model> {
        self.rows.get(&id)
    }

    /// Whether it is off the list today.
    pub(super) fn is_aside(&self, id: FundingSourceId) -> bool {
        let row = self.rows.get(&id);
        row.is_some_and(|row| rules::is_aside(row, self.today))
    }

    /// Those that are off the list today.
    pub(super) fn aside(&self) -> impl Iterator<Item = FundingSourceId> {
        let aside = self.rows.iter();
        aside
            .filter(|(_, row)| rules::is_aside(row, self.today))
            .map(|(id, _)| *id)
    }

    /// Those that come first within their verdict today.
    pub(super) fn pinned(&self) -> impl Iterator<Item = FundingSourceId> {
        let pinned = self.rows.iter();
        pinned
            .filter(|(_, row)| row.pinned && !rules::is_aside(row, self.today))
            .map(|(id, _)| *id)
    }
}

/// The same day as rows keep it.
pub(super) fn day(date: Date) -> NaiveDate {
    time_convert::to_naive(date.at(0, 0, 0, 0)).date()
}
