//! A state as a path of an SVG picture, rounded to tenths.

use std::fmt::Write;

use super::topology::{Point, Shape};

/// Parts smaller than this are left out, unless they are all there is: specks at the size of a page.
const SPECK: f64 = 1.2;

/// One state, ready to draw.
#[derive(Debug, Clone)]
pub struct Outline {
    pub name: String,
    /// For the `d` of a path.
    pub path: String,
    /// Left, top, right, bottom.
    pub bounds: [f64; 4],
}

impl Outline {
    pub(super) fn of(shape: &Shape) -> Self {
        let largest = shape
            .rings
            .iter()
            .map(|ring| area(ring))
            .fold(0.0, f64::max);
        let drawn: Vec<&Vec<Point>> = shape
            .rings
            .iter()
            .filter(|ring| area(ring) >= SPECK.min(largest))
            .collect();
        let mut path = String::new();
        for ring in &drawn {
            write_ring(&mut path, ring);
        }
        let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for [x, y] in drawn.into_iter().flatten() {
            bounds = [
                bounds[0].min(*x),
                bounds[1].min(*y),
                bounds[2].max(*x),
                bounds[3].max(*y),
            ];
        }
        Self {
            name: shape.name.clone(),
            path,
            bounds,
        }
    }
}

fn area(ring: &[Point]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let doubled: f64 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum();
    doubled.abs() / 2.0
}

/// `M12,34.5l-1,.5...Z`. Steps are between rounded points, so that rounding never adds up.
fn write_ring(path: &mut String, ring: &[Point]) {
    let mut last: Option<[i32; 2]> = None;
    for point in ring {
        let here = point.map(tenths);
        match last {
            None => {
                path.push('M');
                number(path, here[0]);
                separated(path, here[1]);
                path.push('l');
            }
            Some(before) if before == here => continue,
            Some(before) => {
                let first = path.ends_with('l');
                let (x, y) = (here[0] - before[0], here[1] - before[1]);
                if first {
                    number(path, x);
                } else {
                    separated(path, x);
                }
                separated(path, y);
            }
        }
        last = Some(here);
    }
    path.push('Z');
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "coordinates are below 1,100"
)]
fn tenths(coordinate: f64) -> i32 {
    (coordinate * 10.0).round() as i32
}

/// A minus sign separates by itself.
fn separated(path: &mut String, tenths: i32) {
    if tenths >= 0 {
        path.push(' ');
    }
    number(path, tenths);
}

/// 123 as `12.3`, -5 as `-.5`, 40 as `4`.
fn number(path: &mut String, tenths: i32) {
    if tenths < 0 {
        path.push('-');
    }
    let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
    // Writing to a string cannot fail.
    let _ = match (whole, part) {
        (whole, 0) => write!(path, "{whole}"),
        (0, part) => write!(path, ".{part}"),
        (whole, part) => write!(path, "{whole}.{part}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_rounded_steps() {
        let shape = Shape {
            name: "Square".to_owned(),
            rings: vec![
                vec![[1.0, 2.04], [11.04, 2.0], [11.0, 12.5], [0.5, 12.5]],
                vec![[5.0, 5.0], [5.1, 5.0], [5.1, 5.1]],
            ],
        };
        let outline = Outline::of(&shape);
        assert_eq!(outline.path, "M1 2l10 0 0 10.5-10.5 0Z");
        assert_eq!(format!("{:?}", outline.bounds), "[0.5, 2.0, 11.04, 12.5]");
    }
}
