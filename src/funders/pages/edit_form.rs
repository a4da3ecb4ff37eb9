//! The form for changing an organization: how it is read, and in what two people's forms differ.

use serde::Deserialize;
use url::Url;

use crate::{
    entities::organizations,
    funders::store::OrganizationEdit,
    values::{FunderType, typed::words},
    web::{FieldErrors, views::Choice},
};

/// Longest name and web address, in characters.
const LONGEST: usize = 300;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct EditForm {
    pub(super) name: String,
    pub(super) website: String,
    pub(super) kind: String,
    pub(super) version: String,
}

impl EditForm {
    pub(super) fn of(funder: &organizations::Model) -> Self {
        Self {
            name: funder.name.clone(),
            website: funder.website.clone().unwrap_or_default(),
            kind: funder.kind.map_or("", FunderType::as_str).to_owned(),
            version: funder.version.to_string(),
        }
    }

    pub(super) fn read(&self) -> Result<OrganizationEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = words(&self.name);
        if name.is_empty() {
            errors.add("name", "Type the organization's name.");
        } else if name.chars().count() > LONGEST {
            errors.add("name", "Type a name of at most 300 characters.");
        }
        let website = errors.keep("website", read_website(self.website.trim()));
        let kind = match self.kind.as_str() {
            "" => Some(None),
            code => {
                let read = code.parse::<FunderType>().map(Some);
                errors.keep("kind", read.map_err(|_| "Choose a type, or none."))
            }
        };
        match (website, kind) {
            (Some(website), Some(kind)) if errors.is_empty() => Ok(OrganizationEdit {
                name,
                website,
                kind,
                // A version nobody has is older than what is saved.
                version: self.version.parse().unwrap_or_default(),
            }),
            _ => Err(errors),
        }
    }
}

/// A web address as people type it; `https://` may be left out.
fn read_website(typed: &str) -> Result<Option<String>, &'static str> {
    const WRONG: &str = "Type a web address, such as https://www.example.org.";
    if typed.is_empty() {
        return Ok(None);
    }
    let full = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let parsed = Url::parse(&full).map_err(|_| WRONG)?;
    let web = matches!(parsed.scheme(), "http" | "https");
    let host = parsed.host_str().is_some_and(|host| host.contains('.'));
    if web && host && full.chars().count() <= LONGEST {
        Ok(Some(full))
    } else {
        Err(WRONG)
    }
}

/// A field that was left with one value and is being saved with another.
pub(super) struct Difference {
    pub(super) label: &'static str,
    pub(super) field: &'static str,
    pub(super) mine: Choice,
    pub(super) theirs: Choice,
}

/// The fields in which the two differ, in the order of the form.
pub(super) fn differences(mine: &EditForm, theirs: &EditForm) -> Vec<Difference> {
    let kind_label = |code: &str| {
        code.parse::<FunderType>()
            .map_or("Type not stated", FunderType::label)
            .to_owned()
    };
    let shown = |text: &str| {
        if text.is_empty() {
            "(nothing)".to_owned()
        } else {
            text.to_owned()
        }
    };
    [
        ("Name", "name", &mine.name, &theirs.name),
        ("Website", "website", &mine.website, &theirs.website),
        ("Type", "kind", &mine.kind, &theirs.kind),
    ]
    .into_iter()
    .filter(|(_, _, mine, theirs)| mine.trim() != theirs.trim())
    .map(|(label, field, mine, theirs)| {
        let words = |value: &str| {
            if field == "kind" {
                kind_label(value)
            } else {
                shown(value)
            }
        };
        Difference {
            label,
            field,
            mine: Choice::new(mine.clone(), words(mine), true),
            theirs: Choice::new(theirs.clone(), words(theirs), false),
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_are_read_as_people_type_them() {
        assert_eq!(
            read_website("www.example.org/about"),
            Ok(Some("https://www.example.org/about".to_owned()))
        );
        assert_eq!(read_website(""), Ok(None));
        for wrong in [
            "javascript://x.y/%0aalert(1)",
            "nowhere",
            "ftp://example.org",
        ] {
            assert!(read_website(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_what_differs_is_asked() {
        let mine = EditForm {
            name: "A Fund".to_owned(),
            kind: "bank".to_owned(),
            ..EditForm::default()
        };
        let theirs = EditForm {
            kind: String::new(),
            ..mine.clone()
        };
        let found = differences(&mine, &theirs);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].mine.label.as_str(), found[0].theirs.label.as_str()),
            ("Bank", "Type not stated")
        );
    }
}
