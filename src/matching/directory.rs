//! The directory in memory: every active funding source as numbers, with a few words to find it by.
//!
//! A process reads it once, in the background, and from then on only what has changed: triggers number every change to a
//! funding source, and each look asks for the newest number first. So a change made by another process is seen at the next
//! look, and an answer is never older than the question.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use sea_orm::{DatabaseConnection, DbErr};

use super::{
    engine::{Index, Size},
    inputs,
    numbers::Numbering,
    odd,
    rules::Verdict,
};
use crate::{
    db::Db,
    funders::{self, PocketChanges, PocketRow},
    ids::{FundingSourceId, OrganizationId},
    issues, search,
    values::{CapitalProduct, FunderType},
};

/// How many funding sources are read at a time.
const BATCH: u64 = 1_000;

/// What a list needs of a funding source before its rows are read.
#[derive(Clone, Debug)]
pub(super) struct Face {
    pub(super) organization: OrganizationId,
    /// Its names, home and kind in folded words.
    words: Box<str>,
    /// A bit for each product it offers.
    products: u32,
    /// What it is to every goal, where no goal need be asked.
    pub(super) at_best: Verdict,
}

impl Face {
    fn of(row: &PocketRow) -> Self {
        let home = row.home.as_deref().unwrap_or_default();
        let told = [&row.organization, &row.name, home, row.kind.label()].join(" ");
        let products = row.products.iter();
        Self {
            organization: row.organization_id,
            words: search::words(&told).join(" ").into_boxed_str(),
            products: products.fold(0, |set, offer| set | 1 << offer.product as u8),
            at_best: match (row.kind, row.do_not_contact) {
                (FunderType::ConvenerNonfunder, _) => Verdict::NotAFunder,
                (_, true) => Verdict::Ineligible,
                (_, false) => Verdict::Eligible,
            },
        }
    }

    pub(super) fn offers(&self, product: CapitalProduct) -> bool {
        self.products >> product as u8 & 1 == 1
    }

    pub(super) fn says(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.words.contains(word.as_str()))
    }
}

/// All active funding sources as they stood at the change of a certain number.
#[derive(Debug)]
pub(super) struct Directory {
    pub(super) index: Index,
    pub(super) numbers: Numbering,
    faces: Arc<BTreeMap<FundingSourceId, Face>>,
    /// What differs from `faces` since they were read; `None` is gone.
    newer: BTreeMap<FundingSourceId, Option<Face>>,
    /// The change it has seen.
    pub(super) number: i64,
    pub(super) sums: Sums,
}

/// What all funding sources come to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) sources: usize,
    /// How many of them fund nothing themselves.
    pub(super) conveners: usize,
    /// A bit for each product anybody offers.
    products: u32,
}

impl Sums {
    pub(super) fn offer(self, product: CapitalProduct) -> bool {
        self.products >> product as u8 & 1 == 1
    }
}

impl Directory {
    fn summed(mut self) -> Self {
        let mut sums = Sums::default();
        for (_, face) in self.faces() {
            sums.sources += 1;
            sums.conveners += usize::from(face.at_best == Verdict::NotAFunder);
            sums.products |= face.products;
        }
        self.sums = sums;
        self
    }

    /// Every funding source by id.
    pub(super) fn faces(&self) -> impl Iterator<Item = (FundingSourceId, &Face)> {
        let old = self
            .faces
            .iter()
            .filter(|(id, _)| !self.newer.contains_key(id));
        let old = old.map(|(id, face)| (*id, face));
        let new = self.newer.iter();
        let new = new.filter_map(|(id, face)| face.as_ref().map(|face| (*id, face)));
        merged(old, new)
    }

    pub(super) fn face(&self, id: FundingSourceId) -> Option<&Face> {
        match self.newer.get(&id) {
            Some(newer) => newer.as_ref(),
            None => self.faces.get(&id),
        }
    }

    /// A directory that holds these rows in place of what it held of `touched`.
    fn changed(
        &self,
        touched: &[FundingSourceId],
        rows: &[PocketRow],
        number: i64,
    ) -> Option<Self> {
        let mut next = Self {
            index: self.index.clone(),
            numbers: self.numbers.clone(),
            faces: Arc::clone(&self.faces),
            newer: self.newer.clone(),
            sums: Sums::default(),
            number,
        };
        next.newer.extend(touched.iter().map(|id| (*id, None)));
        next.newer
            .extend(rows.iter().map(|row| (row.id, Some(Face::of(row)))));
        let sources = rows
            .iter()
            .filter_map(|row| next.numbers.source(row.id.as_u128(), &inputs::pocket(row)));
        let sources = sources.collect();
        let touched: Vec<u128> = touched.iter().map(|id| id.as_u128()).collect();
        next.index.change(sources, &touched).ok()?;
        Some(next.summed())
    }
}

/// Two runs of rising ids as one.
fn merged<'a, F>(
    old: impl Iterator<Item = (FundingSourceId, &'a F)>,
    new: impl Iterator<Item = (FundingSourceId, &'a F)>,
) -> impl Iterator<Item = (FundingSourceId, &'a F)>
where
    F: 'a,
{
    let (mut old, mut new) = (old.peekable(), new.peekable());
    std::iter::from_fn(move || match (old.peek(), new.peek()) {
        (Some((a, _)), Some((b, _))) if b < a => new.next(),
        (Some(_), _) => old.next(),
        (None, _) => new.next(),
    })
}

/// Keeps the newest directory of a process.
#[derive(Debug, Default)]
struct Keeper {
    newest: RwLock<Option<Arc<Directory>>>,
    /// One reads while the others wait.
    turn: tokio::sync::Mutex<()>,
    /// All sources are being read.
    reads_all: AtomicBool,
    read: AtomicUsize,
    /// New columns are being made while the worn ones answer.
    packs: AtomicBool,
}

impl Keeper {
    fn held(&self) -> Option<Arc<Directory>> {
        let newest = self.newest.read().unwrap_or_else(PoisonError::into_inner);
        newest.clone()
    }

    fn keep(&self, directory: Directory) -> Arc<Directory> {
        let directory = Arc::new(directory);
        self.put(Arc::clone(&directory));
        directory
    }

    fn put(&self, directory: Arc<Directory>) {
        let mut newest = self.newest.write().unwrap_or_else(PoisonError::into_inner);
        *newest = Some(directory);
    }
}

/// Reads the directory if this process has not yet, and says how large it is.
pub async fn get_ready(db: &Db) -> Result<Size, DbErr> {
    directory(db).await.map(|directory| directory.index.size())
}

/// How many funding sources this process has read so far, while it reads them all.
pub(super) fn still_reading(db: &Db) -> Option<usize> {
    let keeper = db.held::<Keeper>();
    let read = keeper.read.load(Ordering::Relaxed);
    keeper.reads_all.load(Ordering::Relaxed).then_some(read)
}

/// What the directory takes of this process's memory; `None` before it is read.
pub fn memory(db: &Db) -> Option<Memory> {
    let held = db.held::<Keeper>().held()?;
    let word = |face: &Face| size_of::<(FundingSourceId, Face)>() + face.words.len();
    Some(Memory {
        sources: held.sums.sources,
        columns: held.index.size().bytes,
        names: held.faces().map(|(_, face)| word(face)).sum(),
    })
}

/// About how many bytes the directory takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    pub sources: usize,
    /// What matching is worked out with.
    pub columns: usize,
    /// What lists are searched by.
    pub names: usize,
}

/// The directory as it is now.
pub(super) async fn directory(db: &Db) -> Result<Arc<Directory>, DbErr> {
    let keeper = db.held::<Keeper>();
    let newest = funders::newest_pocket_change(db.read()).await?;
    if let Some(held) = keeper.held().filter(|held| held.number >= newest) {
        return Ok(held);
    }
    // A task of its own: what has been read is kept, also when whoever asked has gone.
    tokio::spawn(read_on(db.clone())).await.map_err(odd)?
}

async fn read_on(db: Db) -> Result<Arc<Directory>, DbErr> {
    let keeper = db.held::<Keeper>();
    let _turn = keeper.turn.lock().await;
    let newest = funders::newest_pocket_change(db.read()).await?;
    if let Some(held) = keeper.held() {
        if held.number >= newest {
            return Ok(held);
        }
        if let Some(changed) = caught_up(db.read(), &held, newest).await? {
            let changed = keeper.keep(changed);
            if changed.index.is_worn() && !keeper.packs.swap(true, Ordering::Relaxed) {
                tokio::spawn(pack_anew(db.clone()));
            }
            return Ok(changed);
        }
    }
    keeper.reads_all.store(true, Ordering::Relaxed);
    let all = whole(db.read(), newest, &keeper.read).await;
    keeper.reads_all.store(false, Ordering::Relaxed);
    Ok(keeper.keep(all?))
}

/// Reads everything into new columns while the worn ones go on answering, and puts them in their place once they have caught
/// up. One that fails is tried again with the next change.
async fn pack_anew(db: Db) {
    let keeper = db.held::<Keeper>();
    if let Err(error) = packed(&db, &keeper).await {
        tracing::warn!(%error, "the directory could not be packed anew");
    }
    keeper.packs.store(false, Ordering::Relaxed);
}

async fn packed(db: &Db, keeper: &Keeper) -> Result<(), DbErr> {
    let began = funders::newest_pocket_change(db.read()).await?;
    let packed = Arc::new(whole(db.read(), began, &AtomicUsize::new(0)).await?);
    let _turn = keeper.turn.lock().await;
    let newest = funders::newest_pocket_change(db.read()).await?;
    if newest == began {
        keeper.put(packed);
    } else if let Some(changed) = caught_up(db.read(), &packed, newest).await? {
        keeper.keep(changed);
    }
    Ok(())
}

/// What `held` becomes with all that has changed since; `None` when reading all again is less work.
async fn caught_up(
    db: &DatabaseConnection,
    held: &Arc<Directory>,
    newest: i64,
) -> Result<Option<Directory>, DbErr> {
    let touched = match funders::pocket_changes_after(db, held.number).await? {
        PocketChanges::Of(touched) => touched,
        PocketChanges::All => return Ok(None),
    };
    let mut rows = Vec::with_capacity(touched.len());
    for some in touched.chunks(1_000) {
        rows.extend(funders::pocket_rows(db, some).await?);
    }
    let held = Arc::clone(held);
    aside(move || held.changed(&touched, &rows, newest)).await
}

/// Every active funding source, read anew.
async fn whole(
    db: &DatabaseConnection,
    newest: i64,
    read: &AtomicUsize,
) -> Result<Directory, DbErr> {
    let (areas, people) = (issues::issues(db).await?, issues::populations(db).await?);
    let mut numbers = Numbering::new(
        areas.0.iter().map(|area| area.code.as_str()),
        people.0.iter().map(|group| group.code.as_str()),
    )
    .map_err(odd)?;
    let (mut sources, mut faces) = (Vec::new(), BTreeMap::new());
    let mut last = None;
    loop {
        let ids = funders::active_pockets_after(db, last, BATCH).await?;
        let Some(id) = ids.last() else { break };
        last = Some(*id);
        for row in funders::pocket_rows(db, &ids).await? {
            sources.extend(numbers.source(row.id.as_u128(), &inputs::pocket(&row)));
            faces.insert(row.id, Face::of(&row));
        }
        read.store(faces.len(), Ordering::Relaxed);
    }
    let tree = numbers.tree.clone();
    let index = aside(move || Index::new(sources, tree))
        .await?
        .map_err(odd)?;
    let directory = Directory {
        index,
        numbers,
        faces: Arc::new(faces),
        newer: BTreeMap::new(),
        sums: Sums::default(),
        number: newest,
    };
    Ok(directory.summed())
}

/// Work that would hold up other requests on this thread.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, DbErr> {
    tokio::task::spawn_blocking(work).await.map_err(odd)
}
