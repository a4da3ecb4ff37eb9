//! `roundtable user add`: opens a staff account.

use anyhow::Context;
use chrono::TimeDelta;

use crate::{
    auth::{
        accounts::{self, NewAccount},
        links,
    },
    clock::Clock,
    config::UserAddArgs,
    db::{Db, unique_violation},
    ids::PartnershipId,
    loading, partnerships,
    values::Role,
};

/// The partnership a lead is to lead; none for staff.
async fn table(db: &Db, args: &UserAddArgs) -> anyhow::Result<Option<PartnershipId>> {
    match (&args.partnership, args.role != Role::PartnershipLead) {
        (None, true) => Ok(None),
        (Some(slug), false) => {
            let found = partnerships::by_slug(db.read(), slug).await?;
            let found = found.with_context(|| format!("no partnership has the slug {slug}"))?;
            Ok(Some(found.id))
        }
        (None, false) => {
            anyhow::bail!("say which partnership this person leads: --partnership SLUG")
        }
        (Some(_), true) => {
            anyhow::bail!("only a partnership lead leads one: --role partnership_lead")
        }
    }
}

pub(super) async fn add(args: UserAddArgs) -> anyhow::Result<()> {
    let base = super::serve::base_url(&args.base_url)?;
    let db = super::open(&args.database).await?;
    db.migrate().await?;
    loading::reference_if_missing(&db).await?;
    let now = Clock::Machine.now();
    let partnership = table(&db, &args).await?;
    let new = NewAccount {
        name: args.name.clone(),
        email: args.email.clone(),
        role: args.role,
        partnership,
        password_hash: None,
    };
    let token = db
        .write(async |txn| {
            let user = accounts::open(txn, new, now).await.map_err(|error| {
                if unique_violation(&error) {
                    anyhow::anyhow!("{} already has an account", args.email)
                } else {
                    error.into()
                }
            })?;
            links::make(txn, user, TimeDelta::days(2), now).await
        })
        .await
        .context("no account was opened")?;
    println!(
        "{} can sign in once within two days and then choose a password:",
        args.name
    );
    println!(
        "{}/sign-in/{}",
        base.as_str().trim_end_matches('/'),
        token.reveal()
    );
    Ok(db.close().await?)
}
