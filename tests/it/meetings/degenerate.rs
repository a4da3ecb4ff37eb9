//! Nothing to plan, said in sentences.

use super::Room;

const NO_WISHES: &str = "No team and funder wish to meet each other yet.";

#[tokio::test]
async fn no_wishes() {
    let mut room = Room::with(&["tia"], &["fay"], &[]).await;
    room.turn("draft").await.is(303);
    room.get("").await.see(NO_WISHES);
    room.ask_plan("afresh").await.is(422).see(NO_WISHES);
    for below in ["/grid", "/fairness", "/unmet"] {
        room.get(below).await.see("There is no plan yet.");
    }
    room.turn("provisional")
        .await
        .is(422)
        .see("There is no plan yet. Make one first");
    room.get("/print/people").await;
    room.get("/grid.csv").await;
}

#[tokio::test]
async fn nobody() {
    let mut room = Room::with(&[], &[], &[]).await;
    // The goal is a team; nobody is on the other side.
    room.turn("draft").await.is(303);
    room.ask_plan("afresh")
        .await
        .is(422)
        .see("No funder takes part.");
    for below in ["", "/people", "/wishes", "/grid", "/fairness", "/unmet"] {
        room.get(below).await;
    }
    let path = format!("{}/seats", room.path);
    room.staff()
        .submit(&path, &[])
        .await
        .see("Everybody with a seat is here already.");
    let path = format!("{}/teams", room.path);
    room.staff().post(&path, &[("team", " ")]).await.is(422);
    room.staff()
        .submit(&path, &[("team", "City of Oakfield")])
        .await
        .see("City of Oakfield takes part.");
    room.staff()
        .post(&path, &[("team", "City of Oakfield")])
        .await
        .is(422)
        .see("There is one of this name already");
}

#[tokio::test]
async fn no_table_in_use_and_everybody_away() {
    let mut room = Room::with(&["tia"], &["fay"], &[("tables", "1")]).await;
    room.all_wish(&["tia"], &["fay"]).await;
    room.turn("draft").await.is(303);
    let table = room.tables().await.remove(0).id;
    let path = format!("{}/tables/{table}", room.path);
    room.staff().submit(&path, &[("closed", "yes")]).await;
    room.ask_plan("afresh")
        .await
        .is(422)
        .see("No table is in use.");
    room.staff()
        .submit(&path, &[("closed", "no")])
        .await
        .see("is back in use");
    let fay = room.person("fay").await;
    let path = format!("{}/people/{}", room.path, fay.id);
    let party = fay.party_id.unwrap().to_string();
    let mut form = vec![
        ("party", &*party),
        ("email", ""),
        ("comes", "yes"),
        ("version", "1"),
    ];
    for at in ["17:00", "17:25", "17:50"] {
        form.push((
            "away",
            Box::leak(format!("2027-03-18T{at}:00Z").into_boxed_str()),
        ));
    }
    room.staff().post(&path, &form).await.is(303);
    room.get("/people").await.see("Away in 3 of 3 rounds");
    room.ask_plan("afresh")
        .await
        .is(422)
        .see("Nobody who wishes to meet is ever there at the same time.");
}

#[tokio::test]
async fn more_wishes_than_rounds_leave_some_out_with_a_reason() {
    let funders = ["fay", "flo", "fin", "fox"];
    let mut room = Room::with(&["tia"], &funders, &[]).await;
    room.all_wish(&["tia"], &funders).await;
    room.turn("draft").await.is(303);
    let plan = room.plan("afresh").await;
    assert_eq!((plan.held, plan.left_out), (3, 0));
    room.get("/unmet")
        .await
        .see("In every round one of its people is in another meeting.")
        .see("instead of: tia with");
    room.get("/fairness").await.see("Fewest");
}

#[tokio::test]
async fn several_funders_sit_with_a_team() {
    let (teams, funders) = (["tia", "tom"], ["fay", "flo", "fin", "fox"]);
    let changed = [("manner", "tables"), ("smallest", "2"), ("largest", "4")];
    let mut room = Room::with(&teams, &funders, &changed).await;
    room.all_wish(&teams, &funders).await;
    room.turn("draft").await.is(303);
    let plan = room.plan("afresh").await;
    assert_eq!((plan.held, plan.left_out), (2, 0));
    assert_eq!(room.places(&plan).await.len(), 10);
    let fay = room.person("fay").await.id;
    room.get(&format!("/people/{fay}/day")).await.see("tia, ");
    let again = room.plan("near").await;
    assert_eq!(room.places(&again).await.len(), 10);
}
