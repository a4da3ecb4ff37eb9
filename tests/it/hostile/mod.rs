//! Every form a person can send is thrown the same hostile values: texts that are too long, at the limit and of every
//! script, markup, amounts below zero and of 15 digits, days that no calendar here has, choices and keys that are not
//! offered. Each is refused beside its field with everything typed kept, or saved and read back as it was typed.

mod acts;
mod directory;
mod goals;
mod guests;
mod house;
mod kind;
mod numbers;
mod tables;

use crate::support::{Browser, Page};
use kind::{Kind, NOBODY, TEXT, TURNED};

/// Where a saved value is read back.
pub enum Shown {
    /// In the form that changes it, which also has the version.
    Form(String),
    /// On the page that follows.
    After,
    /// Elsewhere; what is saved is the test's own business.
    Elsewhere,
}

/// One form: sound fields, and what each may be thrown.
pub struct Form {
    pub path: String,
    pub shown: Shown,
    pub fields: Vec<(&'static str, String)>,
    pub thrown: Vec<(&'static str, Kind)>,
    /// Fields whose errors stand beside another one.
    pub beside: Vec<(&'static str, &'static str)>,
    /// Sent in parts, as a form with a file is.
    pub in_parts: bool,
}

impl Form {
    pub fn new(path: impl Into<String>, shown: Shown, fields: &[(&'static str, &str)]) -> Self {
        Self {
            path: path.into(),
            shown,
            fields: fields
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
            thrown: Vec::new(),
            beside: Vec::new(),
            in_parts: false,
        }
    }

    /// A form that changes what it shows.
    pub fn editing(path: impl Into<String>, fields: &[(&'static str, &str)]) -> Self {
        let path = path.into();
        Self::new(path.clone(), Shown::Form(path), fields)
    }

    pub fn throw(mut self, field: &'static str, kind: Kind) -> Self {
        self.thrown.push((field, kind));
        self
    }

    pub fn texts(mut self, texts: &[(&'static str, usize)]) -> Self {
        for (field, most) in texts {
            self.thrown.push((field, Kind::Text(*most)));
        }
        self
    }

    pub fn days(mut self, fields: &[&'static str]) -> Self {
        for field in fields {
            self.thrown.push((field, Kind::Day));
        }
        self
    }

    pub fn choices(mut self, fields: &[&'static str]) -> Self {
        for field in fields {
            self.thrown.push((field, Kind::Choice));
        }
        self
    }

    pub fn beside(mut self, field: &'static str, other: &'static str) -> Self {
        self.beside.push((field, other));
        self
    }

    /// Throws everything and says what went wrong, one line each.
    pub async fn survives(&self, browser: &mut Browser) -> Vec<String> {
        let mut wrong = Vec::new();
        let nul = [("nul", "a\0b")];
        if !self.in_parts && browser.post(&self.path, &nul).await.status != 422 {
            wrong.push(format!("{}: a NUL is taken", self.path));
        }
        for (field, kind) in &self.thrown {
            for (values, may_save, may_refuse) in [
                (kind.refused(), false, true),
                (kind.either(), true, true),
                (kind.kept(), true, false),
            ] {
                for value in values {
                    let sent = self.sent(browser, field, &value).await;
                    let page = self.send(browser, &sent).await;
                    let verdict = match page.status {
                        303 if may_save => self.read_back(browser, &page, &value).await,
                        422 if may_refuse => self.is_refused(&page, &sent, (field, kind)),
                        other => Err(format!("{other} {}", told(&page))),
                    };
                    let short: String = value.chars().take(24).collect();
                    let say = |why| format!("{} {field}={short:?}: {why}", self.path);
                    wrong.extend(verdict.and_then(|()| safe(&page)).err().map(say));
                }
            }
            // A text that turns the page around may be kept or cleaned, never shown as markup.
            if matches!(kind, Kind::Text(_)) {
                let sent = self.sent(browser, field, TURNED).await;
                let page = self.send(browser, &sent).await;
                wrong.extend(safe(&page).err());
            }
        }
        wrong
    }

    async fn sent(
        &self,
        browser: &mut Browser,
        field: &'static str,
        value: &str,
    ) -> Vec<(&'static str, String)> {
        let mut sent = self.fields.clone();
        sent.retain(|(name, _)| *name != field);
        sent.push((field, value.to_owned()));
        if let Shown::Form(path) = &self.shown {
            let page = browser.get(path).await;
            if let Some((_, after)) = page.body.split_once("name=\"version\" value=\"") {
                sent.push(("version", after.split('"').next().unwrap().to_owned()));
            }
        }
        sent
    }

    async fn send(&self, browser: &mut Browser, sent: &[(&'static str, String)]) -> Page {
        let sent: Vec<(&str, &str)> = sent
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        if self.in_parts {
            browser.upload(&self.path, &sent).await
        } else {
            browser.post(&self.path, &sent).await
        }
    }

    fn is_refused(
        &self,
        page: &Page,
        sent: &[(&'static str, String)],
        (field, kind): (&'static str, &Kind),
    ) -> Result<(), String> {
        let other = self.beside.iter().find(|(name, _)| *name == field);
        let at = other.map_or(field, |(_, other)| other);
        let error = format!("f-{at}-error\"");
        let described = page.body.split("aria-describedby=\"").skip(1);
        let mut described = described.map(|rest| rest.split_inclusive('"').next().unwrap());
        if !page.body.contains(&format!("id=\"{error}")) {
            return Err(format!("nothing is said beside {at}: {}", told(page)));
        }
        if !described.any(|ids| ids.contains(&error)) {
            return Err(format!("no control is described by what is said of {at}"));
        }
        if !page.body.contains("<title>Error: ") {
            return Err("the title does not begin with the error".to_owned());
        }
        let lost = sent.iter().find(|(name, value)| {
            let expected = *name != "version" && (*name != field || kind.is_typed());
            expected && !page.body.contains(&escaped(value))
        });
        lost.map_or(Ok(()), |(name, _)| Err(format!("{name} as typed is lost")))
    }

    async fn read_back(
        &self,
        browser: &mut Browser,
        page: &Page,
        value: &str,
    ) -> Result<(), String> {
        let shown = match &self.shown {
            Shown::Form(path) => browser.get(path).await,
            Shown::After => browser.get(page.location()).await,
            Shown::Elsewhere => return Ok(()),
        };
        safe(&shown)?;
        let in_full = "$999,999,999,999,999";
        let found = [escaped(value), in_full.to_owned(), in_full.replace('$', "")];
        let mut found = found.iter();
        match shown.status {
            200 if found.any(|each| shown.body.contains(each)) => Ok(()),
            200 => Err("saved, and not read back as it was typed".to_owned()),
            other => Err(format!("{other} after saving")),
        }
    }
}

/// As askama writes it into a page.
fn escaped(text: &str) -> String {
    let pairs = [
        ("&", "&#38;"),
        ("<", "&#60;"),
        (">", "&#62;"),
        ("\"", "&#34;"),
        ("'", "&#39;"),
    ];
    pairs
        .iter()
        .fold(text.to_owned(), |text, (raw, code)| text.replace(raw, code))
}

fn safe(page: &Page) -> Result<(), String> {
    if page.status >= 500 || page.body.contains("<script>alert") {
        return Err(format!("{} or markup in the page", page.status));
    }
    Ok(())
}

/// What the page says is wrong.
fn told(page: &Page) -> String {
    let rest = page.body.split("id=\"error-summary\"").nth(1);
    let shown = rest.map_or(page.body.as_str(), |rest| {
        rest.split("</ul>").next().unwrap()
    });
    shown.chars().take(400).collect()
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
