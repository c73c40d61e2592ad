//! The desk: which screen there is, what is on it, and what each action does to it.
//!
//! Drawing gives actions, [`Desk::apply`] carries them out, and what the world has to do comes back as effects. So the
//! whole window can be played in a test without a window.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use egui::{Key, Modifiers, Ui};

use super::action::{Action, Effect};
use super::screen::{
    BriefView, ConversationDraft, ConversationView, DebriefDraft, DebriefView, LibraryDraft, LibraryView,
    ScoreboardDraft, ScoreboardView, Unread, brief_ui, conversation_ui, debrief_ui, library_ui,
    scoreboard_ui, warning_ui,
};
use super::theme::{Kind, Theme};
use super::widgets::InSight;
use crate::comparison::{Board, By};
use crate::debrief::{self, Debrief, Missing};
use crate::library::Library;
use crate::records::{Filter, Known, News, Tried, Unfinished};
use crate::rubric::Rubric;
use crate::scenario::Scenario;
use crate::session::{Mode, Preview, Reply, Session, Setting};

/// The whole of what the window shows.
pub struct Desk {
    theme: Theme,
    restyled: bool,
    library: Library,
    rubric: Arc<Rubric>,
    screen: Screen,
    library_draft: LibraryDraft,
    problems_open: bool,
    /// What the records know, and what was done since.
    known: Known,
    /// Something the person should know, until they go somewhere else.
    warning: Option<String>,
    board: BoardState,
    seed: u64,
    now: Duration,
    queue: Vec<Action>,
    effects: Vec<Effect>,
}

enum Screen {
    Library,
    Scoreboard,
    Brief { scenario: Arc<Scenario>, mode: Mode },
    Conversation(Box<Conversation>),
    Debrief(Box<Shown>),
}

/// The scoreboard as it was last read.
#[derive(Default)]
struct BoardState {
    by: By,
    chosen: bool,
    read: Option<Result<Board, String>>,
    /// So many boards were asked for and have not come; only the last of them is wanted.
    awaited: usize,
    draft: ScoreboardDraft,
}

/// A conversation under way.
struct Conversation {
    session: Session,
    /// Its id, who answers, and since when.
    unfinished: Unfinished,
    draft: ConversationDraft,
    /// The draft that the preview was made of.
    heard: String,
    preview: Preview,
    /// What the author's best reply to this turn shows.
    best: Vec<Missing>,
    hints: u8,
    hint: Option<String>,
    refusal: Option<String>,
    began: Duration,
    heard_at: Vec<u64>,
    /// The draft as it was last kept.
    kept: String,
    kept_at: Duration,
}

/// A conversation that is looked back on.
struct Shown {
    session: Session,
    debrief: Debrief,
    chosen: usize,
    draft: DebriefDraft,
}

/// A draft that changes is kept at most this often, and always before the window closes.
const KEEP_EVERY: Duration = Duration::from_secs(1);

impl Desk {
    /// A desk with the library open. `seed` is where the customers' phrasings begin to be drawn from.
    pub fn new(library: Library, rubric: Arc<Rubric>, seed: u64) -> Self {
        Self {
            theme: Theme::load(Kind::Light),
            restyled: true,
            library,
            rubric,
            screen: Screen::Library,
            library_draft: LibraryDraft::default(),
            problems_open: false,
            known: Known::default(),
            warning: None,
            board: BoardState::default(),
            seed,
            now: Duration::ZERO,
            queue: Vec::new(),
            effects: Vec::new(),
        }
    }

    /// Gives egui the fonts and the style, when they have changed. To be called between passes: egui takes new fonts only
    /// where a pass begins.
    pub fn style(&mut self, ctx: &egui::Context) {
        if std::mem::take(&mut self.restyled) {
            let scale = self.theme.text_scale();
            self.theme.install(ctx, scale);
            ctx.add_plugin(InSight::default());
        }
    }

    /// Draws what there is and keeps the actions for [`Desk::update`]. May run more than once a frame.
    pub fn draw(&mut self, ui: &mut Ui) {
        let keys = self.keys(ui);
        let theme = &self.theme;
        let mut actions = match &mut self.screen {
            Screen::Library => {
                let tried = |id: &str| self.known.tried.get(id).map(|tried| (tried.first, tried.best));
                let unfinished = self.known.unfinished.first().map(|kept| Unread {
                    scenario: playable(&self.library, kept).map(AsRef::as_ref),
                    replies: kept.attempt.replies.len(),
                });
                let view = LibraryView {
                    library: &self.library,
                    tried: &tried,
                    unfinished,
                    problems_open: self.problems_open,
                };
                library_ui(ui, theme, &view, &mut self.library_draft)
            }
            Screen::Scoreboard => {
                let title = |id: &str| self.library.get(id).map(|scenario| scenario.file.title.as_str());
                let view = ScoreboardView {
                    board: self.board.read.as_ref().map(|read| read.as_ref().map_err(String::as_str)),
                    reading: self.board.awaited > 0,
                    by: self.board.by,
                    chosen: self.board.chosen,
                    who: &self.known.who,
                    title: &title,
                };
                scoreboard_ui(ui, theme, &view, &mut self.board.draft)
            }
            Screen::Brief { scenario, mode } => brief_ui(ui, theme, &BriefView { scenario, mode: *mode }),
            Screen::Conversation(talk) => talk.draw(ui, theme),
            Screen::Debrief(shown) => {
                let next = next_scenario(&self.library, &self.known.tried, &shown.session);
                let view = DebriefView {
                    session: &shown.session,
                    debrief: &shown.debrief,
                    chosen: shown.chosen,
                    next,
                };
                debrief_ui(ui, theme, &view, &mut shown.draft)
            }
        };
        actions.extend(keys);
        if let Some(warning) = &self.warning {
            warning_ui(ui, theme, warning);
        }
        // A frame may have a second pass, which sees no input and adds nothing.
        self.queue.extend(actions);
    }

    /// Carries out what was done. `now` is the time since the window opened. Gives what the world has to do, and whether
    /// anything changed that is not drawn yet.
    pub fn update(&mut self, now: Duration) -> (Vec<Effect>, bool) {
        self.now = now;
        let actions = std::mem::take(&mut self.queue);
        let changed = !actions.is_empty();
        for action in actions {
            self.apply(action);
        }
        self.keep_draft(false);
        (std::mem::take(&mut self.effects), changed)
    }

    /// Replaces what is written and not sent, as if it had been typed.
    pub fn type_reply(&mut self, words: &str) {
        if let Screen::Conversation(talk) = &mut self.screen {
            words.clone_into(&mut talk.draft.reply);
        }
    }

    /// Takes in what the records have to tell.
    pub fn hear(&mut self, news: News) {
        match news {
            News::Opened(known) => {
                // What was done while they were being opened is newer.
                let since = std::mem::replace(&mut self.known, *known);
                self.known.unfinished.retain(|kept| since.unfinished.iter().all(|newer| newer.id != kept.id));
                self.known.unfinished.splice(0..0, since.unfinished);
                for (scenario, tried) in since.tried {
                    let earlier = self.known.tried.remove(&scenario);
                    let later = Tried::again(earlier, tried.best, tried.ending);
                    self.known.tried.insert(scenario, later);
                }
            }
            News::Told(sentence) => self.warn(sentence),
            News::Board(board) => {
                self.board.awaited = self.board.awaited.saturating_sub(1);
                if self.board.awaited == 0 {
                    self.board.read = Some(*board);
                }
            }
        }
    }

    /// Tells the person something that went wrong outside the screens.
    pub fn warn(&mut self, sentence: String) {
        self.warning = Some(sentence);
    }

    /// What must be kept now because the window closes.
    pub fn close(&mut self) -> Vec<Effect> {
        self.keep_draft(true);
        std::mem::take(&mut self.effects)
    }

    /// Carries out one action.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::OpenLibrary => {
                self.warning = None;
                self.go_to_library();
            }
            Action::OpenScoreboard => {
                self.warning = None;
                self.keep_draft(true);
                self.screen = Screen::Scoreboard;
                self.read_board();
            }
            Action::BoardBy(by) => {
                self.board.by = by;
                self.board.read = None;
                self.read_board();
            }
            Action::BoardChosen(chosen) => {
                self.board.chosen = chosen;
                self.board.read = None;
                self.read_board();
            }
            Action::ReadBoard => self.read_board(),
            Action::OpenBrief(id) => {
                if let Some(scenario) = self.library.get(&id) {
                    self.screen = Screen::Brief { scenario: scenario.clone(), mode: Mode::Practice };
                }
            }
            Action::ChooseMode(chosen) => {
                if let Screen::Brief { mode, .. } = &mut self.screen {
                    *mode = chosen;
                }
            }
            Action::Start => self.start(),
            Action::Send => self.send(None),
            Action::Choose(option) => self.send(Some(option)),
            Action::Hint => self.hint(),
            Action::Leave => self.end(),
            Action::Resume => self.resume(),
            Action::Discard => {
                if !self.known.unfinished.is_empty() {
                    let kept = self.known.unfinished.remove(0);
                    self.effects.push(Effect::Discard(kept.id));
                }
            }
            Action::ShowReply(index) => {
                if let Screen::Debrief(shown) = &mut self.screen {
                    shown.chosen = index.min(shown.session.steps().len().saturating_sub(1));
                }
            }
            Action::TryFrom(index) => self.try_from(index),
            Action::Again => self.again(),
            Action::ToggleProblems => self.problems_open = !self.problems_open,
            Action::SetTheme(kind) => {
                self.theme = Theme::load(kind).with_text_scale(self.theme.text_scale());
                self.restyled = true;
            }
            Action::SetTextScale(scale) => {
                self.theme = Theme::load(self.theme.kind).with_text_scale(scale);
                self.restyled = true;
            }
            Action::Quit => self.effects.push(Effect::Quit),
        }
    }

    /// Keys that work on every screen, and Start on the brief.
    fn keys(&self, ui: &Ui) -> Vec<Action> {
        let pressed =
            |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let scale = self.theme.text_scale();
        let mut actions = Vec::new();
        if pressed(Modifiers::CTRL, Key::Plus) || pressed(Modifiers::CTRL, Key::Equals) {
            actions.push(Action::SetTextScale(scale + 0.1));
        }
        if pressed(Modifiers::CTRL, Key::Minus) {
            actions.push(Action::SetTextScale(scale - 0.1));
        }
        if pressed(Modifiers::CTRL, Key::Num0) {
            actions.push(Action::SetTextScale(1.0));
        }
        if pressed(Modifiers::CTRL, Key::Q) {
            actions.push(Action::Quit);
        }
        if !matches!(self.screen, Screen::Library) && pressed(Modifiers::NONE, Key::Escape) {
            actions.push(Action::OpenLibrary);
        }
        if matches!(self.screen, Screen::Brief { .. }) && pressed(Modifiers::CTRL, Key::Enter) {
            actions.push(Action::Start);
        }
        actions
    }

    fn go_to_library(&mut self) {
        self.keep_draft(true);
        self.screen = Screen::Library;
    }

    fn read_board(&mut self) {
        let filter = Filter { chosen: self.board.chosen, ..Filter::default() };
        self.board.awaited += 1;
        self.effects.push(Effect::Board(self.board.by, filter));
    }

    fn start(&mut self) {
        if let Screen::Brief { scenario, mode } = &self.screen {
            let (scenario, mode) = (scenario.clone(), *mode);
            self.begin_new(scenario, mode);
        }
    }

    /// A conversation from the start, with other phrasings than the last.
    fn begin_new(&mut self, scenario: Arc<Scenario>, mode: Mode) {
        self.seed = self.seed.wrapping_add(1);
        let setting = Setting { mode, seed: self.seed, memory: self.memory(&scenario) };
        self.begin(Session::start(scenario, self.rubric.clone(), setting));
    }

    /// What a returning customer remembers of the last conversation with them.
    fn memory(&self, scenario: &Scenario) -> Option<usize> {
        let returns = scenario.file.returns.as_ref()?;
        let ending = &self.known.tried.get(&returns.from)?.ending;
        returns.remembers.iter().position(|memory| memory.endings.contains(ending))
    }

    fn begin(&mut self, session: Session) {
        let unfinished = Unfinished::begin(&session, self.known.who.clone());
        self.effects.push(Effect::Begin(unfinished.clone(), Box::new(session.clone())));
        self.known.unfinished.insert(0, unfinished.clone());
        let talk = Conversation::new(session, unfinished, self.now);
        self.screen = Screen::Conversation(Box::new(talk));
    }

    /// Keeps the conversation under way as it stands.
    fn keep(&mut self) {
        if let Screen::Conversation(talk) = &self.screen {
            let kept = talk.as_kept();
            self.known.unfinished.retain(|other| other.id != kept.id);
            self.known.unfinished.insert(0, kept.clone());
            self.effects.push(Effect::Keep(kept));
        }
    }

    fn send(&mut self, option: Option<usize>) {
        let now = self.now;
        let Screen::Conversation(talk) = &mut self.screen else { return };
        if !talk.reply(option, now) {
            return;
        }
        let is_over = talk.session.outcome().is_some();
        // The last reply too is kept at once; how the conversation compares takes longer to work out.
        self.keep();
        if is_over {
            self.end();
        }
    }

    fn hint(&mut self) {
        if let Screen::Conversation(talk) = &mut self.screen {
            talk.ask_for_hint();
            self.keep();
        }
    }

    /// To the debrief; a conversation under way ends here.
    fn end(&mut self) {
        let Screen::Conversation(talk) = &mut self.screen else { return };
        talk.session.leave();
        let session = talk.session.clone();
        let ended = talk.as_kept();
        if !session.steps().is_empty() {
            self.remember(&session);
        }
        self.known.unfinished.retain(|kept| kept.id != ended.id);
        self.effects.push(Effect::End(ended, Box::new(session.clone())));
        let debrief = Debrief::of(&session);
        let chosen = debrief.costliest.unwrap_or(0);
        self.screen =
            Screen::Debrief(Box::new(Shown { session, debrief, chosen, draft: DebriefDraft::default() }));
    }

    fn remember(&mut self, session: &Session) {
        let id = &session.scenario().file.id;
        let ending = session.ending().0.to_owned();
        let earlier = self.known.tried.remove(id);
        let later = Tried::again(earlier, session.scores(), ending);
        self.known.tried.insert(id.clone(), later);
    }

    fn resume(&mut self) {
        let Some(kept) = self.known.unfinished.first() else { return };
        let Some(scenario) = playable(&self.library, kept) else { return };
        match kept.attempt.replay(scenario, &self.rubric) {
            Ok(session) => {
                let talk = Conversation::new(session, kept.clone(), self.now);
                self.screen = Screen::Conversation(Box::new(talk));
            }
            Err(error) => self.warn(format!("it cannot go on, and stays until you discard it: {error}")),
        }
    }

    fn try_from(&mut self, index: usize) {
        if let Screen::Debrief(shown) = &self.screen {
            let session = shown.session.rewound(index);
            self.begin(session);
        }
    }

    fn again(&mut self) {
        if let Screen::Debrief(shown) = &self.screen {
            let (scenario, mode) = (shown.session.scenario().clone(), shown.session.mode());
            self.begin_new(scenario, mode);
        }
    }

    /// Keeps what is written, when it has changed and it is time, or when `at_once`.
    fn keep_draft(&mut self, at_once: bool) {
        let now = self.now;
        let Screen::Conversation(talk) = &mut self.screen else { return };
        let due = at_once || now.saturating_sub(talk.kept_at) >= KEEP_EVERY;
        if due && talk.kept != talk.draft.reply {
            talk.kept.clone_from(&talk.draft.reply);
            talk.kept_at = now;
            self.keep();
        }
    }
}

/// The scenario of a kept conversation, if it is still the same.
fn playable<'a>(library: &'a Library, kept: &Unfinished) -> Option<&'a Arc<Scenario>> {
    library.get(&kept.attempt.scenario).filter(|scenario| scenario.hash == kept.attempt.scenario_hash)
}

/// What to practise after this one: the first scenario not tried yet that is not this one.
fn next_scenario<'a>(
    library: &'a Library,
    tried: &BTreeMap<String, Tried>,
    session: &Session,
) -> Option<(&'a Scenario, String)> {
    let this = &session.scenario().file.id;
    let others: Vec<&Scenario> =
        library.scenarios.iter().map(AsRef::as_ref).filter(|scenario| scenario.file.id != *this).collect();
    let fresh = others.iter().find(|scenario| !tried.contains_key(&scenario.file.id));
    let next = fresh.or(others.first())?;
    let why = if fresh.is_some() {
        "You have not talked to this customer yet."
    } else {
        "Another try, another phrasing."
    };
    Some((next, why.to_owned()))
}

impl Conversation {
    fn new(session: Session, unfinished: Unfinished, now: Duration) -> Self {
        let (reply, hints) = (unfinished.draft.clone(), unfinished.hints);
        // A conversation that goes on has used its time already; the clock does not run while the window is closed.
        let used = session.steps().iter().filter_map(|step| step.at_ms).max().unwrap_or(0);
        let heard_at = std::iter::once(0)
            .chain(session.steps().iter().map(|step| step.at_ms.unwrap_or(0) / 1000))
            .collect();
        let mut talk = Self {
            preview: session.preview(&reply),
            session,
            unfinished,
            heard: reply.clone(),
            kept: reply.clone(),
            draft: ConversationDraft { reply, take_focus: true, drawer: None },
            best: Vec::new(),
            hints,
            hint: None,
            refusal: None,
            began: now.saturating_sub(Duration::from_millis(used)),
            heard_at,
            kept_at: now,
        };
        talk.look_ahead();
        talk
    }

    fn draw(&mut self, ui: &mut Ui, theme: &Theme) -> Vec<Action> {
        if self.heard != self.draft.reply {
            self.preview = self.session.preview(&self.draft.reply);
            self.heard.clone_from(&self.draft.reply);
            // Wakes the window once more, so that what is written is kept even if nobody touches it again.
            ui.ctx().request_repaint_after(KEEP_EVERY);
        }
        let missing =
            self.best.iter().find(|missing| !self.preview.receipt.shows(missing.behaviour.as_str()));
        let view = ConversationView {
            session: &self.session,
            preview: &self.preview,
            missing,
            hint: self.hint.as_deref(),
            refusal: self.refusal.as_deref(),
            heard_at: &self.heard_at,
        };
        conversation_ui(ui, theme, &view, &mut self.draft)
    }

    /// Gives the reply; false when it was not taken.
    fn reply(&mut self, option: Option<usize>, now: Duration) -> bool {
        let at_ms = u64::try_from(now.saturating_sub(self.began).as_millis()).ok();
        let reply = Reply { text: self.draft.reply.clone(), option, hints: self.hints, at_ms };
        match self.session.reply(reply) {
            Ok(_) => {
                self.draft.reply.clear();
                self.draft.take_focus = true;
                self.heard.clear();
                self.kept.clear();
                self.preview = self.session.preview("");
                self.heard_at.push(at_ms.unwrap_or(0) / 1000);
                (self.hints, self.hint, self.refusal) = (0, None, None);
                self.look_ahead();
                true
            }
            Err(refusal) => {
                self.refusal = Some(refusal.to_string());
                false
            }
        }
    }

    /// What the author's best reply to the turn shows that a draft may lack.
    fn look_ahead(&mut self) {
        self.best =
            if self.session.outcome().is_none() { debrief::helpful(&self.session) } else { Vec::new() };
    }

    fn ask_for_hint(&mut self) {
        let missing =
            self.best.iter().find(|missing| !self.preview.receipt.shows(missing.behaviour.as_str()));
        self.hint = Some(missing.map_or_else(
            || "You have all of it. Send it.".to_owned(),
            |missing| format!("{}: {}", super::screen::sentence(&missing.title), missing.tip),
        ));
        self.hints = self.hints.saturating_add(u8::from(missing.is_some()));
    }

    /// As it is kept now.
    fn as_kept(&self) -> Unfinished {
        Unfinished {
            attempt: self.session.attempt(),
            draft: self.draft.reply.clone(),
            hints: self.hints,
            ..self.unfinished.clone()
        }
    }
}
