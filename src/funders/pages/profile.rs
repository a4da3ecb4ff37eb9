//! One funder: what is known of it and who says so, its pockets, where it has invested, its people.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    FunderId, head_office, kind_words,
    pocket_view::{PocketView, pocket_view},
    record_view::{RecordLine, record_line},
};
use crate::{
    db::{Large, Topic, seen},
    entities::{
        affiliations, organization_city_records as records, organization_facts as facts,
        organizations, people, places,
    },
    funders::{
        rules::{as_of_words, fact_words, source_words},
        store::{self, PocketProfile},
    },
    values::FunderType,
    web::{
        self, AppError, Desk, Paging, Query, Rendered,
        views::{Link, PagerView},
    },
};

/// Cities of a track record on a page.
const RECORDS: u64 = 20;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    /// Which page of the track record.
    page: String,
}

struct FactLine {
    label: String,
    value: String,
    source: String,
    as_of: String,
}

struct PersonLine {
    name: String,
    href: String,
    title: String,
    current: bool,
    sample: bool,
}

#[derive(Template)]
#[template(path = "funders/profile.html")]
struct FunderPage {
    crumbs: Vec<Link>,
    name: String,
    kind: &'static str,
    kind_hint: &'static str,
    sample: bool,
    convener: bool,
    head_office: String,
    /// Empty where the city is not one of ours.
    head_office_href: String,
    website: String,
    public_email: String,
    ein: String,
    ror: String,
    may_edit: bool,
    edit_href: String,
    new_pocket_href: String,
    goals_href: String,
    matches_href: String,
    absorber_href: String,
    relationships_href: String,
    pockets: Vec<PocketView>,
    facts: Vec<FactLine>,
    records: Vec<RecordLine>,
    records_pager: PagerView,
    people: Vec<PersonLine>,
}

pub(super) async fn show(
    desk: Desk,
    FunderId(id): FunderId,
    Query(wanted): Query<Wanted>,
) -> web::Result<Response> {
    let paging = Paging::read(&wanted.page, RECORDS);
    // Before all that is kept by it.
    let directory = desk.app.db.revision(Topic::Funders).await?;
    let facts = store::facts_of(desk.db(), id).await?;
    let people = store::people_of(desk.db(), id).await?;
    let revision = format!("{directory} {}", seen(&(&facts, &people)));
    let key = format!("/funders/{id} {} {}", paging.page, desk.may_edit());
    let profile = desk.app.db.kept_large(&key, &revision, async || {
        let head = AppError::found(store::with_head_office(desk.db(), id).await?)?;
        let pockets = store::pockets_of(desk.db(), id).await?;
        let records = store::records_of(desk.db(), id, paging.offset(), RECORDS).await?;
        let may_edit = desk.may_edit();
        Profile::made(head, (facts, people), pockets, (records, paging), may_edit)
    });
    let profile = profile.await?;
    web::framed(
        desk.shell("funders", profile.name.clone()),
        &profile.content,
    )
}

/// The page without its frame, to be kept.
struct Profile {
    name: String,
    content: Rendered,
}

impl Large for Profile {
    fn bytes(&self) -> usize {
        self.content.bytes()
    }
}

type Told = (Vec<facts::Model>, Vec<(affiliations::Model, people::Model)>);

/// A page of its track record, of how many cities.
type Placed = (Vec<(records::Model, Option<places::Model>)>, u64);

impl Profile {
    fn made(
        (funder, seat): (organizations::Model, Option<places::Model>),
        (facts, people): Told,
        pockets: Vec<PocketProfile>,
        ((records, total), paging): (Placed, Paging),
        may_edit: bool,
    ) -> web::Result<Self> {
        let path = format!("/funders/{}", funder.id);
        let (kind, kind_hint) = kind_words(&funder);
        let page = FunderPage {
            crumbs: vec![Link::new("Funders", "/funders")],
            kind,
            kind_hint,
            sample: funder.illustrative,
            convener: funder.kind == Some(FunderType::ConvenerNonfunder),
            head_office: seat_words(&funder, seat.as_ref()),
            head_office_href: seat
                .map(|city| format!("/cities/{}", city.code))
                .unwrap_or_default(),
            website: funder.website.clone().unwrap_or_default(),
            public_email: funder
                .public_email
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            ein: funder.ein.map(|ein| ein.to_string()).unwrap_or_default(),
            ror: funder.ror_id.clone().unwrap_or_default(),
            may_edit,
            edit_href: format!("{path}/edit"),
            new_pocket_href: format!("{path}/pockets/new"),
            goals_href: format!("{path}/goals"),
            matches_href: format!("{path}/matches"),
            absorber_href: format!("{path}/absorber"),
            relationships_href: format!("{path}/relationships"),
            pockets: pockets.into_iter().map(pocket_view).collect(),
            facts: facts.into_iter().map(fact_line).collect(),
            records: records.into_iter().map(record_line).collect(),
            records_pager: paging.pager(total, &path, "cities"),
            people: people.into_iter().map(person_line).collect(),
            name: funder.name.clone(),
        };
        Ok(Self {
            name: funder.name,
            content: Rendered::of(&page)?,
        })
    }
}

/// City and state, and the postal code where the source has one.
fn seat_words(funder: &organizations::Model, seat: Option<&places::Model>) -> String {
    let told = head_office(funder);
    let place = match seat {
        Some(city) if told.is_empty() => {
            format!(
                "{}, {}",
                city.name,
                city.state.as_deref().unwrap_or_default()
            )
        }
        _ => told,
    };
    match &funder.hq_zip {
        Some(zip) if !place.is_empty() => format!("{place} {zip}"),
        _ => place,
    }
}

fn fact_line(fact: facts::Model) -> FactLine {
    FactLine {
        value: fact_words(&fact.value, fact.amount_usd),
        source: source_words(&fact.source).to_owned(),
        as_of: as_of_words(&fact.as_of),
        label: fact.label,
    }
}

fn person_line((post, person): (affiliations::Model, people::Model)) -> PersonLine {
    PersonLine {
        href: format!("/people/{}", person.id),
        name: person.name,
        title: post.title,
        current: post.ended_on.is_none(),
        sample: person.illustrative,
    }
}
