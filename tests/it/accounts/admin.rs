//! Accounts as administrators see them: opening, roles, closing, and never locking oneself out.

use roundtable::{auth::links, entities::calendar_feeds, ids::CalendarFeedId, values::Role};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{account, acts, link_in, tester, with_password};
use crate::support::TestApp;

#[tokio::test]
async fn a_new_account_gets_a_link_that_opens_it() {
    let app = TestApp::new().await;
    let mut admin = app.staff(Role::Administrator).await;
    admin
        .get("/admin/accounts/new")
        .await
        .is(200)
        .see("Program officer");
    let fields = [
        ("name", "Leo Park"),
        ("email", "leo@example.org"),
        ("role", "viewer"),
    ];
    let list = admin.submit("/admin/accounts", &fields).await;
    list.see("Leo Park has an account.").see("leo@example.org");
    let mail = app.mail().await;
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].subject, "Your Roundtable account");
    let mut leo = app.visitor();
    leo.post(&link_in(&mail[0].text), &[]).await.is(303);
    leo.get("/settings").await.is(200).see("Viewer");

    let again = admin.post("/admin/accounts", &fields).await;
    again
        .is(422)
        .see("already has an account")
        .see("value=\"Leo Park\"");
    let empty = admin.post("/admin/accounts", &[("role", "king")]).await;
    empty.is(422).see("Type a name.").see("Choose a role.");
    assert!(app.mail().await.is_empty());
    assert_eq!(acts(&app).await, ["signed_in", "opened", "signed_in"]);
}

#[tokio::test]
async fn roles_change_and_a_late_save_is_asked_about() {
    let app = TestApp::new().await;
    let mut admin = app.staff(Role::Administrator).await;
    let id = with_password(&app, "dana@example.org", Role::Viewer).await;
    let path = format!("/admin/accounts/{id}");
    let role = |role: &'static str| [("role", role), ("version", "1")];
    admin
        .submit(&path, &role("program_officer"))
        .await
        .see("Dana Whitfield is now program officer.");
    assert_eq!(account(&app, id).await.role, Role::ProgramOfficer);
    let late = admin.post(&path, &role("administrator")).await;
    late.is(409)
        .see("value=\"administrator\" checked")
        .see("value=\"program_officer\"")
        .see("name=\"version\" value=\"2\"");
    assert_eq!(account(&app, id).await.role, Role::ProgramOfficer);
    let late_close = admin
        .post(&format!("{path}/close"), &[("version", "1")])
        .await;
    late_close.is(409).see("Nothing was done.");
    assert_eq!(account(&app, id).await.disabled_at, None);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_can_come_back() {
    let app = TestApp::new().await;
    let mut admin = app.staff(Role::Administrator).await;
    let mut viewer = app.staff(Role::Viewer).await;
    let id = tester(&app, Role::Viewer).await.id;
    let path = format!("/admin/accounts/{id}");
    let unused = app
        .db()
        .write(async |txn| links::make(txn, id, links::GOOD_FOR, app.now()).await)
        .await
        .unwrap();
    let feed = calendar_feeds::ActiveModel {
        id: Set(CalendarFeedId::fresh()),
        user_id: Set(id),
        token_hash: Set("hash".to_owned()),
        created_at: Set(app.now()),
        revoked_at: Set(None),
        last_read_at: Set(None),
        scope: Set(roundtable::values::FeedScope::All),
        scope_id: Set(String::new()),
    };
    calendar_feeds::Entity::insert(feed)
        .exec_without_returning(app.db().read())
        .await
        .unwrap();
    let closed = admin
        .submit(&format!("{path}/close"), &[("version", "1")])
        .await;
    closed.see("is closed").see("Reopen the account");
    viewer.get("/settings").await.is(303);
    admin.post(&format!("{path}/link"), &[]).await.is(422);
    admin.get("/admin/accounts").await.see("Closed");
    admin
        .post(&format!("{path}/reopen"), &[("version", "2")])
        .await
        .is(303);
    assert_eq!(account(&app, id).await.disabled_at, None);
    viewer.get("/settings").await.is(303);
    let unused = format!("/sign-in/{}", unused.reveal());
    app.visitor().post(&unused, &[]).await.is(410);
    let feed = calendar_feeds::Entity::find().one(app.db().read()).await;
    assert_eq!(feed.unwrap().unwrap().revoked_at, Some(app.now()));
    admin
        .submit(&format!("{path}/link"), &[])
        .await
        .see("A sign-in link is on its way");
    let mail = app.mail().await;
    viewer.post(&link_in(&mail[0].text), &[]).await.is(303);
    viewer.get("/settings").await.is(200);
}

#[tokio::test]
async fn nobody_demotes_or_closes_themself() {
    let app = TestApp::new().await;
    let mut admin = app.staff(Role::Administrator).await;
    let own = tester(&app, Role::Administrator).await;
    let path = format!("/admin/accounts/{}", own.id);
    admin
        .get(&path)
        .await
        .see("This is your own account.")
        .not_see("Save role");
    let demote = [("role", "viewer"), ("version", "1")];
    admin
        .post(&path, &demote)
        .await
        .is(422)
        .see("your own account");
    admin
        .post(&format!("{path}/close"), &[("version", "1")])
        .await
        .is(422);
    assert_eq!(tester(&app, Role::Administrator).await, own);
    admin.get("/admin/accounts/no-such-account").await.is(404);
    let nobody = "/admin/accounts/00000000-0000-7000-8000-000000000000";
    admin.get(nobody).await.is(404);
}

#[tokio::test]
async fn only_administrators_see_accounts() {
    let app = TestApp::new().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer
        .get("/admin/accounts")
        .await
        .is(403)
        .see("for administrators");
    let fields = [
        ("name", "X"),
        ("email", "x@example.org"),
        ("role", "viewer"),
    ];
    officer.post("/admin/accounts", &fields).await.is(403);
    assert_eq!(acts(&app).await, ["signed_in"]);
}
