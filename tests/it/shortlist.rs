//! Whom a guest list is chosen from where very many could help: the only source of a kind of money is among them wherever it
//! stands.

use std::{collections::BTreeSet, time::Duration};

use jiff::civil::date;
use roundtable::{
    entities::{
        capital_products, funding_source_areas, funding_source_issues, funding_sources,
        organizations,
    },
    ids::{FundingSourceId, OrganizationId, ProductId},
    matching::{GoalMatch, get_ready, matches_of, rules::Verdict},
    values::{CapitalProduct, Role},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter,
};

use crate::{
    convenings::{goal, plan},
    support::TestApp,
};

/// So many other organizations with a source like this one.
async fn others(txn: &DatabaseTransaction, of: FundingSourceId, many: usize) -> Result<(), DbErr> {
    use capital_products::{Column as P, Entity as Products};
    use funding_source_areas::{Column as A, Entity as Areas};
    use funding_source_issues::{Column as I, Entity as Issues};
    let source = funding_sources::Entity::find_by_id(of).one(txn).await?;
    let source = source.unwrap();
    let known = organizations::Entity::find_by_id(source.organization_id);
    let known = known.one(txn).await?.unwrap();
    let areas = Areas::find().filter(A::FundingSourceId.eq(of));
    let areas = areas.all(txn).await?;
    let issues = Issues::find().filter(I::FundingSourceId.eq(of));
    let issues = issues.all(txn).await?;
    let offers = Products::find().filter(P::FundingSourceId.eq(of));
    let offers = offers.all(txn).await?;
    for number in 0..many {
        let mut organization = known.clone().into_active_model().reset_all();
        organization.id = Set(OrganizationId::fresh());
        organization.name = Set(format!("Number {number}"));
        organization.ein = Set(None);
        (organization.ror_id, organization.source_key) = (Set(None), Set(None));
        let organization = organization.insert(txn).await?;
        let mut row = source.clone().into_active_model().reset_all();
        let id = FundingSourceId::fresh();
        (row.id, row.organization_id) = (Set(id), Set(organization.id));
        row.insert(txn).await?;
        let areas = areas.iter().cloned().map(|area| {
            let mut area = area.into_active_model().reset_all();
            area.funding_source_id = Set(id);
            area
        });
        Areas::insert_many(areas)
            .exec_without_returning(txn)
            .await?;
        let issues = issues.iter().cloned().map(|issue| {
            let mut issue = issue.into_active_model().reset_all();
            issue.funding_source_id = Set(id);
            issue
        });
        Issues::insert_many(issues)
            .exec_without_returning(txn)
            .await?;
        let offers = offers.iter().cloned().map(|offer| {
            let mut offer = offer.into_active_model().reset_all();
            (offer.id, offer.funding_source_id) = (Set(ProductId::fresh()), Set(id));
            offer
        });
        Products::insert_many(offers)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

fn brings(matched: &GoalMatch, kind: CapitalProduct) -> bool {
    matched.brings.iter().any(|brings| brings.product == kind)
}

#[tokio::test]
async fn the_only_source_of_a_kind_is_seen_behind_a_thousand_better_ones() {
    let app = TestApp::with_sample().await;
    let goal = goal(&app).await;
    let today = date(2026, 11, 22);
    let before = matches_of(app.db(), goal, today).await.unwrap().unwrap();
    let ids = before.best(usize::MAX);
    let all = before.explain(app.db(), &ids).await.unwrap();
    let eligible = |each: &&GoalMatch| each.found.judgment.verdict == Verdict::Eligible;
    let best = all.iter().filter(eligible);
    let best = best.max_by_key(|each| each.brings.len() == 1).unwrap();
    let kind = best.brings[0].product;
    let rare: BTreeSet<FundingSourceId> = all
        .iter()
        .filter(eligible)
        .filter(|each| !brings(each, kind) && !each.brings.is_empty())
        .map(|each| each.pocket.id)
        .collect();
    assert!(!rare.is_empty(), "somebody brings another kind");
    let like = best.pocket.id;
    app.db()
        .write(async |txn| others(txn, like, 2_050).await)
        .await
        .unwrap();
    let after = matches_of(app.db(), goal, today).await.unwrap().unwrap();
    let thousand: BTreeSet<_> = after.best(1_000).into_iter().collect();
    let behind = rare.difference(&thousand).count();
    assert!(behind > 0, "somebody stands behind the thousand");
    let room: BTreeSet<_> = after.for_a_room().into_iter().collect();
    assert!(thousand.is_subset(&room));
    assert_eq!(rare.difference(&room).count(), 0);
    // So much is new that new columns are made, and meanwhile the same is answered.
    let mut newer = get_ready(app.db()).await.unwrap().newer;
    for _ in 0..300 {
        let again = matches_of(app.db(), goal, today).await.unwrap().unwrap();
        assert_eq!(again.best(20), after.best(20));
        if newer == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        newer = get_ready(app.db()).await.unwrap().newer;
    }
    panic!("{newer} sources are not in the columns yet");
}

#[tokio::test]
async fn what_the_table_lacks_is_said_beside_the_guest_list() {
    let app = TestApp::with_sample().await;
    let mut browser = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut browser, &[]).await;
    let list = browser.get(&format!("{path}/guests")).await;
    assert!(list.body.contains(&format!("href=\"{path}/lacks\"")));
    let lacks = browser.get(&format!("{path}/lacks")).await;
    for lack in [
        "Local philanthropy: nobody",
        "nobody on the list offers it",
        "esident",
    ] {
        assert!(lacks.body.contains(lack), "{lack}: {}", lacks.body);
    }
    let resident = [
        ("seat_name", "Ana Ruiz"),
        ("seat_role", "resident_leader"),
        ("seat_attendance", "optional"),
    ];
    browser.post(&format!("{path}/seats"), &resident).await;
    let lacks = browser.get(&format!("{path}/lacks")).await;
    assert!(lacks.body.contains("nothing says that they are paid"));
    // Whoever may not give seats does not see it.
    let mut viewer = app.staff(Role::Viewer).await;
    viewer.get(&format!("{path}/lacks")).await.is(403);
}
