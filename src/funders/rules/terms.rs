//! A product's terms in words.

use crate::values::{Money, grouped};

/// "$100,000 to $1,500,000", "up to $50,000".
pub fn amounts(min: Money, max: Money) -> String {
    if min == max {
        max.full()
    } else if min.is_zero() {
        format!("up to {}", max.full())
    } else {
        format!("{} to {}", min.full(), max.full())
    }
}

/// Basis points as "1% to 2.25%"; empty when no rate is recorded.
pub fn rates(low: Option<i32>, high: Option<i32>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low != high => format!("{} to {}", percent(low), percent(high)),
        (Some(rate), _) | (None, Some(rate)) => percent(rate),
        (None, None) => String::new(),
    }
}

fn percent(points: i32) -> String {
    let text = format!("{}.{:02}", points / 100, points.rem_euclid(100));
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// "36 months", "10 years" for whole years from five up; empty when not recorded.
pub fn term(months: Option<i32>) -> String {
    match months {
        Some(months) if months >= 60 && months % 12 == 0 => {
            format!("{} years", grouped((months / 12).into()))
        }
        Some(1) => "1 month".to_owned(),
        Some(months) => format!("{} months", grouped(months.into())),
        None => String::new(),
    }
}

/// Where the money stands if things go wrong; empty when that does not apply.
pub fn position(code: &str) -> String {
    match code {
        "none" | "" => String::new(),
        "first_loss" => "First loss".to_owned(),
        other => {
            let plain = other.replace('_', " ");
            let mut letters = plain.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn terms_read_as_people_say_them() {
        assert_eq!(
            amounts(money("100k"), money("1.5m")),
            "$100,000 to $1,500,000"
        );
        assert_eq!(amounts(Money::ZERO, money("50k")), "up to $50,000");
        assert_eq!(rates(Some(100), Some(225)), "1% to 2.25%");
        assert_eq!(rates(Some(50), Some(50)), "0.5%");
        assert_eq!(rates(None, None), "");
        assert_eq!(
            (term(Some(36)), term(Some(96))),
            ("36 months".into(), "8 years".into())
        );
        assert_eq!(position("fully_subordinate"), "Fully subordinate");
    }
}
