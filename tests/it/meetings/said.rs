//! Wishes are not lost: not to an older form, not to a value that cannot be read, not by coming late.

use roundtable::values::MeetingWish;

use super::Room;

fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(a, b)| (&**a, &**b)).collect()
}

#[tokio::test]
async fn an_older_form_does_not_wipe_a_newer_no() {
    let mut room = Room::with(&["tia"], &["fay", "flo"], &[]).await;
    room.ask().await;
    let older = room.form("tia", &[("fay", "must"), ("flo", "meet")]).await;
    room.says("tia", &[("fay", "no")]).await.is(303);
    let path = format!("/wishes/{}", room.links["tia"]);
    let page = room
        .table
        .app
        .visitor()
        .post(&path, &borrowed(&older))
        .await;
    page.is(409)
        .see("Somebody else of tia answered meanwhile")
        .see("Saved meanwhile: <b>No thanks</b>")
        .see("value=\"must\" checked");
    let said = room.wishes().await;
    assert_eq!((said.len(), said[0].wish), (1, MeetingWish::No));
    // Staff with an older form are told as well.
    let of_staff = format!("{}/wishes/{}", room.path, room.party("tia").await.id);
    room.staff()
        .post(&of_staff, &borrowed(&older))
        .await
        .is(409)
        .see("Someone else saved this meanwhile");
    assert_eq!(room.wishes().await, said);
    // A form that does not touch the same row is kept beside it; so is the form sent again.
    let fay = room.party("fay").await.id.to_string();
    let others: Vec<_> = older
        .iter()
        .filter(|(name, _)| !name.contains(&fay))
        .cloned()
        .collect();
    let mut visitor = room.table.app.visitor();
    visitor.post(&path, &borrowed(&others)).await.is(303);
    assert_eq!(room.wishes().await.len(), 2);
    room.says("tia", &[("fay", "must"), ("flo", "meet")])
        .await
        .is(303);
    let fay = room.party("fay").await.id;
    let said = room.wishes().await;
    let of_fay = said.iter().find(|it| it.to_id == fay).unwrap();
    assert_eq!(of_fay.wish, MeetingWish::Must);
}

#[tokio::test]
async fn what_cannot_be_read_is_told_beside_its_row_and_wipes_nothing() {
    let mut room = Room::with(&["tia"], &["fay", "flo"], &[]).await;
    room.ask().await;
    room.says("tia", &[("fay", "no")]).await.is(303);
    let before = room.wishes().await;
    room.says("tia", &[("fay", "perhaps"), ("flo", "must")])
        .await
        .is(422)
        .see("fay: choose one of these answers")
        .see("value=\"must\" checked");
    let form = room
        .form("tia", &[("fay", "perhaps"), ("flo", "must")])
        .await;
    let path = format!("{}/wishes/{}", room.path, room.party("tia").await.id);
    room.staff()
        .post(&path, &borrowed(&form))
        .await
        .is(422)
        .see("Choose one of these answers");
    assert_eq!(room.wishes().await, before);
}

#[tokio::test]
async fn a_refused_limit_keeps_the_tick() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    let tia = room.party("tia").await.id;
    let path = format!("{}/parties/{tia}", room.path);
    room.staff()
        .post(&path, &[("most", "many"), ("version", "1")])
        .await
        .is(422)
        .see("value=\"many\"")
        .see("value=\"yes\" aria-label=\"tia takes part\"");
}
