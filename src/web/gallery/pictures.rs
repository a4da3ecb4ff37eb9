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
            })
            .into(),
        target: Some(CurveTarget {
            cx: 600.0,
            cy: 185.0,
            label: "Target 5.5%".into(),
            below: true,
        }),
        ranges: vec![CurveLine {
            x1: 412.0,
            y1: 88.0,
            x2: 412.0,
            y2: 107.0,
        }],
        path: Some(CurveLine {
            x1: 88.0,
            y1: 42.4,
            x2: 600.0,
            y2: 185.0,
        }),
        drift: Some(CurveLine {
            x1: 412.0,
            y1: 97.6,
            x2: 600.0,
            y2: 80.0,
        }),
        forecast: Some(CurveTarget {
            cx: 600.0,
            cy: 80.0,
            label: "If nothing changes 7.8%".into(),
            below: false,
        }),
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
