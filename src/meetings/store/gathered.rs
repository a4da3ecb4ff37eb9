//! Everything a plan is made from and told with, read at once.

use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use crate::{
    entities::{
        meeting_pairs, meeting_parties, meeting_people, meeting_rooms, meeting_sessions,
        meeting_tables, meeting_wishes,
    },
    ids::MeetingRoomId,
    meetings::rules::{Pairs, Party, Round, Span, Wishes, rounds},
    values::time_convert::to_timestamp,
};

/// The meetings of a convening with all that belongs to them but their plans.
#[derive(Clone, Debug)]
pub(in crate::meetings) struct Gathered {
    pub(in crate::meetings) room: meeting_rooms::Model,
    pub(in crate::meetings) rounds: Vec<Round>,
    pub(in crate::meetings) tables: Vec<meeting_tables::Model>,
    pub(in crate::meetings) parties: Vec<meeting_parties::Model>,
    pub(in crate::meetings) people: Vec<meeting_people::Model>,
    pub(in crate::meetings) wishes: Wishes,
    pub(in crate::meetings) pairs: Pairs,
    /// Those who take part, teams first, as a plan numbers them.
    pub(in crate::meetings) taking_part: Vec<Party>,
}

pub(super) async fn sessions_of(
    db: &impl ConnectionTrait,
    room: MeetingRoomId,
) -> Result<Vec<meeting_sessions::Model>, DbErr> {
    meeting_sessions::Entity::find()
        .filter(meeting_sessions::Column::RoomId.eq(room))
        .order_by_asc(meeting_sessions::Column::StartsAt)
        .all(db)
        .await
}

pub(super) async fn tables_of(
    db: &impl ConnectionTrait,
    room: MeetingRoomId,
) -> Result<Vec<meeting_tables::Model>, DbErr> {
    meeting_tables::Entity::find()
        .filter(meeting_tables::Column::RoomId.eq(room))
        .order_by_asc(meeting_tables::Column::Position)
        .all(db)
        .await
}

/// Six queries, however many people there are.
pub(in crate::meetings) async fn gathered(
    db: &impl ConnectionTrait,
    room: meeting_rooms::Model,
) -> Result<Gathered, DbErr> {
    use meeting_parties::Column as P;
    let sessions = sessions_of(db, room.id).await?;
    let parties = meeting_parties::Entity::find()
        .filter(P::RoomId.eq(room.id))
        .order_by_desc(P::Side)
        .order_by_asc(P::Name)
        .order_by_asc(P::Id)
        .all(db)
        .await?;
    let people = meeting_people::Entity::find()
        .filter(meeting_people::Column::RoomId.eq(room.id))
        .order_by_asc(meeting_people::Column::Name)
        .order_by_asc(meeting_people::Column::Id)
        .all(db)
        .await?;
    let wishes = meeting_wishes::Entity::find()
        .join(JoinType::InnerJoin, meeting_wishes::Relation::From.def())
        .filter(P::RoomId.eq(room.id))
        .all(db)
        .await?;
    let pairs = meeting_pairs::Entity::find()
        .filter(meeting_pairs::Column::RoomId.eq(room.id))
        .all(db)
        .await?;
    let at = |at| to_timestamp(at).map_err(|error| DbErr::Type(error.to_string()));
    let mut times: Vec<(Timestamp, Timestamp)> = Vec::new();
    for session in &sessions {
        times.push((at(session.starts_at)?, at(session.ends_at)?));
    }
    let rounds = rounds(&times, room.minutes, room.pause);
    let taking_part = taking_part(&parties, &people, &rounds);
    let wish = |row: meeting_wishes::Model| ((row.from_id, row.to_id), row.wish);
    let pair = |row: meeting_pairs::Model| ((row.team_id, row.funder_id), row.verdict);
    Ok(Gathered {
        tables: tables_of(db, room.id).await?,
        wishes: wishes.into_iter().map(wish).collect(),
        pairs: pairs.into_iter().map(pair).collect(),
        room,
        rounds,
        parties,
        people,
        taking_part,
    })
}

/// A party is away when nobody of it is there. One of whom nobody is known is taken to be there.
fn taking_part(
    parties: &[meeting_parties::Model],
    people: &[meeting_people::Model],
    rounds: &[Round],
) -> Vec<Party> {
    let party = |row: &meeting_parties::Model| {
        let of = people.iter().filter(|it| it.party_id == Some(row.id));
        let away = of.map(|person| away(person, rounds));
        Party {
            id: row.id,
            side: row.side,
            name: row.name.clone(),
            most: row.most.and_then(|most| u16::try_from(most).ok()),
            away: away.reduce(|one, other| one & other).unwrap_or(0),
        }
    };
    let present = parties.iter().filter(|row| row.withdrawn_at.is_none());
    present.map(party).collect()
}

/// The rounds in which somebody is away, as bits.
pub(super) fn away(person: &meeting_people::Model, rounds: &[Round]) -> u64 {
    if person.gone_at.is_some() {
        return u64::MAX;
    }
    let spans: Vec<Span> = person
        .away
        .iter()
        .filter_map(|it| it.parse().ok())
        .collect();
    let bits = rounds.iter().take(64).enumerate().map(|(number, round)| {
        let away = spans.iter().any(|span| span.meets(round));
        u64::from(away) << number
    });
    bits.fold(0, |all, bit| all | bit)
}
