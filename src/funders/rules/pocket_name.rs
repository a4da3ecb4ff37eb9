//! What a pocket is called where its organization is not on the page: "Organization: pocket".

/// Both names, or one where they are the same.
pub fn pocket_label(organization: &str, pocket: &str) -> String {
    if organization == pocket {
        organization.to_owned()
    } else {
        format!("{organization}: {pocket}")
    }
}

/// Every way a typed label can be read as organization and pocket: either name may hold a colon itself.
pub fn pocket_readings(typed: &str) -> Vec<(String, String)> {
    let typed = typed.trim();
    let splits = typed.match_indices(':').take(6).map(|(at, _)| {
        let (organization, rest) = typed.split_at(at);
        let pocket = rest.trim_start_matches(':');
        (organization.trim().to_owned(), pocket.trim().to_owned())
    });
    std::iter::once((typed.to_owned(), typed.to_owned()))
        .chain(splits)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_reads_back() {
        for (organization, pocket) in [("Fund", "Fund"), ("Bank", "Lending: small"), ("A: B", "C")]
        {
            let label = pocket_label(organization, pocket);
            let wanted = (organization.to_owned(), pocket.to_owned());
            assert!(pocket_readings(&label).contains(&wanted), "{label}");
        }
    }
}
