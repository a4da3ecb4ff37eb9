//! Convenings in people's calendars: the download, the personal feed and its life.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarParameterName, ICalendarProperty,
};
use chrono::TimeDelta;
use jiff::Timestamp;
use roundtable::{
    entities::calendar_feeds,
    values::{Role, TimeZone, time_convert::to_timestamp},
};
use sea_orm::EntityTrait;

use crate::{
    convenings::{plan, stored},
    support::{Browser, Page, TestApp},
};

fn events(page: &Page) -> Vec<ICalendarComponent> {
    let calendar = ICalendar::parse(&page.body).expect("a parser that is not ours reads it");
    calendar
        .components
        .into_iter()
        .filter(|part| part.component_type.is_event())
        .collect()
}

/// The instant of a property, by its TZID or in UTC.
fn instant(event: &ICalendarComponent, property: &ICalendarProperty) -> Timestamp {
    let entry = event.property(property).unwrap();
    let time = entry.values[0].as_partial_date_time().unwrap();
    let part = |part: Option<u8>| i8::try_from(part.unwrap()).unwrap();
    let year = i16::try_from(time.year.unwrap()).unwrap();
    let local = jiff::civil::date(year, part(time.month), part(time.day)).at(
        part(time.hour),
        part(time.minute),
        part(time.second),
        0,
    );
    let zone = entry
        .parameter(&ICalendarParameterName::Tzid)
        .and_then(|zone| zone.as_text());
    let zone: TimeZone = zone.unwrap_or("UTC").parse().unwrap();
    zone.jiff().to_timestamp(local).unwrap()
}

/// Makes a subscription and answers the path of its feed.
async fn subscribe(browser: &mut Browser) -> String {
    let page = browser.post("/settings/calendar/feed", &[]).await;
    page.is(200).see("webcal://roundtable.test/feeds/");
    assert_eq!(page.headers["cache-control"], "private, no-store");
    page.link("http://roundtable.test/feeds/")
        .replace("http://roundtable.test", "")
}

/// Properties that would make a calendar answer, or tell who is invited.
fn is_no_invitation(page: &Page) {
    for absent in ["METHOD", "ORGANIZER", "ATTENDEE", "Ann Lee"] {
        page.not_see(absent);
    }
}

#[tokio::test]
async fn the_download_says_what_the_page_says() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let guest = [
        ("seat_org", ""),
        ("seat_name", "Ann Lee"),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
    ];
    let path = plan(&app, &mut staff, &guest).await;
    let file = staff.get(&format!("{path}/calendar.ics")).await;
    file.is(200);
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    assert_eq!(
        file.headers["content-disposition"],
        "attachment; filename=\"youth-funder-table.ics\""
    );
    file.see("DTSTART;TZID=America/Los_Angeles:20270318T093000\r\n")
        .see("BEGIN:VTIMEZONE\r\n");
    is_no_invitation(&file);
    let (row, read) = (stored(&app, &path).await, events(&file));
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].uid(), Some(row.uid.as_str()));
    assert_eq!(
        instant(&read[0], &ICalendarProperty::Dtstart),
        to_timestamp(row.starts_at).unwrap()
    );
    assert_eq!(
        instant(&read[0], &ICalendarProperty::Dtend),
        to_timestamp(row.ends_at).unwrap()
    );
    assert_eq!(
        instant(&read[0], &ICalendarProperty::Dtstamp),
        to_timestamp(row.stamped_at).unwrap()
    );
    // The web calendars get the same instants.
    staff
        .get(&path)
        .await
        .see("dates=20270318T163000Z%2F20270318T190000Z")
        .see("startdt=2027-03-18T16%3A30%3A00Z");
    app.visitor()
        .get(&format!("{path}/calendar.ics"))
        .await
        .is(303);
    staff.get("/convenings/nonsense/calendar.ics").await.is(404);
}

#[tokio::test]
async fn hours_around_a_clock_change_are_written_as_meant() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    for fold in ["earlier", "later"] {
        let night = [
            ("time_zone", "America/New_York"),
            ("local_start", "2026-11-01T01:30"),
            ("local_end", "2026-11-01T04:00"),
            ("start_fold", fold),
            ("accept_days", "yes"),
        ];
        let path = plan(&app, &mut staff, &night).await;
        let file = staff.get(&format!("{path}/calendar.ics")).await;
        let row = stored(&app, &path).await;
        assert_eq!(
            instant(&events(&file)[0], &ICalendarProperty::Dtstart),
            to_timestamp(row.starts_at).unwrap()
        );
    }
}

#[tokio::test]
async fn no_title_writes_a_line_of_its_own() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let hostile = [
        (
            "title",
            "Table\r\nATTENDEE:mailto:evil@x.example\u{2028}METHOD:CANCEL",
        ),
        ("summary", "One\r\nEND:VEVENT\r\nBEGIN:VEVENT\rUID:evil"),
        ("venue", "Library\nORGANIZER:mailto:evil@x.example"),
    ];
    let path = plan(&app, &mut staff, &hostile).await;
    let file = staff.get(&format!("{path}/calendar.ics")).await;
    let unfolded = file.body.replace("\r\n ", "");
    for line in unfolded.split("\r\n") {
        let name = line.split([':', ';']).next().unwrap();
        assert!(
            !["ATTENDEE", "METHOD", "ORGANIZER"].contains(&name),
            "{line}"
        );
    }
    let read = events(&file);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].uid(), Some(stored(&app, &path).await.uid.as_str()));
    staff.get("/convenings").await.not_see("\nATTENDEE");
}

#[tokio::test]
async fn a_feed_shows_what_has_a_date_and_names_nobody() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let guest = [
        ("seat_org", ""),
        ("seat_name", "Ann Lee"),
        ("seat_role", "funder"),
        ("seat_attendance", "must"),
    ];
    let path = plan(&app, &mut staff, &guest).await;
    plan(
        &app,
        &mut staff,
        &[("title", "Only an idea"), ("status", "idea")],
    )
    .await;
    staff
        .get("/settings/calendar")
        .await
        .see("You have no subscription yet");
    let feed = subscribe(&mut staff).await;
    // A calendar program: no session, any number of readings.
    let mut calendar = app.visitor();
    let first = calendar.get(&feed).await;
    first
        .is(200)
        .see("REFRESH-INTERVAL;VALUE=DURATION:PT1H")
        .not_see("Only an idea");
    is_no_invitation(&first);
    assert_eq!(
        first.headers["content-type"],
        "text/calendar; charset=utf-8"
    );
    assert_eq!(first.headers["cache-control"], "private, max-age=900");
    let read = events(&first);
    let row = stored(&app, &path).await;
    assert_eq!((read.len(), read[0].uid()), (1, Some(row.uid.as_str())));
    assert_eq!(
        instant(&read[0], &ICalendarProperty::Dtstart),
        to_timestamp(row.starts_at).unwrap()
    );
}

#[tokio::test]
async fn a_feed_answers_304_until_something_changes() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let feed = subscribe(&mut staff).await;
    let mut calendar = app.visitor();
    let first = calendar.get(&feed).await;
    let etag = first.headers["etag"].to_str().unwrap().to_owned();
    calendar.extra = vec![("if-none-match", etag.clone())];
    let again = calendar.get(&feed).await;
    again.is(304);
    assert_eq!(
        (again.headers["etag"].to_str().unwrap(), again.body.as_str()),
        (etag.as_str(), "")
    );
    staff
        .post(
            &format!("{path}/cancellation"),
            &[("reason", "Moved to autumn")],
        )
        .await
        .is(303);
    let changed = calendar.get(&feed).await;
    changed
        .is(200)
        .see("STATUS:CANCELLED")
        .see("SEQUENCE:1")
        .not_see("autumn");
    calendar.extra.clear();
    let head = calendar.head(&feed).await;
    head.is(200);
    assert_eq!(
        (head.headers["etag"].clone(), head.body.as_str()),
        (changed.headers["etag"].clone(), "")
    );
}

#[tokio::test]
async fn an_ended_feed_no_longer_answers() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let feed = subscribe(&mut staff).await;
    let mut calendar = app.visitor();
    calendar.get(&feed).await.is(200);
    staff
        .post("/settings/calendar/feed/revocation", &[])
        .await
        .is(303);
    calendar.get(&feed).await.is(404);
    staff
        .get("/settings/calendar")
        .await
        .see("You have no subscription yet")
        .not_see("webcal:");
    calendar.get("/feeds/unknown.ics").await.is(404);
    calendar.get(feed.trim_end_matches(".ics")).await.is(404);
}

#[tokio::test]
async fn a_new_address_ends_the_old_one_and_viewers_may_have_one() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let old = subscribe(&mut viewer).await;
    let new = subscribe(&mut viewer).await;
    app.visitor().get(&old).await.is(404);
    app.visitor().get(&new).await.is(200);
    let kept = calendar_feeds::Entity::find()
        .all(app.db().read())
        .await
        .unwrap();
    let secret = new.trim_start_matches("/feeds/").trim_end_matches(".ics");
    assert!(
        kept.iter().all(|feed| feed.token_hash != secret),
        "only a hash is kept"
    );
}

#[tokio::test]
async fn readings_are_noted_now_and_then() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let feed = subscribe(&mut staff).await;
    let last = async || {
        let kept = calendar_feeds::Entity::find()
            .one(app.db().read())
            .await
            .unwrap()
            .unwrap();
        kept.last_read_at
    };
    assert_eq!(last().await, None);
    let first = app.now();
    app.visitor().get(&feed).await.is(200);
    app.clock().advance(TimeDelta::minutes(14));
    app.visitor().get(&feed).await.is(200);
    assert_eq!(last().await, Some(first));
    app.clock().advance(TimeDelta::minutes(1));
    app.visitor().get(&feed).await.is(200);
    assert_eq!(last().await, Some(app.now()));
}

#[tokio::test]
async fn the_feed_lets_go_of_what_is_long_over() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[("title", "Cancelled table")]).await;
    let past = [
        ("title", "Past table"),
        ("local_start", "2026-10-06T09:30"),
        ("local_end", "2026-10-06T12:00"),
    ];
    plan(&app, &mut staff, &past).await;
    staff
        .post(&format!("{path}/cancellation"), &[("reason", "No quorum")])
        .await
        .is(303);
    let feed = subscribe(&mut staff).await;
    app.visitor()
        .get(&feed)
        .await
        .see("Cancelled table")
        .see("Past table");
    app.clock().advance(TimeDelta::days(14));
    app.visitor()
        .get(&feed)
        .await
        .see("Cancelled table")
        .not_see("Past table");
    app.clock().advance(TimeDelta::days(17));
    app.visitor()
        .get(&feed)
        .await
        .not_see("Cancelled table")
        .see("END:VCALENDAR");
}

#[tokio::test]
async fn a_sample_is_labelled_and_names_no_goal() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    let path = plan(&app, &mut staff, &[]).await;
    let file = staff.get(&format!("{path}/calendar.ics")).await;
    let text = file.body.replace("\r\n ", "");
    assert!(
        text.contains("\r\nSUMMARY:[Sample] Youth funder table\r\n"),
        "{text}"
    );
    assert!(
        text.contains("\r\nDESCRIPTION:Sample data: this meeting is made up.\\n\\nWho closes"),
        "{text}"
    );
    assert!(!text.contains("Opportunity youth reconnected"), "{text}");
    let page = staff.get(&path).await;
    page.see("text=%5BSample%5D%20Youth")
        .see("subject=%5BSample%5D%20Youth");
}

#[tokio::test]
async fn what_another_format_left_over_is_kept_and_not_told() {
    let app = TestApp::with_sample().await;
    let mut staff = app.staff(Role::ProgramOfficer).await;
    for (format, told, kept_back) in [
        ("virtual", "meet.example", "Public library"),
        ("call", "meet.example", "Public library"),
        ("site_visit", "Public library", "meet.example"),
    ] {
        let path = plan(
            &app,
            &mut staff,
            &[
                ("format", format),
                ("online_link", "https://meet.example/1"),
            ],
        )
        .await;
        staff.get(&path).await.see(told).not_see(kept_back);
        let file = staff.get(&format!("{path}/calendar.ics")).await;
        file.see(told).not_see(kept_back);
        staff
            .get(&format!("{path}/edit"))
            .await
            .see(told)
            .see(kept_back);
    }
}
