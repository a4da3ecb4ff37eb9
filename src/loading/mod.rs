//! Loading files: the reference data and real directory this binary carries, the illustrative demo,
//! and files given to `roundtable import`. Each file is loaded in one transaction or not at all.

mod files;

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use crate::{
    absorbers,
    config::ImportKind,
    db::Db,
    funders::{
        self,
        directory::{self, DirectoryFiles, DirectoryOrganization},
    },
    goals, issues, partnerships, places,
};

/// Places, issues, populations, initiatives and days to keep free; harmless when repeated. Returns rows written.
pub async fn reference(db: &Db) -> anyhow::Result<usize> {
    db.write(async |txn| write_reference(txn).await).await
}

/// The same, where it is not there yet: a start that was interrupted is made good by the next.
pub async fn reference_if_missing(db: &Db) -> anyhow::Result<()> {
    if places::any(db.read()).await? && partnerships::any_initiative(db.read()).await? {
        return Ok(());
    }
    reference(db).await.map(|_| ())
}

/// The directory of real funders that this binary carries. Returns how many organisations.
pub async fn carried_directory(db: &Db, now: DateTime<Utc>) -> anyhow::Result<usize> {
    let directory = read_directory()?;
    db.write(async |txn| funders::import_directory(txn, &directory, now).await)
        .await
}

/// The table of cities and the record of providers by city that this binary carries, as they are in `data/`.
pub fn carried_track_records() -> anyhow::Result<(String, String)> {
    Ok((files::CITIES.text()?, files::NMTC_CITIES.text()?))
}

fn read_directory() -> anyhow::Result<Vec<DirectoryOrganization>> {
    let carried = files::Directory::read()?;
    let directory = directory::read_directory(carried.files());
    anyhow::ensure!(
        directory.errors.is_empty(),
        "the directory that this binary carries has errors"
    );
    Ok(directory.organizations)
}

async fn write_reference(txn: &DatabaseTransaction) -> anyhow::Result<usize> {
    partnerships::make_findable(txn).await?;
    Ok(
        places::import_counties(txn, &files::COUNTIES.text()?).await?
            + places::import_cities(txn, &files::CITIES.text()?).await?
            + places::import_blackout_days(txn, &files::BLACKOUT_DAYS.text()?).await?
            + issues::import_issues(txn, &files::ISSUE_AREAS.text()?).await?
            + issues::import_populations(txn, &files::POPULATIONS.text()?).await?
            + partnerships::import_initiatives(
                txn,
                &files::INITIATIVE_ROUNDS.text()?,
                &files::INITIATIVES.text()?,
            )
            .await?,
    )
}

/// Reference data and the illustrative funders, goals and partnerships, without the real directory and without
/// what became of the goals' numbers.
pub async fn sample(db: &Db, now: DateTime<Utc>) -> anyhow::Result<()> {
    reference(db).await?;
    db.write(async |txn| {
        funders::import_illustrative(txn, &files::DEMO_FUNDERS.text()?, now).await?;
        absorbers::import_illustrative(txn, &files::DEMO_ABSORBERS.text()?, now).await?;
        goals::import_illustrative(txn, &files::DEMO_GOALS.text()?, now).await?;
        partnerships::import_illustrative(txn, &files::DEMO_PARTNERSHIPS.text()?, now).await?;
        Ok(())
    })
    .await
}

/// Everything the demo shows, in one transaction after the reference data; `None` when it was all there
/// already. Returns the sentence that says what was loaded.
pub async fn everything(db: &Db, now: DateTime<Utc>) -> anyhow::Result<Option<String>> {
    reference_if_missing(db).await?;
    if funders::organization_count(db.read()).await? > 0 {
        return Ok(None);
    }
    let directory = read_directory()?;
    db.write(async |txn| {
        let real = funders::import_directory(txn, &directory, now).await?;
        let funders = funders::import_illustrative(txn, &files::DEMO_FUNDERS.text()?, now).await?;
        absorbers::import_illustrative(txn, &files::DEMO_ABSORBERS.text()?, now).await?;
        let goals = goals::import_illustrative(txn, &files::DEMO_GOALS.text()?, now).await?;
        goals::import_illustrative_series(txn, &files::DEMO_SERIES.text()?, now).await?;
        partnerships::import_illustrative(txn, &files::DEMO_PARTNERSHIPS.text()?, now).await?;
        Ok(Some(format!(
            "Loaded {real} real organisations from public data, and {goals} sample goals with {funders} sample funders."
        )))
    })
    .await
}

/// One file of the given kind; returns rows written.
pub async fn import(
    db: &Db,
    kind: ImportKind,
    text: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    anyhow::ensure!(!text.trim().is_empty(), "the file is empty");
    db.write(async |txn| match kind {
        ImportKind::Cities => places::import_cities(txn, text).await,
        ImportKind::Counties => places::import_counties(txn, text).await,
        ImportKind::BlackoutDays => places::import_blackout_days(txn, text).await,
        ImportKind::Funders => funders::import_illustrative(txn, text, now).await,
        ImportKind::Goals => goals::import_illustrative(txn, text, now).await,
        ImportKind::Irs => {
            directory_file(
                txn,
                DirectoryFiles {
                    irs: text,
                    ..files::NO_DIRECTORY
                },
                now,
            )
            .await
        }
        ImportKind::Ror => {
            directory_file(
                txn,
                DirectoryFiles {
                    ror: text,
                    ..files::NO_DIRECTORY
                },
                now,
            )
            .await
        }
        ImportKind::NativeCdfi => {
            directory_file(
                txn,
                DirectoryFiles {
                    nafi: text,
                    ..files::NO_DIRECTORY
                },
                now,
            )
            .await
        }
        ImportKind::Directory => anyhow::bail!("the directory is carried, not read from a file"),
        ImportKind::Nmtc => {
            let files = DirectoryFiles {
                nmtc: text,
                nmtc_cities: &files::NMTC_CITIES.text()?,
                ..files::NO_DIRECTORY
            };
            directory_file(txn, files, now).await
        }
    })
    .await
}

async fn directory_file(
    txn: &DatabaseTransaction,
    files: DirectoryFiles<'_>,
    now: DateTime<Utc>,
) -> anyhow::Result<usize> {
    let read = directory::read_directory(files);
    if let Some((_, first)) = read.errors.first() {
        anyhow::bail!(
            "{} rows could not be read, the first: {first}",
            read.errors.len()
        );
    }
    funders::import_directory(txn, &read.organizations, now).await
}
