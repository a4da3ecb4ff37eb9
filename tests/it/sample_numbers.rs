//! What the demonstration says of its goals' numbers: all of it labelled, and enough for a table to adopt.

use roundtable::{
    entities::{data_points, goals, indicators},
    goals::{
        facts_of, import_illustrative_series,
        rules::lint::{Finding, lint},
    },
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{adopted::adopt_as_shown, support::TestApp};

const FILE: &str = include_str!("../../data/demo/series.illustrative.json");

async fn with_series() -> TestApp {
    let app = TestApp::with_sample().await;
    let now = app.now();
    let count = app
        .db()
        .write(async |txn| import_illustrative_series(txn, FILE, now).await)
        .await
        .unwrap();
    assert_eq!(count, 196);
    app
}

#[tokio::test]
async fn every_sample_number_is_defined_moves_and_is_labelled() {
    let app = with_series().await;
    let db = app.db().read();
    let numbers = indicators::Entity::find().all(db).await.unwrap();
    assert_eq!(numbers.len(), 28);
    for number in &numbers {
        assert!(
            !number.definition.is_empty()
                && !number.numerator.is_empty()
                && !number.denominator.is_empty(),
            "{}",
            number.name
        );
        assert!(number.next_release_on.is_some(), "{}", number.name);
    }
    let points = data_points::Entity::find().all(db).await.unwrap();
    for point in &points {
        assert_eq!(point.source, "Illustrative");
        assert_eq!(point.reported_by, "Sample data");
        assert!(point.observed_on <= app.now().date_naive());
        assert!(point.released_on.is_some_and(|day| day > point.observed_on));
        let number = numbers.iter().find(|each| each.id == point.indicator_id);
        let baseline = number.unwrap().baseline_on.unwrap();
        assert!(point.observed_on > baseline);
    }
    for number in &numbers {
        let of = |point: &&data_points::Model| {
            point.indicator_id == number.id && point.cut_kind.is_empty()
        };
        let count = points.iter().filter(of).count();
        assert!((3..=6).contains(&count), "{}: {count}", number.name);
    }
}

#[tokio::test]
async fn no_rule_keeps_a_sample_goal_from_being_adopted() {
    let app = with_series().await;
    let db = app.db().read();
    for goal in goals::Entity::find().all(db).await.unwrap() {
        let facts = facts_of(db, &goal, app.now().date_naive()).await.unwrap();
        let blocking: Vec<String> = lint(&facts)
            .into_iter()
            .filter(Finding::blocks)
            .map(|finding| finding.message)
            .collect();
        assert!(blocking.is_empty(), "{}: {blocking:?}", goal.title);
    }
    let goal = goals::Entity::find()
        .filter(goals::Column::SourceKey.eq("g-sf-01"))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let mut lead = app.lead(goal.partnership_id.unwrap()).await;
    let path = format!("/goals/{}/adopt", goal.id);
    adopt_as_shown(&mut lead, &path)
        .await
        .see("Adopted. The page says who adopted it and when.");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&format!("/goals/{}", goal.id))
        .await
        .see("Down from 8.6% in 2013 to 6.2% in 2025")
        .see("Figures invented for demonstration");
}

#[tokio::test]
async fn a_series_without_its_label_or_its_goal_is_refused_whole() {
    let app = TestApp::with_sample().await;
    let now = app.now();
    for wrong in [
        FILE.replacen("\"illustrative\": true", "\"illustrative\": false", 1),
        FILE.replacen("\"goal\": \"g-det-03\"", "\"goal\": \"g-nowhere\"", 1),
    ] {
        let loaded = app
            .db()
            .write(async |txn| import_illustrative_series(txn, &wrong, now).await)
            .await;
        assert!(loaded.is_err());
    }
    let db = app.db().read();
    assert!(
        data_points::Entity::find()
            .all(db)
            .await
            .unwrap()
            .is_empty()
    );
    let defined = indicators::Entity::find()
        .filter(indicators::Column::Definition.ne(""))
        .all(db)
        .await
        .unwrap();
    assert!(defined.is_empty());
}
