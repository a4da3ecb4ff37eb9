//! Who lost, declined or handed over a seat, or has another role.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait as _},
};

use super::became::{Became, became};
use crate::{
    audit::Actor,
    convenings,
    entities::{invitations, meeting_parties, meeting_people as people, meeting_rooms},
    ids::MeetingPersonId,
    meetings::store::{
        holders::holders,
        links::revoke_links,
        room::{note, touch},
    },
};

/// Does what seats and answers say; who comes newly, and is to get a link.
pub(super) async fn follow_guests(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    now: DateTime<Utc>,
) -> Result<Vec<MeetingPersonId>, DbErr> {
    let guests = convenings::guests(txn, room.convening_id).await?;
    let holders = holders(txn, room.convening_id).await?;
    let held = people::Entity::find()
        .filter(people::Column::RoomId.eq(room.id))
        .all(txn)
        .await?;
    let parties = meeting_parties::Entity::find()
        .filter(meeting_parties::Column::RoomId.eq(room.id))
        .all(txn)
        .await?;
    let mut came = Vec::new();
    for person in held {
        let guest = guests.iter().find(|it| Some(it.seat.id) == person.seat_id);
        let party = parties.iter().find(|it| Some(it.id) == person.party_id);
        let Some(became) = became(&person, (guest, party), &holders) else {
            continue;
        };
        let holder = person.seat_id.and_then(|seat| holders.of(seat));
        if matches!(became, Became::Back | Became::Other | Became::Known) {
            came.push(person.id);
        }
        write(txn, room, (&person, holder), &became, now).await?;
    }
    Ok(came)
}

async fn write(
    txn: &DatabaseTransaction,
    room: &meeting_rooms::Model,
    (person, holder): (&people::Model, Option<&invitations::Model>),
    became: &Became,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut columns = people::ActiveModel {
        asked_at: Set(None),
        ..Default::default()
    };
    let other = holder.filter(|_| matches!(became, Became::Other | Became::Known));
    if let Some(holder) = other {
        let keeps = matches!(became, Became::Known) && person.address.is_some();
        columns.invitation_id = Set(Some(holder.id));
        columns.person_id = Set(holder.person_id);
        columns.name = Set(holder.name.clone());
        if !keeps {
            columns.address = Set(Some(holder.address.clone()));
        }
    }
    let what = match became {
        Became::Gone(why, what) => {
            columns.gone_at = Set(Some(now));
            columns.gone_why = Set((*why).to_owned());
            format!("{} {what}", person.name)
        }
        Became::Other => {
            columns.gone_at = Set(None);
            columns.gone_why = Set(String::new());
            let to = holder.map_or("", |it| it.name.as_str());
            format!("{} handed the seat to {to}", person.name)
        }
        Became::Unseated => {
            columns.party_id = Set(None);
            format!("{} has another role and sits with nobody yet", person.name)
        }
        Became::Back => {
            columns.gone_at = Set(None);
            columns.gone_why = Set(String::new());
            format!("{} comes after all", person.name)
        }
        Became::Known => format!("{} can be written to", person.name),
    };
    people::Entity::update_many()
        .set(columns)
        .col_expr(
            people::Column::Version,
            Expr::col(people::Column::Version).add(1),
        )
        .filter(people::Column::Id.eq(person.id))
        .exec(txn)
        .await?;
    if !matches!(became, Became::Known) {
        revoke_links(txn, person.id, now).await?;
        touch(txn, room.id, now).await?;
    }
    let summary = format!("Meetings: {what}");
    let actor = Actor::named("Roundtable");
    note(txn, room.convening_id, summary, &[], (&actor, now)).await
}
