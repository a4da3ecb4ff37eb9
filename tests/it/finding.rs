//! Finding things by name: the page and the palette.

use roundtable::values::Role;

use crate::support::TestApp;

#[tokio::test]
async fn results_come_by_kind() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let page = viewer.get("/search?q=san+francisco").await;
    page.is(200)
        .see("<h2 id=\"h-city\">Cities</h2>")
        .see("/cities/0667000");
    viewer
        .get("/search?q=opportunity+youth")
        .await
        .see("<h2 id=\"h-goal\">Goals</h2>")
        .see("Sample</span>");
    let many = viewer.get("/search?q=s").await;
    many.see("/search?q=s&#38;kind=city");
    let all = viewer.get("/search?q=s&kind=city&page=2").await;
    all.is(200).see("21 to 40 of").see("Search all kinds");
}

#[tokio::test]
async fn nothing_found_says_what_to_try() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get("/search?q=%3Cscript%3Ezz")
        .await
        .is(200)
        .see("Nothing found for")
        .see("Try fewer letters")
        .not_see("<script>zz");
    viewer
        .get("/search")
        .await
        .is(200)
        .see("Type the beginning of a name.");
}

#[tokio::test]
async fn the_palette_gets_a_few_of_each_kind() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let part = viewer.get_part("/search?q=ba", "palette-results").await;
    part.is(200)
        .see("<div class=\"found\" id=\"palette-results\">")
        .see("<small>City")
        .not_see("<html");
    let cities = part.body.matches("<small>City").count();
    assert!((1..=4).contains(&cities), "{cities}");
    viewer
        .get_part("/search?q=zzzz", "palette-results")
        .await
        .see("Nothing found for");
}
