//! What the public sees: goals that are open for interest, in plain words. The total, what is committed and what is
//! still to raise are shown; no funder, no line and no unsigned amount is.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::Response,
};

use super::{activity::PageQuery, public_number::PublicNumber};
use crate::{
    goals::{
        pictures::{day, public_sentence, public_stack_view},
        rules::stack::totals,
        store::{self, GoalCard, GoalFilter},
    },
    issues,
    places::rules::full_name,
    web::{
        self, AppError, FrontDesk, Paging, Query, Shell,
        charts::StackView,
        views::{Link, PagerView},
    },
};

const PER_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "goals/open_list.html")]
struct OpenList {
    shell: Shell,
    groups: Vec<CityGroup>,
    pager: Option<PagerView>,
}

/// Open goals of one city.
struct CityGroup {
    id: String,
    city: String,
    goals: Vec<OpenRow>,
}

struct OpenRow {
    href: String,
    title: String,
    result: String,
    sentence: String,
    as_of: String,
    stack: StackView,
    illustrative: bool,
}

#[derive(Template)]
#[template(path = "goals/open_goal.html")]
struct OpenGoal {
    shell: Shell,
    crumbs: Vec<Link>,
    title: String,
    result: String,
    places: String,
    issue: String,
    people: String,
    partnership: String,
    stack: StackView,
    number: Option<PublicNumber>,
    story: String,
    interest_href: String,
    illustrative: bool,
    values_note: String,
}

pub(super) async fn list(desk: FrontDesk, Query(query): Query<PageQuery>) -> web::Result<Response> {
    let paging = Paging::read(&query.page, PER_PAGE);
    let filter = GoalFilter {
        open_only: true,
        ..GoalFilter::default()
    };
    let (cards, total) = store::cards(desk.app.db.read(), &filter, paging).await?;
    let shell = desk.shell("Goals open for interest");
    let pager = (total > PER_PAGE).then(|| paging.pager(total, "/open", "goals"));
    public(
        &OpenList {
            shell,
            groups: grouped(cards),
            pager,
        },
        &desk,
    )
}

/// Cards come by city, so neighbours belong together.
fn grouped(cards: Vec<GoalCard>) -> Vec<CityGroup> {
    let mut groups: Vec<CityGroup> = Vec::new();
    for (at, card) in cards.into_iter().enumerate() {
        let city = card.home.clone();
        let row = row(at, card);
        match groups.last_mut().filter(|group| group.city == city) {
            Some(group) => group.goals.push(row),
            None => groups.push(CityGroup {
                id: format!("city-{at}"),
                city,
                goals: vec![row],
            }),
        }
    }
    groups
}

fn row(at: usize, card: GoalCard) -> OpenRow {
    OpenRow {
        href: format!("/g/{}", card.slug),
        sentence: public_sentence(&card.totals),
        as_of: card.as_of.map(day).unwrap_or_default(),
        stack: public_stack_view(&format!("stack-{at}"), &card.totals, card.as_of),
        title: card.title,
        result: card.result_statement,
        illustrative: card.illustrative,
    }
}

pub(super) async fn goal(desk: FrontDesk, Path(slug): Path<String>) -> web::Result<Response> {
    let db = desk.app.db.read();
    let goal = AppError::found(store::open_by_slug(db, &slug).await?)?;
    let places = store::places_of(db, goal.id).await?;
    let names: Vec<String> = places
        .iter()
        .map(|place| full_name(&place.name, place.kind, place.state.as_deref()))
        .collect();
    let stack = store::stack_of(db, goal.id).await?;
    let sums = totals(&store::rule_lines(&stack));
    let number = PublicNumber::load(db, goal.id, desk.app.now().date_naive()).await?;
    let populations = issues::populations(db).await?;
    let people = store::populations_of(db, goal.id).await?;
    let people: Vec<String> = people.iter().map(|code| populations.label(code)).collect();
    let as_of = stack.iter().map(|line| line.as_of).max();
    let page = OpenGoal {
        shell: desk.shell(&goal.title),
        crumbs: vec![Link::new("Goals open for interest", "/open")],
        places: names.join("; "),
        issue: issues::issues(db).await?.label(&goal.primary_issue),
        people: people.join("; "),
        stack: public_stack_view("stack", &sums, as_of),
        number,
        interest_href: format!("/g/{}/interest", goal.slug),
        title: goal.title,
        result: goal.result_statement,
        partnership: crate::partnerships::name_of(db, goal.partnership_id).await?,
        story: goal.story,
        illustrative: goal.illustrative,
        values_note: goal.values_note,
    };
    public(&page, &desk)
}

/// A page that caches may keep for a minute. Theme and message are in cookies, so it varies by them; a page with a
/// message is for one reader only.
fn public(page: &impl Template, desk: &FrontDesk) -> web::Result<Response> {
    let mut response = web::page(page)?;
    if desk.shell("").flash.is_none() {
        let headers = response.headers_mut();
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=60"),
        );
        headers.append(header::VARY, HeaderValue::from_static("Cookie"));
    }
    Ok(response)
}
