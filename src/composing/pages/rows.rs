//! The list as the page shows it: each guest with what it adds, what would be lost without it and who could come instead;
//! each kind of money with what is covered; and what the table lacks.

use super::{
    asked::Settings,
    list::{Answer, Composed},
    words,
};
use crate::{
    composing::{
        inputs::{Organization, Scene, organization},
        rules::{Alternative, Covered, Finding, Pick, Table, findings},
    },
    convenings::rules::{asked_in_words, kind_of},
    goals::GoalNeed,
    ids::OrganizationId,
    values::{
        Attendance, CapitalProduct, ConveningMode, ConveningPurpose, FunderType, QuorumKind,
        RelationshipStage,
    },
};

/// A guest on the list.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) sample: bool,
    pub(super) locked: bool,
    /// What it adds, the most telling first.
    pub(super) adds: Vec<String>,
    /// How likely it is counted to come, and why.
    pub(super) coming: String,
    /// What the whole list would lose.
    pub(super) without: String,
    pub(super) instead: Vec<Instead>,
    /// What a quorum counts it as.
    pub(super) counts_as: Option<QuorumKind>,
    /// What its seat should be.
    pub(super) attendance: Attendance,
}

/// Somebody who could come instead.
pub(super) struct Instead {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) sample: bool,
    pub(super) loses: String,
}

/// One kind of money.
pub(super) struct Kind {
    pub(super) label: &'static str,
    pub(super) open: String,
    pub(super) covered: String,
    pub(super) left: String,
    pub(super) percent: String,
    /// Width of the bar.
    pub(super) share: String,
    pub(super) sources: String,
}

/// One thing the table lacks.
pub(super) struct Lacking {
    pub(super) class: &'static str,
    pub(super) icon: &'static str,
    pub(super) text: String,
}

pub(super) fn rows(composed: &Composed, answer: &Answer) -> Vec<Row> {
    let picks = answer.list.picks.iter();
    picks.map(|pick| row(composed, answer, pick)).collect()
}

fn row(composed: &Composed, answer: &Answer, pick: &Pick) -> Row {
    let id = organization(pick.id);
    let known = composed.scene.organizations.get(&id);
    Row {
        id: id.to_string(),
        name: name(composed, id),
        kind: known
            .and_then(|known| known.kind)
            .map_or("Type not stated", FunderType::label),
        sample: known.is_some_and(|known| known.illustrative),
        locked: pick.locked,
        adds: adds(composed, answer, pick),
        coming: words::coming(stage(composed, id)),
        without: without(pick),
        instead: pick
            .instead
            .iter()
            .map(|other| instead(composed, *other))
            .collect(),
        counts_as: known.and_then(|known| known.kind).and_then(kind_of),
        attendance: if pick.locked || !pick.only_source.is_empty() {
            Attendance::Must
        } else {
            Attendance::Optional
        },
    }
}

pub(super) fn name(composed: &Composed, id: OrganizationId) -> String {
    let known = composed.scene.organizations.get(&id);
    known.map_or_else(
        || "An organization that is gone".to_owned(),
        |known| known.name.clone(),
    )
}

/// The stage that a guest's chance follows from, and with whom it is at that stage.
fn stage(composed: &Composed, id: OrganizationId) -> Option<(RelationshipStage, &str)> {
    let known = composed.acquainted.get(&id)?;
    let theirs = |goal: &GoalNeed| goal.partnership_id == Some(known.partnership);
    let at = composed.goals.iter().position(theirs)?;
    let with = match at {
        0 => "this partnership",
        at => composed.goals[at].partnership.as_str(),
    };
    Some((known.stage, with))
}

fn product(composed: &Composed, need: usize) -> Option<CapitalProduct> {
    composed.scene.kinds.get(need).map(|(product, _)| *product)
}

fn adds(composed: &Composed, answer: &Answer, pick: &Pick) -> Vec<String> {
    let id = organization(pick.id);
    let known = composed.scene.organizations.get(&id);
    let kinds = |needs: &[usize]| {
        let products = needs.iter().filter_map(|need| product(composed, *need));
        words::and(&products.map(words::kind).collect::<Vec<_>>())
    };
    let covered = &answer.list.covered;
    let known_only = |need: &&usize| composed.scene.sources(**need) == 1;
    let anywhere: Vec<usize> = pick
        .only_source
        .iter()
        .filter(known_only)
        .copied()
        .collect();
    let here: Vec<usize> = pick
        .only_source
        .iter()
        .filter(|need| !anywhere.contains(need))
        .copied()
        .collect();
    let gap: u64 = covered.iter().map(|kind| kind.open).sum();
    let mut adds = Vec::new();
    if !anywhere.is_empty() {
        let kinds = kinds(&anywhere);
        adds.push(format!("The only known source of {kinds}"));
    }
    if !here.is_empty() {
        adds.push(format!("The only source of {} on this list", kinds(&here)));
    }
    if pick.brings > 0 {
        let brings = pick.brings_by_need.iter().filter_map(|(need, dollars)| {
            let kind = words::kind(product(composed, *need)?);
            Some(format!("{} of {kind}", words::money(*dollars)))
        });
        let brings = words::and(&brings.collect::<Vec<_>>());
        let closes = words::percent(pick.brings, gap);
        adds.push(format!("Adds {brings}: closes {closes} of the gap"));
    }
    if known.is_some_and(|known| known.convener) {
        adds.push("A convener: its money is never counted".to_owned());
    } else if pick.brings == 0 {
        adds.push("Adds no more money to what is open".to_owned());
    }
    if known.is_some_and(|known| known.local) {
        adds.push("Local philanthropy".to_owned());
    }
    if !composed.seated.contains(&id) {
        adds.push("Never sat at this table before".to_owned());
    }
    if let Some(asked) = composed.asked.get(&id) {
        adds.push(asked_in_words(*asked));
    }
    adds
}

fn without(pick: &Pick) -> String {
    let points = words::points(pick.loses);
    match pick.loses_money {
        0 => format!("No money less, {points} points"),
        money => format!("{} less, {points} points", words::money(money)),
    }
}

fn instead(composed: &Composed, other: Alternative) -> Instead {
    let id = organization(other.id);
    let known = composed.scene.organizations.get(&id);
    let loses = other.loses;
    Instead {
        id: id.to_string(),
        name: name(composed, id),
        sample: known.is_some_and(|known| known.illustrative),
        loses: if loses < 0 {
            format!("gains {} points", words::points(loses.unsigned_abs()))
        } else {
            format!("loses {} points", words::points(loses.unsigned_abs()))
        },
    }
}

pub(super) fn kinds(composed: &Composed, answer: &Answer) -> Vec<Kind> {
    let kind = |each: &Covered| {
        let percent = words::percent(each.covered, each.open);
        Kind {
            label: product(composed, each.need).map_or("", CapitalProduct::label),
            open: words::money(each.open),
            covered: words::money(each.covered),
            left: words::money(each.open - each.covered),
            share: percent.replace(' ', ""),
            percent,
            sources: match (each.guests, composed.scene.sources(each.need)) {
                (0, 0) => "No source known".to_owned(),
                (guests, sources) => format!("{guests} of {sources}"),
            },
        }
    };
    answer.list.covered.iter().map(kind).collect()
}

/// What the table lacks, whatever its score.
pub(super) fn lacking(composed: &Composed, answer: &Answer, settings: &Settings) -> Vec<Lacking> {
    let picks = answer.list.picks.iter();
    let guests: Vec<_> = picks
        .filter_map(|pick| composed.scene.organizations.get(&organization(pick.id)))
        .collect();
    let contract = composed.goals.iter().any(|goal| goal.contract.is_some());
    let covered = answer.list.covered.iter();
    let table = Table {
        kinds: covered
            .map(|kind| {
                (
                    kind.need,
                    kind.guests > 0,
                    composed.scene.sources(kind.need) > 0,
                )
            })
            .collect(),
        local: guests.iter().filter(|guest| guest.local).count(),
        pays_for_outcomes: contract
            || settings.purpose == Some(ConveningPurpose::OutcomesContractDesign),
        has_payor: guests.iter().any(|guest| could_pay(guest)),
        residents: settings.residents,
        residents_paid: Some(settings.paid),
        changes_systems: settings.mode == Some(ConveningMode::SystemsChange)
            || settings.purpose == Some(ConveningPurpose::EnablingEnvironment),
        officials: settings.officials,
        conveners: guests.iter().filter(|guest| guest.convener).count(),
    };
    told(&table, &composed.scene)
}

/// What a table lacks, in words.
pub(super) fn told(table: &Table, scene: &Scene) -> Vec<Lacking> {
    let lacking = |finding: Finding| Lacking {
        class: if finding.is_note { "info" } else { "wait" },
        icon: if finding.is_note { "info" } else { "alert" },
        text: words::lack(finding.lack, scene),
    };
    findings(table).into_iter().map(lacking).collect()
}

/// Whether a guest could pay for outcomes.
pub(super) fn could_pay(guest: &Organization) -> bool {
    let agency = matches!(
        guest.kind,
        Some(FunderType::StateOrLocalAgency | FunderType::FederalAgency)
    );
    agency || guest.offers.contains(&CapitalProduct::OutcomesContract)
}
