//! Goals by city: the board's headings, the map with its list, and the page of one city.

use chrono::Duration;
use roundtable::{
    entities::{convenings as convening_rows, places},
    goals::{GoalFilter, city_sums},
    values::{Money, PlaceId, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    convenings,
    support::{Browser, TestApp},
};

async fn viewer(app: &TestApp) -> Browser {
    app.staff(Role::Viewer).await
}

#[tokio::test]
async fn the_board_heads_each_city_with_its_sums() {
    let app = TestApp::with_sample().await;
    let mut viewer = viewer(&app).await;
    let page = viewer.get("/goals").await;
    page.is(200)
        .see("<a href=\"/cities/0667000\">San Francisco, CA</a>")
        .see("3 goals, gap $10.8M as of 22 Nov 2026")
        .see("href=\"/goals/map\"");
    assert_eq!(page.body.matches("class=\"group\"").count(), 14);

    // The sums are those of the goals that pass, and the switch keeps the filter.
    let open = viewer.get("/goals?open=yes&city=city:0667000").await;
    open.see("1 goal, gap $4M as of 22 Nov 2026")
        .see("href=\"/goals/map?city=city%3A0667000&#38;open=yes\"");
    viewer
        .get("/goals?sort=gap")
        .await
        .not_see("class=\"group\"");
}

#[tokio::test]
async fn the_map_shows_the_goals_that_pass_as_dots_and_as_a_list() {
    let app = TestApp::with_sample().await;
    let mut viewer = viewer(&app).await;
    let page = viewer.get("/goals/map").await;
    let sentence = "Providence, RI: 2 goals, gap $45M as of 22 Nov 2026";
    page.is(200)
        .see("28 goals in 14 places")
        .see("<desc id=\"map-d\">$216.3M is missing in 14 places, as of 22 Nov 2026. The largest gap is in Providence, RI: $45M.</desc>")
        .see(&format!("aria-label=\"{sentence}\"><title>{sentence}</title>"))
        .see("A goal with several places counts at its first one.")
        .see("<a class=\"rowlink\" href=\"/cities/4459000\">Providence, RI</a>")
        .see("Sample</span>");
    let states = between(&page.body, "<g class=\"states\"", "</g>");
    assert_eq!(states.matches("<path d=\"M").count(), 51);
    let reach = between(&page.body, "<g class=\"reach\">", "</svg>");
    assert_eq!(reach.matches("<a href=\"/cities/").count(), 14);
    assert!(page.body.len() < 120_000, "{} bytes", page.body.len());

    // Biggest first, for the eye, the keyboard and the list.
    let order = |name: &str| page.body.find(&format!("<title>{name}")).unwrap();
    assert!(order("Providence, RI") < order("Detroit, MI"));
    assert!(order("Detroit, MI") < order("Newport, RI"));

    let part = viewer
        .get_part("/goals/map?q=providence&sort=gap", "results")
        .await;
    part.see("2 goals in 1 place")
        .see("href=\"/goals?q=providence&#38;sort=gap\"")
        .not_see("Detroit, MI:")
        .not_see("<html");
    viewer
        .get("/goals/map?status=met")
        .await
        .see("No goal matches.")
        .see("Clear filters")
        .not_see("class=\"usmap\"");
    viewer
        .get("/goals/map?city=nonsense&status=x&page=7")
        .await
        .is(200);
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).unwrap().1;
    rest.split_once(to).unwrap().0
}

#[tokio::test]
async fn a_place_that_is_on_no_map_is_in_the_list_all_the_same() {
    let app = TestApp::with_sample().await;
    app.db()
        .write(async |txn| {
            places::Entity::update_many()
                .col_expr(places::Column::Lat, Expr::value(18.4655))
                .col_expr(places::Column::Lon, Expr::value(-66.1057))
                .filter(places::Column::Id.eq(PlaceId::city("0667000")))
                .exec(txn)
                .await
        })
        .await
        .unwrap();
    let mut viewer = viewer(&app).await;
    viewer
        .get("/goals/map")
        .await
        .see("San Francisco, CA</a>")
        .see("Not on the map")
        .not_see("<title>San Francisco, CA");
}

#[tokio::test]
async fn sums_by_city_are_the_sums_of_their_goals() {
    let app = TestApp::with_sample().await;
    let db = app.db().read();
    let all = city_sums(db, &GoalFilter::default(), None).await.unwrap();
    assert_eq!(all.iter().map(|sum| sum.goals).sum::<i64>(), 28);
    assert_eq!(all.iter().map(|sum| sum.sample).sum::<i64>(), 28);
    let newark = PlaceId::city("3451000");
    let one = city_sums(db, &GoalFilter::default(), Some(vec![newark.clone()]))
        .await
        .unwrap();
    assert_eq!(one.len(), 1);
    let listed = roundtable::goals::cards_for_place(db, &newark)
        .await
        .unwrap();
    let gap: Money = listed.iter().map(|card| card.totals.gap).sum();
    assert_eq!((one[0].gap, one[0].goals), (gap, 3));
    assert_eq!(
        one[0].as_of,
        listed.iter().filter_map(|card| card.as_of).max()
    );
}

#[tokio::test]
async fn a_city_brings_its_goals_partners_meetings_and_funders_together() {
    let app = TestApp::with_sample().await;
    let mut viewer = viewer(&app).await;
    let city = viewer.get("/cities/0667000").await;
    city.is(200)
        .see("Gap $10.8M, committed $34.2M, as of 22 Nov 2026")
        .see("href=\"/goals?city=city:0667000\"")
        .see("Bay Crossing Integration Table (example)</a><small>Implementing")
        .see("The Integration Initiative, round 2")
        .see("No convening has met or is planned here.")
        .see("aria-label=\"San Francisco in California\"")
        .see("No investment in this city is recorded in the public data.")
        .see("Head office here, or a stated area that covers the city");
    // Each type leads to the list of exactly those funders.
    let href = city.link("/funders?kind=");
    assert!(href.contains("&local=0667000"), "{href}");
    let listed = viewer.get(&href).await;
    listed.is(200).see("Local to San Francisco, CA");
    let counted: usize = counts(&city.body).iter().sum();
    let all = viewer.get("/funders?local=0667000").await;
    let shown = all
        .body
        .matches("<tr><th scope=\"row\" class=\"who\">")
        .count();
    assert_eq!(shown, counted);
    assert!(shown > 0);

    viewer
        .get("/funders?local=nowhere")
        .await
        .is(200)
        .not_see("Local to");
}

/// The numbers beside the types of local funders.
fn counts(html: &str) -> Vec<usize> {
    let list = html.split("class=\"kinds\"").nth(1).unwrap();
    let list = list.split("</ul>").next().unwrap();
    list.split("<span>")
        .skip(1)
        .map(|piece| piece.split('<').next().unwrap().parse().unwrap())
        .collect()
}

#[tokio::test]
async fn a_city_without_anything_says_what_would_appear() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let bare = places::Entity::find()
        .filter(places::Column::Name.eq("Fargo"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    officer
        .get(&format!("/cities/{}", bare.code))
        .await
        .is(200)
        .see("No goal names this city yet.")
        .see("The partnerships of this city, and the initiatives it was part of, appear here.")
        .see("href=\"/convenings/new\"")
        .see("as of 2023");
}

#[tokio::test]
async fn a_city_tells_coming_from_past_convenings() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    convenings::plan(&app, &mut officer, &[]).await;
    officer
        .get("/cities/0667000")
        .await
        .see("Coming: Thu 18 Mar 2027, 9:30 am");
    // Time passes.
    app.db()
        .write(async |txn| {
            use convening_rows::Column as C;
            convening_rows::Entity::update_many()
                .col_expr(C::StartsAt, Expr::value(app.now() - Duration::days(30)))
                .col_expr(C::EndsAt, Expr::value(app.now() - Duration::days(29)))
                .exec(txn)
                .await
        })
        .await
        .unwrap();
    officer
        .get("/cities/0667000")
        .await
        .see("Youth funder table")
        .see("<small>Fri 23 Oct 2026, 8:00 am Pacific")
        .not_see("Coming:");
}
