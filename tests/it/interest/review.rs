//! The review queue: whose a registration may be, and the three decisions with their consequences.

use roundtable::{
    entities::{affiliations, audit_entries, interests, organizations, people},
    ids::OrganizationId,
    values::{RegistrationStatus, Role},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::{GOAL, confirmed, open, rows, send, send_and_read};
use crate::support::TestApp;

async fn all<E: EntityTrait>(app: &TestApp) -> Vec<E::Model> {
    E::find().all(app.db().read()).await.unwrap()
}

async fn named(app: &TestApp, name: &str) -> organizations::Model {
    all::<organizations::Entity>(app)
        .await
        .into_iter()
        .find(|organization| organization.name == name)
        .unwrap()
}

#[tokio::test]
async fn the_queue_shows_what_waits_and_hides_names_nobody_confirmed() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::Viewer).await;
    staff
        .get("/interest")
        .await
        .is(200)
        .see("Nothing waits for you");
    send_and_read(&app, &[]).await;
    let waiting = staff.get("/interest?tab=waiting").await;
    waiting
        .see("Lantern Street Fund (example)")
        .not_see("Robin Example")
        .not_see("/interest/01");
    let id = rows(&app).await[0].id;
    staff.get(&format!("/interest/{id}")).await.is(404);

    let path = confirmed(
        &app,
        &[("email", "kim@other.example.org"), ("name", "Kim Other")],
    )
    .await;
    let queue = staff.get("/interest").await;
    queue
        .see("Kim Other")
        .see(GOAL)
        .see("Explore capital")
        .see("$250k to $1.5M")
        .see("Sun 22 Nov 2026, 3:00 pm UTC")
        .see(&format!("href=\"{path}\""));
    staff.get("/interest/not-an-id").await.is(404);
    let one = staff.get(&path).await;
    one.is(200)
        .see("a program officer decides")
        .not_see("/accept");
    staff
        .post(&format!("{path}/accept"), &[("version", "2")])
        .await
        .is(403);
}

#[tokio::test]
async fn suggestions_come_strongest_first() {
    let app = TestApp::with_sample().await;
    let harborpoint = named(&app, "Harborpoint Foundation (example)").await;
    let meridian = named(&app, "Meridian Families Fund (example)").await;
    let bay_hills = named(&app, "Bay Hills Community Foundation (example)").await;
    // Meridian has the EIN, Bay Hills the domain, and Harborpoint the name.
    let mut row = meridian.clone().into_active_model();
    row.ein = Set("12-3456789".parse().ok());
    row.update(app.db().read()).await.unwrap();
    let path = confirmed(
        &app,
        &[
            ("organization", "The Harborpoint Foundation, Inc."),
            ("ein", "123456789"),
            ("email", "ana@grants.f-bayhills.example.org"),
        ],
    )
    .await;
    let page = app.staff(Role::ProgramOfficer).await.get(&path).await;
    page.see("Same EIN, 12-3456789")
        .see("Same domain, grants.f-bayhills.example.org")
        .see("Same name, “Harborpoint Foundation (example)”");
    let at = |organization: &organizations::Model| {
        let link = format!("href=\"/funders/{}\"", organization.id);
        page.body.find(&link).unwrap()
    };
    assert!(at(&meridian) < at(&bay_hills));
    assert!(at(&bay_hills) < at(&harborpoint));
}

#[tokio::test]
async fn accepting_makes_a_funder_and_a_person() {
    let app = TestApp::with_sample().await;
    let path = confirmed(
        &app,
        &[
            ("consent_contact", "yes"),
            ("website", "lantern-street.example.org"),
            ("ein", "98-7654321"),
        ],
    )
    .await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (_, version) = open(&mut staff, &path).await;
    let page = staff
        .submit(&format!("{path}/accept"), &[("version", &version)])
        .await;
    page.see("accepted as a new funder")
        .see("Program officer Tester")
        .see("Put back in the queue");

    let funder = named(&app, "Lantern Street Fund (example)").await;
    assert_eq!(funder.source, "registration");
    assert_eq!(funder.as_of, "2026-11-22");
    assert_eq!(funder.ein.unwrap().to_string(), "98-7654321");
    assert_eq!(funder.domain.as_deref(), Some("lantern-street.example.org"));
    assert_eq!(funder.kind, None);
    let person = all::<people::Entity>(&app).await.remove(0);
    assert_eq!(person.name, "Robin Example");
    assert_eq!(person.consent_hold_at, Some(app.now()));
    assert_eq!(person.consent_contact_at, Some(app.now()));
    assert_eq!(person.consent_list_at, None);
    let post = all::<affiliations::Entity>(&app).await.remove(0);
    assert_eq!(
        (post.person_id, post.organization_id),
        (person.id, funder.id)
    );
    assert_eq!(post.title, "Program director");
    let row = rows(&app).await.remove(0);
    assert_eq!(row.status, RegistrationStatus::Accepted);
    assert_eq!(row.organization_id, Some(funder.id));
    assert_eq!(row.person_id, Some(person.id));
    page.see(&format!("/funders/{}", funder.id))
        .see(&format!("/people/{}", person.id));

    let found = roundtable::search::find(app.db().read(), "lantern", 10)
        .await
        .unwrap();
    let kinds: Vec<_> = found.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["funder", "person"]);
    let mails = app.mail().await;
    assert_eq!(
        mails[0].subject,
        format!("Thank you for your interest: {GOAL}")
    );
    let log = all::<audit_entries::Entity>(&app).await;
    let entry = log.iter().find(|entry| entry.action == "accepted").unwrap();
    assert_eq!(entry.actor, "Program officer Tester");
    assert!(!entry.summary.contains("Robin"));
}

#[tokio::test]
async fn linking_reuses_the_funder_and_the_person() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let harborpoint = named(&app, "Harborpoint Foundation (example)").await;
    let before = all::<organizations::Entity>(&app).await.len();
    // At a shared domain the mailbox itself is the ground.
    let first = confirmed(&app, &[("email", "robin.example@gmail.com")]).await;
    let funder = harborpoint.id.to_string();
    for (round, path) in [first.clone(), first].iter().enumerate() {
        let (page, version) = open(&mut staff, path).await;
        if round == 0 {
            page.not_see("Same e-mail").see("No known funder");
        } else {
            page.see("Same e-mail, robin.example@gmail.com");
        }
        let search = staff.get_part(&format!("{path}?q=harbor"), "found").await;
        search
            .see("Harborpoint Foundation (example)")
            .not_see("<html");
        let with = [("version", version.as_str()), ("organization", &funder)];
        staff
            .submit(&format!("{path}/link"), &with)
            .await
            .see("linked to a known funder");
        assert_eq!(app.mail().await.len(), 1);
        let (_, version) = open(&mut staff, path).await;
        if round == 0 {
            staff
                .submit(&format!("{path}/reopen"), &[("version", &version)])
                .await
                .see("Accept as new funder");
        }
    }
    assert_eq!(all::<organizations::Entity>(&app).await.len(), before);
    assert_eq!(all::<people::Entity>(&app).await.len(), 1);
    assert_eq!(all::<affiliations::Entity>(&app).await.len(), 1);
    assert_eq!(rows(&app).await[0].organization_id, Some(harborpoint.id));
}

#[tokio::test]
async fn linking_to_nothing_is_refused() {
    let app = TestApp::with_sample().await;
    let path = confirmed(&app, &[]).await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (_, version) = open(&mut staff, &path).await;
    let nobody = OrganizationId::fresh().to_string();
    let with = [("version", version.as_str()), ("organization", &nobody)];
    staff
        .post(&format!("{path}/link"), &with)
        .await
        .is(409)
        .see("no longer in the directory");
    staff
        .post(&format!("{path}/link"), &[("version", &version)])
        .await
        .is(422);
    assert_eq!(rows(&app).await[0].status, RegistrationStatus::Confirmed);
    assert!(all::<people::Entity>(&app).await.is_empty());
}

#[tokio::test]
async fn declining_needs_a_reason_and_tells_only_when_asked() {
    let app = TestApp::with_sample().await;
    let path = confirmed(&app, &[]).await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (_, version) = open(&mut staff, &path).await;
    let without = [
        ("version", version.as_str()),
        ("reason", "  "),
        ("tell", "yes"),
    ];
    staff
        .post(&format!("{path}/decline"), &without)
        .await
        .is(422)
        .see("<title>Error: ")
        .see("Say why, so that the next person knows.")
        .see("value=\"yes\" checked");
    let silent = [("version", version.as_str()), ("reason", "Not a funder")];
    staff
        .submit(&format!("{path}/decline"), &silent)
        .await
        .see("declined")
        .see("Not a funder");
    assert!(app.mail().await.is_empty());
    assert_eq!(rows(&app).await[0].decline_reason, "Not a funder");

    let other = confirmed(&app, &[("email", "kim@other.example.org")]).await;
    let (_, version) = open(&mut staff, &other).await;
    let told = [
        ("version", version.as_str()),
        ("reason", "Only <Ohio>\nfor now"),
        ("tell", "yes"),
    ];
    staff.post(&format!("{other}/decline"), &told).await.is(303);
    let mails = app.mail().await;
    assert_eq!(mails[0].to.as_str(), "kim@other.example.org");
    assert!(mails[0].text.contains("Only <Ohio>\nfor now"));
    assert!(
        mails[0].html.contains("Only &#60;Ohio&#62;<br/>")
            || mails[0].html.contains("Only &#60;Ohio&#62;<br />"),
        "{}",
        mails[0].html
    );
    assert!(all::<people::Entity>(&app).await.is_empty());
    staff
        .get("/interest?tab=done")
        .await
        .see(&format!("href=\"{path}\""))
        .see("Declined");
}

#[tokio::test]
async fn the_second_of_two_reviewers_learns_of_the_first() {
    let app = TestApp::with_sample().await;
    let path = confirmed(&app, &[]).await;
    let mut first = app.staff(Role::Administrator).await;
    let mut second = app.staff(Role::ProgramOfficer).await;
    let (_, version) = open(&mut first, &path).await;
    open(&mut second, &path).await;
    first
        .post(&format!("{path}/accept"), &[("version", &version)])
        .await
        .is(303);
    let late = [
        ("version", version.as_str()),
        ("reason", "Too small for us"),
        ("tell", "yes"),
    ];
    second
        .post(&format!("{path}/decline"), &late)
        .await
        .is(409)
        .see("Administrator Tester: accepted as a new funder")
        .see("Your decision (declined) was not recorded.");
    second
        .post(&format!("{path}/accept"), &[("version", &version)])
        .await
        .is(409);
    assert_eq!(rows(&app).await[0].status, RegistrationStatus::Accepted);
    assert_eq!(all::<people::Entity>(&app).await.len(), 1);
    assert_eq!(app.mail().await.len(), 1, "only the first decision is told");
}

#[tokio::test]
async fn a_known_ein_cannot_be_taken_in_twice() {
    let app = TestApp::with_sample().await;
    let mut row = named(&app, "Meridian Families Fund (example)")
        .await
        .into_active_model();
    row.ein = Set("12-3456789".parse().ok());
    row.update(app.db().read()).await.unwrap();
    let path = confirmed(&app, &[("ein", "12-3456789")]).await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let (_, version) = open(&mut staff, &path).await;
    staff
        .post(&format!("{path}/accept"), &[("version", &version)])
        .await
        .is(409)
        .see("Link to it instead");
    assert_eq!(rows(&app).await[0].status, RegistrationStatus::Confirmed);
}

#[tokio::test]
async fn a_long_queue_has_pages() {
    let app = TestApp::with_sample().await;
    send(&app, &[]).await.is(303);
    app.mail().await;
    let model = rows(&app).await.remove(0);
    for n in 0..60_u32 {
        let email = format!("p{n}@lantern-street.example.org");
        let row = interests::ActiveModel {
            id: Set(roundtable::ids::InterestId::fresh()),
            email_key: Set(email.clone()),
            email: Set(email.parse().unwrap()),
            organization_name: Set(format!("Organization {n:02}")),
            status: Set(RegistrationStatus::Confirmed),
            confirm_token_hash: Set(None),
            ..model.clone().into_active_model()
        };
        interests::Entity::insert(row)
            .exec_without_returning(app.db().read())
            .await
            .unwrap();
    }
    let mut staff = app.staff(Role::Viewer).await;
    let first = staff.get("/interest").await;
    first
        .see("Organization 00")
        .see("Organization 49")
        .not_see("Organization 50")
        .see("1 to 50 of 60 registrations");
    let next = first.link("/interest?tab=review&").replace("&#38;", "&");
    staff.get(&next).await.see("Organization 59");
}

#[tokio::test]
async fn nobody_marked_do_not_contact_is_written_to() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let first = confirmed(&app, &[]).await;
    let (_, version) = open(&mut staff, &first).await;
    staff
        .post(&format!("{first}/accept"), &[("version", &version)])
        .await
        .is(303);
    assert_eq!(app.mail().await.len(), 1);
    let person = all::<people::Entity>(&app).await.remove(0).id;
    staff
        .post(
            &format!("/people/{person}/contact"),
            &[("do_not_contact", "yes")],
        )
        .await
        .is(303);
    let (_, version) = open(&mut staff, &first).await;
    staff
        .submit(&format!("{first}/reopen"), &[("version", &version)])
        .await
        .see("no mail is sent");
    let (_, version) = open(&mut staff, &first).await;
    let told = [
        ("version", version.as_str()),
        ("reason", "Changed our mind"),
        ("tell", "yes"),
    ];
    staff.post(&format!("{first}/decline"), &told).await.is(303);
    assert!(app.mail().await.is_empty());
}
