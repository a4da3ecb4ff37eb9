//! One organization once, though several files speak of it.
//!
//! Rows are the same organization when they share an EIN, or a website's domain and a state, or a name (spelling and legal
//! form aside) and a state. Two different EINs are two organizations, whatever else agrees. A name that fits several
//! organizations fits none: a wrong merge is worse than a double.

use std::collections::HashMap;

use super::names::same_name;
use super::organization::{DirectoryFact, DirectoryOrganization};

/// Hosts on which many organizations have a page; sharing one says nothing.
const SHARED_HOSTS: [&str; 4] = [
    "facebook.com",
    "linkedin.com",
    "sites.google.com",
    "instagram.com",
];

/// Merges rows that speak of the same organization. The earliest row's name, address and website stand; the facts of all
/// are kept, each with its own source.
pub fn merge(rows: Vec<DirectoryOrganization>) -> Vec<DirectoryOrganization> {
    let mut known = Known::default();
    for row in rows {
        if let Some(place) = known.same_as(&row) {
            absorb(&mut known.organizations[place], row);
            known.remember(place);
        } else {
            known.organizations.push(row);
            known.remember(known.organizations.len() - 1);
        }
    }
    known.organizations
}

#[derive(Default)]
struct Known {
    organizations: Vec<DirectoryOrganization>,
    by_ein: HashMap<String, usize>,
    by_domain: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Known {
    fn remember(&mut self, place: usize) {
        let organization = &self.organizations[place];
        if let Some(ein) = &organization.ein {
            self.by_ein.insert(ein.clone(), place);
        }
        if let Some(domain) = organization.website.as_deref().and_then(domain) {
            note(self.by_domain.entry(domain).or_default(), place);
        }
        let name = same_name(&organization.name);
        note(self.by_name.entry(name).or_default(), place);
    }

    fn same_as(&self, row: &DirectoryOrganization) -> Option<usize> {
        let by_ein = row.ein.as_ref().and_then(|ein| self.by_ein.get(ein));
        by_ein
            .copied()
            .or_else(|| {
                let domain = row.website.as_deref().and_then(domain)?;
                self.the_only_one(self.by_domain.get(&domain)?, row)
            })
            .or_else(|| self.the_only_one(self.by_name.get(&same_name(&row.name))?, row))
    }

    fn the_only_one(&self, places: &[usize], row: &DirectoryOrganization) -> Option<usize> {
        let mut fitting = places.iter().copied().filter(|place| {
            let known = &self.organizations[*place];
            share_a_state(known, row) && !two_eins(known, row)
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

fn note(places: &mut Vec<usize>, place: usize) {
    if !places.contains(&place) {
        places.push(place);
    }
}

fn two_eins(one: &DirectoryOrganization, other: &DirectoryOrganization) -> bool {
    matches!((&one.ein, &other.ein), (Some(one), Some(other)) if one != other)
}

/// The New Markets file has no address, so there the states a provider served most must include the other's state.
fn share_a_state(known: &DirectoryOrganization, row: &DirectoryOrganization) -> bool {
    match (&known.state, &row.state) {
        (Some(known), Some(state)) => known == state,
        (Some(state), None) => serves(row, state),
        (None, Some(state)) => serves(known, state),
        (None, None) => false,
    }
}

fn serves(organization: &DirectoryOrganization, state: &str) -> bool {
    organization
        .fact("nmtc_top_states")
        .is_some_and(|fact| fact.text.split(';').any(|served| served == state))
}

/// `https://www.example.org/about` has the domain `example.org`.
fn domain(website: &str) -> Option<String> {
    let url = url::Url::parse(website).ok()?;
    let host = url.host_str()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!SHARED_HOSTS.contains(&host)).then(|| host.to_owned())
}

fn absorb(known: &mut DirectoryOrganization, row: DirectoryOrganization) {
    let source = row.facts.first().map(|fact| fact.source);
    let mut aside = |label_code, text: String| {
        known.facts.extend(source.map(|source| DirectoryFact {
            label_code,
            text,
            amount_usd: None,
            source,
            as_of: String::new(),
        }));
    };
    if row.name != known.name {
        aside("also_listed_as", row.name);
    }
    if let (Some(here), Some(there)) = (&known.ror_id, &row.ror_id)
        && here != there
    {
        aside("also_registered_as", there.clone());
    }
    // The strongest key wins, so that reading the files in another order finds the same organization again.
    if known.ein.is_none() && row.ein.is_some() {
        known.key = row.key;
    }
    known.kind = known.kind.or(row.kind);
    known.city = known.city.take().or(row.city);
    known.state = known.state.take().or(row.state);
    known.zip = known.zip.take().or(row.zip);
    known.ein = known.ein.take().or(row.ein);
    known.ror_id = known.ror_id.take().or(row.ror_id);
    known.website = known.website.take().or(row.website);
    known.facts.extend(row.facts);
    known.city_records.extend(row.city_records);
}
