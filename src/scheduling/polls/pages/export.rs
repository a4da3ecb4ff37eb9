//! The grid as a file: everybody by every time.

use std::collections::BTreeSet;

use axum::{extract::Path, response::Response};

use super::{compare::compare, load, words::answer_mark};
use crate::web::{self, AppError, EditorsDesk, Result, sheet};

/// GET /convenings/{id}/dates.csv
pub(super) async fn export(
    EditorsDesk(desk): EditorsDesk,
    Path(id): Path<String>,
) -> Result<Response> {
    let dates = load(&desk, &id).await?;
    let poll = dates.poll()?;
    let of = compare(&desk, poll, BTreeSet::new()).await?;
    let compared = match &of.compared {
        Ok(compared) => compared,
        Err(trouble) => return Err(AppError::Invalid(trouble.clone())),
    };
    let fixed = [
        "Name",
        "Organization",
        "E-mail",
        "Attendance",
        "State",
        "Note",
        "Sample",
    ];
    let times = compared.shown.iter();
    let times = times.map(|(_, _, slot)| slot.words(&poll.time_zone));
    let mut lines: Vec<Vec<String>> =
        vec![fixed.map(str::to_owned).into_iter().chain(times).collect()];
    for (at, person) in of.facts.people.iter().enumerate() {
        let own = [
            person.name.clone(),
            of.facts.organization_of(at).to_owned(),
            person.address.to_string(),
            person.attendance.label().to_owned(),
            person.state.label().to_owned(),
            person.note.clone(),
            if person.illustrative { "yes" } else { "no" }.to_owned(),
        ];
        let said = compared.shown.iter().map(|(start, _, _)| {
            let (_, _, word) = answer_mark(compared.times.said(*start, at));
            word.to_owned()
        });
        lines.push(own.into_iter().chain(said).collect());
    }
    Ok(web::download(
        sheet(lines),
        "text/csv; charset=utf-8",
        "dates.csv",
    ))
}
