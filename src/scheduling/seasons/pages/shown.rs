//! A season with the dates that were proposed, as its pages show it: names instead of keys, nobody who stays away from a
//! goal, and what changed since.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    convenings::{invited_to, organizations, recused_at},
    entities::{organizations as organization_rows, seasons},
    ids::{ConveningId, OrganizationId},
    scheduling::seasons::{
        rules::{Asked, Dates, Spot},
        store::{self, Kept, Scene},
    },
    values::Money,
};

/// Everything the pages of dates need.
pub(in crate::scheduling::seasons) struct Shown {
    pub(in crate::scheduling::seasons) scene: Scene,
    pub(in crate::scheduling::seasons) asked: Asked,
    pub(in crate::scheduling::seasons) kept: Option<Kept>,
    /// What changed since the dates were proposed, a sentence each.
    pub(in crate::scheduling::seasons) since: Vec<String>,
    guests: BTreeMap<OrganizationId, organization_rows::Model>,
}

impl Shown {
    pub(in crate::scheduling::seasons) async fn load(
        db: &impl ConnectionTrait,
        season: seasons::Model,
        today: chrono::NaiveDate,
    ) -> Result<Self, DbErr> {
        let scene = store::scene(db, season).await?;
        let kept = store::plan_of(db, scene.season.id).await?;
        let seats = invited_to(db, scene.parts.iter().map(|part| part.row.convening_id)).await?;
        let mut tables: BTreeMap<ConveningId, BTreeSet<OrganizationId>> = BTreeMap::new();
        let dates = kept.as_ref().and_then(|kept| kept.dates.as_ref());
        let planned = dates.iter().flat_map(|dates| &dates.invited);
        let planned = planned.map(|invited| (invited.convening, invited.funder));
        for (convening, funder) in planned.chain(seats.keys().copied()) {
            tables.entry(convening).or_default().insert(funder);
        }
        let away = recused_at(db, &tables).await?;
        let kept = kept.map(|kept| Kept {
            dates: kept.dates.map(|dates| dates.without(&away)),
            ..kept
        });
        let funders = kept.iter().filter_map(|kept| kept.dates.as_ref());
        let funders: BTreeSet<OrganizationId> = funders.flat_map(Dates::funders).collect();
        let guests = organizations(db, funders).await?;
        let now = seats.into_iter().filter(|(key, _)| !away.contains(key));
        let since = kept
            .as_ref()
            .map(|kept| since(&scene, kept, &now.collect()))
            .unwrap_or_default();
        let asked = scene.asked(today, Vec::new())?;
        Ok(Self {
            scene,
            asked,
            kept,
            since,
            guests,
        })
    }

    pub(in crate::scheduling::seasons) fn dates(&self) -> Option<&Dates> {
        self.kept.as_ref()?.dates.as_ref()
    }

    pub(in crate::scheduling::seasons) fn funder(&self, id: OrganizationId) -> String {
        self.guests.get(&id).map_or_else(
            || "A guest who is no more".to_owned(),
            |known| known.name.clone(),
        )
    }

    pub(in crate::scheduling::seasons) fn is_sample(&self, id: OrganizationId) -> bool {
        self.guests.get(&id).is_some_and(|known| known.illustrative)
    }

    pub(in crate::scheduling::seasons) fn title(&self, id: ConveningId) -> String {
        let part = self.scene.part(id);
        part.map_or_else(
            || "a convening that is no more".to_owned(),
            |part| part.convening.row.title.clone(),
        )
    }

    /// `Chicago, IL: The Hall`.
    pub(in crate::scheduling::seasons) fn place(&self, spot: Spot) -> String {
        let city = self
            .asked
            .city_of(spot)
            .map(|key| self.asked.city_name(key));
        let venue = match spot {
            Spot::Venue(_) => Some(self.asked.spot_name(spot)),
            Spot::Own(_) => None,
        };
        let both: Vec<String> = city.into_iter().chain(venue).collect();
        both.join(": ")
    }
}

/// Whether each guest of each convening must attend.
type Seats = BTreeMap<(ConveningId, OrganizationId), bool>;

fn since(scene: &Scene, kept: &Kept, now: &Seats) -> Vec<String> {
    let Some(dates) = &kept.dates else {
        return Vec::new();
    };
    let mut told = Vec::new();
    if scene.season.revision != kept.row.revision {
        told.push("What these dates rest on was changed: convenings, windows, venues, travel or the season's days.".to_owned());
    }
    let then: Seats = dates
        .invited
        .iter()
        .map(|each| ((each.convening, each.funder), each.must))
        .collect();
    for part in &scene.parts {
        let (id, title) = (part.row.convening_id, &part.convening.row.title);
        let Some(proposed) = dates.of(id) else {
            continue;
        };
        let of = |seats: &Seats| -> Seats {
            let mine = seats.iter().filter(|((convening, _), _)| *convening == id);
            mine.map(|(key, must)| (*key, *must)).collect()
        };
        if of(&then) != of(now) {
            told.push(format!("The guest list of “{title}” was changed."));
        }
        if !part.counts() {
            told.push(format!("“{title}” was called off."));
        } else if part.was_moved() {
            told.push(format!(
                "“{title}” was moved to {} by hand, and stays there.",
                part.day().format("%a %-d %b %Y")
            ));
        } else if part.is_firm() && part.day() != proposed.day {
            told.push(format!("“{title}” has a firm date now, another than here."));
        }
    }
    told
}

/// An amount of the search, short: `$1.2M`. A guest who could bring nothing counts one dollar, which is not shown.
pub(in crate::scheduling::seasons) fn dollars(amount: i64) -> String {
    if amount.abs() <= 1 {
        return "nothing".to_owned();
    }
    let short = Money::try_from(amount.abs()).map(Money::short);
    let short = short.unwrap_or_else(|_| amount.to_string());
    if amount < 0 {
        format!("−{short}")
    } else {
        short
    }
}

/// The same of what somebody could bring.
pub(in crate::scheduling::seasons) fn brings(amount: u64) -> String {
    dollars(i64::try_from(amount).unwrap_or(i64::MAX))
}
