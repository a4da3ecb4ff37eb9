//! A table as a file that spreadsheets open safely: with a byte-order mark so that Excel reads UTF-8, lines that end as it
//! expects, and no cell that it would run as a formula.

/// Rows of cells as CSV.
pub fn sheet(rows: &[Vec<String>]) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = cell.parse::<f64>().is_ok();
    let safe = if runs && !number {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if safe.contains([',', '"', '\n', '\r', ';']) || safe != cell {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        let row = ["=1+1", "-5", "@x", "a \"b\", c", "é"].map(str::to_owned);
        assert_eq!(
            sheet(&[row.to_vec()]),
            "\u{feff}\"'=1+1\",-5,\"'@x\",\"a \"\"b\"\", c\",é\r\n"
        );
    }
}
