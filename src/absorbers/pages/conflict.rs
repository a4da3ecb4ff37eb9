//! Two people changed the same absorber: both values side by side, and a choice for each field that differs.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    absorbers::{
        rules::{AbsorberForm, clean},
        store::Absorber,
    },
    audit,
    issues::Issues,
    values::{AbsorberKind, Readiness},
    web::{self, Desk, Shell, views::Link},
};

/// A field whose two values differ: name, label, and what each says as sent and as shown.
struct Differing {
    name: &'static str,
    label: &'static str,
    mine: (String, String),
    theirs: (String, String),
}

#[derive(Template)]
#[template(path = "absorbers/conflict.html")]
struct ConflictPage {
    shell: Shell,
    crumbs: Vec<Link>,
    action: String,
    back: String,
    who: String,
    same: Vec<(&'static str, String)>,
    differing: Vec<Differing>,
}

/// The page (409), itself the form at the newer version.
pub(super) async fn answer(
    desk: &Desk,
    absorber: &Absorber,
    (mine, theirs): (&AbsorberForm, &AbsorberForm),
    taxonomy: &Issues,
) -> web::Result<Response> {
    let id = absorber.row.id.to_string();
    let (last, _) = audit::history(desk.db(), "absorber", &id, 0, 1).await?;
    let back = format!("/absorbers/{id}");
    let mut same = vec![("version", theirs.version.clone())];
    let mut differing = Vec::new();
    for ((name, label, mine), (_, _, theirs)) in fields(mine).into_iter().zip(fields(theirs)) {
        if mine == theirs {
            same.push((name, mine));
        } else {
            let shown = |text: &String| shown(name, text, taxonomy);
            differing.push(Differing {
                name,
                label,
                mine: (mine.clone(), shown(&mine)),
                theirs: (theirs.clone(), shown(&theirs)),
            });
        }
    }
    let mut response = web::page(&ConflictPage {
        shell: desk.shell("funders", "Someone else saved this"),
        crumbs: vec![
            Link::new("Absorbers", "/absorbers"),
            Link::new(&absorber.organization.name, &back),
        ],
        action: format!("{back}/edit"),
        back,
        who: last
            .first()
            .map(|entry| entry.actor.clone())
            .unwrap_or_default(),
        same,
        differing,
    })?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn fields(form: &AbsorberForm) -> [(&'static str, &'static str, String); 12] {
    let mut issues = form.issues.clone();
    issues.sort();
    [
        ("kind", "What it is", form.kind.clone()),
        ("assets", "Assets", money(&form.assets)),
        ("net_assets", "Net-asset ratio", clean(&form.net_assets)),
        ("certification", "Certification", clean(&form.certification)),
        ("certified_on", "Certified as of", clean(&form.certified_on)),
        ("pipeline", "Pipeline", money(&form.pipeline)),
        ("debt_history", "Debt so far", clean(&form.debt_history)),
        ("readiness", "Readiness", form.readiness.clone()),
        ("issues", "Issues", issues.join(";")),
        ("counties", "Counties", clean(&form.counties)),
        ("source", "Source", clean(&form.source)),
        ("as_of", "As of", clean(&form.as_of)),
    ]
}

fn money(typed: &str) -> String {
    typed
        .parse::<crate::values::Money>()
        .map_or_else(|_| clean(typed), crate::values::Money::full)
}

fn shown(name: &str, text: &str, taxonomy: &Issues) -> String {
    let words = match name {
        "kind" => text
            .parse::<AbsorberKind>()
            .map_or_else(|_| text.to_owned(), |kind| kind.label().to_owned()),
        "readiness" => text
            .parse::<Readiness>()
            .map_or_else(|_| text.to_owned(), |each| each.label().to_owned()),
        "issues" => {
            let labels = text.split(';').map(|code| taxonomy.label(code));
            labels.collect::<Vec<_>>().join("; ")
        }
        _ => text.replace('\n', "; "),
    };
    if words.is_empty() {
        "(empty)".to_owned()
    } else {
        words
    }
}
