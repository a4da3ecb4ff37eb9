//! The harness tried on pages made for it, so that a green journey means something: each check finds what it is for.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Driver, Screen};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const GOOD: &str = r#"<!doctype html><html lang="en"><head><title>A form</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { background: white; color: black } p { overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) { body { background: black; color: white } a { color: white } }</style>
<script>addEventListener('DOMContentLoaded', () => document.title = 'Scripts run')</script></head>
<body><main><h1>Say it</h1><p>See <a href="/bad">the bad page</a>.</p>
<form action="/said" method="get">
<p><label for="t">Title</label> <input id="t" name="title"></p>
<p><label for="w">When</label> <input id="w" name="when" type="datetime-local"></p>
<p><label for="f">Format</label> <select id="f" name="format"><option value="a">A</option><option value="b">B</option></select></p>
<fieldset><legend>Pick</legend><label><input type="checkbox" name="pick" value="1"> One</label>
<label><input type="checkbox" name="pick" value="2"> Two</label></fieldset>
<button>Save it</button></form></main></body></html>"#;

const BAD: &str = r#"<!doctype html><html lang="en"><head><title>Bad</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Bad</h1><img src="/x.png"><div style="width: 2000px">wide</div></main></body></html>"#;

async fn serve() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    Ok(base)
}

async fn answer(mut stream: TcpStream) -> Result<()> {
    let mut request = vec![0; 8192];
    let length = stream.read(&mut request).await?;
    let request = String::from_utf8_lossy(&request[..length]).into_owned();
    let path = request.split(' ').nth(1).unwrap_or("/");
    let page = match path {
        "/bad" => BAD.to_owned(),
        "/" => GOOD.to_owned(),
        other => format!(
            "<!doctype html><title>Said</title><h1>{}</h1>",
            other.replace('&', "&amp;")
        ),
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: who=me\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        page.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(page.as_bytes()).await?;
    Ok(())
}

#[tokio::test]
async fn steps_do_what_they_say_with_and_without_scripts() -> Result<()> {
    let (base, driver) = (serve().await?, Driver::start().await?);
    for screen in [Screen::Desktop, Screen::NoScript] {
        let browser = Browser::open(&driver, &base, screen).await?;
        browser.go("/").await?;
        browser.check("harness").await?;
        browser.fill("title", "Ready").await?;
        browser.fill("when", "2027-03-18T09:30").await?;
        browser.fill("format", "b").await?;
        ensure!(
            browser.tick_first("input[name=pick]", 1).await? == 2,
            "two boxes"
        );
        browser.press("Save it").await?;
        browser
            .expect_heading("/said?title=Ready&when=2027-03-18T09%3A30&format=b&pick=1")
            .await?;
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn screens_are_what_they_are_called() -> Result<()> {
    let (base, driver) = (serve().await?, Driver::start().await?);
    let desktop = Browser::open(&driver, &base, Screen::Desktop).await?;
    desktop.go("/").await?;
    for (screen, scripts, dark, width) in [
        (Screen::Desktop, true, false, 1440),
        (Screen::Dark, true, true, 1440),
        (Screen::Phone, true, false, 390),
        (Screen::SmallPhone, true, false, 320),
        (Screen::NoScript, false, false, 1440),
    ] {
        let browser = desktop.on(&driver, screen).await?;
        browser.go("/").await?;
        ensure!(
            (browser.title().await? == "Scripts run") == scripts,
            "scripts on {screen:?}"
        );
        ensure!(
            browser.matches("(prefers-color-scheme: dark)").await? == dark,
            "dark on {screen:?}"
        );
        let fits = format!("(width: {width}px)");
        ensure!(
            browser.matches(&fits).await?,
            "{screen:?} is not {width} px wide"
        );
        ensure!(
            browser.fetch("/").await?.body == GOOD,
            "fetches as the same person"
        );
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn checks_find_what_they_are_for() -> Result<()> {
    let (base, driver) = (serve().await?, Driver::start().await?);
    for screen in [Screen::Desktop, Screen::Phone, Screen::NoScript] {
        let browser = Browser::open(&driver, &base, screen).await?;
        browser.go("/").await?;
        browser.check("harness").await?;
        browser.follow("the bad page").await?;
        let rules: Vec<String> = browser
            .axe()
            .await?
            .into_iter()
            .map(|found| found.rule)
            .collect();
        ensure!(rules == ["image-alt"], "{screen:?}: {rules:?}");
        ensure!(
            browser.no_overflow().await.is_err(),
            "{screen:?} lets a wide page through"
        );
        ensure!(
            browser.press("Nothing").await.is_err(),
            "{screen:?} presses what is not there"
        );
        ensure!(
            browser.expect("Nothing").await.is_err(),
            "{screen:?} sees what is not there"
        );
        browser.close().await?;
    }
    Ok(())
}
