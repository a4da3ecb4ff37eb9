//! What the address asks of a list of matches: words, a kind of money, verdicts, picked funders, the row explained.
//!
//! All state lives in the address, so a list can be linked, reloaded and used without scripts.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::{
    ids::{FundingSourceId, GoalId, OrganizationId, StackLineId},
    matching::{GoalMatches, directory::Face, rules::Verdict},
    search,
    values::CapitalProduct,
    web::Paging,
};

/// Rows on a page.
const PAGE: u64 = 20;

/// How many ticks count: more cannot be made on a page, only written into an address.
pub(super) const MOST_TICKS: usize = 200;

/// The four verdicts, in the order they are listed.
pub(in crate::matching) const VERDICTS: [Verdict; 4] = [
    Verdict::Eligible,
    Verdict::AlignedNoOpenLine,
    Verdict::Ineligible,
    Verdict::NotAFunder,
];

/// The address as it was sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::matching) struct Asked {
    q: String,
    money: String,
    line: String,
    verdict: Vec<String>,
    pick: Vec<String>,
    /// "yes": those set aside as well.
    aside: String,
    show: String,
    page: String,
}

/// The address, read. What makes no sense is left out.
pub(in crate::matching) struct Filter {
    pub(super) q: String,
    words: Vec<String>,
    pub(super) money: Option<CapitalProduct>,
    /// The one line of the stack that is asked about.
    pub(in crate::matching) line: Option<StackLineId>,
    pub(super) verdicts: Vec<Verdict>,
    pub(super) picked: BTreeSet<OrganizationId>,
    /// Whether those set aside are listed too.
    pub(super) aside: bool,
    pub(super) show: Option<FundingSourceId>,
    pub(in crate::matching) paging: Paging,
}

impl Asked {
    /// What an address of this page asks.
    pub(super) fn of(address: &str) -> Self {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        serde_html_form::from_str(query).unwrap_or_default()
    }

    /// Asks for this row to be explained.
    pub(super) fn show(&mut self, source: FundingSourceId) {
        self.show = source.to_string();
    }

    /// Reads the address; without any verdict it means `otherwise`.
    pub(in crate::matching) fn read(self, otherwise: &[Verdict]) -> Filter {
        let mut verdicts: Vec<Verdict> = VERDICTS
            .into_iter()
            .filter(|verdict| self.verdict.iter().any(|asked| asked == verdict.as_str()))
            .collect();
        if verdicts.is_empty() {
            verdicts = otherwise.to_vec();
        }
        Filter {
            words: search::words(&self.q),
            q: self.q.trim().to_owned(),
            money: self.money.parse().ok(),
            line: self.line.parse().ok(),
            verdicts,
            picked: self
                .pick
                .iter()
                .take(MOST_TICKS)
                .filter_map(|id| id.parse().ok())
                .collect(),
            aside: self.aside == "yes",
            show: self.show.parse().ok(),
            paging: Paging::read(&self.page, PAGE),
        }
    }
}

impl Filter {
    /// Whether words and money keep this funding source, whatever its verdict.
    pub(in crate::matching) fn finds(&self, face: &Face) -> bool {
        self.money.is_none_or(|money| face.offers(money)) && face.says(&self.words)
    }

    /// Whether it keeps them all.
    fn finds_all(&self) -> bool {
        self.words.is_empty() && self.money.is_none()
    }

    /// How many of each verdict words and money keep, in the order of [`VERDICTS`].
    pub(in crate::matching) fn counts(&self, found: &GoalMatches) -> [usize; 4] {
        VERDICTS.map(|verdict| {
            if self.finds_all() {
                return found.count(verdict);
            }
            found
                .with(verdict)
                .filter(|(_, face)| self.finds(face))
                .count()
        })
    }

    /// The funding sources of this page, in order.
    pub(in crate::matching) fn on_page(&self, found: &GoalMatches) -> Vec<FundingSourceId> {
        let skip = usize::try_from(self.paging.offset()).unwrap_or(usize::MAX);
        let size = usize::try_from(self.paging.size).unwrap_or(usize::MAX);
        let listed = VERDICTS.into_iter().filter(|verdict| self.lists(*verdict));
        let kept = listed.flat_map(|verdict| found.with(verdict));
        let kept = kept.filter(|(_, face)| self.finds(face));
        kept.skip(skip).take(size).map(|(id, _)| id).collect()
    }

    /// Whether this verdict is listed.
    pub(in crate::matching) fn lists(&self, verdict: Verdict) -> bool {
        self.verdicts.contains(&verdict)
    }

    /// The same without these ticks.
    pub(super) fn without(mut self, ticks: &BTreeSet<OrganizationId>) -> Self {
        self.picked.retain(|id| !ticks.contains(id));
        self
    }

    /// The address of the same list with this row explained.
    pub(super) fn link(&self, goal: GoalId, show: FundingSourceId) -> String {
        self.address(goal, Some(show))
    }

    /// The address of the same list.
    pub(super) fn address(&self, goal: GoalId, show: Option<FundingSourceId>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.q.is_empty() {
            query.append_pair("q", &self.q);
        }
        if let Some(money) = self.money {
            query.append_pair("money", money.as_str());
        }
        if let Some(line) = self.line {
            query.append_pair("line", &line.to_string());
        }
        for verdict in &self.verdicts {
            query.append_pair("verdict", verdict.as_str());
        }
        for picked in &self.picked {
            query.append_pair("pick", &picked.to_string());
        }
        if self.aside {
            query.append_pair("aside", "yes");
        }
        if self.paging.page > 1 {
            query.append_pair("page", &self.paging.page.to_string());
        }
        if let Some(show) = show {
            query.append_pair("show", &show.to_string());
        }
        format!("/goals/{goal}/matches?{}", query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_left_out_and_no_verdict_means_the_usual_two() {
        let asked = Asked {
            money: "gold".to_owned(),
            verdict: vec!["maybe".to_owned()],
            pick: vec!["x".to_owned()],
            ..Asked::default()
        };
        let filter = asked.read(&VERDICTS[..2]);
        assert_eq!(filter.money, None);
        assert!(filter.picked.is_empty());
        assert!(filter.lists(Verdict::Eligible) && filter.lists(Verdict::AlignedNoOpenLine));
        assert!(!filter.lists(Verdict::Ineligible));
    }

    #[test]
    fn the_address_of_a_row_keeps_what_was_asked() {
        let (goal, pocket) = (GoalId::fresh(), FundingSourceId::fresh());
        let asked = Asked {
            q: " Bay & Hills ".to_owned(),
            money: "grant".to_owned(),
            verdict: vec!["not_a_funder".to_owned()],
            page: "2".to_owned(),
            ..Asked::default()
        };
        let link = asked.read(&VERDICTS[..2]).link(goal, pocket);
        assert_eq!(
            link,
            format!(
                "/goals/{goal}/matches?q=Bay+%26+Hills&money=grant&verdict=not_a_funder&page=2&show={pocket}"
            )
        );
    }
}
