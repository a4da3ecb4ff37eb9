//! A pocket as its funder's page shows it.

use crate::{
    entities::{capital_products, funding_sources},
    funders::{
        rules::{
            amounts, as_of_words, condition_words, cycle_words, position, rates, source_words, term,
        },
        store::PocketProfile,
    },
    values::PlaceId,
};

pub(super) struct PocketView {
    pub(super) id: String,
    /// Where its areas and markets are changed.
    pub(super) areas_href: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) active: bool,
    pub(super) products: Vec<ProductLine>,
    /// Label and text of each thing that is known.
    pub(super) says: Vec<(&'static str, String)>,
    pub(super) source: String,
    /// Empty for sample data.
    pub(super) as_of: String,
}

pub(super) struct ProductLine {
    pub(super) product: &'static str,
    pub(super) amounts: String,
    pub(super) rates: String,
    pub(super) term: String,
    pub(super) position: String,
    pub(super) conditions: String,
}

pub(super) fn pocket_view(profile: PocketProfile) -> PocketView {
    let pocket = profile.pocket;
    let conditions: Vec<String> = pocket.constraints.iter().map(condition_words).collect();
    let markets: Vec<String> = profile
        .markets
        .iter()
        .map(|(kind, what)| format!("{kind}: {what}"))
        .collect();
    let decided_by = match pocket.decision_body.as_str() {
        "staff_then_board" => "Staff first, then the board".to_owned(),
        other => other.replace('_', " "),
    };
    let says = [
        ("Funds in", places(&profile.stated)),
        ("CRA assessment areas", places(&profile.assessed)),
        ("Target markets", markets.join("; ")),
        (
            "CDFI certification",
            pocket
                .certified_on
                .map(|on| format!("Certified as of {}", on.format("%-d %b %Y")))
                .unwrap_or_default(),
        ),
        ("Areas stated in", areas_source(&pocket)),
        ("Issues", profile.issues.join("; ")),
        ("Populations", profile.populations.join("; ")),
        ("Conditions", conditions.join(". ")),
        ("Decides", cycle_words(&pocket.decision_cycle)),
        ("Decided by", decided_by),
        ("Notes", pocket.notes),
    ];
    PocketView {
        id: pocket.id.to_string(),
        areas_href: format!(
            "/funders/{}/pockets/{}/areas",
            pocket.organization_id, pocket.id
        ),
        name: pocket.name,
        kind: pocket.kind.label(),
        active: pocket.active,
        products: profile.products.iter().map(product_line).collect(),
        says: says
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect(),
        source: source_words(&pocket.source).to_owned(),
        as_of: match pocket.source.as_str() {
            // What is made up has no date to state.
            "illustrative" => String::new(),
            _ => as_of_words(&pocket.as_of),
        },
    }
}

/// Where areas and markets are written down, and when that was.
fn areas_source(pocket: &funding_sources::Model) -> String {
    match pocket.areas_as_of {
        Some(on) if !pocket.areas_source.is_empty() => {
            format!("{}, as of {}", pocket.areas_source, on.format("%-d %b %Y"))
        }
        _ => pocket.areas_source.clone(),
    }
}

/// Names with their codes: places match on codes, so they are shown.
fn places(areas: &[(PlaceId, String)]) -> String {
    let named: Vec<String> = areas
        .iter()
        .map(|(place, name)| format!("{name} ({place})"))
        .collect();
    named.join("; ")
}

fn product_line(product: &capital_products::Model) -> ProductLine {
    ProductLine {
        product: product.product.label(),
        amounts: amounts(product.min_usd, product.max_usd),
        rates: rates(product.rate_low_bp, product.rate_high_bp),
        term: term(product.term_months),
        position: position(&product.position),
        conditions: product.conditions.clone(),
    }
}
