//! Reading an amount as people type it: "$1.5m", "750k", "1,500,000", "2.5 million", "$1.2B".
//!
//! Digits only, no floats on the way: "1.5m" is 1,500,000 exactly. A comma must group by thousands, because "1,5" is
//! a decimal in other countries and guessing costs somebody money.

use std::str::FromStr;

use super::Money;

/// Why text is not an amount of money, in words that say what to type instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMoney {
    /// Nothing was typed.
    #[error("Type an amount, such as $1.5m, 750k or 1,500,000.")]
    Empty,
    /// The text does not read as an amount.
    #[error("Type the amount in digits, such as $1.5m, 750k or 1,500,000.")]
    Unreadable,
    /// A comma is not where thousands are grouped.
    #[error("Put commas between thousands, such as 1,500,000, or leave them out.")]
    Grouping,
    /// Less than nothing.
    #[error("Type an amount of zero or more.")]
    Negative,
    /// A part of a dollar.
    #[error("Type whole dollars, without cents.")]
    Cents,
    /// Beyond the largest amount.
    #[error("Type an amount below one quadrillion dollars.")]
    TooLarge,
}

impl FromStr for Money {
    type Err = NotMoney;

    fn from_str(typed: &str) -> Result<Self, NotMoney> {
        let text = typed.trim().to_ascii_lowercase();
        if text.is_empty() {
            return Err(NotMoney::Empty);
        }
        // A bookkeeper writes less than nothing in brackets.
        if text.starts_with(['-', '−', '–', '('])
            || text.starts_with("$-")
            || text.starts_with("$(")
        {
            return Err(NotMoney::Negative);
        }
        let text = strip_currency(&text);
        let split = text
            .find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'))
            .unwrap_or(text.len());
        let (number, suffix) = text.split_at(split);
        let zeros = zeros_of(suffix.trim())?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(NotMoney::Unreadable);
        }
        if fraction.contains(['.', ',']) {
            return Err(NotMoney::Unreadable);
        }
        let whole = ungroup(whole)?;
        let dollars = digits(&format!("{whole}{}", scaled(fraction, zeros)?))?;
        Self::try_from(dollars)
    }
}

fn strip_currency(text: &str) -> &str {
    let text = text
        .strip_prefix("us$")
        .or_else(|| text.strip_prefix('$'))
        .unwrap_or(text);
    let text = text.strip_prefix("usd").unwrap_or(text);
    text.strip_suffix("usd")
        .or_else(|| text.strip_suffix("dollars"))
        .unwrap_or(text)
        .trim()
}

/// How many zeros a word after the number stands for.
fn zeros_of(suffix: &str) -> Result<usize, NotMoney> {
    match suffix.trim_end_matches('.') {
        "" => Ok(0),
        "k" | "thou" | "thousand" => Ok(3),
        "m" | "mm" | "mn" | "mil" | "mln" | "mio" | "million" | "millions" => Ok(6),
        "b" | "bn" | "bil" | "bln" | "billion" | "billions" => Ok(9),
        "t" | "tn" | "trillion" => Ok(12),
        _ => Err(NotMoney::Unreadable),
    }
}

/// The whole part without its commas.
fn ungroup(whole: &str) -> Result<String, NotMoney> {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut plain = first.to_owned();
    let grouped = whole.contains(',');
    if grouped && !(1..=3).contains(&first.len()) {
        return Err(NotMoney::Grouping);
    }
    for group in groups {
        if group.len() != 3 {
            return Err(NotMoney::Grouping);
        }
        plain.push_str(group);
    }
    Ok(plain)
}

/// The fraction's digits once the decimal point has moved `zeros` places right.
fn scaled(fraction: &str, zeros: usize) -> Result<String, NotMoney> {
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > zeros {
        return Err(NotMoney::Cents);
    }
    Ok(format!("{fraction:0<zeros$}"))
}

fn digits(text: &str) -> Result<i64, NotMoney> {
    let significant = text.trim_start_matches('0');
    if significant.len() > 16 {
        return Err(NotMoney::TooLarge);
    }
    if significant.is_empty() {
        return Ok(0);
    }
    significant.parse().map_err(|_| NotMoney::Unreadable)
}
