//! Date polls as staff see them: prepared, opened, compared, decided, taken back.

mod answers;
mod beside;
mod calendar;
mod deadline;
mod decision;
mod guest;
mod holds;
mod lists;
mod mailing;
mod minute;
mod moved;
mod people;
mod sent;
mod times;
mod together;

use roundtable::{
    entities::{date_polls, poll_options, poll_people, poll_votes},
    ids::{ConveningId, PollPersonId},
    mail::Envelope,
    values::{AnswerSource, Attendance, PollAnswer, PollPersonState},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use crate::{
    convenings::plan,
    support::{Browser, Page, TestApp},
};

/// The settings of a poll, with these fields changed.
pub fn settings<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("manner", "options"),
        ("minutes", "90"),
        ("time_zone", "America/Los_Angeles"),
        ("message", "Help us choose"),
        ("closes", ""),
        ("reminders", "2"),
        ("heads", ""),
        ("if_needed", "60"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

/// A convening that is an idea, and a poll about its date: the path of the poll.
async fn begin(app: &TestApp, staff: &mut Browser, changed: &[(&str, &str)]) -> String {
    let path = plan(app, staff, &[("status", "idea")]).await;
    let dates = format!("{path}/dates");
    staff.get(&dates).await.is(200).see("Prepare the poll");
    staff
        .submit(&dates, &settings(changed))
        .await
        .see("is prepared");
    dates
}

async fn offer(staff: &mut Browser, dates: &str, at: &str) -> Page {
    staff.post(&format!("{dates}/options"), &[("at", at)]).await
}

/// Puts somebody on the list by name.
async fn list(staff: &mut Browser, dates: &str, email: &str, attendance: &str) -> Page {
    let name = email.split('@').next().unwrap();
    let form = [("name", name), ("email", email), ("attendance", attendance)];
    staff.post(&format!("{dates}/asked"), &form).await
}

async fn poll(app: &TestApp, dates: &str) -> date_polls::Model {
    let id = dates.split('/').nth(2).unwrap();
    let id: ConveningId = id.parse().unwrap();
    date_polls::Entity::find()
        .filter(date_polls::Column::ConveningId.eq(id))
        .order_by_desc(date_polls::Column::CreatedAt)
        .order_by_desc(date_polls::Column::Id)
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

/// The times that are offered, the first first.
async fn offered(app: &TestApp, dates: &str) -> Vec<poll_options::Model> {
    poll_options::Entity::find()
        .filter(poll_options::Column::PollId.eq(poll(app, dates).await.id))
        .filter(poll_options::Column::WithdrawnAt.is_null())
        .order_by_asc(poll_options::Column::StartsAt)
        .all(app.db().read())
        .await
        .unwrap()
}

async fn person(app: &TestApp, dates: &str, email: &str) -> poll_people::Model {
    poll_people::Entity::find()
        .filter(poll_people::Column::PollId.eq(poll(app, dates).await.id))
        .filter(poll_people::Column::AddressKey.eq(email))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap()
}

/// Says of each time what a letter says: yes, if needed, no, and a dot for nothing.
async fn say(app: &TestApp, dates: &str, email: &str, letters: &str) {
    let person = person(app, dates, email).await;
    for (option, letter) in offered(app, dates).await.iter().zip(letters.chars()) {
        let answer = match letter {
            'y' => PollAnswer::Yes,
            'i' => PollAnswer::IfNeeded,
            'n' => PollAnswer::No,
            _ => continue,
        };
        let vote = poll_votes::ActiveModel {
            poll_person_id: Set(person.id),
            poll_option_id: Set(option.id),
            answer: Set(answer),
            note: Set(String::new()),
            said_at: Set(app.now()),
            source: Set(AnswerSource::Link),
            written_by: Set(String::new()),
        };
        poll_votes::Entity::insert(vote)
            .exec_without_returning(app.db().read())
            .await
            .unwrap();
    }
    poll_people::Entity::update_many()
        .col_expr(poll_people::Column::AnsweredAt, Expr::value(app.now()))
        .col_expr(
            poll_people::Column::State,
            Expr::value(PollPersonState::Answered),
        )
        .filter(poll_people::Column::Id.eq(person.id))
        .exec(app.db().read())
        .await
        .unwrap();
}

/// So many people at once, as rows: `guest 000`, `guest 001` and so on.
async fn crowd(app: &TestApp, dates: &str, many: usize, state: PollPersonState) {
    let poll = poll(app, dates).await;
    let asked = (state == PollPersonState::Asked).then(|| app.now());
    let rows = (0..many).map(|at| poll_people::ActiveModel {
        id: Set(PollPersonId::fresh()),
        poll_id: Set(poll.id),
        seat_id: Set(None),
        organization_id: Set(None),
        person_id: Set(None),
        name: Set(format!("guest {at:03}")),
        address: Set(format!("guest{at:03}@example.org").parse().unwrap()),
        address_key: Set(format!("guest{at:03}@example.org")),
        attendance: Set(Attendance::Optional),
        any_of: Set(None),
        time_zone: Set(None),
        state: Set(state),
        note: Set(String::new()),
        asked_at: Set(asked),
        answered_at: Set(None),
        answer_source: Set(None),
        recorded_by: Set(String::new()),
        reminded: Set(0),
        reminded_at: Set(None),
        illustrative: Set(poll.illustrative),
        version: Set(1),
        created_at: Set(app.now()),
    });
    let rows: Vec<_> = rows.collect();
    for some in rows.chunks(200) {
        poll_people::Entity::insert_many(some.iter().cloned())
            .exec_without_returning(app.db().read())
            .await
            .unwrap();
    }
}

/// Turns the poll, at the version it has.
async fn turn(app: &TestApp, staff: &mut Browser, dates: &str, how: &str) -> Page {
    let (page, _) = turn_and_mail(app, staff, dates, how).await;
    page
}

/// The same, and the mails it sends.
async fn turn_and_mail(
    app: &TestApp,
    staff: &mut Browser,
    dates: &str,
    how: &str,
) -> (Page, Vec<Envelope>) {
    let version = poll(app, dates).await.version.to_string();
    let page = staff
        .post(&format!("{dates}/{how}"), &[("version", &version)])
        .await;
    (page, app.mail().await)
}
