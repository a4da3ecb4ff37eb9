//! What the component macros draw: plain structs whose fields are what a page says, already in words.
//!
//! They live in the web floor because every room's pages fill them; nothing here knows a table, a request or a rule.
//! Amounts, dates and shares arrive as text; coordinates arrive computed.

/// A link with its words, for breadcrumbs and sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub label: String,
    pub href: String,
}

impl Link {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// One tab of a page; tabs are links.
#[derive(Debug, Clone)]
pub struct Tab {
    pub label: &'static str,
    pub href: String,
    pub count: Option<u64>,
    pub current: bool,
}

/// One option of a select, a radio group or a group of checkboxes.
#[derive(Debug, Clone)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// A second line under the label (radios and checkboxes only); may be empty.
    pub hint: String,
    pub chosen: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: bool) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: String::new(),
            chosen,
        }
    }
}

/// One refused field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: &'static str,
    /// Id of the control the summary links to: `f-` and the field's name.
    pub id: String,
    pub message: String,
}

/// Every refused field, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        self.0.push(FieldError {
            field,
            id: format!("f-{field}"),
            message: message.into(),
        });
    }

    /// The value that was read, or a note of what is wrong with it.
    pub fn keep<T, E: ToString>(&mut self, field: &'static str, read: Result<T, E>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(field, error.to_string());
                None
            }
        }
    }

    /// The first message for `field`, or "" when it is fine.
    pub fn of(&self, field: &str) -> &str {
        self.iter()
            .find(|error| error.field == field)
            .map_or("", |error| &error.message)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a FieldErrors {
    type Item = &'a FieldError;
    type IntoIter = std::slice::Iter<'a, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One measure of a fit.
#[derive(Debug, Clone)]
pub struct WhyPart {
    pub label: String,
    /// Points given, signed if taken away ("25", "−4").
    pub points: String,
    /// Points possible; empty for deductions.
    pub of: String,
    /// Width of the bar, for example "88%".
    pub share: String,
    pub negative: bool,
    pub sentence: String,
    pub source: Option<Link>,
}

/// One reason for or against.
#[derive(Debug, Clone)]
pub struct ReasonView {
    /// "for", "against", "warning" or "info".
    pub kind: &'static str,
    pub text: String,
}

/// Where in a long list this page is.
#[derive(Debug, Clone)]
pub struct PagerView {
    pub from: u64,
    pub to: u64,
    pub total: u64,
    /// What is counted, plural: "funders".
    pub noun: &'static str,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl PagerView {
    /// The same with links that lead to the list, `#people`, and not to the top of a long page.
    #[must_use]
    pub fn at(self, list: &str) -> Self {
        let to = |link: Option<String>| link.map(|link| format!("{link}{list}"));
        Self {
            previous: to(self.previous),
            next: to(self.next),
            ..self
        }
    }
}

/// One step of a plan.
#[derive(Debug, Clone)]
pub struct StepView {
    pub label: &'static str,
    pub fact: String,
    /// Empty when the step cannot be opened yet.
    pub href: String,
    /// "done", "now" or "todo".
    pub state: &'static str,
}
