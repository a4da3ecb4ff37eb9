//! Reading what people type into goal forms: each reader returns the value, or the sentence that says what to type.

mod codes;
mod goal;
mod indicator;
mod line;
mod maybe;
mod point;

pub(super) use goal::{GoalForm, Known, Tables};
pub(super) use indicator::IndicatorForm;
pub(super) use line::LineForm;
use maybe::maybe;
pub(super) use maybe::maybe_number;
pub(super) use point::PointForm;

pub(super) use crate::values::typed::{
    chosen, clean, date, line, maybe_date, one_line, optional, required,
};
