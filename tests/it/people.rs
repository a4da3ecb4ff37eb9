//! A person's page, and the switch that keeps everyone from writing to them.

use roundtable::{
    entities::{audit_entries, people},
    ids::{OrganizationId, PersonId},
    people::{Consents, NewPerson},
    values::Role,
};
use sea_orm::EntityTrait;

use crate::support::TestApp;

async fn some_funder(app: &TestApp) -> OrganizationId {
    let found = roundtable::search::find(app.db().read(), "harborpoint", 5)
        .await
        .unwrap();
    let funder = found.iter().find(|entry| entry.kind == "funder").unwrap();
    funder.id.rsplit('/').next().unwrap().parse().unwrap()
}

pub(super) async fn register(app: &TestApp, email: &str, consents: Consents) -> PersonId {
    let new = NewPerson {
        name: "Ana Ruiz".to_owned(),
        email: email.parse().unwrap(),
        source: "registration".to_owned(),
        consents,
        organization: some_funder(app).await,
        title: "Lending director".to_owned(),
    };
    let now = app.now();
    app.db()
        .write(async |txn| roundtable::people::register(txn, &new, now).await)
        .await
        .unwrap()
}

async fn row(app: &TestApp, id: PersonId) -> people::Model {
    people::Entity::find_by_id(id)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn staff_see_posts_and_consents_and_strangers_see_nothing() {
    let app = TestApp::with_sample().await;
    let consents = Consents {
        hold: Some(app.now()),
        ..Consents::default()
    };
    let id = register(&app, "ana@harborpoint.example.org", consents).await;
    let path = format!("/people/{id}");
    let mut staff = app.staff(Role::Viewer).await;
    staff
        .get(&path)
        .await
        .is(200)
        .see("Ana Ruiz")
        .see("Harborpoint Foundation (example)")
        .see("Lending director")
        .see("ana@harborpoint.example.org")
        .see("Yes, on Sun 22 Nov 2026, 3:00 pm UTC")
        .not_see(">Do not contact</button>");
    app.visitor().get(&path).await.is(303);
    staff
        .get(&format!("/people/{}", PersonId::fresh()))
        .await
        .is(404);
    staff.get("/people/someone").await.is(404);
}

#[tokio::test]
async fn one_mailbox_is_one_person_and_consents_only_grow() {
    let app = TestApp::with_sample().await;
    let first = Consents {
        hold: Some(app.now()),
        contact: Some(app.now()),
        list: None,
    };
    let id = register(&app, "ana@harborpoint.example.org", first).await;
    app.clock().advance(chrono::TimeDelta::days(1));
    let later = Consents {
        hold: Some(app.now()),
        contact: None,
        list: Some(app.now()),
    };
    let again = register(&app, "Ana+Grants@harborpoint.example.org", later).await;
    assert_eq!(again, id);
    let row = row(&app, id).await;
    assert_eq!(row.consent_hold_at, later.hold);
    assert_eq!(row.consent_contact_at, first.contact);
    assert_eq!(row.consent_list_at, later.list);
    let posts = roundtable::people::posts(app.db().read(), id)
        .await
        .unwrap();
    assert_eq!(posts.len(), 1);
    let found = roundtable::search::find(app.db().read(), "ruiz", 5)
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].url, format!("/people/{id}"));
    assert_eq!(found[0].subtitle, "Harborpoint Foundation (example)");
}

#[tokio::test]
async fn do_not_contact_is_switched_and_logged() {
    let app = TestApp::with_sample().await;
    let id = register(&app, "ana@harborpoint.example.org", Consents::default()).await;
    let path = format!("/people/{id}/contact");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .post(&path, &[("do_not_contact", "yes")])
        .await
        .is(403);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer
        .submit(&path, &[("do_not_contact", "yes")])
        .await
        .see("is not to be contacted")
        .see("Allow contact again")
        .not_see("mailto:");
    assert!(row(&app, id).await.do_not_contact);
    officer
        .submit(&path, &[("do_not_contact", "yes")])
        .await
        .is(200);
    officer
        .post(&path, &[("do_not_contact", "maybe")])
        .await
        .is(422);
    officer
        .submit(&path, &[("do_not_contact", "no")])
        .await
        .see("may be contacted again");
    assert!(!row(&app, id).await.do_not_contact);
    let log = audit_entries::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    let changes = log.iter().filter(|entry| entry.subject_kind == "person");
    assert_eq!(changes.count(), 2);
}
