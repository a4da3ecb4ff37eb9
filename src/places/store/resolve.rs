//! Which cities people mean when they type them. Names repeat across states, so a name alone is a question, not an
//! answer: it is told with the cities it could be.

use sea_orm::{ConnectionTrait, DbErr};

use super::{by_id, names};
use crate::{search, values::PlaceId};

/// At most this many cities are offered.
const OFFERED: usize = 6;

/// The places typed, separated by semicolons; or the sentence that says which one is not clear.
pub async fn resolve(
    db: &impl ConnectionTrait,
    typed: &str,
) -> Result<Result<Vec<PlaceId>, String>, DbErr> {
    let mut found = Vec::new();
    for name in typed
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match one(db, name).await? {
            Ok(place) if found.contains(&place) => {}
            Ok(place) => found.push(place),
            Err(why) => return Ok(Err(why)),
        }
    }
    if found.is_empty() {
        return Ok(Err(
            "Type a city and its state, such as Providence, RI.".to_owned()
        ));
    }
    Ok(Ok(found))
}

async fn one(db: &impl ConnectionTrait, typed: &str) -> Result<Result<PlaceId, String>, DbErr> {
    if !typed.is_empty() && typed.chars().all(|c| c.is_ascii_digit()) {
        let id = PlaceId::city(typed);
        return Ok(match by_id(db, &id).await? {
            Some(_) => Ok(id),
            None => Err(format!("No city here has the GEOID {typed}.")),
        });
    }
    if let Ok(id) = typed.parse::<PlaceId>() {
        return Ok(match by_id(db, &id).await? {
            Some(_) => Ok(id),
            None => Err(format!("No place here has the code {typed}.")),
        });
    }
    let ids = search::matching_ids(db, "city", typed)
        .await?
        .unwrap_or_default();
    let candidates = names(db, ids.iter().map(|id| PlaceId::city(id))).await?;
    let wanted = search::words(typed);
    let exact: Vec<_> = candidates
        .iter()
        .filter(|(_, name)| search::words(name) == wanted)
        .collect();
    if let [(id, _)] = exact.as_slice() {
        return Ok(Ok((*id).clone()));
    }
    let mut names: Vec<&str> = candidates.values().map(String::as_str).collect();
    names.sort_unstable();
    let more = if names.len() > OFFERED {
        " and others"
    } else {
        ""
    };
    names.truncate(OFFERED);
    Ok(Err(if names.is_empty() {
        format!(
            "No city here is called “{typed}”. Type a city and its state, such as Providence, RI."
        )
    } else {
        format!(
            "“{typed}” could be {}{more}. Type the one you mean with its state.",
            names.join("; ")
        )
    }))
}
