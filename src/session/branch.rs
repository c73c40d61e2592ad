//! Ways that were taken back: in practice one may go back to any reply, and the way that is left is kept beside the new one.

use super::{AttemptError, GivenReply, Mode, Outcome, Session, TakenBack};

/// A way that was taken back.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The first reply of it that was taken back, from 0.
    pub at: usize,
    /// The conversation as it was then, without branches of its own.
    pub way: Session,
}

impl Session {
    /// The same conversation again up to and without reply `count`: for another try from there. In practice the way that is
    /// left is kept among [`Session::branches`], unless nothing was said on it from there on; an assessment goes one way.
    pub fn rewound(&self, count: usize) -> Self {
        let mut session = self.before(count);
        session.branches.clone_from(&self.branches);
        if self.mode() != Mode::Assessment && count < self.steps.len() {
            session.branches.push(Branch { at: count, way: Self { branches: Vec::new(), ..self.clone() } });
        }
        session
    }

    /// Ways that were taken back, in the order in which they were.
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }

    /// Where this way parts from the one of the branch `index`, from 0: later ones may have gone back further.
    pub fn parting(&self, index: usize) -> usize {
        self.branches[index..].iter().map(|branch| branch.at).min().unwrap_or(self.steps.len())
    }

    /// With the branches that are kept of it; `replay` plays one way.
    pub(super) fn with_taken_back(
        mut self,
        taken_back: &[TakenBack],
        replay: impl Fn(&[GivenReply], bool) -> Result<Session, AttemptError>,
    ) -> Result<Self, AttemptError> {
        if !taken_back.is_empty() && self.mode() == Mode::Assessment {
            return Err(AttemptError::NoWayBack);
        }
        for (index, TakenBack { at, replies, left }) in taken_back.iter().enumerate() {
            let way = replay(replies, *left)
                .map_err(|error| AttemptError::Way { number: index + 1, error: Box::new(error) })?;
            self.branches.push(Branch { at: *at, way });
        }
        match (0..taken_back.len()).find(|&index| !self.goes_on_from(index)) {
            Some(index) => Err(AttemptError::Parting { number: index + 1 }),
            None => Ok(self),
        }
    }

    /// Whether the way after the branch `index` begins with what was not taken back of it.
    fn goes_on_from(&self, index: usize) -> bool {
        let Branch { at, way } = &self.branches[index];
        let next = self.branches.get(index + 1).map_or(&self.steps, |branch| &branch.way.steps);
        *at < way.steps.len() && next.get(..*at) == way.steps.get(..*at)
    }
}

impl From<&Branch> for TakenBack {
    fn from(branch: &Branch) -> Self {
        let Branch { at, way } = branch;
        let replies = way.steps.iter().map(GivenReply::from).collect();
        Self { at: *at, replies, left: way.outcome == Some(Outcome::Left) }
    }
}
