//! One seat of the guest list: as typed, and as a row to change.

use serde::Deserialize;

use super::form::{attendances, roles};
use crate::{
    convenings::{
        rules::{self, SeatPlan},
        store::Guest,
    },
    web::{FieldErrors, views::Choice},
};

/// One seat as typed.
#[expect(
    clippy::struct_field_names,
    reason = "the names of the fields of the form"
)]
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SeatForm {
    pub(super) seat_org: String,
    pub(super) seat_name: String,
    pub(super) seat_role: String,
    pub(super) seat_attendance: String,
}

/// The fields of the form that gives a seat, and of one that changes a seat in its row.
pub(super) const NEW: [&str; 4] = ["seat_name", "seat_name", "seat_role", "seat_attendance"];
pub(super) const IN_ROW: [&str; 4] = ["row_name", "row_name", "row_role", "row_attendance"];

impl SeatForm {
    pub(super) fn read(
        &self,
        errors: &mut FieldErrors,
        fields: [&'static str; 4],
    ) -> Option<SeatPlan> {
        let before = errors.iter().len();
        let plan = rules::seat(
            errors,
            fields,
            [
                &self.seat_org,
                &self.seat_name,
                &self.seat_role,
                &self.seat_attendance,
            ],
        );
        if plan.is_none() && errors.iter().len() == before {
            errors.add(fields[1], "Give the guest's name");
        }
        plan.filter(|_| errors.iter().len() == before)
    }
}

/// A seat to change.
pub(super) struct Row {
    /// That its change was refused; it shows what was typed and why.
    pub(super) refused: bool,
    pub(super) action: String,
    pub(super) organization_name: String,
    pub(super) whose: String,
    pub(super) name: String,
    pub(super) sample: bool,
    pub(super) roles: Vec<Choice>,
    pub(super) attendances: Vec<Choice>,
    /// What they said of the chosen time when it was polled; empty where nothing was.
    pub(super) polled: String,
}

pub(super) fn row(path: &str, guest: &Guest, typed: Option<&SeatForm>) -> Row {
    let organization = guest.organization.as_ref();
    let held = SeatForm {
        seat_org: String::new(),
        seat_name: guest.seat.guest_name.clone(),
        seat_role: guest.seat.role.to_string(),
        seat_attendance: guest.seat.attendance.to_string(),
    };
    let shown = typed.unwrap_or(&held);
    Row {
        refused: typed.is_some(),
        action: format!("{path}/seats/{}", guest.seat.id),
        organization_name: organization
            .map(|known| known.name.clone())
            .unwrap_or_default(),
        whose: guest.name.clone(),
        name: shown.seat_name.clone(),
        sample: organization.is_some_and(|known| known.illustrative),
        roles: roles(&shown.seat_role),
        attendances: attendances(&shown.seat_attendance),
        polled: String::new(),
    }
}
