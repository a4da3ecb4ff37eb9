//! The forms of funders, their pockets and areas, and of absorbers.

use roundtable::{
    entities::{absorbers, funding_sources, organizations},
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Form, Kind, Shown, none};
use crate::support::TestApp;

async fn funder(app: &TestApp) -> organizations::Model {
    organizations::Entity::find()
        .filter(organizations::Column::SourceKey.eq("f-rosewater"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn a_funder_is_changed() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let edit = format!("/funders/{}/edit", funder(&app).await.id);
    let fields = [("name", "Rosewater"), ("website", "https://example.org")];
    let form = Form::editing(edit, &fields)
        .texts(&[("name", 300)])
        .throw("website", Kind::Web)
        .choices(&["kind"]);
    none(&form.survives(&mut officer).await);
}

#[tokio::test]
async fn a_pocket_is_written_down() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("/funders/{}/pockets/new", funder(&app).await.id);
    let fields = [
        ("name", "Arctic fund"),
        ("kind", "private_foundation"),
        ("areas", "41860"),
        ("issues", "housing"),
        ("populations", "native"),
        ("product_1", "grant"),
        ("min_1", "100k"),
        ("max_1", "999999999999999"),
        ("cycle", "March, September"),
        ("source", "Call with its program lead"),
        ("as_of", "2026-11-20"),
    ];
    let form = Form::new(path, Shown::After, &fields)
        .texts(&[("name", 500), ("notes", 4_000), ("source", 500)])
        .days(&["as_of"])
        .choices(&["kind", "areas", "issues", "populations", "cycle", "state"])
        .choices(&["product_1", "product_2"])
        .throw("min_1", Kind::Money)
        .throw("max_1", Kind::Money);
    none(&form.survives(&mut officer).await);
}

#[tokio::test]
async fn areas_and_markets_are_stated() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let funder = funder(&app).await;
    let pocket = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.eq(funder.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let fields = [
        ("assessed", "44007"),
        ("investment", "06075"),
        ("certified_on", "2025-01-31"),
        ("source", "Public file"),
        ("as_of", "2026-11-20"),
    ];
    let path = format!("/funders/{}/pockets/{}/areas", funder.id, pocket.id);
    let form = Form::editing(path, &fields)
        .texts(&[("source", 300)])
        .days(&["certified_on", "as_of"])
        .choices(&["assessed", "investment", "low_income"]);
    none(&form.survives(&mut officer).await);
    let other = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.ne(funder.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    officer
        .post(
            &format!("/funders/{}/pockets/{}/areas", funder.id, other.id),
            &fields,
        )
        .await
        .is(404);
}

#[tokio::test]
async fn an_absorber_is_written_down_and_changed() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("kind", "cdfi"),
        ("assets", "$60m"),
        ("net_assets", "22"),
        ("readiness", "ready"),
        ("issues", "youth_pathways"),
        ("counties", "06075"),
        ("source", "Its 2025 audit"),
        ("as_of", "2026-06-30"),
    ];
    let thrown = |form: Form| {
        form.texts(&[
            ("certification", 300),
            ("debt_history", 2_000),
            ("source", 300),
        ])
        .days(&["certified_on", "as_of"])
        .choices(&["kind", "readiness", "issues", "counties"])
        .throw("assets", Kind::Money)
        .throw("pipeline", Kind::Money)
        .throw("net_assets", Kind::Number)
    };
    let absorber = absorbers::Entity::find().one(app.db().read());
    let absorber = absorber.await.unwrap().unwrap();
    let edit = Form::editing(format!("/absorbers/{}/edit", absorber.id), &fields);
    let mut wrong = thrown(edit).survives(&mut officer).await;
    // A second absorber of one name is refused, so of a new one only what is refused is thrown, and its name.
    let named = [&fields[..], &[("organization", "Bay Works Lending")]].concat();
    let mut new = thrown(Form::new("/absorbers/new", Shown::Elsewhere, &named));
    new.thrown
        .retain(|(_, kind)| matches!(kind, Kind::Day | Kind::Choice));
    let new = new.throw("organization", Kind::Text(200));
    wrong.extend(new.survives(&mut officer).await);
    none(&wrong);
}
