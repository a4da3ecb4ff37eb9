//! Reads an instance from a file: our JSON form, the published `.dzn` form, or the plain numbers of the generator of wishes.

use super::{Instance, Trouble, dzn, json, numbers};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("{0} is missing")]
    Missing(String),
    #[error("{0} has a value that cannot be")]
    Value(String),
    #[error("{0} has {1} entries where {2} belong")]
    Length(String, usize, usize),
    #[error("it is not the JSON of an instance: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Reads and checks a file's text.
pub fn read(text: &str) -> Result<Instance, FileError> {
    let instance = if text.trim_start().starts_with('{') {
        json::read(text)?
    } else if text.contains('=') {
        dzn::read(text)?
    } else {
        numbers::read(text)?
    };
    instance.check()?;
    Ok(instance)
}
