//! The forms of the panel beside the matches.

use roundtable::{partnerships::by_slug, values::Role};

use super::{Form, Kind, Shown, none};
use crate::{
    acts::{funder, goal, source},
    support::TestApp,
};

#[tokio::test]
async fn a_match_is_set_aside() {
    let app = TestApp::with_sample().await;
    let (goal, source) = (
        goal(&app, "g-sf-01").await,
        source(&app, "f-rosewater").await,
    );
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let list = format!("/goals/{goal}/matches?aside=yes&show={source}");
    let form = Form::new(
        format!("/goals/{goal}/matches/{source}/stance"),
        Shown::Form(list),
        &[
            ("act", "set_aside"),
            ("stance", "not_now"),
            ("reason_kind", "amount"),
            ("reason", "Too small"),
            ("look_again_on", "2027-03-03"),
        ],
    )
    .texts(&[("reason", 500)])
    .days(&["look_again_on"])
    .choices(&["stance", "reason_kind"]);
    none(&form.survives(&mut officer).await);
}

#[tokio::test]
async fn a_note_is_logged() {
    let app = TestApp::with_sample().await;
    let funder = funder(&app, "f-rosewater").await;
    let slug = "bay-crossing-integration-table-example";
    let table = by_slug(app.db().read(), slug).await.unwrap().unwrap();
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let partnership = table.id.to_string();
    let fields = [
        ("partnership", partnership.as_str()),
        ("kind", "call"),
        ("happened_on", "2026-11-20"),
        ("said", "No"),
        ("stage", "declined"),
        ("revisit_on", "2027-11-20"),
    ];
    let path = format!("/funders/{funder}/notes/new");
    let form = Form::new(path, Shown::After, &fields)
        .texts(&[("said", 4_000)])
        .days(&["happened_on", "revisit_on"])
        .choices(&["kind", "stage"])
        .throw("partnership", Kind::Key(Vec::new()));
    none(&form.survives(&mut officer).await);
}

#[tokio::test]
async fn ticked_matches_are_set_aside() {
    let app = TestApp::with_sample().await;
    let goal = goal(&app, "g-sf-01").await;
    let funder = funder(&app, "f-rosewater").await.to_string();
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let fields = [
        ("pick", funder.as_str()),
        ("stance", "not_now"),
        ("reason_kind", "amount"),
        ("reason", "Too small"),
        ("look_again_on", "2027-03-03"),
    ];
    let path = format!("/goals/{goal}/matches/not-now");
    let form = Form::new(path, Shown::Elsewhere, &fields)
        .texts(&[("reason", 500)])
        .days(&["look_again_on"])
        .choices(&["stance", "reason_kind"]);
    none(&form.survives(&mut officer).await);
}
