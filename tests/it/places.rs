//! The list of cities and the page of one city.

use roundtable::values::Role;

use crate::support::TestApp;

#[tokio::test]
async fn cities_are_found_narrowed_and_paged() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let all = viewer.get("/cities").await;
    all.is(200)
        .see("1 to 50 of 824 cities")
        .see("New York City, NY")
        .see("/cities?page=2");
    let found = viewer.get("/cities?q=san+fr&state=CA").await;
    found
        .see("2 cities")
        .see("South San Francisco, CA")
        .not_see("San Diego");
    let part = viewer.get_part("/cities?bank=St.+Louis", "results").await;
    part.is(200)
        .see("id=\"results\"")
        .see("14 cities")
        .not_see("<html");
    let by_name = viewer.get("/cities?sort=name&state=RI&page=1").await;
    let (cranston, providence) = ("Cranston, RI", "Providence, RI");
    by_name.see(cranston).see(providence);
    assert!(by_name.body.find(cranston) < by_name.body.find(providence));
    viewer
        .get("/cities?q=zzzz")
        .await
        .is(200)
        .see("No city matches.")
        .see("No cities");
}

#[tokio::test]
async fn a_city_says_what_is_known_and_by_whom() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let city = viewer.get("/cities/0667000").await;
    city.is(200)
        .see("San Francisco, California")
        .see("GeoNames, geonames.org, CC BY 4.0")
        .see("date not stated in the source")
        .see("as of 2023")
        .see("41860")
        // The clock of every test: 15:00 UTC is seven in the morning there.
        .see("Now Sun 22 Nov 2026, 7:00 am Pacific (UTC-8)")
        .see("Opportunity youth reconnected to school or work")
        .see("class=\"stackbar\"")
        .see("Sample</span>");
    let goal = city.link("/goals/");
    assert!(goal.len() > "/goals/".len());
    viewer.get("/cities/9999999").await.is(404);
    viewer.get("/cities/nowhere").await.is(404);
}

#[tokio::test]
async fn only_staff_see_cities() {
    let app = TestApp::new().await;
    let mut visitor = app.visitor();
    for path in ["/cities", "/cities/0667000", "/funders", "/search?q=a"] {
        let page = visitor.get(path).await;
        page.is(303);
        assert!(page.location().starts_with("/sign-in"), "{path}");
    }
}
