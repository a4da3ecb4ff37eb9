//! Reads a file of topology (`TopoJSON`): borders are arcs that neighbours share, a state is rings of arcs, and every number is a step
//! from the one before. A negative number of an arc means the arc, backwards.

use serde::Deserialize;

use super::simplify::simplified;

/// x and y.
pub(super) type Point = [f64; 2];

/// One state: its name, and the rings around its parts and holes. The last point of a ring leads back to its first.
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) rings: Vec<Vec<Point>>,
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    arcs: Vec<Vec<[i32; 2]>>,
    objects: Objects,
}

/// From whole steps to the units of the picture.
#[derive(Deserialize)]
struct Transform {
    scale: Point,
    translate: Point,
}

#[derive(Deserialize)]
struct Objects {
    states: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(flatten)]
    rings: Rings,
    properties: Properties,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Rings {
    Polygon(Vec<Vec<i32>>),
    MultiPolygon(Vec<Vec<Vec<i32>>>),
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

/// Every state of the file, its borders simplified.
pub(super) fn shapes(text: &str) -> serde_json::Result<Vec<Shape>> {
    let file: Topology = serde_json::from_str(text)?;
    let arcs: Vec<Vec<Point>> = file
        .arcs
        .iter()
        .map(|arc| simplified(&decoded(arc, &file.transform)))
        .collect();
    let shape = |geometry: Geometry| {
        let rings = match geometry.rings {
            Rings::Polygon(rings) => rings,
            Rings::MultiPolygon(parts) => parts.concat(),
        };
        Shape {
            name: geometry.properties.name,
            rings: rings.iter().map(|ring| joined(ring, &arcs)).collect(),
        }
    };
    Ok(file
        .objects
        .states
        .geometries
        .into_iter()
        .map(shape)
        .collect())
}

fn decoded(arc: &[[i32; 2]], to: &Transform) -> Vec<Point> {
    let mut at = [0, 0];
    let step = |step: &[i32; 2]| {
        at = [at[0] + step[0], at[1] + step[1]];
        [0, 1].map(|axis| f64::from(at[axis]) * to.scale[axis] + to.translate[axis])
    };
    arc.iter().map(step).collect()
}

/// Arcs in a row, each beginning where the one before ended.
fn joined(ring: &[i32], arcs: &[Vec<Point>]) -> Vec<Point> {
    let mut points = Vec::new();
    for &number in ring {
        let backwards = number < 0;
        let number = if backwards { !number } else { number };
        let Some(arc) = usize::try_from(number).ok().and_then(|at| arcs.get(at)) else {
            continue;
        };
        // The first point of each arc is the last one of the arc before.
        points.pop();
        if backwards {
            points.extend(arc.iter().rev());
        } else {
            points.extend(arc);
        }
    }
    points.pop();
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two unit squares side by side, twice as large, sharing the border in the middle; the right one walks it
    /// backwards.
    const TWO: &str = r#"{"type": "Topology", "transform": {"scale": [2, 2], "translate": [10, 20]},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {"states": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0, 1]], "id": "01", "properties": {"name": "West"}},
            {"type": "MultiPolygon", "arcs": [[[2, -1]], [[9]]], "id": "02", "properties": {"name": "East"}}]}}}"#;

    #[test]
    fn steps_transform_and_backward_arcs() {
        let shapes = shapes(TWO).unwrap();
        assert_eq!(shapes[0].name, "West");
        assert_eq!(
            shapes[0].rings,
            [[[12.0, 20.0], [12.0, 22.0], [10.0, 22.0], [10.0, 20.0]]]
        );
        assert_eq!(
            shapes[1].rings[0],
            [[12.0, 20.0], [14.0, 20.0], [14.0, 22.0], [12.0, 22.0]]
        );
        assert!(shapes[1].rings[1].is_empty(), "an arc that is not there");
    }

    #[test]
    fn what_is_no_map_is_refused() {
        assert!(shapes("").is_err());
        assert!(shapes(r#"{"arcs": []}"#).is_err());
    }
}
