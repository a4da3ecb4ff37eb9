//! The board: one page of a convening's guests by how they stand, and how many stand how.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

use crate::{
    entities::invitations as rows,
    ids::{ConveningId, SeatId},
    values::{InvitationState, Partstat},
    web::Paging,
};

/// How guests are narrowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::invitations) enum Show {
    #[default]
    All,
    Coming,
    Maybe,
    Declined,
    Silent,
    Planned,
    Waiting,
    Removed,
}

impl Show {
    pub(in crate::invitations) const EACH: [(Self, &'static str, &'static str); 8] = [
        (Self::All, "", "All"),
        (Self::Coming, "coming", "Coming"),
        (Self::Maybe, "maybe", "Maybe"),
        (Self::Declined, "declined", "Not coming"),
        (Self::Silent, "silent", "No answer"),
        (Self::Planned, "planned", "Not invited yet"),
        (Self::Waiting, "waiting", "Waiting list"),
        (Self::Removed, "removed", "Removed"),
    ];

    pub(in crate::invitations) fn read(code: &str) -> Self {
        let known = Self::EACH.iter().find(|(_, each, _)| *each == code);
        known.map_or_else(Self::default, |(show, _, _)| *show)
    }

    /// How many of these there are.
    pub(in crate::invitations) fn count(self, counts: &[Counted]) -> u64 {
        use InvitationState as S;
        let these = counts.iter().filter(|(state, answer, _)| match self {
            Self::All => *state != S::Removed,
            Self::Coming => (*state, *answer) == (S::Invited, Partstat::Accepted),
            Self::Maybe => (*state, *answer) == (S::Invited, Partstat::Tentative),
            Self::Declined => (*state, *answer) == (S::Invited, Partstat::Declined),
            Self::Silent => (*state, *answer) == (S::Invited, Partstat::NeedsAction),
            Self::Planned => *state == S::Planned,
            Self::Waiting => *state == S::Waiting,
            Self::Removed => *state == S::Removed,
        });
        these.map(|(_, _, many)| many).sum()
    }

    fn condition(self) -> Condition {
        use rows::Column as C;
        let invited = |answer: Partstat| {
            Condition::all()
                .add(C::State.eq(InvitationState::Invited))
                .add(C::Partstat.eq(answer))
        };
        let state = |state: InvitationState| Condition::all().add(C::State.eq(state));
        match self {
            Self::All => Condition::all().add(C::State.ne(InvitationState::Removed)),
            Self::Coming => invited(Partstat::Accepted),
            Self::Maybe => invited(Partstat::Tentative),
            Self::Declined => invited(Partstat::Declined),
            Self::Silent => invited(Partstat::NeedsAction),
            Self::Planned => state(InvitationState::Planned),
            Self::Waiting => state(InvitationState::Waiting),
            Self::Removed => state(InvitationState::Removed),
        }
    }
}

fn shown(of: ConveningId, show: Show) -> Select<rows::Entity> {
    rows::Entity::find()
        .filter(rows::Column::ConveningId.eq(of))
        .filter(show.condition())
        .order_by_desc(rows::Column::IsChair)
        .order_by_asc(rows::Column::Name)
        .order_by_asc(rows::Column::Id)
}

/// One page of guests, and how many there are.
pub(in crate::invitations) async fn page(
    db: &impl ConnectionTrait,
    of: ConveningId,
    show: Show,
    paging: Paging,
) -> Result<(Vec<rows::Model>, u64), DbErr> {
    let total = shown(of, show).count(db).await?;
    let found = shown(of, show).offset(paging.offset()).limit(paging.size);
    Ok((found.all(db).await?, total))
}

/// How many have this state and answer.
pub(in crate::invitations) type Counted = (InvitationState, Partstat, u64);

/// The seats somebody is or was invited to.
pub(in crate::invitations) async fn seats_with_guest(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<BTreeSet<SeatId>, DbErr> {
    let there = rows::Column::State.ne(InvitationState::Removed);
    seats(db, of, Condition::all().add(there)).await
}

/// The seats whose guest said yes.
pub(in crate::invitations) async fn seats_coming(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<BTreeSet<SeatId>, DbErr> {
    let coming = Condition::all()
        .add(rows::Column::State.eq(InvitationState::Invited))
        .add(rows::Column::Partstat.eq(Partstat::Accepted));
    seats(db, of, coming).await
}

async fn seats(
    db: &impl ConnectionTrait,
    of: ConveningId,
    wanted: Condition,
) -> Result<BTreeSet<SeatId>, DbErr> {
    let found: Vec<Option<SeatId>> = rows::Entity::find()
        .select_only()
        .column(rows::Column::SeatId)
        .filter(rows::Column::ConveningId.eq(of))
        .filter(wanted)
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().flatten().collect())
}

/// How many guests there are of each state and answer.
pub(in crate::invitations) async fn counts(
    db: &impl ConnectionTrait,
    of: ConveningId,
) -> Result<Vec<Counted>, DbErr> {
    let rows: Vec<(InvitationState, Partstat, i64)> = rows::Entity::find()
        .select_only()
        .columns([rows::Column::State, rows::Column::Partstat])
        .column_as(rows::Column::Id.count(), "many")
        .filter(rows::Column::ConveningId.eq(of))
        .group_by(rows::Column::State)
        .group_by(rows::Column::Partstat)
        .into_tuple()
        .all(db)
        .await?;
    let counted = |(state, answer, many): (_, _, i64)| {
        (state, answer, u64::try_from(many).unwrap_or_default())
    };
    Ok(rows.into_iter().map(counted).collect())
}
