//! The questions of a convening. The house's three get rows only when somebody answers or changes them.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{
    audit::{self, Act, Actor},
    convenings,
    entities::{guest_answers, guest_questions as rows},
    ids::{ConveningId, QuestionId},
    invitations::answering::rules::{Asked, MOST_QUESTIONS, NewQuestion, STANDARD, choices_of},
    values::QuestionKind,
};

/// Every question with a row, in order, those no longer asked too.
async fn rows_of(db: &impl ConnectionTrait, of: ConveningId) -> Result<Vec<rows::Model>, DbErr> {
    rows::Entity::find()
        .filter(rows::Column::ConveningId.eq(of))
        .order_by_asc(rows::Column::Position)
        .order_by_asc(rows::Column::Id)
        .limit(200)
        .all(db)
        .await
}

/// What guests are asked now.
pub(in crate::invitations) async fn asked(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<Vec<Asked>, DbErr> {
    let known = rows_of(db, of).await?;
    let missing = STANDARD
        .iter()
        .filter(|(code, _, _)| !known.iter().any(|row| row.code == *code));
    let missing = missing.map(|(code, label, days)| Asked {
        id: None,
        code: (*code).to_owned(),
        label: (*label).to_owned(),
        kind: QuestionKind::Text,
        choices: Vec::new(),
        required: false,
        keep_days: *days,
    });
    let here = known.iter().filter(|row| row.asked).map(|row| Asked {
        id: Some(row.id),
        code: row.code.clone(),
        label: row.label.clone(),
        kind: row.kind,
        choices: choices_of(&row.choices),
        required: row.required,
        keep_days: row.keep_days,
    });
    Ok(missing.chain(here).take(MOST_QUESTIONS).collect())
}

/// Those that guests are no longer asked.
pub(in crate::invitations) async fn left_out(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<Vec<rows::Model>, DbErr> {
    let known = rows_of(db, of).await?;
    Ok(known.into_iter().filter(|row| !row.asked).collect())
}

/// One question by its key, or by the code of one of the house's, which may have no row yet.
pub(in crate::invitations) async fn question(
    db: &impl ConnectionTrait,
    of: ConveningId,
    key: &str,
) -> Result<Option<rows::Model>, DbErr> {
    let known = rows_of(db, of).await?;
    let mut known = known.into_iter();
    let found = known.find(|row| (!key.is_empty() && row.code == key) || row.id.to_string() == key);
    let house = STANDARD.iter().find(|(code, _, _)| *code == key);
    Ok(found.or_else(|| {
        house.map(|(code, label, days)| rows::Model {
            id: QuestionId::fresh(),
            convening_id: of,
            code: (*code).to_owned(),
            label: (*label).to_owned(),
            kind: QuestionKind::Text,
            choices: String::new(),
            required: false,
            asked: true,
            keep_days: *days,
            position: 0,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
        })
    }))
}

/// Every question as staff see it, with rows for the house's three made where there are none.
pub(in crate::invitations) async fn questions(
    txn: &DatabaseTransaction,
    of: ConveningId,
    now: DateTime<Utc>,
) -> Result<Vec<rows::Model>, DbErr> {
    let known = rows_of(txn, of).await?;
    let missing = STANDARD.iter().enumerate();
    let missing: Vec<_> = missing
        .filter(|(_, (code, _, _))| !known.iter().any(|row| row.code == *code))
        .map(|(at, (code, label, days))| rows::ActiveModel {
            id: Set(QuestionId::fresh()),
            convening_id: Set(of),
            code: Set((*code).to_owned()),
            label: Set((*label).to_owned()),
            kind: Set(QuestionKind::Text),
            choices: Set(String::new()),
            required: Set(false),
            asked: Set(true),
            keep_days: Set(*days),
            position: Set(i32::try_from(at).unwrap_or_default()),
            version: Set(1),
            created_at: Set(now),
        })
        .collect();
    if missing.is_empty() {
        return Ok(known);
    }
    rows::Entity::insert_many(missing)
        .exec_without_returning(txn)
        .await?;
    rows_of(txn, of).await
}

/// Adds a question of the convening's own; `false` if there are as many as a guest can be asked.
pub(in crate::invitations) async fn add_question(
    txn: &DatabaseTransaction,
    of: ConveningId,
    new: &NewQuestion,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let known = questions(txn, of, now).await?;
    if known.iter().filter(|row| row.asked).count() >= MOST_QUESTIONS {
        return Ok(false);
    }
    let last = known.iter().map(|row| row.position).max();
    rows::Entity::insert(rows::ActiveModel {
        id: Set(QuestionId::fresh()),
        convening_id: Set(of),
        code: Set(String::new()),
        label: Set(new.label.clone()),
        kind: Set(new.kind),
        choices: Set(new.choices.clone()),
        required: Set(new.required),
        asked: Set(true),
        keep_days: Set(new.keep_days),
        position: Set(last.map_or(0, |last| last + 1)),
        version: Set(1),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    let told = format!("Asks guests: {}", new.label);
    note(txn, of, actor, told, now).await?;
    Ok(true)
}

/// Changes a question, if it still has the version that was looked at; otherwise says what is there now, or that it is
/// gone. Answers are forgotten when the new number of days is over.
pub(in crate::invitations) async fn change_question(
    txn: &DatabaseTransaction,
    (of, key): (ConveningId, &str),
    (new, version): (&NewQuestion, i32),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Result<(), Option<rows::Model>>, DbErr> {
    let Some(id) = key_of(txn, of, key, now).await? else {
        return Ok(Err(None));
    };
    let changed = rows::Entity::update_many()
        .set(rows::ActiveModel {
            label: Set(new.label.clone()),
            kind: Set(new.kind),
            choices: Set(new.choices.clone()),
            required: Set(new.required),
            asked: Set(true),
            keep_days: Set(new.keep_days),
            ..Default::default()
        })
        .col_expr(
            rows::Column::Version,
            Expr::col(rows::Column::Version).add(1),
        )
        .filter(rows::Column::Id.eq(id))
        .filter(rows::Column::ConveningId.eq(of))
        .filter(rows::Column::Version.eq(version))
        .exec(txn)
        .await?;
    if changed.rows_affected == 0 {
        let now_there = rows::Entity::find_by_id(id)
            .filter(rows::Column::ConveningId.eq(of))
            .one(txn)
            .await?;
        return Ok(Err(now_there));
    }
    if let Some(convening) = convenings::by_id(txn, of).await? {
        let forget_at = convening.row.ends_at + TimeDelta::days(i64::from(new.keep_days));
        guest_answers::Entity::update_many()
            .col_expr(guest_answers::Column::ForgetAt, Expr::value(forget_at))
            .filter(guest_answers::Column::QuestionId.eq(id))
            .exec(txn)
            .await?;
    }
    let told = format!("Changed a question to guests: {}", new.label);
    note(txn, of, actor, told, now).await?;
    Ok(Ok(()))
}

/// Stops asking; the answers stay until their time is over. `false` if there is no such question.
pub(in crate::invitations) async fn stop_asking(
    txn: &DatabaseTransaction,
    (of, key): (ConveningId, &str),
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(id) = key_of(txn, of, key, now).await? else {
        return Ok(false);
    };
    let stopped = rows::Entity::update_many()
        .col_expr(rows::Column::Asked, Expr::value(false))
        .col_expr(
            rows::Column::Version,
            Expr::col(rows::Column::Version).add(1),
        )
        .filter(rows::Column::Id.eq(id))
        .filter(rows::Column::ConveningId.eq(of))
        .exec(txn)
        .await?;
    if stopped.rows_affected == 0 {
        return Ok(false);
    }
    note(
        txn,
        of,
        actor,
        "Left out a question to guests".to_owned(),
        now,
    )
    .await?;
    Ok(true)
}

/// The key of a question, whose row is made if it is one of the house's.
async fn key_of(
    txn: &DatabaseTransaction,
    of: ConveningId,
    key: &str,
    now: DateTime<Utc>,
) -> Result<Option<QuestionId>, DbErr> {
    let known = questions(txn, of, now).await?;
    let mut known = known.into_iter();
    let found = known.find(|row| (!key.is_empty() && row.code == key) || row.id.to_string() == key);
    Ok(found.map(|row| row.id))
}

async fn note(
    txn: &DatabaseTransaction,
    of: ConveningId,
    actor: &Actor,
    summary: String,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = Act {
        action: "changed",
        kind: "convening",
        id: of.to_string(),
        summary,
        before: None,
        after: None,
    };
    audit::record(txn, actor, act, now).await
}
