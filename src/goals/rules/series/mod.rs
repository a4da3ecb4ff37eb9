//! A series as a file: rows of date and value with what is known of each, read with every mistake named by row and column.
//!
//! Nothing here saves. `plan` says what each row would do to the values that are already held.

mod dates;
mod plan;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{cuts, number};
use crate::values::IndicatorUnit;

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

/// One row, whose cells are asked for by name.
struct Cells<'a> {
    row: usize,
    columns: &'a BTreeMap<String, usize>,
    record: &'a csv::StringRecord,
}

impl Cells<'_> {
    /// The cell without the mark that keeps spreadsheets from computing it.
    fn cell(&self, column: &str) -> &str {
        let at = self.columns.get(column).copied();
        let text = at.and_then(|at| self.record.get(at)).unwrap_or_default();
        match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
            _ => text,
        }
    }

    fn text(&self, column: &str, most: usize, series: &mut Series) -> Option<String> {
        let kept: String = self
            .cell(column)
            .chars()
            .filter(|c| !c.is_control())
            .collect();
        if kept.chars().count() > most {
            series.wrong(
                self.row,
                column,
                format!("Shorten this to {most} characters or fewer."),
            );
            return None;
        }
        Some(kept.trim().to_owned())
    }

    fn kept<T>(
        &self,
        column: &str,
        read: Result<T, impl ToString>,
        series: &mut Series,
    ) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(message) => {
                series.wrong(self.row, column, message.to_string());
                None
            }
        }
    }

    fn optional_number(
        &self,
        column: &str,
        unit: IndicatorUnit,
        series: &mut Series,
    ) -> Option<Option<f64>> {
        match self.cell(column) {
            "" => Some(None),
            text => self
                .kept(column, number::read(text, Some(unit)), series)
                .map(Some),
        }
    }

    fn date(&self, today: NaiveDate, series: &mut Series) -> Option<NaiveDate> {
        let on = self.kept("date", dates::read(self.cell("date")), series)?;
        self.kept("date", number::has_come(on, today), series)?;
        Some(on)
    }

    fn read(
        &self,
        unit: IndicatorUnit,
        source: &str,
        today: NaiveDate,
        series: &mut Series,
    ) -> Option<SeriesRow> {
        let on = self.date(today, series);
        let value = self.kept(
            "value",
            number::read(self.cell("value"), Some(unit)),
            series,
        );
        let low = self.optional_number("low", unit, series);
        let high = self.optional_number("high", unit, series);
        let (cut_kind, cut_group) = self.cut(series).unzip();
        let named = self.text("source", 300, series);
        let note = self.text("note", 500, series);
        let period = self.text("period", 60, series);
        let released = match self.cell("released") {
            "" => Some(None),
            text => self.kept("released", dates::read(text), series).map(Some),
        };
        let (value, low, high) = (value?, low?, high?);
        self.kept("low", number::around(value, low, high), series)?;
        let named = named.map(|named| {
            if named.is_empty() {
                source.to_owned()
            } else {
                named
            }
        })?;
        if named.is_empty() {
            series.wrong(
                self.row,
                "source",
                "Say where the value is from, here or above for all rows.",
            );
            return None;
        }
        Some(SeriesRow {
            row: self.row,
            on: on?,
            period: period?,
            value,
            low,
            high,
            cut_kind: cut_kind?,
            cut_group: cut_group?,
            source: named,
            note: note?,
            released: released?,
        })
    }

    /// Both the breakdown and the group, or neither.
    fn cut(&self, series: &mut Series) -> Option<(String, String)> {
        let kind = cuts::code(&self.text("cut_kind", 60, series)?);
        let group = self.text("cut", 120, series)?;
        match (kind.is_empty(), group.is_empty()) {
            (true, false) => {
                series.wrong(
                    self.row,
                    "cut_kind",
                    "Say what the group is told apart by, such as race_ethnicity.",
                );
                None
            }
            (false, true) => {
                series.wrong(
                    self.row,
                    "cut",
                    "Name the group, or leave both columns empty for everyone.",
                );
                None
            }
            _ => Some((kind, group)),
        }
    }
}
