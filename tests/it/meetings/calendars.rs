//! Calendar files tell what is gone, and each meeting has a SEQUENCE and a UID of its own.

use chrono::TimeDelta;
use roundtable::entities::meeting_plans;

use super::{Room, flow::published};

async fn file(room: &Room, who: &str) -> String {
    let path = format!("/wishes/{}/calendar.ics", room.links[who]);
    room.table.app.visitor().get(&path).await.body
}

/// The events of a file, unfolded.
fn events(text: &str) -> Vec<String> {
    let text = text.replace("\r\n ", "");
    let events = text.split("BEGIN:VEVENT").skip(1);
    events.map(str::to_owned).collect()
}

fn line<'a>(event: &'a str, name: &str) -> &'a str {
    event.lines().find(|line| line.starts_with(name)).unwrap()
}

async fn take(room: &mut Room, plan: &meeting_plans::Model) {
    let version = room.row().await.version.to_string();
    let path = format!("{}/plans/{}/acceptance", room.path, plan.id);
    let form = [("version", &*version)];
    room.staff().post(&path, &form).await.is(303);
}

#[tokio::test]
async fn a_meeting_called_off_goes_out_of_calendars() {
    let mut room = published().await;
    let links = room.links.clone();
    let before = file(&room, "tia").await;
    let of_tom = file(&room, "tom").await;
    let (tia, fay) = (room.party("tia").await.id, room.party("fay").await.id);
    let path = format!("{}/pairs", room.path);
    let (team, funder) = (tia.to_string(), fay.to_string());
    let form = [("team", &*team), ("funder", &*funder), ("order", "off")];
    room.staff().post(&path, &form).await.is(303);
    let plan = room.plan("near").await;
    take(&mut room, &plan).await;
    room.mail().await;
    room.links = links.clone();
    let after = events(&file(&room, "tia").await);
    assert_eq!(after.len(), 3);
    for event in &after {
        let met = event.contains("SUMMARY:Meeting with fay");
        let told = (line(event, "STATUS"), line(event, "SEQUENCE"));
        let wanted = if met {
            ("STATUS:CANCELLED", "SEQUENCE:2")
        } else {
            ("STATUS:CONFIRMED", "SEQUENCE:1")
        };
        assert_eq!(told, wanted, "{event}");
        assert!(before.contains(line(event, "UID")), "{event}");
    }
    assert_eq!(file(&room, "tom").await, of_tom, "not concerned");
    // Held again, it is the same event.
    let form = [("team", &*team), ("funder", &*funder)];
    room.staff().post(&path, &form).await.is(303);
    let plan = room.plan("near").await;
    take(&mut room, &plan).await;
    room.mail().await;
    room.links = links.clone();
    let again = events(&file(&room, "tia").await);
    let again = again
        .iter()
        .find(|it| it.contains("Meeting with fay"))
        .unwrap();
    assert_eq!(line(again, "STATUS"), "STATUS:CONFIRMED");
    assert_eq!(line(again, "SEQUENCE"), "SEQUENCE:3");
    assert!(before.contains(line(again, "UID")));
    // After a while nobody needs to be told any more.
    let form = [("team", &*team), ("funder", &*funder), ("order", "off")];
    room.staff().post(&path, &form).await.is(303);
    let plan = room.plan("near").await;
    take(&mut room, &plan).await;
    room.mail().await;
    room.links = links;
    room.table.app.clock().advance(TimeDelta::days(31));
    assert_eq!(events(&file(&room, "tia").await).len(), 2);
}

#[tokio::test]
async fn a_plan_taken_back_is_not_certain_and_published_again_writes_only_to_those_concerned() {
    let mut room = published().await;
    room.turn("draft").await.is(303);
    let mails = room.mail().await;
    assert_eq!(mails.len(), 6);
    assert!(
        mails[0]
            .subject
            .starts_with("Your meetings are planned again")
    );
    let taken = events(&file(&room, "fay").await);
    assert!(
        taken
            .iter()
            .all(|it| line(it, "STATUS") == "STATUS:TENTATIVE")
    );
    room.turn("provisional").await.is(303);
    room.turn("published").await.is(303);
    assert!(room.table.app.mail().await.is_empty(), "nothing is another");
    let back = events(&file(&room, "fay").await);
    assert!(
        back.iter()
            .all(|it| line(it, "STATUS") == "STATUS:CONFIRMED")
    );
    assert_eq!(line(&back[0], "SEQUENCE"), "SEQUENCE:3");
    // Taken back, changed and published: only who meets others hears of it.
    room.turn("draft").await.is(303);
    room.mail().await;
    let (tia, fay) = (room.party("tia").await.id, room.party("fay").await.id);
    let path = format!("{}/pairs", room.path);
    let (team, funder) = (tia.to_string(), fay.to_string());
    let form = [("team", &*team), ("funder", &*funder), ("order", "off")];
    room.staff().post(&path, &form).await.is(303);
    room.plan("frozen").await;
    room.turn("provisional").await.is(303);
    room.turn("published").await.is(303);
    let told = crate::invitations::recipients(&room.mail().await);
    assert_eq!(told, ["fay@room.example", "tia@room.example"]);
}

#[tokio::test]
async fn at_a_table_of_several_uids_stay_and_companions_are_told() {
    let funders = ["fay", "flo", "fin"];
    let changed = [("manner", "tables"), ("smallest", "2"), ("largest", "4")];
    let mut room = Room::with(&["tia"], &funders, &changed).await;
    room.all_wish(&["tia"], &funders).await;
    room.turn("draft").await.is(303);
    assert_eq!(room.plan("afresh").await.held, 1);
    room.turn("provisional").await.is(303);
    room.turn("published").await.is(303);
    room.mail().await;
    let links = room.links.clone();
    let before = events(&file(&room, "tia").await);
    // The funder with the lowest id is the one the UID was made with.
    let mut ids = Vec::new();
    for funder in funders {
        ids.push((room.party(funder).await.id, funder));
    }
    ids.sort_unstable();
    let (leaves, name) = ids[0];
    let path = format!("{}/parties/{leaves}", room.path);
    let form = [("most", ""), ("version", "1")];
    room.staff().post(&path, &form).await.is(303);
    let plan = room.plan("near").await;
    take(&mut room, &plan).await;
    let told = crate::invitations::recipients(&room.mail().await);
    assert_eq!(told.len(), 3, "the team and both companions: {told:?}");
    assert!(!told.contains(&format!("{name}@room.example")));
    room.links = links;
    let after = events(&file(&room, "tia").await);
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_eq!(line(&before[0], "UID"), line(&after[0], "UID"));
    assert_eq!(line(&after[0], "SEQUENCE"), "SEQUENCE:2");
    assert!(!after[0].contains(name));
}
