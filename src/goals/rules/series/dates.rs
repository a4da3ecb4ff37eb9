//! Dates as spreadsheets write them. A year alone is its last day, because that is what a yearly number describes.

use chrono::NaiveDate;

/// "2024-12-31", "2024" or "12/31/2024", between 1900 and 2200.
pub fn read(typed: &str) -> Result<NaiveDate, String> {
    let typed = typed.trim();
    let date = if typed.len() == 4 {
        digits(typed).and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31))
    } else if let Some((month, rest)) = typed.split_once('/') {
        american(month, rest)
    } else {
        international(typed)
    };
    date.filter(|date| ("1900".."2201").contains(&date.format("%Y").to_string().as_str()))
        .ok_or_else(|| "Type a date from 1900 on as 2024-12-31, 12/31/2024 or 2024.".to_owned())
}

fn digits(text: &str) -> Option<i32> {
    let plain =
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

fn small(text: &str) -> Option<u32> {
    digits(text)
        .filter(|_| text.len() <= 2)
        .and_then(|number| u32::try_from(number).ok())
}

fn american(month: &str, rest: &str) -> Option<NaiveDate> {
    let (day, year) = rest.split_once('/')?;
    let year = digits(year).filter(|_| year.len() == 4)?;
    NaiveDate::from_ymd_opt(year, small(month)?, small(day)?)
}

fn international(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let year = digits(year).filter(|_| year.len() == 4)?;
    NaiveDate::from_ymd_opt(year, small(month)?, small(day)?)
}
