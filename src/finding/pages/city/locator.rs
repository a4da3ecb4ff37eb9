//! Where a city lies in its state, as a small picture.

use crate::{entities::places, places::rules::atlas, web::maps::LocatorView};

/// The state's outline with a dot; nothing where the map shows neither.
pub(super) fn locator(city: &places::Model) -> Option<LocatorView> {
    let state = atlas::state(city.state_name.as_deref()?)?;
    let (x, y) = atlas::project(city.lat?, city.lon?)?;
    let [left, top, right, bottom] = state.bounds;
    let size = (right - left).max(bottom - top);
    let edge = size * 0.05;
    Some(LocatorView {
        title: format!("{} in {}", city.name, state.name),
        view_box: format!(
            "{:.1} {:.1} {:.1} {:.1}",
            left - edge,
            top - edge,
            right - left + 2.0 * edge,
            bottom - top + 2.0 * edge
        ),
        path: &state.path,
        x: format!("{x:.1}"),
        y: format!("{y:.1}"),
        r: format!("{:.2}", size * 0.035),
    })
}
