//! Facts in words: amounts in full, dates as exactly as the source says them, sources by name.

use jiff::civil::Date;

use crate::{funders::directory::source_label, values::Money};

/// A fact's value: an amount in full and short, a month in words, anything else as the file has it.
pub fn fact_words(value: &str, amount: Option<Money>) -> String {
    if let Some(amount) = amount {
        let (full, short) = (amount.full(), amount.short());
        return if full == short {
            full
        } else {
            format!("{full} ({short})")
        };
    }
    // The tax file has revenues below zero, which an amount of money here never is.
    if let Some(loss) = value.strip_prefix('-')
        && let Ok(amount) = loss.parse::<Money>()
    {
        return format!("−{}", amount.full());
    }
    match value {
        "yes" => "Yes".to_owned(),
        "no" => "No".to_owned(),
        month if month.len() == 7 && month.contains('-') => date_words(month),
        other => other.replace(';', ", "),
    }
}

/// `2026-04-02` as 2 Apr 2026, `2026-04` as April 2026, `2026` as it is.
pub fn date_words(date: &str) -> String {
    if let Ok(day) = date.parse::<Date>() {
        return day.strftime("%-d %b %Y").to_string();
    }
    match format!("{date}-01").parse::<Date>() {
        Ok(month) => month.strftime("%B %Y").to_string(),
        Err(_) => date.to_owned(),
    }
}

/// "as of April 2026", or that the source says no date.
pub fn as_of_words(date: &str) -> String {
    if date.is_empty() {
        "date not stated in the source".to_owned()
    } else {
        format!("as of {}", date_words(date))
    }
}

/// Who says so.
pub fn source_words(code: &str) -> &str {
    match code {
        "illustrative" => "Made up for the demonstration",
        "directory" => "Public files, each named below",
        other => source_label(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_the_source() {
        assert_eq!(as_of_words("2026-04"), "as of April 2026");
        assert_eq!(as_of_words("2022"), "as of 2022");
        assert_eq!(as_of_words("2026-11-02"), "as of 2 Nov 2026");
        assert_eq!(as_of_words(""), "date not stated in the source");
    }

    #[test]
    fn amounts_stand_in_full_and_short() {
        let amount = "845447369".parse().ok();
        assert_eq!(fact_words("845447369", amount), "$845,447,369 ($845.4M)");
        assert_eq!(fact_words("-146252", None), "−$146,252");
        assert_eq!(fact_words("1992-12", None), "December 1992");
        assert_eq!(fact_words("AK;HI", None), "AK, HI");
    }
}
