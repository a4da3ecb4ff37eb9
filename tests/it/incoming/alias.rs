//! A guest who answers from another address: the host says so once, and it is theirs from then on.

use roundtable::{
    entities::{door_requests, guest_aliases},
    values::{DoorState, Partstat},
};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{deliver, invited, log, mail, queue};
use crate::invitations::Table;

const OTHER: &str = "stranger@other.example";

async fn guests(table: &Table) -> u64 {
    let all = roundtable::entities::invitations::Entity::find();
    all.count(table.app.db().read()).await.unwrap()
}

#[tokio::test]
async fn the_host_knows_a_guest_by_another_address() {
    let mut table = invited().await;
    let before = guests(&table).await;
    deliver(&table, &mail(&table, OTHER, "crasher").await).await;
    let page = queue::queue(&mut table).await;
    page.see("A guest, from another address");
    let here = queue::action(&page, "/guest");
    table
        .staff
        .submit(&here, &[("guest", "")])
        .await
        .see("choose the guest");
    let ann = table.guest("ann").await.id.to_string();
    table
        .staff
        .submit(&here, &[("guest", &ann)])
        .await
        .see("theirs from now on");
    table
        .staff
        .submit(&here, &[("guest", &ann)])
        .await
        .see("decided or changed meanwhile");
    let state = queue::at_door(&table).await.state;
    assert_eq!(state, DoorState::LetIn);
    assert_eq!(table.guest("ann").await.partstat, Partstat::Accepted);
    assert_eq!(guests(&table).await, before, "nobody new");
    let known = guest_aliases::Entity::find().all(table.app.db().read());
    assert_eq!(known.await.unwrap()[0].address_key, OTHER);

    // What comes from there later is theirs, in the name of either address.
    let later = mail(&table, OTHER, "crasher").await;
    let later = later
        .replace("PARTSTAT=ACCEPTED", "PARTSTAT=TENTATIVE")
        .replace("20260902T", "20260904T");
    deliver(&table, &later).await;
    assert_eq!(table.guest("ann").await.partstat, Partstat::Tentative);
    let no = mail(&table, OTHER, "declined-later").await;
    deliver(&table, &no.replace("20260903T", "20260905T")).await;
    assert_eq!(table.guest("ann").await.partstat, Partstat::Declined);
    let rules: Vec<String> = log(&table.app).await.into_iter().map(|row| row.0).collect();
    assert_eq!(rules, ["R13", "R15", "R15"]);
    let door = door_requests::Entity::find().count(table.app.db().read());
    assert_eq!(door.await.unwrap(), 1);
    assert_eq!(table.app.mail().await, []);
}
