//! The results: which time wins and why, the ranked times, the grid, and what it would be without some people.

use std::collections::BTreeSet;

use super::{
    compare::{Comparison, compare, demand_of, slot_of},
    grid::{Column, Row, columns, rows, zone_words},
    lead::{lead, silent},
    nothing::nothing_words,
    ranked::{Line, covers, lines},
    words::some,
};
use crate::{
    entities::date_polls,
    ids::PollPersonId,
    scheduling::{
        polls::rules::Compared,
        times::{Change, Nothing, Relaxation},
    },
    web::{
        Desk, Paging, Result, address,
        views::{Choice, PagerView},
    },
};

/// People on one page of the grid.
const PER_PAGE: u64 = 50;
/// The most people that can be left out by ticking.
const MOST_TICKS: usize = 60;

/// Everything that is said of the answers.
pub(super) struct Results {
    /// Which time wins and why.
    pub(super) lead: Vec<String>,
    pub(super) silent: String,
    /// Why no time can be chosen; empty where one can.
    pub(super) nothing: String,
    /// The smallest changes that open one.
    pub(super) relaxations: Vec<String>,
    pub(super) lines: Vec<Line>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    pub(super) pager: PagerView,
    pub(super) zone: String,
    /// Who can be left out, to see.
    pub(super) ticks: Vec<Choice>,
    /// Who is left out; empty for nobody.
    pub(super) without: String,
    pub(super) found: bool,
}

/// The results as the address asks for them.
pub(super) async fn results(
    desk: &Desk,
    (poll, path): (&date_polls::Model, &str),
    (without, page): (&[String], &str),
    may_choose: bool,
) -> Result<(Comparison, Results)> {
    let gone: Vec<PollPersonId> = without.iter().filter_map(|id| id.parse().ok()).collect();
    let gone: BTreeSet<u128> = gone.into_iter().map(PollPersonId::as_u128).collect();
    let of = compare(desk, poll, gone.clone()).await?;
    let paging = Paging::read(page, PER_PAGE);
    let pairs: Vec<(&str, &str)> = without.iter().map(|id| ("without", id.as_str())).collect();
    let here = address(path, &pairs);
    let total = of.facts.people.len() as u64;
    let left_out: Vec<String> = gone
        .iter()
        .filter_map(|id| of.names.get(id).cloned())
        .collect();
    let mut results = Results {
        lead: Vec::new(),
        silent: silent(&of),
        nothing: String::new(),
        relaxations: Vec::new(),
        lines: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        pager: paging.pager(total, &here, "people"),
        zone: zone_words(poll),
        ticks: ticks(&of, &gone),
        without: some(&left_out),
        found: false,
    };
    match &of.compared {
        Err(trouble) => results.nothing.clone_from(trouble),
        Ok(compared) => {
            results.columns = columns(&of, compared, path, may_choose);
            results.rows = rows(&of, compared, path, paging);
            results.lines = lines(&of, compared, (poll, path));
            results.lead = lead(&of, compared, poll);
            results.found = compared.best().is_some();
            if let Err(nothing) = &compared.ranking {
                results.nothing = nothing_words(&of, nothing);
                results.relaxations = relaxations(&of, compared, nothing);
            }
        }
    }
    Ok((of, results))
}

/// Who can be left out, to see what would be: those who must attend and those who bring money first.
fn ticks(of: &Comparison, gone: &BTreeSet<u128>) -> Vec<Choice> {
    let offers = |at: usize| {
        let id = of.facts.asked[at].organization;
        id.is_some_and(|id| of.brought.offers.get(&id).is_some_and(|it| !it.is_empty()))
    };
    let mut order: Vec<usize> = (0..of.facts.asked.len()).collect();
    order.sort_by_key(|at| {
        let one = &of.facts.asked[*at];
        let ticked = gone.contains(&one.id.as_u128());
        (!ticked, !one.must, !offers(*at), *at)
    });
    let choice = |at: usize| {
        let one = &of.facts.asked[at];
        let ticked = gone.contains(&one.id.as_u128());
        Choice::new(one.id.to_string(), one.name.as_str(), ticked)
    };
    order.into_iter().take(MOST_TICKS).map(choice).collect()
}

fn relaxations(of: &Comparison, compared: &Compared, nothing: &Nothing) -> Vec<String> {
    let Nothing::Lacking(found) = nothing else {
        return Vec::new();
    };
    found
        .iter()
        .map(|each| relaxation(of, compared, each))
        .collect()
}

/// "Without Ann Lee, 3 times are open; the best is Tue 12 Jan 2027, 10:00 am".
fn relaxation(of: &Comparison, compared: &Compared, each: &Relaxation) -> String {
    let change = |change: &Change| match change {
        Change::Drop(at) => format!("without {}", demand_of(compared, *at, of)),
        Change::Lower { demand, to } => {
            format!("with {to} instead of {}", demand_of(compared, *demand, of))
        }
    };
    let changes: Vec<String> = each.changes.iter().map(change).collect();
    let opens = if each.opens == 1 {
        "1 time is open".to_owned()
    } else {
        format!("{} times are open", each.opens)
    };
    let best = slot_of(compared, each.best.start.0).map_or_else(String::new, |slot| {
        let local = slot.local_start.strftime("%a %-d %b %Y, %-I:%M %P");
        format!("; the best is {local}")
    });
    let covers = match covers(each.best.cover, compared.times.gap()) {
        words if words.is_empty() => words,
        words => format!(", which {words}"),
    };
    let mut words = format!("{}: {opens}{best}{covers}", changes.join(" and "));
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}
