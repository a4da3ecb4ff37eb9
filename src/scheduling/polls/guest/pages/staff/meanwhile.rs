//! Whether somebody said something else themselves while staff wrote their answer down.

use sea_orm::{
    ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    QuerySelect as _,
};

use crate::{
    entities::poll_people,
    ids::PollPersonId,
    scheduling::polls::{
        asking::store::votes_of,
        guest::{
            form::{Answers, Sent, field, stands, week},
            pages::hours::line_of,
            store::hours_of,
        },
    },
};

/// Whether what staff are about to write over is not what their page showed. They who answer meanwhile are waited for.
pub(super) async fn answered_meanwhile(
    txn: &DatabaseTransaction,
    id: PollPersonId,
    (sent, answers): (&Sent, &Answers),
) -> Result<bool, DbErr> {
    let mut found = poll_people::Entity::find_by_id(id);
    if txn.get_database_backend() == DatabaseBackend::Postgres {
        found = found.lock_exclusive();
    }
    let Some(person) = found.one(txn).await? else {
        return Ok(false);
    };
    let differs = |now: &str, was: &str, new: &str| now != was && now != new;
    if let Some(note) = &answers.note
        && differs(&person.note, field(sent, "was-note"), note)
    {
        return Ok(true);
    }
    if let Some(hours) = &answers.hours {
        let now = line_of(&hours_of(txn, id).await?);
        if differs(&now, field(sent, "was-hours"), &week(hours)) {
            return Ok(true);
        }
    }
    let said = votes_of(txn, id).await?;
    let mut votes = answers.votes.iter();
    Ok(votes.any(|vote| {
        let said = said.get(&vote.option);
        let now = said.map_or_else(String::new, |said| stands(said.answer.as_str(), &said.note));
        differs(&now, &vote.was, &stands(vote.answer.as_str(), &vote.note))
    }))
}
