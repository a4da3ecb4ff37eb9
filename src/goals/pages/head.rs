//! The top of every page of a goal: result, place, issue, people, standing, and the tabs. The pages that other rooms
//! add under a goal (its matches) draw the same head from here.

use crate::{
    entities::goals,
    goals::{pages::words, store},
    ids::GoalId,
    issues, partnerships,
    places::rules::full_name,
    web::{
        Desk, Paging, Result,
        views::{Link, Tab},
    },
};

/// Which tab of a goal a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalTab {
    Overview,
    Projects,
    Stack,
    Matches,
    Convenings,
    Activity,
}

impl GoalTab {
    const ALL: [Self; 6] = [
        Self::Overview,
        Self::Stack,
        Self::Projects,
        Self::Matches,
        Self::Convenings,
        Self::Activity,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Projects => "Projects",
            Self::Stack => "Capital stack",
            Self::Matches => "Matches",
            Self::Convenings => "Convenings",
            Self::Activity => "Activity",
        }
    }

    fn href(self, id: GoalId) -> String {
        match self {
            Self::Overview => format!("/goals/{id}"),
            Self::Stack => format!("/goals/{id}/stack"),
            other => format!("/goals/{id}/{}", other.label().to_lowercase()),
        }
    }
}

/// Drawn by `templates/goals/head.html`.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing the head shows or not"
)]
pub struct GoalHead {
    pub title: String,
    pub result: String,
    /// The goal's own address, without a slash at its end.
    pub href: String,
    /// Where the public sees it; empty unless it is open for interest.
    pub public_href: String,
    pub plan_href: String,
    pub places: String,
    pub issue: String,
    pub other_issues: Vec<String>,
    pub people: String,
    pub partnership: String,
    pub partnership_href: String,
    pub pill: (&'static str, &'static str, &'static str),
    pub illustrative: bool,
    /// It holds projects and no number: not yet a goal.
    pub project_list: bool,
    pub may_edit: bool,
    /// Staff look for funders and plan convenings; a lead does not.
    pub staff: bool,
    pub crumbs: Vec<Link>,
    /// The last crumb.
    pub here: String,
    pub tabs: Vec<Tab>,
}

impl GoalHead {
    /// Reads what the head says of a goal; a fixed number of small queries.
    pub async fn load(desk: &Desk, goal: &goals::Model, current: GoalTab) -> Result<Self> {
        let db = desk.db();
        let places = store::places_of(db, goal.id).await?;
        let names: Vec<String> = places
            .iter()
            .map(|place| full_name(&place.name, place.kind, place.state.as_deref()))
            .collect();
        let taxonomy = issues::issues(db).await?;
        let others = store::other_issues_of(db, goal.id).await?;
        let people = store::populations_of(db, goal.id).await?;
        let populations = issues::populations(db).await?;
        let people: Vec<String> = people.iter().map(|code| populations.label(code)).collect();
        let href = format!("/goals/{}", goal.id);
        let (_, convenings) =
            store::convenings_of(db, goal.id, Paging { page: 1, size: 1 }).await?;
        let projects = store::project_count(db, goal.id).await?;
        let project_list = projects > 0 && store::indicator_of(db, goal.id).await?.is_none();
        let mut crumbs = vec![Link::new("Goals", "/goals")];
        if current != GoalTab::Overview {
            crumbs.push(Link::new(&goal.title, &href));
        }
        let overview = current == GoalTab::Overview;
        Ok(Self {
            title: goal.title.clone(),
            result: goal.result_statement.clone(),
            public_href: if goal.open_for_interest {
                format!("/g/{}", goal.slug)
            } else {
                String::new()
            },
            plan_href: format!("/convenings/new?goal={}", goal.id),
            places: names.join("; "),
            issue: taxonomy.label(&goal.primary_issue),
            other_issues: others.iter().map(|code| taxonomy.label(code)).collect(),
            people: people.join("; "),
            partnership: partnerships::name_of(db, goal.partnership_id).await?,
            partnership_href: goal
                .partnership_id
                .map(|id| format!("/partnerships/{id}"))
                .unwrap_or_default(),
            pill: words::goal_pill(goal.status),
            illustrative: goal.illustrative,
            project_list,
            may_edit: desk.may_edit(),
            staff: desk.is_staff(),
            crumbs,
            here: if overview {
                goal.title.clone()
            } else {
                current.label().to_owned()
            },
            tabs: tabs(goal.id, current, [projects, convenings], desk.is_staff()),
            href,
        })
    }
}

fn tabs(id: GoalId, current: GoalTab, [projects, convenings]: [u64; 2], staff: bool) -> Vec<Tab> {
    let tab = |each: GoalTab| Tab {
        label: each.label(),
        href: each.href(id),
        count: match each {
            GoalTab::Projects => Some(projects),
            GoalTab::Convenings => Some(convenings),
            _ => None,
        },
        current: each == current,
    };
    let open = GoalTab::ALL
        .into_iter()
        .filter(|each| staff || *each != GoalTab::Matches);
    open.map(tab).collect()
}
