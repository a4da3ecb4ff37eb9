//! The form that seats a member at the table, changes it, or says when it left.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use super::fields::{chosen, line, maybe_date, one_line};
use crate::{
    entities::partnership_members as members,
    ids::OrganizationId,
    values::{BackboneFunction, CodeList, MemberRole, MemberSector},
    web::FieldErrors,
};

/// As people send it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MemberForm {
    pub name: String,
    /// Name of an organization of the directory; empty for none.
    pub organization: String,
    pub sector: String,
    pub role: String,
    /// Codes; one field may hold several, separated by semicolons.
    pub functions: Vec<String>,
    pub contact_name: String,
    pub fte: String,
    pub joined_on: String,
    pub left_on: String,
    pub version: String,
}

/// The member it describes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MemberEdit {
    pub name: String,
    pub organization: Option<OrganizationId>,
    pub sector: MemberSector,
    pub role: MemberRole,
    pub functions: CodeList,
    pub contact_name: String,
    pub fte: Option<f64>,
    pub joined_on: Option<NaiveDate>,
    pub left_on: Option<NaiveDate>,
}

impl MemberForm {
    pub(crate) fn of(held: &members::Model, organization: &str) -> Self {
        let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        Self {
            name: held.name.clone(),
            organization: organization.to_owned(),
            sector: held.sector.to_string(),
            role: held.role.to_string(),
            functions: held.functions.iter().map(str::to_owned).collect(),
            contact_name: held.contact_name.clone(),
            fte: held.fte.map(|fte| fte.to_string()).unwrap_or_default(),
            joined_on: date(held.joined_on),
            left_on: date(held.left_on),
            version: held.version.to_string(),
        }
    }

    fn codes(&self) -> Vec<&str> {
        let each = self.functions.iter().flat_map(|field| field.split(';'));
        each.map(str::trim)
            .filter(|code| !code.is_empty())
            .collect()
    }

    /// The functions ticked, in the order of the list.
    pub(crate) fn ticked(&self) -> Vec<BackboneFunction> {
        let codes = self.codes();
        let all = BackboneFunction::ALL.iter().copied();
        all.filter(|each| codes.contains(&each.as_str())).collect()
    }

    /// `organization`: what the typed organization turned out to be; `today`: where the reader is.
    pub(crate) fn read(
        &self,
        organization: Result<Option<OrganizationId>, String>,
        today: NaiveDate,
    ) -> Result<MemberEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let typed = if self.name.trim().is_empty() {
            &self.organization
        } else {
            &self.name
        };
        let name = errors.keep("name", line(typed, "who this is", 160));
        let organization = errors.keep("organization", organization);
        let sector = errors.keep("sector", chosen(&self.sector, "a sector"));
        let role = errors.keep("role", chosen(&self.role, "what it is at the table"));
        let contact_name = errors.keep(
            "contact_name",
            one_line(&self.contact_name, "the contact's name", 160),
        );
        let fte = errors.keep("fte", staffing(&self.fte));
        let joined_on = errors.keep("joined_on", maybe_date(&self.joined_on));
        let left_on = errors.keep("left_on", maybe_date(&self.left_on));
        if let (Some(Some(joined)), Some(Some(left))) = (joined_on, left_on)
            && left < joined
        {
            errors.add("left_on", "Nobody leaves before joining: check both dates.");
        }
        if left_on.flatten().is_some_and(|left| left > today) {
            errors.add(
                "left_on",
                "Type the day it left; a day to come is not known yet.",
            );
        }
        let functions = self.ticked();
        let known = |code: &&str| code.parse::<BackboneFunction>().is_ok();
        if !self.codes().iter().all(known) {
            errors.add("functions", "Tick functions of the list.");
        }
        if role == Some(MemberRole::Member) && !functions.is_empty() {
            errors.add(
                "functions",
                "Only a backbone carries these. Untick them, or choose Backbone.",
            );
        }
        let read = (|| {
            Some(MemberEdit {
                name: name?,
                organization: organization?,
                sector: sector?,
                role: role?,
                functions: functions.into_iter().collect(),
                contact_name: contact_name?,
                fte: fte?,
                joined_on: joined_on?,
                left_on: left_on?,
            })
        })();
        read.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

/// Full-time posts: "1.5", or nothing.
fn staffing(typed: &str) -> Result<Option<f64>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let digits = typed.chars().all(|c| c.is_ascii_digit() || c == '.');
    let read = typed.parse::<f64>().ok();
    read.filter(|posts| digits && (0.0..=500.0).contains(posts))
        .map(|posts| Some((posts * 100.0).round() / 100.0))
        .ok_or_else(|| "Type full-time posts as a number from 0 to 500, such as 1.5.".to_owned())
}

impl MemberEdit {
    /// The member as it is.
    pub(crate) fn of(held: &members::Model) -> Self {
        Self {
            name: held.name.clone(),
            organization: held.organization_id,
            sector: held.sector,
            role: held.role,
            functions: held.functions.clone(),
            contact_name: held.contact_name.clone(),
            fte: held.fte,
            joined_on: held.joined_on,
            left_on: held.left_on,
        }
    }

    /// For the audit log.
    pub(crate) fn facts(&self) -> [(&'static str, Value); 9] {
        let functions: Vec<&str> = self
            .functions
            .iter()
            .filter_map(|code| code.parse().ok().map(BackboneFunction::label))
            .collect();
        [
            ("name", json!(self.name)),
            ("in_the_directory", json!(self.organization.is_some())),
            ("sector", json!(self.sector.label())),
            ("role", json!(self.role.label())),
            ("functions", json!(functions.join("; "))),
            ("contact_name", json!(self.contact_name)),
            ("full_time_posts", json!(self.fte)),
            ("joined_on", json!(self.joined_on)),
            ("left_on", json!(self.left_on)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> MemberForm {
        MemberForm {
            name: "Harbor Works".to_owned(),
            sector: "nonprofit".to_owned(),
            role: "backbone".to_owned(),
            functions: vec!["funding;guides_vision".to_owned()],
            fte: "2.25".to_owned(),
            joined_on: "2025-01-01".to_owned(),
            ..MemberForm::default()
        }
    }

    fn read(form: &MemberForm) -> Result<MemberEdit, FieldErrors> {
        form.read(Ok(None), NaiveDate::from_ymd_opt(2026, 11, 22).unwrap())
    }

    #[test]
    fn a_backbone_carries_functions_in_their_order() {
        let edit = read(&form()).unwrap();
        assert_eq!(edit.functions.to_string(), "guides_vision;funding");
        assert_eq!(edit.fte, Some(2.25));
        let member = MemberForm {
            role: "member".to_owned(),
            ..form()
        };
        assert!(!read(&member).unwrap_err().of("functions").is_empty());
    }

    #[test]
    fn dates_and_posts_must_make_sense() {
        for (left, fte) in [
            ("2024-12-31", "1"),
            ("2026-11-23", "1"),
            ("", "-1"),
            ("", "1e3"),
            ("", "NaN"),
        ] {
            let wrong = MemberForm {
                left_on: left.to_owned(),
                fte: fte.to_owned(),
                ..form()
            };
            assert!(read(&wrong).is_err(), "{left} {fte}");
        }
    }

    #[test]
    fn without_a_name_the_organization_s_stands() {
        let form = MemberForm {
            name: String::new(),
            organization: "Rosewater Capital".to_owned(),
            ..form()
        };
        assert_eq!(read(&form).unwrap().name, "Rosewater Capital");
    }
}
