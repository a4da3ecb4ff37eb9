//! Writing down that an organization, known or newly named, can take capital.

use axum::response::Response;

use super::form::{self, About, FormPage};
use crate::{
    absorbers::{
        rules::{AbsorberForm, clean},
        store::{self, Kept},
    },
    entities::organizations,
    funders,
    issues::Issues,
    values::Ein,
    web::{self, Desk, EditorsDesk, FieldErrors, Form, Query},
};

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct NewQuery {
    /// An organization to begin with.
    organization: String,
}

pub(super) async fn blank(
    EditorsDesk(desk): EditorsDesk,
    Query(query): Query<NewQuery>,
) -> web::Result<Response> {
    let known = match query.organization.parse() {
        Ok(id) => funders::by_id(desk.db(), id).await?,
        Err(_) => None,
    };
    let blank = AbsorberForm {
        organization: known.map(|known| known.name).unwrap_or_default(),
        as_of: desk.local_date().to_string(),
        ..AbsorberForm::default()
    };
    let taxonomy = form::taxonomy(&desk).await?;
    web::page(&page(&desk, (blank, FieldErrors::default()), &taxonomy))
}

fn page(desk: &Desk, shown: (AbsorberForm, FieldErrors), taxonomy: &Issues) -> FormPage {
    let about = About {
        heading: "Add an absorber".to_owned(),
        action: "/absorbers/new".to_owned(),
        back: "/absorbers".to_owned(),
        new: true,
    };
    form::page(desk, about, shown, taxonomy)
}

/// Whom the form names.
enum Named {
    Known(Box<organizations::Model>),
    New(String),
}

pub(super) async fn add(
    EditorsDesk(desk): EditorsDesk,
    Form(sent): Form<AbsorberForm>,
) -> web::Result<Response> {
    let taxonomy = form::taxonomy(&desk).await?;
    let named = named(&desk, &sent.organization).await?;
    let read = form::read(&desk, &sent, &taxonomy).await?;
    let (named, kept) = match (named, read) {
        (Ok(named), Ok(kept)) => (named, kept),
        (named, read) => {
            let mut errors = FieldErrors::default();
            if let Err(why) = named {
                errors.add("organization", why);
            }
            for error in read.err().iter().flatten() {
                errors.add(error.field, error.message.clone());
            }
            return web::page_invalid(&page(&desk, (sent, errors), &taxonomy));
        }
    };
    match keep(&desk, named, &kept).await {
        Ok((id, name)) => Ok(web::flash_to(
            &format!("/absorbers/{id}"),
            &format!("{name} is written down as an absorber."),
        )),
        Err(error) if crate::db::unique_violation(&error) => {
            let mut errors = FieldErrors::default();
            errors.add("organization", "This organization is an absorber already.");
            web::page_invalid(&page(&desk, (sent, errors), &taxonomy))
        }
        Err(error) => Err(error.into()),
    }
}

async fn keep(
    desk: &Desk,
    named: Named,
    kept: &Kept,
) -> Result<(crate::ids::AbsorberId, String), sea_orm::DbErr> {
    let (actor, now) = (desk.actor(), desk.app.now());
    let work = async |txn: &sea_orm::DatabaseTransaction| {
        let organization = match &named {
            Named::Known(known) => (**known).clone(),
            Named::New(name) => {
                let told = (name.as_str(), kept.read.source.as_str(), kept.read.as_of);
                let id = funders::note_organization(txn, told, &actor, now).await?;
                let found = funders::by_id(txn, id).await?;
                found.ok_or_else(|| sea_orm::DbErr::RecordNotFound(name.clone()))?
            }
        };
        let id = store::create(txn, &organization, kept, &actor, now).await?;
        Ok((id, organization.name))
    };
    desk.app.db.write(work).await
}

/// The organization meant: by EIN, by its exact name, or a new one.
async fn named(desk: &Desk, typed: &str) -> web::Result<Result<Named, String>> {
    let name = clean(&typed.replace(['\r', '\n'], " "));
    if name.is_empty() {
        return Ok(Err("Type the organization's name, or its EIN.".to_owned()));
    }
    if name.chars().count() > 200 {
        return Ok(Err(
            "Shorten the name to 200 characters or fewer.".to_owned()
        ));
    }
    if let Ok(ein) = name.parse::<Ein>() {
        let found = funders::by_ein(desk.db(), ein).await?;
        return Ok(found
            .map(|known| Named::Known(Box::new(known)))
            .ok_or_else(|| format!("No organization here has the EIN {name}. Type its name.")));
    }
    let mut found = funders::called(desk.db(), &name).await?;
    Ok(match (found.pop(), found.len()) {
        (None, _) => Ok(Named::New(name)),
        (Some(only), 0) => Ok(Named::Known(Box::new(only))),
        (Some(_), _) => Err(format!(
            "Several organizations are called “{name}”. Type the EIN of the one you mean."
        )),
    })
}
