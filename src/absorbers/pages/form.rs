//! The form of an absorber as a page, and how its issues and counties are told to be real.

use askama::Template;

use crate::{
    absorbers::{
        rules::AbsorberForm,
        store::{self, Absorber, Kept},
    },
    issues::{self, Issues},
    places,
    values::{AbsorberKind, Readiness, time_convert},
    web::{
        self, Desk, FieldErrors, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "absorbers/form.html")]
pub(super) struct FormPage {
    pub(super) shell: Shell,
    pub(super) crumbs: Vec<Link>,
    pub(super) heading: String,
    pub(super) action: String,
    pub(super) back: String,
    /// Whether the organization is still to be named.
    pub(super) new: bool,
    pub(super) form: AbsorberForm,
    pub(super) kinds: Vec<Choice>,
    pub(super) readiness: Vec<Choice>,
    pub(super) areas: Vec<Choice>,
    pub(super) errors: FieldErrors,
}

/// What the page says about itself.
pub(super) struct About {
    pub(super) heading: String,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) new: bool,
}

pub(super) fn page(
    desk: &Desk,
    about: About,
    (form, errors): (AbsorberForm, FieldErrors),
    taxonomy: &Issues,
) -> FormPage {
    let ticked = split(&form.issues);
    let shell = desk.shell("funders", &about.heading);
    let areas = taxonomy
        .0
        .iter()
        .filter(|issue| issue.parent.is_none() || ticked.contains(&issue.code));
    FormPage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![
            Link::new("Funders", "/funders"),
            Link::new("Absorbers", "/absorbers"),
        ],
        heading: about.heading,
        action: about.action,
        back: about.back,
        new: about.new,
        kinds: AbsorberKind::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.kind))
            .collect(),
        readiness: Readiness::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.readiness))
            .collect(),
        areas: areas
            .map(|issue| {
                let chosen = ticked.contains(&issue.code);
                Choice::new(&issue.code, taxonomy.label(&issue.code), chosen)
            })
            .collect(),
        form,
        errors,
    }
}

/// Codes, one a field or several with semicolons, as the page of two versions sends them.
fn split(issues: &[String]) -> Vec<String> {
    let all = issues.iter().flat_map(|each| each.split(';'));
    let codes = all.map(str::trim).filter(|code| !code.is_empty());
    codes.map(str::to_owned).collect()
}

/// The form with issues and counties that exist.
pub(super) async fn read(
    desk: &Desk,
    form: &AbsorberForm,
    taxonomy: &Issues,
) -> web::Result<Result<Kept, FieldErrors>> {
    let today = time_convert::to_naive(desk.local_date().at(0, 0, 0, 0)).date();
    let mut errors = FieldErrors::default();
    let read = match form.read(today) {
        Ok(read) => read,
        Err(wrong) => {
            for (field, why) in wrong {
                errors.add(field, why);
            }
            return Ok(Err(errors));
        }
    };
    let counties = errors.keep("counties", store::settle(desk.db(), &read.counties).await?);
    let ticked = split(&form.issues);
    let known = taxonomy.0.iter().map(|issue| issue.code.clone());
    let mut issues: Vec<String> = known.filter(|code| ticked.contains(code)).collect();
    issues.sort();
    if issues.is_empty() {
        errors.add("issues", "Tick at least one issue it knows.");
    } else if ticked.iter().any(|code| !issues.contains(code)) {
        errors.add("issues", "Tick issues of the list.");
    }
    let counties = counties.filter(|_| errors.is_empty());
    Ok(counties.ok_or(errors).map(|counties| Kept {
        read,
        issues,
        counties,
    }))
}

/// An absorber as its form holds it.
pub(super) async fn form_of(desk: &Desk, of: &Absorber) -> web::Result<AbsorberForm> {
    let names = places::names(desk.db(), of.counties.iter().cloned()).await?;
    let row = &of.row;
    let counties = of.counties.iter().map(|id| match names.get(id) {
        // Names are read back by their state; a county without one is kept as its code.
        Some(name) if name.contains(", ") => name.clone(),
        _ => id.code().to_owned(),
    });
    Ok(AbsorberForm {
        organization: of.organization.name.clone(),
        kind: row.kind.to_string(),
        assets: super::words::full(row.assets_usd),
        net_assets: super::words::percent(row.net_asset_ratio),
        certification: row.certification.clone(),
        certified_on: row
            .certified_on
            .map(|on| on.to_string())
            .unwrap_or_default(),
        pipeline: super::words::full(row.pipeline_usd),
        debt_history: row.debt_history.clone(),
        readiness: row.readiness.to_string(),
        issues: of.issues.clone(),
        counties: counties.collect::<Vec<_>>().join("\n"),
        source: row.source.clone(),
        as_of: row.as_of.to_string(),
        version: row.version.to_string(),
    })
}

/// The taxonomy, for the form.
pub(super) async fn taxonomy(desk: &Desk) -> web::Result<Issues> {
    Ok(issues::issues(desk.db()).await?)
}
