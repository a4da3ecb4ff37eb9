//! The demo's mailbox: read back what was sent, only in the demo, only by its names.

use std::sync::Arc;

use roundtable::{
    mail::{self, Draft, MailAddress, Transport},
    values::Role,
    web::Settings,
};

use crate::support::TestApp;

/// The test application with its mail in a folder, as the demo has it.
async fn demo() -> (TestApp, tempfile::TempDir) {
    let mut app = TestApp::new().await;
    let folder = tempfile::tempdir().unwrap();
    let address = MailAddress::Folder(folder.path().to_owned());
    app.app.transport = Transport::open(&address, "Roundtable <hello@roundtable.test>").unwrap();
    app.app.state.settings = Arc::new(Settings {
        demo_mailbox: Some(folder.path().to_owned()),
        incoming: roundtable::web::IncomingMail::default(),
        reply_domain: "roundtable.example".to_owned(),
        ..(*app.app.state.settings).clone()
    });
    (app, folder)
}

async fn send(app: &TestApp, subject: &str, text: &str) {
    let draft = Draft::plain(
        "robin@example.org".parse().unwrap(),
        subject.to_owned(),
        text.to_owned(),
        "<p>html</p>".to_owned(),
    );
    app.db()
        .write(async |txn| mail::enqueue(txn, &draft, app.now()).await)
        .await
        .unwrap();
    app.app.workers().drain().await.unwrap();
}

#[tokio::test]
async fn mail_is_listed_newest_first_and_read() {
    let (app, _folder) = demo().await;
    let mut staff = app.staff(Role::Administrator).await;
    staff
        .get("/demo/mailbox")
        .await
        .is(200)
        .see("Nothing has been sent yet.");
    send(&app, "Older", "text").await;
    let text = "Grüße,\n\nconfirm: http://roundtable.test/confirm/abc.\nNot http://evil.test/x or \
        http://roundtable.test.evil.test/ <b>x</b>\n";
    send(&app, "Newer & better", text).await;
    let list = staff.get("/demo/mailbox").await;
    list.see("robin@example.org").see("Newer &#38; better");
    assert!(list.body.find("Newer").unwrap() < list.body.find("Older").unwrap());
    let letter = staff.get(&list.link("/demo/mailbox/")).await;
    letter
        .is(200)
        .see("Roundtable &#60;hello@roundtable.test&#62;")
        .see("Grüße,")
        .see("<a href=\"http://roundtable.test/confirm/abc\">http://roundtable.test/confirm/abc</a>.")
        .not_see("href=\"http://evil.test")
        .not_see("href=\"http://roundtable.test.evil")
        .not_see("<b>x</b>");
}

#[tokio::test]
async fn no_name_leads_out_of_the_folder() {
    let (app, folder) = demo().await;
    let mut staff = app.staff(Role::Administrator).await;
    std::fs::write(folder.path().join("other.eml"), "Subject: Other\r\n\r\nx").unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    staff.get("/demo/mailbox").await.is(200).not_see("Other");
    for name in [
        "other",
        "other.eml",
        "secret.txt",
        "..%2Fsecret.txt",
        "%2Fetc%2Fpasswd",
        "00000000-0000-7000-8000-000000000000",
    ] {
        staff.get(&format!("/demo/mailbox/{name}")).await.is(404);
    }
    app.visitor().get("/demo/mailbox").await.is(303);
}

#[tokio::test]
async fn only_administrators_read_the_mailbox() {
    let (app, _folder) = demo().await;
    send(&app, "Yours alone", "text").await;
    let mut admin = app.staff(Role::Administrator).await;
    let list = admin.get("/demo/mailbox").await;
    let letter = list.link("/demo/mailbox/");
    admin.get("/settings").await.see("href=\"/demo/mailbox\"");
    let mut officer = app.staff(Role::ProgramOfficer).await;
    officer.get("/demo/mailbox").await.is(403).not_see("Yours");
    officer.get(&letter).await.is(403).not_see("Yours");
    officer.get("/settings").await.not_see("/demo/mailbox");
}

#[tokio::test]
async fn outside_the_demo_there_is_no_mailbox() {
    let app = TestApp::new().await;
    let mut staff = app.staff(Role::Administrator).await;
    staff.get("/demo/mailbox").await.is(404);
    let name = "/demo/mailbox/00000000-0000-7000-8000-000000000000";
    staff.get(name).await.is(404);
    staff.get("/settings").await.not_see("/demo/mailbox");
}
