//! Whether a mail is from whom it says, by `Authentication-Results` (RFC 8601) of a server we trust.

/// How sure we are of the From address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A server we trust says so, or the way in does.
    Confirmed,
    /// Nobody says so.
    Unknown,
    /// A server we trust says that it is not.
    Failed,
}

/// What the newest header of a trusted server says about the From domain. Servers write theirs on top, so the first
/// with the name counts and older ones, which anybody can write, do not.
pub fn standing(headers: &[String], trusted: &[String], from: &str) -> Standing {
    let Some((_, domain)) = from.rsplit_once('@') else {
        return Standing::Unknown;
    };
    let Some(results) = headers
        .iter()
        .find_map(|header| by_trusted(header, trusted))
    else {
        return Standing::Unknown;
    };
    let mut standing = Standing::Unknown;
    for result in results.iter().map(|result| Result::read(result)) {
        if result.method == "dmarc" && result.verdict == "fail" {
            return Standing::Failed;
        }
        if result.verdict == "pass" && result.is_about(domain) {
            standing = Standing::Confirmed;
        }
    }
    standing
}

/// The results in a header, if a trusted server wrote it.
fn by_trusted(header: &str, trusted: &[String]) -> Option<Vec<String>> {
    let (clean, is_whole) = inert(header);
    let mut pieces = clean.split(';');
    let server = pieces.next()?.split_whitespace().next()?;
    trusted
        .iter()
        .any(|each| each.eq_ignore_ascii_case(server))
        // What is not closed may hide a result: then none is believed.
        .then(|| {
            let results = pieces.filter(|_| is_whole);
            results.map(|piece| piece.trim().to_owned()).collect()
        })
}

/// The header in small letters, without comments, and with nothing in quoted strings that could be read as a result: servers
/// copy there what strangers wrote. And whether every comment and every quoted string was closed (RFC 5322 3.2.2, 3.2.4).
fn inert(text: &str) -> (String, bool) {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        let literal = std::mem::take(&mut escaped);
        match c {
            '\\' if !literal && (quoted || depth > 0) => escaped = true,
            '"' if !literal && depth == 0 => quoted = !quoted,
            '(' if !literal && !quoted => depth += 1,
            ')' if !literal && !quoted => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if quoted && !matches!(c, '@' | '.' | '-') && !c.is_ascii_alphanumeric() => {
                clean.push('_');
            }
            _ => clean.push(c.to_ascii_lowercase()),
        }
    }
    (clean, depth == 0 && !quoted)
}

struct Result<'a> {
    method: &'a str,
    verdict: &'a str,
    properties: Vec<(&'a str, &'a str)>,
}

impl<'a> Result<'a> {
    fn read(text: &'a str) -> Self {
        let mut pairs = text
            .split_whitespace()
            .filter_map(|word| word.split_once('='))
            .map(|(name, value)| (name.trim(), value.trim_matches('"')));
        let (method, verdict) = pairs.next().unwrap_or_default();
        Self {
            method,
            verdict,
            properties: pairs.collect(),
        }
    }

    /// Whether it is about this domain or one above or below it (the relaxed alignment of DMARC).
    fn is_about(&self, domain: &str) -> bool {
        let names: &[&str] = match self.method {
            "dmarc" => &["header.from"],
            "dkim" => &["header.d", "header.i"],
            "spf" => &["smtp.mailfrom"],
            _ => &[],
        };
        self.properties
            .iter()
            .filter(|(name, _)| names.contains(name))
            .any(|(_, value)| {
                aligned(
                    value.rsplit('@').next().unwrap_or_default(),
                    &domain.to_ascii_lowercase(),
                )
            })
    }
}

fn aligned(one: &str, other: &str) -> bool {
    let below = |upper: &str, lower: &str| {
        upper.contains('.')
            && lower
                .strip_suffix(upper)
                .is_some_and(|rest| rest.ends_with('.'))
    };
    one == other || below(one, other) || below(other, one)
}

#[cfg(test)]
mod tests;
