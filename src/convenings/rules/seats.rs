//! Seats as typed: four lists side by side, one entry per row. A seat belongs to an organization, or
//! to a named guest where there is none; a row with neither is an empty row, not an error.

use super::{ConveningForm, fields};
use crate::{
    ids::OrganizationId,
    values::{Attendance, ParticipantRole},
    web::FieldErrors,
};

/// The most seats one convening may have.
const MOST: usize = 200;
/// The most characters a guest's name may have.
const LONGEST_NAME: usize = 120;

/// One seat to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatPlan {
    pub organization: Option<OrganizationId>,
    /// Empty where only the organization is known.
    pub guest_name: String,
    pub role: ParticipantRole,
    pub attendance: Attendance,
}

/// Every row of the form that seats somebody.
pub fn rows(errors: &mut FieldErrors, form: &ConveningForm) -> Vec<SeatPlan> {
    let lists = [
        &form.seat_org,
        &form.seat_name,
        &form.seat_role,
        &form.seat_attendance,
    ];
    let count = lists
        .iter()
        .map(|list| list.len())
        .max()
        .unwrap_or_default();
    if count > MOST {
        errors.add("seats", format!("A convening has {MOST} seats at most"));
        return Vec::new();
    }
    (0..count)
        .filter_map(|row| {
            seat(
                errors,
                ["seats"; 4],
                lists.map(|list| list.get(row).map_or("", String::as_str)),
            )
        })
        .collect()
}

/// One row: organization, guest's name, role, attendance, and beside which field what is wrong with each is said.
/// Nothing for an empty row.
pub fn seat(
    errors: &mut FieldErrors,
    [at_organization, at_name, at_role, at_attendance]: [&'static str; 4],
    [organization, name, role, attendance]: [&str; 4],
) -> Option<SeatPlan> {
    if organization.is_empty() && name.trim().is_empty() {
        return None;
    }
    let organization = if organization.is_empty() {
        None
    } else {
        Some(fields::choice(
            errors,
            at_organization,
            organization,
            "Choose the organization again",
        )?)
    };
    let guest_name = fields::line(errors, at_name, name, LONGEST_NAME);
    let role = fields::choice(errors, at_role, role, "Choose a role for every guest");
    let attendance = fields::choice(
        errors,
        at_attendance,
        attendance,
        "Say of every guest whether they must attend",
    );
    Some(SeatPlan {
        organization,
        guest_name,
        role: role?,
        attendance: attendance?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(rows: &[[&str; 4]]) -> ConveningForm {
        let column = |at: usize| rows.iter().map(|row| row[at].to_owned()).collect();
        ConveningForm {
            seat_org: column(0),
            seat_name: column(1),
            seat_role: column(2),
            seat_attendance: column(3),
            ..ConveningForm::default()
        }
    }

    #[test]
    fn empty_rows_seat_nobody() {
        let id = OrganizationId::fresh().to_string();
        let mut errors = FieldErrors::default();
        let form = form(&[
            [&id, "", "funder", "must"],
            ["", " ", "funder", "optional"],
            ["", "Ann Lee", "host", "must"],
        ]);
        let seats = rows(&mut errors, &form);
        assert!(errors.is_empty());
        assert_eq!(seats.len(), 2);
        assert_eq!(seats[0].organization.unwrap().to_string(), id);
        assert_eq!(
            (seats[1].guest_name.as_str(), seats[1].role),
            ("Ann Lee", ParticipantRole::Host)
        );
    }

    #[test]
    fn made_up_codes_are_refused() {
        for row in [
            ["not-an-id", "", "funder", "must"],
            ["", "Ann", "king", "must"],
            ["", "Ann", "host", "maybe"],
        ] {
            let mut errors = FieldErrors::default();
            assert!(rows(&mut errors, &form(&[row])).is_empty());
            assert!(!errors.of("seats").is_empty(), "{row:?}");
        }
    }
}
