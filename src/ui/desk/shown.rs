//! A conversation that is looked back on: first one's own guess, then the debrief.

use std::time::Duration;

use egui::Ui;

use crate::debrief::{Debrief, Reflection, misjudged};
use crate::records::{AttemptId, Who};
use crate::report::{About, debrief_page};
use crate::rubric::Dimension;
use crate::scenario::Scenario;
use crate::session::Session;
use crate::ui::action::{Action, Page};
use crate::ui::screen::{DebriefDraft, DebriefView, PredictDraft, PredictView, debrief_ui, predict_ui};
use crate::ui::theme::Theme;
use crate::ui::tour::TourStep;

/// A conversation that is looked back on.
pub(super) struct Shown {
    id: AttemptId,
    who: Who,
    pub session: Session,
    debrief: Debrief,
    chosen: usize,
    pub draft: DebriefDraft,
    /// The guess, until it is made or skipped.
    guess: Option<PredictDraft>,
    /// What one thinks of it, as it was last kept.
    kept: Reflection,
    kept_at: Duration,
}

/// What is written is kept at most this often, and always before one goes elsewhere.
const KEEP_EVERY: Duration = Duration::from_secs(1);

impl Shown {
    pub fn new(session: Session, id: AttemptId, who: Who, now: Duration) -> Self {
        let debrief = Debrief::of(&session);
        // Who said nothing has nothing to guess at.
        let rated = Dimension::ALL.into_iter().any(|dimension| debrief.scores.get(dimension).is_some());
        let guess = rated.then(PredictDraft::default);
        Self {
            chosen: debrief.costliest.unwrap_or(0),
            id,
            who,
            session,
            debrief,
            draft: DebriefDraft::default(),
            guess,
            kept: Reflection::default(),
            kept_at: now,
        }
    }

    pub fn draw(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        next: Option<(&Scenario, String)>,
        judged: &[u8],
        tour: Option<TourStep>,
    ) -> Vec<Action> {
        if let Some(guess) = &mut self.guess {
            return predict_ui(ui, theme, &PredictView { session: &self.session, judged, tour }, guess);
        }
        let predicted = self.draft.reflection.predicted;
        let view = DebriefView {
            session: &self.session,
            debrief: &self.debrief,
            chosen: self.chosen,
            next,
            key: &self.id.0,
            predicted: &predicted,
            tour,
        };
        debrief_ui(ui, theme, &view, &mut self.draft)
    }

    /// Whether the scores are still to be guessed.
    pub fn is_guessing(&self) -> bool {
        self.guess.is_some()
    }

    /// Takes the guess, or does without one; gives how far it lay from the scores.
    pub fn guessed(&mut self, skipped: bool) -> Option<u8> {
        let guess = self.guess.take().filter(|_| !skipped)?;
        self.draft.reflection.predicted = guess.guessed(&self.debrief.scores);
        misjudged(&self.draft.reflection.predicted, &self.debrief.scores)
    }

    pub fn show(&mut self, reply: usize) {
        self.chosen = reply.min(self.session.steps().len().saturating_sub(1));
    }

    /// The page to hand on. The note is the writer's own and stays out of it.
    pub fn page(&self) -> Page {
        let reflection = Reflection { note: String::new(), ..self.draft.reflection.clone() };
        let reflection = (reflection != Reflection::default()).then_some(reflection);
        let about = About { person: self.who.person.clone(), reflection, ..About::default() };
        let name = format!("{} {}", self.session.scenario().file.id, self.id.short());
        Page { name, html: debrief_page(&self.session, &about) }
    }

    /// What is to be kept now, if anything is.
    pub fn keeps(&mut self, now: Duration, at_once: bool) -> Option<(AttemptId, Reflection)> {
        let due = at_once || now >= self.kept_at + KEEP_EVERY;
        if !due || self.kept == self.draft.reflection {
            return None;
        }
        self.kept = self.draft.reflection.clone();
        self.kept_at = now;
        Some((self.id.clone(), self.kept.clone()))
    }

    /// How long until what is written is kept.
    pub fn wakes_in(&self, now: Duration) -> Option<Duration> {
        (self.kept != self.draft.reflection).then(|| (self.kept_at + KEEP_EVERY).saturating_sub(now))
    }
}
