//! Gaps as dots on a map: how large, which sizes the legend shows, and which dots get their name beside them.

use crate::values::Money;

/// Radius of the largest gap's dot, in units of the map.
pub const LARGEST: f64 = 30.0;
/// No gap's dot is smaller than this, or nobody would see it.
pub const SMALLEST: f64 = 4.5;

/// How many dots get a name.
const NAMED: usize = 9;
/// A letter of a name is about this wide, and a line this high.
const LETTER: f64 = 9.2;
const LINE: f64 = 20.0;
/// Between a dot and its name.
const SPACE: f64 = 5.0;

/// Radius of a gap's dot beside the largest one's: twice the money covers twice the area.
pub fn radius(gap: Money, largest: Money) -> f64 {
    (LARGEST * share(gap, largest).sqrt()).max(SMALLEST)
}

fn share(gap: Money, largest: Money) -> f64 {
    if largest.is_zero() {
        return 0.0;
    }
    thousandths(gap) / thousandths(largest)
}

/// An amount as a float; a map needs no more than this.
#[expect(clippy::cast_precision_loss, reason = "a dot's size needs no cents")]
const fn thousandths(amount: Money) -> f64 {
    amount.dollars() as f64 / 1_000.0
}

/// Up to three round amounts for the legend, largest first: about the largest, a quarter of it and a sixteenth.
pub fn sizes(largest: Money) -> Vec<Money> {
    let mut sizes: Vec<Money> = [1, 4, 16]
        .into_iter()
        .map(|part| round_down(largest.dollars() / part))
        .filter_map(|dollars| Money::try_from(dollars).ok())
        .filter(|size| !size.is_zero())
        .collect();
    sizes.dedup();
    sizes
}

/// 1, 2 or 5 with zeros, not above the amount.
const fn round_down(dollars: i64) -> i64 {
    let mut unit = 1;
    while unit <= dollars / 10 {
        unit *= 10;
    }
    match dollars / unit {
        0 => 0,
        1 => unit,
        2..=4 => 2 * unit,
        _ => 5 * unit,
    }
}

/// A dot that may get a name.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    pub x: f64,
    pub y: f64,
    pub r: f64,
    pub name: &'a str,
}

/// Where a name begins or ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    /// Whether the text ends there instead of beginning.
    pub ends: bool,
}

/// Names for the first few spots, largest first, right or left of the dot, where no other dot or name is in the way and
/// the frame (left and right edge) holds them.
pub fn labels(spots: &[Spot], (left, right): (f64, f64)) -> Vec<Option<Label>> {
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let mut labels = Vec::with_capacity(spots.len());
    for (at, spot) in spots.iter().enumerate() {
        let label = (taken.len() < NAMED)
            .then(|| {
                candidates(spot).into_iter().find(|(_, place)| {
                    place[0] >= left
                        && place[2] <= right
                        && !taken.iter().any(|other| overlap(place, other))
                        && !spots
                            .iter()
                            .enumerate()
                            .any(|(other, each)| other != at && overlap(place, &square(each)))
                })
            })
            .flatten();
        labels.push(label.map(|(label, place)| {
            taken.push(place);
            label
        }));
    }
    labels
}

/// The name to the right and to the left, each with the room it takes: left, top, right, bottom.
fn candidates(spot: &Spot) -> [(Label, [f64; 4]); 2] {
    let letters = u16::try_from(spot.name.chars().count()).unwrap_or(u16::MAX);
    let wide = f64::from(letters) * LETTER;
    let (top, bottom) = (spot.y - LINE / 2.0, spot.y + LINE / 2.0);
    let (after, before) = (spot.x + spot.r + SPACE, spot.x - spot.r - SPACE);
    let label = |x, ends| Label { x, y: spot.y, ends };
    [
        (label(after, false), [after, top, after + wide, bottom]),
        (label(before, true), [before - wide, top, before, bottom]),
    ]
}

fn square(spot: &Spot) -> [f64; 4] {
    [
        spot.x - spot.r,
        spot.y - spot.r,
        spot.x + spot.r,
        spot.y + spot.r,
    ]
}

fn overlap(one: &[f64; 4], other: &[f64; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(dollars: i64) -> Money {
        Money::try_from(dollars).unwrap()
    }

    #[test]
    fn area_follows_the_money() {
        let (one, four) = (money(10_000_000), money(40_000_000));
        assert!((radius(four, four) - LARGEST).abs() < 1e-9);
        assert!((radius(four, four) / radius(one, four) - 2.0).abs() < 1e-9);
        assert!((radius(money(1), four) - SMALLEST).abs() < 1e-9);
        assert!((radius(Money::ZERO, Money::ZERO) - SMALLEST).abs() < 1e-9);
    }

    #[test]
    fn the_legend_is_round() {
        let said = |largest| -> Vec<String> {
            let sizes = sizes(money(largest));
            sizes.into_iter().map(Money::short).collect()
        };
        assert_eq!(said(43_250_000), ["$20M", "$10M", "$2M"]);
        assert_eq!(said(900_000), ["$500k", "$200k", "$50k"]);
        assert_eq!(said(1), ["$1"]);
        assert!(said(0).is_empty());
    }

    #[test]
    fn a_name_gives_way_to_dots_and_names_and_stays_in_the_frame() {
        let spot = |x, y, name| Spot {
            x,
            y,
            r: 10.0,
            name,
        };
        let spots = [
            spot(100.0, 100.0, "Newark, NJ"),
            spot(140.0, 105.0, "Providence, RI"),
            spot(600.0, 100.0, "Cranston, RI"),
            spot(20.0, 400.0, "Seattle, WA"),
        ];
        let labels = labels(&spots, (0.0, 650.0));
        assert_eq!(
            labels[0], None,
            "no room: a dot on the right, the frame on the left"
        );
        assert_eq!(
            labels[1],
            Some(Label {
                x: 155.0,
                y: 105.0,
                ends: false
            })
        );
        assert!(labels[2].is_some_and(|label| label.ends));
        assert!(labels[3].is_some_and(|label| !label.ends));
    }

    proptest! {
        #[test]
        fn no_dot_is_larger_than_the_largest(gap in 0..1_000_000_000_000_000_i64, more in 0..1_000_000_000_000_000_i64) {
            let largest = gap.max(more);
            let r = radius(money(gap), money(largest));
            prop_assert!((SMALLEST..=LARGEST + 1e-9).contains(&r), "{r}");
        }

        #[test]
        fn the_legend_never_exceeds_the_largest(largest in 0..=1_000_000_000_000_000_i64) {
            prop_assert!(sizes(money(largest)).iter().all(|size| size.dollars() <= largest));
        }
    }
}
