//! The capital stack through the router: lines with their pockets, shares, moves that need a reason, advice, snapshots,
//! what changed since, and the ways out (print, CSV).

use chrono::TimeDelta;
use roundtable::{
    app,
    entities::{audit_entries, convenings, goals, stack_lines, stack_snapshots},
    values::{Role, StackLineStatus},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::{
    convenings::plan,
    support::{Browser, Page, TestApp},
};

async fn sample(app: &TestApp, key: &str) -> goals::Model {
    goals::Entity::find()
        .filter(goals::Column::SourceKey.eq(key))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

async fn lines_of(app: &TestApp, goal: &goals::Model) -> Vec<stack_lines::Model> {
    stack_lines::Entity::find()
        .filter(stack_lines::Column::GoalId.eq(goal.id))
        .order_by_asc(stack_lines::Column::Position)
        .all(app.db().read())
        .await
        .unwrap()
}

fn line<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("product", "grant"),
        ("layer", "grant"),
        ("amount", "$1m"),
        ("status", "identified"),
        ("purpose", "wraparound support"),
        ("source", "Call"),
        ("as_of", "2026-11-20"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

fn figure(page: &Page, label: &str, amount: &str) {
    page.see(&format!("<dt>{label}</dt><dd>{amount}<small>"));
}

async fn add(browser: &mut Browser, goal: &goals::Model, changed: &[(&str, &str)]) -> Page {
    browser
        .submit(&format!("/goals/{}/lines/new", goal.id), &line(changed))
        .await
}

#[tokio::test]
async fn statement_08_a_stack_is_built_by_layer_and_product_and_shows_its_sums() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let page = add(
        &mut officer,
        &goal,
        &[
            ("product", "subordinate_debt"),
            ("layer", "subordinate"),
            ("amount", "750k"),
            ("funder", "Bay Hills Community Foundation (example)"),
            ("rate", "3.5% fixed"),
            ("term", "84 months"),
            ("claim", "behind the bank"),
            ("conditions", "Board vote in March"),
            ("restrictions", "No administration"),
            ("not_match_for", "the state's match"),
            ("expected_on", "2027-03-01"),
        ],
    )
    .await;
    figure(&page, "Committed", "$900,000");
    figure(&page, "Soft", "$2,500,000");
    figure(&page, "Unidentified", "$2,250,000");
    figure(&page, "Gap", "$4,750,000");
    page.see("Total $5,650,000")
        .see("From <a href=\"/funders/")
        .see("Bay Hills Community Foundation (example)");
    let whole = officer.get(&format!("/goals/{}/stack", goal.id)).await;
    whole
        .is(200)
        .see("3.5% fixed; 84 months; behind the bank")
        .see("Conditions: Board vote in March")
        .see("Restricted: No administration")
        .see("Not a match for: the state")
        .see("1 Mar 2027")
        .see("A loan that is paid back after the senior one.")
        .see("#pocket-")
        .see("<td class=\"num\" data-label=\"Total\">$5,650,000</td>");
    let board = officer.get("/goals?city=city:0667000").await;
    board.see("$4.75M");
}

#[tokio::test]
async fn statement_09_an_outcomes_contract_is_a_repayment_source_and_leaves_the_total() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-pvd-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("/goals/{}", goal.id);
    officer.get(&path).await.see("Total $1,350,000");
    let page = add(
        &mut officer,
        &goal,
        &[
            ("product", "outcomes_contract"),
            ("layer", "outcome_payor"),
            ("amount", "3m"),
        ],
    )
    .await;
    page.see("Total $1,350,000")
        .see("No, repays investors")
        .see("Outcome payments of up to $3M would repay investors")
        .see("names no payor")
        .see("names no evaluator");
}

#[tokio::test]
async fn statement_10_a_guarantee_stands_beside_the_cash() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-pvd-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let page = add(
        &mut officer,
        &goal,
        &[
            ("product", "guarantee"),
            ("layer", "guarantee"),
            ("amount", "2 million"),
            ("status", "committed"),
        ],
    )
    .await;
    page.see("Total $1,350,000")
        .see("<b>$2M</b> in guarantees, beside the cash total")
        .see("No, contingent")
        .see("closes no gap");
    figure(&page, "Committed", "$400,000");
}

#[tokio::test]
async fn a_share_stands_under_its_line_and_gives_back_what_it_took() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-pvd-02").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let senior = lines_of(&app, &goal).await.remove(0);
    let id = senior.id.to_string();
    let share = [
        ("product", "senior_debt"),
        ("layer", "senior"),
        ("amount", "5m"),
        ("status", "committed"),
        ("part_of", id.as_str()),
    ];
    let before = "Total $44,300,000";
    officer
        .get(&format!("/goals/{}", goal.id))
        .await
        .see(before);
    let page = add(&mut officer, &goal, &share).await;
    page.see(before)
        .see("$17,000,000 left to share")
        .see("class=\"share\"");
    figure(&page, "Committed", "$5,300,000");
    let too_much = line(&[&share[..2], &[("amount", "18m"), ("part_of", &id)]].concat());
    let path = format!("/goals/{}/lines/new", goal.id);
    officer
        .post(&path, &too_much)
        .await
        .is(422)
        .see("Only $17,000,000 of that line is left to share.");
    let taken = lines_of(&app, &goal).await.pop().unwrap();
    let under = taken.id.to_string();
    let deeper = line(&[&share[..3], &[("part_of", under.as_str())]].concat());
    officer
        .post(&path, &deeper)
        .await
        .is(422)
        .see("is a share itself");
    let elsewhere = sample(&app, "g-sf-01").await;
    let path = format!("/goals/{}/lines/new", elsewhere.id);
    officer
        .post(&path, &line(&share))
        .await
        .is(422)
        .see("Choose another line of this stack");
    // The line of which a share is taken stays the kind of money it is.
    let version = senior.version.to_string();
    let status = senior.status.to_string();
    let whole = line(&[
        ("product", "guarantee"),
        ("layer", "guarantee"),
        ("amount", "22m"),
        ("status", &status),
        ("version", &version),
    ]);
    officer
        .post(&format!("/goals/{}/lines/{id}/edit", goal.id), &whole)
        .await
        .is(422)
        .see("id=\"f-product-error\"")
        .not_see("id=\"f-part_of-error\"")
        .see("Others take shares of this line as another kind of money.");
    let edit = format!("/goals/{}/lines/{}/edit", goal.id, taken.id);
    let mut back = line(&share);
    back.retain(|(name, _)| *name != "status");
    back.extend([("status", "withdrawn"), ("version", "1")]);
    let page = officer.submit(&edit, &back).await;
    page.see(before).not_see("left to share");
    figure(&page, "Committed", "$300,000");
}

#[tokio::test]
async fn leaving_out_steps_and_going_back_ask_why_and_keep_the_answer() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    add(&mut officer, &goal, &[]).await;
    let held = lines_of(&app, &goal).await.pop().unwrap();
    let edit = format!("/goals/{}/lines/{}/edit", goal.id, held.id);
    let skip = line(&[("status", "closed"), ("version", "1")]);
    officer
        .post(&edit, &skip)
        .await
        .is(422)
        .see("Say why steps in between are left out.")
        .see("There is a problem");
    let why = [skip, vec![("reason", "Paid at once from a closing fund")]].concat();
    officer.submit(&edit, &why).await.see("Line saved.");
    let back = line(&[("status", "soft_circled"), ("version", "2")]);
    officer
        .post(&edit, &back)
        .await
        .is(422)
        .see("less sure than it was");
    let why = [back, vec![("reason", "The check bounced")]].concat();
    officer.submit(&edit, &why).await;
    officer
        .get(&format!("/goals/{}/activity", goal.id))
        .await
        .see("Paid at once from a closing fund")
        .see("The check bounced")
        .see("<td>Closed</td><td>Soft circled</td>");
    let held = lines_of(&app, &goal).await.pop().unwrap();
    assert_eq!(
        (held.status, held.version),
        (StackLineStatus::SoftCircled, 3)
    );
    let entries =
        audit_entries::Entity::find().filter(audit_entries::Column::After.contains("bounced"));
    assert_eq!(entries.count(app.db().read()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_pocket_is_picked_by_its_exact_name() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("/goals/{}/lines/new", goal.id);
    officer
        .get(&path)
        .await
        .see("list=\"pockets\"")
        .see("Bay Hills Community Foundation (example)");
    officer
        .post(&path, &line(&[("funder", "Bay Hills")]))
        .await
        .is(422)
        .see("Type one of these in full: Bay Hills Community Foundation (example).")
        .see("value=\"Bay Hills\"");
    officer
        .post(&path, &line(&[("funder", "Nobody at all")]))
        .await
        .is(422)
        .see("No pocket is called");
    let convener = line(&[("funder", "Regional Reserve Community Office (example)")]);
    officer
        .post(&path, &convener)
        .await
        .is(422)
        .see("never counted as capital");
    officer
        .get("/funders/pockets?q=harb")
        .await
        .see("<datalist id=\"pockets\"><option value=\"Harborpoint Foundation (example)\">");
}

#[tokio::test]
async fn bad_input_is_refused_and_odd_input_survives() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = format!("/goals/{}/lines/new", goal.id);
    let long = "x".repeat(1_001);
    for (field, typed, said) in [
        ("amount", "-5", "zero or more"),
        ("amount", "999999999999999", "$100 billion or less"),
        ("amount", "1e9", "in digits"),
        ("amount", "0", "above zero"),
        ("as_of", "0001-01-01", "year-month-day"),
        ("expected_on", "0001-01-01", "year-month-day"),
        ("conditions", long.as_str(), "1000 characters"),
        ("restrictions", long.as_str(), "1000 characters"),
        ("purpose", long.as_str(), "300 characters"),
        ("reason", long.as_str(), "500 characters"),
        ("part_of", "not-a-key", "Choose a line of this stack."),
        ("borrower", "not-a-key", "Choose a borrower from the list."),
    ] {
        let page = officer.post(&path, &line(&[(field, typed)])).await;
        page.is(422).see(said).see("There is a problem");
    }
    assert_eq!(lines_of(&app, &goal).await.len(), 5);
    let page = add(
        &mut officer,
        &goal,
        &[
            ("purpose", "<script>alert(1)</script> 🏗 مشروع"),
            ("conditions", "=HYPERLINK(\"http://x\")"),
        ],
    )
    .await;
    page.see("&#60;script&#62;")
        .see("🏗")
        .not_see("<script>alert");
    officer
        .post(&path, &line(&[("purpose", "a\0b")]))
        .await
        .is(422);
    let file = officer
        .get(&format!("/goals/{}/stack/export", goal.id))
        .await;
    file.is(200)
        .see("\u{feff}Goal,Layer,Money,Amount (US$)")
        .see("\"'=HYPERLINK(\"\"http://x\"\")\"")
        .see(",1000000,");
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
}

#[tokio::test]
async fn a_grant_on_reimbursement_asks_for_a_bridge() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-cra-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let page = add(
        &mut officer,
        &goal,
        &[("product", "public_grant"), ("reimbursed", "yes")],
    )
    .await;
    page.see("paid only after the money is spent. Add a bridge");
    let page = add(
        &mut officer,
        &goal,
        &[("product", "line_of_credit"), ("layer", "senior")],
    )
    .await;
    page.not_see("Add a bridge");
}

#[tokio::test]
async fn a_snapshot_stays_and_says_what_changed_since() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let stack = format!("/goals/{}/stack", goal.id);
    let long = "x".repeat(201);
    officer
        .post(&format!("{stack}/snapshots"), &[("note", &long)])
        .await
        .is(422)
        .see(&long);
    let page = officer
        .submit(
            &format!("{stack}/snapshots"),
            &[("note", "Before the board")],
        )
        .await;
    page.see("Snapshot taken.")
        .see("Before the board")
        .see("$4M");
    let compare = page.link(&format!("{stack}/compare?from="));
    officer.get(&compare).await.see("No line is different.");
    add(
        &mut officer,
        &goal,
        &[("amount", "600k"), ("status", "committed")],
    )
    .await;
    let pri = lines_of(&app, &goal).await.remove(2);
    let edit = format!("/goals/{}/lines/{}/edit", goal.id, pri.id);
    let gone = line(&[
        ("product", "pri_loan"),
        ("layer", "subordinate"),
        ("amount", "1.5m"),
        ("status", "withdrawn"),
        ("version", "1"),
    ]);
    officer.submit(&edit, &gone).await;
    let debt = lines_of(&app, &goal).await.remove(1);
    let edit = format!("/goals/{}/lines/{}/edit", goal.id, debt.id);
    let grown = line(&[
        ("product", "senior_debt"),
        ("layer", "senior"),
        ("amount", "2m"),
        ("status", "term_sheet"),
        ("purpose", &debt.purpose),
        ("version", "1"),
    ]);
    officer.submit(&edit, &grown).await;
    officer
        .get(&compare)
        .await
        .see("gap $4M → $2M")
        .see("Grant, $600,000: wraparound support")
        .see("PRI loan, $1,500,000")
        .see("Amount: $2,500,000 → $2,000,000")
        .see("How sure: Soft circled → Term sheet");
    officer
        .get(&format!("{stack}/compare?from=nothing"))
        .await
        .is(404);
    officer.get(&format!("{stack}/compare")).await.is(404);
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&stack).await.is(200).not_see("Take a snapshot");
    viewer
        .post(&format!("{stack}/snapshots"), &[])
        .await
        .is(403);
}

#[tokio::test]
async fn statement_14_a_past_convening_shows_the_stack_then_and_what_changed_since() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut officer, &[]).await;
    officer.get(&path).await.not_see("The stack then and now");
    let taken = async || {
        stack_snapshots::Entity::find()
            .count(app.db().read())
            .await
            .unwrap()
    };
    let id = convenings::Entity::find()
        .filter(convenings::Column::Title.eq("Youth funder table"))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
        .id;
    let starts_at = |at| {
        convenings::Entity::update_many()
            .col_expr(convenings::Column::StartsAt, Expr::value(at))
            .filter(convenings::Column::Id.eq(id))
    };
    app::on_time(&app.app.state).await.unwrap();
    assert_eq!(taken().await, 0, "nothing is copied before the start");
    let began = app.now() - TimeDelta::minutes(1);
    starts_at(began).exec(app.db().read()).await.unwrap();
    for _ in 0..3 {
        app::on_time(&app.app.state).await.unwrap();
    }
    assert_eq!(taken().await, 1, "one copy however often it is noticed");
    add(
        &mut officer,
        &goal,
        &[("amount", "1.3m"), ("status", "committed")],
    )
    .await;
    let pri = lines_of(&app, &goal).await.remove(2);
    let edit = format!("/goals/{}/lines/{}/edit", goal.id, pri.id);
    let signed = line(&[
        ("product", "pri_loan"),
        ("layer", "subordinate"),
        ("amount", "1.5m"),
        ("status", "committed"),
        ("reason", "Signed at the table"),
        ("version", "1"),
    ]);
    officer.submit(&edit, &signed).await;
    let page = officer.get(&path).await;
    page.see("The stack then and now")
        .see("Since then: gap $4M → $2.5M");
    let compare = page.link(&format!("/goals/{}/stack/compare?from=", goal.id));
    officer.get(&compare).await.see("gap $4M → $2.5M");
    officer
        .get(&format!("/goals/{}", goal.id))
        .await
        .see("Since the convening of 22 Nov 2026: gap $4M → $2.5M");
    officer
        .get(&format!("/goals/{}/stack", goal.id))
        .await
        .see("When a convening began")
        .see("Youth funder table");

    // Moved and begun again: a new copy for the convening, the first one stays.
    starts_at(app.now() + TimeDelta::minutes(30))
        .exec(app.db().read())
        .await
        .unwrap();
    app.clock().advance(TimeDelta::minutes(31));
    app::on_time(&app.app.state).await.unwrap();
    assert_eq!(taken().await, 2);
    officer.get(&path).await.see("Since then: gap still $2.5M");
}

#[tokio::test]
async fn sixty_lines_stay_on_one_sheet() {
    let app = TestApp::with_sample().await;
    let goal = sample(&app, "g-sf-01").await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    for at in 0..55 {
        let amount = format!("{}k", 10 + at);
        add(&mut officer, &goal, &[("amount", &amount)]).await;
    }
    let sheet = officer
        .get(&format!("/goals/{}/stack/print", goal.id))
        .await;
    sheet.is(200).see("class=\"sheet many\"").see("$64,000");
    assert_eq!(sheet.body.matches("<tr><td>").count(), 60);
    let whole = officer.get(&format!("/goals/{}/stack", goal.id)).await;
    assert_eq!(whole.body.matches("class=\"money-kind\"").count(), 60);
}
