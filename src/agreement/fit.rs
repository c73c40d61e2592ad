//! Points fitted to labelled replies.
//!
//! One dimension after the other, one behaviour after the other, whole points are moved up or down for as long as that
//! brings the scores nearer to the labels (coordinate descent on the loss below, with the arithmetic that scores every
//! reply: caps, brush-offs, same words and all). A behaviour keeps its direction, and what the labels say nothing about
//! keeps the points its author gave it.

use thiserror::Error;

use super::{Item, Label, Part};
use crate::rubric::{BehaviourId, Dimension, Evidence, History, Points, Rubric};
use crate::scoring;
use crate::text::Text;

/// Why nothing was fitted.
#[derive(Debug, Error)]
pub enum FitError {
    /// Fewer replies than a fit can stand on.
    #[error("{0} labelled replies are too few to fit points to; {1} are the least")]
    TooFew(usize, usize),
}

/// New points for one behaviour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub behaviour: BehaviourId,
    /// The points that were given.
    pub given: Points,
    /// The points that fit.
    pub fitted: Points,
}

/// Fewer replies are not fitted to.
const LEAST: usize = 40;

/// The score that a mark stands for: the middle of its band, from harmful to excellent.
const SCORE_OF_MARK: [f64; 5] = [14.0, 35.0, 52.0, 70.0, 88.0];

/// How far the better reply of a contrast should be above the other: the margin that is asked for, and a little.
const GAP: f64 = 8.0;

/// How far apart two replies to one customer should score, for one mark between them.
const GAP_PER_MARK: f64 = 6.0;

/// How strongly points are held to what the author gave: about as much as this many pairs of replies would move them.
/// Chosen, with the weights of [`Aim::loss`], by what did best on replies that were held back; between half and twice
/// these figures nothing there moves by more than 0.01.
const HOLD: f64 = 5.0;

/// A behaviour worth so much in a dimension is a line that its author drew; it is not fitted.
const GRAVE: i32 = 20;

/// Moves that are tried, in points.
const MOVES: [i32; 6] = [-1, 1, -3, 3, -8, 8];

/// More rounds through all behaviours change nothing any more.
const MOST_ROUNDS: usize = 40;

/// What was found in a reply.
type Case = Vec<(usize, Vec<Evidence>)>;

/// What scores are wanted.
enum Aim {
    /// This one.
    Score { case: usize, score: f64 },
    /// One so far above another.
    Above { better: usize, worse: usize, gap: f64 },
    /// Two that are alike.
    Alike { one: usize, other: usize },
}

impl Aim {
    fn cases(&self) -> (usize, usize) {
        match *self {
            Aim::Score { case, .. } => (case, case),
            Aim::Above { better, worse, .. } => (better, worse),
            Aim::Alike { one, other } => (one, other),
        }
    }

    fn loss(&self, scores: &[i32]) -> f64 {
        let score = |case: usize| f64::from(scores[case]);
        match *self {
            Aim::Score { case, score: wanted } => {
                // Beyond 25 points the loss grows no faster: one odd reply must not pull a behaviour along.
                let off = ((score(case) - wanted).abs() / 12.0)
                    .min(25.0 / 12.0 + (score(case) - wanted).abs() / 100.0);
                off * off * 0.5
            }
            Aim::Above { better, worse, gap } => {
                let short = (gap - (score(better) - score(worse))).clamp(0.0, 40.0) / 8.0;
                short * short
            }
            Aim::Alike { one, other } => {
                let off = ((score(one) - score(other)).abs() - 1.0).clamp(0.0, 20.0) / 4.0;
                off * off
            }
        }
    }
}

/// The points that fit the labelled replies of [`Part::Fit`], where they differ from what was given. The fit begins from
/// what was given, so that fitting twice is fitting once.
///
/// # Errors
/// When there are too few replies.
pub fn fit(rubric: &Rubric, items: &[Item]) -> Result<Vec<Change>, FitError> {
    let items: Vec<&Item> = items.iter().filter(|item| item.part == Part::Fit).collect();
    if items.len() < LEAST {
        return Err(FitError::TooFew(items.len(), LEAST));
    }
    let (cases, labelled) = cases(rubric, &items);
    let given: Vec<Points> = (0..rubric.len()).map(|index| rubric.behaviour(index).given).collect();
    let mut points = given.clone();
    for dimension in Dimension::ALL {
        let aims = aims(&items, &labelled, dimension);
        Descent::new(rubric, dimension, &cases, &aims, &given, &mut points).run();
    }
    let changes = (0..rubric.len()).filter(|&index| points[index] != given[index]);
    Ok(changes
        .map(|index| Change {
            behaviour: rubric.id(index).clone(),
            given: given[index],
            fitted: points[index],
        })
        .collect())
}

/// Every reply once, and for each item its one or two.
fn cases(rubric: &Rubric, items: &[&Item]) -> (Vec<Case>, Vec<[usize; 2]>) {
    let mut cases = Vec::new();
    let mut labelled = Vec::new();
    for item in items {
        let customer = rubric.customer(&item.context);
        let mut add = |reply: &str| {
            cases.push(rubric.find(&Text::read(reply), &customer, History::default(), &[], &[]));
            cases.len() - 1
        };
        labelled.push(match &item.label {
            Label::Contrast(pair, _) | Label::Invariance(pair) => {
                pair.replies.each_ref().map(|reply| add(reply))
            }
            Label::Graded { reply, .. } => [add(reply); 2],
        });
    }
    (cases, labelled)
}

fn aims(items: &[&Item], labelled: &[[usize; 2]], dimension: Dimension) -> Vec<Aim> {
    let mut aims = Vec::new();
    let mut marked: Vec<(&str, &str, f64, usize)> = Vec::new();
    for (item, &[one, other]) in items.iter().zip(labelled) {
        match &item.label {
            Label::Contrast(_, of) if *of == dimension => {
                aims.push(Aim::Above { better: one, worse: other, gap: GAP })
            }
            Label::Contrast(..) => {}
            Label::Invariance(_) => aims.push(Aim::Alike { one, other }),
            Label::Graded { group, marks, .. } => {
                marked.push((&item.source, group, *marks.get(dimension), one))
            }
        }
    }
    for (index, &(source, group, mark, case)) in marked.iter().enumerate() {
        aims.push(Aim::Score { case, score: score_of(mark) });
        let rivals = marked[index + 1..].iter().filter(|rival| (rival.0, rival.1) == (source, group));
        for &(_, _, other_mark, other) in rivals {
            let (better, worse) = if mark > other_mark { (case, other) } else { (other, case) };
            let apart = (mark - other_mark).abs();
            if apart >= 1.0 {
                aims.push(Aim::Above { better, worse, gap: GAP_PER_MARK * apart });
            }
        }
    }
    aims
}

fn score_of(mark: f64) -> f64 {
    let below = (mark.floor() as usize).min(SCORE_OF_MARK.len() - 2);
    SCORE_OF_MARK[below] + (mark - below as f64) * (SCORE_OF_MARK[below + 1] - SCORE_OF_MARK[below])
}

/// What moves with the points of one behaviour.
#[derive(Clone, Debug, Default)]
struct Touched {
    /// The replies in which it was found.
    cases: Vec<usize>,
    /// The aims that those replies have a part in.
    aims: Vec<usize>,
}

/// By behaviour.
fn touched(behaviours: usize, cases: &[Case], aims: &[Aim]) -> Vec<Touched> {
    let mut aims_of: Vec<Vec<usize>> = vec![Vec::new(); cases.len()];
    for (index, aim) in aims.iter().enumerate() {
        let (one, other) = aim.cases();
        aims_of[one].push(index);
        if one != other {
            aims_of[other].push(index);
        }
    }
    let mut touched = vec![Touched::default(); behaviours];
    for (case, found) in cases.iter().enumerate() {
        for &(behaviour, _) in found {
            touched[behaviour].cases.push(case);
            touched[behaviour].aims.extend_from_slice(&aims_of[case]);
        }
    }
    for Touched { aims, .. } in &mut touched {
        aims.sort_unstable();
        aims.dedup();
    }
    touched
}

/// The search in one dimension.
struct Descent<'a> {
    rubric: &'a Rubric,
    dimension: Dimension,
    cases: &'a [Case],
    aims: &'a [Aim],
    given: &'a [Points],
    points: &'a mut [Points],
    scores: Vec<i32>,
    touched: Vec<Touched>,
}

impl<'a> Descent<'a> {
    fn new(
        rubric: &'a Rubric,
        dimension: Dimension,
        cases: &'a [Case],
        aims: &'a [Aim],
        given: &'a [Points],
        points: &'a mut [Points],
    ) -> Self {
        let touched = touched(rubric.len(), cases, aims);
        let mut descent = Self { rubric, dimension, cases, aims, given, points, scores: Vec::new(), touched };
        descent.scores = (0..cases.len()).map(|case| descent.score(case)).collect();
        descent
    }

    fn score(&self, case: usize) -> i32 {
        let points = |behaviour: usize| self.points[behaviour];
        scoring::rate_found(self.rubric, self.dimension, &self.cases[case], points)
    }

    fn run(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let mut moved = false;
            for behaviour in 0..self.points.len() {
                moved |= self.improve(behaviour);
            }
            if !moved {
                return;
            }
        }
    }

    /// Makes the best move of one behaviour's points, if any move is good.
    fn improve(&mut self, behaviour: usize) -> bool {
        let now = self.points[behaviour].get(self.dimension);
        let mut best = (self.loss(behaviour, now), now);
        let start = best.0;
        for points in MOVES.map(|step| now + step) {
            if self.allows(behaviour, points) {
                self.set(behaviour, points);
                let loss = self.loss(behaviour, points);
                if loss < best.0 - 1e-9 {
                    best = (loss, points);
                }
            }
        }
        self.set(behaviour, best.1);
        best.0 < start
    }

    /// From a third of what was given to twice that and a little: where nothing was given, a behaviour has nothing to do
    /// with the dimension, and no label turns what is grave into a trifle.
    fn allows(&self, behaviour: usize, points: i32) -> bool {
        let of = |dimension| self.given[behaviour].get(dimension);
        let given = of(self.dimension);
        if Dimension::ALL.iter().any(|&dimension| of(dimension).abs() >= GRAVE) {
            return points == given;
        }
        let most = (2 * given.abs() + 2).min(i32::from(Points::MOST));
        points.signum() == given.signum() && ((given.abs() + 2) / 3..=most).contains(&points.abs())
    }

    fn set(&mut self, behaviour: usize, points: i32) {
        if self.points[behaviour].get(self.dimension) == points {
            return;
        }
        self.points[behaviour].set(self.dimension, points);
        for at in 0..self.touched[behaviour].cases.len() {
            let case = self.touched[behaviour].cases[at];
            self.scores[case] = self.score(case);
        }
    }

    fn loss(&self, behaviour: usize, points: i32) -> f64 {
        let held = f64::from(points - self.given[behaviour].get(self.dimension)) / 10.0;
        let aims = self.touched[behaviour].aims.iter().map(|&aim| self.aims[aim].loss(&self.scores));
        HOLD * held * held + aims.sum::<f64>()
    }
}
