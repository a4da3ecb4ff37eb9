//! A series as a file: rows of date and value with what is known of each, read with every mistake named by row and column.
//!
//! Nothing here saves. `plan` says what each row would do to the values that are already held.

mod cells;
mod dates;
mod plan;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::values::IndicatorUnit;

use cells::Cells;
pub use dates::read as read_date;
pub use plan::{Deed, Held, Key, fingerprint, plan};

/// At most this many rows at once.
pub const MOST_ROWS: usize = 2_000;
/// At most this many mistakes are told.
pub const MOST_ERRORS: usize = 100;

/// One value of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesRow {
    /// As a spreadsheet counts: the header is row 1.
    pub row: usize,
    pub on: NaiveDate,
    pub period: String,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub cut_kind: String,
    pub cut_group: String,
    pub source: String,
    pub note: String,
    pub released: Option<NaiveDate>,
}

impl SeriesRow {
    /// What it is a value of.
    pub fn key(&self) -> Key {
        Key {
            on: self.on,
            cut_kind: self.cut_kind.clone(),
            cut_group: self.cut_group.clone(),
        }
    }
}

/// One mistake, with the cell to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// 1 is the header; 0 the whole file.
    pub row: usize,
    /// Empty when the whole row is at fault.
    pub column: String,
    pub message: String,
}

/// What was read and what could not be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    pub rows: Vec<SeriesRow>,
    pub errors: Vec<RowError>,
}

impl Series {
    fn wrong(&mut self, row: usize, column: &str, message: impl Into<String>) {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(RowError {
                row,
                column: column.to_owned(),
                message: message.into(),
            });
        }
    }
}

const COLUMNS: &[&str] = &[
    "date", "value", "cut_kind", "cut", "low", "high", "source", "note", "period", "released",
];
/// Columns of our own export that say how a value came to be; they are not read back.
const HISTORY: &[&str] = &[
    "revision",
    "standing",
    "reason",
    "reported_by",
    "reported_at",
];

/// Reads the text. `source` stands in for rows that name none.
pub fn read(text: &str, unit: IndicatorUnit, source: &str, today: NaiveDate) -> Series {
    let text = text
        .trim_start_matches('\u{feff}')
        .trim_start_matches(['\r', '\n']);
    let mut series = Series::default();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter(text))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let Some(columns) = header(&mut reader, &mut series) else {
        return series;
    };
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    for (at, record) in reader.records().enumerate() {
        let row = at + 2;
        if at >= MOST_ROWS {
            series.wrong(
                row,
                "",
                format!("A file may hold at most {MOST_ROWS} values. Split it."),
            );
            break;
        }
        let Ok(record) = record else {
            series.wrong(row, "", "This row could not be read.");
            continue;
        };
        if record.iter().all(str::is_empty) {
            continue;
        }
        let cells = Cells {
            row,
            columns: &columns,
            record: &record,
        };
        if let Some(value) = cells.read(unit, source, today, &mut series) {
            if let Some(first) = seen.insert(value.key(), row) {
                series.wrong(
                    row,
                    "date",
                    format!("Row {first} already has a value for this date and group."),
                );
            }
            series.rows.push(value);
        }
    }
    if series.rows.is_empty() && series.errors.is_empty() {
        series.wrong(0, "", "There are no values below the header.");
    }
    series
}

/// Spreadsheets paste tabs, and some countries save semicolons.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    [b'\t', b';']
        .into_iter()
        .find(|mark| header.contains(char::from(*mark)))
        .unwrap_or(b',')
}

/// Where each column stands; nothing when the header cannot be used.
fn header(reader: &mut csv::Reader<&[u8]>, series: &mut Series) -> Option<BTreeMap<String, usize>> {
    let names = match reader.headers() {
        Ok(names) if !names.iter().all(str::is_empty) => names.clone(),
        _ => {
            series.wrong(
                0,
                "",
                "Nothing to read: the first row must name the columns, such as date,value.",
            );
            return None;
        }
    };
    let mut columns = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let name = name.to_lowercase().replace([' ', '-'], "_");
        let known =
            COLUMNS.contains(&name.as_str()) || HISTORY.contains(&name.as_str()) || name.is_empty();
        if !known {
            let shown: String = name.chars().take(40).collect();
            series.wrong(
                1,
                &shown,
                format!(
                    "This column is not known. Known are {}.",
                    COLUMNS.join(", ")
                ),
            );
        } else if !name.is_empty() && columns.insert(name.clone(), at).is_some() {
            series.wrong(1, &name, "This column is there twice.");
        }
    }
    for needed in ["date", "value"] {
        if !columns.contains_key(needed) {
            series.wrong(1, needed, "This column is missing.");
        }
    }
    series.errors.is_empty().then_some(columns)
}
