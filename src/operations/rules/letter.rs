//! The text of a mail, cut where links to this site begin and end. Only our own addresses become
//! links: a mailbox that turned every address into one would invite pressing strangers' links.

use url::Url;

/// Running text, or an address of this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    Link(String),
}

/// The paragraphs of a text, their lines, and the pieces of each.
pub(crate) fn paragraphs(text: &str, site: &Url) -> Vec<Vec<Vec<Piece>>> {
    text.split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| {
            let lines = paragraph.trim().lines();
            lines.map(|line| pieces(line, site)).collect()
        })
        .collect()
}

/// Cuts a text into pieces; joined again they are the text.
fn pieces(text: &str, site: &Url) -> Vec<Piece> {
    let mut cut = Vec::new();
    let mut plain = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let address = bare.trim_end_matches(['.', ',', ')', '>', ';', ':', '!', '?']);
        if is_ours(address, site) {
            if !plain.is_empty() {
                cut.push(Piece::Text(std::mem::take(&mut plain)));
            }
            cut.push(Piece::Link(address.to_owned()));
            plain.push_str(&word[address.len()..]);
        } else {
            plain.push_str(word);
        }
    }
    if !plain.is_empty() {
        cut.push(Piece::Text(plain));
    }
    cut
}

fn is_ours(address: &str, site: &Url) -> bool {
    (address.starts_with("http://") || address.starts_with("https://"))
        && Url::parse(address).is_ok_and(|url| {
            url.origin() == site.origin() && url.username().is_empty() && url.password().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_paragraphs_and_lines() {
        let site: Url = "http://a.test".parse().unwrap();
        let read = paragraphs("Hello,\n\nOne\ntwo\n\n\nRoundtable\n", &site);
        let lines: Vec<usize> = read.iter().map(Vec::len).collect();
        assert_eq!(lines, [1, 2, 1]);
    }

    #[test]
    fn only_our_own_addresses_become_links() {
        let site: Url = "http://127.0.0.1:8080".parse().unwrap();
        let text = "Open http://127.0.0.1:8080/confirm/x.\nNot http://127.0.0.1:8080@evil.test/x or \
            http://evil.test/";
        let cut = pieces(text, &site);
        let links: Vec<&Piece> = cut.iter().filter(|p| matches!(p, Piece::Link(_))).collect();
        assert_eq!(
            links,
            [&Piece::Link("http://127.0.0.1:8080/confirm/x".to_owned())]
        );
        let whole: String = cut
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Link(text) => text.as_str(),
            })
            .collect();
        assert_eq!(whole, text);
    }
}
