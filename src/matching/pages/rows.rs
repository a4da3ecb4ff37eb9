//! The table of matches: sections by verdict, one page of rows, and what the picked funders add up to.
//!
//! A pick is an organization, so of several pockets only the first carries the tick; picked funders that the filters
//! hide stay picked and are listed below the table.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{filter::Filter, peek, words};
use crate::{
    ids::{FundingSourceId, GoalId},
    matching::{GoalMatch, rules::Verdict},
    values::Money,
    web::views::ReasonView,
};

/// One row.
pub(super) struct Row {
    pub(super) pick: Pick,
    /// False for a funder that must not be contacted.
    pub(super) may_pick: bool,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) sample: bool,
    pub(super) href: String,
    pub(super) current: bool,
    pub(super) reasons: Vec<ReasonView>,
    /// "Mar 2024" where its criteria are older than a year.
    pub(super) stale: Option<String>,
    /// Whole points and the width of the bar.
    pub(super) fit: Option<(u64, String)>,
    pub(super) ask: String,
    /// "Board meets Jun 2027", "Rolling".
    pub(super) decides: String,
    /// "Letters due 1 Mar 2027"; empty where a decision needs no letter.
    pub(super) letters: String,
}

/// A box that picks a funder.
pub(super) struct Pick {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) sample: bool,
    /// Whole dollars of the likely ask; both 0 when there is none.
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) chosen: bool,
}

/// The rows of one verdict on this page.
pub(super) struct Section {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
    /// All rows of the verdict, on other pages too.
    pub(super) count: usize,
    pub(super) rows: Vec<Row>,
}

/// A verdict to tick, with how many it would list.
pub(super) struct Chip {
    pub(super) value: &'static str,
    pub(super) label: &'static str,
    pub(super) count: usize,
    pub(super) chosen: bool,
}

/// The chips with their counts after words and money.
pub(super) fn chips(counts: [usize; 4], filter: &Filter) -> Vec<Chip> {
    let counted = super::filter::VERDICTS.into_iter().zip(counts);
    counted
        .map(|(verdict, count)| Chip {
            value: verdict.as_str(),
            label: words::chip(verdict),
            chosen: filter.lists(verdict),
            count,
        })
        .collect()
}

/// The sections of this page, best verdict first.
pub(super) fn sections(
    goal: GoalId,
    on_page: &[GoalMatch],
    chips: &[Chip],
    filter: &Filter,
    (shown, today): (Option<FundingSourceId>, Date),
) -> Vec<Section> {
    let mut ticked = BTreeSet::new();
    let mut sections: Vec<(Verdict, Section)> = Vec::new();
    for each in on_page {
        let verdict = each.found.judgment.verdict;
        if sections.last().is_none_or(|(last, _)| *last != verdict) {
            let chip = chips.iter().find(|chip| chip.value == verdict.as_str());
            let section = Section {
                name: words::chip(verdict),
                meaning: words::meaning(verdict),
                count: chip.map_or(0, |chip| chip.count),
                rows: Vec::new(),
            };
            sections.push((verdict, section));
        }
        let organization = each.pocket.organization_id;
        let chosen = filter.picked.contains(&organization) && ticked.insert(organization);
        if let Some((_, section)) = sections.last_mut() {
            let mut row = row(each, today);
            row.href = filter.link(goal, each.pocket.id);
            row.current = shown == Some(each.pocket.id);
            row.pick.chosen = chosen;
            section.rows.push(row);
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

fn row(each: &GoalMatch, today: Date) -> Row {
    let judgment = &each.found.judgment;
    let (speaks_for, against) = (judgment.strongest_for(), judgment.strongest_against());
    let order = match judgment.verdict {
        Verdict::NotAFunder => [None, None],
        Verdict::Ineligible => [against, speaks_for],
        _ => [speaks_for, against],
    };
    let asked = peek::asked_enough(each).map(|text| ReasonView {
        kind: "warning",
        text,
    });
    let reasons = order.into_iter().flatten().map(words::in_row);
    let (decides, letters) = words::decision(&each.timing);
    let ask = match (each.found.likely_ask, judgment.verdict) {
        (Some(ask), _) => words::range(ask),
        (None, Verdict::AlignedNoOpenLine) => "No open line".to_owned(),
        (None, _) => "None".to_owned(),
    };
    Row {
        pick: pick(each),
        may_pick: !each.pocket.do_not_contact,
        name: each.pocket.name.clone(),
        kind: words::kind_and_home(&each.pocket),
        sample: each.pocket.illustrative,
        href: String::new(),
        current: false,
        reasons: reasons.chain(asked).collect(),
        stale: peek::stale(each, today),
        fit: each
            .found
            .fit
            .as_ref()
            .map(|fit| (fit.whole(), format!("{}%", fit.whole()))),
        ask,
        decides,
        letters,
    }
}

fn pick(each: &GoalMatch) -> Pick {
    let (low, high) = each.found.likely_ask.unwrap_or_default();
    Pick {
        id: each.pocket.organization_id.to_string(),
        name: each.pocket.organization.clone(),
        sample: each.pocket.illustrative,
        low: low.dollars(),
        high: high.dollars(),
        chosen: true,
    }
}

/// Picked funders with no row on this page, of all that the picked funders have.
pub(super) fn picked_elsewhere(theirs: &[GoalMatch], shown: &[GoalMatch]) -> Vec<Pick> {
    let mut seen: BTreeSet<_> = shown
        .iter()
        .map(|each| each.pocket.organization_id)
        .collect();
    theirs
        .iter()
        .filter(|each| !each.pocket.do_not_contact)
        .filter(|each| seen.insert(each.pocket.organization_id))
        .map(pick)
        .collect()
}

/// "3 selected, likely $3.5M to $7M"; `None` when nobody is picked.
pub(super) fn tally<'a>(picks: impl IntoIterator<Item = &'a Pick>) -> Option<String> {
    let chosen: Vec<&Pick> = picks.into_iter().filter(|pick| pick.chosen).collect();
    let sum = |amount: fn(&Pick) -> i64| -> Money {
        chosen
            .iter()
            .filter_map(|pick| Money::try_from(amount(pick)).ok())
            .sum()
    };
    let (low, high) = (sum(|pick| pick.low), sum(|pick| pick.high));
    let likely = if high.is_zero() {
        String::new()
    } else {
        format!(", likely {}", words::range((low, high)))
    };
    (!chosen.is_empty()).then(|| format!("{} selected{likely}", chosen.len()))
}
