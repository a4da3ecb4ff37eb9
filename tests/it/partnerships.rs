//! Partnerships through the router: their pages, members and initiatives, the self-check that is their own, and what
//! those who lead one see and change.

use roundtable::{
    entities::{
        audit_entries, calendar_feeds, goals, initiative_sites, organizations, partnership_members,
        partnerships, self_checks, users,
    },
    ids::{CalendarFeedId, PartnershipId},
    partnerships::{by_slug, name_of},
    values::{GoalStatus, PartnershipStage, Role},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use crate::support::TestApp;

const BAY: &str = "bay-crossing-integration-table-example";
const PROVIDENCE: &str = "ocean-state-working-cities-team-providence-example";

async fn table(app: &TestApp, slug: &str) -> partnerships::Model {
    by_slug(app.db().read(), slug).await.unwrap().unwrap()
}

async fn reread(app: &TestApp, id: PartnershipId) -> partnerships::Model {
    let found = roundtable::partnerships::by_id(app.db().read(), id).await;
    found.unwrap().unwrap()
}

fn written<'a>(name: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("stage", "planning"),
        ("places", "Providence, RI; Central Falls, RI"),
        (
            "shared_result",
            "Every household has a home it can pay for.",
        ),
        ("decision_rule", "Consensus"),
        ("source", "Letter of the backbone"),
        ("as_of", "2026-11-01"),
        ("rounds", "wcc_ri"),
        ("version", version),
    ]
}

async fn opened(app: &TestApp, name: &str) -> PartnershipId {
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let page = officer.post("/partnerships/new", &written(name, "")).await;
    page.is(303);
    page.location().rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_list_filters_and_searches() {
    let app = TestApp::with_sample().await;
    let id = opened(&app, "Homes for Rhode Island").await;
    let mut viewer = app.staff(Role::Viewer).await;
    let all = viewer.get("/partnerships").await;
    all.is(200)
        .see("19 partnerships")
        .see("Bay Crossing Integration Table (example)")
        .not_see("/partnerships/new");
    let part = viewer
        .get_part("/partnerships?stage=implementing", "results")
        .await;
    part.see("1 partnership")
        .see("Bay Crossing")
        .not_see("<html");
    viewer
        .get("/partnerships?city=city:4459000")
        .await
        .see("3 partnerships")
        .see("Homes for Rhode Island");
    viewer
        .get("/partnerships?initiative=wcc")
        .await
        .see("1 partnership")
        .see(&format!("/partnerships/{id}"));
    viewer
        .get("/partnerships?q=homes+providence")
        .await
        .see("1 partnership");
    viewer
        .get("/partnerships?q=nobody&stage=x&page=999")
        .await
        .is(200)
        .see("No partnership matches");
    viewer
        .get("/search?q=bay+crossing")
        .await
        .see("Bay Crossing Integration Table");
}

#[tokio::test]
async fn two_people_editing_lose_no_save() {
    let app = TestApp::with_sample().await;
    let id = opened(&app, "Homes for Rhode Island").await;
    let (one, path) = (
        format!("/partnerships/{id}"),
        format!("/partnerships/{id}/edit"),
    );
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer
        .get(&path)
        .await
        .is(200)
        .see("Providence, RI; Central Falls, RI")
        .see("value=\"wcc_ri\" checked");
    officer
        .submit(&path, &written("Homes first", "1"))
        .await
        .see("Partnership saved.")
        .see("Homes first");
    let mut late = written("Homes last", "1");
    late[1] = ("stage", "implementing");
    officer
        .post(&path, &late)
        .await
        .is(409)
        .see("Homes last")
        .see("Homes first")
        .see("Implementing")
        .see("name=\"version\" value=\"2\"");
    assert_eq!(reread(&app, id).await.name, "Homes first");
    late[8] = ("version", "2");
    officer.submit(&path, &late).await.see("Homes last");
    let held = reread(&app, id).await;
    assert_eq!(
        (held.stage, held.version),
        (PartnershipStage::Implementing, 3)
    );
    officer
        .submit(&path, &[&late[..8], &[("version", "3")]].concat())
        .await
        .see("Nothing was different");
    officer
        .get(&format!("{one}/activity"))
        .await
        .see("Changed the partnership: name, stage")
        .see("Homes first")
        .see("Opened the partnership");
    officer.get("/search?q=homes+last").await.see(&one);
}

#[tokio::test]
async fn hostile_input_is_refused_kept_or_saved_as_it_is() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let long = "x".repeat(161);
    let wrong = [
        ("name", long.as_str()),
        ("stage", "someday"),
        ("places", "Springfield"),
        ("website", "javascript:alert(1)"),
        ("as_of", "0001-01-01"),
        ("rounds", "no_such_round"),
    ];
    let page = officer.post("/partnerships/new", &wrong).await;
    page.is(422)
        .see("Error: New partnership")
        .see("Shorten the partnership&#39;s name to 160 characters")
        .see("Choose a stage.")
        .see("could be")
        .see("begins with https://")
        .see("year-month-day")
        .see("Type where this is known from.")
        .see(&long);
    officer
        .post("/partnerships/new", &[("name", "a\0b")])
        .await
        .is(422);
    let name = "<script>alert(1)</script> طاولة 🌉";
    let id = opened(&app, name).await;
    assert_eq!(reread(&app, id).await.name, name);
    officer
        .get(&format!("/partnerships/{id}"))
        .await
        .see("&#60;script&#62;")
        .not_see("<script>alert");
    let member = [
        ("name", "Ω".repeat(161).leak() as &str),
        ("sector", "robots"),
        ("role", "backbone"),
        ("fte", "-100000000000000"),
        ("joined_on", "0001-01-01"),
        ("left_on", "2030-01-01"),
    ];
    let path = format!("/partnerships/{id}/members/new");
    officer
        .post(&path, &member)
        .await
        .is(422)
        .see("Choose a sector.")
        .see("from 0 to 500")
        .see("a day to come is not known yet")
        .see("-100000000000000");
    assert_eq!(
        partnership_members::Entity::find()
            .filter(partnership_members::Column::PartnershipId.eq(id))
            .count(app.db().read())
            .await
            .unwrap(),
        0
    );
}

#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
#[tokio::test]
async fn members_are_seated_changed_and_ended_but_never_deleted() {
    let app = TestApp::with_sample().await;
    let id = opened(&app, "Homes for Rhode Island").await;
    let path = format!("/partnerships/{id}/members/new");
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let seat = |left: &'static str, version: &'static str| {
        vec![
            ("name", "Harbor Works"),
            ("sector", "nonprofit"),
            ("role", "backbone"),
            ("functions", "guides_vision"),
            ("functions", "funding"),
            ("contact_name", "Ana Ruiz"),
            ("fte", "1.5"),
            ("joined_on", "2025-02-01"),
            ("left_on", left),
            ("version", version),
        ]
    };
    let page = officer.submit(&path, &seat("", "")).await;
    page.see("Member added.")
        .see("Harbor Works")
        .see("Guides vision and strategy")
        .see("Ana Ruiz, 1.5 full-time posts")
        .see("none yet: public, private, philanthropic, resident");
    let edit = page
        .link(&format!("/partnerships/{id}/members/"))
        .replace("/new", "");
    let member = partnership_members::Entity::find()
        .filter(partnership_members::Column::PartnershipId.eq(id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    assert!(edit.contains(&member.id.to_string()), "{edit}");
    officer
        .submit(&edit, &seat("2026-10-31", "1"))
        .await
        .see("Member saved.")
        .see("1 who left")
        .see("No member is the backbone yet");
    officer
        .post(&edit, &seat("", "1"))
        .await
        .is(409)
        .see("2026-10-31")
        .see("(empty)");
    officer
        .get(&format!("/partnerships/{id}/activity"))
        .await
        .see("Noted that Harbor Works left");
    // Nothing invented is said of anybody real, nor the other way round.
    let mut sample = seat("", "");
    sample.push(("organization", "Rosewater Outcomes Fund (example)"));
    officer
        .post(&path, &sample)
        .await
        .is(422)
        .see("No real organization here is called");
    let bay = table(&app, BAY).await;
    officer
        .post(&format!("/partnerships/{}/members/new", bay.id), &sample)
        .await
        .is(303);
    let linked = organizations::Entity::find()
        .filter(organizations::Column::SourceKey.eq("f-rosewater"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    officer
        .get(&format!("/partnerships/{}", bay.id))
        .await
        .see(&format!("/funders/{}", linked.id));
}

#[tokio::test]
async fn initiatives_say_public_facts_with_their_source() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get("/initiatives")
        .await
        .is(200)
        .see("The Integration Initiative")
        .see("Working Cities Challenge")
        .see("Federal Reserve Bank of Boston convenes and is not the funder");
    viewer
        .get("/initiatives/tii")
        .await
        .is(200)
        .see("Grants and debt through a CDFI")
        .see("Public pages of Living Cities")
        .see("/cities/2743000")
        .not_see("(example)");
    let page = viewer.get("/initiatives/wcc").await;
    page.is(200)
        .see("A design phase of six months")
        .see("Cranston, RI")
        .see("Not stated in the source");
    viewer.get("/initiatives/nowhere").await.is(404);
    let sites = initiative_sites::Entity::find()
        .count(app.db().read())
        .await;
    assert_eq!(sites.unwrap(), 45);
    viewer
        .get("/cities/4459000")
        .await
        .see("Working Cities Challenge Rhode Island")
        .see("Implementation, 2017")
        .see("Ocean State Working Cities Team");
    // A sample takes part in no real round.
    let bay = table(&app, BAY).await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("/partnerships/{}/edit", bay.id);
    officer.get(&path).await.not_see("tii_1");
    let refused = officer.post(&path, &written("Bay Crossing", "1")).await;
    refused.is(422).see("Tick rounds from the list.");
}

fn check(note: &str) -> Vec<(&str, &str)> {
    vec![
        ("checked_on", "2026-11-20"),
        ("agenda", "3"),
        ("agenda_note", note),
        ("measurement", "1"),
        ("activities", "2"),
        ("communication", "0"),
        ("backbone", "4"),
    ]
}

#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
#[tokio::test]
async fn the_self_check_is_the_partnership_s_own() {
    let app = TestApp::with_sample().await;
    let (bay, other) = (table(&app, BAY).await, table(&app, PROVIDENCE).await);
    let path = format!("/partnerships/{}/self-check", bay.id);
    let mut lead = app.lead(bay.id).await;
    let secret = "Quarrelsome walrus";
    lead.submit(&path, &check(secret))
        .await
        .see("Self-check kept.")
        .see(secret)
        .see("Second nature")
        .see("lower than before");
    lead.post(&path, &[("agenda", "5")])
        .await
        .is(422)
        .see("Choose how far you are: common agenda.");
    let series = self_checks::Entity::find()
        .filter(self_checks::Column::PartnershipId.eq(bay.id))
        .count(app.db().read())
        .await;
    assert_eq!(series.unwrap(), 3);

    let activity = format!("/partnerships/{}/activity", bay.id);
    lead.get(&activity).await.see("Made a self-check");
    let mut others = app.lead(other.id).await;
    others.get(&path).await.is(404);
    others.post(&path, &check("x")).await.is(404);
    for role in [Role::Viewer, Role::ProgramOfficer, Role::Administrator] {
        let mut staff = app.staff(role).await;
        staff.get(&path).await.is(404);
        if role != Role::Viewer {
            staff.post(&path, &check("x")).await.is(404);
            staff
                .post(
                    &format!("{path}/sharing"),
                    &[("share", "yes"), ("version", "1")],
                )
                .await
                .is(404);
        }
        for page in [
            format!("/partnerships/{}", bay.id),
            format!("/partnerships/{}/activity", bay.id),
            "/partnerships".to_owned(),
            "/search?q=quarrelsome".to_owned(),
            "/search?q=walrus&kind=partnership".to_owned(),
        ] {
            staff
                .get(&page)
                .await
                .not_see(secret)
                .not_see("Made a self-check")
                .not_see("self-check\"");
        }
    }
    let mut admin = app.staff(Role::Administrator).await;
    admin.get("/admin/audit").await.not_see(secret);
    let entries = audit_entries::Entity::find().all(app.db().read()).await;
    for entry in entries.unwrap() {
        let told = format!("{:?} {:?} {}", entry.before, entry.after, entry.summary);
        assert!(!told.contains(secret), "{told}");
    }
    let goal = goals::Entity::find()
        .filter(goals::Column::PartnershipId.eq(bay.id))
        .filter(goals::Column::OpenForInterest.eq(true))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    for page in ["/open".to_owned(), format!("/g/{}", goal.slug)] {
        app.visitor().get(&page).await.is(200).not_see(secret);
    }
    admin
        .get(&format!("/api/v1/goals/{}/matches", goal.id))
        .await
        .is(200)
        .not_see(secret);
}

#[tokio::test]
async fn a_partnership_may_share_its_self_check_with_staff_to_read() {
    let app = TestApp::with_sample().await;
    let bay = table(&app, BAY).await;
    let path = format!("/partnerships/{}/self-check", bay.id);
    let mut lead = app.lead(bay.id).await;
    let sharing = format!("{path}/sharing");
    lead.post(&sharing, &[("share", "yes"), ("version", "9")])
        .await
        .is(409);
    lead.submit(&sharing, &[("share", "yes"), ("version", "1")])
        .await
        .see("Staff can read the self-check now.");
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer
        .get(&path)
        .await
        .is(200)
        .see("Match protocol drafted")
        .not_see("Keep this check");
    let activity = format!("/partnerships/{}/activity", bay.id);
    let told = "Shared the self-check with staff";
    officer.get(&activity).await.see(told);
    officer.post(&path, &check("x")).await.is(403);
    officer
        .post(&sharing, &[("share", "no"), ("version", "2")])
        .await
        .is(403);
    lead.post(&sharing, &[("share", "no"), ("version", "2")])
        .await
        .is(303);
    officer.get(&path).await.is(404);
    officer.get(&activity).await.not_see("self-check");
    lead.get(&activity).await.see(told);
}

#[tokio::test]
async fn statement_02_a_lead_changes_their_own_goals_and_only_the_table_adopts() {
    let app = TestApp::with_sample().await;
    let bay = table(&app, BAY).await;
    let mut lead = app.lead(bay.id).await;
    let home = lead.get("/today").await;
    assert_eq!(home.is(303).location(), format!("/partnerships/{}", bay.id));
    let page = lead.get(home.location()).await;
    page.is(200)
        .see("Your partnership")
        .see("Needs you")
        .see("Opportunity youth reconnected to school or work")
        .see("has no new value");
    for hidden in [
        "href=\"/funders",
        "href=\"/search",
        "href=\"/cities",
        "href=\"/interest",
        "/matches",
    ] {
        page.not_see(hidden);
    }
    let board = lead.get("/goals").await;
    board
        .see("3 goals")
        .see("San Francisco")
        .not_see("Providence")
        .not_see("/goals/new");

    let goal = goals::Entity::find()
        .filter(goals::Column::SourceKey.eq("g-sf-01"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let path = format!("/goals/{}/edit", goal.id);
    lead.get(&path)
        .await
        .is(200)
        .not_see("name=\"partnership\"");
    let other = table(&app, PROVIDENCE).await.id.to_string();
    let mut fields = vec![
        ("title", "Young people back at school or work"),
        ("result_statement", goal.result_statement.as_str()),
        ("story", goal.story.as_str()),
        ("partnership", other.as_str()),
        ("status", "proposed"),
        ("primary_issue", goal.primary_issue.as_str()),
        ("version", "1"),
    ];
    lead.submit(&path, &fields)
        .await
        .see("Young people back at school or work");
    let held = goals::Entity::find_by_id(goal.id)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        held.partnership_id,
        Some(bay.id),
        "a lead gives no goal away"
    );
    assert_eq!(held.status, GoalStatus::Proposed);
    lead.get(&format!("/goals/{}/activity", goal.id))
        .await
        .see("Partnership lead Tester");
    let mut viewer = app.staff(Role::Viewer).await;
    fields[6] = ("version", "2");
    viewer.post(&path, &fields).await.is(403);
}

#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
#[tokio::test]
async fn administrators_open_accounts_for_leads() {
    let app = TestApp::with_sample().await;
    let bay = table(&app, BAY).await;
    let id = bay.id.to_string();
    let mut admin = app.staff(Role::Administrator).await;
    let fields = |partnership: &'static str| {
        vec![
            ("name", "Lee Ortiz"),
            ("email", "lee@example.org"),
            ("role", "partnership_lead"),
            ("partnership", partnership),
        ]
    };
    admin
        .post("/admin/accounts", &fields(""))
        .await
        .is(422)
        .see("Choose the partnership this person leads.")
        .see("value=\"Lee Ortiz\"");
    admin
        .submit("/admin/accounts", &fields(id.clone().leak()))
        .await
        .see("Lee Ortiz has an account.");
    assert_eq!(app.mail().await.len(), 1);
    let lee = users::Entity::find()
        .filter(users::Column::Name.eq("Lee Ortiz"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(lee.partnership_id, Some(bay.id));
    admin
        .get(&format!("/partnerships/{id}"))
        .await
        .see("Lee Ortiz");

    // Whoever becomes a lead keeps no subscription to every convening.
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let account = users::Entity::find()
        .filter(users::Column::Role.eq(Role::ProgramOfficer))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let feed = calendar_feeds::ActiveModel {
        id: Set(CalendarFeedId::fresh()),
        user_id: Set(account.id),
        token_hash: Set("hash".to_owned()),
        created_at: Set(app.now()),
        revoked_at: Set(None),
        last_read_at: Set(None),
        scope: Set(roundtable::values::FeedScope::All),
        scope_id: Set(String::new()),
    };
    calendar_feeds::Entity::insert(feed)
        .exec_without_returning(app.db().read())
        .await
        .unwrap();
    officer.get("/funders").await.is(200);
    let path = format!("/admin/accounts/{}", account.id);
    let role = [
        ("role", "partnership_lead"),
        ("partnership", &id),
        ("version", "1"),
    ];
    admin
        .submit(&path, &role)
        .await
        .see("is now partnership lead");
    officer
        .get("/funders")
        .await
        .is(403)
        .see("This page is for staff.");
    officer.get(&format!("/partnerships/{id}")).await.is(200);
    let feed = calendar_feeds::Entity::find().one(app.db().read()).await;
    assert_eq!(feed.unwrap().unwrap().revoked_at, Some(app.now()));
}

#[tokio::test]
async fn names_that_goals_had_in_words_become_rows() {
    use sea_orm_migration::MigratorTrait;
    let app = TestApp::with_sample().await;
    let names = async || {
        let db = app.db().read();
        let goals = goals::Entity::find()
            .order_by_asc(goals::Column::Id)
            .all(db)
            .await
            .unwrap();
        let mut names = Vec::new();
        for goal in goals {
            names.push(name_of(db, goal.partnership_id).await.unwrap());
        }
        names
    };
    let before = names().await;
    let all = migrations::Migrator::migrations();
    let at = all
        .iter()
        .position(|step| step.name().contains("partnerships"))
        .unwrap();
    let steps = u32::try_from(all.len() - at).unwrap();
    let db = app.db().read();
    migrations::Migrator::down(db, Some(steps)).await.unwrap();
    migrations::Migrator::up(db, None).await.unwrap();
    assert_eq!(names().await, before);
    let rows = partnerships::Entity::find().all(db).await.unwrap();
    assert_eq!(rows.len(), 18);
    assert!(
        rows.iter()
            .all(|row| row.illustrative && !row.slug.is_empty())
    );
    let places = roundtable::partnerships::places_of(db, rows[0].id).await;
    assert!(!places.unwrap().is_empty());
}
