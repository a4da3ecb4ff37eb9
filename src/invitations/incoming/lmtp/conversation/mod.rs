//! What is said in an LMTP conversation (RFC 2033), without a socket: a line in, an answer out.

/// The most recipients of one mail.
pub(super) const MOST_RECIPIENTS: usize = 100;

/// What to do after a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Say(String),
    /// The mail follows; answer each of these recipients after it.
    TakeData(Vec<String>),
    /// Say this and hang up.
    Leave(String),
}

/// How far a conversation has come.
#[derive(Clone, Debug)]
pub(super) struct Conversation {
    /// The only domain mail is taken for, in lower case.
    domain: String,
    most_bytes: usize,
    has_greeted: bool,
    has_sender: bool,
    recipients: Vec<String>,
}

fn say(text: &str) -> Step {
    Step::Say(format!("{text}\r\n"))
}

impl Conversation {
    pub(super) fn new(domain: &str, most_bytes: usize) -> Self {
        Self {
            domain: domain.to_lowercase(),
            most_bytes,
            has_greeted: false,
            has_sender: false,
            recipients: Vec::new(),
        }
    }

    pub(super) fn greeting(&self) -> String {
        format!("220 {} LMTP\r\n", self.domain)
    }

    /// A line without its end.
    pub(super) fn line(&mut self, line: &str) -> Step {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        match verb.to_ascii_uppercase().as_str() {
            "LHLO" if !rest.is_empty() => self.greeted(),
            "LHLO" => say("501 5.5.4 Say who you are"),
            "HELO" | "EHLO" => say("500 5.5.1 This is LMTP: say LHLO"),
            "NOOP" => say("250 2.0.0 OK"),
            "RSET" => {
                self.forget();
                say("250 2.0.0 OK")
            }
            "QUIT" => Step::Leave("221 2.0.0 Bye\r\n".to_owned()),
            "VRFY" => say("252 2.5.0 Try to send to it"),
            "MAIL" | "RCPT" | "DATA" if !self.has_greeted => say("503 5.5.1 Say LHLO first"),
            "MAIL" => self.sender(rest),
            "RCPT" => self.recipient(rest),
            "DATA" => self.data(rest),
            _ => say("500 5.5.2 Unknown command"),
        }
    }

    /// The mail is over; the next one starts afresh.
    pub(super) fn forget(&mut self) {
        self.has_sender = false;
        self.recipients.clear();
    }

    fn greeted(&mut self) -> Step {
        self.forget();
        self.has_greeted = true;
        Step::Say(format!(
            "250-{}\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250 SIZE {}\r\n",
            self.domain, self.most_bytes
        ))
    }

    fn sender(&mut self, rest: &str) -> Step {
        if self.has_sender {
            return say("503 5.5.1 The sender was named before");
        }
        let Some((_, parameters)) = path(rest, "FROM:") else {
            return say("501 5.5.4 Write MAIL FROM:<address>");
        };
        for parameter in parameters.split_whitespace() {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            match name.to_ascii_uppercase().as_str() {
                "SIZE"
                    if value
                        .parse::<usize>()
                        .is_ok_and(|size| size <= self.most_bytes) => {}
                "SIZE" if value.parse::<usize>().is_ok() => return say("552 5.3.4 Too large"),
                "BODY" => {}
                _ => return say("555 5.5.4 Unknown parameter"),
            }
        }
        self.has_sender = true;
        say("250 2.1.0 OK")
    }

    fn recipient(&mut self, rest: &str) -> Step {
        if !self.has_sender {
            return say("503 5.5.1 Name the sender first");
        }
        let Some((address, parameters)) = path(rest, "TO:") else {
            return say("501 5.5.4 Write RCPT TO:<address>");
        };
        if !parameters.is_empty() {
            return say("555 5.5.4 Unknown parameter");
        }
        if self.recipients.len() >= MOST_RECIPIENTS {
            return say("452 4.5.3 Too many recipients");
        }
        let address = address.to_lowercase();
        if !self.is_ours(&address) {
            return say("550 5.1.1 No such address here");
        }
        self.recipients.push(address);
        say("250 2.1.5 OK")
    }

    /// `c-token@domain`.
    fn is_ours(&self, address: &str) -> bool {
        let token = address
            .rsplit_once('@')
            .filter(|(_, domain)| *domain == self.domain)
            .and_then(|(left, _)| left.strip_prefix("c-"));
        token.is_some_and(|token| {
            (1..=64).contains(&token.len())
                && token.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    }

    fn data(&self, rest: &str) -> Step {
        if !rest.is_empty() {
            return say("501 5.5.4 DATA stands alone");
        }
        if self.recipients.is_empty() {
            return say("503 5.5.1 No recipient was taken");
        }
        Step::TakeData(self.recipients.clone())
    }
}

/// `FROM:<address> PARAMETERS`.
fn path<'a>(rest: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let head = rest.get(..word.len())?;
    let tail = rest.get(word.len()..)?.trim_start();
    let (address, parameters) = tail.strip_prefix('<')?.split_once('>')?;
    head.eq_ignore_ascii_case(word)
        .then_some((address, parameters.trim()))
}

#[cfg(test)]
mod tests;
