use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Result<i64, NotMoney> {
    text.parse::<Money>().map(Money::dollars)
}

#[test]
fn amounts_read_as_people_type_them() {
    for (typed, dollars) in [
        ("$1.5m", 1_500_000),
        ("750k", 750_000),
        ("1,500,000", 1_500_000),
        ("2.5 million", 2_500_000),
        ("$1.2B", 1_200_000_000),
        (" $ 300 ", 300),
        ("0", 0),
        (".5m", 500_000),
        ("$12,000.00", 12_000),
        ("USD 40k", 40_000),
        ("3MM", 3_000_000),
        ("250 thousand dollars", 250_000),
        ("1.5 million", 1_500_000),
        ("2bn", 2_000_000_000),
        ("4.25 mil", 4_250_000),
        ("999,999,999,999,999", 999_999_999_999_999),
    ] {
        assert_eq!(read(typed), Ok(dollars), "{typed}");
    }
}

#[test]
fn a_refusal_says_which_kind_of_mistake() {
    for (typed, error) in [
        ("", NotMoney::Empty),
        ("a lot", NotMoney::Unreadable),
        ("$", NotMoney::Unreadable),
        ("1.2.3", NotMoney::Unreadable),
        ("1,5", NotMoney::Grouping),
        ("1500,000", NotMoney::Grouping),
        ("-5", NotMoney::Negative),
        ("($5,000)", NotMoney::Negative),
        ("$-5", NotMoney::Negative),
        ("1e9", NotMoney::Unreadable),
        ("1 500 000", NotMoney::Unreadable),
        ("12.50", NotMoney::Cents),
        ("1.2345678m", NotMoney::Cents),
        ("1001 trillion", NotMoney::TooLarge),
        ("99999999999999999999", NotMoney::TooLarge),
    ] {
        assert_eq!(read(typed), Err(error), "{typed}");
    }
}

#[test]
fn amounts_are_written_short_and_in_full() {
    for (dollars, short, full) in [
        (0, "$0", "$0"),
        (900, "$900", "$900"),
        (1_500, "$1.5k", "$1,500"),
        (250_000, "$250k", "$250,000"),
        (999_960, "$1M", "$999,960"),
        (1_250_000, "$1.25M", "$1,250,000"),
        (4_900_000, "$4.9M", "$4,900,000"),
        (12_345_678, "$12.3M", "$12,345,678"),
        (1_200_000_000, "$1.2B", "$1,200,000,000"),
    ] {
        let amount = Money::try_from(dollars).unwrap();
        assert_eq!(amount.short(), short);
        assert_eq!(amount.full(), full);
    }
}

#[test]
fn json_holds_a_checked_number() {
    assert_eq!(serde_json::to_string(&Money(1500)).unwrap(), "1500");
    assert!(serde_json::from_str::<Money>("-1").is_err());
}

proptest! {
    #[test]
    fn the_full_form_reads_back(dollars in 0..=1_000_000_000_000_000_i64) {
        prop_assert_eq!(read(&Money(dollars).full()), Ok(dollars));
    }

    #[test]
    fn the_short_form_reads_back_nearly(dollars in 0..=900_000_000_000_000_i64) {
        let near = read(&Money(dollars).short()).unwrap();
        prop_assert!((near - dollars).abs() * 100 <= dollars, "{} as {}", dollars, near);
    }

    #[test]
    fn no_text_makes_reading_fall_over(typed in "\\PC{0,24}") {
        let _ = read(&typed);
    }
}
