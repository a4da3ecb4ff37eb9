//! The convenings with their proposed dates, one row each.

use super::shown::{Shown, brings, dollars};
use crate::{
    ids::ConveningId,
    scheduling::seasons::{
        rules::{Dated, in_short, in_words, listed},
        store::Part,
    },
};

/// The most guests named in a row; its convening's page names all.
const MOST_NAMED: usize = 30;

/// One convening and its date.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) sample: bool,
    pub(super) day: String,
    pub(super) place: String,
    /// Where the convening says another day; empty where it says the same.
    pub(super) now: String,
    pub(super) pill: (&'static str, &'static str, &'static str),
    /// Whether somebody may still choose.
    pub(super) open: bool,
    /// Whether its guests are being asked in a date poll, which decides.
    pub(super) asks: bool,
    pub(super) comes: String,
    pub(super) guests: Vec<Guest>,
    pub(super) more_guests: usize,
    pub(super) lost: Vec<Lost>,
    pub(super) more_lost: usize,
    pub(super) instead: String,
    /// Days to ask first that it falls on.
    pub(super) beware: String,
}

/// Somebody who comes.
pub(super) struct Guest {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) sample: bool,
    pub(super) must: bool,
    pub(super) brings: String,
}

/// Somebody who is lost.
pub(super) struct Lost {
    pub(super) guest: Guest,
    /// `goes to “Chicago table” on Tue 9 Mar`.
    pub(super) to: String,
}

impl Shown {
    /// Every convening with a date, by date.
    pub(super) fn rows(&self) -> Vec<Row> {
        let dates = self.dates().into_iter().flat_map(|dates| &dates.dates);
        dates
            .filter_map(|dated| Some(self.row(dated, self.scene.part(dated.convening)?)))
            .collect()
    }

    fn row(&self, dated: &Dated, part: &Part) -> Row {
        let invited = dated.comes.len() + dated.lost.len();
        let total: u64 = dated
            .comes
            .iter()
            .map(|funder| self.value(dated.convening, *funder).0)
            .sum();
        let on_it = part.day() == dated.day;
        let kept = part.row.kept_day == Some(dated.day);
        Row {
            id: dated.convening.to_string(),
            version: part.convening.row.version,
            title: part.convening.row.title.clone(),
            href: format!("/convenings/{}", dated.convening),
            sample: part.convening.row.illustrative,
            day: in_words(dated.day),
            place: self.place(dated.spot),
            now: if on_it {
                String::new()
            } else {
                format!("Now on {}", in_short(part.day()))
            },
            pill: pill(part, kept, on_it),
            open: !part.is_firm() && part.counts() && !part.asks(),
            asks: part.asks(),
            comes: format!(
                "{} of {invited}, could bring {}",
                dated.comes.len(),
                brings(total)
            ),
            more_guests: dated.comes.len().saturating_sub(MOST_NAMED),
            guests: dated
                .comes
                .iter()
                .take(MOST_NAMED)
                .map(|funder| self.guest(dated.convening, *funder))
                .collect(),
            more_lost: dated.lost.len().saturating_sub(MOST_NAMED),
            lost: dated
                .lost
                .iter()
                .take(MOST_NAMED)
                .map(|lost| Lost {
                    guest: self.guest(dated.convening, lost.funder),
                    to: self.to(&lost.to),
                })
                .collect(),
            instead: self.instead(dated),
            beware: self.beware(dated),
        }
    }

    fn value(&self, convening: ConveningId, funder: crate::ids::OrganizationId) -> (u64, bool) {
        let invited = self
            .dates()
            .and_then(|dates| dates.invited(convening, funder));
        invited.map_or((0, false), |invited| (invited.value, invited.must))
    }

    fn guest(&self, convening: ConveningId, funder: crate::ids::OrganizationId) -> Guest {
        let (value, must) = self.value(convening, funder);
        Guest {
            name: self.funder(funder),
            href: format!("/funders/{funder}"),
            sample: self.is_sample(funder),
            must,
            brings: brings(value),
        }
    }

    /// Where somebody is instead.
    pub(super) fn to(&self, to: &[ConveningId]) -> String {
        let each = to.iter().map(|id| {
            let day = self.dates().and_then(|dates| dates.of(*id));
            let day = day.map(|dated| format!(" on {}", in_short(dated.day)));
            format!("“{}”{}", self.title(*id), day.unwrap_or_default())
        });
        let each: Vec<String> = each.collect();
        if each.is_empty() {
            "cannot travel in time".to_owned()
        } else {
            format!("goes to {}", listed(&each))
        }
    }

    fn instead(&self, dated: &Dated) -> String {
        let Some(other) = dated.instead else {
            return "Every other day breaks a promise.".to_owned();
        };
        let elsewhere = if other.spot == dated.spot {
            String::new()
        } else {
            format!(" ({})", self.place(other.spot))
        };
        let cost = match other.costs {
            -1..=1 => "costs nothing".to_owned(),
            better if better < 0 => format!("would bring {} more", dollars(-better)),
            costs => format!("costs {}", dollars(costs)),
        };
        format!("{}{elsewhere} {cost}", in_short(other.day))
    }

    fn beware(&self, dated: &Dated) -> String {
        let last = dated.day + chrono::TimeDelta::days(i64::from(dated.days.max(1)) - 1);
        let days = self.scene.keep_free.iter();
        let hit = days.filter(|day| (dated.day..=last).contains(&day.day));
        let names: Vec<String> = hit
            .map(|day| {
                let advice = if day.closed {
                    "offices are closed"
                } else {
                    "ask guests first"
                };
                format!("{}: {} ({advice})", in_short(day.day), day.name)
            })
            .collect();
        names.join("; ")
    }
}

fn pill(part: &Part, kept: bool, on_it: bool) -> (&'static str, &'static str, &'static str) {
    match (kept, on_it) {
        _ if part.is_firm() => ("quiet", "lock", "Fixed"),
        _ if part.asks() => ("wait", "people", "Date poll"),
        (_, true) if part.row.accepted => ("ok", "check", "Accepted"),
        (true, _) => ("info", "lock", "Kept"),
        _ => ("wait", "clock", "Proposed"),
    }
}
