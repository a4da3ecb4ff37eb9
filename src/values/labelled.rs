//! A code with the words people read for it, side by side, so that a reason can be written where
//! it is found. Kept apart from the enums because these codes live in tables, not in the program.

/// `youth_pathways.reconnection` and "Opportunity youth reconnection".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    pub code: String,
    pub label: String,
}

impl Labelled {
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            label: label.into(),
        }
    }
}
