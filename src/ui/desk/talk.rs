//! A conversation under way: what is written, what the coach hears in it, and when the customer answers.

use std::time::Duration;

use egui::{Event, Ui};

use crate::debrief::{self, Missing};
use crate::records::{AttemptId, Unfinished, Who};
use crate::scenario::Channel;
use crate::scoring::LONGEST_REPLY;
use crate::session::{Mode, Preview, Reply, Session};
use crate::ui::Action;
use crate::ui::screen::{ConversationDraft, ConversationView, conversation_ui, sentence};
use crate::ui::theme::Theme;
use crate::ui::tour::TourStep;

/// A conversation under way, or over and not yet looked back on.
pub(super) struct Talk {
    pub session: Session,
    /// Its id, who answers, and since when.
    unfinished: Unfinished,
    pub draft: ConversationDraft,
    /// The draft that the preview was made of.
    heard: String,
    preview: Preview,
    /// What the author's best reply to this turn shows.
    best: Vec<Missing>,
    hints: u8,
    hint: Option<String>,
    refusal: Option<String>,
    /// How long it has lasted before, and since when it goes on: the clock does not run while the window is closed.
    used: Duration,
    since: Duration,
    heard_at: Vec<u64>,
    /// The customer is still writing, until then.
    answers_at: Option<Duration>,
    /// The draft as it was last kept.
    kept: String,
    kept_at: Duration,
}

/// A draft that changes is kept at most this often, and always before the window closes.
const KEEP_EVERY: Duration = Duration::from_secs(1);

impl Talk {
    pub fn new(session: Session, unfinished: Unfinished, now: Duration) -> Self {
        let (reply, hints) = (unfinished.draft.clone(), unfinished.hints);
        let used = session.steps().iter().filter_map(|step| step.at_ms).max().unwrap_or(0);
        let mut talk = Self {
            preview: session.preview(&reply),
            heard_at: times(&session),
            session,
            unfinished,
            heard: reply.clone(),
            kept: reply.clone(),
            draft: ConversationDraft { reply, take_focus: true, caret_to_end: true, drawer: None },
            best: Vec::new(),
            hints,
            hint: None,
            refusal: None,
            used: Duration::from_millis(used),
            since: now,
            answers_at: None,
            kept_at: now,
        };
        talk.look_ahead();
        talk
    }

    pub fn draw(&mut self, ui: &mut Ui, theme: &Theme, tour: Option<TourStep>) -> Vec<Action> {
        self.hold(ui);
        if self.heard != self.draft.reply {
            self.preview = self.session.preview(&self.draft.reply);
            self.heard.clone_from(&self.draft.reply);
        }
        let view = ConversationView {
            session: &self.session,
            preview: &self.preview,
            missing: lacking(&self.best, &self.preview),
            hint: self.hint.as_deref(),
            refusal: self.refusal.as_deref(),
            heard_at: &self.heard_at,
            answering: self.answers_at.is_some(),
            tour,
        };
        conversation_ui(ui, theme, &view, &mut self.draft)
    }

    /// Whether the last word is said and has been read.
    pub fn is_over(&self) -> bool {
        self.session.outcome().is_some() && self.answers_at.is_none()
    }

    /// Whether leaving now would lose something: a word that was said or written.
    pub fn has_begun(&self) -> bool {
        !self.session.steps().is_empty() || !self.draft.reply.trim().is_empty()
    }

    /// Gives the reply; the customer takes a moment to answer where it is `paced`. False when it was not taken.
    pub fn reply(&mut self, option: Option<usize>, now: Duration, paced: bool) -> bool {
        let at_ms = u64::try_from(self.lasted(now).as_millis()).ok();
        let reply = Reply { text: self.draft.reply.clone(), option, hints: self.hints, at_ms };
        if let Err(refusal) = self.session.reply(reply) {
            self.refusal = Some(sentence(&refusal.to_string()));
            return false;
        }
        self.answers_at = Some(if paced { now + moment(&self.session) } else { now });
        self.answer(now);
        self.write("");
        true
    }

    /// The customer has answered, once it is time. True when that is now.
    pub fn answer(&mut self, now: Duration) -> bool {
        let due = self.answers_at.is_some_and(|at| now >= at);
        if due {
            self.hurry(now);
        }
        due
    }

    /// The customer answers now.
    pub fn hurry(&mut self, now: Duration) {
        if self.answers_at.take().is_some() {
            self.heard_at.push(self.lasted(now).as_secs());
            self.draft.take_focus = true;
            self.look_ahead();
        }
    }

    /// How long the conversation has lasted.
    fn lasted(&self, now: Duration) -> Duration {
        self.used + now.saturating_sub(self.since)
    }

    /// Whether something was written that the coach has not heard yet.
    pub fn is_unheard(&self) -> bool {
        self.heard != self.draft.reply
    }

    /// Whether the coach hears something that helps.
    pub fn hears_something(&self) -> bool {
        self.preview.receipt.findings.iter().any(|finding| finding.points > 0)
    }

    /// Whether the customer is still writing.
    pub fn is_answering(&self) -> bool {
        self.answers_at.is_some()
    }

    /// Whether a reply can be taken back now.
    pub fn rewinds(&self) -> bool {
        let open = self.session.outcome().is_none() && self.session.mode() != Mode::Assessment;
        open && !self.session.steps().is_empty()
    }

    /// Back to before a reply; its words are there to be written better.
    pub fn rewind(&mut self, index: usize) {
        let Some(step) = self.session.steps().get(index) else { return };
        // What was written and not sent stands behind it.
        let typed = if step.option.is_some() { "" } else { step.reply.as_str() };
        let words: Vec<&str> =
            [typed, self.draft.reply.trim()].into_iter().filter(|words| !words.is_empty()).collect();
        let words = words.join("\n\n");
        self.session = self.session.rewound(index);
        self.heard_at.truncate(index + 1);
        self.answers_at = None;
        self.write(&words);
    }

    /// Puts words at the end of the draft, after a space where one is due.
    pub fn insert(&mut self, words: &str) {
        let reply = &mut self.draft.reply;
        if !reply.is_empty() && !reply.ends_with(char::is_whitespace) {
            reply.push(' ');
        }
        reply.push_str(words);
        (self.draft.take_focus, self.draft.caret_to_end) = (true, true);
    }

    /// A turn begins with this in the draft.
    fn write(&mut self, words: &str) {
        words.clone_into(&mut self.draft.reply);
        self.heard.clone_from(&self.draft.reply);
        self.kept.clone_from(&self.draft.reply);
        (self.draft.take_focus, self.draft.caret_to_end) = (true, true);
        self.preview = self.session.preview(words);
        (self.hints, self.hint, self.refusal) = (0, None, None);
        self.look_ahead();
    }

    /// What the author's best reply to the turn shows that a draft may lack; for the coach, so nowhere else.
    fn look_ahead(&mut self) {
        let coached = self.session.mode() == Mode::Practice
            && self.session.outcome().is_none()
            && self.answers_at.is_none();
        self.best = if coached { debrief::helpful(&self.session) } else { Vec::new() };
    }

    /// Shows the hint; false where there is none to be had now.
    pub fn ask_for_hint(&mut self) -> bool {
        let asks = self.session.mode() == Mode::Practice
            && self.session.outcome().is_none()
            && self.answers_at.is_none();
        if !asks || self.hint.is_some() {
            return false;
        }
        let missing = lacking(&self.best, &self.preview);
        self.hint = Some(missing.map_or_else(
            || "You have all of it. Send it.".to_owned(),
            |missing| format!("{}: {}", sentence(&missing.title), missing.tip),
        ));
        self.hints = self.hints.saturating_add(u8::from(missing.is_some()));
        true
    }

    /// Takes from what is pasted as much as a reply can hold, before anything lays it out: a megabyte would stop the window.
    fn hold(&mut self, ui: &Ui) {
        let mut cut = false;
        ui.input_mut(|input| {
            for event in &mut input.events {
                if let Event::Paste(text) | Event::Text(text) = event {
                    cut |= shorten(text);
                }
            }
        });
        if shorten(&mut self.draft.reply) || cut {
            self.refusal =
                Some(format!("A reply holds {LONGEST_REPLY} characters; the rest of the text was left out."));
        }
    }

    /// Its id, and who answers.
    pub fn whose(&self) -> (AttemptId, Who) {
        (self.unfinished.id.clone(), self.unfinished.who.clone())
    }

    /// As it is kept now.
    pub fn as_kept(&self) -> Unfinished {
        Unfinished {
            attempt: self.session.attempt(),
            draft: self.draft.reply.clone(),
            hints: self.hints,
            ..self.unfinished.clone()
        }
    }

    /// Whether what is written is to be kept now.
    pub fn keeps_draft(&mut self, now: Duration, at_once: bool) -> bool {
        let due = at_once || now >= self.kept_at + KEEP_EVERY;
        let keeps = due && self.kept != self.draft.reply && self.session.outcome().is_none();
        if keeps {
            self.kept.clone_from(&self.draft.reply);
            self.kept_at = now;
        }
        keeps
    }

    /// How long until something happens by itself: the customer answers, or what is written is kept.
    pub fn wakes_in(&self, now: Duration) -> Option<Duration> {
        let answer = self.answers_at.map(|at| at.saturating_sub(now));
        let keeps = self.kept != self.draft.reply && self.session.outcome().is_none();
        let keep = keeps.then(|| (self.kept_at + KEEP_EVERY).saturating_sub(now));
        answer.into_iter().chain(keep).min()
    }
}

/// Cuts a text to what a reply can hold; true when it was longer.
fn shorten(text: &mut String) -> bool {
    let end = text.char_indices().nth(LONGEST_REPLY).map(|(end, _)| end);
    end.inspect(|&end| text.truncate(end)).is_some()
}

fn lacking<'a>(best: &'a [Missing], preview: &Preview) -> Option<&'a Missing> {
    best.iter().find(|missing| !preview.receipt.shows(missing.behaviour.as_str()))
}

/// Seconds at which each of the customer's lines came: the first at once, the others after a reply.
fn times(session: &Session) -> Vec<u64> {
    let replies = session.steps().iter().map(|step| step.at_ms.unwrap_or(0) / 1000);
    std::iter::once(0).chain(replies).collect()
}

/// How long a customer takes to answer: longer for more words where they are written while one waits, a breath where they
/// are spoken. Nobody waits for a letter.
fn moment(session: &Session) -> Duration {
    let words = session.line().chars().count() as u64;
    Duration::from_millis(match session.scenario().file.channel {
        Channel::Chat => (500 + 16 * words).clamp(900, 2400),
        Channel::Phone | Channel::Counter => 700,
        Channel::Email | Channel::Review => 500,
    })
}
