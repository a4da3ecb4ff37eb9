//! How a goal's ranking moves with other weights: its first rows after the change, and who drops out of them.

use std::collections::HashMap;

use sea_orm::DbErr;

use crate::{
    db::Db,
    funders::{PocketRow, pocket_rows},
    ids::FundingSourceId,
    matching::{
        GoalMatches,
        rules::{Move, Verdict, Weights, moves},
    },
};

/// How many rows are held against each other.
const FIRST: usize = 20;

/// The first rows after, and those that drop out of them.
pub(super) struct Moved {
    pub(super) rows: Vec<Row>,
    pub(super) dropped: Vec<Row>,
    /// "4 rise, 3 fall, 1 enters, 1 drops out".
    pub(super) summary: String,
}

/// One funding source in both orders.
pub(super) struct Row {
    pub(super) after: usize,
    pub(super) before: usize,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) sample: bool,
    pub(super) aligned: bool,
    /// "78.4", out of 100.
    pub(super) fit_before: String,
    pub(super) fit_after: String,
    /// Class and words of the move: "2 places up".
    pub(super) pill: &'static str,
    /// An arrow that says the same.
    pub(super) arrow: &'static str,
    pub(super) said: String,
}

/// Holds the goal's ranking as it is against the one with other weights.
pub(super) async fn moved(
    db: &Db,
    before: &GoalMatches,
    after: &GoalMatches,
) -> Result<Moved, DbErr> {
    let order = |of: &GoalMatches| -> Vec<FundingSourceId> {
        of.ranking().iter().map(|(id, ..)| *id).collect()
    };
    let (first, dropped) = moves(&order(before), &order(after), FIRST);
    let ids: Vec<FundingSourceId> = first.iter().chain(&dropped).map(|each| each.id).collect();
    let named = pocket_rows(db.read(), &ids).await?.into_iter();
    let named: HashMap<FundingSourceId, PocketRow> = named.map(|row| (row.id, row)).collect();
    let row = |each: &Move<FundingSourceId>| {
        let pocket = named.get(&each.id)?;
        let standing = |of: &GoalMatches, place: usize| {
            let (_, verdict, score) = of.ranking().get(place - 1).copied()?;
            Some((verdict, out_of_100(score, of.weights())))
        };
        let (verdict, fit_after) = standing(after, each.after)?;
        let (_, fit_before) = standing(before, each.before)?;
        let (pill, arrow, said) = in_words(each);
        Some(Row {
            after: each.after,
            before: each.before,
            name: pocket.name.clone(),
            kind: pocket.kind.label(),
            sample: pocket.illustrative,
            aligned: verdict == Verdict::AlignedNoOpenLine,
            fit_before,
            fit_after,
            pill,
            arrow,
            said,
        })
    };
    Ok(Moved {
        summary: summary(&first, dropped.len()),
        rows: first.iter().filter_map(row).collect(),
        dropped: dropped.iter().filter_map(row).collect(),
    })
}

fn out_of_100(score: u32, weights: Weights) -> String {
    let tenths = u64::from(score) * 1_000 / (weights.total() * 10_000).max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn in_words<I>(each: &Move<I>) -> (&'static str, &'static str, String) {
    let places = |number: usize| match number {
        1 => "1 place".to_owned(),
        more => format!("{more} places"),
    };
    match (each.before, each.after) {
        (before, after) if before > FIRST && after <= FIRST => {
            ("ok", "↑", format!("Enters: {} up", places(before - after)))
        }
        (before, after) if before <= FIRST && after > FIRST => (
            "bad",
            "↓",
            format!("Drops out: {} down", places(after - before)),
        ),
        (before, after) if before > after => ("ok", "↑", format!("{} up", places(before - after))),
        (before, after) if before < after => {
            ("wait", "↓", format!("{} down", places(after - before)))
        }
        _ => ("quiet", "=", "No change".to_owned()),
    }
}

fn summary<I>(first: &[Move<I>], dropped: usize) -> String {
    let count = |with: &dyn Fn(&Move<I>) -> bool| first.iter().filter(|each| with(each)).count();
    let entered = count(&|each| each.before > FIRST);
    let risen = count(&|each| each.before > each.after && each.before <= FIRST);
    let fallen = count(&|each| each.before < each.after);
    if entered + risen + fallen + dropped == 0 {
        return format!("The first {} stay as they are.", first.len());
    }
    format!(
        "Of the first {}: {risen} up, {fallen} down, {entered} new; {dropped} drop out.",
        first.len()
    )
}
