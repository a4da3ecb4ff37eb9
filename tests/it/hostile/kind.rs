//! What a field takes, and what is thrown at it.

/// What a field takes, and so what is thrown at it.
pub enum Kind {
    /// Text of at most this many characters.
    Text(usize),
    /// The address of a page.
    Web,
    /// An e-mail address.
    Mail,
    Money,
    Number,
    Day,
    /// A day with a time.
    Moment,
    /// One of a list.
    Choice,
    /// The key of a row; with these, which are rows of somebody else's.
    Key(Vec<String>),
}

pub const TEXT: &str = "שלום Ruth \u{1f680} <script>alert(1)</script> & \"it's\"";
/// Turns the text after it around.
pub const TURNED: &str = "a\u{202e}b <script>alert(2)</script>";
pub const NOBODY: &str = "0197a000-0000-7000-8000-000000000000";

impl Kind {
    /// What no field of this kind may take.
    pub fn refused(&self) -> Vec<String> {
        let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        match self {
            Self::Text(most) => vec!["x".repeat(10_000), "\u{1f680}".repeat(most + 1)],
            Self::Web => {
                let mut wrong: Vec<String> = all(&["javascript:alert(1)", "http://", TEXT]);
                wrong.push(format!("https://example.org/{}", "x".repeat(10_000)));
                wrong
            }
            Self::Mail => {
                let mut wrong: Vec<String> = all(&["a@b", "a@b.org\r\nBcc: c@d.org", TEXT]);
                wrong.push(format!("{}@example.org", "x".repeat(10_000)));
                wrong
            }
            Self::Money => all(&["-5", "($5)", "1e9", "NaN", "99999999999999999999", TEXT]),
            Self::Number => all(&["1e308", "NaN", "-inf", "99999999999999999999", TEXT]),
            Self::Day => all(&["0001-01-01", "2026-02-30", "99999-01-01", TEXT]),
            Self::Moment => all(&["0001-01-01T09:00", "2027-02-30T09:00", TEXT]),
            Self::Choice => all(&["no_such_choice", TEXT]),
            Self::Key(others) => {
                let mut wrong: Vec<String> = all(&[NOBODY, "not-a-key", TEXT]);
                wrong.extend(others.iter().cloned());
                wrong
            }
        }
    }

    /// What a field may take or refuse, as long as it says so.
    pub fn either(&self) -> Vec<String> {
        match self {
            Self::Money => vec!["999999999999999".to_owned()],
            Self::Number => vec!["-5".to_owned(), "999999999999999".to_owned()],
            _ => Vec::new(),
        }
    }

    /// What must be kept as it is.
    pub fn kept(&self) -> Vec<String> {
        match self {
            Self::Text(most) => vec!["\u{1f680}".repeat(*most), TEXT.to_owned()],
            _ => Vec::new(),
        }
    }

    /// Whether what was typed can be shown again: a list shows only what it offers.
    pub fn is_typed(&self) -> bool {
        !matches!(self, Self::Choice | Self::Key(_))
    }
}
