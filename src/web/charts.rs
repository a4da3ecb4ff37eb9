//! View structs of the two pictures: the capital stack and the curve of an indicator.
//!
//! Coordinates are computed by the goals room's rules; templates only place them. Percent strings go into SVG
//! attributes as they are, because the content policy forbids style attributes.

/// A capital stack, ready to draw in any size.
#[derive(Debug, Clone)]
pub struct StackView {
    /// Unique on the page: names the SVG's patterns and title.
    pub uid: String,
    pub total: String,
    pub as_of: String,
    /// The finding in one sentence; also the picture's description.
    pub sentence: String,
    /// Left to right: committed, soft, unidentified. Parts of nothing are left out.
    pub parts: Vec<StackPart>,
    /// The brace under the bar; `None` when the goal is fully paid for.
    pub gap: Option<StackGap>,
    /// Guarantees and other money outside the cash total.
    pub beside: Vec<StackBeside>,
    /// A sentence on repayment sources (outcomes contracts), which are never summed.
    pub repayment: Option<String>,
}

#[derive(Debug, Clone)]
pub struct StackPart {
    /// "committed", "soft" or "unidentified".
    pub key: &'static str,
    pub label: &'static str,
    pub amount: String,
    /// "43%".
    pub share: String,
    /// Left edge in percent of the bar: "42.67%".
    pub x: String,
    /// Width in percent of the bar: "12.77%".
    pub width: String,
}

impl StackPart {
    /// Whether the amount fits into the part at page size; the legend says it in any case.
    pub fn has_room(&self) -> bool {
        self.width
            .trim_end_matches('%')
            .parse::<f64>()
            .is_ok_and(|percent| percent >= 9.0)
    }
}

#[derive(Debug, Clone)]
pub struct StackGap {
    pub amount: String,
    pub x: String,
    pub width: String,
}

#[derive(Debug, Clone)]
pub struct StackBeside {
    pub amount: String,
    pub label: String,
}

/// An indicator over time, in view-box units.
#[derive(Debug, Clone)]
pub struct CurveView {
    /// Unique on the page: names the SVG's title.
    pub uid: String,
    pub title: String,
    /// The finding in one or two sentences; shown under the picture too.
    pub desc: String,
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub right: f64,
    pub bottom: f64,
    /// Points as SVG wants them: "40,120 200,90".
    pub polyline: String,
    /// In order of date; the last is the latest value.
    pub dots: Vec<CurveDot>,
    pub target: Option<CurveTarget>,
    pub x_ticks: Vec<CurveTick>,
    pub y_ticks: Vec<CurveTick>,
    pub rows: Vec<CurveRow>,
}

#[derive(Debug, Clone)]
pub struct CurveDot {
    pub cx: f64,
    pub cy: f64,
    /// Shown above the dot; empty for the dots in between.
    pub label: String,
}

#[derive(Debug, Clone)]
pub struct CurveTarget {
    pub cx: f64,
    pub cy: f64,
    pub label: String,
    /// Puts the label under its dot, for targets lower than the latest value.
    pub below: bool,
}

#[derive(Debug, Clone)]
pub struct CurveTick {
    pub at: f64,
    pub label: String,
}

#[derive(Debug, Clone)]
pub struct CurveRow {
    pub date: String,
    pub value: String,
    pub source: String,
}
