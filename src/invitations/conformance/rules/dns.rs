//! What the records of the sending domain should say. Nothing is looked up: what is shown is what to compare with.

/// One record, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::invitations) struct Hint {
    pub(in crate::invitations) what: &'static str,
    /// The name and type of the record.
    pub(in crate::invitations) at: String,
    pub(in crate::invitations) says: String,
    pub(in crate::invitations) why: &'static str,
}

/// The records of a domain that sends invitations.
pub(in crate::invitations) fn hints(domain: &str) -> Vec<Hint> {
    let domain = domain.trim().trim_matches('.').to_lowercase();
    vec![
        Hint {
            what: "MX",
            at: format!("{domain} MX"),
            says: "10 and the host that takes mail for Roundtable".to_owned(),
            why: "Replies of calendars go to the convening's own address at this domain.",
        },
        Hint {
            what: "SPF",
            at: format!("{domain} TXT"),
            says: "v=spf1 include:(your mail provider) -all".to_owned(),
            why: "Says which servers may send for the domain (RFC 7208). Without it invitations land in spam.",
        },
        Hint {
            what: "DKIM",
            at: format!("(selector)._domainkey.{domain} TXT"),
            says: "v=DKIM1; k=rsa; p=(the public key of your mail server)".to_owned(),
            why: "Signs every mail, calendar part included (RFC 6376). The signing domain (d=) must be this one.",
        },
        Hint {
            what: "DMARC",
            at: format!("_dmarc.{domain} TXT"),
            says: format!(
                "v=DMARC1; p=quarantine; adkim=s; aspf=s; rua=mailto:postmaster@{domain}"
            ),
            why: "Says that From, SPF and DKIM name one domain (RFC 7489). Begin with p=none and read the reports.",
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_records_name_the_domain() {
        let all = hints(" Invite.Roundtable.Example. ");
        let kinds: Vec<&str> = all.iter().map(|hint| hint.what).collect();
        assert_eq!(kinds, ["MX", "SPF", "DKIM", "DMARC"]);
        assert!(
            all.iter()
                .all(|hint| hint.at.contains("invite.roundtable.example"))
        );
        assert!(all[1].says.starts_with("v=spf1 ") && all[3].says.starts_with("v=DMARC1; "));
    }
}
