//! Absorbers through the router: written down, found, changed by two at once; the check on a goal's page; and where a
//! bank and a CDFI stand.

use roundtable::{
    entities::{absorber_counties, absorbers, funding_sources, goals, organizations},
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::support::TestApp;

async fn sample(app: &TestApp, key: &str) -> goals::Model {
    goals::Entity::find()
        .filter(goals::Column::SourceKey.eq(key))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

async fn funder(app: &TestApp, key: &str) -> organizations::Model {
    organizations::Entity::find()
        .filter(organizations::Column::SourceKey.eq(key))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

fn form<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("organization", "Bay Works Lending"),
        ("kind", "cdfi"),
        ("assets", "$60m"),
        ("net_assets", "22%"),
        ("readiness", "ready"),
        ("issues", "youth_pathways"),
        ("counties", "06075; Alameda County, CA"),
        ("source", "Its 2025 audit"),
        ("as_of", "2026-06-30"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

#[tokio::test]
async fn statement_11_debt_that_nobody_in_the_county_can_carry_is_warned_of_with_the_reason() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let seattle = sample(&app, "g-sea-01").await;
    let page = officer.get(&format!("/goals/{}", seattle.id)).await;
    page.is(200)
        .see("Nobody recorded here can carry this debt.")
        .see("Nobody recorded here works in this county who could carry $9M of debt.")
        .see("enabling environment")
        .see("out-of-town CDFI")
        .see("/absorbers/new");
    let baltimore = sample(&app, "g-bal-02").await;
    officer
        .get(&format!("/goals/{}", baltimore.id))
        .await
        .see("Works in this county, knows this issue and is large enough")
        .see("Chesapeake Community Capital (example)")
        .not_see("Nobody recorded here can carry");
    let no_debt = sample(&app, "g-cra-01").await;
    officer
        .get(&format!("/goals/{}", no_debt.id))
        .await
        .not_see("Who could carry the debt");

    // Too small in its own county, and the reason says by how much.
    let albuquerque = sample(&app, "g-abq-01").await;
    officer
        .get(&format!("/goals/{}", albuquerque.id))
        .await
        .see("Ready only with a guarantee, and this stack has none.");

    // The table is told that one is there, and neither which nor why it cannot.
    let mut lead = app.lead(albuquerque.partnership_id.unwrap()).await;
    let path = format!("/goals/{}", albuquerque.id);
    for page in [path.clone(), format!("{path}/sheet")] {
        lead.get(&page)
            .await
            .see("One organization works in this county, and it cannot carry ")
            .not_see("only with a guarantee")
            .not_see("works in this county and cannot carry it");
        officer
            .get(&page)
            .await
            .see("works in this county and cannot carry it")
            .see("eady only with a guarantee");
    }

    // Somebody is written down, and the warning goes.
    let goal = sample(&app, "g-sf-01").await;
    let path = format!("/goals/{}", goal.id);
    officer
        .get(&path)
        .await
        .see("Nobody recorded here can carry");
    officer.submit("/absorbers/new", &form(&[])).await;
    officer
        .get(&path)
        .await
        .see("Bay Works Lending")
        .not_see("Nobody recorded here can carry");
}

#[tokio::test]
async fn an_absorber_is_written_down_found_and_changed() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer.get("/absorbers/new").await.is(200);
    let page = officer.submit("/absorbers/new", &form(&[])).await;
    page.see("is written down as an absorber")
        .see("Bay Works Lending")
        .see("$15,000,000")
        .see("(06001)")
        .see("22%")
        .not_see("Sample</span>");
    officer
        .post("/absorbers/new", &form(&[]))
        .await
        .is(422)
        .see("an absorber already");
    officer
        .get("/absorbers?county=county:06001&issue=youth_pathways&readiness=ready")
        .await
        .see("1 absorber")
        .see("Bay Works Lending");
    officer
        .get("/absorbers")
        .await
        .see("6 absorbers")
        .see("Sample");
    officer
        .get("/absorbers?county=county:53033")
        .await
        .see("No absorber matches");
    officer
        .get("/funders?q=bay+works")
        .await
        .see("Bay Works Lending");

    let row = absorbers::Entity::find()
        .filter(absorbers::Column::Source.eq("Its 2025 audit"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let edit = format!("/absorbers/{}/edit", row.id);
    officer.get(&edit).await.see("name=\"version\" value=\"1\"");
    let mine = form(&[("assets", "75m"), ("version", "1")]);
    officer
        .submit(&edit, &mine)
        .await
        .see("Absorber saved.")
        .see("$75,000,000");
    let late = form(&[("assets", "80m"), ("counties", "06075"), ("version", "1")]);
    officer
        .post(&edit, &late)
        .await
        .is(409)
        .see("$80,000,000")
        .see("$75,000,000")
        .see("name=\"version\" value=\"2\"");
    let counties =
        absorber_counties::Entity::find().filter(absorber_counties::Column::AbsorberId.eq(row.id));
    assert_eq!(counties.count(app.db().read()).await.unwrap(), 2);
}

#[tokio::test]
async fn bad_input_is_refused_beside_its_field_and_kept() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let long = "x".repeat(301);
    for (field, typed, said) in [
        ("organization", " ", "Type the organization&#39;s name"),
        ("kind", "unicorn", "Choose what it is."),
        ("assets", "-5m", "Type an amount of zero or more"),
        ("net_assets", "130", "from 0 to 100"),
        ("certification", &long, "300 characters"),
        ("certified_on", "0001-01-01", "year-month-day"),
        ("counties", "Atlantis, ZZ", "No county here is called"),
        ("counties", "99999", "no county here with the code"),
        ("issues", "astrology", "Tick at least one issue"),
        ("as_of", "2031-01-01", "Type a date that has come."),
        ("source", "", "Say where you know this from."),
    ] {
        let page = officer
            .post("/absorbers/new", &form(&[(field, typed)]))
            .await;
        page.is(422).see("There is a problem").see("<title>Error: ");
        let body = page.body.replace("&#x27;", "&#39;");
        assert!(body.contains(said), "{field}: {said}\n{body}");
    }
    let odd = form(&[
        ("organization", "<script>alert(1)</script> بنك 🏦"),
        ("debt_history", "\u{202e}desrever"),
    ]);
    officer
        .submit("/absorbers/new", &odd)
        .await
        .see("&#60;script&#62;alert(1)")
        .see("🏦")
        .not_see("<script>alert");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get("/absorbers").await.is(200);
    viewer.get("/absorbers/new").await.is(403);
    viewer.post("/absorbers/new", &form(&[])).await.is(403);
}

#[tokio::test]
async fn statement_12_a_bank_states_its_areas_and_sees_goals_inside_and_outside() {
    let app = TestApp::with_sample().await;
    let bank = funder(&app, "f-narragansett").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let goals = format!("/funders/{}/goals", bank.id);
    officer
        .get(&goals)
        .await
        .see("Assessment areas")
        .see("Providence residents of color reach median wage")
        .not_see("Opportunity youth reconnected");
    officer
        .get(&format!("{goals}?show=outside"))
        .await
        .see("Opportunity youth reconnected")
        .not_see("Providence residents of color");

    let pocket = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.eq(bank.id))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let areas = format!("/funders/{}/pockets/{}/areas", bank.id, pocket.id);
    officer
        .get(&format!("/funders/{}", bank.id))
        .await
        .see(&areas)
        .see(&goals);
    officer.get(&areas).await.see("county:44007");
    let mut fields = vec![
        ("assessed", "county:06075\ncbsa:39300"),
        ("source", "Its CRA public file"),
        ("as_of", "2026-10-01"),
        ("version", "1"),
    ];
    let page = officer.submit(&areas, &fields).await;
    page.see("Areas saved.")
        .see("Its CRA public file, as of 1 Oct 2026")
        .see("Opportunity youth reconnected")
        .see("Providence residents of color");
    fields[0].1 = "county:25025";
    officer
        .post(&areas, &fields)
        .await
        .is(409)
        .see("county:25025")
        .see("county:06075");
    fields[0].1 = "Boston";
    officer
        .post(&areas, &fields)
        .await
        .is(422)
        .see("is not a place code");
}

#[tokio::test]
async fn statement_13_a_cdfi_states_markets_certification_and_products_and_sees_its_listing() {
    let app = TestApp::with_sample().await;
    let cdfi = funder(&app, "f-chesapeake").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let page = officer.get(&format!("/funders/{}", cdfi.id)).await;
    page.see("Target markets").see("Products of");
    let areas = page.link(&format!("/funders/{}/pockets/", cdfi.id));
    let areas = if areas.ends_with("/new") {
        let pocket = funding_sources::Entity::find()
            .filter(funding_sources::Column::OrganizationId.eq(cdfi.id))
            .one(app.db().read())
            .await
            .unwrap()
            .unwrap();
        format!("/funders/{}/pockets/{}/areas", cdfi.id, pocket.id)
    } else {
        areas
    };
    let fields = [
        ("investment", "cbsa:12580"),
        ("low_income", "county:24510"),
        ("certified_on", "2024-05-15"),
        ("source", "CDFI Fund list"),
        ("as_of", "2026-10-01"),
        ("version", "1"),
    ];
    let goals = officer.submit(&areas, &fields).await;
    goals.see("Target markets").see("Baltimore");
    officer
        .get(&format!("/funders/{}", cdfi.id))
        .await
        .see("Certified as of 15 May 2024")
        .see("Low-income targeted population: ")
        .see("CDFI Fund list, as of 1 Oct 2026");
    let absorber = officer.get(&format!("/funders/{}/absorber", cdfi.id)).await;
    absorber.is(303);
    officer
        .get(absorber.location())
        .await
        .see("Certified CDFI (invented)")
        .see("Made up for the demonstration");
}
