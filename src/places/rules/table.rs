//! A comma-separated file with a header, read one row at a time.
//!
//! Cells are trimmed; an empty cell means "unknown", as in all of `data/`. Rows are counted the way a spreadsheet shows
//! them, the header being row 1, so that a person can go straight to the cell that is wrong.

use std::collections::HashMap;
use std::str::FromStr;

use csv::StringRecord;

/// One cell (or one row, when `column` is empty) that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("row {row}, column {column}: {message}")]
pub struct RowError {
    /// As a spreadsheet counts: the header is row 1.
    pub row: usize,
    /// The column's name in the header; empty when the whole row is at fault.
    pub column: &'static str,
    /// What is wrong, in words that follow "row 7, column population:".
    pub message: String,
}

/// The rows that could be read, and what was wrong with the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    pub rows: Vec<T>,
    pub errors: Vec<RowError>,
}

/// One row, whose cells are asked for by the name of their column.
#[derive(Debug)]
pub struct Row<'a> {
    number: usize,
    columns: &'a HashMap<String, usize>,
    cells: &'a StringRecord,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> &str {
        let position = self.columns.get(column).copied();
        position
            .and_then(|position| self.cells.get(position))
            .unwrap_or_default()
            .trim()
    }

    /// An error about one cell of this row.
    pub fn error(&self, column: &'static str, message: impl Into<String>) -> RowError {
        RowError {
            row: self.number,
            column,
            message: message.into(),
        }
    }

    /// The cell's text, which must not be empty.
    pub fn text(&self, column: &'static str) -> Result<String, RowError> {
        self.optional_text(column)
            .ok_or_else(|| self.error(column, "is empty"))
    }

    /// The cell's text; `None` when it is empty, that is unknown.
    pub fn optional_text(&self, column: &'static str) -> Option<String> {
        Some(self.cell(column))
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
    }

    /// A code of digits whose leading zeros count: text, never a number.
    pub fn digits(&self, column: &'static str, lengths: &[usize]) -> Result<String, RowError> {
        let code = self.text(column)?;
        if lengths.contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(code);
        }
        let wanted: Vec<String> = lengths.iter().map(usize::to_string).collect();
        let wanted = wanted.join(" or ");
        Err(self.error(column, format!("\"{code}\" should be {wanted} digits")))
    }

    /// A number, which must be there.
    pub fn number<N: FromStr>(&self, column: &'static str) -> Result<N, RowError> {
        self.optional_number(column)?
            .ok_or_else(|| self.error(column, "is empty"))
    }

    /// A number; `None` when the cell is empty.
    pub fn optional_number<N: FromStr>(&self, column: &'static str) -> Result<Option<N>, RowError> {
        let Some(text) = self.optional_text(column) else {
            return Ok(None);
        };
        let number = text.parse().ok();
        number
            .map(Some)
            .ok_or_else(|| self.error(column, format!("\"{text}\" is not a number we can read")))
    }

    /// `True` or `False`, in any case.
    pub fn truth(&self, column: &'static str) -> Result<bool, RowError> {
        let text = self.text(column)?;
        text.to_ascii_lowercase()
            .parse()
            .map_err(|_| self.error(column, format!("\"{text}\" is neither True nor False")))
    }
}

/// Reads every row of `text` with `parse`. A missing column is one error about row 1, and then nothing is read:
/// the file is of another kind.
pub fn read<T>(
    text: &str,
    wanted: &[&'static str],
    parse: impl Fn(&Row<'_>) -> Result<T, RowError>,
) -> Parsed<T> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns: HashMap<String, usize> = match reader.headers() {
        Ok(header) => header
            .iter()
            .enumerate()
            .map(|(position, name)| (name.trim().to_owned(), position))
            .collect(),
        Err(_) => HashMap::new(),
    };
    let mut parsed = Parsed {
        rows: Vec::new(),
        errors: missing(wanted, &columns),
    };
    if !parsed.errors.is_empty() {
        return parsed;
    }
    for (index, record) in reader.records().enumerate() {
        let number = index + 2;
        let row = record
            .map_err(|fault| whole_row(number, &fault))
            .and_then(|cells| {
                parse(&Row {
                    number,
                    columns: &columns,
                    cells: &cells,
                })
            });
        match row {
            Ok(row) => parsed.rows.push(row),
            Err(error) => parsed.errors.push(error),
        }
    }
    parsed
}

fn missing(wanted: &[&'static str], columns: &HashMap<String, usize>) -> Vec<RowError> {
    wanted
        .iter()
        .filter(|name| !columns.contains_key(**name))
        .map(|name| RowError {
            row: 1,
            column: name,
            message: "the header has no such column".to_owned(),
        })
        .collect()
}

fn whole_row(row: usize, fault: &csv::Error) -> RowError {
    let message = match fault.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("has {len} cells where the header has {expected_len}"),
        _ => "cannot be read as comma-separated text".to_owned(),
    };
    RowError {
        row,
        column: "",
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Parsed<(String, u32)> {
        read(text, &["name", "count"], |row| {
            Ok((row.text("name")?, row.number("count")?))
        })
    }

    #[test]
    fn a_bad_cell_is_told_and_its_neighbours_still_come_through() {
        let parsed = counts("\u{feff}name,count\n Ada ,1\nBo,many\n,3\nCy,4,5\nDi,6\n");
        assert_eq!(parsed.rows, [("Ada".to_owned(), 1), ("Di".to_owned(), 6)]);
        let told: Vec<String> = parsed.errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "row 3, column count: \"many\" is not a number we can read",
                "row 4, column name: is empty",
                "row 5, column : has 3 cells where the header has 2",
            ]
        );
    }

    #[test]
    fn a_file_of_another_kind_gives_no_rows() {
        let parsed = counts("name,total\nAda,1\n");
        assert!(parsed.rows.is_empty());
        assert_eq!(parsed.errors.len(), 1);
        assert_eq!(
            (parsed.errors[0].row, parsed.errors[0].column),
            (1, "count")
        );
    }

    #[test]
    fn codes_keep_their_zeros_and_their_length() {
        let codes = |text| read(text, &["geoid"], |row| row.digits("geoid", &[7, 10]));
        assert_eq!(codes("geoid\n0103076\n").rows, ["0103076"]);
        let errors = codes("geoid\n103076\n").errors;
        assert_eq!(errors[0].message, "\"103076\" should be 7 or 10 digits");
    }
}
