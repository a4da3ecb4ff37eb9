//! The tables behind search.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::OnConflict, sea_query::SelectStatement,
};

use super::fold::words;
use crate::entities::{search_entries, search_terms};

/// Rows per insert: SQLite takes at most 32,766 bound values in a statement.
const BATCH: usize = 500;

/// One thing that can be found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `funder`, `goal`, `city`, `convening` or `person`.
    pub kind: &'static str,
    /// The thing's own id, unique within its kind.
    pub id: String,
    pub title: String,
    /// What tells it from others of the same name.
    pub subtitle: String,
    pub url: String,
    /// Heavier entries come first: population, amount.
    pub weight: i64,
    pub illustrative: bool,
    /// Words to find it by besides its title.
    pub also: String,
}

fn key(kind: &str, id: &str) -> String {
    format!("{kind}/{id}")
}

/// Makes these findable, replacing what was known of them.
pub async fn index(txn: &DatabaseTransaction, entries: &[Entry]) -> Result<(), DbErr> {
    for batch in entries.chunks(BATCH) {
        let rows = batch.iter().map(|entry| search_entries::ActiveModel {
            id: Set(key(entry.kind, &entry.id)),
            kind: Set(entry.kind.to_owned()),
            title: Set(entry.title.clone()),
            subtitle: Set(entry.subtitle.clone()),
            url: Set(entry.url.clone()),
            weight: Set(entry.weight),
            illustrative: Set(entry.illustrative),
        });
        let replace = OnConflict::column(search_entries::Column::Id)
            .update_columns([
                search_entries::Column::Title,
                search_entries::Column::Subtitle,
                search_entries::Column::Url,
                search_entries::Column::Weight,
            ])
            .to_owned();
        search_entries::Entity::insert_many(rows)
            .on_conflict(replace)
            .exec_without_returning(txn)
            .await?;
        search_terms::Entity::delete_many()
            .filter(
                search_terms::Column::EntryId
                    .is_in(batch.iter().map(|entry| key(entry.kind, &entry.id))),
            )
            .exec(txn)
            .await?;
        insert_terms(txn, batch).await?;
    }
    Ok(())
}

async fn insert_terms(txn: &DatabaseTransaction, batch: &[Entry]) -> Result<(), DbErr> {
    let terms: Vec<search_terms::ActiveModel> = batch
        .iter()
        .flat_map(|entry| {
            words(&format!(
                "{} {} {}",
                entry.title, entry.subtitle, entry.also
            ))
            .into_iter()
            .map(|term| search_terms::ActiveModel {
                term: Set(term),
                entry_id: Set(key(entry.kind, &entry.id)),
            })
        })
        .collect();
    for terms in terms.chunks(BATCH * 4) {
        search_terms::Entity::insert_many(terms.to_vec())
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// Makes one thing no longer findable.
pub async fn forget(txn: &DatabaseTransaction, kind: &str, id: &str) -> Result<(), DbErr> {
    search_entries::Entity::delete_by_id(key(kind, id))
        .exec(txn)
        .await?;
    Ok(())
}

/// The entries that have a word beginning with each word of the query; nothing for no words.
pub async fn find(
    db: &impl ConnectionTrait,
    query: &str,
    limit: u64,
) -> Result<Vec<search_entries::Model>, DbErr> {
    let words = words(query);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    search_entries::Entity::find()
        .filter(every_word(&words))
        .order_by_desc(search_entries::Column::Weight)
        .order_by_asc(search_entries::Column::Title)
        .limit(limit)
        .all(db)
        .await
}

/// One kind's share of what `find` finds: a stretch of it, and how much there is in all.
pub async fn find_kind(
    db: &impl ConnectionTrait,
    kind: &str,
    query: &str,
    offset: u64,
    limit: u64,
) -> Result<(Vec<search_entries::Model>, u64), DbErr> {
    let words = words(query);
    if words.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let matching = search_entries::Entity::find()
        .filter(search_entries::Column::Kind.eq(kind))
        .filter(every_word(&words));
    let found = matching
        .clone()
        .order_by_desc(search_entries::Column::Weight)
        .order_by_asc(search_entries::Column::Title)
        .offset(offset)
        .limit(limit)
        .all(db)
        .await?;
    // A stretch that is not full says how much there is without counting.
    let seen = offset + found.len() as u64;
    let whole = (found.len() as u64) < limit && (offset == 0 || !found.is_empty());
    let total = if whole {
        seen
    } else {
        matching.count(db).await?
    };
    Ok((found, total))
}

fn every_word(words: &[String]) -> Condition {
    words.iter().take(6).fold(Condition::all(), |all, word| {
        all.add(search_entries::Column::Id.in_subquery(entries_with(word)))
    })
}

fn entries_with(word: &str) -> SelectStatement {
    search_terms::Entity::find()
        .select_only()
        .column(search_terms::Column::EntryId)
        .filter(search_terms::Column::Term.gte(word))
        // Folded words are ASCII letters and digits, so `{` ends the range of a prefix.
        .filter(search_terms::Column::Term.lt(format!("{word}{{")))
        .into_query()
}

/// The ids of all entries of one kind that match, for a list's own filter (at most 2,000).
pub async fn matching_ids(
    db: &impl ConnectionTrait,
    kind: &str,
    query: &str,
) -> Result<Option<Vec<String>>, DbErr> {
    let words = words(query);
    if words.is_empty() {
        return Ok(None);
    }
    let ids: Vec<String> = search_entries::Entity::find()
        .select_only()
        .column(search_entries::Column::Id)
        .filter(search_entries::Column::Kind.eq(kind))
        .filter(every_word(&words))
        .limit(2_000)
        .into_tuple()
        .all(db)
        .await?;
    Ok(Some(
        ids.iter()
            .filter_map(|id| id.split_once('/'))
            .map(|(_, id)| id.to_owned())
            .collect(),
    ))
}
