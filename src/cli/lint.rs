//! `roundtable lint`: which outcome rules a statement breaks, and whether it is a goal at all.

use std::io::BufRead;

use serde_json::json;

use crate::{
    config::LintArgs,
    goals::rules::lint::{Statement, classify, hint, message},
};

pub(super) fn lint(args: LintArgs) -> anyhow::Result<()> {
    let statements = if args.statements.is_empty() {
        let lines: Result<Vec<String>, _> = std::io::stdin().lock().lines().collect();
        lines?
            .into_iter()
            .filter(|line| !line.trim().is_empty())
            .collect()
    } else {
        args.statements
    };
    let read: Vec<(String, Statement)> = statements
        .into_iter()
        .map(|statement| {
            let read = classify(&statement);
            (statement, read)
        })
        .collect();
    if args.json {
        let rows: Vec<_> = read
            .iter()
            .map(|(statement, read)| row(statement, read))
            .collect();
        println!("{}", serde_json::to_string_pretty(&rows)?);
    } else {
        for (statement, read) in &read {
            tell(statement, read);
        }
    }
    Ok(())
}

fn row(statement: &str, read: &Statement) -> serde_json::Value {
    let rules: Vec<&str> = read.rules.iter().map(|rule| rule.code()).collect();
    json!({ "statement": statement, "rules": rules, "class": read.class.as_str() })
}

fn tell(statement: &str, read: &Statement) {
    println!("{statement}\n  {}", read.class.as_str().replace('_', " "));
    for rule in read.rules.iter().chain(&read.also) {
        println!("  {:<4} {}", rule.short(), message(*rule));
        println!("       {}", hint(*rule));
    }
}
