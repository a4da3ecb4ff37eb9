//! What happens to a seat, an answer or the convening itself reaches the meetings in its room.

use roundtable::values::{MeetingPhase, Partstat};

use super::{Room, flow::published};

/// What staff note of somebody's answer.
async fn answered(room: &mut Room, who: &str, partstat: &str) {
    let guest = room.table.guest(who).await.id;
    let here = format!("{}/invitations/{guest}", room.table.path);
    let version = room.staff().get(&here).await.held("version");
    let form = [("version", &*version), ("partstat", partstat), ("note", "")];
    let path = format!("{here}/answer");
    room.staff().post(&path, &form).await.is(303);
}

#[tokio::test]
async fn whoever_loses_the_seat_loses_the_link() {
    let mut room = published().await;
    let seat = room.person("fay").await.seat_id.unwrap();
    let path = format!("{}/seats/{seat}/removal", room.table.path);
    room.staff().post(&path, &[]).await.is(303);
    room.page_of("fay").await.is(410);
    assert!(room.table.app.mail().await.is_empty());
    let fay = room.person("fay").await;
    assert!(fay.gone_at.is_some() && fay.seat_id.is_none());
    room.page_of("fay").await.is(404);
    room.get("").await.see("Something changed since this plan");
    room.turn("draft").await.is(303);
    let told = crate::invitations::recipients(&room.mail().await);
    assert_eq!(told.len(), 5, "not to who has no seat: {told:?}");
    // Nothing moves for a job that is done twice.
    let before = room.person("fay").await;
    room.table.once_more("convening_changed").await;
    assert!(room.table.app.mail().await.is_empty());
    assert_eq!(room.person("fay").await, before);
}

#[tokio::test]
async fn a_delegate_comes_in_and_the_holder_before_goes() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    let mails = room.table.send("").await;
    let fay = mails
        .iter()
        .find(|mail| mail.to.as_str() == "fay@room.example");
    let rest = fay.unwrap().text.split_once("/i/").unwrap().1;
    let secret = rest.split_whitespace().next().unwrap().to_owned();
    room.all_wish(&["tia"], &["fay"]).await;
    room.turn("draft").await.is(303);
    room.plan("afresh").await;
    room.turn("provisional").await.is(303);
    room.turn("published").await.is(303);
    room.mail().await;
    room.page_of("fay").await.is(200);
    let form = [("name", "cleo"), ("email", "cleo@room.example")];
    let path = format!("/i/{secret}/somebody-else");
    room.table.app.visitor().post(&path, &form).await.is(303);
    room.page_of("fay").await.is(410);
    let mails = room.table.app.mail().await;
    let link = mails.iter().find(|mail| mail.text.contains("/wishes/"));
    let link = link.expect("the delegate gets a link");
    assert_eq!(link.to.as_str(), "cleo@room.example");
    let rest = link.text.split_once("/wishes/").unwrap().1;
    let secret = rest.split_whitespace().next().unwrap();
    room.links.insert("cleo".to_owned(), secret.to_owned());
    room.page_of("cleo").await.is(200).see("tia");
    let cleo = room.person("cleo").await;
    assert_eq!(cleo.address.unwrap().as_str(), "cleo@room.example");
    assert_eq!(cleo.party_id, Some(room.party("fay").await.id));
    let mails = mails.iter().filter(|mail| mail.text.contains("/wishes/"));
    assert_eq!(mails.count(), 1);
}

#[tokio::test]
async fn who_declines_does_not_come_until_they_accept() {
    let mut room = published().await;
    answered(&mut room, "fay", "declined").await;
    assert!(room.table.app.mail().await.is_empty());
    assert!(room.person("fay").await.gone_at.is_some());
    room.page_of("fay").await.is(404);
    let plan = room.plan("near").await;
    assert_eq!(plan.held, 6);
    answered(&mut room, "fay", "accepted").await;
    let mails = room.mail().await;
    assert_eq!(crate::invitations::recipients(&mails), ["fay@room.example"]);
    assert!(room.person("fay").await.gone_at.is_none());
    room.page_of("fay").await.is(200).see("tia");
    assert_eq!(room.table.guest("fay").await.partstat, Partstat::Accepted);
    // Staff know better than an answer.
    answered(&mut room, "fay", "declined").await;
    room.table.app.mail().await;
    let fay = room.person("fay").await;
    let path = format!("{}/people/{}", room.path, fay.id);
    let (party, version) = (fay.party_id.unwrap().to_string(), fay.version.to_string());
    let form = [
        ("party", &*party),
        ("email", "fay@room.example"),
        ("comes", "yes"),
        ("version", &version),
    ];
    room.staff().post(&path, &form).await.is(303);
    assert_eq!(room.mail().await.len(), 1);
    room.table.once_more("convening_changed").await;
    assert!(room.table.app.mail().await.is_empty());
    assert!(room.person("fay").await.gone_at.is_none());
}

#[tokio::test]
async fn who_declined_is_not_brought_in() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    super::seat(&mut room.table, "flo", "funder").await;
    answered(&mut room, "flo", "declined").await;
    let path = format!("{}/seats", room.path);
    room.staff()
        .submit(&path, &[])
        .await
        .see("Everybody with a seat is here already.");
    answered(&mut room, "flo", "accepted").await;
    room.staff().submit(&path, &[]).await.see("1 guest came in");
    room.table.app.mail().await;
}

#[tokio::test]
async fn a_cancelled_convening_writes_to_nobody_and_takes_nothing() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.ask().await;
    super::seat(&mut room.table, "flo", "funder").await;
    let path = format!("{}/seats", room.path);
    room.staff().submit(&path, &[]).await.see("1 guest came in");
    room.turn("wishes").await.is(303);
    let cancellation = format!("{}/cancellation", room.table.path);
    let why = [("reason", "The lead funder withdrew")];
    room.staff().post(&cancellation, &why).await.is(303);
    let mails = room.table.app.mail().await;
    assert!(mails.iter().all(|mail| !mail.text.contains("/wishes/")));
    room.says("tia", &[("fay", "must")]).await.is(409);
    assert_eq!(room.wishes().await, []);
    room.turn("draft")
        .await
        .is(422)
        .see("This convening is cancelled");
    assert_eq!(room.row().await.phase, MeetingPhase::Wishes);
}

#[tokio::test]
async fn calendars_hear_of_a_cancelled_convening() {
    let mut room = published().await;
    let calendar = format!("/wishes/{}/calendar.ics", room.links["fay"]);
    let cancellation = format!("{}/cancellation", room.table.path);
    let why = [("reason", "The lead funder withdrew")];
    room.staff().post(&cancellation, &why).await.is(303);
    let mut visitor = room.table.app.visitor();
    let file = visitor.get(&calendar).await;
    file.is(200).not_see("STATUS:CONFIRMED").see("SEQUENCE:2");
    room.table.app.mail().await;
    let again = visitor.get(&calendar).await;
    assert_eq!(again.body.matches("STATUS:CANCELLED").count(), 3);
    again.see("SEQUENCE:2").not_see("SEQUENCE:3");
    let fay = room.person("fay").await.id;
    let staff = room.get(&format!("/people/{fay}/calendar.ics")).await.body;
    assert_eq!(staff, again.body);
}

#[tokio::test]
async fn rounds_move_with_their_convening() {
    let mut room = published().await;
    let moved = [
        ("local_start", "2027-03-18T10:30"),
        ("local_end", "2027-03-18T13:00"),
    ];
    room.table.change(&moved).await;
    let mails = room.mail().await;
    assert_eq!(mails.len(), 6);
    assert!(mails[0].subject.starts_with("Your meetings have changed"));
    room.page_of("fay").await.see("11:00 am to 11:20 am");
    let calendar = format!("/wishes/{}/calendar.ics", room.links["fay"]);
    let file = room.table.app.visitor().get(&calendar).await;
    assert_eq!(file.body.matches("SEQUENCE:2").count(), 3);
    file.see("T110000").not_see("T100000");
    room.table.once_more("convening_changed").await;
    assert!(room.table.app.mail().await.is_empty());
    let again = room.table.app.visitor().get(&calendar).await;
    assert_eq!(again.body, file.body);
    // What lies outside is not published.
    room.turn("draft").await.is(303);
    room.mail().await;
    let shorter = [
        ("local_start", "2027-03-18T10:30"),
        ("local_end", "2027-03-18T11:30"),
    ];
    room.table.change(&shorter).await;
    room.table.app.mail().await;
    room.turn("provisional")
        .await
        .is(422)
        .see("Some rounds lie outside the time of the convening");
}
