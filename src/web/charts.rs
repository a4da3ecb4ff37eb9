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
    /// In order of date; the last is the latest value. Long series show only some of theirs.
    pub dots: Vec<CurveDot>,
    /// Confidence intervals of the dots.
    pub ranges: Vec<CurveLine>,
    /// The straight line from baseline to target.
    pub path: Option<CurveLine>,
    pub target: Option<CurveTarget>,
    /// From the latest value to where it would go if nothing changed.
    pub drift: Option<CurveLine>,
    pub forecast: Option<CurveTarget>,
    pub x_ticks: Vec<CurveTick>,
    pub y_ticks: Vec<CurveTick>,
    pub rows: Vec<CurveRow>,
    /// One of several side by side: its letters keep their size on narrow screens.
    pub small: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct CurveLine {
    pub x1: f64,
    pub y1: f64,
    pub x2: f64,
    pub y2: f64,
}

#[derive(Debug, Clone)]
pub struct CurveDot {
    pub cx: f64,
    pub cy: f64,
    /// Shown beside the dot; empty for the dots in between.
    pub label: String,
    /// Puts the label under the dot, out of the way of the forecast's.
    pub below: bool,
}

#[derive(Debug, Clone)]
pub struct CurveTarget {
    pub cx: f64,
    pub cy: f64,
    /// What it is, such as "Target"; left out where there is no room.
    pub word: &'static str,
    pub label: String,
    /// Puts the label under its dot, for ends lower than the latest value.
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

/// One breakdown of an indicator: its groups side by side on one scale, the worst off first.
#[derive(Debug, Clone)]
pub struct CutsView {
    /// Unique on the page.
    pub uid: String,
    /// "Race and ethnicity".
    pub title: String,
    /// Which group is worst off and which best, in a sentence.
    pub finding: String,
    pub groups: Vec<CurveView>,
    /// How many groups are only in the table of values.
    pub more: usize,
}
