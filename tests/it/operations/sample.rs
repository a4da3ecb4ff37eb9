//! Removing the sample data takes what is marked and leaves what is real.

use roundtable::{
    entities::{convenings, goals, issue_areas, organizations, people, search_terms, seats},
    ids::{ConveningId, GoalId, OrganizationId, PersonId, SeatId},
    search::{self, Entry},
    values::{
        Attendance, ConveningFormat, ConveningMode, ConveningPurpose, ConveningStatus, FunderType,
        GoalStatus, ParticipantRole, Role,
    },
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};

use crate::support::{TestApp, then};

async fn organization(app: &TestApp, name: &str, illustrative: bool) -> OrganizationId {
    let id = OrganizationId::fresh();
    let row = organizations::Model {
        id,
        name: name.to_owned(),
        kind: Some(FunderType::ALL[0]),
        kind_basis: String::new(),
        ein: None,
        ror_id: None,
        website: None,
        domain: None,
        public_email: None,
        hq_place_id: None,
        hq_city: None,
        hq_state: None,
        hq_zip: None,
        source: "test".to_owned(),
        source_key: None,
        as_of: "2026".to_owned(),
        illustrative,
        do_not_contact: false,
        version: 1,
        created_at: then(),
        updated_at: then(),
    };
    insert(app, row).await;
    let entry = Entry {
        kind: "funder",
        id: id.to_string(),
        title: name.to_owned(),
        subtitle: String::new(),
        url: format!("/funders/{id}"),
        weight: 1,
        illustrative,
        also: String::new(),
    };
    app.db()
        .write(async |txn| search::index(txn, &[entry]).await)
        .await
        .unwrap();
    id
}

async fn insert<M, A>(app: &TestApp, row: M)
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let row = row.into_active_model().reset_all();
    A::Entity::insert(row)
        .exec_without_returning(app.db().read())
        .await
        .unwrap();
}

async fn goal(app: &TestApp, slug: &str, illustrative: bool) {
    let row = goals::Model {
        id: GoalId::fresh(),
        slug: slug.to_owned(),
        title: slug.to_owned(),
        result_statement: String::new(),
        partnership_id: None,
        status: GoalStatus::Draft,
        primary_issue: "T".to_owned(),
        story: String::new(),
        equity_note: String::new(),
        owner_of_number: String::new(),
        next_report_on: None,
        what_works: String::new(),
        absorption_function: String::new(),
        suggested_mode: None,
        adopted_at: None,
        adopted_by: None,
        adopted_name: String::new(),
        outcomes_contract: None,
        values_note: String::new(),
        open_for_interest: false,
        illustrative,
        source_key: None,
        version: 1,
        revision: 0,
        created_at: then(),
        updated_at: then(),
        updated_by: None,
    };
    insert(app, row).await;
}

async fn convening(app: &TestApp, title: &str, illustrative: bool) -> ConveningId {
    let id = ConveningId::fresh();
    let row = convenings::Model {
        id,
        title: title.to_owned(),
        mode: ConveningMode::IssueFocused,
        purpose: ConveningPurpose::DealMatching,
        summary: String::new(),
        place_id: None,
        time_zone: "America/Chicago".parse().unwrap(),
        local_start: then().naive_utc(),
        local_end: then().naive_utc(),
        start_fold: None,
        end_fold: None,
        starts_at: then(),
        ends_at: then(),
        tzdb_version: "2026a".to_owned(),
        format: ConveningFormat::InPerson,
        venue: String::new(),
        online_link: String::new(),
        status: ConveningStatus::Idea,
        uid: format!("{id}@roundtable.test"),
        sequence: 0,
        rescheduled_sequence: 0,
        stamped_at: then(),
        modified_at: then(),
        cancelled_at: None,
        host_id: None,
        illustrative,
        version: 1,
        created_at: then(),
    };
    insert(app, row).await;
    id
}

async fn seat(app: &TestApp, convening_id: ConveningId, organization_id: OrganizationId) {
    let row = seats::Model {
        id: SeatId::fresh(),
        convening_id,
        organization_id: Some(organization_id),
        person_id: None,
        guest_name: String::new(),
        role: ParticipantRole::ALL[0],
        attendance: Attendance::ALL[0],
        position: 1,
        created_at: then(),
    };
    insert(app, row).await;
}

async fn person(app: &TestApp, name: &str, illustrative: bool) {
    let row = people::Model {
        id: PersonId::fresh(),
        name: name.to_owned(),
        email: None,
        email_key: None,
        time_zone: None,
        source: "test".to_owned(),
        consent_hold_at: None,
        consent_contact_at: None,
        consent_list_at: None,
        do_not_contact: false,
        illustrative,
        created_at: then(),
        updated_at: then(),
    };
    insert(app, row).await;
}

async fn issue(app: &TestApp) {
    let row = issue_areas::Model {
        code: "T".to_owned(),
        parent: None,
        label: "Test".to_owned(),
        definition: String::new(),
        ntee_codes: String::new(),
        pcs_codes: String::new(),
        sdg_goals: String::new(),
        cra_purpose: String::new(),
        position: 1,
    };
    insert(app, row).await;
}

#[tokio::test]
async fn what_is_marked_goes_and_what_is_real_stays() {
    let app = TestApp::new().await;
    let mut admin = app.staff(Role::Administrator).await;
    issue(&app).await;
    let real = organization(&app, "Quillfeather Trust", false).await;
    let sample = organization(&app, "Lantern Street Fund", true).await;
    for illustrative in [false, true] {
        goal(&app, &format!("goal-{illustrative}"), illustrative).await;
        person(&app, "Somebody", illustrative).await;
        let at = convening(&app, "Table", illustrative).await;
        seat(&app, at, real).await;
        seat(&app, at, sample).await;
    }
    let there = "1 convening, 1 goal, 1 organization and 1 person";
    admin.get("/admin").await.see(there);
    admin
        .get("/admin/sample-data/removal")
        .await
        .is(200)
        .see(there);
    let gone = admin.submit("/admin/sample-data/removal", &[]).await;
    gone.see(&format!("The sample data is gone: {there}."))
        .see("There is none.");

    let db = app.db().read();
    let left = organizations::Entity::find().all(db).await.unwrap();
    assert_eq!(left.iter().map(|row| row.id).collect::<Vec<_>>(), [real]);
    assert_eq!(
        goals::Entity::find().one(db).await.unwrap().unwrap().slug,
        "goal-false"
    );
    assert_eq!(people::Entity::find().count(db).await.unwrap(), 1);
    assert_eq!(convenings::Entity::find().count(db).await.unwrap(), 1);
    let seats = seats::Entity::find().all(db).await.unwrap();
    assert_eq!(
        seats.len(),
        1,
        "only the real organization's seat at the real table"
    );
    assert_eq!(seats[0].organization_id, Some(real));
    assert!(search::find(db, "lantern", 5).await.unwrap().is_empty());
    assert_eq!(search::find(db, "quillfeather", 5).await.unwrap().len(), 1);
    assert_eq!(search_terms::Entity::find().count(db).await.unwrap(), 2);
    admin
        .get("/admin/audit")
        .await
        .see(&format!("Removed the sample data: {there}"));

    let again = admin.submit("/admin/sample-data/removal", &[]).await;
    again.see("There was no sample data to remove.");
}
