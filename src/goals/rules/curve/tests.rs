use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn at(year: i16, value: f64) -> Reading {
    Reading {
        date: date(year, 12, 31),
        value,
    }
}

fn youth() -> Indicator {
    Indicator {
        name: "Share of residents 16-24 neither enrolled in school nor employed".to_owned(),
        unit: IndicatorUnit::Percent,
        direction: IndicatorDirection::Decrease,
        baseline: Some(at(2013, 8.6)),
        target: Some(at(2019, 5.5)),
        points: Vec::new(),
    }
}

#[test]
fn a_baseline_and_a_target_make_a_sentence_and_a_dashed_line() {
    let curve = draw(&youth());
    assert_eq!(
        curve.description,
        "8.6 percent at 31 Dec 2013; target 5.5 percent by 31 Dec 2019; needs to fall by 3.1 points"
    );
    assert_eq!(curve.polyline, "");
    assert_eq!(curve.dots.len(), 1);
    assert!(curve.first_is_baseline);
    let line = curve.target_line.unwrap();
    assert_eq!((line.x1, line.x2), (LEFT + INSET, RIGHT - INSET));
    assert!(line.y1 < line.y2, "a fall goes down the picture");
    let labels: Vec<_> = curve
        .value_ticks
        .iter()
        .map(|tick| tick.label.as_str())
        .collect();
    assert_eq!(labels, ["5%", "6%", "7%", "8%", "9%"]);
    let years: Vec<_> = curve
        .date_ticks
        .iter()
        .map(|tick| tick.label.as_str())
        .collect();
    assert_eq!(years, ["2014", "2015", "2016", "2017", "2018", "2019"]);
}

#[test]
fn readings_in_any_order_become_one_line() {
    let curve = draw(&Indicator {
        points: vec![at(2017, 6.5), at(2015, 7.9)],
        ..youth()
    });
    assert_eq!(curve.polyline.split(' ').count(), 3);
    assert!(curve.dots.is_sorted_by(|a, b| a.x <= b.x));
    assert!(
        curve
            .description
            .starts_with("8.6 percent at 31 Dec 2013, 6.5 percent at 31 Dec 2017; "),
        "{}",
        curve.description
    );
}

#[test]
fn a_target_already_passed_is_said() {
    let curve = draw(&Indicator {
        points: vec![at(2018, 5.2)],
        ..youth()
    });
    assert!(
        curve.description.ends_with("; better than the target"),
        "{}",
        curve.description
    );
}

#[test]
fn nothing_reported_is_an_empty_picture_with_a_sentence() {
    let curve = draw(&Indicator {
        baseline: None,
        target: None,
        ..youth()
    });
    assert_eq!(
        curve.description,
        "No value reported yet; no target set yet"
    );
    assert!(curve.dots.is_empty() && curve.value_ticks.is_empty() && curve.date_ticks.is_empty());
}

#[test]
fn equal_values_lie_in_the_middle() {
    let curve = draw(&Indicator {
        target: None,
        points: vec![at(2015, 8.6), at(2016, 8.6)],
        ..youth()
    });
    assert!(
        curve.dots.iter().all(|dot| dot.y > TOP && dot.y < BOTTOM),
        "{:?}",
        curve.dots
    );
}

#[test]
fn units_read_as_people_say_them() {
    for (value, unit, said) in [
        (14.2, IndicatorUnit::Per1000, "14.2 per 1,000"),
        (13_000.0, IndicatorUnit::Count, "13,000"),
        (0.62, IndicatorUnit::Ratio, "0.62"),
        (-1_500.0, IndicatorUnit::Dollars, "−$1,500"),
        (14.0, IndicatorUnit::Points, "14 points"),
    ] {
        assert_eq!(in_words(value, unit), said);
    }
}

fn any_reading() -> impl Strategy<Value = Reading> {
    let value = prop_oneof![
        any::<f64>(),
        -1e15..1e15_f64,
        0.0..100.0_f64,
        Just(0.0),
        Just(f64::NAN)
    ];
    (1..=9_998_i16, 1..=12_i8, 1..=28_i8, value).prop_map(|(year, month, day, value)| Reading {
        date: date(year, month, day),
        value,
    })
}

proptest! {
    #[test]
    fn every_coordinate_is_finite_and_inside(
        points in prop::collection::vec(any_reading(), 0..6),
        baseline in prop::option::of(any_reading()),
        target in prop::option::of(any_reading()),
    ) {
        let curve = draw(&Indicator { baseline, target, points, ..youth() });
        let dots = curve.dots.iter().chain(&curve.target);
        let mut places: Vec<(f64, f64)> = dots.map(|dot| (dot.x, dot.y)).collect();
        places.extend(curve.value_ticks.iter().map(|tick| (LEFT, tick.at)));
        places.extend(curve.date_ticks.iter().map(|tick| (tick.at, TOP)));
        for (x, y) in places {
            prop_assert!((LEFT..=RIGHT).contains(&x) && (TOP..=BOTTOM).contains(&y), "{x}, {y}");
        }
        prop_assert!(!curve.polyline.contains("NaN") && !curve.polyline.contains("inf"));
        prop_assert!(curve.date_ticks.len() <= 8);
        let labels: Vec<_> = curve.value_ticks.iter().map(|tick| &tick.label).collect();
        prop_assert!(!labels.iter().any(|label| label.contains("NaN")), "{labels:?}");
    }
}
