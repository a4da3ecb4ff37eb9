//! From setting up to a day in the calendar.

use roundtable::values::{MeetingPhase, MeetingPlanState, Role};

use super::{Room, setup};
use crate::invitations::{Table, recipients};

const TEAMS: [&str; 3] = ["tia", "tom", "tex"];
const FUNDERS: [&str; 3] = ["fay", "flo", "fin"];

/// Meetings that were set up, and everybody's wishes.
async fn wished() -> Room {
    let mut room = Room::with(&TEAMS, &FUNDERS, &[]).await;
    let convening = room.table.path.clone();
    room.staff()
        .get(&convening)
        .await
        .see(&format!("{convening}/meetings"));
    room.get("")
        .await
        .see("Being set up")
        .see("3, from 10:00 am PT to 11:10 am PT")
        .see("Bay window")
        .see("Table 3");
    room.get("/people").await.see("tia").see("fin");

    let mails = room.ask().await;
    assert_eq!(mails.len(), 6);
    assert!(mails[0].subject.starts_with("Whom do you want to meet?"));
    assert!(mails[0].text.contains("Bring a number."));
    room.page_of("tia")
        .await
        .is(200)
        .see("Whom do you want to meet?")
        .see("fay")
        .see("Bring a number.");
    for team in TEAMS {
        room.says(team, &FUNDERS.map(|it| (it, "meet")))
            .await
            .is(303);
    }
    for funder in FUNDERS {
        room.says(funder, &TEAMS.map(|it| (it, "must")))
            .await
            .is(303);
    }
    room.get("").await.see("6 of 6 have said theirs");
    room
}

#[tokio::test]
async fn meetings_go_from_setup_to_a_day_in_the_calendar() {
    let mut room = wished().await;
    room.turn("draft").await.is(303);
    let plan = room.plan("afresh").await;
    assert_eq!(
        (
            plan.state,
            plan.held,
            plan.breaks,
            plan.left_out,
            plan.number
        ),
        (MeetingPlanState::Used, 9, 0, 0, 1)
    );
    assert!(plan.proved);
    // Nobody sits in two places, and no table seats two meetings.
    let places = room.places(&plan).await;
    assert_eq!(places.len(), 18);
    room.get("")
        .await
        .see("9 meetings, with 0 breaks")
        .see("Proved best");
    room.get("/grid").await.see("Bay window").see("tia");
    room.get("/unmet").await.see("Every wish is fulfilled.");
    room.get("/fairness")
        .await
        .see("<td class=\"num\" data-label=\"Median\"><span>3</span>");
    room.page_of("fay")
        .await
        .see("The meetings are being planned.");

    room.turn("provisional").await.is(303);
    room.page_of("fay")
        .await
        .see("The meetings are being planned.");
    room.turn("published").await.is(303);
    let mails = room.mail().await;
    assert_eq!(recipients(&mails).len(), 6);
    room.page_of("fay")
        .await
        .see("Your meetings")
        .see("tia")
        .see("10:00 am to 10:20 am")
        .not_see("flo");
}

#[tokio::test]
async fn a_day_is_told_on_paper_in_a_file_and_in_a_calendar() {
    let mut room = published().await;
    let fay = room.person("fay").await.id;
    let day = room.get(&format!("/people/{fay}/day")).await;
    day.see("10:00 am to 10:20 am").see("tia");
    let staff = room.get(&format!("/people/{fay}/calendar.ics")).await.body;
    let secret = room.links["fay"].clone();
    let mut visitor = room.table.app.visitor();
    let file = visitor.get(&format!("/wishes/{secret}/calendar.ics")).await;
    file.is(200);
    assert_eq!(file.body, staff, "staff and guest have the same file");
    assert_eq!(file.body.matches("BEGIN:VEVENT").count(), 3);
    for unsaid in ["ATTENDEE", "ORGANIZER", "METHOD", "flo", "No thanks"] {
        file.not_see(unsaid);
    }
    file.see("STATUS:CONFIRMED")
        .see("SEQUENCE:1")
        .see("Bay window");
    let rows = room.get("/grid.csv").await;
    assert_eq!(rows.body.lines().count(), 10);
    rows.see("2027-03-18 10:00").not_see("thanks");
    room.get("/print/people").await.see("own-page").see("fay");
    room.get("/print/tables").await.see("Bay window");
    let table = room.tables().await.remove(0).id;
    room.get(&format!("/tables/{table}"))
        .await
        .see("Bay window");
}

/// Three teams and three funders who all meet, published; the links are those of the last mail.
pub async fn published() -> Room {
    let mut room = Room::with(&TEAMS, &FUNDERS, &[("tables", "4")]).await;
    room.all_wish(&TEAMS, &FUNDERS).await;
    room.turn("draft").await.is(303);
    room.plan("afresh").await;
    room.turn("provisional").await.is(303);
    room.turn("published").await.is(303);
    assert_eq!(room.mail().await.len(), 6);
    room
}

#[tokio::test]
async fn a_provisional_day_is_shown_only_where_staff_say_so() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.ask().await;
    room.all_wish(&["tia"], &["fay"]).await;
    room.turn("draft").await.is(303);
    room.plan("afresh").await;
    let version = room.row().await.version.to_string();
    let form = [
        ("version", &*version),
        ("to", "provisional"),
        ("show", "yes"),
    ];
    let path = format!("{}/phase", room.path);
    room.staff().post(&path, &form).await.is(303);
    room.page_of("fay")
        .await
        .see("Provisional.")
        .see("tia")
        .not_see(".ics");
    let secret = room.links["fay"].clone();
    let calendar = format!("/wishes/{secret}/calendar.ics");
    room.table.app.visitor().get(&calendar).await.is(404);
    room.turn("draft").await.is(303);
    room.page_of("fay")
        .await
        .see("The meetings are being planned.");
    assert_eq!(room.row().await.phase, MeetingPhase::Draft);
}

#[tokio::test]
async fn what_cannot_be_is_said_beside_its_field_and_kept() {
    let mut table = Table::with(&[]).await;
    let path = format!("{}/meetings", table.path);
    table
        .staff
        .get(&path)
        .await
        .is(200)
        .see("Set up the meetings");
    let wrong = setup(&[("minutes", "3"), ("session_end", "2027-03-18T15:00")]);
    table
        .staff
        .post(&path, &wrong)
        .await
        .is(422)
        .see("Type a whole number from 5 to 240")
        .see("Sessions lie within the convening")
        .see("value=\"2027-03-18T15:00\"")
        .see("Bring a number.");
    table
        .staff
        .submit(&path, &setup(&[]))
        .await
        .see("are set up");
    table
        .staff
        .submit(&path, &setup(&[]))
        .await
        .see("are set up already");
}

#[tokio::test]
async fn who_only_reads_changes_nothing() {
    let mut room = published().await;
    let mut viewer = room.table.app.staff(Role::Viewer).await;
    for below in ["", "/people", "/wishes", "/grid", "/fairness"] {
        let page = viewer.get(&format!("{}{below}", room.path)).await;
        page.is(200);
        assert!(!page.body.contains("class=\"btn primary\""), "{below}");
    }
    // Who said no thanks to whom is for editors alone.
    let unmet = format!("{}/unmet", room.path);
    viewer.get(&room.path).await.not_see(&unmet);
    viewer.get(&unmet).await.is(403);
    let wishes = format!("{}/wishes/", room.path);
    viewer
        .get(&format!("{}/wishes", room.path))
        .await
        .not_see(&wishes);
    let page = room
        .staff()
        .get(wishes.trim_end_matches('/'))
        .await
        .link(&wishes);
    viewer.get(&page).await.is(403);
    let version = room.row().await.version.to_string();
    viewer
        .post(
            &format!("{}/phase", room.path),
            &[("version", &version), ("to", "draft")],
        )
        .await
        .is(403);
    assert_eq!(room.row().await.phase, MeetingPhase::Published);
    let setup = format!("{}/setup", room.path);
    room.staff().get(&setup).await.is(303);
}
