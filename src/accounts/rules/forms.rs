//! What this room's forms mean. Every field arrives as text; what is wrong is said beside it.

use serde::Deserialize;

use crate::{
    auth::passwords,
    ids::PartnershipId,
    values::{EmailAddress, Role, TimeZone},
    web::FieldErrors,
};

/// The themes and what they are called.
pub(crate) const THEMES: [(&str, &str); 3] = [
    ("auto", "Same as my device"),
    ("light", "Light"),
    ("dark", "Dark"),
];

/// The theme with this code.
pub(crate) fn theme(code: &str) -> Option<&'static str> {
    THEMES
        .iter()
        .find(|(each, _)| *each == code)
        .map(|(code, _)| *code)
}

/// Longest name kept, in characters.
const LONGEST_NAME: usize = 120;

fn name(errors: &mut FieldErrors, text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        errors.add("name", "Type a name.");
        return None;
    }
    if name.chars().count() > LONGEST_NAME {
        errors.add(
            "name",
            format!("Use at most {LONGEST_NAME} characters for the name."),
        );
        return None;
    }
    Some(name)
}

/// What a person sets about themself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SettingsForm {
    pub name: String,
    pub time_zone: String,
    pub shortcuts: String,
    pub version: String,
}

/// The same, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwnSettings {
    pub name: String,
    pub time_zone: Option<TimeZone>,
    pub shortcuts: bool,
}

impl SettingsForm {
    pub(crate) fn read(&self) -> Result<OwnSettings, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = name(&mut errors, &self.name);
        let zone = if self.time_zone.is_empty() {
            Some(None)
        } else {
            errors
                .keep("time_zone", self.time_zone.parse::<TimeZone>())
                .map(Some)
        };
        match (name, zone) {
            (Some(name), Some(time_zone)) => Ok(OwnSettings {
                name,
                time_zone,
                shortcuts: self.shortcuts == "yes",
            }),
            _ => Err(errors),
        }
    }
}

/// A new password, and the old one where there is one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PasswordForm {
    pub current_password: String,
    pub new_password: String,
}

impl PasswordForm {
    /// Whether the new password may be one; the current one is checked against its hash elsewhere.
    pub(crate) fn read(&self, has_one: bool) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        if has_one && self.current_password.is_empty() {
            errors.add("current_password", "Type the password you use now.");
        }
        let length = self.new_password.chars().count();
        if length < passwords::SHORTEST {
            errors.add(
                "new_password",
                format!("Use at least {} characters.", passwords::SHORTEST),
            );
        } else if length > passwords::LONGEST {
            errors.add(
                "new_password",
                format!("Use at most {} characters.", passwords::LONGEST),
            );
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }
}

/// An account as an administrator writes it: a new one in full, an old one's role only.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AccountForm {
    pub name: String,
    pub email: String,
    pub role: String,
    /// The partnership a lead leads; empty for staff.
    pub partnership: String,
    pub version: String,
}

/// A new account, read.
pub(crate) struct NewAccountFields {
    pub name: String,
    pub email: EmailAddress,
    pub post: Post,
}

/// A role, and for a lead the partnership it is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    pub role: Role,
    pub partnership: Option<PartnershipId>,
}

impl AccountForm {
    pub(crate) fn read_new(&self) -> Result<NewAccountFields, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = name(&mut errors, &self.name);
        let email = errors.keep("email", self.email.trim().parse::<EmailAddress>());
        let post = self.post_or(&mut errors);
        match (name, email, post) {
            (Some(name), Some(email), Some(post)) => Ok(NewAccountFields { name, email, post }),
            _ => Err(errors),
        }
    }

    pub(crate) fn read_post(&self) -> Result<Post, FieldErrors> {
        let mut errors = FieldErrors::default();
        self.post_or(&mut errors).ok_or(errors)
    }

    fn post_or(&self, errors: &mut FieldErrors) -> Option<Post> {
        let Ok(role) = self.role.parse::<Role>() else {
            errors.add("role", "Choose a role.");
            return None;
        };
        if role != Role::PartnershipLead {
            return Some(Post {
                role,
                partnership: None,
            });
        }
        let partnership = self.partnership.parse().ok();
        if partnership.is_none() {
            errors.add("partnership", "Choose the partnership this person leads.");
        }
        Some(Post {
            role,
            partnership: Some(partnership?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_needs_length_and_the_old_one() {
        let form = |current: &str, new: &str| PasswordForm {
            current_password: current.to_owned(),
            new_password: new.to_owned(),
        };
        assert!(form("", "twelve chars").read(false).is_ok());
        assert!(form("", "eleven char").read(false).is_err());
        assert!(form("", &"x".repeat(201)).read(false).is_err());
        let errors = form("", "twelve chars").read(true).unwrap_err();
        assert!(!errors.of("current_password").is_empty());
    }

    #[test]
    fn a_lead_leads_a_partnership_and_staff_none() {
        let form = |role: &str, partnership: &str| AccountForm {
            role: role.to_owned(),
            partnership: partnership.to_owned(),
            ..AccountForm::default()
        };
        let id = PartnershipId::fresh().to_string();
        let errors = form("partnership_lead", "").read_post().unwrap_err();
        assert!(!errors.of("partnership").is_empty());
        let lead = form("partnership_lead", &id).read_post().unwrap();
        assert_eq!(
            lead.partnership.map(|each| each.to_string()),
            Some(id.clone())
        );
        for role in ["viewer", "door"] {
            assert_eq!(form(role, &id).read_post().unwrap().partnership, None);
        }
    }

    #[test]
    fn settings_keep_names_tidy_and_zones_real() {
        let mut form = SettingsForm {
            name: "  Dana   Whitfield ".to_owned(),
            shortcuts: "yes".to_owned(),
            ..SettingsForm::default()
        };
        let own = form.read().unwrap();
        assert_eq!((own.name.as_str(), own.shortcuts), ("Dana Whitfield", true));
        form.time_zone = "Mars/Olympus".to_owned();
        form.name = " ".to_owned();
        let errors = form.read().unwrap_err();
        assert!(!errors.of("name").is_empty() && !errors.of("time_zone").is_empty());
    }
}
