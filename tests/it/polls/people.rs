//! Whom a poll asks.

use roundtable::{
    entities::{organizations, poll_links, poll_people},
    ids::{OrganizationId, PollLinkId},
    people::{Consents, NewPerson, register},
    values::{Attendance, PollPersonState, Role},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{begin, list, offer, person, poll, say, turn};
use crate::{convenings::plan, support::TestApp};

#[tokio::test]
async fn guests_come_from_seats_and_by_name() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let bay =
        roundtable::funders::called(app.db().read(), "Bay Hills Community Foundation (example)");
    let bay = bay.await.unwrap().remove(0);
    let new = NewPerson {
        name: "Ann Lee".to_owned(),
        email: "ann@bay.example".parse().unwrap(),
        source: "test".to_owned(),
        consents: Consents::default(),
        organization: bay.id,
        title: String::new(),
    };
    let now = app.now();
    app.db()
        .write(async |txn| register(txn, &new, now).await)
        .await
        .unwrap();
    let seat_org = bay.id.to_string();
    let rows = [
        ("status", "idea"),
        ("seat_org", seat_org.as_str()),
        ("seat_org", ""),
        ("seat_name", ""),
        ("seat_name", "Bo Chen"),
        ("seat_role", "funder"),
        ("seat_role", "public_official"),
        ("seat_attendance", "must"),
        ("seat_attendance", "optional"),
    ];
    let path = plan(&app, &mut staff, &rows).await;
    let dates = format!("{path}/dates");
    staff.submit(&dates, &super::settings(&[])).await;
    staff
        .get(&dates)
        .await
        .see("Ann Lee, ann@bay.example")
        .see("Bo Chen");
    staff
        .submit(&format!("{dates}/asked/guests"), &[])
        .await
        .see("1 guest is on the list. Nothing was sent yet.");
    let ann = person(&app, &dates, "ann@bay.example").await;
    assert_eq!(
        (ann.attendance, ann.organization_id),
        (Attendance::Must, Some(bay.id))
    );
    assert!(ann.person_id.is_some() && ann.seat_id.is_some());
    list(&mut staff, &dates, "ann@bay.example", "optional")
        .await
        .is(422)
        .see("This address is asked already")
        .see("value=\"ann@bay.example\"");
    list(&mut staff, &dates, "nowhere", "optional")
        .await
        .is(422);
    let change = format!("{dates}/asked/{}", ann.id);
    let form = [
        ("attendance", "optional"),
        ("any_of", "1"),
        ("version", "1"),
    ];
    staff.post(&change, &form).await.is(303);
    staff.post(&change, &form).await.is(409);
    let ann = person(&app, &dates, "ann@bay.example").await;
    assert_eq!(
        (ann.attendance, ann.any_of),
        (Attendance::Optional, Some(1))
    );
}

/// Bay Hills, and Ann Lee who works there.
async fn ann_at_bay(app: &TestApp) -> roundtable::entities::organizations::Model {
    let bay =
        roundtable::funders::called(app.db().read(), "Bay Hills Community Foundation (example)");
    let bay = bay.await.unwrap().remove(0);
    works_at(app, bay.id).await;
    bay
}

/// Ann Lee takes a post.
async fn works_at(app: &TestApp, organization: OrganizationId) {
    let new = NewPerson {
        name: "Ann Lee".to_owned(),
        email: "ann@bay.example".parse().unwrap(),
        source: "test".to_owned(),
        consents: Consents::default(),
        organization,
        title: String::new(),
    };
    let now = app.now();
    app.db()
        .write(async |txn| register(txn, &new, now).await)
        .await
        .unwrap();
}

/// Somebody typed by name is asked for where they work, where that is one place.
#[tokio::test]
async fn who_is_typed_by_name_speaks_for_where_they_work() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let bay = ann_at_bay(&app).await;
    let dates = begin(&app, &mut staff, &[]).await;
    list(&mut staff, &dates, "Ann@Bay.example", "must")
        .await
        .is(303);
    let ann = person(&app, &dates, "ann@bay.example").await;
    assert_eq!(ann.organization_id, Some(bay.id));
    assert!(ann.person_id.is_some());
    staff.get(&dates).await.see(&bay.name);
    // With a second post nobody can tell for whom.
    let other = organizations::Entity::find()
        .filter(organizations::Column::Id.ne(bay.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    works_at(&app, other.id).await;
    let removal = format!("{dates}/asked/{}/removal", ann.id);
    staff.post(&removal, &[]).await.is(303);
    list(&mut staff, &dates, "ann@bay.example", "must")
        .await
        .is(303);
    let ann = person(&app, &dates, "ann@bay.example").await;
    assert_eq!(ann.organization_id, None);
}

#[tokio::test]
async fn nobody_is_asked_at_a_house_that_is_not_to_be_contacted() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let bay = ann_at_bay(&app).await;
    organizations::Entity::update_many()
        .col_expr(organizations::Column::DoNotContact, Expr::value(true))
        .filter(organizations::Column::Id.eq(bay.id))
        .exec(app.db().read())
        .await
        .unwrap();
    let dates = begin(&app, &mut staff, &[]).await;
    list(&mut staff, &dates, "ann@bay.example", "must")
        .await
        .is(422)
        .see("not to be contacted");
}

#[tokio::test]
async fn who_asks_not_to_be_contacted_later_is_known_by_their_mailbox() {
    let (app, mut staff, dates, _) = super::guest::asked(&[]).await;
    // Nobody knew whose address it was when it was typed.
    let ann = person(&app, &dates, super::guest::ANN).await;
    assert_eq!(ann.person_id, None);
    let bay =
        roundtable::funders::called(app.db().read(), "Bay Hills Community Foundation (example)");
    let new = NewPerson {
        name: "Ann Lee".to_owned(),
        email: super::guest::ANN.parse().unwrap(),
        source: "test".to_owned(),
        consents: Consents::default(),
        organization: bay.await.unwrap().remove(0).id,
        title: String::new(),
    };
    let now = app.now();
    app.db()
        .write(async |txn| register(txn, &new, now).await)
        .await
        .unwrap();
    roundtable::entities::people::Entity::update_many()
        .col_expr(
            roundtable::entities::people::Column::DoNotContact,
            Expr::value(true),
        )
        .exec(app.db().read())
        .await
        .unwrap();
    staff
        .get(&format!("{dates}/withdrawal"))
        .await
        .see("1 person gets a mail at once:</strong> bo.")
        .see("ann asked not to be contacted");
    turn(&app, &mut staff, &dates, "closing").await.is(303);
    let version = poll(&app, &dates).await.version.to_string();
    staff
        .post(&format!("{dates}/withdrawal"), &[("version", &version)])
        .await
        .is(303);
    let sent = app.mail().await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to.as_str(), super::guest::BO);
}

#[tokio::test]
async fn who_is_not_to_be_contacted_is_not_asked() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    ann_at_bay(&app).await;
    roundtable::entities::people::Entity::update_many()
        .col_expr(
            roundtable::entities::people::Column::DoNotContact,
            Expr::value(true),
        )
        .exec(app.db().read())
        .await
        .unwrap();
    let dates = begin(&app, &mut staff, &[]).await;
    list(&mut staff, &dates, "Ann@bay.example", "must")
        .await
        .is(422)
        .see("not to be contacted");
}

#[tokio::test]
async fn who_is_taken_off_has_no_link_and_comes_back_with_what_they_said() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    offer(&mut staff, &dates, "2027-01-12T10:00").await.is(303);
    list(&mut staff, &dates, "ann@example.org", "must")
        .await
        .is(303);
    turn(&app, &mut staff, &dates, "opening").await.is(303);
    say(&app, &dates, "ann@example.org", "y").await;
    let ann = person(&app, &dates, "ann@example.org").await;
    let link = poll_links::ActiveModel {
        id: Set(PollLinkId::fresh()),
        poll_person_id: Set(ann.id),
        token_hash: Set("hash".to_owned()),
        created_at: Set(app.now()),
        revoked_at: Set(None),
    };
    poll_links::Entity::insert(link)
        .exec_without_returning(app.db().read())
        .await
        .unwrap();
    let removal = format!("{dates}/asked/{}/removal", ann.id);
    staff.submit(&removal, &[]).await.see("is no longer asked");
    let links = poll_links::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(links[0].revoked_at, Some(app.now()));
    staff.get(&dates).await.see("Nobody is asked yet.");
    list(&mut staff, &dates, "ann@example.org", "optional")
        .await
        .is(303);
    let back = person(&app, &dates, "ann@example.org").await;
    assert_eq!((back.id, back.state), (ann.id, PollPersonState::Answered));
    let all = poll_people::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(poll(&app, &dates).await.id, back.poll_id);
}
