use proptest::prelude::*;

use super::*;

fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

fn percent(text: &str) -> Series {
    read(text, IndicatorUnit::Percent, "City survey", today())
}

fn told(series: &Series) -> Vec<(usize, &str)> {
    series
        .errors
        .iter()
        .map(|error| (error.row, error.column.as_str()))
        .collect()
}

#[test]
fn a_series_is_read_with_dates_as_spreadsheets_write_them() {
    let series = percent(
        "\u{feff}Date,Value,cut kind,cut,low,high,source,note\r\n\
         2022-12-31,8.6,,,,,,\r\n\
         2023,8.1%,Race and ethnicity,Black residents,7.5,8.7,ACS,\"one, two\"\r\n\
         12/31/2024,7.4,,,,,,'=odd\r\n\r\n",
    );
    assert_eq!(series.errors, []);
    let days: Vec<String> = series.rows.iter().map(|row| row.on.to_string()).collect();
    assert_eq!(days, ["2022-12-31", "2023-12-31", "2024-12-31"]);
    let cut = &series.rows[1];
    assert_eq!(
        (cut.cut_kind.as_str(), cut.low, cut.source.as_str()),
        ("race_ethnicity", Some(7.5), "ACS")
    );
    assert_eq!(
        (series.rows[2].note.as_str(), series.rows[2].source.as_str()),
        ("=odd", "City survey")
    );
}

#[test]
fn every_mistake_is_told_with_its_row_and_column() {
    let series = percent(
        "date,value,cut_kind,cut,low,high\n\
         0001-01-01,8,,,,\n\
         2027-01-01,8,,,,\n\
         2024-12-31,108,,,,\n\
         2024-12-31,NaN,,,,\n\
         2023-12-31,\"8,6\",,,,\n\
         2022-12-31,8,,Black residents,,\n\
         2021-12-31,8,race,,,\n\
         2020-12-31,8,,,9,10\n\
         2019-12-31,8,,,,\n\
         2019-12-31,9,,,,\n\
         31.12.2018,-1,,,,\n",
    );
    assert_eq!(
        told(&series),
        [
            (2, "date"),
            (3, "date"),
            (4, "value"),
            (5, "value"),
            (6, "value"),
            (7, "cut_kind"),
            (8, "cut"),
            (9, "low"),
            (11, "date"),
            (12, "date"),
            (12, "value"),
        ]
    );
}

#[test]
fn a_file_that_is_no_series_is_told_so() {
    assert_eq!(told(&percent("")), [(0, "")]);
    assert_eq!(told(&percent("date,value\n")), [(0, "")]);
    assert_eq!(
        told(&percent("year,amount\n2024,7\n")),
        [(1, "year"), (1, "amount"), (1, "date"), (1, "value")]
    );
    let long = format!("date,value\n{}", "2024-12-31,7\n".repeat(MOST_ROWS + 5));
    assert_eq!(percent(&long).errors.len(), MOST_ERRORS);
    assert_eq!(percent("date\tvalue\n2024\t7.4\n").rows.len(), 1);
    assert_eq!(told(&percent("date;value\n2024;7,4\n")), [(2, "value")]);
}

#[test]
fn a_plan_says_new_correction_or_same_and_its_mark_changes_with_it() {
    let rows = percent("date,value\n2022,8.6\n2023,8.1\n2024,7.4\n").rows;
    let value = |value| Held {
        revision: 1,
        value,
        low: None,
        high: None,
    };
    let mut held = BTreeMap::from([(rows[0].key(), value(8.6)), (rows[1].key(), value(8.0))]);
    let deeds = plan(&rows, &held);
    assert_eq!(
        deeds,
        [
            Deed::Same,
            Deed::Correction {
                from: 8.0,
                revision: 1
            },
            Deed::New
        ]
    );
    let mark = fingerprint(&rows, &deeds);
    assert_eq!(fingerprint(&rows, &plan(&rows, &held)), mark);
    held.insert(rows[2].key(), value(7.5));
    assert_ne!(fingerprint(&rows, &plan(&rows, &held)), mark);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let series = percent(&text);
        prop_assert!(!series.rows.is_empty() || !series.errors.is_empty());
        let in_range = series.rows.iter().all(|row| (0.0..=100.0).contains(&row.value) && row.on <= today());
        prop_assert!(in_range);
    }

    #[test]
    fn a_date_comes_back_from_all_its_ways_of_writing(year in 1900..2026_i32, month in 1..=12_u32, day in 1..=28_u32) {
        let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        prop_assert_eq!(dates::read(&date.to_string()), Ok(date));
        prop_assert_eq!(dates::read(&format!("{month}/{day}/{year}")), Ok(date));
        prop_assert_eq!(dates::read(&year.to_string()), Ok(NaiveDate::from_ymd_opt(year, 12, 31).unwrap()));
    }
}
