//! Counties as people type them: a code (06075), a county with its state (Alameda County, CA) or a city (Oakland, CA),
//! which stands for its county.

use crate::values::{GeoScope, PlaceId};

/// Most counties one absorber names.
const MOST: usize = 200;

/// One county as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CountyTyped {
    Code(PlaceId),
    /// Name and state's postal code.
    Named(String, String),
}

/// Counties, one a line or separated by semicolons; codes may be separated by commas and spaces too.
pub fn read_counties(text: &str) -> Result<Vec<CountyTyped>, String> {
    let mut found = Vec::new();
    for part in text.split(['\n', '\r', ';']) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let words: Vec<&str> = part
            .split([',', ' '])
            .filter(|word| !word.is_empty())
            .collect();
        if words.iter().all(|word| is_code(word)) {
            let codes = words.iter().map(|code| {
                let code = code.strip_prefix("county:").unwrap_or(code);
                CountyTyped::Code(PlaceId::new(GeoScope::County, code))
            });
            found.extend(codes);
        } else {
            found.push(named(part)?);
        }
    }
    if found.len() > MOST {
        return Err(format!("Type at most {MOST} counties."));
    }
    Ok(found)
}

fn is_code(word: &str) -> bool {
    let code = word.strip_prefix("county:").unwrap_or(word);
    code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit())
}

fn named(part: &str) -> Result<CountyTyped, String> {
    let unclear = || {
        let shown: String = part.chars().take(60).collect();
        format!(
            "“{shown}” is not a county. Type its code (06075), or its name with the state (Alameda County, CA)."
        )
    };
    let (name, state) = part.rsplit_once(',').ok_or_else(unclear)?;
    let (name, state) = (name.trim(), state.trim().to_ascii_uppercase());
    let sound = state.len() == 2
        && state.bytes().all(|b| b.is_ascii_alphabetic())
        && !name.is_empty()
        && name.chars().count() <= 100;
    if sound {
        Ok(CountyTyped::Named(name.to_owned(), state))
    } else {
        Err(unclear())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_read() {
        let read = read_counties("06075, 06001\ncounty:24510; Alameda County, ca").unwrap();
        assert_eq!(read.len(), 4);
        assert_eq!(
            read[3],
            CountyTyped::Named("Alameda County".to_owned(), "CA".to_owned())
        );
        assert!(read_counties("Alameda").unwrap_err().contains("“Alameda”"));
        assert!(read_counties(&"06075 ".repeat(201)).is_err());
        assert_eq!(read_counties(" \n;").unwrap(), []);
    }
}
