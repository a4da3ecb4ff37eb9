//! Style sheets, scripts and icons, served from memory under names that carry their content's hash.

use std::sync::OnceLock;

use axum::Router;
use memory_serve::{CacheControl, Manifest, MemoryServe};

/// Where each asset is to be found.
#[derive(Debug)]
pub struct Assets {
    manifest: Manifest,
}

static ASSETS: OnceLock<Assets> = OnceLock::new();

fn loaded() -> MemoryServe {
    let cache = if cfg!(debug_assertions) {
        CacheControl::NoCache
    } else {
        CacheControl::Medium
    };
    memory_serve::load!()
        .index_file(None)
        .enable_hashed_routes(true)
        .cache_control(cache)
}

impl Assets {
    /// The one set of assets this binary carries.
    pub fn embedded() -> &'static Self {
        ASSETS.get_or_init(|| Self {
            manifest: loaded().manifest(),
        })
    }

    /// The address of an asset, e.g. `/css/base.css`; an unknown name stays as it is and answers
    /// 404, which the link test catches.
    pub fn url(&self, name: &str) -> String {
        format!("/assets{}", self.manifest.get(name).unwrap_or(name))
    }
}

/// Serves them below `/assets`.
pub fn asset_routes() -> Router {
    Router::new().nest_service("/assets", loaded().into_router::<()>())
}
