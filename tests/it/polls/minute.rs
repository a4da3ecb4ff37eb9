//! What is done once a minute, for every poll: those that come late in a long list, those beside one that fails, and those that
//! nobody ever decides.

use chrono::TimeDelta;
use roundtable::{
    entities::{convenings, date_polls, poll_busy_times},
    ids::PollId,
    scheduling::keep_polls,
    values::PollState,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::Expr,
};

use super::{
    begin,
    guest::{ANN, BO, asked, link},
    list, offer, poll, say, turn,
};

#[tokio::test]
async fn staff_are_told_of_a_poll_that_comes_after_five_hundred_others() {
    let (app, _, dates, _) = asked(&[]).await;
    let this = poll(&app, &dates).await;
    let rows = (1..=500_u128).map(|at| date_polls::ActiveModel {
        id: Set(PollId::from_u128(at)),
        created_at: Set(this.created_at - TimeDelta::days(1)),
        ..this.clone().into_active_model().reset_all()
    });
    let rows: Vec<_> = rows.collect();
    for some in rows.chunks(100) {
        date_polls::Entity::insert_many(some.iter().cloned())
            .exec_without_returning(app.db().read())
            .await
            .unwrap();
    }
    for who in [ANN, BO] {
        say(&app, &dates, who, "yy").await;
    }
    app.clock().advance(TimeDelta::minutes(10));
    keep_polls(&app.app.state).await.unwrap();
    let sent = app.mail().await;
    assert_eq!(sent.len(), 1);
    assert!(sent[0].subject.starts_with("Ready to decide"));
}

#[tokio::test]
async fn a_poll_that_fails_keeps_no_other_from_its_end() {
    let (app, mut staff, broken, _) = asked(&[("closes", "2026-11-25T12:00")]).await;
    let dates = begin(&app, &mut staff, &[("closes", "2026-11-25T13:00")]).await;
    offer(&mut staff, &dates, "2027-01-12T10:00").await.is(303);
    list(&mut staff, &dates, ANN, "must").await.is(303);
    turn(&app, &mut staff, &dates, "opening").await.is(303);
    // A row that cannot be read any more.
    convenings::Entity::update_many()
        .col_expr(convenings::Column::TimeZone, Expr::value("Nowhere/Land"))
        .filter(convenings::Column::Id.eq(poll(&app, &broken).await.convening_id))
        .exec(app.db().read())
        .await
        .unwrap();
    app.clock().advance(TimeDelta::days(5));
    keep_polls(&app.app.state).await.unwrap();
    app.mail().await;
    assert_eq!(poll(&app, &dates).await.state, PollState::Closed);
    assert_eq!(poll(&app, &broken).await.state, PollState::Open);
}

#[tokio::test]
async fn who_is_busy_is_forgotten_a_month_after_a_poll_closed() {
    const FILE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
        DTSTART:20270112T180000Z\r\nDTEND:20270112T190000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let (app, mut staff, dates, mails) = asked(&[]).await;
    let look = format!("{}/calendar", link(&mails, ANN));
    app.visitor().upload(&look, &[("file", FILE)]).await.is(303);
    let kept = async || {
        let all = poll_busy_times::Entity::find();
        all.all(app.db().read()).await.unwrap().len()
    };
    turn(&app, &mut staff, &dates, "closing").await.is(303);
    app.clock().advance(TimeDelta::days(29));
    keep_polls(&app.app.state).await.unwrap();
    assert_eq!(kept().await, 1, "a time may still be chosen");
    app.clock().advance(TimeDelta::days(2));
    keep_polls(&app.app.state).await.unwrap();
    assert_eq!(kept().await, 0);
    app.mail().await;
}
