//! A table as a file for spreadsheets: marked as UTF-8, with the line ends that Excel expects, and with no cell that a
//! spreadsheet would compute.

/// The rows as one text. Every cell is quoted where it must be.
pub fn sheet<R, C>(rows: R) -> String
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = String>,
{
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.into_iter().map(|cell| quoted(&guarded(cell))).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// Text that begins like a formula gets a mark in front; a negative number stays a number.
fn guarded(cell: String) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula && cell.parse::<f64>().is_err() {
        format!("'{cell}")
    } else {
        cell
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_computed() {
        let row = ["=1+1", "-4.2", "@x", "a,b", "say \"so\"", "+1 (555) 0100"];
        assert_eq!(
            sheet([row.map(str::to_owned)]),
            "\u{feff}'=1+1,-4.2,'@x,\"a,b\",\"say \"\"so\"\"\",'+1 (555) 0100\r\n"
        );
    }
}
