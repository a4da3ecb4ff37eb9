//! Reports that a mail could not be delivered (RFC 3464).

/// A delivery report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounce {
    pub undelivered: Vec<Undelivered>,
    /// The left parts of all Message-IDs in the report: its own, and those of the mails it returns.
    pub about: Vec<String>,
}

/// What became of the mail to one recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undelivered {
    /// In lower case.
    pub address: String,
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`.
    pub action: String,
    /// Such as `5.1.1`.
    pub status: String,
}

impl Undelivered {
    /// Whether writing again is of no use: failed for good.
    pub fn is_final(&self) -> bool {
        self.action == "failed" && self.status.starts_with('5')
    }
}

/// The most recipients of one report that are read.
const MOST: usize = 100;
/// The most Message-IDs of one report that are read.
const MOST_IDS: usize = 20;

/// The Message-IDs in a report, wherever servers put what they return.
pub(super) fn about(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw).replace('\r', "");
    let unfolded = text.replace("\n ", " ").replace("\n\t", " ");
    let ids = unfolded.lines().filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_id = name.trim().eq_ignore_ascii_case("message-id");
        let value = value.trim().strip_prefix('<').filter(|_| is_id)?;
        let (left, _) = value.split_once('@')?;
        Some(left.to_owned())
    });
    ids.take(MOST_IDS).collect()
}

/// Reads the part `message/delivery-status`: groups of fields, one per recipient after the first.
pub(super) fn read(status: &str) -> Bounce {
    let mut bounce = Bounce::default();
    let mut now = Undelivered::default();
    for line in status.lines().chain([""]) {
        if line.trim().is_empty() {
            if !now.address.is_empty() && bounce.undelivered.len() < MOST {
                bounce.undelivered.push(std::mem::take(&mut now));
            }
            now = Undelivered::default();
            continue;
        }
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim().to_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "final-recipient" if now.address.is_empty() => now.address = address(&value),
            // What we wrote to; servers may deliver elsewhere.
            "original-recipient" => now.address = address(&value),
            "action" => now.action = word(&value),
            "status" => now.status = word(&value),
            _ => {}
        }
    }
    bounce
}

/// Behind `rfc822;`.
fn address(value: &str) -> String {
    let address = value.split_once(';').map_or(value, |(_, address)| address);
    address.trim().trim_matches(['<', '>']).to_owned()
}

fn word(value: &str) -> String {
    value
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}
