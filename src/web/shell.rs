//! What surrounds every page: title, navigation, who is signed in, theme, one message.

use super::Assets;

/// The frame of a page; every page struct holds one as `shell`.
pub struct Shell {
    /// The title without the product's name.
    pub title: String,
    /// Which part of the navigation this page belongs to.
    pub section: &'static str,
    pub user: Option<ShellUser>,
    /// `auto`, `light` or `dark`.
    pub theme: &'static str,
    /// Whether single-key shortcuts are on (WCAG 2.1.4).
    pub keys: bool,
    /// One message about what just happened.
    pub flash: Option<String>,
    pub assets: &'static Assets,
    pub demo: bool,
    /// The absolute address of a public page, or empty.
    pub canonical: String,
}

impl Shell {
    /// The same frame for a page that is shown again because of errors.
    #[must_use]
    pub fn with_errors(mut self) -> Self {
        self.title = format!("Error: {}", self.title);
        self
    }

    /// The partnership a lead leads; empty for everybody else.
    pub fn table_href(&self) -> &str {
        self.user.as_ref().map_or("", |user| &user.table_href)
    }
}

/// Who is signed in, as the frame shows it.
pub struct ShellUser {
    pub name: String,
    pub initials: String,
    pub role_label: &'static str,
    pub is_admin: bool,
    /// Works here, rather than leading one partnership.
    pub is_staff: bool,
    /// The partnership a lead leads; empty for staff.
    pub table_href: String,
    pub can_edit: bool,
    /// Registrations of interest that wait for review.
    pub reviews_waiting: u64,
}

/// Up to two initials of a name.
pub(super) fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends = match words.as_slice() {
        [] => vec![],
        [only] => vec![*only],
        [first, .., last] => vec![*first, *last],
    };
    ends.iter()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn takes_first_and_last() {
        assert_eq!(initials("Dana van Whitfield"), "DW");
        assert_eq!(initials("élan"), "É");
        assert_eq!(initials(""), "");
    }
}
