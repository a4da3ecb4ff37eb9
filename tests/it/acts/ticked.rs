//! The ticked ones together: what they could bring of each kind, shortlisted, set aside, seated.

use std::collections::BTreeMap;

use jiff::civil::date;
use roundtable::{
    entities::{match_stances, seats},
    ids::{GoalId, OrganizationId},
    matching::{
        GoalMatch, matches_of,
        rules::{Verdict, open_by_kind, together},
    },
    values::{Role, Stance},
};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::goal;
use crate::{
    convenings::plan,
    support::{Browser, TestApp},
};

/// The sample, a program officer, a goal and its best matches.
async fn at_the_list() -> (TestApp, Browser, GoalId, Vec<GoalMatch>) {
    let app = TestApp::with_sample().await;
    let staff = app.staff(Role::ProgramOfficer).await;
    let goal = goal(&app, "g-sf-01").await;
    let found = matches_of(app.db(), goal, date(2026, 11, 22)).await;
    let found = found.unwrap().unwrap();
    let best = found.explain(app.db(), &found.best(100)).await.unwrap();
    (app, staff, goal, best)
}

fn picks(all: &[OrganizationId]) -> Vec<(&'static str, String)> {
    all.iter().map(|id| ("pick", id.to_string())).collect()
}

fn borrowed<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

async fn stances(app: &TestApp) -> Vec<match_stances::Model> {
    let found = match_stances::Entity::find().all(app.db().read());
    found.await.unwrap()
}

#[tokio::test]
async fn sums_are_never_more_than_is_open_and_never_of_the_aligned() {
    let (app, _, goal, best) = at_the_list().await;
    let lines = roundtable::goals::stack_of(app.db().read(), goal).await;
    let open = open_by_kind(&roundtable::goals::rule_lines(&lines.unwrap()));
    assert!(!open.is_empty());
    let of = |verdict| {
        let these = best
            .iter()
            .filter(move |each| each.found.judgment.verdict == verdict);
        these.flat_map(|each| each.brings.iter().copied())
    };
    assert_eq!(of(Verdict::AlignedNoOpenLine).count(), 0);
    let mut single = 0;
    for each in of(Verdict::Eligible) {
        assert!(each.low <= each.high && each.high <= open[&each.product]);
        single += 1;
    }
    assert!(single > 0);
    let sums = together(of(Verdict::Eligible).chain(of(Verdict::Eligible)), &open);
    for sum in sums {
        assert!(sum.low <= sum.high && sum.high <= open[&sum.product]);
    }
    let none = together(of(Verdict::Eligible), &BTreeMap::new());
    assert!(none.is_empty(), "nothing is open of it");
}

#[tokio::test]
async fn these_are_shortlisted_and_the_list_comes_back_as_it_was() {
    let (app, mut staff, goal, best) = at_the_list().await;
    let two = [
        best[0].pocket.organization_id,
        best.last().unwrap().pocket.organization_id,
    ];
    let mut fields = picks(&two);
    fields.push(("q", "example".to_owned()));
    let path = format!("/goals/{goal}/matches/shortlist");
    let done = staff.post(&path, &borrowed(&fields)).await;
    done.is(303);
    assert!(done.location().contains("q=example"));
    for id in two {
        assert!(done.location().contains(&format!("pick={id}")));
    }
    staff.get(done.location()).await.see("2 shortlisted.");
    let rows = stances(&app).await;
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter()
            .all(|row| row.stance == Some(Stance::Shortlisted))
    );
    let again = staff.post(&path, &borrowed(&fields)).await;
    staff
        .get(again.location())
        .await
        .see("0 shortlisted; 2 were already.");
    let none = staff.post(&path, &[("q", "example")]).await;
    staff.get(none.location()).await.see("Tick funders first.");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.post(&path, &borrowed(&fields)).await.is(403);
}

#[tokio::test]
async fn these_are_set_aside_for_one_reason() {
    let (app, mut staff, goal, best) = at_the_list().await;
    let two = [
        best[0].pocket.organization_id,
        best.last().unwrap().pocket.organization_id,
    ];
    let ticked = format!("pick={}&pick={}", two[0], two[1]);
    let path = format!("/goals/{goal}/matches/not-now");
    let page = staff.get(&format!("{path}?{ticked}")).await;
    page.is(200)
        .see(&best[0].pocket.organization)
        .see("value=\"not_now\" checked");
    let mut fields = picks(&two);
    fields.extend([
        ("stance", "not_now".to_owned()),
        ("state", format!("/goals/{goal}/matches?{ticked}")),
        ("reason", "They asked for a pause".to_owned()),
    ]);
    let refused = staff.post(&path, &borrowed(&fields)).await;
    refused
        .is(422)
        .see("id=\"f-reason_kind-error\"")
        .see("They asked for a pause")
        .see(&format!("name=\"pick\" value=\"{}\"", two[1]));
    assert!(stances(&app).await.is_empty());
    fields.push(("reason_kind", "timing".to_owned()));
    let done = staff.post(&path, &borrowed(&fields)).await;
    done.is(303);
    assert!(
        !done.location().contains("pick="),
        "who is off the list is not ticked: {}",
        done.location()
    );
    staff
        .get(done.location())
        .await
        .see("2 set aside for this goal.")
        .not_see(&format!("<a class=\"rowlink\" href=\"/funders/{}", two[0]));
    let rows = stances(&app).await;
    assert!(rows.iter().all(|row| row.stance == Some(Stance::NotNow)));
    assert_eq!(rows.len(), 2);
}

#[tokio::test]
async fn these_get_seats_at_a_convening_that_lies_ahead() {
    let (app, mut staff, goal, best) = at_the_list().await;
    let one = best[0].pocket.organization_id;
    let path = format!("/goals/{goal}/compose/add?pick={one}");
    staff
        .get(&path)
        .await
        .see("No convening of this goal lies ahead.")
        .see(&format!("/convenings/new?goal={goal}&#38;pick={one}"));
    let convening = plan(&app, &mut staff, &[]).await;
    let id = convening.rsplit('/').next().unwrap().to_owned();
    let page = staff.get(&path).await;
    page.see(&best[0].pocket.organization)
        .see(&format!("name=\"convening\" value=\"{id}\" checked"));
    let guest = one.to_string();
    let fields = [("convening", id.as_str()), ("guest", &guest)];
    let before = seats::Entity::find().all(app.db().read()).await.unwrap();
    let done = staff
        .post(&format!("/goals/{goal}/compose/seats"), &fields)
        .await;
    assert_eq!(done.location(), format!("/convenings/{id}/guests"));
    let after = seats::Entity::find().all(app.db().read()).await.unwrap();
    assert_eq!(after.len(), before.len() + 1);
    app.db()
        .read()
        .execute_unprepared("UPDATE organizations SET do_not_contact = TRUE")
        .await
        .unwrap();
    staff
        .get(&path)
        .await
        .not_see("name=\"guest\"")
        .not_see(&best[0].pocket.organization);
}
