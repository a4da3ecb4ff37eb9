//! Personal links: what opens what, and that looking changes nothing.

use roundtable::entities::meeting_links;
use sea_orm::EntityTrait;

use super::Room;

#[tokio::test]
async fn looking_changes_nothing() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.ask().await;
    room.says("tia", &[("fay", "meet")]).await.is(303);
    let (row, wishes, tia) = (
        room.row().await,
        room.wishes().await,
        room.party("tia").await,
    );
    let path = format!("/wishes/{}", room.links["tia"]);
    let mut visitor = room.table.app.visitor();
    visitor.head(&path).await.is(200);
    let query = format!("{path}?{}=no", room.party("fay").await.id);
    visitor.get(&query).await.is(200);
    visitor.get(&format!("{path}/calendar.ics")).await.is(404);
    assert_eq!(
        (
            room.row().await,
            room.wishes().await,
            room.party("tia").await
        ),
        (row, wishes, tia)
    );
    let page = visitor.get(&path).await;
    assert_eq!(page.headers["cache-control"], "private, no-store");
    assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
    page.not_see(&room.links["fay"]);
    // Another site's form is refused.
    let fay = room.party("fay").await.id.to_string();
    visitor
        .post_from_elsewhere(&path, &[(&fay, "must")])
        .await
        .is(403);
}

#[tokio::test]
async fn a_secret_is_kept_only_as_its_hash() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    let mails = room.ask().await;
    let links = meeting_links::Entity::find()
        .all(room.table.app.db().read())
        .await
        .unwrap();
    assert_eq!((links.len(), mails.len()), (2, 2));
    for link in links {
        assert!(!room.links.values().any(|secret| *secret == link.token_hash));
    }
}

#[tokio::test]
async fn a_link_ends_with_what_it_was_for() {
    let mut room = Room::with(&["tia", "tom"], &["fay"], &[]).await;
    room.ask().await;
    let mut visitor = room.table.app.visitor();
    visitor
        .get("/wishes/nonsense")
        .await
        .is(404)
        .see("does not work any more");
    visitor.post("/wishes/nonsense", &[]).await.is(404);
    // Somebody of another address: the old link ends, and they can be asked anew.
    let tia = room.person("tia").await;
    let path = format!("{}/people/{}", room.path, tia.id);
    let party = tia.party_id.unwrap().to_string();
    let form = [
        ("party", &*party),
        ("email", "new@room.example"),
        ("comes", "yes"),
        ("version", "1"),
    ];
    room.staff().post(&path, &form).await.is(303);
    room.page_of("tia").await.is(404);
    room.get("").await.see("Ask the 1 not asked yet");
    let mails = room.ask().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to.as_str(), "new@room.example");
    room.page_of("new")
        .await
        .is(200)
        .see("Whom do you want to meet?");
    // A party that takes no part.
    let tom = room.party("tom").await.id;
    let path = format!("{}/parties/{tom}", room.path);
    room.staff()
        .post(&path, &[("most", ""), ("version", "1")])
        .await
        .is(303);
    room.page_of("tom").await.is(410);
    room.says("tom", &[("fay", "must")]).await.is(410);
    room.page_of("fay").await.not_see("tom");
    assert_eq!(room.wishes().await, []);
}

#[tokio::test]
async fn wishes_are_taken_only_while_they_are_collected() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.ask().await;
    room.turn("draft").await.is(303);
    let page = room.says("tia", &[("fay", "must")]).await;
    page.is(409)
        .see("Wishes are no longer collected")
        .see("value=\"must\" checked");
    assert_eq!(room.wishes().await, []);
    room.page_of("tia")
        .await
        .see("Wishes are not collected at the moment.");
    // Staff still write them down.
    room.notes("tia", &[("fay", "must")]).await;
    assert_eq!(room.wishes().await.len(), 1);
}

#[tokio::test]
async fn who_is_not_to_be_contacted_gets_no_mail_and_nobody_gets_two() {
    use roundtable::{
        entities::meeting_people,
        people::{Consents, NewPerson, register},
    };
    use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};
    let mut room = Room::with(&["tia"], &["fay", "flo"], &[]).await;
    let app = &room.table.app;
    let organization =
        roundtable::funders::called(app.db().read(), "Bay Hills Community Foundation (example)");
    let organization = organization.await.unwrap().remove(0).id;
    let new = NewPerson {
        name: "fay".to_owned(),
        email: "fay@room.example".parse().unwrap(),
        source: "test".to_owned(),
        consents: Consents::default(),
        organization,
        title: String::new(),
    };
    let now = app.now();
    let person = app
        .db()
        .write(async |txn| register(txn, &new, now).await)
        .await
        .unwrap();
    roundtable::entities::people::Entity::update_many()
        .col_expr(
            roundtable::entities::people::Column::DoNotContact,
            Expr::value(true),
        )
        .filter(roundtable::entities::people::Column::Id.eq(person))
        .exec(app.db().read())
        .await
        .unwrap();
    meeting_people::Entity::update_many()
        .col_expr(meeting_people::Column::PersonId, Expr::value(person))
        .filter(meeting_people::Column::Name.eq("fay"))
        .exec(app.db().read())
        .await
        .unwrap();
    let mails = room.ask().await;
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.to_string()).collect();
    to.sort();
    assert_eq!(to, ["flo@room.example", "tia@room.example"]);
    // The same job once more, as after a crash, writes to nobody.
    room.table.once_more("meeting_mails").await;
    assert!(room.table.app.mail().await.is_empty());
}
