//! What surrounds every page: title, navigation, person, theme, and the addresses of hashed assets.

use std::collections::BTreeMap;

/// Addresses of the embedded files by their plain name ("/css/base.css").
#[derive(Debug, Default)]
pub struct Assets {
    urls: BTreeMap<&'static str, String>,
}

impl Assets {
    /// The address to write into a page; "" for a name that does not exist.
    pub fn url(&self, name: &str) -> &str {
        self.urls.get(name).map_or("", String::as_str)
    }
}

/// Fields every page struct carries as `shell`.
#[derive(Debug, Clone)]
pub struct Shell {
    pub title: String,
    pub section: &'static str,
    pub user: Option<ShellUser>,
    pub theme: &'static str,
    pub keys: bool,
    pub flash: Option<String>,
    pub assets: &'static Assets,
    pub demo: bool,
    pub canonical: String,
}

/// The signed-in person, as the shell shows them.
#[derive(Debug, Clone)]
pub struct ShellUser {
    pub name: String,
    pub initials: String,
    pub role_label: &'static str,
    pub is_admin: bool,
    pub can_edit: bool,
    pub reviews_waiting: u64,
}
