//! The door: who may open it and when, taps that are sent twice, and what the numbers say.

use chrono::{DateTime, Utc};
use roundtable::{
    entities::arrivals,
    values::{ArrivalKind, Partstat, Role},
};
use sea_orm::{EntityTrait, QueryOrder};

use crate::{
    convenings::plan,
    reminders::invite,
    security::routes,
    support::{Browser, TestApp},
};

/// On the day, an hour before the start.
const THE_DAY: &str = "2026-11-24T16:30:00Z";

fn at(app: &TestApp, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    app.clock().advance(moment - app.now());
}

async fn all(app: &TestApp) -> Vec<arrivals::Model> {
    arrivals::Entity::find()
        .order_by_asc(arrivals::Column::Id)
        .all(app.db().read())
        .await
        .unwrap()
}

/// A convening with two guests by mail and one seat, and who keeps its door.
async fn door() -> (TestApp, Browser, String, [String; 2]) {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let seat = [
        ("seat_org", ""),
        ("seat_name", "Seated Sam"),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
        // Near, because sessions run by the machine's clock.
        ("local_start", "2026-11-24T09:30"),
        ("local_end", "2026-11-24T12:00"),
        ("accept_days", "yes"),
    ];
    let path = plan(&app, &mut staff, &seat).await;
    let ann = invite(&app, &path, "ann@funder.test", Partstat::Accepted).await;
    let bob = invite(&app, &path, "bob@funder.test", Partstat::NeedsAction).await;
    invite(&app, &path, "eve@funder.test", Partstat::Declined).await;
    at(&app, THE_DAY);
    let keeper = app.staff(Role::Door).await;
    let guests = [format!("i-{}", ann.id), format!("i-{}", bob.id)];
    (app, keeper, path, guests)
}

const KEYS: [&str; 4] = [
    "0190c0de-0000-7000-8000-000000000001",
    "0190c0de-0000-7000-8000-000000000002",
    "0190c0de-0000-7000-8000-000000000003",
    "0190c0de-0000-7000-8000-000000000004",
];

#[tokio::test]
async fn who_keeps_the_door_opens_nothing_else() {
    let (app, mut keeper, path, _) = door().await;
    for route in routes::all().iter().filter(|route| !route.public) {
        let pattern = route.declared.split(' ').next().unwrap();
        if pattern.contains("/check-in") || pattern == "/sign-out" {
            continue;
        }
        let (read, write) = (
            keeper.get(&route.path).await,
            keeper.post(&route.path, &[]).await,
        );
        if pattern == "/today" {
            assert_eq!((read.status, read.location()), (303, "/check-in"));
            continue;
        }
        assert!(
            matches!((read.status, write.status), (403 | 405, 403) | (403, 405)),
            "{}: GET {}, POST {}",
            route.declared,
            read.status,
            write.status
        );
    }
    keeper.get(&path).await.is(403);
    keeper.get(&format!("{path}/calendar.ics")).await.is(403);
    keeper
        .get("/check-in")
        .await
        .is(200)
        .see("Youth funder table")
        .not_see("href=\"/today\"");
    keeper.post("/sign-out", &[]).await.is(303);
    keeper.get("/check-in").await.is(303);
    let mut lead = app
        .lead(
            roundtable::partnerships::by_slug(
                app.db().read(),
                "bay-crossing-integration-table-example",
            )
            .await
            .unwrap()
            .unwrap()
            .id,
        )
        .await;
    lead.get(&format!("{path}/check-in")).await.is(403);
    lead.get("/check-in").await.is(403);
}

#[tokio::test]
async fn the_door_is_open_about_the_day_only() {
    let (app, mut keeper, path, guests) = door().await;
    let page = format!("{path}/check-in");
    keeper.get(&page).await.is(200).see("ann").see("Seated Sam");
    at(&app, "2026-11-26T07:00:00Z");
    let mut keeper = app.staff(Role::Door).await;
    keeper.get(&page).await.is(200);
    at(&app, "2026-11-26T09:00:00Z");
    keeper.get(&page).await.is(404);
    keeper
        .post(&page, &[("key", KEYS[0]), ("guest", &guests[0])])
        .await
        .is(404);
    keeper.get("/check-in").await.see("Nothing is on about now");
    let mut staff = app.staff(Role::ProgramOfficer).await;
    staff.get(&page).await.is(200);
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&page)
        .await
        .is(200)
        .not_see("data-tap")
        .not_see("check_in.");
}

#[tokio::test]
async fn without_scripts_forms_do_it_and_one_sent_twice_is_one_arrival() {
    let (app, mut keeper, path, guests) = door().await;
    let page = format!("{path}/check-in");
    keeper.get(&page).await.see("0 of 3 are here");
    let tap = [("key", KEYS[0]), ("guest", guests[0].as_str())];
    keeper.submit(&page, &tap).await.see("1 of 3 is here");
    keeper.submit(&page, &tap).await.see("1 of 3 is here");
    // Another phone taps the same guest: somebody else noted it.
    let again = [("key", KEYS[1]), ("guest", guests[0].as_str())];
    keeper
        .submit(&page, &again)
        .await
        .see("Was checked in already.")
        .see("1 of 3 is here");
    assert_eq!(all(&app).await.len(), 1);
    keeper
        .submit(&format!("{page}/undo"), &[("of", KEYS[0])])
        .await
        .see("0 of 3 are here");
    // The first tap once more, as a phone repeats it: it stays taken back.
    keeper.submit(&page, &tap).await.see("0 of 3 are here");
    keeper.submit(&page, &again).await.see("1 of 3 is here");
    let walk_in = format!("{page}/walk-ins");
    keeper
        .post(&walk_in, &[("key", KEYS[2]), ("name", " ")])
        .await
        .is(422)
        .see("Type the name of who came");
    let cat = [
        ("key", KEYS[2]),
        ("name", "Cat Doe"),
        ("organization", "Elsewhere Fund"),
    ];
    keeper
        .submit(&walk_in, &cat)
        .await
        .see("1 of 3 is here, and 1 walked in")
        .see("Elsewhere Fund");
    keeper.submit(&walk_in, &cat).await.see("1 walked in");
    let kinds: Vec<ArrivalKind> = all(&app).await.iter().map(|row| row.kind).collect();
    assert_eq!(
        kinds,
        [
            ArrivalKind::Arrived,
            ArrivalKind::Arrived,
            ArrivalKind::WalkIn
        ]
    );
    keeper
        .get(&format!("{page}?q=seated"))
        .await
        .see("Seated Sam")
        .not_see("bob");
    let stranger = [
        ("key", KEYS[3]),
        ("guest", "i-0190c0de-0000-7000-8000-0000000000ff"),
    ];
    keeper.post(&page, &stranger).await.is(404);
    keeper.post(&page, &[("key", "x")]).await.is(422);
    let mut staff = app.staff(Role::ProgramOfficer).await;
    staff.get(&path).await.see("1 of 3 here, 1 walked in");
}

#[tokio::test]
async fn a_phone_that_was_out_of_reach_sends_all_and_repeats_itself() {
    let (app, mut keeper, path, guests) = door().await;
    let sync = format!("{path}/check-in/sync");
    let acts = format!(
        r#"{{"acts":[
            {{"key":"{}","act":"arrive","guest":"{}","at":"2026-11-24T16:10:00Z"}},
            {{"key":"{}","act":"arrive","guest":"{}","at":"2026-11-24T16:12:00Z"}},
            {{"key":"x1","act":"undo","of":"{}"}},
            {{"key":"{}","act":"walk_in","name":"Cat Doe","organization":""}},
            {{"key":"x2","act":"undo","of":"{}"}},
            {{"key":"x3","act":"dance"}}
        ]}}"#,
        KEYS[0], guests[0], KEYS[1], guests[1], KEYS[1], KEYS[2], KEYS[3]
    );
    let first = keeper.post_json(&sync, &acts).await;
    first.is(200);
    let answer: serde_json::Value = serde_json::from_str(&first.body).unwrap();
    let outcomes: Vec<&str> = answer["taken"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| each["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(
        outcomes,
        ["here", "here", "undone", "here", "unknown", "refused"]
    );
    assert_eq!(
        (&answer["here"], &answer["walk_ins"], &answer["expected"]),
        (&1.into(), &1.into(), &3.into())
    );
    let before = all(&app).await;
    assert_eq!(before.len(), 3);
    assert_eq!(before[0].at.to_rfc3339(), "2026-11-24T16:10:00+00:00");
    // The answer was lost on the way: the phone sends it all again.
    let again = keeper.post_json(&sync, &acts).await;
    let again: serde_json::Value = serde_json::from_str(&again.body).unwrap();
    assert_eq!(again["taken"][1]["outcome"], "undone");
    assert_eq!(again["here"], 1);
    assert_eq!(all(&app).await, before);
    keeper.post_json(&sync, "{").await.is(400);
    let many = vec![r#"{"act":"dance"}"#; 201].join(",");
    keeper
        .post_json(&sync, &format!("{{\"acts\":[{many}]}}"))
        .await
        .is(422);
    app.visitor().post_json(&sync, &acts).await.is(303);
}

#[tokio::test]
async fn two_phones_at_once_note_one_arrival() {
    let (app, keeper, path, guests) = door().await;
    let page = format!("{path}/check-in");
    let tap = |key: &'static str| {
        let (mut phone, page, guest) = (keeper.clone(), page.clone(), guests[0].clone());
        async move { phone.post(&page, &[("key", key), ("guest", &guest)]).await }
    };
    let (one, two) = tokio::join!(tap(KEYS[0]), tap(KEYS[1]));
    one.is(303);
    two.is(303);
    assert_eq!(all(&app).await.len(), 1);
}

#[tokio::test]
async fn after_the_end_it_says_who_did_not_come() {
    let (app, mut keeper, path, guests) = door().await;
    let page = format!("{path}/check-in");
    keeper.get(&page).await.not_see("Did not come");
    keeper
        .post(&page, &[("key", KEYS[0]), ("guest", &guests[0])])
        .await
        .is(303);
    at(&app, "2026-11-24T21:00:00Z");
    let shown = keeper.get(&page).await;
    shown.see("1 of 3 came, 2 did not");
    let missing = shown.body.split("h-no-shows").nth(2).unwrap();
    assert!(missing.contains("bob") && missing.contains("Seated Sam"));
    assert!(!missing.contains("ann") && !missing.contains("eve"));
}
