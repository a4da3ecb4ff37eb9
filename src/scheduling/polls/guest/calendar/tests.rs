use std::net::IpAddr;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use url::Url;

use super::{fetch::fetch, reach::*, *};

#[test]
fn only_addresses_of_the_open_web_are_taken() {
    for good in [
        "https://calendar.example.org/me/basic.ics",
        " webcal://p42.example.com/x?y=1 ",
        "WEBCAL://example.com/a.ics",
        "https://93.184.215.14/a.ics",
    ] {
        let address = address(good).unwrap();
        assert_eq!(address.scheme(), "https", "{good}");
    }
    for bad in [
        "",
        "calendar.ics",
        "http://example.com/a.ics",
        "ftp://example.com/a.ics",
        "file:///etc/passwd",
        "https://user:secret@example.com/a.ics",
        "https://example.com:8443/a.ics",
        "gopher://example.com",
        "https://",
    ] {
        assert_eq!(address(bad), None, "{bad}");
    }
}

#[test]
fn private_networks_are_not_reached() {
    let public = |text: &str| is_public(text.parse::<IpAddr>().unwrap());
    for good in [
        "93.184.215.14",
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "2606:4700::1111",
        "2a00:1450:4001:80b::200e",
        "::ffff:8.8.8.8",
    ] {
        assert!(public(good), "{good}");
    }
    for bad in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
    ] {
        assert!(!public(bad), "{bad}");
    }
}

#[tokio::test]
async fn our_own_network_cannot_be_seen_through_us() {
    for own in [
        "https://127.0.0.1/a.ics",
        "https://localhost/a.ics",
        "https://[::1]/a.ics",
        "https://169.254.169.254/latest",
        "https://2130706433/",
        "https://[::ffff:10.0.0.1]/",
    ] {
        assert_eq!(fetched(own).await, Err(Refused::Private), "{own}");
    }
    assert_eq!(
        fetched("http://example.com/").await,
        Err(Refused::NoAddress)
    );
}

/// A server that gives each of these answers to one request, in order, and then hangs up.
async fn server(answers: Vec<String>) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        for answer in answers {
            let (mut wire, _) = listener.accept().await.unwrap();
            let mut asked = [0; 2048];
            let _ = wire.read(&mut asked).await;
            // A reader that has enough hangs up.
            let _ = wire.write_all(answer.as_bytes()).await;
        }
    });
    format!("http://{at}/a.ics?key=1").parse().unwrap()
}

fn answer(status: &str, header: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_published_calendar_is_fetched() {
    let at = server(vec![
        answer("302 Found", "Location: /other.ics", ""),
        answer("200 OK", "X: y", "BEGIN:VCALENDAR"),
    ])
    .await;
    assert_eq!(
        fetch(at, Reach::Anywhere).await,
        Ok(b"BEGIN:VCALENDAR".to_vec())
    );
}

#[tokio::test]
async fn redirects_end_and_lead_nowhere_private() {
    let around = vec![answer("301 Moved Permanently", "Location: /a.ics", ""); 9];
    assert_eq!(
        fetch(server(around).await, Reach::Anywhere).await,
        Err(Refused::Astray)
    );
    // To an address that is not of the open web: as strict as at the start.
    let out = "http://example.com/a.ics".parse().unwrap();
    assert_eq!(fetch(out, Reach::Public).await, Err(Refused::Astray));
}

#[tokio::test]
async fn what_is_no_calendar_or_too_large_is_told() {
    let gone = server(vec![answer("404 Not Found", "X: y", "no")]).await;
    assert_eq!(
        fetch(gone, Reach::Anywhere).await,
        Err(Refused::Answered(404))
    );
    let large = server(vec![answer("200 OK", "X: y", &"x".repeat(LARGEST + 1))]).await;
    assert_eq!(fetch(large, Reach::Anywhere).await, Err(Refused::TooLarge));
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = format!("http://{}/", silent.local_addr().unwrap())
        .parse()
        .unwrap();
    drop(silent);
    assert_eq!(fetch(at, Reach::Anywhere).await, Err(Refused::Unreachable));
}
