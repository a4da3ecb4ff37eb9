//! Moving times that people have answered is asked about first: what no longer counts, and who is asked again.

use chrono::TimeDelta;

use super::{
    guest::{ANN, asked},
    offered, poll, say, settings,
};

#[tokio::test]
async fn a_shift_of_answered_times_says_what_it_costs_and_asks() {
    let (app, mut staff, dates, _) = asked(&[]).await;
    say(&app, &dates, ANN, "yn").await;
    app.clock().advance(TimeDelta::minutes(1));
    let before = offered(&app, &dates).await;
    let (shift, version) = (
        format!("{dates}/options/shift"),
        poll(&app, &dates).await.version.to_string(),
    );
    let later = [("days", "7"), ("version", version.as_str())];
    staff
        .post(&shift, &later)
        .await
        .is(422)
        .see("2 answers to 2 times no longer count")
        .see("1 person who answered is asked again")
        .see("Move all a week later all the same");
    assert_eq!(offered(&app, &dates).await, before);
    let confirmed = [later[0], later[1], ("confirm", "yes")];
    let moved = staff.post(&shift, &confirmed).await;
    assert_eq!(moved.is(303).location(), format!("{dates}/asking"));
    assert_ne!(offered(&app, &dates).await[0].id, before[0].id);
    staff
        .get(&format!("{dates}/asking"))
        .await
        .see("1 person gets a mail at once:</strong> ann.")
        .see("New times: ")
        .see("Tue 19 Jan 2027");
    assert!(app.mail().await.is_empty());
}

#[tokio::test]
async fn another_length_of_answered_times_is_asked_about_with_everything_typed_kept() {
    let (app, mut staff, dates, _) = asked(&[]).await;
    let page = format!("{dates}/settings");
    let send = async |staff: &mut crate::support::Browser, changed: &[(&str, &str)]| {
        let version = poll(&app, &dates).await.version.to_string();
        let mut form = settings(changed);
        form.push(("version", &version));
        staff.post(&page, &form).await
    };
    // Nobody has answered yet: nothing is lost.
    send(&mut staff, &[("minutes", "75")]).await.is(303);
    say(&app, &dates, ANN, "y").await;
    let before = offered(&app, &dates).await;
    send(&mut staff, &[("minutes", "60"), ("heads", "2")])
        .await
        .is(422)
        .see("1 answer to 2 times no longer counts")
        .see("Change the times all the same")
        .see("name=\"minutes\" type=\"text\" value=\"60\"")
        .see("name=\"heads\" type=\"text\" value=\"2\"");
    assert_eq!(offered(&app, &dates).await, before);
    assert_eq!(poll(&app, &dates).await.minutes, 75);
    send(&mut staff, &[("minutes", "60"), ("confirm", "yes")])
        .await
        .is(303);
    let after = &offered(&app, &dates).await[0];
    assert_eq!(after.ends_at - after.starts_at, TimeDelta::minutes(60));
}
