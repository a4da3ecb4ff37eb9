//! The table of matches: sections by verdict, one page of rows, and what the picked funders add up to.
//!
//! A pick is an organization, so of several pockets only the first carries the tick; picked funders that the filters
//! hide stay picked and are listed below the table.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    acts_view::{self, Mark},
    filter::Filter,
    listed::Listed,
    peek, words,
};
use crate::{
    ids::FundingSourceId,
    matching::{
        GoalMatch, GoalMatches,
        rules::{Brings, Verdict, lower, together},
    },
    values::{CapitalProduct, Money},
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
    /// What staff think of it.
    pub(super) mark: Mark,
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
    /// What it could bring of each kind of money.
    brings: Vec<Brings>,
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

/// The value of the chip for those set aside.
const ASIDE: &str = "yes";

/// A verdict to tick, with how many it would list.
pub(super) struct Chip {
    pub(super) name: &'static str,
    pub(super) value: &'static str,
    pub(super) label: &'static str,
    pub(super) count: usize,
    pub(super) chosen: bool,
}

/// The chips with their counts after words and money; the last is for those set aside.
pub(super) fn chips(listed: &Listed, filter: &Filter) -> Vec<Chip> {
    let counted = super::filter::VERDICTS.into_iter().zip(listed.counts);
    let verdicts = counted.map(|(verdict, count)| Chip {
        name: "verdict",
        value: verdict.as_str(),
        label: words::chip(verdict),
        chosen: filter.lists(verdict),
        count,
    });
    let aside = Chip {
        name: "aside",
        value: ASIDE,
        label: "Set aside",
        chosen: filter.aside,
        count: listed.aside,
    };
    verdicts.chain([aside]).collect()
}

/// The sections of this page: what is set aside, where it is asked for, and the best verdict first.
pub(super) fn sections(
    found: &GoalMatches,
    on_page: &[GoalMatch],
    chips: &[Chip],
    filter: &Filter,
    shown: Option<FundingSourceId>,
) -> Vec<Section> {
    let mut ticked = BTreeSet::new();
    let mut sections: Vec<(Option<Verdict>, Section)> = Vec::new();
    for each in on_page {
        let mark = acts_view::mark(found, each.pocket.id);
        let verdict = Some(each.found.judgment.verdict).filter(|_| !mark.aside);
        if sections.last().is_none_or(|(last, _)| *last != verdict) {
            sections.push((verdict, section(verdict, chips)));
        }
        let organization = each.pocket.organization_id;
        let chosen = filter.picked.contains(&organization) && ticked.insert(organization);
        if let Some((_, section)) = sections.last_mut() {
            let mut row = row(each, found.today());
            row.mark = mark;
            row.href = filter.link(found.goal().id, each.pocket.id);
            row.current = shown == Some(each.pocket.id);
            row.pick.chosen = chosen;
            section.rows.push(row);
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

/// The heading of a verdict, or of what is set aside.
fn section(verdict: Option<Verdict>, chips: &[Chip]) -> Section {
    let value = verdict.map_or(ASIDE, Verdict::as_str);
    let chip = chips.iter().find(|chip| chip.value == value);
    Section {
        name: verdict.map_or("Set aside", words::chip),
        meaning: verdict.map_or("off the list for this goal", words::meaning),
        count: chip.map_or(0, |chip| chip.count),
        rows: Vec::new(),
    }
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
        mark: Mark::default(),
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
    Pick {
        id: each.pocket.organization_id.to_string(),
        name: each.pocket.organization.clone(),
        sample: each.pocket.illustrative,
        brings: each.brings.clone(),
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

impl Pick {
    /// The same for the script: `grant 100000 2500000;senior_debt 500000 2500000`.
    pub(super) fn data(&self) -> String {
        let each = self.brings.iter().map(|brings| {
            let (low, high) = (brings.low.dollars(), brings.high.dollars());
            format!("{} {low} {high}", brings.product)
        });
        each.collect::<Vec<_>>().join(";")
    }
}

/// What is open, for the script: `grant 4000000 grant;senior_debt 6000000 senior debt`.
pub(super) fn open_data(open: &BTreeMap<CapitalProduct, Money>) -> String {
    let each = open.iter().map(|(product, open)| {
        let label = lower(product.label());
        format!("{product} {} {label}", open.dollars())
    });
    each.collect::<Vec<_>>().join(";")
}

/// "3 selected: grant $1.2M to $3M of $4M open; senior debt all of $6M open"; `None` when nobody is picked. The script
/// says the same while ticks are made.
pub(super) fn tally<'a>(
    picks: impl IntoIterator<Item = &'a Pick>,
    open: &BTreeMap<CapitalProduct, Money>,
) -> Option<String> {
    let chosen: Vec<&Pick> = picks.into_iter().filter(|pick| pick.chosen).collect();
    let all = chosen.iter().flat_map(|pick| pick.brings.iter().copied());
    let kinds: Vec<String> = together(all, open)
        .into_iter()
        .filter_map(|sum| {
            let open = *open.get(&sum.product)?;
            let label = lower(sum.product.label());
            let range = if sum.low == open {
                "all".to_owned()
            } else {
                words::range((sum.low, sum.high))
            };
            Some(format!("{label} {range} of {} open", open.short()))
        })
        .collect();
    let brought = if kinds.is_empty() {
        String::new()
    } else {
        format!(": {}", kinds.join("; "))
    };
    (!chosen.is_empty()).then(|| format!("{} selected{brought}", chosen.len()))
}
