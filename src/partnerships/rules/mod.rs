//! What people write about partnerships, read; and what a partnership's state says.

mod fields;
mod form;
mod learning;
mod member;
mod self_check;
mod sites;

pub(super) use crate::values::typed::clean;
pub(super) use form::{PartnershipEdit, PartnershipForm, Read};
pub(super) use learning::{LearningEdit, LearningForm};
pub(super) use member::{MemberEdit, MemberForm};
pub(super) use self_check::{CONDITIONS, CheckForm, MARKS, NewCheck, trend};
pub(super) use sites::{RoundRow, parse_rounds, parse_sites};
