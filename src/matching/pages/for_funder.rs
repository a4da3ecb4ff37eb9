//! `GET /funders/{id}/matches`: the goals a funder could help, best fit first, each with its reasons.

use askama::Template;
use axum::{extract::Path, response::Response};
use serde::Deserialize;

use super::{waiting, words};
use crate::{
    entities::organizations,
    funders::{self, PocketRow},
    ids::OrganizationId,
    matching::{
        reverse::{FunderGoal, FunderGoals, goals_for},
        rules::Verdict,
        stances,
    },
    values::FunderType,
    web::{
        self, AppError, Desk, Paging, Query, Result, Shell,
        views::{Link, PagerView, ReasonView, Tab},
    },
};

/// Rows on a page.
const PAGE: u64 = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

#[derive(Template)]
#[template(path = "matching/for_funder.html")]
struct ForFunderPage {
    shell: Shell,
    crumbs: Vec<Link>,
    name: String,
    sample: bool,
    lede: String,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    pager: PagerView,
    funder_href: String,
    /// Why nothing is listed, where nothing is.
    nothing: &'static str,
    /// What it funds is not written down, and the reader may.
    may_add: bool,
}

struct Row {
    href: String,
    title: String,
    place: String,
    sample: bool,
    /// The name of the funding source, where the funder has several.
    through: String,
    pill: (&'static str, &'static str, &'static str),
    reasons: Vec<ReasonView>,
    fit: Option<(u64, String)>,
    /// Staff set it aside for this goal.
    aside: bool,
    open: String,
    ask: String,
}

pub(super) async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let id: OrganizationId = AppError::found(id.parse().ok())?;
    let funder = AppError::found(funders::by_id(desk.db(), id).await?)?;
    let today = desk.local_date();
    let found = async { Ok(goals_for(&desk.app.db, id, today).await?) };
    let found = match waiting::at_most(&desk, found).await? {
        Ok(found) => found,
        Err(page) => return Ok(page),
    };
    let paging = Paging::read(&asked.page, PAGE);
    let skip = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let several = found.pockets.len() > 1;
    let sources = found.pockets.iter().map(|pocket| pocket.id);
    let aside = stances::aside_of_sources(desk.db(), sources, today).await?;
    let path = format!("/funders/{id}/matches");
    let funder_href = format!("/funders/{id}");
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let lede = format!(
        "{} with an open line it could fill; {} aligned where no open line takes what it offers. Of {} that money is sought for.",
        words::counted(found.count(Verdict::Eligible), "goal"),
        found.count(Verdict::AlignedNoOpenLine),
        found.goals.goals.len(),
    );
    web::page(&ForFunderPage {
        shell: desk.shell("funders", format!("Goals for {}", funder.name)),
        crumbs: vec![
            Link::new("Funders", "/funders"),
            Link::new(&funder.name, &funder_href),
        ],
        tabs: tabs(id, total),
        rows: found
            .page(skip, size)
            .iter()
            .map(|each| {
                let is_aside = aside.contains(&(each.goal.id, each.pocket.id));
                row(each, several, is_aside)
            })
            .collect(),
        pager: paging.pager(total, &path, "goals"),
        nothing: nothing(&funder, &found),
        may_add: found.pockets.is_empty() && !funder.do_not_contact && desk.may_edit(),
        sample: funder.illustrative,
        name: funder.name,
        funder_href,
        lede,
    })
}

fn nothing(funder: &organizations::Model, found: &FunderGoals) -> &'static str {
    let convenes = |pocket: &PocketRow| pocket.kind == FunderType::ConvenerNonfunder;
    if funder.do_not_contact {
        "It asked not to be contacted, so no goal may ask it."
    } else if found.pockets.is_empty() {
        "What it funds is not recorded yet, so it cannot be matched."
    } else if found.pockets.iter().any(convenes) {
        "It convenes and gives no money. It may be invited, and is never asked for capital."
    } else {
        "No goal lies where it funds, on an issue it funds, on its conditions."
    }
}

/// The views of a funder's goals; the other two are pages of the goals room.
fn tabs(id: OrganizationId, could: u64) -> Vec<Tab> {
    let path = format!("/funders/{id}/goals");
    let tab = |label, href: String, count, current| Tab {
        label,
        href,
        count,
        current,
    };
    vec![
        tab(
            "Could help",
            format!("/funders/{id}/matches"),
            Some(could),
            true,
        ),
        tab("Inside its areas", path.clone(), None, false),
        tab("Outside", format!("{path}?show=outside"), None, false),
    ]
}

fn row(each: &FunderGoal, several: bool, aside: bool) -> Row {
    let judgment = &each.found.judgment;
    let reasons = [judgment.strongest_for(), judgment.strongest_against()];
    let names: Vec<&str> = each.goal.places.iter().map(|(_, name)| &**name).collect();
    let fit = each.found.fit.as_ref();
    Row {
        href: format!("/goals/{}/matches?show={}", each.goal.id, each.pocket.id),
        title: each.goal.title.clone(),
        place: names.join("; "),
        sample: each.goal.illustrative,
        through: if several {
            each.pocket.name.clone()
        } else {
            String::new()
        },
        pill: words::pill(judgment.verdict),
        reasons: reasons.into_iter().flatten().map(words::in_row).collect(),
        fit: fit.map(|fit| (fit.whole(), format!("{}%", fit.whole()))),
        aside,
        open: each.goal.open.short(),
        ask: each
            .found
            .likely_ask
            .map_or_else(|| "No open line".to_owned(), words::range),
    }
}
