//! What stands against a seat holds at every door: where lists are composed, where a convening is planned, and at its guest
//! list.

use std::time::Duration;

use roundtable::{
    convenings::hold_organizations,
    entities::{convening_goals, convenings, goals, kept_apart, organizations, recusals},
    ids::{ConveningId, GoalId, KeptApartId, OrganizationId},
    values::Role,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr,
};
use tokio::sync::Notify;

use crate::{
    composing::{at_the_list, guests, id_in, seat, seat_of_old, seats_of},
    convenings::{form, plan},
    support::{Browser, Page, TestApp},
};

/// What a convening is asked for with a seat for each of these.
fn planned<'a>(goal: &'a str, guests: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut fields = form(goal, &[("title", "A table that may not be")]);
    for guest in guests {
        fields.extend([
            ("seat_org", *guest),
            ("seat_name", "Ann Lee"),
            ("seat_role", "funder"),
            ("seat_attendance", "must"),
        ]);
    }
    fields
}

/// Both doors of the convenings themselves say why nobody is seated, keep what was typed and save nothing.
async fn closed(
    (app, staff): (&TestApp, &mut Browser),
    (goal, meeting): (GoalId, ConveningId),
    guests: &[&str],
    why: &str,
) {
    let (before, all) = (seats_of(app, meeting).await, convenings::Entity::find());
    let all = all.count(app.db().read()).await.unwrap();
    let fields = [
        ("seat_org", guests[0]),
        ("seat_name", "Ann Lee"),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
    ];
    staff
        .post(&format!("/convenings/{meeting}/seats"), &fields)
        .await
        .is(422)
        .see(why)
        .see("value=\"Ann Lee\"");
    staff
        .post("/convenings", &planned(&goal.to_string(), guests))
        .await
        .is(422)
        .see(why)
        .see("value=\"A table that may not be\"")
        .see("value=\"Ann Lee\"");
    assert_eq!(seats_of(app, meeting).await, before);
    let now = convenings::Entity::find().count(app.db().read()).await;
    assert_eq!(now.unwrap(), all);
}

async fn recuse(staff: &mut Browser, goal: GoalId, organization: OrganizationId) {
    let id = organization.to_string();
    staff
        .post(
            &format!("/goals/{goal}/compose/recusals"),
            &[("organization", &id)],
        )
        .await
        .is(303);
}

async fn keep_apart(staff: &mut Browser, path: &str, [one, other]: [OrganizationId; 2]) {
    let (one, other) = (one.to_string(), other.to_string());
    staff
        .post(
            &format!("{path}/pairs"),
            &[("one", &one), ("another", &other)],
        )
        .await
        .is(303);
}

/// Sends the list as if it had been shown, and says what came of it.
async fn send(
    staff: &mut Browser,
    (path, meeting): (&str, ConveningId),
    list: &[OrganizationId],
) -> Page {
    let (meeting, list): (String, Vec<String>) = (
        meeting.to_string(),
        list.iter().map(ToString::to_string).collect(),
    );
    let mut fields = vec![("convening", meeting.as_str())];
    fields.extend(list.iter().map(|id| ("guest", id.as_str())));
    fields.extend(list.iter().map(|id| ("must", id.as_str())));
    staff.submit(&format!("{path}/seats"), &fields).await
}

#[tokio::test]
async fn who_asked_not_to_be_contacted_gets_no_seat() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let quiet = guests(&staff.get(&path).await)[0];
    let id = quiet.to_string();
    let known = organizations::Entity::find_by_id(quiet)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    app.db()
        .write(async |txn| {
            organizations::Entity::update_many()
                .col_expr(organizations::Column::DoNotContact, Expr::value(true))
                .filter(organizations::Column::Id.eq(quiet))
                .exec(txn)
                .await
        })
        .await
        .unwrap();
    // Locked by its address, it is left out and named, and there is a list without it.
    let locked = staff.get(&format!("{path}?lock={id}")).await;
    locked
        .is(200)
        .see("Locked, and left out because they asked not to be contacted: ")
        .see("Make this the guest list");
    let list = guests(&locked);
    assert!(!list.is_empty() && !list.contains(&quiet), "{list:?}");
    // It is found, and cannot be locked or added.
    let name = known.name.replace('&', "%26").replace(' ', "+");
    staff
        .get(&format!("{path}?q={name}"))
        .await
        .see("Do not contact")
        .not_see(&format!("act=lock:{id}"));
    staff
        .get(&format!("/convenings/{meeting}/guests?q={name}"))
        .await
        .see("Do not contact")
        .not_see(&format!("name=\"seat_org\" value=\"{id}\""));
    staff
        .get(&format!("/convenings/new?goal={goal}&pick={id}"))
        .await
        .is(200)
        .not_see(&format!("name=\"seat_org\" value=\"{id}\""));
    let why = "asked not to be contacted, and gets no seat";
    send(&mut staff, (&path, meeting), &[quiet]).await.see(why);
    closed((&app, &mut staff), (goal, meeting), &[&id], why).await;
}

#[tokio::test]
async fn two_who_are_kept_apart_sit_together_at_no_door() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    seat(&app, meeting, list[0]).await;
    keep_apart(&mut staff, &path, [list[0], list[1]]).await;
    let (one, other) = (list[0].to_string(), list[1].to_string());
    let why = "are not to sit at one table. Seat one of them";
    let doors = (goal, meeting);
    closed((&app, &mut staff), doors, &[&other, &one], why).await;
    // One of the two may be planned for.
    staff
        .post("/convenings", &planned(&goal.to_string(), &[&other]))
        .await
        .is(303);
}

#[tokio::test]
async fn who_is_recused_gets_a_seat_at_no_door_and_is_named_where_there_is_one() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    recuse(&mut staff, goal, list[0]).await;
    let why = "is recused from a goal of this convening, and gets no seat";
    let gone = list[0].to_string();
    closed((&app, &mut staff), (goal, meeting), &[&gone], why).await;
    staff.get(&path).await.not_see("is recused, and has a seat");
    seat_of_old(&app, meeting, list[0]).await;
    staff
        .get(&path)
        .await
        .see("is recused, and has a seat at ")
        .see(&format!("/convenings/{meeting}/guests"));
}

#[tokio::test]
async fn recusals_of_every_goal_of_the_convening_count() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    let other = goals::Entity::find().filter(goals::Column::Id.ne(goal));
    let other = other.one(app.db().read()).await.unwrap().unwrap().id;
    let link = convening_goals::ActiveModel {
        convening_id: Set(meeting),
        goal_id: Set(other),
    };
    app.db()
        .write(async |txn| {
            convening_goals::Entity::insert(link)
                .exec_without_returning(txn)
                .await
        })
        .await
        .unwrap();
    recuse(&mut staff, other, list[0]).await;
    let before = seats_of(&app, meeting).await.len();
    send(&mut staff, (&path, meeting), &list[..2])
        .await
        .see("Nobody was seated.")
        .see("is recused from a goal of this convening, and gets no seat.");
    assert_eq!(seats_of(&app, meeting).await.len(), before);
    assert!(guests(&staff.get(&path).await).contains(&list[0]));
    let page = staff.get(&format!("{path}?convening={meeting}")).await;
    assert!(!guests(&page).contains(&list[0]), "not for that convening");
}

#[tokio::test]
async fn two_who_clash_already_keep_nobody_else_away() {
    let (app, mut staff, _, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    seat(&app, meeting, list[0]).await;
    seat(&app, meeting, list[1]).await;
    keep_apart(&mut staff, &path, [list[0], list[1]]).await;
    let before = seats_of(&app, meeting).await.len();
    // Who has a seat already is on the list as well, and is not seated anew.
    send(&mut staff, (&path, meeting), &list[..3])
        .await
        .see("1 seats added; 2 had a seat already.");
    let by_name = [
        ("seat_name", "Ann Lee"),
        ("seat_role", "community_partner"),
        ("seat_attendance", "optional"),
    ];
    staff
        .submit(&format!("/convenings/{meeting}/seats"), &by_name)
        .await
        .see("Ann Lee has a seat.");
    assert_eq!(seats_of(&app, meeting).await.len(), before + 2);
}

#[tokio::test]
async fn two_people_who_add_the_same_limit_at_once_add_it_once() {
    let (app, mut one, goal, path) = at_the_list().await;
    let mut other = app.staff(Role::Administrator).await;
    let list = guests(&one.get(&path).await);
    let pair = [list[0], list[1]];
    tokio::join!(
        keep_apart(&mut one, &path, pair),
        keep_apart(&mut other, &path, [pair[1], pair[0]])
    );
    tokio::join!(
        recuse(&mut one, goal, list[2]),
        recuse(&mut other, goal, list[2])
    );
    let pairs = kept_apart::Entity::find().count(app.db().read()).await;
    let recusals = recusals::Entity::find().count(app.db().read()).await;
    assert_eq!((pairs.unwrap(), recusals.unwrap()), (1, 1));
}

#[tokio::test]
async fn a_limit_that_is_being_added_is_waited_for() {
    let (app, mut staff, _, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    seat(&app, meeting, list[0]).await;
    let row = kept_apart::ActiveModel {
        id: Set(KeptApartId::fresh()),
        one_id: Set(list[0].min(list[1])),
        other_id: Set(list[0].max(list[1])),
        reason: Set(String::new()),
        added_by: Set("Tester".to_owned()),
        created_at: Set(app.now()),
    };
    let added = Notify::new();
    let first = app.db().write(async |txn| {
        hold_organizations(txn, &[list[0], list[1]].into()).await?;
        kept_apart::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
        added.notify_one();
        tokio::time::sleep(Duration::from_millis(600)).await;
        Ok::<_, DbErr>(())
    });
    let second = async {
        added.notified().await;
        send(&mut staff, (&path, meeting), &[list[1]]).await
    };
    let (first, page) = tokio::join!(first, second);
    first.unwrap();
    page.see("are not to sit at one table.");
}
