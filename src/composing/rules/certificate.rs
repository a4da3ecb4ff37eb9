//! "At least 99 % of the best possible": a ceiling from linear programming, on request.
//!
//! Each candidate may come in part; what the room brings stays below every cut, and cuts are added where the answer breaks
//! one. Leaving cuts out only raises the ceiling, so it holds after every round. Floats are used here and nowhere else:
//! coefficients are rounded up before solving and the answer after it.

use microlp::{
    ComparisonOp::{Ge, Le},
    OptimizationDirection, Problem, Solution, Variable,
};

use super::{
    instance::{Instance, Person, WHOLE},
    list::GuestList,
};

/// The most rounds of cuts.
const ROUNDS: usize = 60;
/// Shares are rounded up to millionths, which also keeps coefficients within the range that the solver asks for.
const MILLION: f64 = 1_000_000.0;
/// A cut is broken when it is by this share of the gap.
const BROKEN: f64 = 1e-6;

struct Model {
    problem: Problem,
    people: Vec<Variable>,
    cover: Variable,
}

/// The ceiling in parts per million; nothing where the kinds of money are too many, or the solver gives up.
pub fn certificate(instance: &Instance, list: &GuestList) -> Option<u64> {
    if !instance.shapes.count_cuts() {
        return None;
    }
    let model = model(instance, list.shortages.is_empty());
    let mut solution = model.problem.solve().ok()?.into_solution().ok()?;
    if instance.gap() > 0 {
        for _ in 0..ROUNDS {
            let Some(cut) = broken(instance, &model, &solution) else {
                break;
            };
            let (row, outside) = row(instance, &model, cut);
            solution = solution
                .add_constraint(row, Le, outside)
                .ok()?
                .into_solution()
                .ok()?;
        }
    }
    let ceiling = (solution.objective() * MILLION).ceil() + 2.0;
    (ceiling.is_finite() && ceiling >= 0.0).then(|| rounded(ceiling).min(list.ceiling))
}

fn share(part: u64, whole: u64) -> f64 {
    float(part) / float(whole)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "coefficients are rounded up in the sixth place"
)]
fn float(number: impl Into<u128>) -> f64 {
    number.into() as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between nothing and a few millions"
)]
fn rounded(ceiling: f64) -> u64 {
    ceiling as u64
}

fn model(instance: &Instance, with_minimums: bool) -> Model {
    let worth = &instance.worth;
    // What a full part is worth, as a share of everything.
    let part = |per_point: u128, points: u128| {
        float(per_point * points / worth.unit) / MILLION + 1.0 / MILLION
    };
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let chance = |person: &Person| share(person.chance, WHOLE);
    let people: Vec<Variable> = instance
        .people
        .iter()
        .enumerate()
        .map(|(guest, person)| {
            let fit = float(u128::from(person.chance * person.fit) * worth.fit);
            let fit = fit / float(worth.unit) / MILLION;
            let least = if instance.must.contains(&guest) {
                1.0
            } else {
                0.0
            };
            problem.add_var(fit, (least, 1.0))
        })
        .collect();
    let cover = problem.add_var(part(worth.cover, instance.full()), (0.0, 1.0));
    let come = |able: &dyn Fn(&Person) -> bool| -> Vec<(Variable, f64)> {
        let everybody = people.iter().zip(&instance.people);
        let able = everybody.filter(|(_, person)| able(person));
        able.map(|(variable, person)| (*variable, chance(person)))
            .collect()
    };
    for (kind, wanted) in instance.wanted.iter().enumerate() {
        let enough = u128::from(wanted * WHOLE);
        let full = problem.add_var(part(worth.source[kind], enough), (0.0, 1.0));
        let mut row = come(&|person| person.caps[kind] > 0);
        row.push((full, -float(*wanted)));
        problem.add_constraint(row.as_slice(), Ge, 0.0);
    }
    if instance.locals > 0 {
        let enough = u128::from(instance.locals * WHOLE);
        let full = problem.add_var(part(worth.local, enough), (0.0, 1.0));
        let mut row = come(&|person| person.local);
        row.push((full, -float(instance.locals)));
        problem.add_constraint(row.as_slice(), Ge, 0.0);
    }
    let everybody: Vec<(Variable, f64)> = people.iter().map(|each| (*each, 1.0)).collect();
    problem.add_constraint(everybody.as_slice(), Le, float(instance.seats as u64));
    for (one, others) in instance.apart.iter().enumerate() {
        for other in others.iter().filter(|other| **other > one) {
            let row = [(people[one], 1.0), (people[*other], 1.0)];
            problem.add_constraint(row, Le, 1.0);
        }
    }
    if with_minimums {
        add_minimums(instance, &mut problem, &people);
    }
    Model {
        problem,
        people,
        cover,
    }
}

fn add_minimums(instance: &Instance, problem: &mut Problem, people: &[Variable]) {
    for (at, wanted) in instance.minimums.all().into_iter().enumerate() {
        let serve = people.iter().zip(&instance.people);
        let serve = serve.filter(|(_, person)| instance.minimums.serves(person.class, at));
        let row: Vec<(Variable, f64)> = serve.map(|(each, _)| (*each, 1.0)).collect();
        if wanted > 0 {
            problem.add_constraint(row.as_slice(), Ge, float(wanted as u64));
        }
    }
}

/// The cut that the answer breaks most, as bits of kinds.
fn broken(instance: &Instance, model: &Model, solution: &Solution) -> Option<usize> {
    let gap = instance.gap();
    let kinds = instance.open.len();
    let mut sums: Vec<f64> = (0..1_usize << kinds)
        .map(|cut| share(outside(instance, cut), gap))
        .collect();
    for (person, variable) in instance.people.iter().zip(&model.people) {
        let comes = solution.var_value(*variable) * share(person.chance, WHOLE);
        if comes > 0.0 {
            let parts: Vec<f64> = person
                .reach
                .iter()
                .map(|reach| share(*reach, gap) * comes)
                .collect();
            instance.shapes.add_to(&mut sums, person.shape, &parts);
        }
    }
    let (cut, least) = sums
        .into_iter()
        .enumerate()
        .min_by(|one, other| one.1.total_cmp(&other.1))?;
    (solution.var_value(model.cover) > least + BROKEN).then_some(cut)
}

fn outside(instance: &Instance, cut: usize) -> u64 {
    let kinds = instance.open.iter().enumerate();
    kinds
        .filter(|(kind, _)| cut >> kind & 1 == 0)
        .map(|(_, open)| open)
        .sum()
}

/// The cut as a row: cover, less what each guest brings inside it, is at most what is outside.
fn row(instance: &Instance, model: &Model, cut: usize) -> (Vec<(Variable, f64)>, f64) {
    let gap = instance.gap();
    let mut row = vec![(model.cover, 1.0)];
    for (person, variable) in instance.people.iter().zip(&model.people) {
        let inside = instance.shapes.part(person.shape, cut);
        let brings = share(person.reach[inside], gap) * share(person.chance, WHOLE);
        if brings > 0.0 {
            row.push((*variable, -(brings * MILLION).ceil() / MILLION));
        }
    }
    (row, share(outside(instance, cut), gap) + 1.0 / MILLION)
}
