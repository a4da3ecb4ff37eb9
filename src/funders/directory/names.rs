//! Names of organizations: made readable when a register shouts them, and compared when two registers spell them.
//!
//! Readable text is never respelled. A name that has any small letter is left as it is, and so is one that is all capitals
//! because it is made of initials ("USBCDE, LLC").

/// Words at the end of a name that say its legal form, not who it is.
const LEGAL_FORMS: [&str; 12] = [
    "inc",
    "incorporated",
    "llc",
    "lp",
    "llp",
    "ltd",
    "limited",
    "co",
    "company",
    "corp",
    "corporation",
    "na",
];

/// Words that stay capital when a name is lowered.
const INITIALS: [&str; 14] = [
    "LLC", "LP", "LLP", "CDE", "CDC", "CDFI", "NMTC", "USA", "US", "II", "III", "IV", "VI", "YMCA",
];

/// Words that stay small inside a name.
const SMALL: [&str; 10] = ["a", "an", "and", "at", "for", "in", "of", "on", "the", "to"];

/// The name in the file's own spelling, or in title case when the file has it in capitals throughout.
pub fn readable(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(char::is_lowercase) || name.split(' ').filter(|w| is_word(w)).count() < 2 {
        return name;
    }
    let lowered: Vec<String> = name
        .split(' ')
        .enumerate()
        .map(|(place, word)| title(word, place == 0))
        .collect();
    lowered.join(" ")
}

/// Long enough, and with a vowel, to be a word rather than initials.
fn is_word(word: &str) -> bool {
    let letters: Vec<char> = word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    letters.len() >= 4 && letters.iter().any(|letter| "AEIOUY".contains(*letter))
}

fn title(word: &str, first: bool) -> String {
    let bare: String = word
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let small = bare.to_lowercase();
    let has_vowel = bare.chars().any(|letter| "AEIOUY".contains(letter));
    if SMALL.contains(&small.as_str()) && !first {
        return word.to_lowercase();
    }
    if INITIALS.contains(&bare.as_str()) || word.contains('.') && bare.len() < 4 {
        return word.to_owned();
    }
    if !has_vowel && !["ltd", "st", "mt", "jr", "sr", "dr", "mrs", "mr"].contains(&small.as_str()) {
        return word.to_owned();
    }
    word.split('-')
        .map(capitalized)
        .collect::<Vec<_>>()
        .join("-")
}

/// `MCDONALD` is `McDonald`, `O'NEILL` is `O'Neill`, `PEOPLE'S` is `People's`.
fn capitalized(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut raise = true;
    for letter in word.chars() {
        if raise {
            out.push(letter);
        } else {
            out.extend(letter.to_lowercase());
        }
        let after_one_letter = out.chars().filter(|seen| seen.is_alphabetic()).count() == 1;
        raise = if letter.is_alphabetic() {
            out == "Mc" && word.chars().count() > 4
        } else {
            raise || (letter == '\'' && after_one_letter)
        };
    }
    out
}

/// What two spellings of one name have in common: small letters without accents, punctuation, "the" at either end, or
/// legal form. For comparing only; never shown.
pub fn same_name(name: &str) -> String {
    let plain = deunicode::deunicode(name)
        .to_lowercase()
        .replace('&', " and ");
    let joined: String = plain
        .chars()
        .filter(|letter| !matches!(letter, '.' | '\'' | '`'))
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let all: Vec<&str> = joined.split_whitespace().collect();
    let mut words = all.as_slice();
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && (LEGAL_FORMS.contains(last) || *last == "the")
    {
        words = rest;
    }
    if let ["the", rest @ ..] = words
        && !rest.is_empty()
    {
        words = rest;
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_small_letters_is_left_alone() {
        for name in [
            "Laffey-Mchugh Foundation",
            "banc of america cde",
            "C I O S",
            "USBCDE, LLC",
            "IFF",
        ] {
            assert_eq!(readable(name), name);
        }
    }

    #[test]
    fn a_shouted_name_is_lowered_with_care() {
        for (shouted, said) in [
            ("RASMUSON FOUNDATION", "Rasmuson Foundation"),
            ("THE FUND FOR THE ARTS INC", "The Fund for the Arts Inc"),
            (
                "J W MCCONNELL FAMILY FOUNDATION",
                "J W McConnell Family Foundation",
            ),
            ("O'NEILL PEOPLE'S TRUST", "O'Neill People's Trust"),
            (
                "SMITH-JONES CAPITAL CDE II, LLC",
                "Smith-Jones Capital CDE II, LLC",
            ),
            ("NORTHERN NM  LOAN FUND LTD", "Northern NM Loan Fund Ltd"),
        ] {
            assert_eq!(readable(shouted), said);
        }
    }

    #[test]
    fn spellings_of_one_name_agree_and_of_two_do_not() {
        let same = [
            ("The Tow Foundation Inc", "Tow Foundation"),
            ("Reinvestment Fund, Inc., The", "The Reinvestment Fund"),
            ("CBKC CDC, L.L.C.", "CBKC CDC LLC"),
            ("Lei Ho‘olaha", "Lei Ho'olaha"),
            ("Leifur Eiríksson Foundation", "LEIFUR EIRIKSSON FOUNDATION"),
            ("F&M Bank", "F and M Bank, N.A."),
        ];
        for (one, other) in same {
            assert_eq!(same_name(one), same_name(other));
        }
        assert_ne!(
            same_name("J R Simplot Foundation"),
            same_name("J R Simplot Company Foundation")
        );
        assert_ne!(
            same_name("Cleveland New Markets Fund"),
            same_name("Cleveland New Markets Fund II")
        );
    }
}
