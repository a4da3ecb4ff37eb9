//! Long lists: everybody who is asked, and every guest who could be, can be reached and changed page by page.

use roundtable::{
    entities::{poll_people, seats},
    ids::SeatId,
    values::{Attendance, ParticipantRole, PollPersonState, Role},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{begin, crowd, list, person, poll};
use crate::support::TestApp;

#[tokio::test]
async fn the_last_of_many_people_are_changed_and_removed_from_their_page() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    crowd(&app, &dates, 120, PollPersonState::Listed).await;
    let late = person(&app, &dates, "guest109@example.org").await;
    let change = format!("{dates}/asked/{}", late.id);
    staff
        .get(&dates)
        .await
        .see("guest 049")
        .not_see(&change)
        .see(&format!("href=\"{dates}?people=2#people\""));
    let page = staff.get(&format!("{dates}?people=3")).await;
    page.see("guest109@example.org").see(&change);
    let version = late.version.to_string();
    let form = [
        ("attendance", "must"),
        ("any_of", "2"),
        ("version", version.as_str()),
        ("people", "3"),
    ];
    let saved = staff.post(&change, &form).await;
    assert_eq!(saved.is(303).location(), format!("{dates}?people=3#people"));
    let late = person(&app, &dates, "guest109@example.org").await;
    assert_eq!((late.attendance, late.any_of), (Attendance::Must, Some(2)));
    let removal = format!("{change}/removal");
    let gone = staff.post(&removal, &[("people", "3")]).await;
    assert_eq!(gone.is(303).location(), format!("{dates}?people=3#people"));
    assert_eq!(
        person(&app, &dates, "guest109@example.org").await.state,
        PollPersonState::Removed
    );
    // Anybody can be looked for.
    staff
        .get(&format!("{dates}?find=GUEST+108"))
        .await
        .see("guest108@example.org")
        .not_see("guest107@example.org");
    staff
        .get(&format!("{dates}?find=nobody"))
        .await
        .see("Nobody who is asked has these words");
    // A page that is no more is the last there is.
    staff
        .get(&format!("{dates}?people=9"))
        .await
        .see("guest119@example.org");
}

#[tokio::test]
async fn what_is_wrong_in_a_line_stands_in_that_line_with_what_was_typed() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    crowd(&app, &dates, 60, PollPersonState::Listed).await;
    let late = person(&app, &dates, "guest055@example.org").await;
    let form = [
        ("attendance", "must"),
        ("any_of", "77"),
        ("version", "1"),
        ("people", "2"),
    ];
    let page = staff
        .post(&format!("{dates}/asked/{}", late.id), &form)
        .await;
    page.is(422)
        .see("href=\"#f-row_any_of\"")
        .see("Type a number from 1 to 9")
        .see("value=\"77\" inputmode=\"numeric\" autocomplete=\"off\" aria-label=\"Group of which one has to come: guest 055\"")
        .see(&format!("{dates}/asked/{}", late.id))
        .not_see("id=\"f-any_of-error\"");
    assert_eq!(page.body.matches("value=\"77\"").count(), 1);
    let stored = poll_people::Entity::find_by_id(late.id)
        .one(app.db().read())
        .await
        .unwrap();
    assert_eq!(stored.unwrap().any_of, None);
}

#[tokio::test]
async fn guests_not_asked_yet_come_in_pages_too() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    let convening = poll(&app, &dates).await.convening_id;
    let rows = (0..70).map(|at| seats::ActiveModel {
        id: Set(SeatId::fresh()),
        convening_id: Set(convening),
        organization_id: Set(None),
        person_id: Set(None),
        guest_name: Set(format!("seat {at:03}")),
        role: Set(ParticipantRole::Observer),
        attendance: Set(Attendance::Optional),
        position: Set(at + 10),
        created_at: Set(app.now()),
    });
    seats::Entity::insert_many(rows)
        .exec_without_returning(app.db().read())
        .await
        .unwrap();
    staff
        .get(&dates)
        .await
        .see("seat 010")
        .not_see("seat 069")
        .see(&format!("href=\"{dates}?guests=2#seats\""));
    staff
        .get(&format!("{dates}?guests=2"))
        .await
        .see("seat 069");
}

#[tokio::test]
async fn viewers_see_neither_addresses_nor_notes_nor_the_file() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    super::offer(&mut staff, &dates, "2027-01-12T10:00")
        .await
        .is(303);
    list(&mut staff, &dates, "ann@example.org", "must")
        .await
        .is(303);
    super::turn(&app, &mut staff, &dates, "opening")
        .await
        .is(303);
    super::say(&app, &dates, "ann@example.org", "y").await;
    poll_people::Entity::update_many()
        .col_expr(
            poll_people::Column::Note,
            sea_orm::sea_query::Expr::value("A ramp, please"),
        )
        .exec(app.db().read())
        .await
        .unwrap();
    staff
        .get(&dates)
        .await
        .see("ann@example.org")
        .see("A ramp, please")
        .see("dates.csv");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&dates)
        .await
        .is(200)
        .see("ann")
        .not_see("ann@example.org")
        .not_see("A ramp, please")
        .not_see("dates.csv");
}
