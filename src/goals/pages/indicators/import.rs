//! A series from a file or the clipboard. Looking comes first: the page says what each row would do, and nothing is saved
//! while a row is wrong, or when the values have changed since the look.

use askama::Template;
use axum::{
    extract::Multipart,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{address, at::AtIndicator, crumbs, upload::ImportForm};
use crate::{
    db::unique_violation,
    goals::{
        pictures::day,
        rules::{
            curve::in_words,
            series::{self, Deed, RowError, Series, SeriesRow},
        },
        store::{self, Imported, counted},
    },
    values::IndicatorUnit,
    web::{self, AppError, Desk, FieldErrors, Shell, TableEditorsDesk, views::Link},
};

#[derive(Template)]
#[template(path = "goals/import.html")]
struct ImportPage {
    shell: Shell,
    crumbs: Vec<Link>,
    action: String,
    back: String,
    measured: String,
    unit: &'static str,
    most_rows: usize,
    form: ImportForm,
    errors: FieldErrors,
    wrong: Vec<RowError>,
    plan: Option<Plan>,
}

/// What the rows would do.
struct Plan {
    rows: Vec<PlanRow>,
    /// "12 new values and 2 corrections".
    summary: String,
    /// How many are held already.
    same: usize,
    corrections: usize,
    /// Something to save.
    any: bool,
    mark: String,
}

struct PlanRow {
    row: usize,
    date: String,
    group: String,
    value: String,
    pill: super::super::words::Pill,
    /// What a correction replaces.
    from: String,
}

pub(super) async fn blank(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtIndicator,
) -> web::Result<Response> {
    let form = ImportForm {
        source: at.indicator.source.clone(),
        ..ImportForm::default()
    };
    web::page(&page(&desk, &at, form))
}

pub(super) async fn take(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtIndicator,
    parts: Multipart,
) -> web::Result<Response> {
    let (form, wrong) = ImportForm::from_parts(parts).await?;
    if let Some(why) = wrong {
        return refused_at(page(&desk, &at, form), "text", why);
    }
    let unit = at.indicator.unit;
    let Series { rows, errors } = series::read(&form.text, unit, form.source.trim(), desk.today());
    if !errors.is_empty() {
        let mut page = page(&desk, &at, form);
        let count = errors.len();
        page.errors.add(
            "text",
            if count == 1 {
                "One cell is wrong. Nothing was saved.".to_owned()
            } else {
                format!("{count} cells are wrong. Nothing was saved.")
            },
        );
        page.wrong = errors;
        return refused(page);
    }
    if let Some((field, why)) = form.long() {
        let page = with_plan(&desk, &at, form, &rows).await?;
        return refused_at(page, field, why);
    }
    if form.step == "save" {
        return save(desk, at, form, rows).await;
    }
    web::page(&with_plan(&desk, &at, form, &rows).await?)
}

/// Says what the rows would do; saves nothing.
async fn with_plan(
    desk: &Desk,
    at: &AtIndicator,
    form: ImportForm,
    rows: &[SeriesRow],
) -> web::Result<ImportPage> {
    let held = store::held_of(desk.db(), &at.indicator).await?;
    let mut page = page(desk, at, form);
    page.plan = Some(planned(at.indicator.unit, rows, &series::plan(rows, &held)));
    Ok(page)
}

async fn save(
    desk: Desk,
    at: AtIndicator,
    form: ImportForm,
    rows: Vec<SeriesRow>,
) -> web::Result<Response> {
    let reason = form.reason.trim().to_owned();
    let held = store::held_of(desk.db(), &at.indicator).await?;
    let corrects = series::plan(&rows, &held)
        .iter()
        .any(|deed| matches!(deed, Deed::Correction { .. }));
    if corrects && reason.is_empty() {
        let page = with_plan(&desk, &at, form, &rows).await?;
        let why = "Say why earlier values are corrected. Both stay visible.";
        return refused_at(page, "reason", why);
    }
    let (actor, now) = (desk.actor(), desk.app.now());
    let wanted = (rows.as_slice(), form.mark.as_str(), reason.as_str());
    let imported = desk
        .app
        .db
        .write(async |txn| store::import_series(txn, &at.indicator, wanted, &actor, now).await)
        .await;
    match imported {
        Ok(Imported::Done {
            new: 0,
            corrected: 0,
        }) => Ok(web::flash_to(
            &address(&at.indicator),
            "Every value was held already, so nothing changed.",
        )),
        Ok(Imported::Done { new, corrected }) => {
            let said = format!("Imported {}.", counted(new, corrected));
            Ok(web::flash_to(&address(&at.indicator), &said))
        }
        Ok(Imported::Changed) => changed(&desk, &at, form, &rows).await,
        Err(error) if unique_violation(&error) => Err(AppError::Conflict(
            "Someone else reported one of these values at the same moment. Look again.".to_owned(),
        )),
        Err(error) => Err(error.into()),
    }
}

/// The file or the values are not those that were looked at (409): the new plan, to look at again.
async fn changed(
    desk: &Desk,
    at: &AtIndicator,
    form: ImportForm,
    rows: &[SeriesRow],
) -> web::Result<Response> {
    let page = with_plan(desk, at, form, rows).await?;
    let why =
        "This is not what you looked at: the rows or the values held have changed. Look again.";
    let mut answer = refused_at(page, "text", why)?.into_response();
    *answer.status_mut() = StatusCode::CONFLICT;
    Ok(answer)
}

fn refused_at(mut page: ImportPage, field: &'static str, why: &str) -> web::Result<Response> {
    page.errors.add(field, why);
    refused(page)
}

fn refused(mut page: ImportPage) -> web::Result<Response> {
    page.shell = page.shell.with_errors();
    web::page_invalid(&page)
}

fn page(desk: &Desk, at: &AtIndicator, form: ImportForm) -> ImportPage {
    let back = address(&at.indicator);
    ImportPage {
        shell: desk.shell("goals", format!("Import a series: {}", at.goal.title)),
        crumbs: crumbs(&at.goal, Some(&at.indicator)),
        action: format!("{back}/import"),
        back,
        measured: at.indicator.name.clone(),
        unit: at.indicator.unit.label(),
        most_rows: series::MOST_ROWS,
        form,
        errors: FieldErrors::default(),
        wrong: Vec::new(),
        plan: None,
    }
}

fn planned(unit: IndicatorUnit, rows: &[SeriesRow], deeds: &[Deed]) -> Plan {
    let count = |wanted: fn(&Deed) -> bool| deeds.iter().filter(|deed| wanted(deed)).count();
    let corrections = count(|deed| matches!(deed, Deed::Correction { .. }));
    let new = count(|deed| *deed == Deed::New);
    let row = |(row, deed): (&SeriesRow, &Deed)| {
        let (pill, from) = match deed {
            Deed::New => (("ok", "plus", "New"), String::new()),
            Deed::Same => (("quiet", "check", "Same"), String::new()),
            Deed::Correction { from, .. } => {
                (("wait", "edit", "Correction"), in_words(*from, unit))
            }
        };
        PlanRow {
            row: row.row,
            date: day(row.on),
            group: if row.cut_group.is_empty() {
                "Everyone".to_owned()
            } else {
                row.cut_group.clone()
            },
            value: in_words(row.value, unit),
            pill,
            from,
        }
    };
    Plan {
        rows: rows.iter().zip(deeds).map(row).collect(),
        summary: counted(new, corrections),
        same: deeds.len() - new - corrections,
        corrections,
        any: new + corrections > 0,
        mark: series::fingerprint(rows, deeds),
    }
}
