//! The matches of a goal as JSON, for people who are signed in: verdict, fit in parts, and reasons with the codes and amounts
//! they rest on as data. Same filters and pages as the page, and all verdicts unless some are asked for.

use axum::{
    Json, Router,
    extract::Path,
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::SecondsFormat;
use jiff::civil::Date;
use sea_orm::DbErr;
use serde::Serialize;

use super::{
    GoalMatch, GoalMatches, matches_for,
    pages::{
        filter::{Asked, Filter, VERDICTS},
        matches_in_path,
    },
    rules::{Component, Fit, Load, Measure, Reason, ReasonKind, Topic},
};
use crate::{
    db::Db,
    ids::{FundingSourceId, GoalId, OrganizationId, StackLineId},
    values::{CapitalProduct, FunderType, Money, Stance, StanceReason},
    web::{AppState, Desk, Paging, Query, Result},
};

/// JSON for people who are signed in.
pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/api/v1/goals/{goal}/matches", get(matches))
}

#[derive(Serialize)]
struct Answer {
    goal: GoalFace,
    /// The one line of the stack that was asked about.
    line: Option<StackLineId>,
    /// The day the verdicts hold for, as in "2026-11-22".
    as_of: String,
    weights_version: i32,
    /// After the filters.
    total: usize,
    page: u64,
    page_size: u64,
    matches: Vec<MatchFace>,
}

#[derive(Serialize)]
struct GoalFace {
    id: GoalId,
    title: String,
    illustrative: bool,
}

#[derive(Serialize)]
struct MatchFace {
    organization: OrganizationFace,
    funding_source: SourceFace,
    verdict: &'static str,
    fit: Option<FitFace>,
    likely_ask: Option<AskFace>,
    next_decision: DecisionFace,
    reasons: Vec<ReasonFace>,
    /// What staff think of it for this goal; nothing where nobody said.
    stance: Option<StanceFace>,
}

/// A source set aside is in the answer like every other; this says so.
#[derive(Serialize)]
struct StanceFace {
    stance: Option<Stance>,
    pinned: bool,
    /// Off the list today.
    set_aside: bool,
    reason: Option<StanceReason>,
    words: String,
    look_again_on: Option<String>,
    by: String,
    /// As in "2026-11-22T15:00:00Z".
    at: String,
}

#[derive(Serialize)]
struct OrganizationFace {
    id: OrganizationId,
    name: String,
    illustrative: bool,
    do_not_contact: bool,
}

#[derive(Serialize)]
struct SourceFace {
    id: FundingSourceId,
    name: String,
    kind: FunderType,
    products: Vec<CapitalProduct>,
    source: String,
    as_of: Option<String>,
}

#[derive(Serialize)]
struct FitFace {
    /// "78.4", out of 100.
    points: String,
    /// Basis points times weights; divided by `full` it is the fit.
    score: u64,
    full: u64,
    components: Vec<ComponentFace>,
    /// What is taken off; nothing for a source that nobody asks this quarter.
    load: Option<LoadFace>,
    /// The measure that costs most, and what would raise it; nothing where every measure is full.
    raise: Option<RaiseFace>,
}

#[derive(Serialize)]
struct RaiseFace {
    /// A measure, or "asks".
    component: &'static str,
    /// How many points out of 100 are missing there.
    points: String,
    sentence: &'static str,
}

#[derive(Serialize)]
struct ComponentFace {
    component: &'static str,
    basis_points: u16,
    weight: u32,
    points: String,
    points_at_most: String,
    recorded: bool,
    sentence: String,
    source: Option<String>,
    as_of: Option<String>,
}

#[derive(Serialize)]
struct LoadFace {
    asked_this_quarter: u32,
    limit: u32,
    basis_points: u32,
    weight: u32,
    /// Off the score.
    taken: u64,
    points: String,
    sentence: String,
}

#[derive(Serialize)]
struct AskFace {
    low_usd: Money,
    high_usd: Money,
}

#[derive(Serialize)]
struct DecisionFace {
    text: String,
    letters_due: Option<String>,
    /// The first day of the month the board meets in.
    board_month: Option<String>,
}

#[derive(Serialize)]
struct ReasonFace {
    kind: &'static str,
    topic: &'static str,
    text: String,
    codes: Vec<String>,
    amounts_usd: Vec<Money>,
}

async fn matches(
    desk: Desk,
    Path(goal): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let filter = asked.read(&VERDICTS);
    let (found, today) = matches_in_path(&desk, &goal, filter.line).await?;
    let on_page = found.explain(&desk.app.db, &filter.on_page(&found)).await?;
    Ok(Json(answer(&found, &filter, &on_page, today)).into_response())
}

fn answer(found: &GoalMatches, filter: &Filter, on_page: &[GoalMatch], today: Date) -> Answer {
    let counts = VERDICTS.into_iter().zip(filter.counts(found));
    let listed = counts.filter(|(verdict, _)| filter.lists(*verdict));
    let goal = found.goal();
    Answer {
        goal: GoalFace {
            id: goal.id,
            title: goal.title.clone(),
            illustrative: goal.illustrative,
        },
        line: filter.line,
        as_of: today.to_string(),
        weights_version: found.weights().version(),
        total: listed.map(|(_, count)| count).sum(),
        page: filter.paging.page,
        page_size: filter.paging.size,
        matches: on_page.iter().map(|each| face(found, each)).collect(),
    }
}

/// The same answer for the command line: the first `most` funding sources of all verdicts; `None` when there is no such
/// goal.
pub async fn matches_as_json(
    db: &Db,
    goal: GoalId,
    line: Option<StackLineId>,
    most: u64,
    today: Date,
) -> std::result::Result<Option<serde_json::Value>, DbErr> {
    let Some(found) = matches_for(db, goal, line, today).await? else {
        return Ok(None);
    };
    let mut filter = Asked::default().read(&VERDICTS);
    filter.line = line;
    filter.paging = Paging {
        page: 1,
        size: most,
    };
    let on_page = found.explain(db, &filter.on_page(&found)).await?;
    let answer = answer(&found, &filter, &on_page, today);
    let json = serde_json::to_value(answer);
    json.map(Some)
        .map_err(|error| DbErr::Custom(error.to_string()))
}

fn stance(found: &GoalMatches, id: FundingSourceId) -> Option<StanceFace> {
    let row = found.stances().get(id)?;
    Some(StanceFace {
        stance: row.stance,
        pinned: row.pinned,
        set_aside: found.stances().is_aside(id),
        reason: row.reason_kind,
        words: row.reason.clone(),
        look_again_on: row.look_again_on.map(|day| day.to_string()),
        by: row.changed_by.clone(),
        at: row.changed_at.to_rfc3339_opts(SecondsFormat::Secs, true),
    })
}

fn face(found: &GoalMatches, each: &GoalMatch) -> MatchFace {
    let pocket = &each.pocket;
    MatchFace {
        organization: OrganizationFace {
            id: pocket.organization_id,
            name: pocket.organization.clone(),
            illustrative: pocket.illustrative,
            do_not_contact: pocket.do_not_contact,
        },
        funding_source: SourceFace {
            id: pocket.id,
            name: pocket.name.clone(),
            kind: pocket.kind,
            products: pocket.products.iter().map(|offer| offer.product).collect(),
            source: pocket.source.clone(),
            as_of: Some(pocket.as_of.clone()).filter(|date| !date.is_empty()),
        },
        verdict: each.found.judgment.verdict.as_str(),
        fit: each.found.fit.as_ref().map(fit),
        likely_ask: each
            .found
            .likely_ask
            .map(|(low_usd, high_usd)| AskFace { low_usd, high_usd }),
        next_decision: DecisionFace {
            text: each.timing.text.clone(),
            letters_due: each.timing.letters_due.map(|day| day.to_string()),
            board_month: each.timing.board.map(|day| day.to_string()),
        },
        reasons: each.found.judgment.reasons.iter().map(reason).collect(),
        stance: stance(found, pocket.id),
    }
}

fn fit(fit: &Fit) -> FitFace {
    FitFace {
        points: fit.out_of_100(),
        score: fit.score,
        full: fit.full,
        components: fit.measures.iter().map(component).collect(),
        load: fit.load.as_ref().map(load),
        raise: fit.largest_shortfall().map(|shortfall| RaiseFace {
            component: shortfall.component.map_or("asks", code),
            points: shortfall.points(),
            sentence: shortfall.advice,
        }),
    }
}

fn load(load: &Load) -> LoadFace {
    LoadFace {
        asked_this_quarter: load.asked,
        limit: Load::LIMIT,
        basis_points: load.basis_points,
        weight: load.weight,
        taken: load.taken,
        points: load.points(),
        sentence: load.sentence.clone(),
    }
}

const fn code(component: Component) -> &'static str {
    match component {
        Component::Place => "place",
        Component::Issue => "issue",
        Component::Capital => "capital",
        Component::Population => "population",
        Component::Relationship => "relationship",
        Component::History => "history",
        Component::Timing => "timing",
    }
}

fn component(measure: &Measure) -> ComponentFace {
    ComponentFace {
        component: code(measure.component),
        basis_points: measure.basis_points,
        weight: measure.weight,
        points: measure.points(),
        points_at_most: measure.points_at_most(),
        recorded: measure.recorded,
        sentence: measure.sentence.clone(),
        source: measure.origin.as_ref().map(|from| from.source.clone()),
        as_of: measure.origin.as_ref().map(|from| from.as_of.clone()),
    }
}

fn reason(reason: &Reason) -> ReasonFace {
    ReasonFace {
        kind: match reason.kind {
            ReasonKind::For => "for",
            ReasonKind::Against => "against",
            ReasonKind::Info => "info",
            ReasonKind::Warning => "warning",
        },
        topic: match reason.topic {
            Topic::Contact => "contact",
            Topic::Place => "place",
            Topic::Market => "market",
            Topic::Issue => "issue",
            Topic::Terms => "terms",
            Topic::Capital => "capital",
        },
        text: reason.text.clone(),
        codes: reason.codes.clone(),
        amounts_usd: reason.amounts.clone(),
    }
}
