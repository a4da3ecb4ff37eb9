use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const PAGE: Frame = Frame::PAGE;

fn at(year: i16, value: f64) -> Reading {
    Reading {
        date: date(year, 12, 31),
        value,
        range: None,
    }
}

fn youth() -> Indicator {
    Indicator {
        name: "Share of residents 16-24 neither enrolled in school nor employed".to_owned(),
        unit: IndicatorUnit::Percent,
        direction: IndicatorDirection::Decrease,
        baseline: Some(at(2013, 8.6)),
        target: Some(at(2019, 5.5)),
        forecast: None,
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
    assert_eq!(
        (line.x1, line.x2),
        (PAGE.left + PAGE.inset, PAGE.right - PAGE.inset)
    );
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
    assert_eq!(
        years,
        ["2013", "2014", "2015", "2016", "2017", "2018", "2019"],
        "year ends are named by their years"
    );
    assert!((curve.date_ticks[0].at - curve.dots[0].x).abs() < 0.05);
}

#[test]
fn readings_in_any_order_become_one_line() {
    let curve = draw(&Indicator {
        points: vec![at(2017, 6.5), at(2015, 7.9)],
        ..youth()
    });
    assert_eq!(curve.polyline.split(' ').count(), 3);
    assert!(curve.dots.is_sorted_by(|a, b| a.x <= b.x));
    assert_eq!(
        curve.description,
        "Down from 8.6% in 2013 to 6.5% in 2017; on the path to 5.5% by 2019"
    );
}

#[test]
fn a_target_already_passed_is_said() {
    let curve = draw(&Indicator {
        points: vec![at(2018, 5.2)],
        ..youth()
    });
    assert!(
        curve
            .description
            .ends_with("; the target of 5.5% by 2019 is met"),
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
        curve
            .dots
            .iter()
            .all(|dot| dot.y > PAGE.top && dot.y < PAGE.bottom),
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

#[test]
fn the_finding_says_where_it_stands_against_the_path() {
    let said = |points: Vec<Reading>| draw(&Indicator { points, ..youth() }).description;
    assert_eq!(
        said(vec![at(2015, 8.8), at(2018, 7.1)]),
        "Down from 8.6% in 2013 to 7.1% in 2018; 1.1 points above the path to 5.5% by 2019"
    );
    assert_eq!(
        said(vec![at(2016, 8.6)]),
        "8.6% in 2013 and in 2016; 1.6 points above the path to 5.5% by 2019"
    );
    assert_eq!(
        said(vec![at(2021, 9.0)]),
        "Up from 8.6% in 2013 to 9% in 2021; 3.5 points above the target of 5.5% by 2019"
    );
    let autumn = Reading {
        date: date(2016, 9, 30),
        ..at(2016, 7.0)
    };
    assert_eq!(
        said(vec![autumn]),
        "Down from 8.6% on 31 Dec 2013 to 7% on 30 Sep 2016; 0.2 points below the path to 5.5% by 31 Dec 2019"
    );
    let forecast = draw(&Indicator {
        forecast: Some(at(2019, 9.1)),
        points: vec![at(2016, 8.6)],
        ..youth()
    });
    assert!(
        forecast
            .description
            .ends_with("; if nothing changes, 9.1% by 2019"),
        "{}",
        forecast.description
    );
    assert!(forecast.forecast_line.unwrap().y2 < forecast.target_line.unwrap().y2);
}

#[test]
fn the_pace_follows_the_direction() {
    use IndicatorDirection::{Decrease, Increase, Maintain};
    let pace = |direction, target: f64, value: f64| {
        Indicator {
            direction,
            target: Some(at(2019, target)),
            points: vec![at(2018, value)],
            ..youth()
        }
        .pace()
    };
    assert_eq!(pace(Decrease, 5.5, 7.1), Some(Pace::Behind));
    assert_eq!(pace(Decrease, 5.5, 5.8), Some(Pace::Ahead));
    assert_eq!(pace(Decrease, 5.5, 5.5), Some(Pace::Met));
    assert_eq!(pace(Increase, 11.0, 9.0), Some(Pace::Behind));
    assert_eq!(pace(Increase, 11.0, 12.0), Some(Pace::Met));
    assert_eq!(pace(Maintain, 8.6, 8.6), Some(Pace::OnPath));
    assert_eq!(pace(Maintain, 8.6, 8.0), Some(Pace::Behind));
    assert_eq!(youth().pace(), None);
}

#[test]
fn two_hundred_points_keep_their_line_and_lose_their_middle_dots() {
    let points: Vec<Reading> = (0..200)
        .map(|month| Reading {
            date: date(2003 + month / 12, i8::try_from(month % 12).unwrap() + 1, 1),
            ..at(2000, f64::from(month % 17) + 3.0)
        })
        .collect();
    let curve = draw(&Indicator {
        baseline: None,
        target: None,
        points,
        ..youth()
    });
    assert_eq!(curve.polyline.split(' ').count(), 200);
    assert_eq!(curve.dots.len(), 3, "the first is the lowest, too");
    assert!(curve.date_ticks.len() <= 8);
}

#[test]
fn small_multiples_share_their_scales() {
    let shared = [3.0, 20.0];
    let days = [date(2010, 12, 31), date(2024, 12, 31)];
    let low = draw_in(
        &Indicator {
            points: vec![at(2015, 4.0)],
            ..youth()
        },
        Frame::SMALL,
        &shared,
        &days,
    );
    let high = draw_in(
        &Indicator {
            points: vec![at(2020, 19.0)],
            ..youth()
        },
        Frame::SMALL,
        &shared,
        &days,
    );
    assert_eq!(
        (low.value_ticks, low.date_ticks),
        (high.value_ticks, high.date_ticks)
    );
}

fn any_reading() -> impl Strategy<Value = Reading> {
    let value = prop_oneof![
        any::<f64>(),
        -1e15..1e15_f64,
        0.0..100.0_f64,
        Just(0.0),
        Just(f64::NAN)
    ];
    let range = prop::option::of((any::<f64>(), any::<f64>()));
    (1..=9_998_i16, 1..=12_i8, 1..=28_i8, value, range).prop_map(
        |(year, month, day, value, range)| Reading {
            date: date(year, month, day),
            value,
            range,
        },
    )
}

proptest! {
    #[test]
    fn every_coordinate_is_finite_and_inside(
        points in prop::collection::vec(any_reading(), 0..6),
        baseline in prop::option::of(any_reading()),
        target in prop::option::of(any_reading()),
        forecast in prop::option::of(any_reading()),
    ) {
        let curve = draw(&Indicator { baseline, target, forecast, points, ..youth() });
        let dots = curve.dots.iter().chain(&curve.target).chain(&curve.forecast);
        let mut places: Vec<(f64, f64)> = dots.map(|dot| (dot.x, dot.y)).collect();
        let lines = curve.ranges.iter().chain(&curve.target_line).chain(&curve.forecast_line);
        places.extend(lines.flat_map(|line| [(line.x1, line.y1), (line.x2, line.y2)]));
        prop_assert!(!curve.description.contains("NaN") && !curve.description.contains("inf"));
        places.extend(curve.value_ticks.iter().map(|tick| (PAGE.left, tick.at)));
        places.extend(curve.date_ticks.iter().map(|tick| (tick.at, PAGE.top)));
        for (x, y) in places {
            prop_assert!((PAGE.left..=PAGE.right).contains(&x) && (PAGE.top..=PAGE.bottom).contains(&y), "{x}, {y}");
        }
        prop_assert!(!curve.polyline.contains("NaN") && !curve.polyline.contains("inf"));
        prop_assert!(curve.date_ticks.len() <= 8);
        let labels: Vec<_> = curve.value_ticks.iter().map(|tick| &tick.label).collect();
        prop_assert!(!labels.iter().any(|label| label.contains("NaN")), "{labels:?}");
    }
}
