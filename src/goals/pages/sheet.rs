//! A goal on one sheet of paper, for a meeting or a letter: the edition for staff, and the one for anybody, which shows
//! of the money only what the public page shows. Texts and tables are cut to what a page holds.

use askama::Template;
use axum::{extract::Path, response::Response};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::{
    AtGoal,
    carriers::{self, CarriersCard},
    open::public,
    public_number::for_the_public,
    words,
};
use crate::{
    entities::{goals, indicators, stack_lines},
    goals::{
        curves::curve_view,
        pictures::{day, public_stack_view, stack_view},
        rules::{
            sheet::{Cut, Density, cut, kept_rows},
            stack::{StackLine, Standing, Totals, remainder, totals},
        },
        store,
    },
    issues, partnerships,
    places::rules::full_name,
    values::{Money, StackLineStatus},
    web::{
        self, AppError, FrontDesk, Shell, TableDesk,
        charts::{CurveView, StackView},
    },
};

/// Rows of the table.
const MOST_ROWS: usize = 9;
/// Rows of what is asked.
const MOST_ASKED: usize = 5;

#[derive(Template)]
#[template(path = "goals/sheet.html")]
struct SheetPage {
    shell: Shell,
    density: &'static str,
    /// Back to the page that it was printed from.
    back: String,
    /// Where the rest is, for readers of paper: without `https://`.
    address: String,
    printed: String,
    places: Cut,
    issue: String,
    title: Cut,
    result: Cut,
    people: Cut,
    partnership: Cut,
    status: &'static str,
    story: Cut,
    curve: Option<CurveView>,
    source: Cut,
    stack: StackView,
    rows: Vec<Row>,
    total: String,
    asked: Vec<(&'static str, String)>,
    gap: String,
    /// Whether somebody can carry the debt asked for; empty where none is.
    debt: Cut,
    carried: bool,
    for_staff: bool,
    illustrative: bool,
}

struct Row {
    product: &'static str,
    purpose: String,
    amount: String,
    status: &'static str,
}

/// What both editions read of a goal: six small queries.
struct Read {
    places: String,
    issue: String,
    people: String,
    partnership: String,
    indicator: Option<indicators::Model>,
    curve: Option<CurveView>,
}

async fn read(db: &impl ConnectionTrait, goal: &goals::Model) -> web::Result<Read> {
    let places = store::places_of(db, goal.id).await?;
    let names: Vec<String> = places
        .iter()
        .map(|place| full_name(&place.name, place.kind, place.state.as_deref()))
        .collect();
    let populations = issues::populations(db).await?;
    let people = store::populations_of(db, goal.id).await?;
    let people: Vec<String> = people.iter().map(|code| populations.label(code)).collect();
    let indicator = store::indicator_of(db, goal.id).await?;
    let curve = match &indicator {
        Some(indicator) => {
            let points = for_the_public(indicator, store::curve_points(db, &[indicator.id]).await?);
            Some(curve_view("curve", indicator, &points))
        }
        None => None,
    };
    Ok(Read {
        places: names.join("; "),
        issue: issues::issues(db).await?.label(&goal.primary_issue),
        people: people.join("; "),
        partnership: partnerships::name_of(db, goal.partnership_id).await?,
        indicator,
        curve,
    })
}

pub(super) async fn staff(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let read = read(desk.db(), &goal).await?;
    let stack = store::stack_of(desk.db(), goal.id).await?;
    let lines = store::rule_lines(&stack);
    let sums = totals(&lines);
    let path = format!("/goals/{}", goal.id);
    let shell = desk.shell("goals", format!("Goal sheet: {}", goal.title));
    let today = desk.app.now().date_naive();
    let mut page = SheetPage::of(shell, &goal, read, today);
    page.address = on_paper(&desk.app.settings.url(&path));
    page.back = path;
    page.status = goal.status.label();
    let newest = stack.iter().map(|line| line.as_of).max();
    page.stack = stack_view("stack", &sums, newest);
    page.rows = rows(&stack, &lines, &sums);
    page.total = sums.total.full();
    page.asked = asked(&lines);
    page.gap = sums.gap.short();
    if let Some(card) = carriers::card(desk.db(), &goal, &lines, &sums).await? {
        page.carried = card.carried;
        page.debt = cut(&debt_words(&card, desk.is_staff()), 260);
    }
    page.for_staff = true;
    web::page(&page.fitted())
}

pub(super) async fn open(desk: FrontDesk, Path(slug): Path<String>) -> web::Result<Response> {
    let db = desk.app.db.read();
    let goal = AppError::found(store::open_by_slug(db, &slug).await?)?;
    let read = read(db, &goal).await?;
    let kept = store::sums_of(db, [goal.id]).await?;
    let (sums, newest) = kept.get(&goal.id).copied().unwrap_or_default();
    let path = format!("/g/{}", goal.slug);
    let shell = desk.shell(format!("Goal sheet: {}", goal.title));
    let today = desk.app.now().date_naive();
    let mut page = SheetPage::of(shell, &goal, read, today);
    page.address = on_paper(&desk.app.settings.url(&path));
    page.back = path;
    page.stack = public_stack_view("stack", &sums, newest);
    page.gap = sums.gap.short();
    public(&page.fitted(), &desk)
}

/// An address as people type it.
fn on_paper(url: &str) -> String {
    let bare = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    bare.unwrap_or(url).to_owned()
}

impl SheetPage {
    /// What both editions say; the money is still to be filled in.
    fn of(shell: Shell, goal: &goals::Model, read: Read, today: NaiveDate) -> Self {
        let source = read.indicator.map(|each| each.source).unwrap_or_default();
        Self {
            shell,
            density: "",
            back: String::new(),
            address: String::new(),
            printed: day(today),
            places: cut(&read.places, 110),
            issue: read.issue,
            title: cut(&goal.title, 160),
            result: cut(&goal.result_statement, 420),
            people: cut(&read.people, 150),
            partnership: cut(&read.partnership, 110),
            status: "",
            story: cut(&goal.story, 760),
            curve: read.curve,
            source: cut(&source, 150),
            stack: public_stack_view("stack", &Totals::default(), None),
            total: String::new(),
            asked: Vec::new(),
            gap: String::new(),
            debt: cut("", 0),
            carried: false,
            rows: Vec::new(),
            for_staff: false,
            illustrative: goal.illustrative,
        }
    }

    /// Chooses the size of the type, and how much of the story a long table leaves room for.
    fn fitted(mut self) -> Self {
        if self.rows.len() > 5 {
            let most = cut(&self.story.text, 520);
            self.story.more |= most.more;
            self.story.text = most.text;
        }
        let texts = [
            &self.title,
            &self.result,
            &self.story,
            &self.people,
            &self.debt,
        ];
        let letters = texts.iter().map(|each| each.text.chars().count()).sum();
        self.density = Density::of(letters, self.rows.len()).class();
        self
    }
}

/// Who can carry the debt asked for, or why nobody can. Who the absorbers are is for staff.
fn debt_words(card: &CarriersCard, staff: bool) -> String {
    let debt = &card.debt;
    if !card.carried {
        let why = if staff { &card.why } else { &card.why_unnamed };
        return why.clone();
    }
    let names: Vec<&str> = card.able.iter().map(|each| each.name.as_str()).collect();
    if staff {
        format!("Could carry the {debt} of debt: {}.", names.join(", "))
    } else {
        format!("Somebody recorded here could carry the {debt} of debt. Ask the staff who.")
    }
}

/// The lines of the cash total, so that the column adds up; the smaller ones in one row where they are many.
fn rows(stack: &[stack_lines::Model], lines: &[StackLine], sums: &Totals) -> Vec<Row> {
    let cash: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].standing() == Standing::Cash)
        .collect();
    let amounts: Vec<Money> = cash.iter().map(|at| remainder(lines, *at)).collect();
    let kept = kept_rows(&amounts, MOST_ROWS);
    let mut shown = Money::ZERO;
    let mut rows: Vec<Row> = Vec::with_capacity(kept.len() + 1);
    for place in &kept {
        let (at, amount) = (cash[*place], amounts[*place]);
        shown = shown + amount;
        rows.push(Row {
            product: stack[at].product.label(),
            purpose: cut(&stack[at].purpose, 58).text,
            amount: amount.full(),
            status: words::line_pill(stack[at].status).2,
        });
    }
    if kept.len() < cash.len() {
        rows.push(Row {
            product: "Other lines",
            purpose: format!("{} smaller ones", cash.len() - kept.len()),
            amount: sums.total.less(shown).full(),
            status: "",
        });
    }
    rows
}

/// A line that is still looking for its funder. A soft circle has one, if only by word of mouth.
fn is_asked(line: &StackLine) -> bool {
    use StackLineStatus::{Identified, Need};
    line.is_open() && matches!(line.status, Need | Identified)
}

/// What nobody has spoken for, by kind of money, most first.
fn asked(lines: &[StackLine]) -> Vec<(&'static str, String)> {
    let mut by_product: Vec<(&'static str, Money)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_asked(line)) {
        let (label, amount) = (line.product.label(), remainder(lines, at));
        match by_product.iter_mut().find(|(known, _)| *known == label) {
            Some((_, sum)) => *sum = *sum + amount,
            None => by_product.push((label, amount)),
        }
    }
    by_product.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    let more = by_product.split_off(by_product.len().min(MOST_ASKED));
    let mut asked: Vec<(&'static str, String)> = by_product
        .into_iter()
        .map(|(label, amount)| (label, amount.short()))
        .collect();
    if !more.is_empty() {
        let sum: Money = more.into_iter().map(|(_, amount)| amount).sum();
        asked.push(("Other kinds", sum.short()));
    }
    asked
}
