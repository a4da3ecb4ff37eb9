//! The forms of convenings, registrations, accounts and settings.

use roundtable::{
    entities::{seats, users},
    values::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Form, Kind, Shown, TEXT, escaped, none};
use crate::{
    convenings::{form as convening, goal, plan},
    interest::{confirmed, filled, goal_path, rows},
    support::TestApp,
};

/// As a form's own, with its fields' names known for good.
fn own(fields: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    fields
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

#[tokio::test]
async fn a_convening_is_planned_changed_and_called_off() {
    let app = TestApp::with_sample().await;
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let id: &'static str = goal(&app).await.to_string().leak();
    let path = plan(&app, &mut officer, &[]).await;
    let thrown = |form: Form| {
        form.texts(&[("title", 200), ("summary", 2_000), ("venue", 300)])
            .choices(&["mode", "purpose", "place", "time_zone", "format", "status"])
            .throw("online_link", Kind::Web)
            .throw("local_start", Kind::Moment)
            .throw("local_end", Kind::Moment)
    };
    let mut edit = Form::editing(format!("{path}/edit"), &[]);
    edit.fields = own(&convening("", &[]));
    edit.fields.retain(|(name, _)| *name != "goal");
    let mut wrong = thrown(edit).survives(&mut officer).await;

    let seated = [
        ("seat_org", ""),
        ("seat_name", "Ann Lee"),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
    ];
    let mut new = Form::new("/convenings", Shown::After, &[]);
    new.fields = own(&convening(id, &seated));
    let mut new = thrown(new)
        .choices(&["seat_role", "seat_attendance"])
        .throw("seat_org", Kind::Key(Vec::new()))
        .throw("seat_name", Kind::Text(120));
    for field in ["seat_role", "seat_attendance", "seat_org", "seat_name"] {
        new = new.beside(field, "seats");
    }
    wrong.extend(new.survives(&mut officer).await);

    let seat = Form::new(format!("{path}/seats"), Shown::After, &seated[1..])
        .texts(&[("seat_name", 120)])
        .choices(&["seat_role", "seat_attendance"])
        .throw("seat_org", Kind::Key(Vec::new()))
        .beside("seat_org", "seat_name");
    wrong.extend(seat.survives(&mut officer).await);
    let held = seats::Entity::find().all(app.db().read()).await.unwrap();
    let held = held
        .iter()
        .find(|seat| path.ends_with(&seat.convening_id.to_string()));
    let change = Form::new(
        format!("{path}/seats/{}", held.unwrap().id),
        Shown::After,
        &seated[1..],
    )
    .texts(&[("seat_name", 120)])
    .choices(&["seat_role", "seat_attendance"])
    .beside("seat_name", "row_name")
    .beside("seat_role", "row_role")
    .beside("seat_attendance", "row_attendance");
    wrong.extend(change.survives(&mut officer).await);

    let called_off = format!("{path}/cancellation");
    let long = "x".repeat(10_000);
    let page = officer.post(&called_off, &[("reason", &long)]).await;
    page.is(422).see("id=\"f-reason-error\"").see(&long);
    let page = officer.submit(&called_off, &[("reason", TEXT)]).await;
    page.see(&escaped(TEXT));
    none(&wrong);
}

#[tokio::test]
async fn interest_is_registered_and_declined() {
    let app = TestApp::with_sample().await;
    let path = goal_path(&app).await;
    let mut form = Form::new(path.clone(), Shown::Elsewhere, &[])
        .throw("email", Kind::Mail)
        .throw("ein", Kind::Choice)
        .throw("website", Kind::Web)
        .choices(&["kind", "products"])
        .throw("amount_low", Kind::Money)
        .throw("amount_high", Kind::Money);
    form.fields = own(&filled(&[("amount_high", "999999999999999")]));
    // A visitor sends few of them in an hour: what is kept is sent once, below.
    let mut visitor = app.visitor();
    let mut wrong = form.survives(&mut visitor).await;
    let long = "x".repeat(10_000);
    for field in ["name", "organization", "role", "message"] {
        let page = visitor.post(&path, &filled(&[(field, &long)])).await;
        page.is(422)
            .see(&format!("id=\"f-{field}-error\""))
            .see(&long);
    }
    app.mail().await;
    let rocket = |most| "\u{1f680}".repeat(most);
    let (name, organization, message) = (rocket(120), rocket(200), rocket(2_000));
    let texts = [
        ("email", "other@example.org"),
        ("name", name.as_str()),
        ("organization", &organization),
        ("role", TEXT),
        ("message", &message),
    ];
    let case = confirmed(&app, &texts).await;
    let all = rows(&app).await;
    let row = all.iter().find(|row| row.name == name).unwrap();
    assert_eq!(row.organization_name, organization);
    assert_eq!(row.message, message);
    assert_eq!(row.role_title, TEXT);
    let mut officer = app.staff(Role::ProgramOfficer).await;
    let page = officer.get(&case).await;
    page.is(200).see(&escaped(TEXT)).see(&message);
    let version = row.version.to_string();
    for (reason, said) in [(long.as_str(), "Shorten the reason"), ("", "Say why")] {
        let fields = [("reason", reason), ("version", version.as_str())];
        let page = officer.post(&format!("{case}/decline"), &fields).await;
        page.is(422)
            .see(said)
            .see("id=\"f-reason-error\"")
            .see(reason);
    }
    let nobody = [("organization", super::NOBODY), ("version", &version)];
    let page = officer.post(&format!("{case}/link"), &nobody).await;
    page.is(409).see("no longer in the directory");
    wrong.retain(|each| !each.contains(" 429 "));
    none(&wrong);
}

#[tokio::test]
async fn accounts_are_opened_and_their_roles_changed() {
    let app = TestApp::with_sample().await;
    let mut admin = app.staff(Role::Administrator).await;
    let fields = [
        ("name", "Leo Park"),
        ("email", "leo@example.org"),
        ("role", "partnership_lead"),
    ];
    let form = Form::new("/admin/accounts", Shown::Elsewhere, &fields)
        .choices(&["role"])
        .throw("email", Kind::Mail)
        .throw("partnership", Kind::Key(Vec::new()));
    let mut wrong = form.survives(&mut admin).await;
    let long = "x".repeat(10_000);
    let page = admin.post("/admin/accounts", &[("name", &long)]).await;
    page.is(422).see("id=\"f-name-error\"").see(&long);
    let staff = [
        ("name", TEXT),
        ("email", "leo@example.org"),
        ("role", "viewer"),
    ];
    let list = admin.submit("/admin/accounts", &staff).await;
    list.see(&escaped(TEXT));
    app.mail().await;
    let account = users::Entity::find()
        .filter(users::Column::Name.eq(TEXT))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    let account = format!("/admin/accounts/{}", account.id);
    let role = Form::new(account, Shown::Elsewhere, &[("role", "partnership_lead")])
        .choices(&["role"])
        .throw("partnership", Kind::Key(Vec::new()));
    wrong.extend(role.survives(&mut admin).await);
    let own = Form::editing("/settings", &[("name", "Dana Whitfield")])
        .texts(&[("name", 120)])
        .choices(&["time_zone"]);
    wrong.extend(own.survives(&mut admin).await);
    none(&wrong);
}
