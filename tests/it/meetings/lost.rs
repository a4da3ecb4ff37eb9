//! A plan that things as they are now do not allow is never shown to guests.

use roundtable::values::MeetingPhase;

use super::{Room, flow::published};

const CANNOT: &str = "These meetings cannot be held any more";

/// Two teams, two funders who all meet, and a draft plan.
async fn planned() -> Room {
    let (teams, funders) = (["tia", "tom"], ["fay", "flo"]);
    let mut room = Room::with(&teams, &funders, &[]).await;
    room.ask().await;
    room.all_wish(&teams, &funders).await;
    room.turn("draft").await.is(303);
    assert_eq!(room.plan("afresh").await.held, 4);
    room
}

#[tokio::test]
async fn a_no_said_after_the_plan_is_not_published() {
    let mut room = planned().await;
    room.turn("wishes").await.is(303);
    room.says("fay", &[("tom", "meet"), ("tia", "no")])
        .await
        .is(303);
    room.turn("draft").await.is(303);
    let version = room.row().await.version.to_string();
    let path = format!("{}/phase", room.path);
    let form = [
        ("version", &*version),
        ("to", "provisional"),
        ("show", "yes"),
    ];
    room.staff()
        .post(&path, &form)
        .await
        .is(422)
        .see(CANNOT)
        .see("tia with fay (not wished any more). Plan again")
        .see("id=\"f-show\" name=\"show\" value=\"yes\" checked");
    assert_eq!(room.row().await.phase, MeetingPhase::Draft);
    room.plan("afresh").await;
    room.turn("provisional").await.is(303);
    // Said to staff at the last moment.
    room.notes("flo", &[("tia", "no"), ("tom", "meet")]).await;
    room.turn("published").await.is(422).see("tia with flo");
    assert_eq!(room.row().await.phase, MeetingPhase::Provisional);
    assert!(room.mail().await.is_empty());
}

#[tokio::test]
async fn a_lost_table_or_party_is_not_published() {
    let mut room = planned().await;
    let table = room.tables().await.remove(0).id;
    let path = format!("{}/tables/{table}", room.path);
    room.staff().submit(&path, &[("closed", "yes")]).await;
    room.turn("provisional")
        .await
        .is(422)
        .see("(the table is out of use)");
    room.staff().submit(&path, &[("closed", "no")]).await;
    room.turn("provisional").await.is(303);
    let tom = room.party("tom").await.id;
    let path = format!("{}/parties/{tom}", room.path);
    let form = [("most", ""), ("version", "1")];
    room.staff().post(&path, &form).await.is(303);
    room.turn("published")
        .await
        .is(422)
        .see("tom with fay (one of them takes no part)");
}

#[tokio::test]
async fn a_proposed_plan_is_taken_only_while_it_can_be_held() {
    let mut room = published().await;
    let before = room.newest().await;
    let plan = room.plan("near").await;
    room.notes("fay", &[("tia", "no"), ("tom", "meet"), ("tex", "meet")])
        .await;
    let version = room.row().await.version.to_string();
    let path = format!("{}/plans/{}/acceptance", room.path, plan.id);
    room.staff()
        .post(&path, &[("version", &version)])
        .await
        .is(422)
        .see(CANNOT);
    assert_eq!(room.row().await.plan_id, Some(before.id));
    assert_eq!(room.row().await.version.to_string(), version);
    // What is published stays readable, but for the meeting nobody is made to have.
    room.page_of("fay")
        .await
        .see("<b>tom</b>")
        .not_see("<b>tia</b>");
    room.page_of("tia")
        .await
        .see("<b>flo</b>")
        .not_see("<b>fay</b>");
    let plan = room.plan("near").await;
    let version = room.row().await.version.to_string();
    let path = format!("{}/plans/{}/acceptance", room.path, plan.id);
    room.staff()
        .post(&path, &[("version", &version)])
        .await
        .is(303);
    room.mail().await;
}
