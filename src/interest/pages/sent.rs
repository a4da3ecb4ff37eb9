//! What a person sent, as label and value: for them to check, and for a reviewer to read.

use crate::{entities::interests, interest::rules};

/// One line of it.
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
}

/// Everything that was filled in, in the order of the form.
pub(super) fn facts(interest: &interests::Model) -> Vec<Fact> {
    let yes_or_no = |said: bool| if said { "Yes" } else { "No" }.to_owned();
    let all = [
        ("Name", interest.name.clone()),
        ("E-mail", interest.email.to_string()),
        ("Organization", interest.organization_name.clone()),
        ("Role", interest.role_title.clone()),
        ("Would like to", interest.kind.label().to_owned()),
        ("Kinds of money", rules::products(&interest.products)),
        (
            "Amount",
            rules::amounts(interest.amount_low_usd, interest.amount_high_usd),
        ),
        ("Worth the time if", interest.message.clone()),
        (
            "EIN",
            interest.ein.map_or_else(String::new, |ein| ein.to_string()),
        ),
        ("Website", interest.website.clone()),
        (
            "Write about other goals",
            yes_or_no(interest.consent_contact),
        ),
        ("Name the organization", yes_or_no(interest.consent_list)),
    ];
    all.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| Fact { label, value })
        .collect()
}
