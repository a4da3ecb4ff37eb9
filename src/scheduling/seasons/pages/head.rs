//! What stands above every page of a season.

use chrono::NaiveDate;

use super::path_of;
use crate::{
    entities::seasons,
    scheduling::seasons::rules::in_words,
    web::views::{Link, Tab},
};

/// The links above the title, the title, what the season is, and its tabs.
pub(super) struct Head {
    pub(super) crumbs: Vec<Link>,
    pub(super) title: String,
    pub(super) span: String,
    pub(super) path: String,
    pub(super) tabs: Vec<Tab>,
    pub(super) may_edit: bool,
}

impl Head {
    /// `here` is the end of the address: empty for the dates.
    pub(super) fn of(season: &seasons::Model, here: &str, may_edit: bool) -> Self {
        let path = path_of(season.id);
        let tab = |label, end: &str| Tab {
            label,
            href: format!("{path}{end}"),
            count: None,
            current: end == here,
        };
        Self {
            crumbs: vec![
                Link::new("Convenings", "/convenings"),
                Link::new("Seasons", "/seasons"),
            ],
            title: season.title.clone(),
            span: span(season.first_day, season.last_day),
            tabs: vec![
                tab("Dates", ""),
                tab("Convenings", "/convenings"),
                tab("Places and travel", "/places"),
                tab("Each guest's way", "/funders"),
            ],
            path,
            may_edit,
        }
    }

    /// The links above the title of a page below the season.
    pub(super) fn crumbs_below(season: &seasons::Model, tab: &str, end: &str) -> Vec<Link> {
        let path = path_of(season.id);
        vec![
            Link::new("Seasons", "/seasons"),
            Link::new(&season.title, path.clone()),
            Link::new(tab, format!("{path}{end}")),
        ]
    }
}

/// `Mon 4 Jan 2027 to Fri 26 Mar 2027`.
pub(super) fn span(first: NaiveDate, last: NaiveDate) -> String {
    format!("{} to {}", in_words(first), in_words(last))
}
