//! Every query and write of the tables of issue areas and populations.

use std::sync::{Arc, OnceLock};

use anyhow::Context;
use csv::StringRecord;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryOrder,
    sea_query::OnConflict,
};

use crate::entities::{issue_areas, populations as population_rows};

/// All issue areas, in the order of the taxonomy; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Issues(pub Arc<[issue_areas::Model]>);

impl Issues {
    /// The label of a code; a sub-area names its area too ("Youth pathways: reconnection").
    pub fn label(&self, code: &str) -> String {
        let own = |code: &str| self.0.iter().find(|issue| issue.code == code);
        match own(code) {
            Some(issue) => match issue.parent.as_deref().and_then(own) {
                Some(parent) => format!("{}: {}", parent.label, issue.label),
                None => issue.label.clone(),
            },
            None => code.to_owned(),
        }
    }
}

/// All populations, in the order of the list; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Populations(pub Arc<[population_rows::Model]>);

impl Populations {
    pub fn label(&self, code: &str) -> String {
        let found = self.0.iter().find(|population| population.code == code);
        found.map_or_else(|| code.to_owned(), |population| population.label.clone())
    }
}

// Both lists come with a version of this program and are loaded when it migrates, so a process reads
// them once: nearly every page needs them, and they are most of the rows such a page would read.
static ISSUES: OnceLock<Issues> = OnceLock::new();
static POPULATIONS: OnceLock<Populations> = OnceLock::new();

/// The whole taxonomy.
pub async fn issues(db: &impl ConnectionTrait) -> Result<Issues, DbErr> {
    if let Some(known) = ISSUES.get() {
        return Ok(known.clone());
    }
    let rows = issue_areas::Entity::find()
        .order_by_asc(issue_areas::Column::Position)
        .all(db);
    let found = Issues(rows.await?.into());
    // An empty table is one that is still to be loaded.
    Ok(if found.0.is_empty() {
        found
    } else {
        ISSUES.get_or_init(|| found).clone()
    })
}

/// Every population.
pub async fn populations(db: &impl ConnectionTrait) -> Result<Populations, DbErr> {
    if let Some(known) = POPULATIONS.get() {
        return Ok(known.clone());
    }
    let rows = population_rows::Entity::find()
        .order_by_asc(population_rows::Column::Position)
        .all(db);
    let found = Populations(rows.await?.into());
    Ok(if found.0.is_empty() {
        found
    } else {
        POPULATIONS.get_or_init(|| found).clone()
    })
}

/// The records of a file whose columns are exactly these.
fn records(text: &str, columns: &[&str]) -> anyhow::Result<Vec<StringRecord>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let found: Vec<&str> = reader.headers()?.iter().collect();
    anyhow::ensure!(
        found == columns,
        "the columns must be {}",
        columns.join(",")
    );
    reader
        .records()
        .map(|record| record.context("a row could not be read"))
        .collect()
}

fn text(record: &StringRecord, at: usize) -> String {
    record.get(at).unwrap_or_default().to_owned()
}

fn optional(record: &StringRecord, at: usize) -> Option<String> {
    Some(text(record, at)).filter(|text| !text.is_empty())
}

/// Loads the taxonomy from `issue_areas.csv`; harmless when repeated.
pub async fn import_issues(txn: &DatabaseTransaction, file: &str) -> anyhow::Result<usize> {
    use issue_areas::Column as C;
    let columns = [
        "code",
        "parent",
        "label",
        "definition",
        "ntee_codes",
        "pcs_subject_codes",
        "sdg_goals",
        "cra_cd_purpose_1995",
    ];
    let records = records(file, &columns)?;
    let rows = records
        .iter()
        .zip(0..)
        .map(|(record, position)| issue_areas::ActiveModel {
            code: Set(text(record, 0)),
            parent: Set(optional(record, 1)),
            label: Set(text(record, 2)),
            definition: Set(text(record, 3)),
            ntee_codes: Set(text(record, 4)),
            pcs_codes: Set(text(record, 5)),
            sdg_goals: Set(text(record, 6)),
            cra_purpose: Set(text(record, 7)),
            position: Set(position),
        });
    let replace = OnConflict::column(C::Code)
        .update_columns([
            C::Parent,
            C::Label,
            C::Definition,
            C::NteeCodes,
            C::PcsCodes,
            C::SdgGoals,
            C::CraPurpose,
            C::Position,
        ])
        .to_owned();
    issue_areas::Entity::insert_many(rows)
        .on_conflict(replace)
        .exec_without_returning(txn)
        .await?;
    Ok(records.len())
}

/// Loads the populations from `populations.csv`; harmless when repeated.
pub async fn import_populations(txn: &DatabaseTransaction, file: &str) -> anyhow::Result<usize> {
    use population_rows::Column as C;
    let records = records(file, &["code", "label", "pcs_population_code"])?;
    let rows = records
        .iter()
        .zip(0..)
        .map(|(record, position)| population_rows::ActiveModel {
            code: Set(text(record, 0)),
            label: Set(text(record, 1)),
            pcs_code: Set(text(record, 2)),
            position: Set(position),
        });
    let replace = OnConflict::column(C::Code)
        .update_columns([C::Label, C::PcsCode, C::Position])
        .to_owned();
    population_rows::Entity::insert_many(rows)
        .on_conflict(replace)
        .exec_without_returning(txn)
        .await?;
    Ok(records.len())
}
