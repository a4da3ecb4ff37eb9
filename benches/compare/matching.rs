//! Answers the goals of a generated instance with the index and says what it took; `benches/compare/matching` runs it
//! beside the peers. The instance is raw little-endian columns as the published generator writes them.
//!
//! Usage: DIR [ROUNDS [GOALS]]. Writes `DIR/ours.csv` (goal, source, score) and prints one JSON object.

use std::{
    collections::HashMap,
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    path::PathBuf,
    time::Instant,
};

use roundtable::matching::engine::{
    Ask, Hit, Index, Known, NATION, Offered, Opening, Shares, Source, Tree,
};

const KINDS: usize = 8;
/// Nearness of nation, state, metro area and city, in the order of the instance's columns.
const NEAR: [u16; 4] = [5_000, 7_000, 8_500, 10_000];
const SHARES: Shares = Shares {
    place: 15,
    issue: 30,
    capital: 30,
    people: 10,
    relationship: 10,
    history: 5,
    timing: 0,
};

struct Instance(PathBuf);

impl Instance {
    fn bytes<const N: usize>(&self, name: &str) -> io::Result<Vec<[u8; N]>> {
        let bytes = fs::read(self.0.join(format!("{name}.bin")))?;
        let whole = bytes.chunks_exact(N);
        Ok(whole.filter_map(|chunk| chunk.try_into().ok()).collect())
    }
    fn u8(&self, name: &str) -> io::Result<Vec<u8>> {
        fs::read(self.0.join(format!("{name}.bin")))
    }
    fn u16(&self, name: &str) -> io::Result<Vec<u16>> {
        Ok(self
            .bytes(name)?
            .into_iter()
            .map(u16::from_le_bytes)
            .collect())
    }
    fn u32(&self, name: &str) -> io::Result<Vec<u32>> {
        Ok(self
            .bytes(name)?
            .into_iter()
            .map(u32::from_le_bytes)
            .collect())
    }
}

fn sources(from: &Instance) -> io::Result<Vec<Source>> {
    let (areas_at, areas) = (from.u32("goff")?, from.u16("gnode")?);
    let (issues_at, issues) = (from.u32("ioff")?, from.u16("inode")?);
    let (offers_at, kinds) = (from.u32("poff")?, from.u8("pk")?);
    let (mins, maxs) = (from.u32("plo")?, from.u32("phi")?);
    let (requires, excludes) = (from.u32("req")?, from.u32("exc")?);
    let (people, relationship, history) = (from.u32("pop")?, from.u16("rel")?, from.u16("hist")?);
    let span = |at: &[u32], of: usize| at[of] as usize..at[of + 1] as usize;
    let source = |of: usize| Source {
        id: of as u128,
        areas: areas[span(&areas_at, of)]
            .iter()
            .map(|area| u32::from(*area))
            .collect(),
        issues: issues[span(&issues_at, of)].to_vec(),
        offers: span(&offers_at, of)
            .map(|at| Offered {
                kind: kinds[at],
                min: mins[at].into(),
                max: maxs[at].into(),
            })
            .collect(),
        conditions: u64::from(requires[of]) | u64::from(excludes[of]) << 32,
        people: people[of],
        known: Known {
            relationship: relationship[of],
            history: history[of],
        },
        cycle: 0,
        aside: None,
    };
    Ok((0..requires.len()).map(source).collect())
}

fn asks(from: &Instance) -> io::Result<Vec<Ask>> {
    let (areas, issues, weights) = (from.u16("g_geo")?, from.u16("g_iss")?, from.u16("g_issw")?);
    let (needs, people, attributes) =
        (from.u32("g_need")?, from.u32("g_pop")?, from.u32("g_attr")?);
    let ask = |of: usize| Ask {
        places: vec![
            areas[of * 4..][..4]
                .iter()
                .map(|area| u32::from(*area))
                .zip(NEAR)
                .collect(),
        ],
        issues: issues[of * 3..][..3]
            .iter()
            .copied()
            .zip(
                weights[of * 3..][..3]
                    .iter()
                    .map(|weight| u32::from(*weight)),
            )
            .filter(|(_, weight)| *weight > 0)
            .collect(),
        open: (0..)
            .zip(&needs[of * KINDS..][..KINDS])
            .map(|(kind, need)| Opening {
                kind,
                open: (*need).into(),
                largest: (*need).into(),
            })
            .collect(),
        unmet: u64::from(!attributes[of]) | u64::from(attributes[of]) << 32,
        people: people[of],
        needed_until: i16::MIN,
        shares: SHARES,
        known: HashMap::new(),
        cycles: Vec::new(),
        loads: HashMap::new(),
        takes_any_part: false,
    };
    Ok((0..people.len()).map(ask).collect())
}

/// How many goals are answered in a refresh of all.
const REFRESHED: usize = 10_000;

/// CPU time of this thread in milliseconds, as Linux counts it: in steps of a tick, so only sums of many are worth reading.
fn cpu() -> f64 {
    let said = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = said
        .split(' ')
        .next()
        .and_then(|first| first.parse::<f64>().ok());
    first.unwrap_or_default() / 1e6
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next() else {
        writeln!(
            io::stderr(),
            "usage: matching DIR [ROUNDS [GOALS]]; see benches/compare/matching"
        )?;
        return Ok(());
    };
    let rounds: usize = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let from = Instance(folder.into());
    assert_eq!(NATION, 0, "the instance's nation is area 0");
    let began = Instant::now();
    let index = Index::new(sources(&from)?, Tree::new(from.u16("par")?)?)?;
    let built = began.elapsed();
    let mut asks = asks(&from)?;
    if let Some(goals) = arguments.next() {
        asks.truncate(goals.parse()?);
    }
    let mut times: Vec<f64> = Vec::new();
    let mut found: Vec<Vec<Hit>> = Vec::new();
    let before = cpu();
    for round in 0..rounds {
        for ask in &asks {
            let began = Instant::now();
            let hits = index.best(ask, 20)?;
            times.push(began.elapsed().as_secs_f64() * 1e3);
            if round == 0 {
                found.push(hits);
            }
        }
    }
    let cpu_ms = (cpu() - before) / float(times.len());
    // What the refresh of all goals does for each of them: the gates counted, the best twenty found. As many goals as a
    // whole country may have, these over and over.
    let (mut used, before) = (index.nobody(), cpu());
    for ask in asks.iter().cycle().take(REFRESHED) {
        index.sweep(ask, &mut used)?;
        index.best(ask, 20)?;
    }
    let refresh_s = (cpu() - before) / 1e3;
    let mut rows = String::new();
    for (goal, hits) in found.iter().enumerate() {
        for hit in hits {
            writeln!(rows, "{goal},{},{}", hit.id, hit.score)?;
        }
    }
    fs::write(from.0.join("ours.csv"), rows)?;
    times.sort_unstable_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    let size = index.size();
    writeln!(
        io::stdout(),
        r#"{{"sources":{},"goals":{},"rounds":{rounds},"build_ms":{:.0},"bytes_per_source":{:.1},"cpu_ms":{cpu_ms:.4},"median_ms":{:.4},"p99_ms":{:.4},"refresh_s":{refresh_s:.2}}}"#,
        size.sources,
        asks.len(),
        built.as_secs_f64() * 1e3,
        float(size.bytes) / float(size.sources),
        at(50),
        at(99),
    )?;
    Ok(())
}
