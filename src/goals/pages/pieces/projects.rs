//! Projects under a goal: what gets built, hired or launched, with its cost. They serve the result and are not it.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    PieceForm,
    form::{Ask, Kind, Lists, choices},
};
use crate::{
    entities::{goals, projects},
    goals::{
        pages::{
            AtGoal,
            forms::{chosen, line, maybe_date, one_line, optional},
            head::{GoalHead, GoalTab},
            words,
        },
        pictures::day,
        store::{self, ProjectDraft},
    },
    values::{Money, ProjectStatus},
    web::{self, FieldErrors, Shell, TableDesk},
};

/// Most characters of what a project does.
pub(in crate::goals::pages) const PROJECT_NAME: usize = 300;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::goals::pages) struct ProjectForm {
    pub(in crate::goals::pages) name: String,
    pub(in crate::goals::pages) sponsor: String,
    pub(in crate::goals::pages) status: String,
    pub(in crate::goals::pages) cost: String,
    pub(in crate::goals::pages) items: String,
    pub(in crate::goals::pages) source: String,
    pub(in crate::goals::pages) as_of: String,
    pub(in crate::goals::pages) version: String,
}

impl PieceForm for ProjectForm {
    type Draft = ProjectDraft;

    const PATH: &'static str = "projects";
    const NOUN: &'static str = "project";
    const CONTEXT: &'static str = "Work that serves the result";
    const REMOVABLE: bool = false;

    fn of(row: &projects::Model, _: &Lists) -> Self {
        Self {
            name: row.name.clone(),
            sponsor: row.sponsor.clone(),
            status: row.status.to_string(),
            cost: row.cost_usd.map(Money::full).unwrap_or_default(),
            items: row.items.clone(),
            source: row.source.clone(),
            as_of: row.as_of.map(|day| day.to_string()).unwrap_or_default(),
            version: row.version.to_string(),
        }
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn asks(&self, _: &Lists) -> Vec<Ask> {
        let statuses = choices!(ProjectStatus, self.status);
        vec![
            Ask::new("Project", "name", &self.name, Kind::Line)
                .hint("What gets done, such as “40 homes at Fourth and Main”"),
            Ask::new("Sponsor", "sponsor", &self.sponsor, Kind::Line)
                .optional()
                .hint("Who carries it out"),
            Ask::new(
                "Status",
                "status",
                &self.status,
                Kind::Select("Choose one", statuses),
            ),
            Ask::new("Cost", "cost", &self.cost, Kind::Money)
                .optional()
                .hint("For example $1.5M or 750k; leave it empty if nobody has said"),
            Ask::new("Line items", "items", &self.items, Kind::Area)
                .optional()
                .hint("One to a line, such as “Land: $2M”"),
            Ask::new("Source of the cost", "source", &self.source, Kind::Line)
                .optional()
                .hint("Who said so, or where it is written"),
            Ask::new("As of", "as_of", &self.as_of, Kind::Date).optional(),
        ]
    }

    fn read(&self, _: &Lists, errors: &mut FieldErrors) -> Option<ProjectDraft> {
        let name = errors.keep("name", line(&self.name, "what gets done", PROJECT_NAME));
        let sponsor = errors.keep("sponsor", one_line(&self.sponsor, "the sponsor", 160));
        let status = errors.keep("status", chosen(&self.status, "how far it has come"));
        let cost = if self.cost.trim().is_empty() {
            Some(None)
        } else {
            errors.keep("cost", self.cost.parse::<Money>().map(Some))
        };
        let items = errors.keep("items", optional(&self.items, "the line items", 4_000));
        let source = errors.keep("source", one_line(&self.source, "the source", 300));
        let as_of = errors.keep("as_of", maybe_date(&self.as_of));
        if let Some(Some(_)) = cost {
            if source.as_deref() == Some("") {
                errors.add(
                    "source",
                    "Say who said what it costs, or where it is written.",
                );
            }
            if as_of == Some(None) {
                errors.add("as_of", "Say when the cost was so.");
            }
        }
        Some(ProjectDraft {
            name: name?,
            sponsor: sponsor?,
            status: status?,
            cost_usd: cost?,
            items: items?,
            source: source?,
            as_of: as_of?,
        })
    }

    fn back(goal: &goals::Model) -> String {
        format!("/goals/{}/projects", goal.id)
    }
}

#[derive(Template)]
#[template(path = "goals/projects.html")]
struct ProjectsPage {
    shell: Shell,
    head: GoalHead,
    context: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    sponsor: String,
    edit_href: String,
    pill: words::Pill,
    cost: String,
    source: String,
    as_of: String,
    items: Vec<String>,
}

/// Every project of a goal.
pub(in crate::goals::pages) async fn list(
    TableDesk(desk): TableDesk,
    AtGoal(goal): AtGoal,
) -> web::Result<Response> {
    let head = GoalHead::load(&desk, &goal, GoalTab::Projects).await?;
    let found = store::pieces_of::<ProjectDraft>(desk.db(), goal.id).await?;
    let known: Option<i64> = found
        .iter()
        .filter_map(|row| row.cost_usd)
        .map(Money::dollars)
        .reduce(i64::saturating_add);
    let total = known.and_then(|dollars| Money::try_from(dollars).ok());
    web::page(&ProjectsPage {
        shell: desk.shell("goals", format!("Projects: {}", goal.title)),
        context: total.map_or_else(String::new, |total| {
            format!("{} where a cost is known", total.full())
        }),
        rows: found.iter().map(|row| shown(&goal, row)).collect(),
        head,
    })
}

fn shown(goal: &goals::Model, row: &projects::Model) -> Row {
    Row {
        name: row.name.clone(),
        sponsor: row.sponsor.clone(),
        edit_href: format!("/goals/{}/projects/{}/edit", goal.id, row.id),
        pill: words::project_pill(row.status),
        cost: row
            .cost_usd
            .map_or_else(|| "Not known".to_owned(), Money::full),
        source: row.source.clone(),
        as_of: row.as_of.map(day).unwrap_or_default(),
        items: row
            .items
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
    }
}
