//! The keys of everything Roundtable keeps, each its own type so that a funder's id cannot be
//! handed where a goal's is wanted. All are UUIDs of version 7: unguessable enough for staff URLs and in order
//! of creation, which keeps b-tree inserts cheap. Anything secret uses `auth::tokens` instead.

use std::{fmt, str::FromStr};

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id, later in order than every id made before it on this machine.
            pub fn fresh() -> Self {
                Self(Uuid::now_v7())
            }

            /// As a number in the order of ids.
            pub const fn as_u128(self) -> u128 {
                self.0.as_u128()
            }

            /// The id of a number that [`Self::as_u128`] gave.
            pub const fn from_u128(number: u128) -> Self {
                Self(Uuid::from_u128(number))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }

        // sea-orm asks every key for this; ours never come from an auto-increment.
        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids! {
    /// A body that gives, lends, invests or convenes.
    OrganizationId,
    /// One statement about an organisation, with its source and date.
    FactId,
    /// One pocket of an organisation: what it funds, where, with which products.
    FundingSourceId,
    /// A capital product a pocket offers, with its terms.
    ProductId,
    /// A person at an organisation.
    PersonId,
    /// A person's post at an organisation, current or former.
    AffiliationId,
    /// A cross-sector table in a place.
    PartnershipId,
    /// A member of a partnership, now or once.
    MemberId,
    /// How a partnership saw itself on a day.
    SelfCheckId,
    /// A day on which the cities of a round learn together.
    LearningDateId,
    /// An outcome goal: a result for people in a place.
    GoalId,
    /// What quantifies a goal's result.
    IndicatorId,
    /// One observed value of an indicator.
    DataPointId,
    /// One line of a goal's capital stack.
    StackLineId,
    /// A partner of a goal.
    GoalPartnerId,
    /// Something that has to change around a goal.
    SystemsChangeId,
    /// A way to turn a goal's curve.
    StrategyId,
    /// How a strategy does.
    MeasureId,
    /// Something that gets done under a goal.
    ProjectId,
    /// A goal's capital stack as it was at one moment.
    SnapshotId,
    /// An organisation that can take capital and carry it.
    AbsorberId,
    /// A public registration of interest in a goal.
    InterestId,
    /// A meeting with a purpose.
    ConveningId,
    /// How many of a kind a convening needs.
    QuorumRuleId,
    /// A seat at a convening; it belongs to an organisation.
    SeatId,
    /// Two organizations that are not to sit at one table.
    KeptApartId,
    /// An organization that stays away from a goal.
    RecusalId,
    /// What staff think of a funding source for one goal.
    StanceId,
    /// What staff heard of a funder for a partnership.
    NoteId,
    /// What one address holds of a convening.
    InvitationId,
    /// A personal link to an invitation.
    InvitationLinkId,
    /// An answer to an invitation.
    AnswerId,
    /// A mail of a convening to one of its guests.
    InvitationMailId,
    /// A mail that came in.
    InboundMailId,
    /// Somebody who was not invited and answers.
    DoorRequestId,
    /// A question to the guests of a convening.
    QuestionId,
    /// A seat that one guest handed over to another.
    TransferId,
    /// Another time that a guest proposed.
    ProposalId,
    /// A personal calendar subscription.
    CalendarFeedId,
    /// A calendar subscription of a guest, who has no account.
    GuestFeedId,
    /// A reminder of a convening, relative to one of its dates.
    ReminderId,
    /// Somebody's arrival at a convening.
    ArrivalId,
    /// A convening whose hour a new time-zone database has moved.
    ClockChangeId,
    /// A question about dates that a convening asks.
    PollId,
    /// One time that a poll offers.
    PollOptionId,
    /// Somebody a poll asks.
    PollPersonId,
    /// A personal link to a poll.
    PollLinkId,
    /// Some hours of a usual week.
    PollHourId,
    /// A time at which somebody is busy.
    PollBusyId,
    /// The meetings in the room of a convening.
    MeetingRoomId,
    /// A stretch of rounds.
    MeetingSessionId,
    /// A table at which people meet.
    MeetingTableId,
    /// A team or a funder that meets.
    MeetingPartyId,
    /// Somebody who comes for a party.
    MeetingPersonId,
    /// A personal link to wishes and to one's day.
    MeetingLinkId,
    /// A plan of meetings.
    MeetingPlanId,
    /// A meeting in somebody's calendar.
    MeetingEventId,
    /// Convenings whose dates are chosen together.
    SeasonId,
    /// A place that convenings of a season could be at.
    SeasonVenueId,
    /// Dates that were proposed for a season.
    SeasonPlanId,
    /// A staff account.
    UserId,
    /// A promise of work kept in the database.
    JobId,
    /// A mail on its way out.
    MailId,
    /// One entry of the audit log.
    AuditId,
    /// A one-time sign-in link.
    SignInLinkId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes() {
        let id = GoalId::fresh();
        assert_eq!(id.to_string().parse::<GoalId>().unwrap(), id);
    }
}
