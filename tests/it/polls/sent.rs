//! What is sent is kept whole or refused where it stands: nothing of it is dropped or misread, and nothing newer is written over.

use roundtable::{
    entities::{poll_hours, poll_people},
    values::{PollPersonState, Role},
};
use sea_orm::{EntityTrait, sea_query::Expr};

use super::{
    begin, crowd,
    decision::{chosen, fields},
    guest::{ANN, asked, link},
    list, offered, person,
};
use crate::support::{Page, TestApp};

const WEEK: [(&str, &str); 4] = [
    ("manner", "any_time"),
    ("minutes", "60"),
    ("first_day", "2027-01-12"),
    ("last_day", "2027-01-15"),
];

/// What the page sends unseen of the week and of the note.
fn stood(page: &Page) -> Vec<(&'static str, String)> {
    ["was-hours", "was-note"]
        .map(|name| (name, page.held(name)))
        .into()
}

fn hours<'a>(from: &'a str, to: &'a str) -> [(&'static str, &'a str); 4] {
    [("day", "2"), ("from", from), ("to", to), ("hours", "yes")]
}

async fn kept(app: &TestApp) -> Vec<(i32, i32)> {
    let rows = poll_hours::Entity::find().all(app.db().read()).await;
    let rows = rows.unwrap();
    rows.iter()
        .map(|row| (row.from_minute, row.to_minute))
        .collect()
}

#[tokio::test]
async fn staff_write_over_no_newer_week_and_no_newer_note() {
    let (app, mut staff, dates, mails) = asked(&WEEK).await;
    let mut guest = app.visitor();
    let here = format!("{dates}/people/{}", person(&app, &dates, ANN).await.id);
    let old = stood(&staff.get(&here).await);
    // Ann says her own hours and leaves a note while staff look at the page.
    let own = [&hours("09:00", "12:00")[..], &[("note", "A ramp, please")]].concat();
    guest.post(&link(&mails, ANN), &own).await.is(303);
    let over = async |staff: &mut crate::support::Browser, form: &[(&str, &str)]| {
        let form: Vec<_> = form.iter().copied().chain(fields(&old)).collect();
        staff.post(&here, &form).await
    };
    over(&mut staff, &hours("13:00", "17:00"))
        .await
        .is(409)
        .see("They answered meanwhile");
    over(&mut staff, &[("note", "By telephone")])
        .await
        .is(409)
        .see("A ramp, please");
    assert_eq!(kept(&app).await, [(540, 720)]);
    assert_eq!(person(&app, &dates, ANN).await.note, "A ramp, please");
    // From the page as it is now it can be changed.
    let now = stood(&staff.get(&here).await);
    let form: Vec<_> = hours("13:00", "17:00")
        .into_iter()
        .chain([("note", "A ramp, please")])
        .chain(fields(&now))
        .collect();
    staff.post(&here, &form).await.is(303);
    assert_eq!(kept(&app).await, [(780, 1020)]);
}

#[tokio::test]
async fn hours_that_cannot_be_read_are_refused_and_midnight_ends_a_day() {
    let (app, _, _, mails) = asked(&WEEK).await;
    let (mut guest, ann) = (app.visitor(), link(&mails, ANN));
    guest
        .post(&ann, &hours("09:00", "9:30 pm"))
        .await
        .is(422)
        .see("Give both times of a row");
    assert!(kept(&app).await.is_empty(), "not 9:30 in the morning");
    guest.post(&ann, &hours("21:00", "00:00")).await.is(303);
    assert_eq!(kept(&app).await, [(1260, 1440)]);
    guest.get(&ann).await.see("name=\"to\" value=\"00:00\"");
}

#[tokio::test]
async fn a_note_to_a_time_without_an_answer_is_asked_about() {
    let (app, _, dates, mails) = asked(&[]).await;
    let note = format!("note-{}", offered(&app, &dates).await[0].id);
    app.visitor()
        .post(&link(&mails, ANN), &[(&note, "After my train")])
        .await
        .is(422)
        .see("for each time you left a note to")
        .see("value=\"After my train\"");
}

#[tokio::test]
async fn who_has_no_seat_is_promised_no_invitation() {
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let mut form = chosen(&app, &dates, 0).await;
    form.retain(|(name, _)| *name != "status");
    form.push(("status", "confirmed".to_owned()));
    staff
        .post(&format!("{dates}/decision"), &fields(&form))
        .await
        .is(303);
    app.mail().await;
    app.visitor()
        .get(&link(&mails, ANN))
        .await
        .is(200)
        .see("Whether you are invited is for the host to say.")
        .not_see("An invitation for your calendar follows");
}

#[tokio::test]
async fn who_was_taken_off_takes_nobodys_place() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let dates = begin(&app, &mut staff, &[]).await;
    crowd(&app, &dates, 2_000, PollPersonState::Removed).await;
    list(&mut staff, &dates, ANN, "must").await.is(303);
    poll_people::Entity::update_many()
        .col_expr(
            poll_people::Column::State,
            Expr::value(PollPersonState::Listed),
        )
        .exec(app.db().read())
        .await
        .unwrap();
    list(&mut staff, &dates, "late@example.org", "must")
        .await
        .is(422)
        .see("2,000 people at most");
}
