//! Clock changes: after an upgrade of the time-zone database, every convening to come is looked at. Where the time on
//! the clock means another moment now, its host is asked; nothing moves until they decide (`calendar.md` O13).

pub(super) mod pages;
mod store;

use crate::{
    convenings::{
        self, Convening,
        rules::{Clocks, clocks_today},
    },
    values::tzdb_version,
    web::AppState,
};

/// The most convenings looked at in one go; the rest an hour later.
const AT_ONCE: usize = 5_000;

/// What looking came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Convenings whose times are as they were.
    pub same: usize,
    /// Hosts who were asked.
    pub asked: usize,
}

/// Looks at every convening to come whose times were last computed with another time-zone database. Harmless when
/// repeated: what has been looked at is not looked at again, and a host is asked once.
pub async fn check_clocks(app: &AppState) -> anyhow::Result<Looked> {
    let now = app.now();
    let mut looked = Looked::default();
    app.db
        .write(async |txn| store::close_overtaken(txn, now).await)
        .await?;
    while looked.same + looked.asked < AT_ONCE {
        let some = store::not_looked_at(app.db.read(), now).await?;
        if some.is_empty() {
            break;
        }
        for of in some {
            let asked = look_at(app, &of).await?;
            looked.asked += usize::from(asked);
            looked.same += usize::from(!asked);
        }
    }
    if looked != Looked::default() {
        tracing::info!(
            same = looked.same,
            asked = looked.asked,
            tzdb = tzdb_version(),
            "looked at clocks"
        );
    }
    Ok(looked)
}

/// Whether its host was asked.
async fn look_at(app: &AppState, of: &Convening) -> anyhow::Result<bool> {
    let now = app.now();
    let found = clocks_today(&of.plan.when);
    app.db
        .write(async |txn| {
            if found == Clocks::Same {
                convenings::note_zones(txn, of.row.id, &of.row.tzdb_version).await?;
            } else {
                store::ask(txn, of, found, now).await?;
            }
            anyhow::Ok(())
        })
        .await?;
    Ok(found != Clocks::Same)
}
