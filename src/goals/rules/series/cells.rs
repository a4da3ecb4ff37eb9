//! One row of a series: its cells read, and what is wrong with each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    super::{cuts, number},
    Series, SeriesRow, dates,
};
use crate::values::IndicatorUnit;

/// One row, whose cells are asked for by name.
pub(super) struct Cells<'a> {
    pub(super) row: usize,
    pub(super) columns: &'a BTreeMap<String, usize>,
    pub(super) record: &'a csv::StringRecord,
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

    /// A number, or nothing where the cell is empty or wrong; what is wrong is told.
    fn optional_number(
        &self,
        column: &str,
        unit: IndicatorUnit,
        series: &mut Series,
    ) -> Option<f64> {
        let text = Some(self.cell(column)).filter(|text| !text.is_empty())?;
        self.kept(column, number::read(text, Some(unit)), series)
    }

    fn date(&self, today: NaiveDate, series: &mut Series) -> Option<NaiveDate> {
        let on = self.kept("date", dates::read(self.cell("date")), series)?;
        self.kept("date", number::has_come(on, today), series)?;
        Some(on)
    }

    pub(super) fn read(
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
            "" => None,
            text => Some(self.kept("released", dates::read(text), series)?),
        };
        let told =
            |column: &str, wanted: Option<f64>| wanted.is_none() && !self.cell(column).is_empty();
        if told("low", low) || told("high", high) {
            return None;
        }
        let value = value?;
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
            released,
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
