//! Invented numbers for the gallery's capital stack and curve.

use super::super::charts::{
    CurveDot, CurveLine, CurveRow, CurveTarget, CurveTick, CurveView, StackBeside, StackGap,
    StackPart, StackView,
};

pub(super) fn stack(uid: &str) -> StackView {
    let part = |key, label, amount: &str, share: &str, x: &str, width: &str| StackPart {
        key,
        label,
        amount: amount.into(),
        share: share.into(),
        x: x.into(),
        width: width.into(),
    };
    StackView {
        uid: format!("stack-{uid}"),
        total: "$4.9M".into(),
        as_of: "18 Nov 2026".into(),
        sentence: "$900k of $4.9M is committed; $2.5M is soft; $1.5M has nobody named.".into(),
        parts: vec![
            part("committed", "Committed", "$900k", "18%", "0%", "18.37%"),
            part("soft", "Soft", "$2.5M", "51%", "18.37%", "51.02%"),
            part(
                "unidentified",
                "Nobody named",
                "$1.5M",
                "31%",
                "69.39%",
                "30.61%",
            ),
        ],
        gap: Some(StackGap {
            amount: "$4.0M".into(),
            x: "18.37%".into(),
            width: "81.63%".into(),
        }),
        beside: vec![StackBeside {
            amount: "$500k".into(),
            label: "guarantee, not counted as cash".into(),
        }],
        repayment: Some("Repaid by an outcomes contract of up to $5.2M with the county.".into()),
    }
}

fn line(from: (f64, f64), to: (f64, f64)) -> CurveLine {
    CurveLine {
        x1: from.0,
        y1: from.1,
        x2: to.0,
        y2: to.1,
    }
}

fn end(word: &'static str, at: (f64, f64), label: &str) -> CurveTarget {
    CurveTarget {
        cx: at.0,
        cy: at.1,
        word,
        label: label.into(),
        below: word == "Target",
    }
}

pub(super) fn curve() -> CurveView {
    let tick = |at, label: &str| CurveTick {
        at,
        label: label.into(),
    };
    let points = [
        (88.0, 42.4, "8.6%"),
        (196.0, 33.2, ""),
        (304.0, 65.4, ""),
        (412.0, 97.6, "7.4%"),
    ];
    let row = |date: &str, value: &str| CurveRow {
        date: date.into(),
        value: value.into(),
        source: "City dashboard (example)".into(),
    };
    CurveView {
        uid: "curve".into(),
        title: "Young people neither in school nor at work, percent".into(),
        desc:
            "7.4 percent at 31 Dec 2026, down from 8.6; the target is 5.5 percent by 31 Dec 2029."
                .into(),
        width: 640.0,
        height: 260.0,
        left: 48.0,
        right: 620.0,
        bottom: 222.0,
        polyline: points.map(|(x, y, _)| format!("{x},{y}")).join(" "),
        dots: points
            .map(|(cx, cy, label)| CurveDot {
                cx,
                cy,
                label: label.into(),
                below: false,
            })
            .into(),
        target: Some(end("Target", (600.0, 185.0), "5.5%")),
        ranges: vec![line((412.0, 88.0), (412.0, 107.0))],
        path: Some(line((88.0, 42.4), (600.0, 185.0))),
        drift: Some(line((412.0, 97.6), (600.0, 80.0))),
        forecast: Some(end("If nothing changes", (600.0, 80.0), "7.8%")),
        small: false,
        x_ticks: vec![
            tick(88.0, "2023"),
            tick(196.0, "2024"),
            tick(304.0, "2025"),
            tick(412.0, "2026"),
            tick(600.0, "2029"),
        ],
        y_ticks: vec![
            tick(208.0, "5%"),
            tick(162.0, "6%"),
            tick(116.0, "7%"),
            tick(70.0, "8%"),
        ],
        rows: vec![
            row("31 Dec 2023", "8.6"),
            row("31 Dec 2024", "8.8"),
            row("31 Dec 2025", "8.1"),
            row("31 Dec 2026", "7.4"),
        ],
    }
}
