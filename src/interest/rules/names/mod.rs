//! Folding names and web addresses so that two spellings of one organization meet.
//!
//! Folding is for proposals a person checks, so it may be generous: legal forms, articles, punctuation and the word
//! "(example)" fall away. It is never used to decide by itself.

use url::Url;

/// Words that do not tell two organizations apart.
const LEGAL_FORMS: [&str; 11] = [
    "inc",
    "incorporated",
    "llc",
    "lp",
    "ltd",
    "limited",
    "co",
    "corp",
    "corporation",
    "company",
    "na",
];

/// A name without case, accents, punctuation, articles, legal forms, or anything in round brackets at its end; "&" reads
/// as "and". Also drops a closing "foundation", "fund" or "trust" when at least two words remain.
pub fn folded_name(name: &str) -> String {
    let name = name.trim();
    let name = match name.rsplit_once('(') {
        Some((before, _)) if name.ends_with(')') && !before.trim().is_empty() => before,
        _ => name,
    };
    let plain = deunicode::deunicode(name)
        .to_lowercase()
        .replace('&', " and ")
        .replace(['\'', '.'], "");
    let mut words: Vec<&str> = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "the" && !LEGAL_FORMS.contains(word))
        .collect();
    if words.len() > 2
        && words
            .last()
            .is_some_and(|last| ["foundation", "fund", "trust"].contains(last))
    {
        words.pop();
    }
    words.join(" ")
}

/// The host of a web address as typed, lower case and without `www.`: `https://www.Example.org/grants` and
/// `example.org` are both `example.org`.
pub fn host_of(website: &str) -> Option<String> {
    let typed = website.trim();
    let full = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let url = Url::parse(&full).ok()?;
    let host = url.domain()?.trim_end_matches('.').to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

#[cfg(test)]
mod tests;
