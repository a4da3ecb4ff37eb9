//! No dead link: every address that a page leads to answers, starting from Today and from the
//! public start page, with the sample data loaded.

use std::collections::{BTreeMap, BTreeSet};

use roundtable::{partnerships, values::Role};

use crate::support::{Browser, TestApp};

/// Most pages to look at of each shape (`/goals/ID/matches` is one shape).
const PER_SHAPE: usize = 3;

/// The address with ids, codes and queries put aside, so that a thousand city pages count as one shape.
fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path
        .split('/')
        .map(|part| {
            if part.len() > 20 || part.bytes().any(|b| b.is_ascii_digit()) {
                "ID"
            } else {
                part
            }
        })
        .collect();
    let keys: Vec<&str> = query
        .split('&')
        .filter_map(|pair| pair.split('=').next())
        .collect();
    format!("{}?{}", parts.join("/"), keys.join("&"))
}

fn links(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for mark in ["href=\"", "src=\""] {
        for piece in html.split(mark).skip(1) {
            let link = piece.split('"').next().unwrap();
            let link = link.replace("&#38;", "&").replace("&amp;", "&");
            let link = link
                .strip_prefix("http://roundtable.test")
                .unwrap_or(&link)
                .to_owned();
            let link = link.split('#').next().unwrap().to_owned();
            if link.starts_with('/') && !link.starts_with("//") {
                found.insert(link);
            }
        }
    }
    found
}

/// Where the forms of a page that change something lead.
fn posts(html: &str) -> BTreeSet<String> {
    let forms = html.split("<form").skip(1);
    let forms = forms.map(|rest| rest.split('>').next().unwrap());
    let changing = forms.filter(|form| form.contains("method=\"post\""));
    let action = |form: &str| -> Option<String> {
        let rest = form.split("action=\"").nth(1)?;
        Some(rest.split('"').next()?.to_owned())
    };
    changing.filter_map(action).collect()
}

/// What was looked at: how many pages, and where their forms lead that change something.
struct Crawled {
    pages: usize,
    posts: BTreeSet<String>,
}

async fn crawl(browser: &mut Browser, start: &[&str]) -> Crawled {
    let mut queue: Vec<(String, String)> = start
        .iter()
        .map(|path| ((*path).to_owned(), "(start)".to_owned()))
        .collect();
    let mut seen = BTreeSet::new();
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    let mut dead = Vec::new();
    let mut forms = BTreeSet::new();
    while let Some((path, from)) = queue.pop() {
        let of_shape = shapes.entry(shape(&path)).or_default();
        if *of_shape >= PER_SHAPE || !seen.insert(path.clone()) {
            continue;
        }
        *of_shape += 1;
        let page = browser.get(&path).await;
        if page.status >= 400 {
            dead.push(format!("{} {path} (from {from})", page.status));
        } else if (300..400).contains(&page.status) {
            queue.push((page.location().to_owned(), path));
        } else {
            forms.extend(posts(&page.body));
            queue.extend(
                links(&page.body)
                    .into_iter()
                    .map(|link| (link, path.clone())),
            );
        }
    }
    assert!(dead.is_empty(), "dead links:\n{}", dead.join("\n"));
    Crawled {
        pages: seen.len(),
        posts: forms,
    }
}

#[tokio::test]
async fn every_link_of_staff_answers() {
    let app = TestApp::with_sample().await;
    let mut admin = app.staff(Role::Administrator).await;
    let looked_at = crawl(&mut admin, &["/today"]).await.pages;
    assert!(looked_at > 60, "only {looked_at} pages were found");
}

/// Who only reads is offered nothing that would be refused, neither a link nor a form.
#[tokio::test]
async fn every_link_of_a_viewer_answers_and_no_form_is_offered() {
    let app = TestApp::with_sample().await;
    let mut viewer = app.staff(Role::Viewer).await;
    let crawled = crawl(&mut viewer, &["/today"]).await;
    assert!(
        crawled.pages > 60,
        "only {} pages were found",
        crawled.pages
    );
    // What is their own, and what is anybody's.
    let open = |action: &&String| {
        ["/sign-out", "/settings", "/g/"]
            .iter()
            .any(|start| action.starts_with(start))
    };
    let refused: Vec<&String> = crawled.posts.iter().filter(|each| !open(each)).collect();
    assert!(refused.is_empty(), "offered, and refused: {refused:?}");
}

#[tokio::test]
async fn every_link_of_a_lead_answers() {
    let app = TestApp::with_sample().await;
    for slug in [
        "bay-crossing-integration-table-example",
        "ocean-state-working-cities-team-providence-example",
    ] {
        let table = partnerships::by_slug(app.db().read(), slug).await;
        let mut lead = app.lead(table.unwrap().unwrap().id).await;
        let crawled = crawl(&mut lead, &["/today"]).await;
        assert!(
            crawled.pages > 20,
            "only {} pages were found",
            crawled.pages
        );
        let staffs = |action: &&String| {
            let own = ["/goals/", "/partnerships/", "/settings", "/sign-out", "/g/"];
            !own.iter().any(|start| action.starts_with(start))
        };
        let refused: Vec<&String> = crawled.posts.iter().filter(staffs).collect();
        assert!(refused.is_empty(), "offered, and refused: {refused:?}");
    }
}

#[tokio::test]
async fn every_link_of_the_public_answers() {
    let app = TestApp::with_sample().await;
    let looked_at = crawl(&mut app.visitor(), &["/", "/open"]).await.pages;
    assert!(looked_at > 10, "only {looked_at} pages were found");
}
