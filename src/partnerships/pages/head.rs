//! The top of every page of a partnership: name, stage, places, and the tabs. The page that another room makes of it
//! draws the same head from here.

use super::words::{self, stage_pill};
use crate::{
    entities::partnerships,
    ids::PartnershipId,
    partnerships::store,
    places::rules::full_name,
    web::{
        Desk, Result,
        views::{Link, Tab},
    },
};

/// Which tab of a partnership a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartnershipTab {
    Overview,
    SelfCheck,
    Activity,
}

impl PartnershipTab {
    const ALL: [Self; 3] = [Self::Overview, Self::SelfCheck, Self::Activity];

    const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::SelfCheck => "Self-check",
            Self::Activity => "Activity",
        }
    }

    fn href(self, id: PartnershipId) -> String {
        match self {
            Self::Overview => format!("/partnerships/{id}"),
            Self::SelfCheck => format!("/partnerships/{id}/self-check"),
            Self::Activity => format!("/partnerships/{id}/activity"),
        }
    }
}

/// Drawn by `templates/partnerships/head.html`.
pub struct PartnershipHead {
    pub name: String,
    /// The partnership's own address, without a slash at its end.
    pub href: String,
    pub shared_result: String,
    /// City pages are for staff; a lead reads the name alone.
    pub places: Vec<Link>,
    pub pill: (&'static str, &'static str, &'static str),
    pub rhythm: String,
    pub source: String,
    pub as_of: String,
    pub illustrative: bool,
    pub may_edit: bool,
    pub staff: bool,
    pub crumbs: Vec<Link>,
    /// The last crumb.
    pub here: String,
    pub tabs: Vec<Tab>,
}

impl PartnershipHead {
    /// Reads what the head says; one query.
    pub async fn load(
        desk: &Desk,
        of: &partnerships::Model,
        current: PartnershipTab,
    ) -> Result<Self> {
        let staff = desk.is_staff();
        let place = |place: &crate::entities::places::Model| {
            let name = full_name(&place.name, place.kind, place.state.as_deref());
            let href = if staff {
                format!("/cities/{}", place.code)
            } else {
                String::new()
            };
            Link::new(name, href)
        };
        let places = store::places_of(desk.db(), of.id).await?;
        let href = format!("/partnerships/{}", of.id);
        let overview = current == PartnershipTab::Overview;
        let mut crumbs = Vec::new();
        if staff {
            crumbs.push(Link::new("Partnerships", "/partnerships"));
        }
        if !overview {
            crumbs.push(Link::new(&of.name, &href));
        }
        Ok(Self {
            name: of.name.clone(),
            shared_result: of.shared_result.clone(),
            places: places.iter().map(place).collect(),
            pill: stage_pill(of.stage),
            rhythm: of.rhythm.clone(),
            source: words::source(&of.source).to_owned(),
            as_of: words::day(&of.as_of),
            illustrative: of.illustrative,
            may_edit: desk.may_change(Some(of.id)),
            staff,
            crumbs,
            here: if overview {
                of.name.clone()
            } else {
                current.label().to_owned()
            },
            tabs: tabs(of, current, may_see_check(desk, of)),
            href,
        })
    }
}

/// The self-check is the partnership's own: staff see it only where it is shared with them.
pub(super) fn may_see_check(desk: &Desk, of: &partnerships::Model) -> bool {
    desk.leads == Some(of.id) || (desk.is_staff() && of.share_with_staff)
}

/// What the history of a partnership leaves out for this person: that there is a self-check, unless they may see it.
pub(super) fn untold(desk: &Desk, of: &partnerships::Model) -> &'static [&'static str] {
    if may_see_check(desk, of) {
        &[]
    } else {
        &store::CHECK_ACTIONS
    }
}

fn tabs(of: &partnerships::Model, current: PartnershipTab, check: bool) -> Vec<Tab> {
    let open = PartnershipTab::ALL
        .into_iter()
        .filter(|each| check || *each != PartnershipTab::SelfCheck);
    open.map(|each| Tab {
        label: each.label(),
        href: each.href(of.id),
        count: None,
        current: each == current,
    })
    .collect()
}
