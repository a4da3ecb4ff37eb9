//! One absorber: what it is, how large, what it knows, where it works, and who says so.

use askama::Template;
use axum::response::Response;

use super::{AtAbsorber, words};
use crate::{
    absorbers::rules::{LOAN_SHARE, TII_ASSETS},
    audit, issues, places,
    values::Money,
    web::{self, Desk, Shell, views::Link},
};

#[derive(Template)]
#[template(path = "absorbers/show.html")]
struct ShowPage {
    shell: Shell,
    crumbs: Vec<Link>,
    name: String,
    kind: &'static str,
    pill: (&'static str, &'static str, &'static str),
    sample: bool,
    may_edit: bool,
    edit_href: String,
    funder_href: String,
    /// The most debt it carries by our rule of thumb; empty where its assets are not known.
    carries: String,
    small: bool,
    facts: Vec<(&'static str, String)>,
    issues: Vec<String>,
    counties: Vec<String>,
    source: String,
    as_of: String,
    events: Vec<(String, String)>,
}

pub(super) async fn show(desk: Desk, AtAbsorber(absorber): AtAbsorber) -> web::Result<Response> {
    let db = desk.db();
    let row = absorber.row;
    let taxonomy = issues::issues(db).await?;
    let names = places::names(db, absorber.counties.iter().cloned()).await?;
    let (entries, _) = audit::history(db, "absorber", &row.id.to_string(), 0, 10).await?;
    let certification = match row.certified_on {
        Some(on) if !row.certification.is_empty() => {
            format!("{}, as of {}", row.certification, words::day(on))
        }
        _ => row.certification.clone(),
    };
    let facts = [
        ("Assets", words::full(row.assets_usd)),
        ("Net-asset ratio", words::percent(row.net_asset_ratio)),
        ("Certification", certification),
        ("Pipeline", words::full(row.pipeline_usd)),
        ("Debt so far", row.debt_history.clone()),
    ];
    let carries = row
        .assets_usd
        .and_then(|assets| Money::try_from(assets.dollars() / 100 * LOAN_SHARE).ok());
    web::page(&ShowPage {
        shell: desk.shell("funders", &absorber.organization.name),
        crumbs: vec![
            Link::new("Funders", "/funders"),
            Link::new("Absorbers", "/absorbers"),
        ],
        kind: row.kind.label(),
        pill: words::readiness_pill(row.readiness),
        sample: row.illustrative,
        may_edit: desk.may_edit(),
        edit_href: format!("/absorbers/{}/edit", row.id),
        funder_href: format!("/funders/{}", absorber.organization.id),
        carries: words::full(carries),
        small: row
            .assets_usd
            .is_some_and(|assets| assets.dollars() < TII_ASSETS),
        facts: facts.map(|(label, text)| (label, known(text))).into(),
        issues: absorber
            .issues
            .iter()
            .map(|code| taxonomy.label(code))
            .collect(),
        counties: absorber
            .counties
            .iter()
            .map(|id| {
                let name = names.get(id).cloned();
                format!("{} ({})", name.unwrap_or_default(), id.code())
            })
            .collect(),
        source: words::source(&row.source).to_owned(),
        as_of: words::day(row.as_of),
        events: entries
            .into_iter()
            .map(|entry| {
                let when = entry.at.format("%-d %b %Y, %H:%M UTC");
                (entry.summary, format!("{}, {when}", entry.actor))
            })
            .collect(),
        name: absorber.organization.name,
    })
}

/// What is said, or that nobody has said it.
fn known(text: String) -> String {
    if text.is_empty() {
        "Not known".to_owned()
    } else {
        text
    }
}
