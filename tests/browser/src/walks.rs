//! Stretches of a journey that several kinds of screens walk: signing in, planning a convening, registering interest.

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use crate::contract as on_page;
use crate::{Browser, Demo};

/// Opens the printed link and signs in by its button.
pub async fn sign_in(browser: &Browser, demo: &Demo) -> Result<()> {
    browser.go(&demo.sign_in).await?;
    browser.check("sign-in").await?;
    browser.press(on_page::SIGN_IN).await?;
    let mut path = browser.path().await?;
    // A busy machine takes its time between the press and the next page.
    for _ in 0..50 {
        if path == on_page::TODAY {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        path = browser.path().await?;
    }
    ensure!(path == on_page::TODAY, "signed in to {path}");
    browser.check("today").await
}

/// From Today to the goal's page, which must show its curve and its capital stack.
pub async fn open_goal(browser: &Browser) -> Result<String> {
    browser.follow("Goals").await?;
    browser.check("goals").await?;
    browser.follow(on_page::GOAL).await?;
    browser.expect(on_page::GOAL).await?;
    browser.expect_element("svg").await?;
    browser.expect_element("table").await?;
    for word in on_page::STACK_WORDS {
        browser.expect(word).await?;
    }
    browser.check("goal").await?;
    browser.path().await
}

/// From the goal's page to a saved convening with three guests; answers the convening's path.
pub async fn plan_a_convening(browser: &Browser) -> Result<String> {
    browser.follow("Matches").await?;
    browser.expect("Eligible").await?;
    browser.check("matches").await?;
    browser.tick_first(on_page::PICK, 3).await?;
    browser.press(on_page::PLAN).await?;
    for (name, value) in on_page::CONVENING {
        browser.fill(name, value).await?;
    }
    browser.check("convening-form").await?;
    browser.fill("local_start", on_page::SKIPPED_START).await?;
    browser.press(on_page::SAVE_CONVENING).await?;
    browser.expect(on_page::PROBLEM).await?;
    browser.check("convening-refused").await?;
    for (name, value) in on_page::CONVENING {
        browser.fill(name, value).await?;
    }
    browser.press(on_page::SAVE_CONVENING).await?;
    let (_, title) = on_page::CONVENING[0];
    browser.expect_heading(title).await?;
    browser.check("convening").await?;
    browser.path().await
}

/// From a goal to a convening with one guest who is invited; answers the convening's path.
pub async fn invite(staff: &Browser) -> Result<String> {
    open_goal(staff).await?;
    let path = plan_a_convening(staff).await?;
    staff.go(&format!("{path}/invitations/addresses")).await?;
    staff.fill("name", "Robin Example").await?;
    staff
        .fill("email", "robin@lantern-street.example.org")
        .await?;
    staff.press(on_page::USE_ADDRESS).await?;
    staff.go(&format!("{path}/outbox")).await?;
    staff.press(on_page::SEND).await?;
    Ok(path)
}

/// The link to the guest's page in the newest invitation.
pub async fn guest_link(staff: &Browser) -> Result<String> {
    let (_, title) = on_page::CONVENING[0];
    for _ in 0..5 {
        staff.go(on_page::MAILBOX).await?;
        if staff.follow(title).await.is_ok() {
            return staff.link_to(on_page::GUEST_PATH).await;
        }
    }
    bail!("no invitation came")
}

/// Downloads the calendar file of the convening in the window and answers its text.
pub async fn calendar_file(browser: &Browser) -> Result<String> {
    let target = browser.target(on_page::CALENDAR_LINK).await?;
    let answer = browser.fetch(&target).await?;
    ensure!(answer.status == 200, "{target} answered {}", answer.status);
    let calendar = answer
        .head
        .to_lowercase()
        .contains("content-type: text/calendar");
    ensure!(calendar, "{target} is not a calendar: {}", answer.head);
    Ok(answer.body)
}

/// From the public list of goals to the page that says "look into your mail".
pub async fn register_interest(browser: &Browser) -> Result<()> {
    browser.go(on_page::PUBLIC_GOALS).await?;
    browser.check("open-goals").await?;
    browser.follow(on_page::GOAL).await?;
    browser.check("open-goal").await?;
    browser.follow(on_page::REGISTER).await?;
    browser.check("interest-form").await?;
    browser.press(on_page::REGISTER).await?;
    browser.expect(on_page::PROBLEM).await?;
    browser.check("interest-refused").await?;
    for (name, value) in on_page::INTEREST {
        browser.fill(name, value).await?;
    }
    browser.fill(on_page::CONSENT, "").await?;
    browser.press(on_page::REGISTER).await?;
    browser.expect("mail").await?;
    browser.check("interest-sent").await
}

/// The link of the confirmation mail, read by somebody who is signed in. The mail leaves a moment after the form is sent.
pub async fn mailed_link(staff: &Browser) -> Result<String> {
    let mut tries = 0;
    loop {
        staff.go(on_page::MAILBOX).await?;
        match staff.follow(on_page::CONFIRM_SUBJECT).await {
            Ok(()) => break,
            Err(error) if tries == 4 => return Err(error.context("no confirmation mail came")),
            Err(_) => tries += 1,
        }
    }
    staff.check("mail").await?;
    staff.link_to(on_page::CONFIRM_PATH).await
}

/// From the link in the mail to a confirmed registration.
pub async fn confirm_interest(guest: &Browser, link: &str) -> Result<()> {
    guest.go(link).await.context("open the link of the mail")?;
    guest.check("interest-confirm").await?;
    guest.press(on_page::CONFIRM).await?;
    guest.expect("confirmed").await?;
    guest.check("interest-confirmed").await
}

/// Types a statement into the form of a new goal: what the rules say of it comes beside the field and goes again, while
/// the page stays, and with it the cursor and what is typed.
pub async fn draft_with_advice(browser: &Browser) -> Result<()> {
    browser.go("/goals/new").await?;
    browser.call(MARK, vec![]).await?;
    browser
        .fill(on_page::STATEMENT, on_page::READS_LIKE_WORK)
        .await?;
    browser.expect(on_page::WORK_ADVICE).await?;
    let seen = browser
        .call(ADVICE, vec![json!(on_page::STATEMENT)])
        .await?;
    ensure!(seen["stayed"] == json!(true), "the page was loaded again");
    ensure!(
        seen["focused"] == json!(on_page::STATEMENT),
        "the cursor left the field: {seen}"
    );
    ensure!(seen["typed"] == json!(on_page::READS_LIKE_WORK), "{seen}");
    let beside = seen["beside"].as_str().unwrap_or_default();
    ensure!(
        beside.contains(on_page::WORK_ADVICE),
        "not beside the field: {seen}"
    );
    browser.check("goal-advice").await?;
    browser
        .fill(on_page::STATEMENT, on_page::READS_LIKE_RESULT)
        .await?;
    for _ in 0..50 {
        let seen = browser
            .call(ADVICE, vec![json!(on_page::STATEMENT)])
            .await?;
        let beside = seen["beside"].as_str().unwrap_or_default();
        if seen["stayed"] == json!(true) && !beside.contains(on_page::WORK_ADVICE) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("the advice stays although the statement was mended")
}

const MARK: &str = "window.stays = true; arguments[arguments.length - 1](null);";

const ADVICE: &str = r"
    const [name, done] = arguments;
    const field = document.querySelector(`main [name=${name}]`);
    done({
      stayed: window.stays === true,
      focused: document.activeElement?.name ?? '',
      typed: field?.value ?? '',
      beside: document.querySelector(`#find-${name}`)?.textContent ?? '',
    });
";

/// Gives a goal the longest texts its forms take and adds lines to its stack, by sending its own forms from within the
/// page: every field keeps what it holds, and long ones are filled up.
pub async fn overfill(browser: &Browser, goal: &str, lines: usize) -> Result<()> {
    let sent = browser
        .call(OVERFILL, vec![json!(goal), json!(lines)])
        .await?;
    ensure!(sent == json!("done"), "filling {goal}: {sent}");
    Ok(())
}

const OVERFILL: &str = r"
    const [goal, lines, done] = arguments;
    const words = 'Every young person has a grown-up who calls back, a way to work and a place to be. ';
    const long = n => words.repeat(Math.ceil(n / words.length)).slice(0, n).trim();
    const most = {title: 160, result_statement: 600, story: 4000, equity_note: 2000, what_works: 4000, purpose: 300, conditions: 1000, source: 300};
    async function open(path) {
      const page = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
      return [...page.querySelectorAll('main form[method=post]')].find(form => form.querySelector('textarea, select'));
    }
    async function send(form, change) {
      const data = new FormData(form);
      for (const select of form.querySelectorAll('select')) {
        const filled = [...select.options].find(option => option.value);
        if (!select.value && filled && !select.closest('.field')?.querySelector('.opt')) data.set(select.name, filled.value);
      }
      for (const [name, length] of Object.entries(most)) if (form.querySelector(`[name=${name}]`)) data.set(name, long(length));
      for (const [name, value] of Object.entries(change)) data.set(name, value);
      const answer = await fetch(form.getAttribute('action'), {method: 'POST', body: new URLSearchParams(data)});
      if (answer.status >= 400) throw new Error(`${form.getAttribute('action')} answered ${answer.status}: ${(await answer.text()).match(/class=.errors[^]*?<\/ul>/)}`);
    }
    (async () => {
      await send(await open(`${goal}/edit`), {});
      const form = await open(`${goal}/lines/new`);
      for (let at = 0; at < lines; at++) await send(form, {amount: `${at + 1}.25m`, product: 'grant', layer: 'grant'});
      return 'done';
    })().then(done, fault => done(String(fault)));
";
