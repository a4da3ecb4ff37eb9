//! Reminders: to whom, when, how often, and how to be left alone.

use chrono::{DateTime, TimeDelta, Utc};
use roundtable::{
    entities::{
        convenings as convening_rows, invitation_mails, invitation_settings, invitations,
        mail_suppressions, outbound_mails, reminder_sends, reminders,
    },
    ids::{ConveningId, InvitationId},
    invitations::send_due_reminders,
    mail::{Envelope, MailAddress, Transport},
    values::{
        Attendance, ConveningStatus, Delegation, GuestList, InvitationState, MailState, Partstat,
        Role, SuppressionKind,
    },
    web::AppState,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel as _,
    PaginatorTrait, QueryFilter, sea_query::Expr,
};

use crate::{
    convenings::plan,
    support::{Browser, TestApp, then},
};

/// A guest of a convening who was invited by mail.
pub async fn invite(
    app: &TestApp,
    path: &str,
    email: &str,
    partstat: Partstat,
) -> invitations::Model {
    let convening_id: ConveningId = path.rsplit('/').next().unwrap().parse().unwrap();
    let row = invitations::Model {
        id: InvitationId::fresh(),
        convening_id,
        seat_id: None,
        organization_id: None,
        person_id: None,
        address: email.parse().unwrap(),
        address_key: email.to_lowercase(),
        name: email.split('@').next().unwrap().to_owned(),
        attendance: Attendance::Must,
        is_chair: false,
        state: InvitationState::Invited,
        partstat,
        rsvp: true,
        why: String::new(),
        seen_sequence: Some(0),
        seen_stamp: Some(then()),
        seen_starts_at: None,
        seen_ends_at: None,
        seen_facts: None,
        last_sequence: None,
        last_stamp: None,
        answered_at: None,
        answer_source: None,
        answered_sequence: None,
        note: String::new(),
        delegated_from: None,
        offered_until: None,
        invited_at: Some(then()),
        removed_at: None,
        illustrative: false,
        version: 1,
        created_at: then(),
    };
    let written = row.clone().into_active_model().reset_all();
    invitations::Entity::insert(written)
        .exec_without_returning(app.db().read())
        .await
        .unwrap();
    row
}

async fn answer_by(app: &TestApp, path: &str, at: &str) {
    let row = invitation_settings::ActiveModel {
        convening_id: Set(path.rsplit('/').next().unwrap().parse().unwrap()),
        mail_token: Set("abcdefghjk".to_owned()),
        answer_by: Set(Some(at.parse().unwrap())),
        guest_list: Set(GuestList::Hidden),
        delegation: Set(Delegation::Ask),
        capacity: Set(None),
        version: Set(1),
        created_at: Set(then()),
    };
    invitation_settings::Entity::insert(row)
        .exec_without_returning(app.db().read())
        .await
        .unwrap();
}

/// Moves the clock to a moment.
fn at(app: &TestApp, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    app.clock().advance(moment - app.now());
}

async fn due(app: &TestApp) -> usize {
    send_due_reminders(&app.app.state).await.unwrap()
}

fn recipients(mails: &[Envelope]) -> Vec<&str> {
    let mut to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    to
}

/// What follows `start` in a text, up to the end of the word.
fn after<'a>(text: &'a str, start: &str) -> &'a str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("{text}")).1;
    rest.split_whitespace().next().unwrap()
}

const START: [(&str, &str); 6] = [
    ("count", "1"),
    ("unit", "days"),
    ("side", "before"),
    ("anchor", "start"),
    ("audience", "coming"),
    ("body", "See you {when}, {name}."),
];

async fn day_before(browser: &mut Browser, path: &str) {
    let mut form = START.to_vec();
    form.push(("subject", "Soon: {title}"));
    browser
        .post(&format!("{path}/reminders/new"), &form)
        .await
        .is(303);
}

#[tokio::test]
async fn the_usual_six_ask_the_silent_and_stop_at_the_cap() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    staff
        .post(&format!("{path}/reminders/usual"), &[])
        .await
        .is(303);
    let page = staff.get(&format!("{path}/reminders")).await;
    page.is(200)
        .see("14 days before the date to answer by")
        .see("No date to answer by is set")
        .see("1 day after the end");
    answer_by(&app, &path, "2027-03-10T20:00:00Z").await;
    invite(&app, &path, "ann@funder.test", Partstat::NeedsAction).await;
    invite(&app, &path, "bob@funder.test", Partstat::Accepted).await;
    invite(&app, &path, "eve@funder.test", Partstat::Declined).await;
    assert_eq!(due(&app).await, 0, "months ahead");
    let mut sent = Vec::new();
    for moment in [
        "2027-02-24T20:00:00Z",
        "2027-03-03T20:00:00Z",
        "2027-03-07T20:00:00Z",
        "2027-03-09T20:00:00Z",
    ] {
        at(&app, moment);
        assert_eq!(due(&app).await, 1, "{moment}");
        assert_eq!(due(&app).await, 0, "never twice");
        let mails = app.mail().await;
        assert_eq!(recipients(&mails), ["ann@funder.test"]);
        sent.extend(mails);
    }
    assert!(sent[0].text.contains("Please answer by: Wed 10 Mar 2027"));
    assert!(sent[0].text.contains("Thu 18 Mar 2027, 9:30 am"));
    assert!(sent[0].calendar.is_none(), "a reminder changes no calendar");
    let secret = after(&sent[0].text, "/i/");
    let unsubscribe = sent[0].unsubscribe.as_ref().unwrap().to_string();
    assert_eq!(
        unsubscribe,
        format!("http://roundtable.test/unsubscribe/{secret}")
    );
    assert_ne!(secret, after(&sent[1].text, "/i/"), "a fresh link in each");
    // The day before: those who come; Ann, who says yes now, has had her four.
    invitations::Entity::update_many()
        .col_expr(
            invitations::Column::Partstat,
            Expr::value(Partstat::Accepted),
        )
        .filter(invitations::Column::AddressKey.eq("ann@funder.test"))
        .exec(app.db().read())
        .await
        .unwrap();
    at(&app, "2027-03-17T16:30:00Z");
    assert_eq!(due(&app).await, 1);
    assert_eq!(recipients(&app.mail().await), ["bob@funder.test"]);
    let kept = invitation_mails::Entity::find().count(app.db().read());
    assert_eq!(kept.await.unwrap(), 5, "each is in the ledger");
}

#[tokio::test]
async fn two_processes_at_once_send_one_mail() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    day_before(&mut staff, &path).await;
    for guest in ["ann", "bob", "cat"] {
        let email = format!("{guest}@funder.test");
        invite(&app, &path, &email, Partstat::Accepted).await;
    }
    at(&app, "2027-03-17T16:31:00Z");
    let other = AppState {
        db: app.another_process().await,
        ..app.app.state.clone()
    };
    let (one, two) = tokio::join!(
        send_due_reminders(&app.app.state),
        send_due_reminders(&other)
    );
    assert_eq!(one.unwrap() + two.unwrap(), 3);
    let mails = app.mail().await;
    assert_eq!(
        recipients(&mails),
        ["ann@funder.test", "bob@funder.test", "cat@funder.test"]
    );
    assert!(
        mails[0].subject.starts_with("Soon: Youth funder table"),
        "{}",
        mails[0].subject
    );
    other.db.close().await.unwrap();
}

#[tokio::test]
async fn a_reminder_moves_with_the_convening_and_a_cancelled_one_reminds_nobody() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    day_before(&mut staff, &path).await;
    invite(&app, &path, "ann@funder.test", Partstat::Accepted).await;
    let moved: DateTime<Utc> = "2027-04-20T16:30:00Z".parse().unwrap();
    convening_rows::Entity::update_many()
        .col_expr(convening_rows::Column::StartsAt, Expr::value(moved))
        .col_expr(
            convening_rows::Column::EndsAt,
            Expr::value(moved + TimeDelta::hours(2)),
        )
        .exec(app.db().read())
        .await
        .unwrap();
    staff
        .get(&format!("{path}/reminders"))
        .await
        .see("Due Mon 19 Apr 2027, 9:30 am");
    at(&app, "2027-03-17T16:31:00Z");
    assert_eq!(due(&app).await, 0);
    let id: ConveningId = path.rsplit('/').next().unwrap().parse().unwrap();
    let status = async |status: ConveningStatus| {
        convening_rows::Entity::update_many()
            .col_expr(convening_rows::Column::Status, Expr::value(status))
            .filter(convening_rows::Column::Id.eq(id))
            .exec(app.db().read())
            .await
            .unwrap();
    };
    at(&app, "2027-04-19T16:31:00Z");
    for off in [
        ConveningStatus::Cancelled,
        ConveningStatus::Postponed,
        ConveningStatus::Idea,
    ] {
        status(off).await;
        assert_eq!(due(&app).await, 0, "{off}");
    }
    status(ConveningStatus::Confirmed).await;
    assert_eq!(due(&app).await, 1);
    assert_eq!(recipients(&app.mail().await), ["ann@funder.test"]);
}

#[tokio::test]
async fn a_mail_that_failed_is_not_marked_as_sent() {
    let mut app = TestApp::with_sample().await;
    let memory = app.app.transport.clone();
    let closed: MailAddress = "smtp://127.0.0.1:9?tls=none".parse().unwrap();
    app.app.transport = Transport::open(&closed, "Roundtable <hello@roundtable.test>").unwrap();
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    day_before(&mut staff, &path).await;
    invite(&app, &path, "ann@funder.test", Partstat::Accepted).await;
    at(&app, "2027-03-17T16:31:00Z");
    assert_eq!(due(&app).await, 1);
    app.mail().await;
    let mail = outbound_mails::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!((mail.state, mail.sent_at), (MailState::Queued, None));
    // It is promised, so nothing promises it again; the mail server comes back, and it leaves once.
    assert_eq!(due(&app).await, 0);
    app.app.transport = memory;
    app.clock().advance(TimeDelta::minutes(5));
    assert_eq!(recipients(&app.mail().await), ["ann@funder.test"]);
}

#[tokio::test]
async fn one_press_stops_reminders_and_looking_changes_nothing() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    // Near, because sessions run by the machine's clock.
    let near = [
        ("local_start", "2026-11-24T09:30"),
        ("local_end", "2026-11-24T12:00"),
        ("accept_days", "yes"),
    ];
    let path = plan(&app, &mut staff, &near).await;
    day_before(&mut staff, &path).await;
    invite(&app, &path, "ann@funder.test", Partstat::Accepted).await;
    at(&app, "2026-11-23T17:31:00Z");
    due(&app).await;
    let mails = app.mail().await;
    let link = mails[0].unsubscribe.as_ref().unwrap().path().to_owned();
    let held = async || mail_suppressions::Entity::find().all(app.db().read()).await;
    let mut guest = app.visitor();
    guest
        .get(&link)
        .await
        .is(200)
        .see("Stop reminders?")
        .see("a…@funder.test")
        .not_see("ann@funder.test");
    guest.head(&link).await.is(200);
    assert!(held().await.unwrap().is_empty());
    // As a mail program presses (RFC 8058): no page, no cookies, no Origin.
    let pressed = guest
        .post_as_program(&link, "List-Unsubscribe=One-Click")
        .await;
    pressed.is(200).see("No more reminders");
    guest.post(&link, &[]).await.is(200);
    let rows = held().await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].address_key.as_str(), rows[0].kind),
        ("ann@funder.test", SuppressionKind::Unsubscribed)
    );
    guest.get("/unsubscribe/nonsense").await.is(404);
    guest.post("/unsubscribe/nonsense", &[]).await.is(404);
    // Another convening's reminder passes her by, and its preview says why.
    let later = [
        ("local_start", "2026-11-25T09:30"),
        ("local_end", "2026-11-25T12:00"),
        ("accept_days", "yes"),
    ];
    let other = plan(&app, &mut staff, &later).await;
    day_before(&mut staff, &other).await;
    invite(&app, &other, "ann@funder.test", Partstat::Accepted).await;
    at(&app, "2026-11-24T17:31:00Z");
    assert_eq!(due(&app).await, 0);
    let page = staff.get(&format!("{other}/reminders")).await;
    let preview = page.link(&format!("{other}/reminders/"));
    let rows = reminders::Entity::find()
        .filter(
            reminders::Column::ConveningId.eq(other
                .rsplit('/')
                .next()
                .unwrap()
                .parse::<ConveningId>()
                .unwrap()),
        )
        .all(app.db().read())
        .await
        .unwrap();
    assert!(preview.starts_with(&other));
    staff
        .get(&format!("{other}/reminders/{}/preview", rows[0].id))
        .await
        .is(200)
        .see("Not written to: unsubscribed");
}

#[tokio::test]
async fn administrators_keep_the_list_and_lift_with_a_reason() {
    let app = TestApp::with_sample().await;
    let mut admin = app.staff(Role::Administrator).await;
    let form =
        |address: &'static str, reason: &'static str| [("address", address), ("reason", reason)];
    admin
        .post("/admin/suppressions", &form("nobody", ""))
        .await
        .is(422)
        .see("Type an e-mail address such as")
        .see("value=\"nobody\"");
    admin
        .submit(
            "/admin/suppressions",
            &form("Ann@Funder.test", "Asked by telephone"),
        )
        .await
        .see("ann@funder.test")
        .see("Entered by staff");
    admin
        .get("/admin/suppressions?q=funder")
        .await
        .see("ann@funder.test");
    admin
        .get("/admin/suppressions?q=elsewhere")
        .await
        .not_see("ann@funder.test");
    admin
        .post("/admin/suppressions/lift", &form("ann@funder.test", ""))
        .await
        .is(422)
        .see("ann@funder.test");
    admin
        .submit(
            "/admin/suppressions/lift",
            &form("ann@funder.test", "Asked again"),
        )
        .await
        .see("may be written to again")
        .not_see("Entered by staff");
}

#[tokio::test]
async fn the_silent_are_reminded_by_choice_and_not_twice_in_a_day() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let ann = invite(&app, &path, "ann@funder.test", Partstat::NeedsAction).await;
    let bob = invite(&app, &path, "bob@funder.test", Partstat::NeedsAction).await;
    invite(&app, &path, "cat@funder.test", Partstat::Accepted).await;
    let now = format!("{path}/reminders/now");
    let page = staff.get(&now).await;
    page.is(200).see("ann").see("bob").not_see(">cat<");
    let (ann_id, bob_id) = (ann.id.to_string(), bob.id.to_string());
    let form = [
        ("subject", "Please answer: {title}"),
        ("body", "Dear {name}, do you come?"),
    ];
    staff
        .post(&now, &form)
        .await
        .is(422)
        .see("Choose whom to remind")
        .see("Dear {name}, do you come?");
    let one = [form[0], form[1], ("guest", ann_id.as_str())];
    staff.submit(&now, &one).await.see("1 person reminded.");
    let mails = app.mail().await;
    assert_eq!(recipients(&mails), ["ann@funder.test"]);
    assert!(mails[0].text.contains("Dear ann, do you come?"));
    // Pressed again at once, and for both: only Bob may have one today.
    let both = [
        form[0],
        form[1],
        ("guest", ann_id.as_str()),
        ("guest", bob_id.as_str()),
    ];
    staff
        .submit(&now, &both)
        .await
        .see("1 person reminded. 1 person");
    assert_eq!(recipients(&app.mail().await), ["bob@funder.test"]);
    staff
        .get(&now)
        .await
        .see("Had a reminder in the last 24 hours");
}

#[tokio::test]
async fn reminders_are_changed_by_one_at_a_time_and_read_by_viewers() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    day_before(&mut staff, &path).await;
    let row = reminders::Entity::find()
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let edit = format!("{path}/reminders/{}/edit", row.id);
    let with = |subject: &'static str, version: &'static str| {
        let mut form = START.to_vec();
        form.extend([("subject", subject), ("version", version)]);
        form
    };
    staff.post(&edit, &with("First", "1")).await.is(303);
    let stale = staff.post(&edit, &with("Second", "1")).await;
    stale
        .is(409)
        .see("Someone else saved this meanwhile")
        .see("First")
        .see("Second");
    assert_eq!(stale.held("version"), "2");
    staff
        .post(&edit, &with("{nam}", "2"))
        .await
        .is(422)
        .see("{nam} stands for nothing");
    let limit = format!("{path}/reminders/limit");
    staff
        .post(&limit, &[("most", "many"), ("version", "0")])
        .await
        .is(422)
        .see("value=\"many\"");
    staff
        .post(&limit, &[("most", "2"), ("version", "0")])
        .await
        .is(303);
    staff
        .post(&limit, &[("most", "9"), ("version", "0")])
        .await
        .is(409)
        .see("Saved: 2. Yours: 9.");
    let mut viewer = app.staff(Role::Viewer).await;
    viewer
        .get(&format!("{path}/reminders"))
        .await
        .is(200)
        .see("First")
        .not_see("<form class=\"form\"");
    viewer.get(&edit).await.is(403);
    staff
        .post(&format!("{path}/reminders/{}/removal", row.id), &[])
        .await
        .is(303);
    let left = reminder_sends::Entity::find().count(app.db().read()).await;
    assert_eq!(left.unwrap(), 0);
    staff.get(&edit).await.is(404);
}

/// Kept so that a row written by hand stays what the ledger writes.
#[tokio::test]
async fn a_guest_who_was_never_mailed_or_is_removed_is_not_reminded() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    day_before(&mut staff, &path).await;
    for (email, state, told) in [
        ("ann@funder.test", InvitationState::Planned, None),
        ("bob@funder.test", InvitationState::Removed, Some(1)),
        ("cat@funder.test", InvitationState::Waiting, Some(1)),
    ] {
        let row = invite(&app, &path, email, Partstat::Accepted).await;
        let mut row = row.into_active_model();
        row.state = Set(state);
        row.seen_sequence = Set(told);
        row.update(app.db().read()).await.unwrap();
    }
    at(&app, "2027-03-17T16:31:00Z");
    assert_eq!(due(&app).await, 0);
}
