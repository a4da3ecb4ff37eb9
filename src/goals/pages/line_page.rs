//! The page of one line's form: what it offers to choose from, and what two versions of it say.

use askama::Template;

use super::{
    conflict::{Conflict, Pair},
    forms::LineForm,
};
use crate::{
    absorbers,
    entities::{goals, stack_lines},
    funders,
    goals::{rules::stack::products::explained, store},
    ids::StackLineId,
    values::{CapitalProduct, Money, StackLayer, StackLineStatus},
    web::{
        self, Desk, FieldErrors, Shell,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "goals/line.html")]
pub(super) struct LinePage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: &'static str,
    action: String,
    back: String,
    form: LineForm,
    layers: Vec<Choice>,
    products: Vec<Choice>,
    statuses: Vec<Choice>,
    borrowers: Vec<Choice>,
    wholes: Vec<Choice>,
    pockets: Vec<String>,
    staff: bool,
    /// Product, and what it is in two sentences.
    meanings: Vec<(&'static str, &'static str, &'static str)>,
    errors: FieldErrors,
}

/// What the form offers besides code lists.
pub(super) struct Offered {
    pockets: Vec<String>,
    borrowers: Vec<(String, String)>,
    wholes: Vec<(String, String)>,
}

impl Offered {
    /// Three queries; `own` is the line itself, which is no share of itself.
    pub(super) async fn read(
        desk: &Desk,
        goal: &goals::Model,
        own: Option<StackLineId>,
        typed: &str,
    ) -> web::Result<Self> {
        let db = desk.db();
        let stack = store::stack_of(db, goal.id).await?;
        let whole = |line: &&stack_lines::Model| line.part_of.is_none() && Some(line.id) != own;
        let name = |line: &stack_lines::Model| {
            let words = format!(
                "{}, {}: {}",
                line.product.label(),
                line.amount_usd.full(),
                line.purpose
            );
            (line.id.to_string(), words.chars().take(90).collect())
        };
        // Who leads a partnership sees its goals, not the directory.
        let (borrowers, near) = if desk.is_staff() {
            let near = funders::pockets_like(db, typed, 20).await?;
            (absorbers::choices(db).await?, near)
        } else {
            let held = stack.iter().filter_map(|line| line.absorber_id);
            let held = absorbers::organization_names(db, held).await?;
            (held.into_values().collect(), Vec::new())
        };
        Ok(Self {
            pockets: near.into_iter().map(|pocket| pocket.label).collect(),
            borrowers: borrowers
                .into_iter()
                .map(|each| {
                    let sample = if each.illustrative { ", sample" } else { "" };
                    (each.id.to_string(), format!("{}{sample}", each.name))
                })
                .collect(),
            wholes: stack.iter().filter(whole).map(name).collect(),
        })
    }
}

pub(super) fn page(
    desk: &Desk,
    goal: &goals::Model,
    line: Option<&stack_lines::Model>,
    (form, errors): (LineForm, FieldErrors),
    offered: Offered,
) -> LinePage {
    let heading = if line.is_some() {
        "Change a line"
    } else {
        "Add a line"
    };
    let shell = desk.shell("goals", format!("{heading}: {}", goal.title));
    let back = format!("/goals/{}", goal.id);
    let picked = |from: Vec<(String, String)>, chosen: &str| -> Vec<Choice> {
        let choice = |(id, label): (String, String)| {
            let here = id == chosen;
            Choice::new(id, label, here)
        };
        from.into_iter().map(choice).collect()
    };
    LinePage {
        shell: if errors.is_empty() {
            shell
        } else {
            shell.with_errors()
        },
        crumbs: vec![Link::new("Goals", "/goals"), Link::new(&goal.title, &back)],
        heading,
        action: line.map_or_else(
            || format!("{back}/lines/new"),
            |line| format!("{back}/lines/{}/edit", line.id),
        ),
        back,
        layers: StackLayer::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.layer))
            .collect(),
        products: CapitalProduct::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.product))
            .collect(),
        statuses: StackLineStatus::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), each.label(), each.as_str() == form.status))
            .collect(),
        borrowers: picked(offered.borrowers, &form.borrower),
        wholes: picked(offered.wholes, &form.part_of),
        pockets: offered.pockets,
        staff: desk.is_staff(),
        meanings: CapitalProduct::ALL
            .iter()
            .map(|each| {
                let words = explained(*each);
                (each.label(), words.plain, words.lender)
            })
            .collect(),
        form,
        errors,
    }
}

/// What both versions say, field by field; the reason is carried along.
pub(super) fn compare(
    mine: &LineForm,
    theirs: &LineForm,
    offered: &Offered,
    version: i32,
) -> Conflict {
    let typed = LineForm {
        amount: mine
            .amount
            .parse()
            .map_or_else(|_| mine.amount.clone(), Money::full),
        ..mine.clone()
    };
    let saved = LineForm {
        reason: mine.reason.clone(),
        ..theirs.clone()
    };
    let (typed, saved) = (fields(&typed), fields(&saved));
    let words: Vec<_> = typed
        .iter()
        .map(|(name, ..)| move |value: &str| words(name, value, offered))
        .collect();
    let pairs: Vec<Pair<'_>> = typed
        .iter()
        .zip(&saved)
        .zip(&words)
        .map(|(((name, label, mine), (_, _, theirs)), words)| Pair {
            name,
            label,
            mine,
            theirs,
            words,
        })
        .collect();
    Conflict::between(&pairs, version)
}

fn fields(form: &LineForm) -> [(&'static str, &'static str, &str); 20] {
    [
        ("product", "Money", &form.product),
        ("layer", "Layer", &form.layer),
        ("amount", "Amount", &form.amount),
        ("status", "How sure", &form.status),
        ("reason", "Reason", &form.reason),
        ("purpose", "Use", &form.purpose),
        ("funder", "From", &form.funder),
        ("borrower", "Borrower", &form.borrower),
        ("part_of", "Share of", &form.part_of),
        ("counted_elsewhere", "In the total", &form.counted_elsewhere),
        ("conditions", "Conditions", &form.conditions),
        ("restrictions", "Restrictions", &form.restrictions),
        ("not_match_for", "Not a match for", &form.not_match_for),
        ("rate", "Rate", &form.rate),
        ("term", "Term", &form.term),
        ("claim", "Position", &form.claim),
        ("reimbursed", "Paid as reimbursement", &form.reimbursed),
        ("expected_on", "Next date", &form.expected_on),
        ("source", "Source", &form.source),
        ("as_of", "As of", &form.as_of),
    ]
}

/// A sent value in words.
fn words(name: &str, value: &str, offered: &Offered) -> String {
    fn label<T: std::str::FromStr>(value: &str, words: fn(&T) -> &'static str) -> String {
        let read = value.parse::<T>();
        read.map_or_else(|_| value.to_owned(), |each| words(&each).to_owned())
    }
    let among = |known: &[(String, String)]| {
        let found = known.iter().find(|(id, _)| id == value);
        found.map_or_else(|| value.to_owned(), |(_, label)| label.clone())
    };
    match name {
        "product" => label::<CapitalProduct>(value, |each| each.label()),
        "layer" => label::<StackLayer>(value, |each| each.label()),
        "status" => label::<StackLineStatus>(value, |each| each.label()),
        "borrower" => among(&offered.borrowers),
        "part_of" => among(&offered.wholes),
        "counted_elsewhere" if value == "yes" => "Counted in another line".to_owned(),
        "counted_elsewhere" => "By its kind".to_owned(),
        "reimbursed" if value == "yes" => "Yes".to_owned(),
        "reimbursed" => "No".to_owned(),
        _ => value.to_owned(),
    }
}
