//! How old a number is, when it came out, and when the next one is due. Old or silent data is a finding (L13).

use chrono::{Datelike, NaiveDate};

/// A number older than this many months is called old.
pub const OLD_AFTER_MONTHS: i32 = 24;

/// What is known of a number's age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Freshness {
    /// What the newest value describes; nothing when there is none.
    pub newest: Option<NaiveDate>,
    /// When the newest value was published.
    pub released: Option<NaiveDate>,
    /// When the next one is due.
    pub next_release: Option<NaiveDate>,
    /// Full months from the newest value to today.
    pub months_old: Option<i32>,
    /// True when the next release was due before today.
    pub overdue: bool,
}

impl Freshness {
    /// Ages the newest value by today's date.
    pub fn of(
        newest: Option<NaiveDate>,
        released: Option<NaiveDate>,
        next_release: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Self {
        Self {
            newest,
            released,
            next_release,
            months_old: newest.map(|on| months_between(on, today)),
            overdue: next_release.is_some_and(|due| due < today),
        }
    }

    /// Whether the newest value is older than two years.
    pub fn is_old(&self) -> bool {
        self.months_old
            .is_some_and(|months| months >= OLD_AFTER_MONTHS)
    }

    /// Whether rule L13 has something to say: old data, or nobody knows when the next comes.
    pub fn is_a_concern(&self) -> bool {
        self.is_old() || self.next_release.is_none()
    }

    /// "Data as of 31 Dec 2018, released 12 Mar 2019. Next release due 15 Mar 2027."
    pub fn sentence(&self) -> String {
        let known = match (self.newest, self.released) {
            (None, _) => "No value is known yet.".to_owned(),
            (Some(on), None) => format!("Data as of {}.", day(on)),
            (Some(on), Some(released)) => {
                format!("Data as of {}, released {}.", day(on), day(released))
            }
        };
        match self.next_release {
            Some(due) if self.overdue => format!("{known} The next release was due {}.", day(due)),
            Some(due) => format!("{known} Next release due {}.", day(due)),
            None => known,
        }
    }

    /// What to worry about, one sentence each; empty when nothing.
    pub fn warnings(&self) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(months) = self.months_old.filter(|_| self.is_old()) {
            let years = months / 12;
            said.push(format!("The newest value is more than {years} years old."));
        }
        if self.next_release.is_none() {
            said.push("It is not known when the next value comes out.".to_owned());
        } else if self.overdue {
            said.push("The next value is overdue: report it, or say when it comes.".to_owned());
        }
        said
    }
}

/// Full months from one day to a later one; none when it is not later.
fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    let months = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0);
    let begun = i32::from(to.day() < from.day() && !is_last_of_month(to));
    (months(to) - months(from) - begun).max(0)
}

fn is_last_of_month(date: NaiveDate) -> bool {
    date.succ_opt()
        .is_none_or(|next| next.month() != date.month())
}

fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests;
