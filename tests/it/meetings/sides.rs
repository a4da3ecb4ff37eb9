//! Parties and absences stay whose they are.

use roundtable::{
    entities::meeting_plans,
    values::{MeetingPlanState, MeetingSide},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{Room, setup};

#[tokio::test]
async fn a_funder_does_not_join_a_team_of_the_same_name() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    let path = format!("{}/teams", room.path);
    let team = [("team", "City of Oakfield")];
    room.staff().post(&path, &team).await.is(303);
    let form = [
        ("seat_org", ""),
        ("seat_name", "City of Oakfield"),
        ("seat_role", "funder"),
        ("seat_attendance", "optional"),
    ];
    let path = format!("{}/seats", room.table.path);
    room.staff().post(&path, &form).await.is(303);
    let path = format!("{}/seats", room.path);
    room.staff().submit(&path, &[]).await.see("1 guest came in");
    let parties = roundtable::entities::meeting_parties::Entity::find()
        .filter(roundtable::entities::meeting_parties::Column::Name.eq("City of Oakfield"))
        .all(room.table.app.db().read())
        .await
        .unwrap();
    let mut sides: Vec<MeetingSide> = parties.iter().map(|it| it.side).collect();
    sides.sort_by_key(|side| side.as_str());
    assert_eq!(sides, [MeetingSide::Funder, MeetingSide::Team]);
}

#[tokio::test]
async fn an_absence_is_the_same_in_shorter_rounds() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    let fay = room.person("fay").await;
    let party = fay.party_id.unwrap().to_string();
    let form = [
        ("party", &*party),
        ("email", "fay@room.example"),
        ("comes", "yes"),
        ("away", "2027-03-18T17:00:00Z"),
        ("version", "1"),
    ];
    let path = format!("{}/people/{}", room.path, fay.id);
    room.staff().post(&path, &form).await.is(303);
    room.get("/people").await.see("Away in 1 of 3 rounds");
    let version = room.row().await.version.to_string();
    let shorter = setup(&[("minutes", "10"), ("pause", "0"), ("version", &version)]);
    let path = format!("{}/setup", room.path);
    room.staff().post(&path, &shorter).await.is(303);
    room.get("/people").await.see("Away in 2 of 7 rounds");
}

#[tokio::test]
async fn a_plan_that_nobody_makes_any_more_can_be_dropped() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.all_wish(&["tia"], &["fay"]).await;
    room.turn("draft").await.is(303);
    let plan = room.plan("afresh").await;
    let run = async |room: &Room| {
        meeting_plans::Entity::update_many()
            .col_expr(
                meeting_plans::Column::State,
                Expr::value(MeetingPlanState::Running),
            )
            .filter(meeting_plans::Column::Id.eq(plan.id))
            .exec(room.table.app.db().read())
            .await
            .unwrap();
    };
    run(&room).await;
    room.ask_plan("afresh").await.is(303);
    assert_eq!(room.newest().await.id, plan.id, "one is being made");
    let clock = room.table.app.clock();
    clock.advance(chrono::TimeDelta::minutes(20));
    let path = format!("{}/plans/{}/stop", room.path, plan.id);
    room.staff().post(&path, &[]).await.is(303);
    assert_eq!(room.newest().await.state, MeetingPlanState::Dropped);
    run(&room).await;
    room.ask_plan("afresh").await.is(303);
    assert_ne!(room.newest().await.id, plan.id, "another may be asked for");
    room.table.app.mail().await;
}

#[tokio::test]
async fn a_team_of_whom_nobody_is_named_has_a_sheet() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    let path = format!("{}/teams", room.path);
    let team = [("team", "City of Oakfield")];
    room.staff().post(&path, &team).await.is(303);
    room.all_wish(&["City of Oakfield"], &["fay"]).await;
    room.turn("draft").await.is(303);
    assert_eq!(room.plan("afresh").await.held, 1);
    room.get("/print/people")
        .await
        .see(">City of Oakfield</h2>")
        .see("<b>fay</b>");
}
