//! Two planners at once.

use roundtable::values::{MeetingPlanState, Role};
use sea_orm::EntityTrait;

use super::{Room, setup};

#[tokio::test]
async fn of_two_planners_the_second_is_told() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.all_wish(&["tia"], &["fay"]).await;
    room.turn("draft").await.is(303);
    let version = room.row().await.version.to_string();
    let form = [
        ("version", &*version),
        ("how", "afresh"),
        ("effort", "quick"),
    ];
    let path = format!("{}/plans", room.path);
    let mut other = room.table.app.staff(Role::Administrator).await;
    room.staff().post(&path, &form).await.is(303);
    other
        .post(&path, &form)
        .await
        .is(409)
        .see("Someone else changed this meanwhile")
        .see("A plan is being made.");
    // Even at the version there is, one at a time is made.
    room.ask_plan("afresh").await.is(303);
    room.table.app.mail().await;
    let plans = roundtable::entities::meeting_plans::Entity::find()
        .all(room.table.app.db().read())
        .await
        .unwrap();
    assert_eq!(plans.len(), 1);
    assert_eq!(plans[0].state, MeetingPlanState::Used);
    // And one phase is left once.
    let version = room.row().await.version.to_string();
    let form = [("version", &*version), ("to", "provisional")];
    let path = format!("{}/phase", room.path);
    room.staff().post(&path, &form).await.is(303);
    other.post(&path, &form).await.is(409);
}

#[tokio::test]
async fn a_plan_that_waits_can_be_stopped() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.all_wish(&["tia"], &["fay"]).await;
    room.turn("draft").await.is(303);
    room.ask_plan("afresh").await.is(303);
    let plan = room.newest().await;
    room.get("").await.see("It begins in a moment.");
    let path = format!("{}/plans/{}/stop", room.path, plan.id);
    room.staff()
        .submit(&path, &[])
        .await
        .see("The planning stops.");
    assert!(room.table.app.mail().await.is_empty());
    assert_eq!(room.newest().await.state, MeetingPlanState::Dropped);
    assert_eq!(room.row().await.plan_id, None);
    room.staff().submit(&path, &[]).await.see("made already");
}

#[tokio::test]
async fn a_stale_save_shows_both_values() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    let path = format!("{}/setup", room.path);
    let first = setup(&[("minutes", "15"), ("version", "1")]);
    room.staff().post(&path, &first).await.is(303);
    let second = setup(&[("minutes", "25"), ("version", "1")]);
    let page = room.staff().post(&path, &second).await;
    page.is(409)
        .see("Someone else saved this meanwhile")
        .see("<span>15</span>")
        .see("<span>25</span>");
    assert_eq!(
        (room.row().await.minutes, page.held("version")),
        (15, "2".to_owned())
    );
    // People and parties too.
    let fay = room.person("fay").await;
    let path = format!("{}/people/{}", room.path, fay.id);
    let party = fay.party_id.unwrap().to_string();
    let at = "2027-03-18T17:00:00Z";
    let form = [
        ("party", &*party),
        ("email", "fay@room.example"),
        ("comes", "yes"),
        ("version", "1"),
    ];
    let away = [&form[..], &[("away", at)]].concat();
    room.staff().post(&path, &away).await.is(303);
    room.staff()
        .post(&path, &form)
        .await
        .is(409)
        .see("Round 1, 10:00 am to 10:15 am");
    let until = "2027-03-18T17:15:00Z";
    let away = room.person("fay").await.away.to_string();
    assert_eq!(away, format!("{at}/{until}"));
    let path = format!("{}/parties/{party}", room.path);
    let form = [("most", "2"), ("takes_part", "yes"), ("version", "1")];
    room.staff().post(&path, &form).await.is(303);
    room.staff()
        .post(&path, &form)
        .await
        .is(409)
        .see("value=\"2\"");
}

#[tokio::test]
async fn another_setup_puts_a_draft_aside_and_a_known_plan_bars_it() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.all_wish(&["tia"], &["fay"]).await;
    room.turn("draft").await.is(303);
    room.plan("afresh").await;
    let path = format!("{}/setup", room.path);
    let version = room.row().await.version.to_string();
    // Another name leaves the plan; other rounds do not.
    let named = setup(&[("names", "Garden"), ("version", &version)]);
    room.staff().post(&path, &named).await.is(303);
    assert!(room.row().await.plan_id.is_some());
    assert_eq!(room.tables().await[0].name, "Garden");
    let version = room.row().await.version.to_string();
    let longer = setup(&[("minutes", "30"), ("version", &version)]);
    room.staff().post(&path, &longer).await.is(303);
    assert_eq!(room.row().await.plan_id, None);
    room.get("").await.see("There is no plan yet.");
    room.plan("afresh").await;
    room.turn("provisional").await.is(303);
    let version = room.row().await.version.to_string();
    let again = setup(&[("minutes", "10"), ("version", &version)]);
    room.staff()
        .submit(&path, &again)
        .await
        .see("The plan is known.");
    assert_eq!(room.row().await.minutes, 30);
}

#[tokio::test]
async fn how_a_plan_was_to_be_made_stays_where_it_is_refused() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.all_wish(&["tia"], &["fay"]).await;
    room.turn("draft").await.is(303);
    let plan = room.plan("afresh").await;
    let version = room.row().await.version.to_string();
    let path = format!("{}/plans", room.path);
    let ask = |version: &str, seed: &str| {
        let fields = [
            ("version", version),
            ("how", "frozen"),
            ("effort", "long"),
            ("seed", seed),
        ];
        fields.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    for (version, seed, status) in [(version.as_str(), "many", 422), ("0", "7", 409)] {
        let fields = ask(version, seed);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let page = room.staff().post(&path, &fields).await;
        page.is(status)
            .see("name=\"how\" value=\"frozen\" checked")
            .see("value=\"long\" checked")
            .see(&format!("value=\"{seed}\""));
    }
    assert_eq!(room.newest().await.id, plan.id);
}
