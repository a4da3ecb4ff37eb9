//! The words of a reminder: text with placeholders in braces, filled in for one guest.

/// What a placeholder stands for.
pub(in crate::invitations) const PLACEHOLDERS: [(&str, &str); 6] = [
    ("{name}", "the guest's name"),
    ("{organization}", "the guest's organization"),
    ("{title}", "the title of the convening"),
    ("{when}", "day, time and zone"),
    ("{where}", "the venue, or the link to join by"),
    ("{answer_by}", "the date to answer by"),
];

/// What they are filled with.
#[derive(Clone, Debug, Default)]
pub(in crate::invitations) struct Facts {
    pub(in crate::invitations) name: String,
    pub(in crate::invitations) organization: String,
    pub(in crate::invitations) title: String,
    pub(in crate::invitations) when: String,
    pub(in crate::invitations) place: String,
    pub(in crate::invitations) answer_by: String,
}

impl Facts {
    fn of(&self, name: &str) -> Option<&str> {
        Some(match name {
            "name" => &self.name,
            "organization" => &self.organization,
            "title" => &self.title,
            "when" => &self.when,
            "where" => &self.place,
            "answer_by" => &self.answer_by,
            _ => return None,
        })
    }
}

/// The text with its placeholders filled. What a fact says is never read again: a title with braces stays as it is.
pub(in crate::invitations) fn fill(text: &str, facts: &Facts) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = after
            .split_once('}')
            .and_then(|(name, after)| Some((facts.of(name)?, after)));
        if let Some((fact, after)) = known {
            filled.push_str(fact);
            rest = after;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// The first thing in braces that stands for nothing, as it was typed.
pub(in crate::invitations) fn unknown(text: &str) -> Option<String> {
    let names = text.split('{').skip(1).filter_map(|after| {
        let (name, _) = after.split_once('}')?;
        let word = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        word.then(|| format!("{{{name}}}"))
    });
    names
        .into_iter()
        .find(|name| !PLACEHOLDERS.iter().any(|(known, _)| known == name))
}

#[cfg(test)]
mod tests;
