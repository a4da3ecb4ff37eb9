//! Seating a member, changing it, and saying when it left. Nobody is deleted: who sat at the table is part of its story.

use askama::Template;
use axum::response::Response;

use super::{
    AtPartnership,
    at::AtMember,
    conflict::{self, Conflict, Pair, Subject},
};
use crate::{
    entities::partnerships,
    partnerships::{
        rules::{MemberEdit, MemberForm},
        store::{self, Member, MemberSaved},
    },
    values::{BackboneFunction, MemberRole, MemberSector},
    web::{
        self, AppError, Desk, FieldErrors, Form, Shell, TableEditorsDesk,
        views::{Choice, Link},
    },
};

#[derive(Template)]
#[template(path = "partnerships/member.html")]
struct MemberPage {
    shell: Shell,
    crumbs: Vec<Link>,
    heading: &'static str,
    action: String,
    back: String,
    form: MemberForm,
    sectors: Vec<Choice>,
    roles: Vec<Choice>,
    functions: Vec<Choice>,
    /// Only staff know the directory.
    staff: bool,
    errors: FieldErrors,
}

fn organization_of(member: &Member) -> String {
    let (_, organization) = member;
    organization
        .as_ref()
        .map_or_else(String::new, |each| each.name.clone())
}

pub(super) async fn blank(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtPartnership(of): AtPartnership,
) -> web::Result<Response> {
    let form = MemberForm {
        role: MemberRole::Member.to_string(),
        joined_on: desk.today().to_string(),
        ..MemberForm::default()
    };
    page(&desk, &of, None, (form, FieldErrors::default()))
}

/// Reads the form. A lead neither sees nor changes which organization of the directory a member is.
async fn read(
    desk: &Desk,
    of: &partnerships::Model,
    form: &MemberForm,
    held: Option<&Member>,
) -> web::Result<Result<MemberEdit, FieldErrors>> {
    let organization = if desk.is_staff() {
        store::organization_named(desk.db(), &form.organization, of.illustrative).await?
    } else {
        Ok(held.and_then(|(member, _)| member.organization_id))
    };
    Ok(form.read(organization, desk.today()))
}

pub(super) async fn add(
    TableEditorsDesk(desk): TableEditorsDesk,
    AtPartnership(of): AtPartnership,
    Form(form): Form<MemberForm>,
) -> web::Result<Response> {
    let new = match read(&desk, &of, &form, None).await? {
        Ok(new) => new,
        Err(errors) => return page(&desk, &of, None, (form, errors)),
    };
    let (actor, now) = (desk.actor(), desk.app.now());
    desk.app
        .db
        .write(async |txn| store::add_member(txn, of.id, &new, &actor, now).await)
        .await?;
    let path = format!("/partnerships/{}", of.id);
    Ok(web::flash_to(&path, "Member added."))
}

pub(super) async fn open(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtMember,
) -> web::Result<Response> {
    let form = MemberForm::of(&at.member.0, &organization_of(&at.member));
    let shown = (form, FieldErrors::default());
    page(&desk, &at.partnership, Some(&at.member), shown)
}

pub(super) async fn change(
    TableEditorsDesk(desk): TableEditorsDesk,
    at: AtMember,
    Form(form): Form<MemberForm>,
) -> web::Result<Response> {
    let of = &at.partnership;
    let edit = match read(&desk, of, &form, Some(&at.member)).await? {
        Ok(edit) => edit,
        Err(errors) => return page(&desk, of, Some(&at.member), (form, errors)),
    };
    let seen = (at.member.0.id, form.version.parse().unwrap_or_default());
    let (actor, now) = (desk.actor(), desk.app.now());
    let saved = desk
        .app
        .db
        .write(async |txn| store::change_member(txn, of, seen, &edit, (&actor, now)).await)
        .await?;
    let path = format!("/partnerships/{}", of.id);
    match AppError::found(saved)? {
        MemberSaved::Done => Ok(web::flash_to(&path, "Member saved.")),
        MemberSaved::Unchanged => Ok(web::flash_to(
            &path,
            "Nothing was different, so nothing changed.",
        )),
        MemberSaved::Stale(theirs) => {
            let action = format!("{path}/members/{}/edit", theirs.0.id);
            let conflict = compare(&desk, &form, &theirs);
            conflict::answer(&desk, Subject::partnership(&desk, of), action, conflict).await
        }
    }
}

fn page(
    desk: &Desk,
    of: &partnerships::Model,
    member: Option<&Member>,
    (form, errors): (MemberForm, FieldErrors),
) -> web::Result<Response> {
    let heading = if member.is_some() {
        "Change a member"
    } else {
        "Add a member"
    };
    let shell = desk.shell("partnerships", format!("{heading}: {}", of.name));
    let back = format!("/partnerships/{}", of.id);
    let sector = |each: &MemberSector| {
        Choice::new(each.as_str(), each.label(), each.as_str() == form.sector)
    };
    let role =
        |each: &MemberRole| Choice::new(each.as_str(), each.label(), each.as_str() == form.role);
    let ticked = form.ticked();
    let function =
        |each: &BackboneFunction| Choice::new(each.as_str(), each.label(), ticked.contains(each));
    let refused = !errors.is_empty();
    let page = MemberPage {
        shell: if refused { shell.with_errors() } else { shell },
        crumbs: vec![Link::new(&of.name, &back)],
        heading,
        action: member.map_or_else(
            || format!("{back}/members/new"),
            |(member, _)| format!("{back}/members/{}/edit", member.id),
        ),
        back,
        sectors: MemberSector::ALL.iter().map(sector).collect(),
        roles: MemberRole::ALL.iter().map(role).collect(),
        functions: BackboneFunction::ALL.iter().map(function).collect(),
        staff: desk.is_staff(),
        form,
        errors,
    };
    if refused {
        return web::page_invalid(&page);
    }
    web::page(&page)
}

fn compare(desk: &Desk, mine: &MemberForm, theirs: &Member) -> Conflict {
    let held = MemberForm::of(&theirs.0, &organization_of(theirs));
    let pair = |name, label, mine: &str, theirs: &str| Pair {
        name,
        label,
        mine: mine.to_owned(),
        theirs: theirs.to_owned(),
    };
    let codes = |form: &MemberForm| {
        let codes: Vec<&str> = form
            .ticked()
            .into_iter()
            .map(BackboneFunction::as_str)
            .collect();
        codes.join(";")
    };
    let mut pairs = vec![
        pair("name", "Name", &mine.name, &held.name),
        pair("sector", "Sector", &mine.sector, &held.sector),
        pair("role", "At the table", &mine.role, &held.role),
        pair("functions", "What it carries", &codes(mine), &codes(&held)),
        pair(
            "contact_name",
            "Contact",
            &mine.contact_name,
            &held.contact_name,
        ),
        pair("fte", "Full-time posts", &mine.fte, &held.fte),
        pair("joined_on", "Joined", &mine.joined_on, &held.joined_on),
        pair("left_on", "Left", &mine.left_on, &held.left_on),
    ];
    if desk.is_staff() {
        pairs.push(pair(
            "organization",
            "In the directory",
            &mine.organization,
            &held.organization,
        ));
    }
    let words = |name: &str, value: &str| match name {
        "sector" => label::<MemberSector>(value, MemberSector::label),
        "role" => label::<MemberRole>(value, MemberRole::label),
        "functions" => {
            let named = value.split(';').filter_map(|code| code.parse().ok());
            let named: Vec<&str> = named.map(BackboneFunction::label).collect();
            named.join("; ")
        }
        _ => value.to_owned(),
    };
    Conflict::between(pairs, theirs.0.version, words)
}

fn label<T: std::str::FromStr>(code: &str, label: impl Fn(T) -> &'static str) -> String {
    code.parse()
        .map_or_else(|_| code.to_owned(), |each| label(each).to_owned())
}
