//! Composing a guest list: what each guest adds, locking, dropping and swapping, what is confidential, and the seats it
//! becomes.

use std::collections::BTreeSet;

use roundtable::{
    convenings::{Seating, add_seat, rules::SeatPlan},
    entities::{
        audit_entries, convening_goals, goals, kept_apart, organizations, quorum_rules, recusals,
        seats, stack_lines,
    },
    ids::{ConveningId, GoalId, KeptApartId, OrganizationId, SeatId},
    values::{Attendance, FunderType, ParticipantRole, Role},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use crate::{
    convenings::{form, goal, plan},
    support::{Browser, Page, TestApp},
};

/// The sample, a program officer's browser, the goal of San Francisco and the page of its list.
pub async fn at_the_list() -> (TestApp, Browser, GoalId, String) {
    let app = TestApp::with_sample().await;
    let browser = app.staff(Role::ProgramOfficer).await;
    let goal = goal(&app).await;
    (app, browser, goal, format!("/goals/{goal}/compose"))
}

/// The guests of the list, in its order.
pub fn guests(page: &Page) -> Vec<OrganizationId> {
    let list = page.body.split("id=\"seat-them\"").nth(1).unwrap_or("");
    let fields = list.split("name=\"guest\" value=\"").skip(1);
    fields.map(|rest| rest[..36].parse().unwrap()).collect()
}

/// What the list says of one guest.
fn row(page: &Page, guest: OrganizationId) -> String {
    let link = format!("<a class=\"rowlink\" href=\"/funders/{guest}\"");
    let mut rows = page.body.split("<tr");
    rows.find(|row| row.contains(&link))
        .unwrap_or_else(|| panic!("{guest} is not on the list"))
        .to_owned()
}

/// The address behind a link that carries out this act.
fn act(page: &Page, act: &str) -> String {
    let links = page.body.split("href=\"").skip(1);
    let mut links = links.map(|rest| rest.split('"').next().unwrap());
    let found = links.find(|link| link.contains("act=") && link.contains(act));
    found
        .unwrap_or_else(|| panic!("no link for {act}"))
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

async fn named(app: &TestApp, start: &str) -> OrganizationId {
    let found =
        organizations::Entity::find().filter(organizations::Column::Name.starts_with(start));
    found.one(app.db().read()).await.unwrap().unwrap().id
}

pub async fn seats_of(app: &TestApp, convening: ConveningId) -> Vec<seats::Model> {
    let found = seats::Entity::find()
        .filter(seats::Column::ConveningId.eq(convening))
        .order_by_asc(seats::Column::Position);
    found.all(app.db().read()).await.unwrap()
}

pub fn id_in(path: &str) -> ConveningId {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn every_guest_says_what_it_adds() {
    let (_app, mut staff, _, path) = at_the_list().await;
    let page = staff.get(&path).await;
    page.is(200)
        .see("Compose a guest list")
        .see("can be expected to bring")
        .see("nine times in ten")
        .see(" list of this size ")
        .see("and 60 % where no stage is recorded")
        .see("closes ")
        .see("of the gap")
        .see("Stays open")
        .see("What this table lacks")
        .see("Plan a convening with this list");
    let list = guests(&page);
    assert!((2..=12).contains(&list.len()), "{list:?}");
    for guest in &list {
        let said = row(&page, *guest);
        assert!(said.contains("points"), "{said}");
        let chance = "Counted as coming with 60 %: no stage recorded";
        assert!(said.contains(chance), "{said}");
    }
    let proved = staff.get(&format!("{path}?prove=yes")).await;
    proved
        .is(200)
        .see("shown by linear programming")
        .not_see("Prove it");
    assert_eq!(guests(&proved), list, "proving changes nothing");
}

#[tokio::test]
async fn locking_dropping_and_swapping_show_at_once() {
    let (_app, mut staff, _, path) = at_the_list().await;
    let first = staff.get(&format!("{path}?size=3")).await;
    let list = guests(&first);
    assert_eq!(list.len(), 3);
    let dropped = staff.get(&act(&first, &format!("drop:{}", list[0]))).await;
    dropped.is(200).see("Left out").see("Allow again");
    assert!(!guests(&dropped).contains(&list[0]));
    let locked = staff
        .get(&act(&dropped, &format!("lock:{}", list[1])))
        .await;
    assert!(row(&locked, list[1]).contains("Locked"));
    assert!(
        !guests(&locked).contains(&list[0]),
        "what was dropped stays dropped"
    );
    let again = staff.get(&act(&locked, &format!("free:{}", list[0]))).await;
    assert!(guests(&again).contains(&list[0]));
    let swap = act(&first, &format!("swap:{}:", list[2]));
    let other: OrganizationId = swap.rsplit(':').next().unwrap().parse().unwrap();
    let swapped = staff.get(&swap).await;
    assert!(guests(&swapped).contains(&other) && !guests(&swapped).contains(&list[2]));
}

#[tokio::test]
async fn an_organization_is_found_by_name_and_locked() {
    let (app, mut staff, _, path) = at_the_list().await;
    let harborpoint = named(&app, "Harborpoint").await;
    let found = staff.get(&format!("{path}?q=harborpoint")).await;
    found.see("Harborpoint Foundation (example)");
    let locked = staff
        .get(&act(&found, &format!("lock:{harborpoint}")))
        .await;
    let said = row(&locked, harborpoint);
    assert!(
        said.contains("Adds no more money"),
        "not eligible, so it counts nothing: {said}"
    );
    let one = staff
        .get(&format!(
            "{path}?size=1&lock={harborpoint}&lock={}",
            guests(&found)[0]
        ))
        .await;
    one.is(200)
        .see("2 guests come in any case, and the list has 1.")
        .not_see("Make this the guest list");
    staff
        .get(&format!("{path}?size=many"))
        .await
        .see("Give a whole number from 0 to 100");
    staff
        .get(&format!("{path}?size=4&cdfi=3&bank=2"))
        .await
        .see("The kinds and minimums you ask for take");
}

#[tokio::test]
async fn wanted_kinds_are_met_or_said_to_be_missing() {
    let (_app, mut staff, _, path) = at_the_list().await;
    let page = staff.get(&format!("{path}?size=12&other=9")).await;
    page.is(200).see("9 wanted, ").see(" found: Others.");
    let none = staff.get(&format!("{path}?size=0")).await;
    none.is(200).see("Nobody would add anything");
}

#[tokio::test]
async fn a_goal_without_anything_open_says_so() {
    let (app, mut staff, goal, path) = at_the_list().await;
    staff.get(&path).await.not_see("Nothing is open");
    app.db()
        .write(async |txn| {
            stack_lines::Entity::delete_many()
                .filter(stack_lines::Column::GoalId.eq(goal))
                .exec(txn)
                .await
        })
        .await
        .unwrap();
    staff
        .get(&path)
        .await
        .is(200)
        .see("Nothing is open in the stack, so only fit and local philanthropy decide.")
        .see("There is nothing left to fund.");
}

#[tokio::test]
async fn several_goals_are_added_up() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let other = goals::Entity::find().filter(goals::Column::Id.ne(goal));
    let other = other.one(app.db().read()).await.unwrap().unwrap();
    let page = staff.get(&format!("{path}?goal={}", other.id)).await;
    page.is(200).see("Also for: ").see(&other.title);
    page.see(
        "A new convening can take on these goals too; one that is planned already keeps its own: ",
    );
    let link = act(&page, &format!("drop:{}", guests(&page)[0]));
    assert!(
        link.contains(&format!("goal={}", other.id)),
        "a button keeps the goals"
    );
    staff
        .get(&format!("{path}?goal={}", GoalId::fresh()))
        .await
        .is(404);
    staff
        .get(&format!("/goals/{}/compose", GoalId::fresh()))
        .await
        .is(404);
}

#[tokio::test]
async fn the_list_becomes_seats_with_roles_and_attendance() {
    let (app, mut staff, _, path) = at_the_list().await;
    let meeting = plan(&app, &mut staff, &[]).await;
    let shown = staff.get(&meeting).await;
    let address = shown.link(&path);
    let page = staff.get(&format!("{address}&size=5&residents=2")).await;
    page.see("Youth funder table").see("Suggested quorum");
    let list = guests(&page);
    let convening = id_in(&meeting);
    let before = seats_of(&app, convening).await.len();
    let (guest, must) = (list.clone(), list[0].to_string());
    let guest: Vec<String> = guest.iter().map(ToString::to_string).collect();
    let id = convening.to_string();
    let mut fields: Vec<(&str, &str)> = guest.iter().map(|id| ("guest", id.as_str())).collect();
    fields.extend([
        ("convening", id.as_str()),
        ("must", &must),
        ("resident_seats", "2"),
    ]);
    let made = staff.post(&format!("{path}/seats"), &fields).await;
    made.is(303);
    assert_eq!(made.location(), format!("{meeting}/guests"));
    let seats = seats_of(&app, convening).await;
    assert_eq!(seats.len(), before + list.len() + 2);
    let new = &seats[before..];
    let funders: Vec<_> = new.iter().filter_map(|seat| seat.organization_id).collect();
    assert_eq!(funders, list, "in the order of the list");
    assert_eq!(
        (new[0].role, new[0].attendance),
        (ParticipantRole::Funder, Attendance::Must)
    );
    assert_eq!(new[1].attendance, Attendance::Optional);
    let resident = new.last().unwrap();
    assert_eq!(
        (resident.role, resident.guest_name.as_str()),
        (
            ParticipantRole::ResidentLeader,
            "Resident leader 2, to be named"
        )
    );
    // Pressed twice, it seats nobody twice.
    staff.post(&format!("{path}/seats"), &fields).await.is(303);
    assert_eq!(seats_of(&app, convening).await.len(), seats.len());
    let told = staff.get(&format!("{meeting}/guests")).await;
    told.see("0 seats added; ");
}

/// What the form that seats the list sends under this name.
fn sent(page: &Page, name: &str) -> Vec<String> {
    let list = page.body.split("id=\"seat-them\"").nth(1).unwrap_or("");
    values(list.split("</form>").next().unwrap(), name)
}

/// What fields of this name hold, in order.
fn values(form: &str, name: &str) -> Vec<String> {
    let field = format!("name=\"{name}\" value=\"");
    let fields = form.split(&field).skip(1);
    fields
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

const SEAT_FIELDS: [&str; 4] = ["seat_org", "seat_name", "seat_role", "seat_attendance"];

/// The rows of seats on the form of a convening: organization, name, role, attendance.
fn seat_rows(page: &Page) -> Vec<[String; 4]> {
    let typed = |row: &str, name: &str| {
        let rest = row.split(&format!("name=\"{name}\" value=\"")).nth(1);
        rest.unwrap().split('"').next().unwrap().to_owned()
    };
    let chosen = |row: &str, name: &str| {
        let select = row.split(&format!("name=\"{name}\"")).nth(1).unwrap();
        let (before, _) = select.split_once("\" selected").unwrap();
        before.rsplit('"').next().unwrap().to_owned()
    };
    let rows = page
        .body
        .split("<tr>")
        .filter(|row| row.contains("seat_org"));
    let [organization, name, role, attendance] = SEAT_FIELDS;
    rows.map(|row| {
        [
            typed(row, organization),
            typed(row, name),
            chosen(row, role),
            chosen(row, attendance),
        ]
    })
    .collect()
}

async fn convener(app: &TestApp) -> organizations::Model {
    let found = organizations::Entity::find()
        .filter(organizations::Column::Kind.eq(FunderType::ConvenerNonfunder));
    let found = found.one(app.db().read()).await.unwrap();
    found.expect("a convener in the sample")
}

/// The quorum of a convening as forms write it, sorted.
async fn quorum_of(app: &TestApp, convening: ConveningId) -> Vec<String> {
    let rules =
        quorum_rules::Entity::find().filter(quorum_rules::Column::ConveningId.eq(convening));
    let rules = rules.all(app.db().read()).await.unwrap();
    let written = |rule: &quorum_rules::Model| format!("{}:{}", rule.kind, rule.at_least);
    let mut rules: Vec<String> = rules.iter().map(written).collect();
    rules.sort();
    rules
}

#[tokio::test]
async fn a_convening_planned_with_the_list_has_the_same_seats() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let convener = convener(&app).await.id;
    let other = goals::Entity::find().filter(goals::Column::Id.ne(goal));
    let other = other.one(app.db().read()).await.unwrap().unwrap();
    let there = id_in(&plan(&app, &mut staff, &[]).await);
    let list = format!(
        "{path}?residents=2&officials=1&lock={convener}&goal={}",
        other.id
    );
    let list = staff.get(&list).await;
    let href = list.link(&format!("/convenings/new?goal={goal}&#38;guest="));
    let new = staff.get(&href).await;
    new.is(200).see("Also for these goals").see(&other.title);
    let mut rows = seat_rows(&new);
    let empty = rows.pop().unwrap();
    assert!(
        empty[0].is_empty() && empty[1].is_empty(),
        "room for another"
    );
    assert_eq!(rows.remove(0)[2], "host");
    let guests: Vec<String> = rows.iter().map(|row| row[0].clone()).collect();
    let named = sent(&list, "guest");
    assert_eq!(guests[..named.len()], named, "in the order of the list");
    let convener = convener.to_string();
    let locked = [convener.as_str(), "", "observer", "must"];
    assert!(rows.iter().any(|row| *row == locked), "{rows:?}");
    assert_eq!(rows.len(), named.len() + 3);
    // Saved as it was shown, it has the seats that "Make this the guest list" gives.
    let also = other.id.to_string();
    let columns = SEAT_FIELDS.iter().enumerate();
    let mut fields: Vec<(&str, &str)> = columns
        .flat_map(|(at, name)| rows.iter().map(move |row| (*name, row[at].as_str())))
        .collect();
    fields.push(("also_offered", &also));
    let planned = id_in(&plan(&app, &mut staff, &fields).await);
    let of_list = ["guest", "must", "resident_seats", "official_seats"];
    let texts = of_list.map(|name| (name, sent(&list, name)));
    let there_text = there.to_string();
    let mut fields = vec![("convening", there_text.as_str())];
    for (name, values) in &texts {
        fields.extend(values.iter().map(|value| (*name, value.as_str())));
    }
    staff.post(&format!("{path}/seats"), &fields).await.is(303);
    let of = |seat: seats::Model| {
        let guest = (seat.organization_id, seat.guest_name);
        (guest, seat.role, seat.attendance)
    };
    let seated: Vec<_> = seats_of(&app, there).await.into_iter().map(of).collect();
    let saved: Vec<_> = seats_of(&app, planned).await.into_iter().map(of).collect();
    assert_eq!(saved, seated);
}

#[tokio::test]
async fn a_convening_takes_the_quorum_and_the_goals_of_the_list() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let other = goals::Entity::find().filter(goals::Column::Id.ne(goal));
    let other = other.one(app.db().read()).await.unwrap().unwrap();
    let there = id_in(&plan(&app, &mut staff, &[]).await);
    let asked = "residents=2&officials=1&cdfi=2";
    let list = staff
        .get(&format!("{path}?{asked}&goal={}", other.id))
        .await;
    let mut quorum = sent(&list, "quorum");
    for rule in ["cdfi:2", "resident_leader:1", "public_official:1"] {
        let is_there = quorum.iter().any(|each| each == rule);
        assert!(is_there, "{rule} in {quorum:?}");
    }
    let href = list.link(&format!("/convenings/new?goal={goal}&#38;guest="));
    let new = staff.get(&href).await;
    assert_eq!(values(&new.body, "quorum_offered"), quorum);
    assert_eq!(values(&new.body, "also_offered"), [other.id.to_string()]);
    // What is ticked stays so when the form is refused, and is what counts.
    let (id, also) = (goal.to_string(), other.id.to_string());
    let mut fields = vec![
        ("also_offered", also.as_str()),
        ("also", &also),
        ("quorum", "cdfi:2"),
    ];
    fields.extend(quorum.iter().map(|rule| ("quorum_offered", rule.as_str())));
    let mut refused = fields.clone();
    refused.push(("venue", ""));
    let refused = staff.post("/convenings", &form(&id, &refused)).await;
    let ticked = |rule: &str| format!("value=\"{rule}\" checked");
    refused.is(422).see(&ticked("cdfi:2")).see(&ticked(&also));
    refused.not_see(&ticked("public_official:1"));
    let planned = id_in(&plan(&app, &mut staff, &fields).await);
    assert_eq!(quorum_of(&app, planned).await, ["cdfi:2"]);
    let goals =
        convening_goals::Entity::find().filter(convening_goals::Column::ConveningId.eq(planned));
    let goals = goals.all(app.db().read()).await.unwrap();
    let goals: BTreeSet<GoalId> = goals.iter().map(|link| link.goal_id).collect();
    assert_eq!(goals, [goal, other.id].into());
    // A convening that is planned already takes the quorum with the seats.
    let (convening, guest) = (there.to_string(), sent(&list, "guest")[0].clone());
    let mut fields = vec![("convening", convening.as_str()), ("guest", &guest)];
    fields.extend(quorum.iter().map(|rule| ("quorum", rule.as_str())));
    let wrong = [fields.as_slice(), &[("quorum", "cdfi")]].concat();
    staff.post(&format!("{path}/seats"), &wrong).await.is(303);
    assert!(quorum_of(&app, there).await.is_empty());
    staff.post(&format!("{path}/seats"), &fields).await.is(303);
    quorum.sort();
    assert_eq!(quorum_of(&app, there).await, quorum);
}

#[tokio::test]
async fn what_an_address_of_a_new_convening_gets_wrong_is_left_out() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let convener = convener(&app).await.id;
    let funder = guests(&staff.get(&path).await)[0];
    let guests = format!("guest={funder}&guest={convener}&guest={funder}&guest=nobody");
    let wrong = "must=nobody&resident_seats=many&official_seats=1&also=nonsense";
    let asked = format!("{guests}&must={funder}&{wrong}&also={goal}");
    let new = staff
        .get(&format!("/convenings/new?goal={goal}&{asked}"))
        .await;
    new.is(200).not_see("Also for these goals");
    let rows = seat_rows(&new);
    let (funder, convener) = (funder.to_string(), convener.to_string());
    let expected = [
        [funder.as_str(), "", "funder", "must"],
        [convener.as_str(), "", "observer", "optional"],
        [
            "",
            "Public official 1, to be named",
            "public_official",
            "must",
        ],
        ["", "", "funder", "optional"],
    ];
    assert_eq!(rows[1..], expected.map(|row| row.map(str::to_owned)));
    // Whoever has to choose the goal first keeps the list.
    let choose = staff.get(&format!("/convenings/new?{asked}")).await;
    choose
        .is(200)
        .see(&format!("name=\"guest\" value=\"{convener}\""))
        .see(&format!("name=\"must\" value=\"{funder}\""))
        .see("name=\"official_seats\" value=\"1\"");
}

#[tokio::test]
async fn a_note_that_moves_the_stage_changes_the_chance() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let first = guests(&staff.get(&path).await)[0];
    let locked = format!("{path}?lock={first}");
    let known = goals::Entity::find_by_id(goal).one(app.db().read());
    let ours = known.await.unwrap().unwrap().partnership_id.unwrap();
    let elsewhere = goals::Entity::find().filter(goals::Column::PartnershipId.ne(ours));
    let elsewhere = elsewhere.one(app.db().read()).await.unwrap().unwrap();
    let partnership = ours.to_string();
    for (stage, said) in [
        ("", "60 %: no stage recorded"),
        ("aligned", "80 %: aligned with this partnership"),
        ("committed", "90 %: committed to this partnership"),
        ("dormant", "40 %: dormant with this partnership"),
        ("contacted", "65 %: contacted by this partnership"),
    ] {
        let fields = [
            ("partnership", partnership.as_str()),
            ("kind", "meeting"),
            ("happened_on", "2026-11-20"),
            ("said", "We talked."),
            ("stage", stage),
        ];
        let notes = format!("/funders/{first}/notes/new");
        staff.post(&notes, &fields).await.is(303);
        let shown = row(&staff.get(&locked).await, first);
        let chance = format!("Counted as coming with {said}");
        assert!(shown.contains(&chance), "{chance}: {shown}");
    }
    // Another table knows nothing of it, unless its list is for this goal as well.
    let there = format!("/goals/{}/compose?lock={first}", elsewhere.id);
    let alone = row(&staff.get(&there).await, first);
    assert!(alone.contains("60 %: no stage recorded"), "{alone}");
    let both = staff.get(&format!("{there}&goal={goal}")).await;
    let both = row(&both, first);
    assert!(both.contains("65 %: contacted by Bay Crossing"), "{both}");
}

#[tokio::test]
async fn seats_go_only_to_a_convening_of_the_goal_that_is_to_come() {
    let (app, mut staff, _, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let guest = list[0].to_string();
    let before = seats::Entity::find().count(app.db().read()).await.unwrap();
    for convening in [String::new(), ConveningId::fresh().to_string()] {
        let page = staff
            .post(
                &format!("{path}/seats"),
                &[("guest", &guest), ("convening", &convening)],
            )
            .await;
        page.is(303);
        assert_eq!(page.location(), path);
    }
    staff
        .get(&path)
        .await
        .see("Choose a convening that has not begun.");
    let nobody = OrganizationId::fresh().to_string();
    let meeting = id_in(&plan(&app, &mut staff, &[]).await).to_string();
    staff
        .post(
            &format!("{path}/seats"),
            &[("guest", &nobody), ("convening", &meeting)],
        )
        .await
        .is(404);
    assert_eq!(
        seats::Entity::find().count(app.db().read()).await.unwrap(),
        before
    );
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
async fn who_is_kept_apart_is_seen_by_editors_only_and_holds() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let page = staff.get(&path).await;
    let list = guests(&page);
    let (one, other) = (list[0].to_string(), list[1].to_string());
    let state = format!("{path}?size=6");
    let added = staff
        .post(
            &format!("{path}/pairs"),
            &[
                ("one", &one),
                ("another", &other),
                ("reason", "An old quarrel"),
                ("state", &state),
            ],
        )
        .await;
    added.is(303);
    assert_eq!(added.location(), state, "the settings are kept");
    let apart = staff.get(&path).await;
    apart.see("An old quarrel").see("Not at one table");
    let now = guests(&apart);
    assert!(!(now.contains(&list[0]) && now.contains(&list[1])));
    staff
        .get(&format!("{path}?lock={one}&lock={other}"))
        .await
        .see("are both locked, and are not to sit at one table. Unlock one of them.");
    // A list that was shown before the pair was added is refused.
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    let id = meeting.to_string();
    let before = seats_of(&app, meeting).await.len();
    staff
        .post(
            &format!("{path}/seats"),
            &[("guest", &one), ("guest", &other), ("convening", &id)],
        )
        .await
        .is(303);
    assert_eq!(seats_of(&app, meeting).await.len(), before);
    // Nobody else sees it, and no list of activity names it.
    app.staff(Role::Viewer)
        .await
        .get(&path)
        .await
        .is(403)
        .not_see("An old quarrel");
    let partnership = goals::Entity::find_by_id(goal)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let mut lead = app.lead(partnership.partnership_id.unwrap()).await;
    let refused = lead.get(&path).await;
    assert!(refused.status == 403 || refused.status == 404);
    staff
        .get(&format!("/goals/{goal}/activity"))
        .await
        .not_see("quarrel")
        .not_see("confidential");
    let entries = audit_entries::Entity::find()
        .filter(audit_entries::Column::SubjectKind.eq("seating_limit"))
        .all(app.db().read())
        .await
        .unwrap();
    assert_eq!(entries.len(), 1);
    assert!(
        entries[0].before.is_none()
            && entries[0].after.is_none()
            && entries[0].summary.contains("confidential")
    );
    let pair = kept_apart::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    staff
        .post(&format!("{path}/pairs/{}/removal", pair.id), &[])
        .await
        .is(303);
    staff
        .post(&format!("{path}/pairs/{}/removal", pair.id), &[])
        .await
        .is(404);
    assert_eq!(guests(&staff.get(&path).await), list);
}

#[tokio::test]
async fn what_is_wrong_with_a_pair_is_said_beside_the_field() {
    let (app, mut staff, _, path) = at_the_list().await;
    let one = guests(&staff.get(&path).await)[0].to_string();
    let same = staff
        .post(
            &format!("{path}/pairs"),
            &[("one", &one), ("another", &one), ("reason", "kept words")],
        )
        .await;
    same.is(422)
        .see("Choose two different organizations")
        .see("kept words");
    staff
        .post(&format!("{path}/recusals"), &[("organization", "nobody")])
        .await
        .is(422)
        .see("No organization has that name");
    staff
        .post(&format!("{path}/recusals"), &[("organization", " ")])
        .await
        .is(422)
        .see("Choose an organization");
    let elsewhere = staff
        .post(
            &format!("{path}/recusals"),
            &[("organization", &one), ("state", "//elsewhere.example/")],
        )
        .await;
    assert_eq!(elsewhere.location(), path, "never to another page");
    assert_eq!(
        kept_apart::Entity::find()
            .count(app.db().read())
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn who_is_recused_stays_away_from_this_goal() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let gone = list[0].to_string();
    let recuse = [
        ("organization", gone.as_str()),
        ("reason", "Sits on its board"),
    ];
    staff
        .post(&format!("{path}/recusals"), &recuse)
        .await
        .is(303);
    let page = staff.get(&path).await;
    page.see("Sits on its board");
    assert!(!guests(&page).contains(&list[0]));
    staff
        .get(&format!("{path}?lock={gone}"))
        .await
        .see("is locked, and is recused from this goal.");
    let stored = recusals::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!((stored.goal_id, stored.organization_id), (goal, list[0]));
    staff
        .post(&format!("{path}/recusals/{}/removal", stored.id), &[])
        .await
        .is(303);
    assert_eq!(guests(&staff.get(&path).await), list);
}

#[tokio::test]
async fn statement_18_who_was_asked_too_often_is_left_out_and_named() {
    let (app, mut staff, _, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    seat(&app, meeting, list[0]).await;
    let said = row(&staff.get(&path).await, list[0]);
    assert!(
        said.contains("Asked once this quarter; the limit is 4"),
        "{said}"
    );
    assert!(!said.contains("Never sat at this table"));
    let rested = staff.get(&format!("{path}?asks=1")).await;
    rested.see("Left out because they were asked too often: ");
    assert!(!guests(&rested).contains(&list[0]));
}

#[tokio::test]
async fn statement_19_a_convener_may_come_and_its_money_is_never_counted() {
    let (app, mut staff, _, path) = at_the_list().await;
    let convener = organizations::Entity::find()
        .filter(organizations::Column::Kind.eq(roundtable::values::FunderType::ConvenerNonfunder))
        .one(app.db().read())
        .await
        .unwrap()
        .expect("a convener in the sample");
    let without = staff.get(&path).await;
    assert!(!guests(&without).contains(&convener.id));
    let page = staff.get(&format!("{path}?lock={}", convener.id)).await;
    page.is(200)
        .see("One guest is a convener. It may be invited, and its money is never counted.");
    assert!(row(&page, convener.id).contains("A convener: its money is never counted"));
}

#[tokio::test]
async fn statement_21_purpose_and_mode_show_what_the_table_lacks() {
    let (_app, mut staff, _, path) = at_the_list().await;
    staff
        .get(&path)
        .await
        .see("Resident leaders: nobody who lives with the problem has a seat.")
        .not_see("Public officials: systems change");
    staff
        .get(&format!("{path}?mode=systems_change"))
        .await
        .see("Public officials: systems change needs those who can change the rules.");
    let full = staff
        .get(&format!(
            "{path}?mode=systems_change&officials=1&residents=2"
        ))
        .await;
    full.not_see("Public officials: systems change")
        .see("nothing says that they are paid for coming");
    staff
        .get(&format!("{path}?officials=1&residents=2&paid=yes"))
        .await
        .not_see("Resident leaders have seats")
        .not_see("Resident leaders: nobody");
}

#[tokio::test]
async fn the_list_is_reached_from_matches_and_convenings() {
    let (app, mut staff, goal, path) = at_the_list().await;
    staff
        .get(&format!("/goals/{goal}/matches"))
        .await
        .see(&format!("href=\"{path}\""));
    plan(&app, &mut staff, &[]).await;
    staff
        .get(&format!("/goals/{goal}/convenings"))
        .await
        .see(&format!("href=\"{path}\""));
    let part = staff.get_part(&path, "composed").await;
    assert!(
        part.body
            .starts_with("<div class=\"split\" id=\"composed\">"),
        "only the part that changes"
    );
}

/// Gives an organization a seat as the page of a convening would.
pub async fn seat(app: &TestApp, convening: ConveningId, organization: OrganizationId) {
    let seat = SeatPlan {
        organization: Some(organization),
        guest_name: String::new(),
        role: ParticipantRole::Funder,
        attendance: Attendance::Optional,
    };
    let (actor, now) = (roundtable::audit::Actor::named("Tester"), app.now());
    let given = app
        .db()
        .write(async |txn| add_seat(txn, convening, &seat, &actor, now).await)
        .await;
    assert_eq!(given.unwrap(), Seating::Given(1));
}

/// A seat from a time when nothing stood against it.
pub async fn seat_of_old(app: &TestApp, convening: ConveningId, organization: OrganizationId) {
    let row = seats::ActiveModel {
        id: Set(SeatId::fresh()),
        convening_id: Set(convening),
        organization_id: Set(Some(organization)),
        person_id: Set(None),
        guest_name: Set(String::new()),
        role: Set(ParticipantRole::Funder),
        attendance: Set(Attendance::Optional),
        position: Set(0),
        created_at: Set(app.now()),
    };
    app.db()
        .write(async |txn| seats::Entity::insert(row).exec_without_returning(txn).await)
        .await
        .unwrap();
}

#[tokio::test]
async fn who_has_a_seat_keeps_away_whom_they_are_kept_apart_from() {
    let (app, mut staff, _, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    seat(&app, meeting, list[0]).await;
    let (id, one, other) = (
        meeting.to_string(),
        list[0].to_string(),
        list[1].to_string(),
    );
    staff
        .post(
            &format!("{path}/pairs"),
            &[("one", &one), ("another", &other)],
        )
        .await
        .is(303);
    let dropped = format!("{path}?convening={id}&drop={one}");
    let page = staff.get(&dropped).await;
    page.is(200)
        .see("Not chosen, because somebody they are kept apart from has a seat");
    assert!(!guests(&page).contains(&list[1]));
    assert!(
        guests(&staff.get(&format!("{path}?drop={one}")).await).contains(&list[1]),
        "only that convening keeps them away"
    );
    staff
        .get(&format!("{dropped}&lock={other}"))
        .await
        .see("is locked, and is not to sit with somebody who has a seat at that convening already.")
        .not_see("Make this the guest list");
    let before = seats_of(&app, meeting).await.len();
    staff
        .post(
            &format!("{path}/seats"),
            &[("guest", &other), ("convening", &id)],
        )
        .await
        .is(303);
    staff
        .get(&path)
        .await
        .see("are not to sit at one table. Seat one of them. Look at the list again, and at who has a seat already.")
        .not_see("are kept apart, and both have a seat");
    assert_eq!(seats_of(&app, meeting).await.len(), before);
    // Two who sat there before they were kept apart are named.
    seat_of_old(&app, meeting, list[1]).await;
    staff
        .get(&path)
        .await
        .see("are kept apart, and both have a seat at")
        .see(&format!("/convenings/{id}/guests"));
}

#[tokio::test]
async fn who_is_recused_from_another_goal_of_the_list_gets_no_seat() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let other = goals::Entity::find().filter(goals::Column::Id.ne(goal));
    let other = other.one(app.db().read()).await.unwrap().unwrap();
    let state = format!("{path}?goal={}", other.id);
    let list = guests(&staff.get(&state).await);
    let gone = list[0].to_string();
    staff
        .post(
            &format!("/goals/{}/compose/recusals", other.id),
            &[("organization", &gone)],
        )
        .await
        .is(303);
    let page = staff.get(&state).await;
    assert!(!guests(&page).contains(&list[0]));
    page.see(&format!("From <a href=\"/goals/{}/compose\"", other.id));
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    let (id, before) = (meeting.to_string(), seats_of(&app, meeting).await.len());
    let mut fields = vec![("guest", gone.as_str()), ("convening", &id)];
    let seats = format!("{path}/seats");
    fields.push(("state", &state));
    staff.post(&seats, &fields).await.is(303);
    staff
        .get(&state)
        .await
        .see("is recused from a goal of this convening, and gets no seat.");
    assert_eq!(seats_of(&app, meeting).await.len(), before);
    // For this goal alone it may come.
    fields.pop();
    staff.post(&seats, &fields).await.is(303);
    assert_eq!(seats_of(&app, meeting).await.len(), before + 1);
}

#[tokio::test]
async fn every_pair_holds_however_many_there_are() {
    let (app, mut staff, _, path) = at_the_list().await;
    let list = guests(&staff.get(&path).await);
    let known = organizations::Entity::find().all(app.db().read()).await;
    let known = known.unwrap();
    let more: Vec<organizations::ActiveModel> = (0..10)
        .map(|_| organizations::ActiveModel {
            id: Set(OrganizationId::fresh()),
            ein: Set(None),
            ror_id: Set(None),
            source_key: Set(None),
            ..known[0].clone().into()
        })
        .collect();
    let of_more = more.iter().map(|row| *row.id.as_ref());
    let all: Vec<OrganizationId> = known.iter().map(|row| row.id).chain(of_more).collect();
    let apart = |[one, other]: [OrganizationId; 2]| (one.min(other), one.max(other));
    let oldest = apart([list[0], list[1]]);
    let mut pairs = vec![oldest];
    for (at, one) in all.iter().enumerate() {
        let others = all[at + 1..].iter().map(|other| apart([*one, *other]));
        pairs.extend(others.filter(|pair| *pair != oldest));
    }
    assert!(pairs.len() > 501, "{} pairs", pairs.len());
    let row = |(number, (one, other)): (u128, _)| kept_apart::ActiveModel {
        id: Set(KeptApartId::from_u128(number)),
        one_id: Set(one),
        other_id: Set(other),
        reason: Set(String::new()),
        added_by: Set("Tester".to_owned()),
        created_at: Set(app.now()),
    };
    let rows: Vec<_> = (1..).zip(pairs).take(502).map(row).collect();
    app.db()
        .write(async |txn| {
            organizations::Entity::insert_many(more)
                .exec_without_returning(txn)
                .await?;
            kept_apart::Entity::insert_many(rows)
                .exec_without_returning(txn)
                .await
        })
        .await
        .unwrap();
    let (one, other) = (list[0], list[1]);
    staff
        .get(&format!("{path}?lock={one}&lock={other}"))
        .await
        .see("are both locked, and are not to sit at one table.")
        .see("The newest 500 are shown. The others hold as well.");
}

#[tokio::test]
async fn an_organization_is_named_by_its_name_or_chosen_of_several() {
    let (app, mut staff, _, path) = at_the_list().await;
    let harborpoint = named(&app, "Harborpoint").await;
    let page = staff
        .post(
            &format!("{path}/pairs"),
            &[("one", "harborpoint"), ("another", "example")],
        )
        .await;
    page.is(422)
        .see("Many have that name.")
        .see("None of these")
        .see("value=\"harborpoint\"");
    let select = page.body.split("id=\"f-another\"").nth(1).unwrap();
    let other: OrganizationId = select.split("option value=\"").nth(2).unwrap()[..36]
        .parse()
        .unwrap();
    let other_text = other.to_string();
    staff
        .post(
            &format!("{path}/pairs"),
            &[("one", "harborpoint"), ("another", &other_text)],
        )
        .await
        .is(303);
    let stored = kept_apart::Entity::find().one(app.db().read()).await;
    let stored = stored.unwrap().unwrap();
    assert_eq!(
        (stored.one_id, stored.other_id),
        (harborpoint.min(other), harborpoint.max(other))
    );
    // A convener is in no match, and is named all the same.
    let convener = organizations::Entity::find()
        .filter(organizations::Column::Kind.eq(roundtable::values::FunderType::ConvenerNonfunder));
    let convener = convener.one(app.db().read()).await.unwrap().unwrap();
    staff
        .post(
            &format!("{path}/recusals"),
            &[("organization", &convener.name)],
        )
        .await
        .is(303);
    staff.get(&path).await.see(&convener.name);
}

#[tokio::test]
async fn a_goal_named_twice_counts_once() {
    let (app, mut staff, goal, path) = at_the_list().await;
    let other = goals::Entity::find().filter(goals::Column::Id.ne(goal));
    let other = other.one(app.db().read()).await.unwrap().unwrap().id;
    let summary = |page: &Page| -> String {
        let told = page.body.split("<p data-announce>").nth(1).unwrap();
        told.split("</p>").next().unwrap().to_owned()
    };
    let once = staff.get(&format!("{path}?goal={other}")).await;
    let twice = staff
        .get(&format!("{path}?goal={other}&goal={goal}&goal={other}"))
        .await;
    assert_eq!(summary(&once), summary(&twice));
    assert_eq!(guests(&once), guests(&twice));
}

#[tokio::test]
async fn a_form_that_cannot_be_read_seats_nobody() {
    let (app, mut staff, _, path) = at_the_list().await;
    let page = staff.get(&format!("{path}?residents=many")).await;
    page.see("name=\"resident_seats\" value=\"0\"");
    let guest = guests(&page)[0].to_string();
    let meeting = id_in(&plan(&app, &mut staff, &[]).await);
    let (id, before) = (meeting.to_string(), seats_of(&app, meeting).await.len());
    for wrong in [
        ("resident_seats", "many"),
        ("official_seats", "21"),
        ("guest", "nobody"),
    ] {
        let fields = [("guest", guest.as_str()), ("convening", &id), wrong];
        staff.post(&format!("{path}/seats"), &fields).await.is(303);
        staff
            .get(&path)
            .await
            .see("The list could not be read, so nobody was seated.");
    }
    assert_eq!(seats_of(&app, meeting).await.len(), before);
}

#[tokio::test]
async fn sources_that_are_left_out_are_known_all_the_same() {
    let (_app, mut staff, _, path) = at_the_list().await;
    let unknown = |page: &Page| page.body.matches("no source is known").count();
    let first = staff.get(&path).await;
    let mut address = format!("{path}?size=100");
    let mut page = staff.get(&address).await;
    while !guests(&page).is_empty() {
        let dropped = guests(&page).into_iter();
        address.extend(dropped.map(|guest| format!("&drop={guest}")));
        page = staff.get(&address).await;
        page.is(200);
    }
    page.see("nobody on the list offers it, though sources are known.");
    assert_eq!(unknown(&page), unknown(&first));
}
