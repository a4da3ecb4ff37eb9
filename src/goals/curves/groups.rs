//! The groups of an indicator side by side: one scale for all of a breakdown, the worst off first.

use super::{
    super::rules::{
        curve::{self, Frame, Indicator, Reading, in_words},
        cuts,
    },
    observed, of_everyone, placed, row,
};
use crate::{
    entities::{data_points, indicators},
    values::IndicatorUnit,
    web::charts::CutsView,
};

/// At most this many groups of one breakdown are drawn.
const MOST_GROUPS: usize = 12;
/// At most this many breakdowns are drawn.
const MOST_KINDS: usize = 6;

/// The groups of each breakdown on one scale, the worst off first. `points` are those in force, oldest first.
pub fn cuts_views(
    uid: &str,
    indicator: &indicators::Model,
    points: &[data_points::Model],
) -> Vec<CutsView> {
    let everyone: Vec<Reading> = of_everyone(indicator, points)
        .filter_map(observed)
        .collect();
    let mut kinds: Vec<&str> = points.iter().map(|point| point.cut_kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
        .into_iter()
        .filter(|kind| !kind.is_empty())
        .take(MOST_KINDS)
        .zip(1..)
        .filter_map(|(kind, at): (&str, i32)| {
            let of_kind: Vec<&data_points::Model> = points
                .iter()
                .filter(|point| point.cut_kind == kind)
                .collect();
            cut_view(&format!("{uid}-{at}"), indicator, &of_kind, &everyone)
        })
        .collect()
}

/// One group: its name, its values, and the latest.
struct Group<'a> {
    name: &'a str,
    points: Vec<&'a data_points::Model>,
    latest: f64,
}

fn groups<'a>(indicator: &indicators::Model, points: &[&'a data_points::Model]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for point in points.iter().copied() {
        match groups
            .iter_mut()
            .find(|group| group.name == point.cut_group)
        {
            Some(group) => {
                group.points.push(point);
                group.latest = point.value;
            }
            None => groups.push(Group {
                name: &point.cut_group,
                points: vec![point],
                latest: point.value,
            }),
        }
    }
    cuts::worst_first(
        &mut groups,
        indicator.direction,
        indicator.target_value,
        |group| group.latest,
    );
    groups
}

fn cut_view(
    uid: &str,
    indicator: &indicators::Model,
    points: &[&data_points::Model],
    everyone: &[Reading],
) -> Option<CutsView> {
    let kind = &points.first()?.cut_kind;
    let groups = groups(indicator, points);
    let drawn: Vec<(&Group<'_>, Indicator)> = groups
        .iter()
        .take(MOST_GROUPS)
        .map(|group| (group, group_to_draw(indicator, group)))
        .collect();
    let values: Vec<f64> = drawn.iter().flat_map(|(_, group)| group.extent()).collect();
    let dates: Vec<_> = drawn
        .iter()
        .flat_map(|(_, group)| group.points.iter().map(|r| r.date))
        .collect();
    let views = drawn.iter().zip(1..).map(|((group, rule), at): (_, i32)| {
        let mut curve = curve::draw_in(rule, Frame::SMALL, &values, &dates);
        curve.description = curve::group_finding(rule, everyone);
        placed(
            &format!("{uid}-{at}"),
            curve,
            group
                .points
                .iter()
                .map(|point| row(indicator, point))
                .collect(),
        )
    });
    Some(CutsView {
        uid: uid.to_owned(),
        title: cuts::label(kind),
        finding: apart(indicator.unit, &groups),
        groups: views.collect(),
        more: groups.len().saturating_sub(MOST_GROUPS),
    })
}

fn group_to_draw(indicator: &indicators::Model, group: &Group<'_>) -> Indicator {
    Indicator {
        name: group.name.to_owned(),
        unit: indicator.unit,
        direction: indicator.direction,
        baseline: None,
        target: None,
        forecast: None,
        points: group.points.iter().copied().filter_map(observed).collect(),
    }
}

/// "Worst off: Black residents, 14.2 percent. Best off: white residents, 5.1 percent."
fn apart(unit: IndicatorUnit, groups: &[Group<'_>]) -> String {
    let said = |group: &Group<'_>| format!("{}, {}", group.name, in_words(group.latest, unit));
    match groups {
        [] => String::new(),
        [only] => format!("{}.", said(only)),
        [worst, .., best] => format!("Worst off: {}. Best off: {}.", said(worst), said(best)),
    }
}
