//! A statement as words, numbers, years and marks.

/// One piece of a statement.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// A word in small letters, with its hyphens.
    Word(String),
    /// A quantity: "17", "0.62", "1,000", "17%", "$4m", "five".
    Number(f64),
    /// A four-digit year, judged by what stands around it.
    Year(i32),
    /// One of `. , ; : ( )`.
    Mark(char),
}

/// A piece and how it was written.
#[expect(clippy::struct_excessive_bools, reason = "each is one way of writing")]
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) piece: Piece,
    pub(super) capital: bool,
    /// A number in letters ("five").
    pub(super) spelled: bool,
    /// Written with a percent sign, or as dollars.
    pub(super) percent: bool,
    pub(super) dollars: bool,
}

impl Token {
    pub(super) fn word(&self) -> &str {
        match &self.piece {
            Piece::Word(word) => word,
            _ => "",
        }
    }

    pub(super) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.word())
    }

    pub(super) fn mark(&self) -> Option<char> {
        match self.piece {
            Piece::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self.piece {
            Piece::Number(value) => Some(value),
            _ => None,
        }
    }
}

/// Longest statement that is read; forms refuse longer ones anyway.
const MOST: usize = 4_000;

/// Splits a statement.
pub(super) fn tokens(statement: &str) -> Vec<Token> {
    let text: String = statement.chars().take(MOST).collect();
    let text = text
        .replace(['’', '‘'], "'")
        .replace(['–', '—'], " - ")
        .replace("p.m.", "pm");
    let mut found = Vec::new();
    for piece in text.split_whitespace() {
        split(piece, &mut found);
    }
    let years: Vec<bool> = (0..found.len()).map(|at| is_year(&found, at)).collect();
    for (token, year) in found.iter_mut().zip(years) {
        if let (true, Piece::Number(value)) = (year, &token.piece) {
            #[expect(clippy::cast_possible_truncation, reason = "between 1900 and 2100")]
            let whole = *value as i32;
            token.piece = Piece::Year(whole);
        }
    }
    found
}

fn split(piece: &str, found: &mut Vec<Token>) {
    let opening = piece.trim_start_matches(['(', '"', '“', '[', '\'']);
    if opening.len() < piece.len() && piece.contains('(') {
        found.push(plain(Piece::Mark('(')));
    }
    let closing = ['.', ',', ';', ':', ')', '"', '”', ']', '!', '?', '\''];
    let core = opening.trim_end_matches(closing);
    if !core.is_empty() {
        found.push(core_token(core));
    }
    for mark in opening[core.len()..].chars() {
        let mark = if matches!(mark, '!' | '?') { '.' } else { mark };
        if matches!(mark, '.' | ',' | ';' | ':' | ')') {
            found.push(plain(Piece::Mark(mark)));
        }
    }
}

fn plain(piece: Piece) -> Token {
    Token {
        piece,
        capital: false,
        spelled: false,
        percent: false,
        dollars: false,
    }
}

fn core_token(core: &str) -> Token {
    let lower = core.to_lowercase();
    let capital = core.chars().next().is_some_and(char::is_uppercase);
    if let Some(value) = spelled(&lower) {
        return Token {
            capital,
            spelled: true,
            ..plain(Piece::Number(value))
        };
    }
    let bare = lower.trim_start_matches("us$").trim_start_matches('$');
    let dollars = bare.len() < lower.len();
    let percent = bare.ends_with('%');
    let digits = bare.trim_end_matches('%').trim_end_matches('+');
    let (digits, scale) = match digits.strip_suffix(['k', 'm', 'b']) {
        Some(short) if digits.ends_with('k') => (short, 1e3),
        Some(short) if digits.ends_with('m') => (short, 1e6),
        Some(short) => (short, 1e9),
        None => (digits, 1.0),
    };
    let numeric = digits
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        && digits.chars().next().is_some_and(|c| c.is_ascii_digit());
    match digits.replace(',', "").parse::<f64>() {
        Ok(value) if numeric => Token {
            dollars,
            percent,
            // A comma shows that it is no year; so do units.
            spelled: digits.contains(',') || dollars || percent || scale > 1.0,
            ..plain(Piece::Number(value * scale))
        },
        _ => Token {
            capital,
            ..plain(Piece::Word(lower))
        },
    }
}

/// Small numbers as words. "One" is left a word: it is more often a pronoun.
fn spelled(word: &str) -> Option<f64> {
    const SMALL: [&str; 19] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 7] = [
        "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    const MANY: [(&str, f64); 5] = [
        ("dozen", 12.0),
        ("dozens", 24.0),
        ("hundred", 100.0),
        ("hundreds", 200.0),
        ("thousands", 2_000.0),
    ];
    let after = |list: &[&str], first: f64, step: f64| {
        let at = list.iter().position(|each| *each == word)?;
        u32::try_from(at)
            .ok()
            .map(|at| first + step * f64::from(at))
    };
    after(&SMALL, 2.0, 1.0)
        .or_else(|| after(&TENS, 30.0, 10.0))
        .or_else(|| {
            MANY.iter()
                .find(|(name, _)| *name == word)
                .map(|each| each.1)
        })
}

/// A plain whole number between 1900 and 2100 is a year unless a counted thing follows it.
fn is_year(found: &[Token], at: usize) -> bool {
    let Some(token) = found.get(at) else {
        return false;
    };
    let Some(value) = token.number() else {
        return false;
    };
    if token.spelled || value.fract() != 0.0 || !(1900.0..=2100.0).contains(&value) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|at| found.get(at));
    let led = before.is_some_and(|token| {
        token.is(&[
            "in", "by", "since", "until", "before", "through", "of", "after", "during", "year",
            "fiscal", "fy", "summer", "spring", "fall", "autumn", "winter", "early", "late", "mid",
        ]) || super::vocabulary::MONTHS.contains(&token.word())
            || token.number().is_some()
            || matches!(token.mark(), Some('(' | ','))
    });
    let ends = found.get(at + 1).is_none_or(|next| {
        next.mark().is_some()
            || next.is(&[
                "and", "to", "by", "cut", "for", "among", "with", "while", "or", "-", "but", "as",
            ])
    });
    led || ends
}
