//! The tour: it goes on by what is done, or by its button where there is nothing to do.

use super::{Desk, Overlay, Screen};
use crate::session::Mode;
use crate::settings::Setting;
use crate::ui::tour::{FIRST, TourStep};

impl Desk {
    /// Welcomes somebody of whom the records know nothing, once.
    pub(super) fn welcome(&mut self) {
        let is_new = self.known.tried.is_empty() && self.known.unfinished.is_empty();
        let waits = matches!(self.screen, Screen::Library) && self.overlay.is_none();
        if is_new && waits && !self.settings.welcomed && self.library.get(FIRST).is_some() {
            self.overlay = Some(Overlay::Welcome);
        }
    }

    pub(super) fn begin_tour(&mut self) {
        self.change(Setting::Welcomed(true));
        let Some(scenario) = self.library.get(FIRST).cloned() else { return };
        self.begin_new(scenario, Mode::Practice);
        self.tour = Some(TourStep::Customer);
    }

    pub(super) fn next_of_tour(&mut self) {
        self.tour = self.tour.and_then(TourStep::next);
        // The button goes where there is something to do instead.
        if self.tour.is_none_or(|step| step.waits() || step == TourStep::Write) {
            self.write();
        }
    }

    pub(super) fn end_tour(&mut self) {
        self.tour = None;
        self.write();
    }

    /// Gives the keyboard to the reply.
    fn write(&mut self) {
        if let Screen::Conversation(talk) = &mut self.screen {
            talk.draft.take_focus = true;
        }
    }

    /// Goes on where something was done that the tour waits for. True when it has.
    pub(super) fn follow_tour(&mut self) -> bool {
        let Some(step) = self.tour else { return false };
        let later = match &self.screen {
            Screen::Conversation(talk) => {
                let replies = talk.session.steps().len();
                match step {
                    _ if replies > 1 => TourStep::Reply,
                    _ if replies == 1 && !talk.is_answering() => TourStep::Answer,
                    TourStep::Write if talk.hears_something() => TourStep::Send,
                    _ => step,
                }
            }
            Screen::Debrief(shown) if shown.is_guessing() => TourStep::Predict,
            Screen::Debrief(_) => TourStep::Debrief,
            // Whoever goes elsewhere has seen enough.
            _ => {
                self.tour = None;
                return true;
            }
        };
        let moves = later > step;
        if moves {
            self.tour = Some(later);
        }
        moves
    }
}
