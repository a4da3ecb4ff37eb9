//! Cover by flow: money runs from guests to the kinds they offer, and from there into what is open.
//!
//! Used where the kinds are too many for cuts, and to say who fills what: kinds are filled in their order, so the answer is
//! one of many made definite. Dinic's algorithm, with whole numbers.

use super::instance::Person;

struct Edge {
    to: usize,
    left: u64,
}

/// A network of guests and kinds.
struct Network {
    edges: Vec<Edge>,
    from: Vec<Vec<usize>>,
}

impl Network {
    fn join(&mut self, from: usize, to: usize, room: u64) -> usize {
        let at = self.edges.len();
        self.edges.push(Edge { to, left: room });
        self.edges.push(Edge { to: from, left: 0 });
        self.from[from].push(at);
        self.from[to].push(at + 1);
        at
    }

    /// How far each node is from the source, where there is room.
    fn levels(&self) -> Vec<usize> {
        let mut level = vec![usize::MAX; self.from.len()];
        level[SOURCE] = 0;
        let mut queue = vec![SOURCE];
        let mut next = 0;
        while let Some(node) = queue.get(next).copied() {
            next += 1;
            for edge in self.from[node].iter().map(|at| &self.edges[*at]) {
                if edge.left > 0 && level[edge.to] == usize::MAX {
                    level[edge.to] = level[node] + 1;
                    queue.push(edge.to);
                }
            }
        }
        level
    }

    /// Sends as much as it can along one path of falling distance.
    fn push(&mut self, node: usize, most: u64, level: &[usize], tried: &mut [usize]) -> u64 {
        if node == SINK {
            return most;
        }
        while let Some(at) = self.from[node].get(tried[node]).copied() {
            let Edge { to, left } = self.edges[at];
            if left > 0 && level[to] == level[node] + 1 {
                let sent = self.push(to, most.min(left), level, tried);
                if sent > 0 {
                    self.edges[at].left -= sent;
                    self.edges[at ^ 1].left += sent;
                    return sent;
                }
            }
            tried[node] += 1;
        }
        0
    }

    fn fill(&mut self) {
        loop {
            let level = self.levels();
            if level[SINK] == usize::MAX {
                return;
            }
            let mut tried = vec![0; self.from.len()];
            while self.push(SOURCE, u64::MAX, &level, &mut tried) > 0 {}
        }
    }
}

const SOURCE: usize = 0;
const SINK: usize = 1;

/// What somebody could bring: at most so much of each open kind, and so much in all.
#[derive(Clone, Copy, Debug)]
pub struct Purse<'a> {
    pub caps: &'a [u64],
    pub budget: u64,
}

impl<'a> From<&'a Person> for Purse<'a> {
    fn from(person: &'a Person) -> Self {
        Self {
            caps: &person.caps,
            budget: person.budget,
        }
    }
}

/// Who fills what, in basis points of a dollar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// By guest, then by open kind.
    pub by_guest: Vec<Vec<u64>>,
    /// By open kind.
    pub by_kind: Vec<u64>,
}

impl Filled {
    pub fn total(&self) -> u128 {
        self.by_kind.iter().map(|each| u128::from(*each)).sum()
    }
}

/// Fills the kinds in their order with what these guests bring, each by its weight.
pub fn filled<'a, Guest: Copy + Into<Purse<'a>>>(
    open: &[u64],
    guests: &[(Guest, u64)],
    scale: u64,
) -> Filled {
    let kinds = open.len();
    let mut network = Network {
        edges: Vec::new(),
        from: vec![Vec::new(); 2 + kinds + guests.len()],
    };
    let into: Vec<usize> = (0..kinds)
        .map(|kind| network.join(2 + kind, SINK, 0))
        .collect();
    let mut given = Vec::new();
    for (at, (guest, weight)) in guests.iter().enumerate() {
        let person: Purse = (*guest).into();
        let node = 2 + kinds + at;
        network.join(SOURCE, node, person.budget * weight);
        let offers = person.caps.iter().enumerate();
        given.push(
            offers
                .map(|(kind, cap)| {
                    (*cap > 0).then(|| (network.join(node, 2 + kind, cap * weight), cap * weight))
                })
                .collect::<Vec<_>>(),
        );
    }
    for (kind, edge) in into.iter().enumerate() {
        network.edges[*edge].left = open[kind] * scale;
        network.fill();
    }
    let sent = |offer: &Option<(usize, u64)>| {
        offer.map_or(0, |(edge, room)| room - network.edges[edge].left)
    };
    Filled {
        by_guest: given
            .iter()
            .map(|offers| offers.iter().map(sent).collect())
            .collect(),
        by_kind: into
            .iter()
            .map(|edge| network.edges[edge ^ 1].left)
            .collect(),
    }
}
