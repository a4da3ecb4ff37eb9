//! Fewer points for the same line: those that a reader of the picture would not miss (Douglas and Peucker, 1973).

use super::topology::Point;

/// How far the drawn line may stray, in units of the picture.
const STRAYS: f64 = 0.45;

/// The line with its ends and every point that matters. A border is simplified once and shared by both of its states,
/// so no gap opens between them.
pub(super) fn simplified(line: &[Point]) -> Vec<Point> {
    let mut kept = vec![false; line.len()];
    for end in [0, line.len().saturating_sub(1)] {
        if let Some(end) = kept.get_mut(end) {
            *end = true;
        }
    }
    let mut open = vec![(0, line.len().saturating_sub(1))];
    while let Some((from, to)) = open.pop() {
        let Some((at, off)) = farthest(line, from, to) else {
            continue;
        };
        if off > STRAYS {
            kept[at] = true;
            open.push((from, at));
            open.push((at, to));
        }
    }
    let points = line.iter().zip(kept);
    points
        .filter_map(|(point, keep)| keep.then_some(*point))
        .collect()
}

/// The point between two others that lies farthest from the line between them.
fn farthest(line: &[Point], from: usize, to: usize) -> Option<(usize, f64)> {
    let (a, b) = (*line.get(from)?, *line.get(to)?);
    let between = (from + 1..to).map(|at| (at, distance(line[at], a, b)));
    between.max_by(|one, other| one.1.total_cmp(&other.1))
}

/// From a point to a piece of a line; ends that meet make it a point.
fn distance(point: Point, a: Point, b: Point) -> f64 {
    let (along, up) = (b[0] - a[0], b[1] - a[1]);
    let length = along * along + up * up;
    let share = if length > 0.0 {
        (((point[0] - a[0]) * along + (point[1] - a[1]) * up) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (point[0] - a[0] - share * along).hypot(point[1] - a[1] - share * up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_corners_and_drops_what_lies_on_the_way() {
        let line = [
            [0.0, 0.0],
            [5.0, 0.1],
            [10.0, 0.0],
            [10.0, 4.0],
            [10.0, 9.0],
        ];
        assert_eq!(simplified(&line), [[0.0, 0.0], [10.0, 0.0], [10.0, 9.0]]);
    }

    #[test]
    fn a_closed_line_and_a_point_survive() {
        let ring = [[0.0, 0.0], [8.0, 0.0], [8.0, 8.0], [0.0, 8.0], [0.0, 0.0]];
        assert_eq!(simplified(&ring), ring);
        assert_eq!(simplified(&[[1.0, 1.0]]), [[1.0, 1.0]]);
        assert!(simplified(&[]).is_empty());
    }
}
