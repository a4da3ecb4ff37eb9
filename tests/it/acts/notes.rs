//! Notes of what was heard, and the stages they move: private to staff who may change things.

use chrono::{DateTime, NaiveDate, Utc};
use roundtable::{
    db::Topic,
    entities::{audit_entries, goals, relationship_notes},
    ids::{GoalId, OrganizationId, PartnershipId},
    partnerships::by_slug,
    relationships::standings,
    values::{RelationshipStage, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{funder, goal};
use crate::support::{Browser, TestApp};

const BAY: &str = "bay-crossing-integration-table-example";

struct Here {
    app: TestApp,
    staff: Browser,
    goal: GoalId,
    funder: OrganizationId,
    partnership: PartnershipId,
}

async fn here() -> Here {
    let app = TestApp::with_sample().await;
    let goal = goal(&app, "g-sf-01").await;
    let row = goals::Entity::find_by_id(goal).one(app.db().read());
    let partnership = row.await.unwrap().unwrap().partnership_id.unwrap();
    Here {
        staff: app.staff(Role::ProgramOfficer).await,
        funder: funder(&app, "f-rosewater").await,
        goal,
        partnership,
        app,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Here {
    /// Logs a note that moves them to this stage on this day.
    async fn log(&mut self, stage: &str, on: &str, said: &str) {
        let partnership = self.partnership.to_string();
        let fields = [
            ("partnership", &*partnership),
            ("kind", "meeting"),
            ("happened_on", on),
            ("said", said),
            ("stage", stage),
        ];
        let path = format!("/funders/{}/notes/new", self.funder);
        self.staff.post(&path, &fields).await.is(303);
    }

    async fn stage(&self, today: &str) -> Option<RelationshipStage> {
        let found = standings(self.app.db().read(), self.partnership, day(today));
        let found = found.await.unwrap();
        found.get(&self.funder).map(|standing| standing.stage)
    }
}

#[tokio::test]
async fn statement_32_every_stage_change_shows_its_evidence_and_who_made_it() {
    let mut here = here().await;
    let before = here.app.db().revision(Topic::Relationships).await.unwrap();
    here.log("contacted", "2026-09-01", "They know of us.")
        .await;
    assert!(here.app.db().revision(Topic::Relationships).await.unwrap() > before);
    here.log("aligned", "2026-11-20", "Their board likes it.")
        .await;
    here.log("", "2026-11-21", "A reminder.").await;
    let page = here
        .staff
        .get(&format!("/funders/{}/relationships", here.funder))
        .await;
    page.is(200)
        .see("Aligned")
        .see("Meeting on 20 Nov 2026, written by Program officer Tester")
        .see("Contacted")
        .see("They know of us.")
        .see("A reminder.");
    assert_eq!(
        here.stage("2026-11-22").await,
        Some(RelationshipStage::Aligned)
    );
    assert_eq!(
        here.stage("2027-11-21").await,
        Some(RelationshipStage::Dormant)
    );
    let acts = audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectKind.eq("relationship_note"))
        .all(here.app.db().read())
        .await
        .unwrap();
    assert_eq!(acts.len(), 3);
    for act in acts {
        let told = format!("{} {:?}", act.summary, act.after);
        assert!(
            !told.contains("know of us"),
            "private words in the log: {told}"
        );
    }
    let readings = audit_entries::Entity::find()
        .filter(audit_entries::Column::Action.eq("read"))
        .filter(audit_entries::Column::SubjectId.eq(here.funder.to_string()))
        .all(here.app.db().read())
        .await
        .unwrap();
    assert_eq!(
        readings.len(),
        1,
        "who looked at what was said in confidence"
    );
    assert_eq!(readings[0].actor, "Program officer Tester");
    let other = by_slug(
        here.app.db().read(),
        "ocean-state-working-cities-team-providence-example",
    )
    .await
    .unwrap()
    .unwrap();
    let elsewhere = standings(here.app.db().read(), other.id, day("2026-11-22"))
        .await
        .unwrap();
    assert!(elsewhere.is_empty(), "another table is not moved");
}

#[tokio::test]
async fn a_newer_note_corrects_an_older_one_and_nothing_is_overwritten() {
    let mut here = here().await;
    here.log("committed", "2026-11-20", "A mistake").await;
    here.app
        .clock()
        .advance("2026-11-22T16:00:00Z".parse::<DateTime<Utc>>().unwrap() - here.app.now());
    here.log("engaged", "2026-11-19", "What was meant").await;
    assert_eq!(
        here.stage("2026-11-22").await,
        Some(RelationshipStage::Engaged)
    );
    let rows = relationship_notes::Entity::find().all(here.app.db().read());
    assert_eq!(rows.await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_note_is_logged_from_the_panel_and_leads_back_to_the_list() {
    let mut here = here().await;
    let list = format!("/goals/{}/matches?q=rosewater", here.goal);
    let page = here.staff.get(&list).await;
    let href = page.link(&format!("/funders/{}/notes/new", here.funder));
    let form = here.staff.get(&href).await;
    form.is(200)
        .see("About the goal")
        .see("value=\"2026-11-22\"")
        .see("selected>Bay Crossing");
    let (goal, partnership) = (here.goal.to_string(), here.partnership.to_string());
    let fields = [
        ("goal", goal.as_str()),
        ("state", &list),
        ("partnership", &partnership),
        ("kind", "call"),
        ("happened_on", "2026-11-22"),
    ];
    let path = format!("/funders/{}/notes/new", here.funder);
    let done = here.staff.post(&path, &fields).await;
    done.is(303);
    assert_eq!(done.location(), list);
    let rows = relationship_notes::Entity::find().all(here.app.db().read());
    let row = rows.await.unwrap().pop().unwrap();
    assert_eq!((row.goal_id, row.stage), (Some(here.goal), None));
    let mut elsewhere = fields;
    elsewhere[1].1 = "https://example.org/";
    let done = here.staff.post(&path, &elsewhere).await;
    assert_eq!(
        done.location(),
        format!("/funders/{}/relationships", here.funder)
    );
}

#[tokio::test]
async fn leads_and_viewers_never_see_a_note() {
    let mut here = here().await;
    here.log("engaged", "2026-11-20", "Said in confidence")
        .await;
    let bay = by_slug(here.app.db().read(), BAY).await.unwrap().unwrap();
    assert_eq!(bay.id, here.partnership);
    for mut browser in [
        here.app.staff(Role::Viewer).await,
        here.app.lead(bay.id).await,
    ] {
        for path in ["relationships", "notes/new"] {
            let page = browser
                .get(&format!("/funders/{}/{path}", here.funder))
                .await;
            page.is(403).not_see("Said in confidence");
        }
        let new = format!("/funders/{}/notes/new", here.funder);
        browser.post(&new, &[]).await.is(403);
        for path in [
            format!("/funders/{}", here.funder),
            format!("/goals/{}/matches", here.goal),
            format!("/goals/{}/activity", here.goal),
            format!("/partnerships/{}", bay.id),
            format!("/partnerships/{}/activity", bay.id),
        ] {
            let page = browser.get(&path).await;
            page.not_see("Said in confidence")
                .not_see("/relationships\"")
                .not_see("/notes/new");
        }
    }
}

#[tokio::test]
async fn a_refused_note_keeps_what_was_typed() {
    let mut here = here().await;
    let path = format!("/funders/{}/notes/new", here.funder);
    let partnership = here.partnership.to_string();
    let fields = [
        ("partnership", partnership.as_str()),
        ("kind", "site_visit"),
        ("happened_on", "2026-11-23"),
        ("said", ""),
        ("stage", "declined"),
    ];
    let page = here.staff.post(&path, &fields).await;
    page.is(422)
        .see("<title>Error: ")
        .see("Give today or a day before it.")
        .see("Say why they declined.")
        .see("Give the day to ask again.")
        .see("value=\"site_visit\" selected")
        .see("value=\"declined\" selected");
    let goal = here.goal.to_string();
    let other = by_slug(
        here.app.db().read(),
        "ocean-state-working-cities-team-providence-example",
    );
    let other = other.await.unwrap().unwrap().id.to_string();
    let fields = [
        ("goal", goal.as_str()),
        ("partnership", &other),
        ("kind", "call"),
        ("happened_on", "2026-11-22"),
    ];
    let page = here.staff.post(&path, &fields).await;
    page.is(422)
        .see("Choose the partnership whose goal this is.");
    let rows = relationship_notes::Entity::find().all(here.app.db().read());
    assert!(rows.await.unwrap().is_empty());
}
