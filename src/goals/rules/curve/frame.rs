//! How large a picture is, and where inside it the plot lies.

use super::Line;

/// The whole picture and the room that labels need around the plot, in user units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub width: f64,
    pub height: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Room between the plot's sides and the outermost dots, so that their labels clear the value axis.
    pub(super) inset: f64,
    /// At most this many labels on the date axis.
    pub(super) date_labels: i64,
}

impl Frame {
    /// Across a page.
    pub const PAGE: Self = Self {
        width: 640.0,
        height: 240.0,
        left: 56.0,
        right: 600.0,
        top: 20.0,
        bottom: 204.0,
        inset: 28.0,
        date_labels: 7,
    };
    /// One of several side by side.
    pub const SMALL: Self = Self {
        width: 320.0,
        height: 168.0,
        left: 52.0,
        right: 308.0,
        top: 20.0,
        bottom: 138.0,
        inset: 22.0,
        date_labels: 4,
    };

    pub(super) const fn line(&self) -> Line {
        Line {
            x1: self.left,
            y1: self.top,
            x2: self.right,
            y2: self.bottom,
        }
    }
}
