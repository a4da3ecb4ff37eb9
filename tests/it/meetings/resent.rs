//! Whoever needs a link gets one, also after wishes were closed.

use chrono::TimeDelta;
use roundtable::values::Role;

use super::{Room, flow::published};

#[tokio::test]
async fn another_address_gets_a_link_once_the_day_is_published() {
    let mut room = published().await;
    let fay = room.person("fay").await;
    let path = format!("{}/people/{}", room.path, fay.id);
    let party = fay.party_id.unwrap().to_string();
    let form = [
        ("party", &*party),
        ("email", "new@room.example"),
        ("comes", "yes"),
        ("version", "1"),
    ];
    room.staff().post(&path, &form).await.is(303);
    let mails = room.mail().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.starts_with("Your meetings: "));
    room.page_of("fay").await.is(404);
    room.page_of("new").await.is(200).see("Your meetings");
}

#[tokio::test]
async fn a_link_is_sent_again_at_the_press_of_a_button() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    let fay = room.person("fay").await;
    let here = format!("{}/people/{}", room.path, fay.id);
    let path = format!("{here}/link");
    room.staff()
        .post(&path, &[])
        .await
        .is(422)
        .see("Nobody has a link before wishes are asked for");
    room.ask().await;
    room.turn("draft").await.is(303);
    room.staff().get(&here).await.see("Send the link again");
    room.table.app.clock().advance(TimeDelta::minutes(1));
    let old = room.links["fay"].clone();
    room.staff()
        .submit(&path, &[])
        .await
        .see("fay is sent a link.");
    let mails = room.mail().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.starts_with("Your link to the meetings"));
    assert_ne!(room.links["fay"], old);
    room.page_of("fay").await.is(200);
    let visitor = room
        .table
        .app
        .visitor()
        .get(&format!("/wishes/{old}"))
        .await;
    visitor.is(200);
    let mut viewer = room.table.app.staff(Role::Viewer).await;
    viewer.post(&path, &[]).await.is(403);
    // A link does not open for ever.
    room.table.app.clock().advance(TimeDelta::days(400));
    room.page_of("fay").await.is(410);
}

#[tokio::test]
async fn who_meets_nobody_is_told_so() {
    let mut room = Room::with(&["tia"], &["fay", "flo"], &[]).await;
    room.all_wish(&["tia"], &["fay"]).await;
    room.turn("draft").await.is(303);
    room.plan("afresh").await;
    room.turn("provisional").await.is(303);
    room.turn("published").await.is(303);
    let mails = room.mail().await;
    let flo = mails.iter().find(|it| it.to.as_str() == "flo@room.example");
    assert!(
        flo.unwrap()
            .text
            .contains("There is none for you this time")
    );
}
