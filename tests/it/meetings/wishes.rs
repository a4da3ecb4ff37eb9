//! What both sides say: kept apart, and worth nothing from one side alone.

use roundtable::values::{MeetingOrder, MeetingWish};
use sea_orm::EntityTrait;

use super::Room;

#[tokio::test]
async fn no_thanks_is_never_shown_to_the_other_side() {
    let mut room = Room::with(&["tia", "tom"], &["fay", "flo"], &[]).await;
    room.ask().await;
    room.says("tia", &[("fay", "must"), ("flo", "meet")])
        .await
        .is(303);
    room.says("fay", &[("tom", "meet")]).await.is(303);
    let before = room.page_of("tia").await.body;
    room.says("fay", &[("tom", "meet"), ("tia", "no")])
        .await
        .is(303);
    assert_eq!(
        room.page_of("tia").await.body,
        before,
        "nothing is different for who is not wanted"
    );
    // Staff see it.
    room.get("/wishes").await.see("No thanks");
    let tia = room.party("tia").await.id;
    room.get(&format!("/wishes/{tia}")).await.see("No thanks");

    room.says("flo", &[("tia", "meet"), ("tom", "no")])
        .await
        .is(303);
    room.says("tom", &[("fay", "meet")]).await.is(303);
    room.turn("draft").await.is(303);
    let plan = room.plan("afresh").await;
    assert_eq!((plan.held, plan.left_out), (2, 0));
    room.get("/unmet")
        .await
        .see("One of them said no thanks. The other is not told.")
        .not_see("Hold it anyway");
    // Staff cannot overrule it either.
    let fay = room.party("fay").await.id.to_string();
    let path = format!("{}/pairs", room.path);
    let form = [
        ("team", &*tia.to_string()),
        ("funder", &*fay),
        ("order", "hold"),
    ];
    room.staff()
        .post(&path, &form)
        .await
        .is(422)
        .see("One of them said no thanks. Nobody is made to meet");
    let pairs = roundtable::entities::meeting_pairs::Entity::find();
    assert_eq!(pairs.all(room.table.app.db().read()).await.unwrap(), []);

    room.turn("provisional").await.is(303);
    room.turn("published").await.is(303);
    room.mail().await;
    for who in ["tia", "tom", "fay", "flo"] {
        room.page_of(who)
            .await
            .see("Your meetings")
            .not_see("thanks");
        let calendar = format!("/wishes/{}/calendar.ics", room.links[who]);
        let file = room.table.app.visitor().get(&calendar).await;
        file.is(200).not_see("thanks");
    }
    let person = room.person("tia").await.id;
    for below in [
        "/grid",
        "/grid.csv",
        "/fairness",
        "/print/people",
        "/print/tables",
        &format!("/people/{person}/day"),
        &format!("/people/{person}/calendar.ics"),
    ] {
        room.get(below).await.not_see("No thanks");
    }
    // Leads of partnerships read the activity of their convenings.
    let convening = room.table.path.clone();
    let activity = room.staff().get(&format!("{convening}/activity")).await;
    activity.see("wishes of fay were said").not_see("thanks");
}

#[tokio::test]
async fn a_wish_of_one_side_counts_nothing_until_staff_hold_it() {
    let mut room = Room::with(&["tia", "tom"], &["fay"], &[]).await;
    room.notes("tia", &[("fay", "must")]).await;
    room.notes("fay", &[("tom", "meet")]).await;
    room.notes("tom", &[("fay", "meet")]).await;
    room.turn("draft").await.is(303);
    let plan = room.plan("afresh").await;
    assert_eq!((plan.held, plan.worth), (1, 50));
    let (tia, fay) = (room.party("tia").await.id, room.party("fay").await.id);
    let unmet = room.get("/unmet").await;
    unmet
        .see("fay has not asked for it.")
        .see("nobody else has to give way")
        .see("Hold it anyway");
    let form = [
        ("team", &*tia.to_string()),
        ("funder", &*fay.to_string()),
        ("order", "hold"),
        ("from", "unmet"),
    ];
    let path = format!("{}/pairs", room.path);
    room.staff()
        .submit(&path, &form)
        .await
        .see("It will be held.");
    let pairs = roundtable::entities::meeting_pairs::Entity::find()
        .all(room.table.app.db().read())
        .await
        .unwrap();
    assert_eq!(
        (pairs[0].team_id, pairs[0].funder_id, pairs[0].verdict),
        (tia, fay, MeetingOrder::Hold)
    );
    room.get("")
        .await
        .see("Something changed since this plan was asked for");
    let plan = room.plan("near").await;
    assert_eq!((plan.held, plan.left_out), (2, 0));
    room.get("/unmet")
        .await
        .see("Every wish is fulfilled.")
        .see("Held in any case");
    // And taken back again.
    room.staff().submit(&path, &[form[0], form[1]]).await;
    assert_eq!(room.plan("afresh").await.held, 1);
}

#[tokio::test]
async fn the_last_word_of_a_party_stands_with_whose_it_was() {
    let mut room = Room::with(&["tia"], &["fay", "flo"], &[]).await;
    room.ask().await;
    room.says("tia", &[("fay", "must"), ("flo", "no")])
        .await
        .is(303);
    let tia = room.party("tia").await;
    assert_eq!((tia.said_by.as_str(), tia.said_by_link), ("tia", true));
    room.page_of("tia")
        .await
        .see("Wishes of tia are kept: tia,");
    room.notes("tia", &[("flo", "meet")]).await;
    let said = room.wishes().await;
    assert_eq!(
        (said.len(), said[0].to_id, said[0].wish),
        (1, room.party("flo").await.id, MeetingWish::Meet)
    );
    let tia = room.party("tia").await;
    assert_eq!(
        (tia.said_by.as_str(), tia.said_by_link),
        ("Program officer Tester", false)
    );
    // What is nobody's or of the same side is not kept.
    let own = tia.id.to_string();
    let path = format!("{}/wishes/{own}", room.path);
    let form = [(&*own, "must"), ("nobody", "must")];
    room.staff().post(&path, &form).await.is(303);
    assert_eq!(room.wishes().await, said);
}

#[tokio::test]
async fn both_speak_for_one_party_at_once_and_one_word_is_kept_whole() {
    let mut room = Room::with(&["tia"], &["fay", "flo"], &[]).await;
    room.ask().await;
    let (fay, flo) = (room.party("fay").await.id, room.party("flo").await.id);
    let path = format!("/wishes/{}", room.links["tia"]);
    let (mut one, mut other) = (room.table.app.visitor(), room.table.app.visitor());
    let (fay, flo) = (fay.to_string(), flo.to_string());
    let all_must = [(&*fay, "must"), (&*flo, "must")];
    let all_meet = [(&*fay, "meet"), (&*flo, "meet")];
    let (first, second) = tokio::join!(one.post(&path, &all_must), other.post(&path, &all_meet));
    // Whoever comes second has not seen what the first said, and is shown it.
    let mut codes = [first.status, second.status];
    codes.sort_unstable();
    assert_eq!(codes, [303, 409]);
    let said = room.wishes().await;
    assert_eq!(said.len(), 2);
    assert_eq!(said[0].wish, said[1].wish, "{said:?}");
}
