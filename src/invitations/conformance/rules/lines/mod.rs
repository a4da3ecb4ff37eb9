//! Content lines of RFC 5545, read the strict way: a check must not forgive what a client does not.

/// One content line: name and parameter names in capitals, values as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) value: String,
    /// The components it stands in, the outermost first.
    pub(super) within: Vec<String>,
}

impl Line {
    /// The value of a parameter; empty where it has none.
    pub(super) fn parameter(&self, name: &str) -> &str {
        self.parameters
            .iter()
            .find(|(each, _)| each == name)
            .map_or("", |(_, value)| value)
    }

    /// The address of a `mailto:` value, in lower case.
    pub(super) fn address(&self) -> Option<String> {
        let (scheme, address) = self.value.split_once(':')?;
        scheme
            .eq_ignore_ascii_case("mailto")
            .then(|| address.to_lowercase())
    }
}

/// The content lines of a text, unfolded, each with where it stands.
pub(super) fn read(text: &str) -> Vec<Line> {
    let unfolded = text
        .replace("\r\n ", "")
        .replace("\r\n\t", "")
        .replace("\r\n", "\n");
    let mut within: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    for text in unfolded.split('\n').filter(|text| !text.is_empty()) {
        let mut line = split(text);
        if line.name == "END" {
            within.pop();
        }
        line.within.clone_from(&within);
        if line.name == "BEGIN" {
            within.push(line.value.to_uppercase());
        }
        lines.push(line);
    }
    lines
}

/// Cuts a line at the first colon and at semicolons that stand in no quotes.
fn split(text: &str) -> Line {
    let mut quoted = false;
    let mut ends = Vec::new();
    let mut colon = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ';' if !quoted => ends.push(at),
            ':' if !quoted => {
                colon = at;
                break;
            }
            _ => {}
        }
    }
    ends.push(colon);
    let mut start = 0;
    let mut pieces = Vec::new();
    for end in ends {
        pieces.push(&text[start..end]);
        start = (end + 1).min(text.len());
    }
    let (name, parameters) = pieces.split_first().unwrap_or((&"", &[]));
    let parameter = |piece: &&str| {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        (name.to_uppercase(), value.trim_matches('"').to_owned())
    };
    Line {
        name: name.to_uppercase(),
        parameters: parameters.iter().map(parameter).collect(),
        value: text.get(colon + 1..).unwrap_or_default().to_owned(),
        within: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
