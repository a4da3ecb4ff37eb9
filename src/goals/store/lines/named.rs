//! The names a stack's lines point at: pockets and absorbers, in one query each.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr};
use serde_json::{Value, json};

use super::LineDraft;
use crate::{
    absorbers::{self, AbsorberName},
    entities::stack_lines,
    funders::{self, PocketName},
    ids::{AbsorberId, FundingSourceId},
};

/// What pockets and absorbers are called.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub pockets: BTreeMap<FundingSourceId, PocketName>,
    pub absorbers: BTreeMap<AbsorberId, AbsorberName>,
}

impl Names {
    /// The pocket's label; empty for none.
    pub(crate) fn pocket(&self, id: Option<FundingSourceId>) -> &str {
        let found = id.and_then(|id| self.pockets.get(&id));
        found.map_or("", |pocket| pocket.label.as_str())
    }

    /// The absorber's name; empty for none.
    pub(crate) fn absorber(&self, id: Option<AbsorberId>) -> &str {
        let found = id.and_then(|id| self.absorbers.get(&id));
        found.map_or("", |absorber| absorber.name.as_str())
    }
}

/// The names that these lines need: at most two queries.
pub(crate) async fn names_of(
    db: &impl ConnectionTrait,
    lines: &[stack_lines::Model],
) -> Result<Names, DbErr> {
    let pockets = lines.iter().filter_map(|line| line.funding_source_id);
    let borrowers = lines.iter().filter_map(|line| line.absorber_id);
    Ok(Names {
        pockets: funders::pocket_names(db, pockets).await?,
        absorbers: absorbers::organization_names(db, borrowers).await?,
    })
}

/// What a line says, for its history; `whole` names the line it is a share of.
pub(super) fn facts(draft: &LineDraft, names: &Names, whole: &str) -> [(&'static str, Value); 19] {
    [
        ("layer", json!(draft.layer)),
        ("product", json!(draft.product)),
        ("amount_usd", json!(draft.amount)),
        ("status", json!(draft.status)),
        ("use", json!(draft.purpose)),
        ("counts_toward_total", json!(draft.counts_toward_total)),
        ("from", json!(names.pocket(draft.funder))),
        ("borrower", json!(names.absorber(draft.borrower))),
        ("share_of", json!(whole)),
        ("conditions", json!(draft.conditions)),
        ("restrictions", json!(draft.restrictions)),
        ("no_match_for", json!(draft.not_match_for)),
        ("rate", json!(draft.rate)),
        ("term", json!(draft.term)),
        ("position", json!(draft.claim)),
        ("paid_as_reimbursement", json!(draft.reimbursed)),
        (
            "next_date",
            json!(draft.expected_on.map(|day| day.to_string())),
        ),
        ("source", json!(draft.source)),
        ("as_of", json!(draft.as_of.to_string())),
    ]
}
