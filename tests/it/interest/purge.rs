//! What nobody confirmed is forgotten after seven days, and nothing else is.

use chrono::TimeDelta;
use roundtable::{entities::audit_entries, interest, values::RegistrationStatus};
use sea_orm::EntityTrait;

use super::{confirmed, rows, send, send_and_read};
use crate::support::TestApp;

async fn purge(app: &TestApp) -> u64 {
    let now = app.now();
    app.db()
        .write(async |txn| interest::purge_unconfirmed(txn, now).await)
        .await
        .unwrap()
}

#[tokio::test]
async fn only_the_unconfirmed_and_old_are_deleted() {
    let app = TestApp::with_sample().await;
    confirmed(&app, &[("email", "kept@lantern-street.example.org")]).await;
    send_and_read(&app, &[("email", "old@lantern-street.example.org")]).await;
    app.clock().advance(TimeDelta::days(6));
    send_and_read(&app, &[("email", "new@lantern-street.example.org")]).await;
    assert_eq!(purge(&app).await, 0);
    app.clock().advance(TimeDelta::days(1));
    assert_eq!(purge(&app).await, 1);
    let left: Vec<_> = rows(&app)
        .await
        .into_iter()
        .map(|row| (row.email.to_string(), row.status))
        .collect();
    assert_eq!(
        left,
        [
            (
                "kept@lantern-street.example.org".to_owned(),
                RegistrationStatus::Confirmed
            ),
            (
                "new@lantern-street.example.org".to_owned(),
                RegistrationStatus::Unconfirmed
            ),
        ]
    );
    let log = audit_entries::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    assert!(
        log.iter()
            .any(|entry| entry.summary == "Deleted 1 registration that was never confirmed.")
    );
}

#[tokio::test]
async fn a_mail_not_yet_sent_goes_with_it() {
    let app = TestApp::with_sample().await;
    send(&app, &[]).await.is(303);
    app.clock().advance(TimeDelta::days(7));
    roundtable::app::tidy(&app.app.state).await.unwrap();
    assert!(rows(&app).await.is_empty());
    assert!(app.mail().await.is_empty());
}
