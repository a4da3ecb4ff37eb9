//! Convenings through their pages: planning from a goal, clock changes, days to keep free, changing,
//! two people at once, guests, cancelling.

use roundtable::{
    convenings::{asked_this_quarter, seated_for},
    entities::{audit_entries, convenings, goals, organizations, seats},
    ids::{ConveningId, GoalId, OrganizationId, SeatId},
    values::{ConveningStatus, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};

use crate::support::{Browser, Page, TestApp};

/// The sample goal of San Francisco.
const GOAL: &str = "Opportunity youth reconnected to school or work";

pub async fn goal(app: &TestApp) -> GoalId {
    let found = goals::Entity::find()
        .filter(goals::Column::Title.eq(GOAL))
        .one(app.db().read());
    found.await.unwrap().unwrap().id
}

pub async fn organization(app: &TestApp, start: &str) -> OrganizationId {
    let found =
        organizations::Entity::find().filter(organizations::Column::Name.starts_with(start));
    found.one(app.db().read()).await.unwrap().unwrap().id
}

/// A sound form, with these fields changed.
pub fn form<'a>(goal: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("goal", goal),
        ("title", "Youth funder table"),
        ("mode", "issue_focused"),
        ("purpose", "deal_matching"),
        ("summary", "Who closes the gap?"),
        ("place", "city:0667000"),
        ("time_zone", "America/Los_Angeles"),
        ("local_start", "2027-03-18T09:30"),
        ("local_end", "2027-03-18T12:00"),
        ("format", "in_person"),
        ("venue", "Public library, community room"),
        ("online_link", ""),
        ("status", "confirmed"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

/// Saves a convening and answers its path.
pub async fn plan(app: &TestApp, browser: &mut Browser, changed: &[(&str, &str)]) -> String {
    let goal = goal(app).await.to_string();
    let page = browser.post("/convenings", &form(&goal, changed)).await;
    page.is(303);
    page.location().to_owned()
}

/// Sends the edit form of version 1 unless `changed` says otherwise.
async fn edit(browser: &mut Browser, path: &str, changed: &[(&str, &str)]) -> Page {
    let with_version: Vec<_> = [("version", "1")]
        .into_iter()
        .filter(|_| !changed.iter().any(|(name, _)| *name == "version"))
        .chain(changed.iter().copied())
        .collect();
    browser
        .post(&format!("{path}/edit"), &form("", &with_version))
        .await
}

pub async fn stored(app: &TestApp, path: &str) -> convenings::Model {
    let id: ConveningId = path.rsplit('/').next().unwrap().parse().unwrap();
    convenings::Entity::find_by_id(id)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

async fn planned(app: &TestApp) -> u64 {
    convenings::Entity::find()
        .count(app.db().read())
        .await
        .unwrap()
}

/// The host, two organizations, one with a named guest, and an empty row.
fn three_guests(near: &str, far: &str) -> Vec<(&'static str, String)> {
    let rows = [
        ["", "Program officer Tester", "host", "must"],
        [near, "", "funder", "must"],
        [far, "Ann Lee", "funder", "optional"],
        ["", "", "funder", "optional"],
    ];
    let columns = ["seat_org", "seat_name", "seat_role", "seat_attendance"];
    let column =
        |(at, name): (usize, &'static str)| rows.map(|row: [&str; 4]| (name, row[at].to_owned()));
    columns.into_iter().enumerate().flat_map(column).collect()
}

#[tokio::test]
async fn a_convening_is_planned_from_a_goal_and_its_picked_funders() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (goal, near, far) = (
        goal(&app).await,
        organization(&app, "Bay Hills").await,
        organization(&app, "Harborpoint").await,
    );
    let form_page = staff
        .get(&format!(
            "/convenings/new?goal={goal}&pick={near}&pick={far}&pick=nonsense"
        ))
        .await;
    form_page
        .is(200)
        .see(GOAL)
        .see("Bay Hills Community Foundation (example)")
        .see("Harborpoint Foundation (example)");
    form_page
        .see("value=\"America/Los_Angeles\" selected")
        .see("value=\"city:0667000\" selected");

    let rows = three_guests(&near.to_string(), &far.to_string());
    let rows: Vec<(&str, &str)> = rows
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let path = plan(&app, &mut staff, &rows).await;
    let row = stored(&app, &path).await;
    assert_eq!(row.starts_at.to_rfc3339(), "2027-03-18T16:30:00+00:00");
    assert_eq!((row.sequence, row.version, row.illustrative), (0, 1, true));
    assert_eq!(row.uid, format!("{}@roundtable.test", row.id));
    let all = seats::Entity::find()
        .order_by_asc(seats::Column::Position)
        .all(app.db().read())
        .await
        .unwrap();
    let names: Vec<_> = all.iter().map(|seat| seat.guest_name.as_str()).collect();
    assert_eq!(names, ["Program officer Tester", "", "Ann Lee"]);

    let page = staff.get(&path).await;
    page.is(200)
        .see("<h1>Youth funder table</h1>")
        .see("Thu 18 Mar 2027, 9:30 am to 12:00 pm Pacific (UTC-7)");
    // The guests' own clocks: San Francisco, Baltimore, and the host, whose city nobody said.
    page.see("Thu 18 Mar 2027, 12:30 pm to 3:00 pm Eastern (UTC-4)")
        .see("Baltimore, MD")
        .see("Zone not known");
    page.see("What this table is asking for")
        .see("calendar.ics\"")
        .see("Planned “Youth funder table”");
    staff
        .get("/convenings")
        .await
        .see("Youth funder table")
        .see(&path);
    staff
        .get("/convenings?q=youth+table&city=city%3A0667000")
        .await
        .see(&path);
    staff.get("/convenings?when=past").await.not_see(&path);
    staff
        .get_part("/convenings?q=nothing", "results")
        .await
        .see("No convenings match")
        .not_see("<html");
}

#[tokio::test]
async fn a_time_that_does_not_exist_is_refused_with_the_choice() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let goal = goal(&app).await.to_string();
    let gap = [
        ("time_zone", "America/New_York"),
        ("local_start", "2026-03-08T02:30"),
        ("local_end", "2026-03-08T05:00"),
    ];
    let page = staff.post("/convenings", &form(&goal, &gap)).await;
    page.is(422)
        .see("There is a problem")
        .see("<title>Error: ")
        .see("Choose 01:30 or 03:30");
    page.see("value=\"2026-03-08T02:30\"")
        .see("value=\"Youth funder table\"")
        .see("value=\"America/New_York\" selected");
    assert_eq!(planned(&app).await, 0);
}

#[tokio::test]
async fn a_time_that_comes_twice_is_asked_about_and_saved_as_chosen() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let goal = goal(&app).await.to_string();
    let mut twice = vec![
        ("time_zone", "America/New_York"),
        ("local_start", "2026-11-01T01:30"),
        ("local_end", "2026-11-01T04:00"),
    ];
    let page = staff.post("/convenings", &form(&goal, &twice)).await;
    page.is(422)
        .see("name=\"start_fold\" value=\"earlier\"")
        .see("The second 1:30 am, an hour after the first (UTC-5)");
    assert_eq!(planned(&app).await, 0);
    for (fold, utc) in [
        ("earlier", "2026-11-01T05:30:00+00:00"),
        ("later", "2026-11-01T06:30:00+00:00"),
    ] {
        twice.truncate(3);
        twice.extend([("start_fold", fold), ("accept_days", "yes")]);
        let path = plan(&app, &mut staff, &twice).await;
        let row = stored(&app, &path).await;
        assert_eq!(
            (
                row.starts_at.to_rfc3339().as_str(),
                row.start_fold.as_deref()
            ),
            (utc, Some(fold))
        );
        assert!(!row.tzdb_version.is_empty());
    }
}

#[tokio::test]
async fn changing_only_the_zone_asks_what_to_keep() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let eastern = ("time_zone", "America/New_York");
    for (answer, starts, local) in [
        (
            "instant",
            "2027-03-18T16:30:00+00:00",
            "2027-03-18 12:30:00",
        ),
        ("clock", "2027-03-18T13:30:00+00:00", "2027-03-18 09:30:00"),
    ] {
        let path = plan(&app, &mut staff, &[]).await;
        let asked = edit(&mut staff, &path, &[eastern]).await;
        asked
            .is(422)
            .see("name=\"zone_change\" value=\"clock\"")
            .see("12:30 pm Eastern (UTC-4)");
        assert_eq!(stored(&app, &path).await.version, 1);
        edit(&mut staff, &path, &[eastern, ("zone_change", answer)])
            .await
            .is(303);
        let row = stored(&app, &path).await;
        assert_eq!(
            (
                row.starts_at.to_rfc3339().as_str(),
                row.local_start.to_string().as_str()
            ),
            (starts, local)
        );
        assert_eq!(
            (row.time_zone.name(), row.sequence),
            ("America/New_York", 1)
        );
    }
}

#[tokio::test]
async fn a_day_to_keep_free_is_held_only_when_said() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let goal = goal(&app).await.to_string();
    let juneteenth = [
        ("local_start", "2027-06-18T09:30"),
        ("local_end", "2027-06-18T12:00"),
    ];
    let page = staff.post("/convenings", &form(&goal, &juneteenth)).await;
    page.is(422)
        .see("Check the date")
        .see("Juneteenth")
        .see("Hold it anyway")
        .see("value=\"2027-06-18T09:30\"");
    assert_eq!(planned(&app).await, 0);
    // Said of another day, it does not count.
    let other = [
        juneteenth[0],
        juneteenth[1],
        ("accept_days", "yes"),
        ("days_shown", "2027-07-05"),
    ];
    staff
        .post("/convenings", &form(&goal, &other))
        .await
        .is(422);
    let said = [
        juneteenth[0],
        juneteenth[1],
        ("accept_days", "yes"),
        ("days_shown", "2027-06-18"),
    ];
    let path = plan(&app, &mut staff, &said).await;
    staff
        .get(&path)
        .await
        .see("Fri 18 Jun 2027: Juneteenth")
        .see("offices are closed");
    // Kept on the day, a later change is not asked about it again.
    edit(
        &mut staff,
        &path,
        &[juneteenth[0], juneteenth[1], ("title", "Juneteenth table")],
    )
    .await
    .is(303);
}

#[tokio::test]
async fn only_what_guests_must_look_at_again_raises_the_sequence() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let mut before = stored(&app, &path).await;
    let moved = ("local_start", "2027-03-18T10:00");
    let title = ("title", "Youth funder table, San Francisco");
    let steps: [(&[(&str, &str)], i32); 5] = [
        (&[title], 0),
        (&[title, ("summary", "Who pays for the second year?")], 0),
        (&[title, moved], 1),
        (&[title, moved, ("venue", "City hall, room 201")], 2),
        (
            &[
                title,
                moved,
                ("venue", "City hall, room 201"),
                ("status", "hold"),
            ],
            3,
        ),
    ];
    for (changes, sequence) in steps {
        let version = before.version.to_string();
        let mut changes = changes.to_vec();
        changes.push(("version", &version));
        edit(&mut staff, &path, &changes).await.is(303);
        let after = stored(&app, &path).await;
        assert_eq!(after.sequence, sequence, "{changes:?}");
        assert_eq!(
            (after.uid.as_str(), after.version),
            (before.uid.as_str(), before.version + 1)
        );
        // The clock stands still in this test, and DTSTAMP moves all the same.
        assert!(after.stamped_at > before.stamped_at && after.modified_at > before.modified_at);
        before = after;
    }
    let newest = audit_entries::Entity::find()
        .order_by_desc(audit_entries::Column::Id)
        .one(app.db().read());
    let newest = newest.await.unwrap().unwrap();
    assert!(newest.after.unwrap().contains("Hold on calendars"));
}

#[tokio::test]
async fn two_people_at_once_see_both_values() {
    let app = TestApp::with_sample().await;
    let (mut one, mut other) = (
        app.staff(Role::ProgramOfficer).await,
        app.staff(Role::Administrator).await,
    );
    let path = plan(&app, &mut one, &[]).await;
    edit(&mut one, &path, &[("title", "Table of June")])
        .await
        .is(303);
    let page = edit(&mut other, &path, &[("title", "Table of July")]).await;
    page.is(409)
        .see("Table of June")
        .see("Table of July")
        .see("Save mine")
        .see("name=\"version\" value=\"2\"");
    assert_eq!(stored(&app, &path).await.title, "Table of June");
    edit(
        &mut other,
        &path,
        &[("title", "Table of July"), ("version", "2")],
    )
    .await
    .is(303);
    assert_eq!(stored(&app, &path).await.title, "Table of July");
}

#[tokio::test]
async fn cancelling_is_final_and_says_why() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let cancellation = format!("{path}/cancellation");
    staff
        .post(&cancellation, &[("reason", " ")])
        .await
        .is(422)
        .see("Say why it is cancelled");
    staff
        .submit(&cancellation, &[("reason", "The lead funder withdrew")])
        .await
        .see("Cancelled: The lead funder withdrew");
    let row = stored(&app, &path).await;
    assert_eq!((row.status, row.sequence), (ConveningStatus::Cancelled, 1));
    assert_eq!(row.cancelled_at, Some(app.now()));
    edit(
        &mut staff,
        &path,
        &[("title", "Back again"), ("version", "2")],
    )
    .await
    .is(303);
    staff
        .submit(&cancellation, &[("reason", "Twice")])
        .await
        .not_see("Cancelled: Twice");
    assert_eq!(stored(&app, &path).await, row);
}

#[tokio::test]
async fn guests_come_and_go() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let id = organization(&app, "Harborpoint").await.to_string();
    staff
        .get(&format!("{path}/guests?q=harborpoint"))
        .await
        .see("Harborpoint Foundation (example)")
        .see("Add<span");
    let seat = [
        ("seat_org", id.as_str()),
        ("seat_role", "funder"),
        ("seat_attendance", "optional"),
    ];
    let page = staff.submit(&format!("{path}/seats"), &seat).await;
    page.see("Harborpoint Foundation (example) has a seat.");
    staff
        .submit(&format!("{path}/seats"), &seat)
        .await
        .see("had a seat already");
    let one = seats::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let changed = [
        ("seat_org", id.as_str()),
        ("seat_name", "Ann Lee"),
        ("seat_role", "presenter"),
        ("seat_attendance", "must"),
    ];
    staff
        .submit(&format!("{path}/seats/{}", one.id), &changed)
        .await
        .see("Seat saved");
    staff
        .get(&path)
        .await
        .see("Ann Lee")
        .see("Presenter")
        .see("Must attend")
        .see("Baltimore, MD");
    let nameless = staff
        .post(
            &format!("{path}/seats"),
            &[("seat_role", "funder"), ("seat_attendance", "must")],
        )
        .await;
    nameless.is(422).see("Give the guest&#39;s name");
    staff
        .post(&format!("{path}/seats/{}/removal", one.id), &[])
        .await
        .is(303);
    assert_eq!(
        seats::Entity::find().count(app.db().read()).await.unwrap(),
        0
    );
    staff
        .post(&format!("{path}/seats/{}/removal", one.id), &[])
        .await
        .is(404);
    // Calendars hold no guests, so none of this touched them.
    assert_eq!(stored(&app, &path).await.version, 1);
}

#[tokio::test]
async fn viewers_read_and_change_nothing() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&path)
        .await
        .is(200)
        .not_see("/edit\"")
        .not_see("Cancel convening");
    viewer
        .get("/convenings")
        .await
        .is(200)
        .not_see("href=\"/convenings/new\" data-key");
    let goal = goal(&app).await.to_string();
    viewer.post("/convenings", &form(&goal, &[])).await.is(403);
    viewer
        .get(&format!("/convenings/new?goal={goal}"))
        .await
        .is(403);
    for action in ["edit", "cancellation", "seats"] {
        viewer
            .post(&format!("{path}/{action}"), &[("reason", "x")])
            .await
            .is(403);
    }
    assert_eq!(planned(&app).await, 1);
    for wrong in [
        "/convenings/nonsense",
        "/convenings/0192aa00-0000-7000-8000-000000000000",
        "/convenings/new?goal=x",
    ] {
        staff.get(wrong).await.is(404);
    }
    staff.get("/convenings/new").await.is(200).see(GOAL);
    staff
        .get(&format!("{path}/activity"))
        .await
        .is(200)
        .see("Planned");
}

#[tokio::test]
async fn a_stale_form_is_a_conflict_before_any_question_of_zones() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    edit(&mut staff, &path, &[("title", "Table of June")])
        .await
        .is(303);
    let eastern = ("time_zone", "America/New_York");
    for answer in ["", "clock", "instant"] {
        edit(&mut staff, &path, &[eastern, ("zone_change", answer)])
            .await
            .is(409)
            .see("Table of June")
            .not_see("Only the time zone changed");
    }
    edit(&mut staff, &path, &[eastern, ("version", "2")])
        .await
        .is(422)
        .see("Only the time zone changed");
    assert_eq!(stored(&app, &path).await.version, 2);
}

#[tokio::test]
async fn a_cancelled_convening_keeps_its_seats() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let seat = [
        ("seat_org", ""),
        ("seat_name", "Ann Lee"),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
    ];
    let path = plan(&app, &mut staff, &seat).await;
    let before = seats::Entity::find().all(app.db().read()).await.unwrap();
    assert_eq!(before.len(), 1);
    staff
        .post(&format!("{path}/cancellation"), &[("reason", "No quorum")])
        .await
        .is(303);
    let other = [
        ("seat_name", "Bo Ray"),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
    ];
    for action in [
        "seats".to_owned(),
        format!("seats/{}", before[0].id),
        format!("seats/{}/removal", before[0].id),
    ] {
        let page = staff.post(&format!("{path}/{action}"), &other).await;
        page.is(303);
        assert_eq!(page.location(), path, "{action}");
    }
    staff.get(&format!("{path}/guests")).await.is(303);
    staff.get(&path).await.see("<strong>Cancelled</strong>");
    let after = seats::Entity::find().all(app.db().read()).await.unwrap();
    assert_eq!(after, before);
}

#[tokio::test]
async fn a_changed_seat_stays_its_organizations_and_both_values_are_audited() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let (near, far) = (
        organization(&app, "Bay Hills").await,
        organization(&app, "Harborpoint").await,
    );
    let (mine, other) = (near.to_string(), far.to_string());
    let seat = [
        ("seat_org", mine.as_str()),
        ("seat_role", "funder"),
        ("seat_attendance", "optional"),
    ];
    staff.post(&format!("{path}/seats"), &seat).await.is(303);
    let held = seats::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let changed = [
        ("seat_org", other.as_str()),
        ("seat_name", "Ann Lee"),
        ("seat_role", "presenter"),
        ("seat_attendance", "must"),
    ];
    staff
        .post(&format!("{path}/seats/{}", held.id), &changed)
        .await
        .is(303);
    let after = seats::Entity::find_by_id(held.id)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (after.organization_id, after.guest_name.as_str()),
        (Some(near), "Ann Lee")
    );
    let newest = audit_entries::Entity::find()
        .order_by_desc(audit_entries::Column::Id)
        .one(app.db().read());
    let newest = newest.await.unwrap().unwrap();
    assert!(newest.summary.contains("Bay Hills"), "{}", newest.summary);
    assert!(newest.before.unwrap().contains("Optional"));
    let told = newest.after.unwrap();
    assert!(told.contains("Ann Lee") && told.contains(&mine), "{told}");
}

#[tokio::test]
async fn samples_are_marked_wherever_they_are_named() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    plan(&app, &mut staff, &[]).await;
    staff
        .get("/today")
        .await
        .see("Youth funder table has nobody to meet <span class=\"pill sample\"");
    staff.get("/convenings/new").await.see(", sample</option>");
    let goal = goal(&app).await;
    staff
        .get(&format!("/convenings/new?goal={goal}"))
        .await
        .see(&format!("{GOAL}</a> <span class=\"pill sample\""));
    let id = organization(&app, "Harborpoint").await.to_string();
    let seat = [
        ("seat_org", id.as_str()),
        ("seat_name", ""),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
    ];
    let path = plan(&app, &mut staff, &seat).await;
    staff
        .get(&path)
        .await
        .see("<span>Harborpoint Foundation (example) <span class=\"pill sample\"");
}

#[tokio::test]
async fn a_search_with_many_answers_says_how_many_it_shows() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let many = staff.get(&format!("{path}/guests?q=example")).await;
    many.see("The first 12 of ")
        .see("Type more of the name to see others.");
    staff
        .get(&format!("{path}/guests?q=harborpoint"))
        .await
        .not_see("Type more of the name to see others.");
}

/// Two convenings at which the same organization sits, with two people at the first; and the first one's key.
async fn asked_twice(app: &TestApp) -> (OrganizationId, ConveningId) {
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let near = organization(app, "Bay Hills").await;
    let guest = near.to_string();
    let rows = [
        ("seat_org", guest.as_str()),
        ("seat_name", ""),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
    ];
    let first = plan(app, &mut staff, &rows).await;
    plan(app, &mut staff, &rows).await;
    let first = stored(app, &first).await.id;
    let mut seat = seats::Entity::find()
        .filter(seats::Column::ConveningId.eq(first))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    seat.id = SeatId::fresh();
    seat.guest_name = "Ann Lee".to_owned();
    seat.position += 1;
    seats::Entity::insert(seat.into_active_model())
        .exec_without_returning(app.db().read())
        .await
        .unwrap();
    (near, first)
}

#[tokio::test]
async fn an_organization_with_two_seats_at_a_convening_was_asked_once() {
    let app = TestApp::with_sample().await;
    let (near, _) = asked_twice(&app).await;
    let asked = asked_this_quarter(app.db().read(), today(&app), None)
        .await
        .unwrap();
    assert_eq!(asked.get(&near), Some(&2));
}

fn today(app: &TestApp) -> jiff::civil::Date {
    let now = jiff::Timestamp::from_second(app.now().timestamp()).unwrap();
    jiff::tz::TimeZone::UTC.to_datetime(now).date()
}

#[tokio::test]
async fn the_convening_being_composed_does_not_count() {
    let app = TestApp::with_sample().await;
    let (near, first) = asked_twice(&app).await;
    let (db, now, goal) = (app.db().read(), app.now(), goal(&app).await);
    let asked = asked_this_quarter(db, today(&app), Some(first))
        .await
        .unwrap();
    assert_eq!(asked.get(&near), Some(&1));
    let second = convenings::Entity::find()
        .filter(convenings::Column::Id.ne(first))
        .filter(convenings::Column::StartsAt.gt(now))
        .filter(convenings::Column::Title.eq("Youth funder table"))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let seated = seated_for(db, [goal], Some(first)).await.unwrap();
    assert!(seated.contains(&near), "the other one counts");
    seats::Entity::delete_many()
        .filter(seats::Column::ConveningId.eq(second.id))
        .exec(db)
        .await
        .unwrap();
    let seated = seated_for(db, [goal], Some(first)).await.unwrap();
    assert!(!seated.contains(&near));
    assert!(seated_for(db, [goal], None).await.unwrap().contains(&near));
}

#[tokio::test]
async fn a_quorum_counts_organizations_of_a_kind() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let guests = format!("{path}/guests");
    staff
        .get(&guests)
        .await
        .see("Nothing is asked for yet")
        .not_see("Too few seats");
    let asking = format!("{path}/quorum");
    let wrong = [("kind", "resident_leader"), ("at_least", "many")];
    staff
        .post(&asking, &wrong)
        .await
        .is(422)
        .see("Type a whole number from 1 to 99")
        .see("value=\"many\"");
    for many in ["2", "1"] {
        let rule = [("kind", "resident_leader"), ("at_least", many)];
        staff.post(&asking, &rule).await.is(303);
    }
    let said = "Resident leaders: at least 1, 0 with a seat";
    staff.get(&guests).await.see(said).see("Too few seats");
    staff
        .get(&format!("{path}/invitations"))
        .await
        .see("Resident leaders: 0 coming, 1 needed");
    let seat = [
        ("seat_org", ""),
        ("seat_name", "Rosa Park"),
        ("seat_role", "resident_leader"),
        ("seat_attendance", "must"),
    ];
    staff.post(&format!("{path}/seats"), &seat).await.is(303);
    staff
        .get(&guests)
        .await
        .see("Resident leaders: at least 1, 1 with a seat")
        .not_see("Too few seats");
    let gone = format!("{asking}/resident_leader/removal");
    staff.post(&gone, &[]).await.is(303);
    staff.get(&guests).await.see("Nothing is asked for yet");
    let mut viewer = app.staff(Role::Viewer).await;
    let rule = [("kind", "bank"), ("at_least", "1")];
    viewer.post(&asking, &rule).await.is(403);
}
