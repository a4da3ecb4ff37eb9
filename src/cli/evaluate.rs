//! `roundtable evaluate`: how well a ranking would have foretold what happened.

use std::collections::HashMap;

use anyhow::Context;

use crate::{
    config::EvaluateMatchingArgs,
    loading,
    matching::{self, Pair, Quality, rules::Spot},
    places::rules::{Row, RowError, parse_cities, read},
};

const COLUMNS: [&str; 6] = [
    "cde_id",
    "geoid",
    "investments",
    "amount_usd",
    "first_year",
    "last_year",
];

pub(super) fn matching(args: &EvaluateMatchingArgs) -> anyhow::Result<()> {
    let file = &args.pairs;
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let (cities, carried) = loading::carried_track_records()?;
    let metros: HashMap<String, String> = parse_cities(&cities)
        .rows
        .into_iter()
        .map(|city| (city.geoid, city.cbsa_code))
        .collect();
    let truth = pairs(&text, &metros).with_context(|| file.display().to_string())?;
    let found = matching::evaluate(&pairs(&carried, &metros)?, &truth, args.before);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&found)?);
        return Ok(());
    }
    println!(
        "{} providers known before {}; {} pairs in {} cities came later ({} more by providers nobody knew).",
        found.providers, found.before, found.pairs, found.cities, found.unknown_providers
    );
    for (name, quality) in [
        ("Place and track record", &found.engine),
        ("Track record alone", &found.track_record_alone),
        ("Place alone", &found.place_alone),
        ("Most active in the state", &found.most_active_in_state),
        ("Most active overall", &found.most_active),
    ] {
        println!("{name:<26}{}", in_words(quality));
    }
    Ok(())
}

fn in_words(quality: &Quality) -> String {
    let recall = quality.recall.iter();
    let recall = recall.map(|(most, share)| format!("recall@{most} {share:.4}  "));
    format!("{}mrr {:.4}", recall.collect::<String>(), quality.mrr)
}

fn pairs(text: &str, metros: &HashMap<String, String>) -> anyhow::Result<Vec<Pair>> {
    let parsed = read(text, &COLUMNS, |row| pair(row, metros));
    if let Some(error) = parsed.errors.first() {
        anyhow::bail!("{error} ({} rows could not be read)", parsed.errors.len());
    }
    Ok(parsed.rows)
}

fn pair(row: &Row<'_>, metros: &HashMap<String, String>) -> Result<Pair, RowError> {
    let geoid = row.digits("geoid", &[7, 10])?;
    let years = (row.number("first_year")?, row.number("last_year")?);
    if years.1 < years.0 {
        return Err(row.error("last_year", "is before first_year".to_owned()));
    }
    Ok(Pair {
        provider: row.text("cde_id")?,
        spot: Spot {
            metro: metros.get(&geoid).cloned(),
            // The first two digits of a census code are its state's.
            state: geoid.chars().take(2).collect(),
            city: geoid,
        },
        investments: row.number("investments")?,
        first_year: years.0,
        last_year: years.1,
    })
}
