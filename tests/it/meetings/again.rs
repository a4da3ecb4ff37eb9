//! What changes after a plan is known: as few move as can, staff see which, and only those concerned are told.

use std::collections::BTreeMap;

use roundtable::{
    entities::meeting_plans,
    ids::MeetingPartyId,
    values::{MeetingPlanState, Role},
};

use super::{Room, flow::published};
use crate::invitations::recipients;

/// Where each sits, by round.
async fn seats(
    room: &Room,
    plan: &meeting_plans::Model,
) -> BTreeMap<(i32, MeetingPartyId), roundtable::ids::MeetingTableId> {
    let places = room.places(plan).await;
    let seat =
        |it: roundtable::entities::meeting_places::Model| ((it.round, it.party_id), it.table_id);
    places.into_iter().map(seat).collect()
}

async fn decide(room: &mut Room, plan: &meeting_plans::Model, how: &str) {
    let version = room.row().await.version.to_string();
    let path = format!("{}/plans/{}/{how}", room.path, plan.id);
    room.staff()
        .post(&path, &[("version", &version)])
        .await
        .is(303);
}

#[tokio::test]
async fn a_lost_table_moves_nobody_to_another_round_while_there_is_room() {
    let mut room = published().await;
    let before = room.newest().await;
    let old = seats(&room, &before).await;
    // The table of somebody's first meeting.
    let lost = *old.values().next().unwrap();
    let path = format!("{}/tables/{lost}", room.path);
    room.staff()
        .submit(&path, &[("closed", "yes")])
        .await
        .see("is out of use");
    let plan = room.plan("near").await;
    assert_eq!(plan.state, MeetingPlanState::Proposed);
    assert_eq!(
        room.row().await.plan_id,
        Some(before.id),
        "nothing is in force yet"
    );
    let new = seats(&room, &plan).await;
    assert_eq!(
        old.keys().collect::<Vec<_>>(),
        new.keys().collect::<Vec<_>>()
    );
    let moved: Vec<_> = old
        .iter()
        .filter(|(key, table)| new[*key] != **table)
        .collect();
    assert!(
        moved.iter().all(|(_, table)| **table == lost),
        "only who sat there moves"
    );
    assert!(!moved.is_empty() && new.values().all(|table| *table != lost));
    room.get("")
        .await
        .see("A new plan is proposed.")
        .see("0 moved to another round");
    room.get(&format!("/plans/{}", plan.id))
        .await
        .see("At another table");
    decide(&mut room, &plan, "acceptance").await;
    let concerned: std::collections::BTreeSet<_> =
        moved.iter().map(|((_, party), _)| *party).collect();
    let mails = room.mail().await;
    assert_eq!(mails.len(), concerned.len());
    assert!(mails[0].subject.starts_with("Your meetings have changed"));
    assert_eq!(room.row().await.plan_id, Some(plan.id));
}

#[tokio::test]
async fn who_cannot_come_is_taken_out_and_the_others_stay() {
    let mut room = published().await;
    let before = room.newest().await;
    let old = seats(&room, &before).await;
    let fay = room.person("fay").await;
    let party = fay.party_id.unwrap();
    let calendar = format!("/wishes/{}/calendar.ics", room.links["flo"]);
    let file = room.table.app.visitor().get(&calendar).await.body;
    let path = format!("{}/people/{}", room.path, fay.id);
    let form = [
        ("party", &*party.to_string()),
        ("email", "fay@room.example"),
        ("version", "1"),
    ];
    room.staff().post(&path, &form).await.is(303);
    let plan = room.plan("frozen").await;
    let new = seats(&room, &plan).await;
    let left: BTreeMap<_, _> = old
        .iter()
        .filter(|((round, at), table)| {
            // Not fay, and not the team that would have met fay then.
            let met = old.get(&(*round, party)) == Some(table);
            *at != party && !met
        })
        .map(|(key, table)| (*key, *table))
        .collect();
    assert_eq!(new, left);
    room.get(&format!("/plans/{}", plan.id))
        .await
        .see("Not held any more");
    // Dropped, the plan before it stays in force; taken, those who would have met fay are told.
    decide(&mut room, &plan, "removal").await;
    assert_eq!(room.row().await.plan_id, Some(before.id));
    let plan = room.plan("near").await;
    decide(&mut room, &plan, "acceptance").await;
    let told = recipients(&room.mail().await);
    assert_eq!(
        told,
        ["tex@room.example", "tia@room.example", "tom@room.example"]
    );
    room.page_of("fay").await.is(404);
    // A calendar of somebody for whom nothing changed finds nothing new.
    let again = room.table.app.visitor().get(&calendar).await.body;
    assert_eq!(again, file);
}

#[tokio::test]
async fn one_meeting_is_called_off() {
    let mut room = published().await;
    let before = room.newest().await;
    let (tia, fay) = (room.party("tia").await.id, room.party("fay").await.id);
    let (team, funder) = (tia.to_string(), fay.to_string());
    let form = [
        ("team", &*team),
        ("funder", &*funder),
        ("order", "off"),
        ("from", "grid"),
    ];
    let path = format!("{}/pairs", room.path);
    room.staff()
        .submit(&path, &form)
        .await
        .see("It is called off.");
    let plan = room.plan("near").await;
    assert_eq!((plan.held, plan.left_out), (before.held - 1, 0));
    let (old, new) = (seats(&room, &before).await, seats(&room, &plan).await);
    let gone: Vec<_> = old.keys().filter(|key| !new.contains_key(key)).collect();
    assert_eq!(gone.len(), 2);
    assert!(gone.iter().all(|(_, party)| [tia, fay].contains(party)));
    assert!(new.iter().all(|(key, table)| old.get(key) == Some(table)));
    decide(&mut room, &plan, "acceptance").await;
    assert_eq!(room.mail().await.len(), 2);
}

#[tokio::test]
async fn a_plan_is_made_afresh_only_in_a_draft() {
    let mut room = published().await;
    let page = room.get("").await;
    page.see("Near the plan in force")
        .not_see("Everything may move");
    room.ask_plan("afresh").await.is(303);
    // It was made near all the same, whatever was sent.
    room.table.app.mail().await;
    let plan = room.newest().await;
    assert!(plan.after_id.is_none() || plan.state == MeetingPlanState::Proposed);
    let mut viewer = room.table.app.staff(Role::Viewer).await;
    let path = format!("{}/plans/{}", room.path, plan.id);
    viewer.get(&path).await.is(200);
}
