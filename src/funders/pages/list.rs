//! The list of funders. Every choice is in the address, so a narrowed list can be linked.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{head_office, kind_words, kinds};
use crate::{
    entities::organizations,
    funders::{
        rules::as_of_words,
        store::{self, FunderFilter, KindWanted},
    },
    ids::OrganizationId,
    places::{self, rules::full_name},
    search,
    values::{Money, PlaceId, grouped},
    web::{
        self, Desk, Paging, Query, Shell, address,
        views::{Choice, PagerView},
    },
};

/// Funders on a page.
const SIZE: u64 = 50;
/// The choice that is not a type.
const NOT_STATED: &str = "not_stated";

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
    kind: String,
    state: String,
    /// `sample`, `real` or all.
    show: String,
    /// A city's code or name: only those that have invested there.
    track: String,
    /// A city's code: only those with their head office there.
    city: String,
    /// A city's code: only those with their head office or a stated area there.
    local: String,
    /// `assets`, or by name.
    sort: String,
    page: String,
}

impl Wanted {
    fn address(&self, sort: &str) -> String {
        let pairs = [
            ("q", self.q.trim()),
            ("kind", &self.kind),
            ("state", &self.state),
            ("show", &self.show),
            ("track", self.track.trim()),
            ("city", &self.city),
            ("local", &self.local),
            ("sort", sort),
        ];
        address("/funders", &pairs)
    }

    fn narrows(&self) -> bool {
        self.address("") != "/funders"
    }
}

struct FunderLine {
    name: String,
    href: String,
    sample: bool,
    kind: &'static str,
    kind_hint: &'static str,
    head_office: String,
    /// Empty where no source says.
    assets: String,
    assets_as_of: String,
}

#[derive(Template)]
#[template(path = "funders/list.html", blocks = ["results"])]
struct FundersPage {
    shell: Shell,
    q: String,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    shows: Vec<Choice>,
    track: String,
    city: String,
    city_name: String,
    local: String,
    local_name: String,
    sort: &'static str,
    by_assets: bool,
    by_name_href: String,
    by_assets_href: String,
    clear: bool,
    count: String,
    funders: Vec<FunderLine>,
    pager: PagerView,
}

pub(super) async fn show(desk: Desk, Query(wanted): Query<Wanted>) -> web::Result<Response> {
    let paging = Paging::read(&wanted.page, SIZE);
    let (invested_in, track) = invested_in(&desk, wanted.track.trim()).await?;
    let local_to = match wanted.local.as_str() {
        "" => None,
        geoid => places::by_id(desk.db(), &PlaceId::city(geoid)).await?,
    };
    let local_name = local_to
        .as_ref()
        .map(|city| full_name(&city.name, city.kind, city.state.as_deref()))
        .unwrap_or_default();
    let filter = FunderFilter {
        query: wanted.q.trim().to_owned(),
        kind: kind_wanted(&wanted.kind),
        state: wanted.state.clone(),
        illustrative: match wanted.show.as_str() {
            "sample" => Some(true),
            "real" => Some(false),
            _ => None,
        },
        invested_in,
        seated_in: (!wanted.city.is_empty()).then(|| PlaceId::city(&wanted.city)),
        local_to,
        by_assets: wanted.sort == "assets",
    };
    let (found, total) = store::funders(desk.db(), &filter, paging.offset(), SIZE).await?;
    let ids: Vec<OrganizationId> = found.iter().map(|funder| funder.id).collect();
    let assets = store::assets_of(desk.db(), &ids).await?;
    let sort = if filter.by_assets { "assets" } else { "" };
    let pager = paging.pager(total, &wanted.address(sort), "funders");
    let page = FundersPage {
        shell: desk.shell("funders", "Funders"),
        kinds: kind_choices(&wanted.kind),
        states: states(&desk, &wanted.state).await?,
        shows: shows(&wanted.show),
        city_name: seat_name(&desk, filter.seated_in.as_ref()).await?,
        sort,
        by_assets: filter.by_assets,
        by_name_href: wanted.address(""),
        by_assets_href: wanted.address("assets"),
        clear: wanted.narrows(),
        count: counted(&pager),
        funders: found.iter().map(|funder| line(funder, &assets)).collect(),
        pager,
        track,
        q: wanted.q,
        city: wanted.city,
        local: wanted.local,
        local_name,
    };
    if desk.wants("results") {
        return web::page(&page.as_results());
    }
    web::page(&page)
}

fn kind_wanted(text: &str) -> KindWanted {
    match text {
        NOT_STATED => KindWanted::NotStated,
        other => other.parse().map_or(KindWanted::Any, KindWanted::Only),
    }
}

/// The places meant by a code or by words, and the words to show; `None` for no wish.
async fn invested_in(desk: &Desk, typed: &str) -> web::Result<(Option<Vec<PlaceId>>, String)> {
    if typed.bytes().all(|b| b.is_ascii_digit()) && !typed.is_empty() {
        let place = PlaceId::city(typed);
        let names = places::names(desk.db(), [place.clone()]).await?;
        let name = names.get(&place).cloned();
        return Ok((Some(vec![place]), name.unwrap_or_else(|| typed.to_owned())));
    }
    let found = search::matching_ids(desk.db(), "city", typed).await?;
    let places = found.map(|found| found.iter().map(|geoid| PlaceId::city(geoid)).collect());
    Ok((places, typed.to_owned()))
}

async fn seat_name(desk: &Desk, seat: Option<&PlaceId>) -> web::Result<String> {
    let Some(seat) = seat else {
        return Ok(String::new());
    };
    let names = places::names(desk.db(), [seat.clone()]).await?;
    Ok(names
        .get(seat)
        .cloned()
        .unwrap_or_else(|| seat.code().to_owned()))
}

async fn states(desk: &Desk, chosen: &str) -> web::Result<Vec<Choice>> {
    let states = places::states(desk.db()).await?;
    let choice = |(code, name): (String, String)| Choice::new(code.clone(), name, code == chosen);
    Ok(states.into_iter().map(choice).collect())
}

fn kind_choices(chosen: &str) -> Vec<Choice> {
    let mut choices = kinds(chosen);
    choices.push(Choice::new(
        NOT_STATED,
        "Type not stated",
        chosen == NOT_STATED,
    ));
    choices
}

fn shows(chosen: &str) -> Vec<Choice> {
    [("", "All"), ("real", "Real"), ("sample", "Sample")]
        .into_iter()
        .map(|(value, label)| Choice::new(value, label, value == chosen))
        .collect()
}

fn grouped_count(total: u64) -> String {
    i64::try_from(total).map_or_else(|_| total.to_string(), grouped)
}

/// What the list says of itself, and what is read out when it changes.
fn counted(pager: &PagerView) -> String {
    match pager.total {
        0 => "No funders".to_owned(),
        1 => "1 funder".to_owned(),
        total if total <= SIZE => format!("{} funders", grouped_count(total)),
        total => format!(
            "{} to {} of {} funders",
            pager.from,
            pager.to,
            grouped_count(total)
        ),
    }
}

fn line(
    funder: &organizations::Model,
    assets: &BTreeMap<OrganizationId, (Money, String)>,
) -> FunderLine {
    let (kind, kind_hint) = kind_words(funder);
    let (assets, assets_as_of) = assets
        .get(&funder.id)
        .map(|(amount, as_of)| (amount.short(), as_of_words(as_of)))
        .unwrap_or_default();
    FunderLine {
        name: funder.name.clone(),
        href: format!("/funders/{}", funder.id),
        sample: funder.illustrative,
        kind,
        kind_hint,
        head_office: head_office(funder),
        assets,
        assets_as_of,
    }
}
