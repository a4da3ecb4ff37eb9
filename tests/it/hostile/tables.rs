//! The forms of a partnership, of who sits at it, and of its self-check.

use roundtable::{
    entities::{learning_dates, partnership_members},
    partnerships::by_slug,
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Form, Kind, Shown, none};
use crate::support::TestApp;

const BAY: &str = "bay-crossing-integration-table-example";

#[tokio::test]
async fn a_partnership_is_opened_and_changed() {
    let app = TestApp::with_sample().await;
    let bay = by_slug(app.db().read(), BAY).await.unwrap().unwrap();
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("name", "Homes for Rhode Island"),
        ("stage", "planning"),
        ("places", "Providence, RI"),
        ("shared_result", "Every household has a home."),
        ("source", "Letter of the backbone"),
        ("as_of", "2026-11-01"),
    ];
    let thrown = |form: Form| {
        form.texts(&[
            ("name", 160),
            ("shared_result", 600),
            ("decision_rule", 600),
            ("rhythm", 200),
            ("governance_note", 2_000),
            ("source", 300),
        ])
        .days(&["as_of"])
        .choices(&["stage", "places"])
        .throw("website", Kind::Web)
    };
    let new = Form::new("/partnerships/new", Shown::After, &fields);
    let new = thrown(new).choices(&["rounds"]);
    let mut wrong = new.survives(&mut officer).await;
    let edit = Form::editing(format!("/partnerships/{}/edit", bay.id), &fields);
    wrong.extend(thrown(edit).survives(&mut officer).await);
    none(&wrong);
}

#[tokio::test]
async fn a_member_is_seated_and_changed() {
    let app = TestApp::with_sample().await;
    let bay = by_slug(app.db().read(), BAY).await.unwrap().unwrap();
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("name", "Harbor Works"),
        ("sector", "nonprofit"),
        ("role", "backbone"),
        ("functions", "guides_vision"),
        ("contact_name", "Ana Ruiz"),
        ("joined_on", "2025-02-01"),
    ];
    let thrown = |form: Form| {
        form.texts(&[("name", 160), ("contact_name", 160)])
            .days(&["joined_on", "left_on"])
            .choices(&["sector", "role", "functions", "organization"])
            .throw("fte", Kind::Number)
    };
    let here = format!("/partnerships/{}", bay.id);
    let new = Form::new(format!("{here}/members/new"), Shown::After, &fields);
    let mut wrong = thrown(new).survives(&mut officer).await;
    let members = partnership_members::Entity::find();
    let member = members
        .clone()
        .filter(partnership_members::Column::PartnershipId.eq(bay.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let edit = Form::editing(format!("{here}/members/{}/edit", member.id), &fields);
    wrong.extend(thrown(edit).survives(&mut officer).await);
    none(&wrong);
    let theirs = members
        .filter(partnership_members::Column::PartnershipId.ne(bay.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    officer
        .post(&format!("{here}/members/{}/edit", theirs.id), &fields)
        .await
        .is(404);
}

#[tokio::test]
async fn a_self_check_is_made() {
    let app = TestApp::with_sample().await;
    let bay = by_slug(app.db().read(), BAY).await.unwrap().unwrap();
    let mut lead = app.lead(bay.id).await;
    let fields = [
        ("checked_on", "2026-11-20"),
        ("agenda", "3"),
        ("measurement", "1"),
        ("activities", "2"),
        ("communication", "0"),
        ("backbone", "4"),
    ];
    let path = format!("/partnerships/{}/self-check", bay.id);
    let form = Form::new(path, Shown::After, &fields)
        .texts(&[("agenda_note", 1_000), ("backbone_note", 1_000)])
        .days(&["checked_on"])
        .choices(&["agenda", "measurement", "activities", "backbone"])
        .throw("communication", Kind::Choice);
    none(&form.survives(&mut lead).await);
}

#[tokio::test]
async fn a_round_gets_learning_dates() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("held_on", "2027-02-11"),
        ("topic", "Reading one number together"),
        ("venue", "By video"),
        ("source", "The convener: a letter"),
    ];
    let thrown = |form: Form| {
        form.texts(&[("topic", 200), ("venue", 200), ("source", 300)])
            .days(&["held_on"])
    };
    let round = "/initiatives/wcc/rounds/wcc_ri/dates";
    let new = format!("{round}/new");
    officer.post(&new, &fields).await.is(303);
    let held = learning_dates::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let edit = Form::editing(format!("{round}/{}/edit", held.id), &fields);
    let mut wrong = thrown(edit).survives(&mut officer).await;
    let new = Form::new(new, Shown::After, &fields);
    wrong.extend(thrown(new).survives(&mut officer).await);
    none(&wrong);
}
