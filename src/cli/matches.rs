//! `roundtable match`: who could fill a goal's gap, and why.

use anyhow::Context;
use serde_json::Value;

use super::open;
use crate::{clock::Clock, config::MatchArgs, matching, values::time_convert};

pub(super) async fn matches(args: &MatchArgs) -> anyhow::Result<()> {
    let db = open(&args.database).await?;
    let now = time_convert::to_timestamp(Clock::Machine.now()).unwrap_or_default();
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let found = matching::matches_as_json(&db, args.goal, args.line, args.most, today).await?;
    let found = found.with_context(|| match args.line {
        None => format!("there is no goal {}", args.goal),
        Some(line) => format!("there is no goal {} with a line {line}", args.goal),
    })?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&found)?);
    } else {
        tell(&found);
    }
    Ok(db.close().await?)
}

fn tell(found: &Value) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    println!(
        "{} ({} funding sources)",
        text(&found["goal"]["title"]),
        found["total"]
    );
    for each in found["matches"].as_array().into_iter().flatten() {
        let fit = each["fit"]["points"].as_str().unwrap_or("not scored");
        let verdict = text(&each["verdict"]).replace('_', " ");
        println!(
            "\n{}: {verdict}, {fit}",
            text(&each["funding_source"]["name"])
        );
        for reason in each["reasons"].as_array().into_iter().flatten() {
            println!("  {:<8} {}", text(&reason["kind"]), text(&reason["text"]));
        }
    }
}
