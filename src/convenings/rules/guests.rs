//! A guest list as seats, the same wherever it becomes some: on a convening that is there, and on one being planned.

use std::collections::BTreeSet;

use super::SeatPlan;
use crate::{
    ids::OrganizationId,
    values::{Attendance, FunderType, ParticipantRole},
};

/// The most organizations that one list seats.
pub const MOST_GUESTS: usize = 120;
/// The most seats without a name, of each kind.
pub const MOST_UNNAMED: usize = 20;

/// Who is to come.
#[derive(Clone, Debug, Default)]
pub struct Guests {
    /// In the order of the list, with their types where known.
    pub organizations: Vec<(OrganizationId, Option<FunderType>)>,
    /// Who of them must attend; it is optional for the others.
    pub must: BTreeSet<OrganizationId>,
    /// Seats for those who are still to be named.
    pub residents: usize,
    pub officials: usize,
}

impl Guests {
    /// A seat for each: the organizations, then resident leaders, then officials. Who only convenes comes to observe.
    #[must_use]
    pub fn seats(&self) -> Vec<SeatPlan> {
        let organization = |(id, kind): &(OrganizationId, Option<FunderType>)| SeatPlan {
            organization: Some(*id),
            guest_name: String::new(),
            role: if *kind == Some(FunderType::ConvenerNonfunder) {
                ParticipantRole::Observer
            } else {
                ParticipantRole::Funder
            },
            attendance: if self.must.contains(id) {
                Attendance::Must
            } else {
                Attendance::Optional
            },
        };
        let unnamed = |many: usize, role: ParticipantRole| {
            (1..=many).map(move |number| SeatPlan {
                organization: None,
                guest_name: format!("{} {number}, to be named", role.label()),
                role,
                attendance: Attendance::Must,
            })
        };
        let organizations = self.organizations.iter().map(organization);
        organizations
            .chain(unnamed(self.residents, ParticipantRole::ResidentLeader))
            .chain(unnamed(self.officials, ParticipantRole::PublicOfficial))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_the_seat_that_its_type_and_the_list_ask_for() {
        use Attendance::{Must, Optional};
        use ParticipantRole::{Funder, Observer, PublicOfficial, ResidentLeader};
        let [bank, convener, unknown] = [1, 2, 3].map(OrganizationId::from_u128);
        let guests = Guests {
            organizations: vec![
                (bank, Some(FunderType::Bank)),
                (convener, Some(FunderType::ConvenerNonfunder)),
                (unknown, None),
            ],
            must: [bank].into(),
            residents: 2,
            officials: 1,
        };
        let seats = guests.seats();
        let said: Vec<_> = seats
            .iter()
            .map(|seat| (seat.organization, seat.role, seat.attendance))
            .collect();
        assert_eq!(
            said,
            [
                (Some(bank), Funder, Must),
                (Some(convener), Observer, Optional),
                (Some(unknown), Funder, Optional),
                (None, ResidentLeader, Must),
                (None, ResidentLeader, Must),
                (None, PublicOfficial, Must),
            ]
        );
        assert_eq!(seats[4].guest_name, "Resident leader 2, to be named");
    }
}
