//! The first conversation explains the screen while it is used: one thing at a time, beside what it is about.

/// The scenario that the first conversation is.
pub const FIRST: &str = "first-words";

/// What is explained now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TourStep {
    /// The customer and the mood.
    Customer,
    /// What one knows, may do and has promised.
    Known,
    /// Writing, and the coach.
    Write,
    /// What the marks mean, and sending.
    Send,
    /// The answer, and the way back.
    Answer,
    /// The replies that are left.
    Reply,
    /// One's own guess.
    Predict,
    /// The debrief.
    Debrief,
}

/// A part of the conversation that a step is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The customer on stage.
    Stage,
    /// What is known.
    Known,
    /// The reply box.
    Reply,
}

impl TourStep {
    /// The step after this one; `None` after the last.
    pub fn next(self) -> Option<Self> {
        Some(match self {
            Self::Customer => Self::Known,
            Self::Known => Self::Write,
            Self::Write => Self::Send,
            Self::Send => Self::Answer,
            Self::Answer => Self::Reply,
            Self::Reply => Self::Predict,
            Self::Predict => Self::Debrief,
            Self::Debrief => return None,
        })
    }

    /// Whether it ends when something is done, and so has no button.
    pub fn waits(self) -> bool {
        matches!(self, Self::Send | Self::Reply | Self::Predict)
    }

    /// What it is about.
    pub fn spot(self) -> Option<Spot> {
        match self {
            Self::Customer | Self::Answer => Some(Spot::Stage),
            Self::Known => Some(Spot::Known),
            Self::Write | Self::Send | Self::Reply => Some(Spot::Reply),
            Self::Predict | Self::Debrief => None,
        }
    }

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Customer => "Who is there",
            Self::Known => "What you know",
            Self::Write => "Say it in your words",
            Self::Send => "What the coach hears",
            Self::Answer => "What it did",
            Self::Reply => "Go on",
            Self::Predict => "Guess first",
            Self::Debrief => "Where every point comes from",
        }
    }

    /// What it says about a customer of this name.
    pub fn words(self, name: &str) -> String {
        match self {
            Self::Customer => format!(
                "{name} has written to you. The face, and the words under it, say how {name} feels: anger, trust, patience. \
                 They move with what you say."
            ),
            Self::Known => {
                "What is still open, the facts, and what you may and may not do are always here. Nobody expects you to know \
                 them by heart."
                    .to_owned()
            }
            Self::Write => {
                "Begin with what this is like for them. A sentence is enough; there is no time limit, and what you write is \
                 kept."
                    .to_owned()
            }
            Self::Send => {
                "Marked words are what was heard. A solid line helps, a dashed one hurts; the shape says what it is for: \
                 circle empathy, square ownership, triangle de-escalation. Send it with the button or Ctrl+Enter."
                    .to_owned()
            }
            Self::Answer => format!(
                "Look what it did to {name}. Was it not what you meant? Rewind goes back to before any reply, and keeps both \
                 ways to compare."
            ),
            Self::Reply => "You have seen all of it. Bring the conversation to its end.".to_owned(),
            Self::Predict => "How do you think it went? Your guess is only for you. Seeing it beside the score teaches more \
                              than the score alone."
                .to_owned(),
            Self::Debrief => "Each score lists what raised and lowered it, and each of that has its words below. The reply \
                              that cost most stands beside a stronger one."
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_come_to_once() {
        let steps: Vec<TourStep> =
            std::iter::successors(Some(TourStep::Customer), |step| step.next()).collect();
        assert_eq!(steps.len(), 8);
        assert!(steps.is_sorted());
        assert!(steps.iter().all(|step| !step.words("Ada").is_empty() && !step.title().is_empty()));
    }
}
