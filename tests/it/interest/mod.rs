//! Registering interest: from the public form through the mail to the reviewer's decision.

mod confirm;
mod form;
mod purge;
mod review;

use roundtable::{
    entities::{goals, interests},
    mail::Envelope,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::support::{Browser, Page, TestApp};

/// The sample goal these tests register for; its public address comes from the database.
pub(crate) const GOAL: &str = "Opportunity youth reconnected to school or work";

pub(crate) async fn goal_path(app: &TestApp) -> String {
    let goal = goals::Entity::find()
        .filter(goals::Column::Title.eq(GOAL))
        .filter(goals::Column::OpenForInterest.eq(true))
        .one(app.db().read())
        .await
        .unwrap()
        .unwrap();
    format!("/g/{}/interest", goal.slug)
}

/// A filled form; what `with` holds replaces the field of that name.
pub(crate) fn filled<'a>(with: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("name", "Robin Example"),
        ("email", "robin@lantern-street.example.org"),
        ("organization", "Lantern Street Fund (example)"),
        ("role", "Program director"),
        ("kind", "invest"),
        ("products", "grant"),
        ("products", "pri_loan"),
        ("amount_low", "250k"),
        ("amount_high", "$1.5m"),
        ("message", "We would like to hear about the loan part."),
        ("consent", "yes"),
        ("referral", ""),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| with.iter().all(|(other, _)| other != name));
    kept.chain(with.iter().copied()).collect()
}

pub(crate) async fn send(app: &TestApp, with: &[(&str, &str)]) -> Page {
    let path = goal_path(app).await;
    app.visitor().post(&path, &filled(with)).await
}

/// The path of the link in a confirmation mail.
pub(crate) fn link_in(mail: &Envelope) -> String {
    let start = "http://roundtable.test";
    let at = mail
        .text
        .find(&format!("{start}/interest/confirm/"))
        .unwrap_or_else(|| panic!("no link in {}", mail.text));
    let link = mail.text[at + start.len()..].lines().next().unwrap();
    assert!(mail.html.contains(link), "{}", mail.html);
    link.trim().to_owned()
}

/// Sends the form and takes the link out of the mail it leads to.
pub(crate) async fn send_and_read(app: &TestApp, with: &[(&str, &str)]) -> String {
    send(app, with).await.is(303);
    let mails = app.mail().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    link_in(&mails[0])
}

/// A registration that waits for review, by its organization's name.
pub(crate) async fn confirmed(app: &TestApp, with: &[(&str, &str)]) -> String {
    let link = send_and_read(app, with).await;
    app.visitor().post(&link, &[]).await.is(303);
    let rows = rows(app).await;
    let row = rows
        .iter()
        .find(|row| row.confirm_token_hash == Some(hash_of(&link)))
        .unwrap();
    format!("/interest/{}", row.id)
}

pub(crate) fn hash_of(link: &str) -> String {
    roundtable::auth::tokens::hash(link.rsplit('/').next().unwrap())
}

pub(crate) async fn rows(app: &TestApp) -> Vec<interests::Model> {
    interests::Entity::find()
        .all(app.db().read())
        .await
        .unwrap()
}

/// The version that a page's forms carry.
pub(crate) fn version(page: &Page) -> String {
    let start = "name=\"version\" value=\"";
    let at = page.body.find(start).expect("a form with a version") + start.len();
    page.body[at..].split('"').next().unwrap().to_owned()
}

pub(crate) async fn open(staff: &mut Browser, path: &str) -> (Page, String) {
    let page = staff.get(path).await;
    page.is(200);
    let version = version(&page);
    (page, version)
}
