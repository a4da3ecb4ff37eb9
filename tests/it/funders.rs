//! The list of funders, one funder, changing it, and writing down a pocket.

use roundtable::{
    entities::{
        audit_entries, capital_products, funding_source_areas, funding_sources, organizations,
    },
    funders::{
        self,
        directory::{DirectoryFiles, read_directory},
    },
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::support::{Page, TestApp};

const IRS: &str = "ein,name,type_guess,city,state,zip5,ntee_code,irs_foundation_code,irs_foundation_class,assets_usd,income_usd,revenue_usd,ruling_ym,tax_period\n\
916340739,Rasmuson Foundation,private_foundation,Anchorage,AK,99503,T20,04,private_nonoperating,845447369,283738232,,199212,202412\n";
const NMTC: &str = "cde_id,name,type_guess,investments,projects,total_usd,first_year,last_year,states_served,top_states,non_metro_share\n\
nmtc-001,123 New Market Investors LLC,cde_other,4,2,22350000,2006,2013,2,VA;AL,0.0\n";
const NMTC_CITIES: &str = "cde_id,geoid,investments,amount_usd,first_year,last_year\n\
nmtc-001,0107000,3,10000000,2013,2013\n\
nmtc-001,0667000,1,12350000,2006,2007\n";

/// The sample and two real organizations.
pub async fn with_real() -> TestApp {
    let app = TestApp::with_sample().await;
    let directory = read_directory(DirectoryFiles {
        irs: IRS,
        ror: "",
        nafi: "",
        nmtc: NMTC,
        nmtc_cities: NMTC_CITIES,
    });
    assert!(directory.errors.is_empty(), "{:?}", directory.errors);
    let now = app.now();
    app.db()
        .write(async |txn| funders::import_directory(txn, &directory.organizations, now).await)
        .await
        .unwrap();
    app
}

pub async fn named(app: &TestApp, name: &str) -> organizations::Model {
    organizations::Entity::find()
        .filter(organizations::Column::Name.eq(name))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

fn version(page: &Page) -> String {
    let rest = page.body.split("name=\"version\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn funders_are_found_and_narrowed() {
    let app = with_real().await;
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get("/funders")
        .await
        .is(200)
        .see("27 funders")
        .see("guessed from name and registration")
        .see("$845.4M")
        .see("as of December 2024");
    for ein in ["916340739", "91-6340739"] {
        let found = viewer.get(&format!("/funders?q={ein}")).await;
        found.see("1 funder").see("Rasmuson Foundation");
    }
    let real = viewer.get("/funders?show=real&sort=assets").await;
    real.see("2 funders").not_see("Harborpoint");
    assert!(real.body.find("Rasmuson") < real.body.find("123 New Market"));
    let tracked = viewer.get("/funders?track=0667000").await;
    tracked.see("1 funder").see("123 New Market Investors");
    tracked.see("value=\"San Francisco, CA\"");
    let by_name = viewer
        .get_part("/funders?track=Birmingham", "results")
        .await;
    by_name.see("123 New Market Investors").not_see("<html");
    let samples = viewer.get("/funders?show=sample&state=RI").await;
    samples
        .see("Ocean State Endowment (example)")
        .see("Sample</span>");
    let seated = viewer.get("/funders?q=rhode&show=sample").await;
    seated.see("Ocean State Endowment (example)");
    viewer
        .get("/funders?kind=community_foundation&show=real")
        .await
        .see("No funder matches.");
    viewer
        .get("/funders?city=4459000")
        .await
        .see("Head office in Providence, RI")
        .see("Ocean State");
}

#[tokio::test]
async fn a_real_funder_shows_only_what_public_files_say() {
    let app = with_real().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let rasmuson = named(&app, "Rasmuson Foundation").await;
    viewer
        .get(&format!("/funders/{}", rasmuson.id))
        .await
        .is(200)
        .see("91-6340739")
        .see("$845,447,369 ($845.4M)")
        .see("IRS Exempt Organizations Business Master File, as of December 2024")
        .see("No pocket recorded yet: public files do not say what it funds.")
        .see("Anchorage, AK 99503")
        // A viewer changes nothing.
        .not_see("/pockets/new")
        .not_see("/edit");
    let cde = named(&app, "123 New Market Investors LLC").await;
    let page = viewer.get(&format!("/funders/{}", cde.id)).await;
    page.see("$12,350,000")
        .see("2006 to 2007")
        .see("/cities/0107000")
        .see("CDFI Fund, New Markets Tax Credit public data release");
    viewer
        .get("/cities/0667000")
        .await
        .see("123 New Market Investors LLC")
        .see("$12,350,000");
    viewer.get("/funders/nobody").await.is(404);
    let unknown = "/funders/0197a000-0000-7000-8000-000000000000";
    viewer.get(unknown).await.is(404);
}

#[tokio::test]
async fn a_sample_funder_shows_its_pocket_in_words() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let harbor = named(&app, "Harborpoint Foundation (example)").await;
    viewer
        .get(&format!("/funders/{}", harbor.id))
        .await
        .see("$100,000 to $1,500,000")
        .see("1% to 2%")
        .see("8 years")
        .see("cbsa:12580")
        .see("Board meets in March (letters due 15 Jan); September (letters due 15 Jul)")
        .see("Makes no grant earmarked for lobbying")
        .see("Made up for the demonstration");
    let convener = organizations::Entity::find()
        .filter(organizations::Column::Kind.eq("convener_nonfunder"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    viewer
        .get(&format!("/funders/{}", convener.id))
        .await
        .see("Convenes; never counted as capital.");
}

#[tokio::test]
async fn a_pocket_without_place_or_source_is_refused() {
    let app = with_real().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let funder = named(&app, "Rasmuson Foundation").await;
    let path = format!("/funders/{}/pockets/new", funder.id);
    officer.get(&path).await.is(200).see("Where you heard it");
    let wrong = [
        ("name", "Arctic fund"),
        ("areas", "Atlantis"),
        ("source", ""),
    ];
    let refused = officer.post(&path, &wrong).await;
    refused
        .is(422)
        .see("There is a problem")
        .see("“Atlantis” is not a place code")
        .see("Say where you heard it.")
        .see("value=\"Arctic fund\"");
    let unknown = [
        ("name", "Arctic fund"),
        ("kind", "private_foundation"),
        ("areas", "99999"),
        ("issues", "housing"),
        ("source", "A call"),
        ("as_of", "2026-11-20"),
    ];
    officer
        .post(&path, &unknown)
        .await
        .is(422)
        .see("There is no place with the code “99999”.");
    let kept = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.eq(funder.id))
        .count(app.db().read())
        .await
        .unwrap();
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn a_pocket_that_staff_heard_of_is_kept() {
    let app = with_real().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let funder = named(&app, "Rasmuson Foundation").await;
    let path = format!("/funders/{}/pockets/new", funder.id);
    let right = [
        ("name", "Arctic fund"),
        ("kind", "private_foundation"),
        ("state", "AK"),
        ("areas", "41860"),
        ("issues", "housing"),
        ("populations", "native"),
        ("product_1", "grant"),
        ("max_1", "$1.5m"),
        ("cycle", "March, 9"),
        ("source", "Call with its program lead"),
        ("as_of", "2026-11-20"),
    ];
    let made_up = [&right[..], &[("issues", "made_up")]].concat();
    officer
        .post(&path, &made_up)
        .await
        .is(422)
        .see("Tick issues of the list.");
    let page = officer.submit(&path, &right).await;
    page.see("Arctic fund is now one of the pockets of Rasmuson Foundation.")
        .see("up to $1,500,000")
        .see("Alaska (state:AK)")
        .see("Board meets in March; September")
        .see("Call with its program lead, as of 20 Nov 2026");
    let db = app.db().read();
    let pocket = funding_sources::Entity::find()
        .filter(funding_sources::Column::OrganizationId.eq(funder.id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(pocket.as_of, "2026-11-20");
    let areas = funding_source_areas::Entity::find()
        .filter(funding_source_areas::Column::FundingSourceId.eq(pocket.id))
        .count(db)
        .await
        .unwrap();
    assert_eq!(areas, 2);
    let product = capital_products::Entity::find()
        .filter(capital_products::Column::FundingSourceId.eq(pocket.id))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(product.max_usd.dollars(), 1_500_000);
    let entries = audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectId.eq(funder.id.to_string()))
        .count(db)
        .await
        .unwrap();
    assert_eq!(entries, 1);
}

#[tokio::test]
async fn two_people_who_save_at_once_are_shown_both_values() {
    let app = with_real().await;
    let mut first = app.staff(Role::ProgramOfficer).await;
    let mut second = app.staff(Role::Administrator).await;
    let funder = named(&app, "Rasmuson Foundation").await;
    let path = format!("/funders/{}/edit", funder.id);
    let version = version(second.get(&path).await.is(200));
    let theirs = [
        ("name", "The Rasmuson Foundation"),
        ("website", "www.rasmuson.org"),
        ("kind", "private_foundation"),
        ("version", &version),
    ];
    first
        .submit(&path, &theirs)
        .await
        .see("The Rasmuson Foundation")
        .see("https://www.rasmuson.org");
    let mine = [
        ("name", "Rasmuson Foundation of Alaska"),
        ("website", "https://www.rasmuson.org"),
        ("kind", "private_foundation"),
        ("version", &version),
    ];
    let conflict = second.post(&path, &mine).await;
    conflict
        .is(409)
        .see("Someone else saved this first")
        .see("Rasmuson Foundation of Alaska")
        .see("The Rasmuson Foundation");
    assert_eq!(named(&app, "The Rasmuson Foundation").await.version, 2);
    let newer = self::version(&conflict);
    let chosen = [&mine[..3], &[("version", newer.as_str())]].concat();
    second
        .submit(&path, &chosen)
        .await
        .see("Rasmuson Foundation of Alaska");
    // The same change sent twice is no conflict.
    second
        .submit(&path, &chosen)
        .await
        .see("just saved the same");
    let found = second.get("/search?q=alaska+rasm").await;
    found.see("Rasmuson Foundation of Alaska");
    let after = named(&app, "Rasmuson Foundation of Alaska").await;
    assert_eq!(
        (after.version, after.domain.as_deref()),
        (3, Some("rasmuson.org"))
    );
}

#[tokio::test]
async fn viewers_change_nothing_and_bad_edits_are_refused() {
    let app = with_real().await;
    let funder = named(&app, "Rasmuson Foundation").await;
    let path = format!("/funders/{}/edit", funder.id);
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&path).await.is(403);
    viewer.post(&path, &[("name", "X")]).await.is(403);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let bad = [
        ("name", "<b>Ras</b>"),
        ("website", "javascript:alert(1)"),
        ("version", "1"),
    ];
    officer
        .post(&path, &bad)
        .await
        .is(422)
        .see("Type a web address")
        .not_see("<b>Ras</b>");
    assert_eq!(named(&app, "Rasmuson Foundation").await.version, 1);
}

#[tokio::test]
async fn a_guessed_type_says_so_wherever_it_is_told() {
    let app = with_real().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let found = roundtable::entities::organizations::Entity::find()
        .filter(organizations::Column::KindBasis.starts_with("guessed"))
        .filter(organizations::Column::HqPlaceId.is_not_null())
        .one(app.db().read());
    let guessed = found.await.unwrap().unwrap();
    let city = guessed.hq_place_id.unwrap().to_string();
    let words = ", guessed from name and registration";
    staff
        .get(&format!("/cities/{}", city.trim_start_matches("city:")))
        .await
        .see(&guessed.name)
        .see(words);
}
