//! A client that behaves like a browser where it matters: it keeps cookies, says where its forms
//! come from, and follows redirects only when told to.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, header},
};
use tower::ServiceExt;

/// What came back.
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Fails unless the page shows this text (as written in HTML).
    #[track_caller]
    pub fn see(&self, text: &str) -> &Self {
        assert!(
            self.body.contains(text),
            "{text:?} is not on the page ({}):\n{}",
            self.status,
            self.body
        );
        self
    }

    /// Fails if the page shows this text.
    #[track_caller]
    pub fn not_see(&self, text: &str) -> &Self {
        assert!(
            !self.body.contains(text),
            "{text:?} is on the page:\n{}",
            self.body
        );
        self
    }

    /// Fails unless this is the status.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// What the form on the page sends unseen under this name.
    #[track_caller]
    pub fn held(&self, name: &str) -> String {
        let field = format!("name=\"{name}\" value=\"");
        let rest = self.body.split_once(&field);
        let (_, rest) = rest.unwrap_or_else(|| panic!("no field {name}: {}", self.body));
        rest.split('"').next().unwrap().to_owned()
    }

    /// The first address on the page that begins with `start`.
    #[track_caller]
    pub fn link(&self, start: &str) -> String {
        let quoted = format!("\"{start}");
        let at = self
            .body
            .find(&quoted)
            .unwrap_or_else(|| panic!("no link {start}: {}", self.body));
        self.body[at + 1..]
            .split('"')
            .next()
            .unwrap()
            .replace("&#38;", "&")
            .replace("&amp;", "&")
    }
}

/// One browser with its cookies.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// Sent with every request, e.g. `x-forwarded-for`.
    pub extra: Vec<(&'static str, String)>,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            extra: Vec::new(),
        }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, None, &[]).await
    }

    /// Asks for one part of a page, as the interaction module does.
    pub async fn get_part(&mut self, path: &str, part: &str) -> Page {
        self.send(Method::GET, path, None, &[("x-partial", part)])
            .await
    }

    pub async fn head(&mut self, path: &str) -> Page {
        self.send(Method::HEAD, path, None, &[]).await
    }

    /// Sends a form; a field may be repeated.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(
            Method::POST,
            path,
            Some(encode(fields)),
            &[("sec-fetch-site", "same-origin")],
        )
        .await
    }

    /// Sends JSON, as a script of our own page does.
    pub async fn post_json(&mut self, path: &str, body: &str) -> Page {
        let headers = [
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/json"),
        ];
        self.send(Method::POST, path, Some(body.to_owned()), &headers)
            .await
    }

    /// Posts as a program does that is no browser: it says nothing of where it comes from.
    pub async fn post_as_program(&mut self, path: &str, body: &str) -> Page {
        self.send(Method::POST, path, Some(body.to_owned()), &[])
            .await
    }

    /// Sends what is typed so far and asks for some parts of the page, as the interaction module does.
    pub async fn post_part(&mut self, path: &str, fields: &[(&str, &str)], parts: &str) -> Page {
        let headers = [("sec-fetch-site", "same-origin"), ("x-partial", parts)];
        self.send(Method::POST, path, Some(encode(fields)), &headers)
            .await
    }

    /// Sends a form as another site's page would.
    pub async fn post_from_elsewhere(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let from = [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://elsewhere.test"),
        ];
        self.send(Method::POST, path, Some(encode(fields)), &from)
            .await
    }

    /// Sends a form and follows the redirect that a change answers with.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.post(path, fields).await;
        answer.is(303);
        self.get(answer.location()).await
    }

    /// Sends a form with a file, in parts; a name of "file" is the file.
    pub async fn upload(&mut self, path: &str, parts: &[(&str, &str)]) -> Page {
        let mut body = String::new();
        for (name, text) in parts {
            let file = if *name == "file" {
                "; filename=\"series.csv\""
            } else {
                ""
            };
            body.push_str("--edge\r\nContent-Disposition: form-data; name=\"");
            body.push_str(name);
            body.push_str(&["\"", file, "\r\n\r\n", text, "\r\n"].concat());
        }
        body.push_str("--edge--\r\n");
        let headers = [
            ("sec-fetch-site", "same-origin"),
            ("content-type", "multipart/form-data; boundary=edge"),
        ];
        self.send(Method::POST, path, Some(body), &headers).await
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<String>,
        headers: &[(&str, &str)],
    ) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "roundtable.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        for (name, value) in &self.extra {
            request = request.header(*name, value);
        }
        if !self.cookies.is_empty() {
            let jar: Vec<String> = self
                .cookies
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect();
            request = request.header(header::COOKIE, jar.join("; "));
        }
        let body = match body {
            Some(form) => {
                if !headers.iter().any(|(name, _)| *name == "content-type") {
                    let form = "application/x-www-form-urlencoded";
                    request = request.header(header::CONTENT_TYPE, form);
                }
                Body::from(form)
            }
            None => Body::empty(),
        };
        let response = self
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        self.keep_cookies(response.headers());
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 16 << 20).await.unwrap();
        Page {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() || line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn encode(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
