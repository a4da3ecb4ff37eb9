//! Who sits at a partnership's table, by sector, and what its backbone carries.

use chrono::NaiveDate;

use crate::{
    entities::partnerships as rows,
    goals,
    partnerships::Member,
    values::{BackboneFunction, MemberRole, MemberSector},
    web::Desk,
};

pub(super) struct Sector {
    pub(super) label: &'static str,
    pub(super) members: Vec<MemberRow>,
}

pub(super) struct MemberRow {
    pub(super) name: String,
    /// Page of the organization; empty for residents, and for leads, who do not open the directory.
    pub(super) href: String,
    pub(super) backbone: bool,
    pub(super) contact: String,
    pub(super) dates: String,
    pub(super) edit_href: String,
}

pub(super) struct Backbone {
    pub(super) name: String,
    pub(super) staffing: String,
    pub(super) functions: Vec<Function>,
}

pub(super) struct Function {
    pub(super) label: &'static str,
    pub(super) carried: bool,
}

/// "4 members; no resident sits at it": who is missing is worth a word.
pub(super) fn seated(sitting: &[&Member]) -> String {
    let missing: Vec<&str> = MemberSector::ALL
        .iter()
        .filter(|sector| !sitting.iter().any(|(member, _)| member.sector == **sector))
        .map(|sector| match sector {
            MemberSector::Public => "public",
            MemberSector::Private => "private",
            MemberSector::Philanthropic => "philanthropic",
            MemberSector::Nonprofit => "nonprofit",
            MemberSector::Resident => "resident",
        })
        .collect();
    match (sitting.len(), missing.as_slice()) {
        (0, _) => String::new(),
        (count, []) => format!("{count} members, from every sector"),
        (1, missing) => format!("1 member; none yet: {}", missing.join(", ")),
        (count, missing) => format!("{count} members; none yet: {}", missing.join(", ")),
    }
}

pub(super) fn sectors(desk: &Desk, of: &rows::Model, sitting: &[&Member]) -> Vec<Sector> {
    let members = |sector: MemberSector| {
        sitting
            .iter()
            .filter(|(member, _)| member.sector == sector)
            .map(|each| member_row(desk, of, each))
            .collect()
    };
    MemberSector::ALL
        .iter()
        .map(|sector| Sector {
            label: sector.label(),
            members: members(*sector),
        })
        .filter(|sector: &Sector| !sector.members.is_empty())
        .collect()
}

pub(super) fn member_row(
    desk: &Desk,
    of: &rows::Model,
    (member, organization): &Member,
) -> MemberRow {
    MemberRow {
        name: member.name.clone(),
        href: organization
            .as_ref()
            .filter(|_| desk.is_staff())
            .map(|each| format!("/funders/{}", each.id))
            .unwrap_or_default(),
        backbone: member.role == MemberRole::Backbone,
        contact: member.contact_name.clone(),
        dates: dates(member.joined_on, member.left_on),
        edit_href: format!("/partnerships/{}/members/{}/edit", of.id, member.id),
    }
}

fn dates(joined: Option<NaiveDate>, left: Option<NaiveDate>) -> String {
    match (joined.map(goals::day), left.map(goals::day)) {
        (Some(joined), None) => joined,
        (Some(joined), Some(left)) => format!("{joined} to {left}"),
        (None, Some(left)) => format!("until {left}"),
        (None, None) => "Not known".to_owned(),
    }
}

pub(super) fn backbone((member, _): &Member) -> Option<Backbone> {
    if member.role != MemberRole::Backbone {
        return None;
    }
    let staffing = [
        member.contact_name.clone(),
        member
            .fte
            .map(|fte| format!("{fte} full-time posts"))
            .unwrap_or_default(),
    ];
    let staffing: Vec<String> = staffing
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect();
    Some(Backbone {
        name: member.name.clone(),
        staffing: staffing.join(", "),
        functions: BackboneFunction::ALL
            .iter()
            .map(|function| Function {
                label: function.label(),
                carried: member.functions.contains(function.as_str()),
            })
            .collect(),
    })
}
