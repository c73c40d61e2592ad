//! The desk: which screen there is, what is on it, and what each action does to it.
//!
//! Drawing gives actions, [`Desk::apply`] carries them out, and what the world has to do comes back as effects. So the
//! whole window can be played in a test without a window.

mod commands;
mod next;
mod shown;
mod talk;
mod touring;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use egui::{Event, ImeEvent, Ui};

use super::action::{Action, Effect};
use super::screen::first_name;
use super::screen::{
    BriefView, LibraryDraft, LibraryView, PaletteDraft, ScoreboardDraft, ScoreboardView, SettingsDraft,
    SettingsView, Told, Unread, brief_ui, discard_ui, help_ui, leave_ui, library_ui, palette_ui, rewind_ui,
    scoreboard_ui, settings_ui, told_ui, welcome_ui,
};
use super::theme::Theme;
use super::tour::{FIRST, TourStep};
use super::widgets::InSight;
use crate::comparison::{Board, By};
use crate::library::Library;
use crate::records::{AttemptId, Filter, Known, News, Tried, Unfinished};
use crate::rubric::Rubric;
use crate::scenario::Scenario;
use crate::scoring::Scores;
use crate::session::{Mode, Session, Setting as Played};
use crate::settings::{Setting, Settings};
use shown::Shown;
use talk::Talk;

/// The whole of what the window shows.
pub struct Desk {
    theme: Theme,
    restyled: bool,
    settings: Settings,
    library: Library,
    rubric: Arc<Rubric>,
    screen: Screen,
    overlay: Option<Overlay>,
    tour: Option<TourStep>,
    library_draft: LibraryDraft,
    problems_open: bool,
    /// What the records know, and what was done since.
    known: Known,
    /// What the person should know, until they have closed it.
    told: VecDeque<Told>,
    board: BoardState,
    seed: u64,
    now: Duration,
    /// An input method is in the middle of a word.
    composing: bool,
    /// What had the keyboard while nothing lay over the screen.
    focused: Option<egui::Id>,
    /// So many frames until it has it again.
    frames_to_focus: u8,
    queue: Vec<Action>,
    effects: Vec<Effect>,
}

enum Screen {
    Library,
    Scoreboard,
    Settings(Box<SettingsDraft>),
    Brief { scenario: Arc<Scenario>, mode: Mode },
    Conversation(Box<Talk>),
    Debrief(Box<Shown>),
}

/// What lies over a screen, and takes the keyboard while it does.
enum Overlay {
    Help,
    Palette(PaletteDraft),
    Rewind,
    Leave,
    Discard(AttemptId),
    Welcome,
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

/// What came of a frame.
#[derive(Debug, Default)]
pub struct Updated {
    /// What the world has to do.
    pub effects: Vec<Effect>,
    /// Something changed that is not drawn yet.
    pub redraw: bool,
    /// Something will happen by itself after this time: draw then.
    pub wakes_in: Option<Duration>,
}

impl Desk {
    /// A desk with the library open. `seed` is where the customers' phrasings begin to be drawn from.
    pub fn new(library: Library, rubric: Arc<Rubric>, settings: Settings, seed: u64) -> Self {
        Self {
            theme: Theme::chosen(&settings),
            restyled: true,
            settings,
            library,
            rubric,
            screen: Screen::Library,
            overlay: None,
            tour: None,
            library_draft: LibraryDraft::default(),
            problems_open: false,
            known: Known::default(),
            told: VecDeque::new(),
            board: BoardState::default(),
            seed,
            now: Duration::ZERO,
            composing: false,
            focused: None,
            frames_to_focus: 0,
            queue: Vec::new(),
            effects: Vec::new(),
        }
    }

    /// Gives egui the fonts and the style, when they have changed. To be called between passes: egui takes new fonts only
    /// where a pass begins.
    pub fn style(&mut self, ctx: &egui::Context) {
        if std::mem::take(&mut self.restyled) {
            self.theme.install(ctx);
            ctx.add_plugin(InSight::default());
        }
    }

    /// Draws what there is and keeps the actions for [`Desk::update`]. May run more than once a frame.
    pub fn draw(&mut self, ui: &mut Ui) {
        self.listen_to_input_method(ui);
        self.give_the_focus_back(ui);
        // A frame may have a second pass, which sees no input and adds nothing.
        let keys = self.keys(ui);
        self.queue.extend(keys);
        let actions = ui.scope(|ui| {
            if self.overlay.is_some() {
                ui.disable();
            }
            self.screen_ui(ui)
        });
        self.queue.extend(actions.inner);
        let chosen = self.overlay_ui(ui);
        self.queue.extend(chosen);
        if let Some(told) = self.told.front()
            && told_ui(ui, &self.theme, told)
        {
            self.queue.push(Action::CloseTold);
        }
    }

    fn screen_ui(&mut self, ui: &mut Ui) -> Vec<Action> {
        let theme = &self.theme;
        match &mut self.screen {
            Screen::Library => {
                let tried = |id: &str| self.known.tried.get(id).map(|tried| (tried.first, tried.best));
                let kept = self.known.unfinished.iter();
                let unfinished = kept.map(|kept| unread(&self.library, kept)).collect();
                let language = &self.settings.language;
                let view = LibraryView {
                    library: &self.library,
                    language,
                    tried: &tried,
                    next: next::next(&self.library, language, &self.known, None),
                    unfinished,
                    problems_open: self.problems_open,
                    who: &self.known.who,
                    week: self.known.week,
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
                    week: self.known.week,
                    title: &title,
                };
                scoreboard_ui(ui, theme, &view, &mut self.board.draft)
            }
            Screen::Settings(draft) => {
                let view = SettingsView {
                    settings: &self.settings,
                    library: &self.library,
                    who: &self.known.who,
                    week: self.known.week,
                };
                settings_ui(ui, theme, &view, draft)
            }
            Screen::Brief { scenario, mode } => brief_ui(ui, theme, &BriefView { scenario, mode: *mode }),
            Screen::Conversation(talk) => talk.draw(ui, theme, self.tour),
            Screen::Debrief(shown) => {
                let played = shown.session.scenario().file.id.as_str();
                let language = &self.settings.language;
                let next = next::next(&self.library, language, &self.known, Some(played));
                let next = next.map(|next| (next.scenario, next.why));
                shown.draw(ui, theme, next, &self.known.judged, self.tour)
            }
        }
    }

    /// What lies over the screen; whatever is chosen there closes it.
    fn overlay_ui(&mut self, ui: &mut Ui) -> Vec<Action> {
        let Some(mut overlay) = self.overlay.take() else { return Vec::new() };
        let theme = &self.theme;
        let chosen = match &mut overlay {
            Overlay::Help => help_ui(ui, theme, self.page(), &self.commands()),
            Overlay::Palette(draft) => palette_ui(ui, theme, &self.commands(), draft),
            Overlay::Rewind => self.talk().and_then(|talk| rewind_ui(ui, theme, &talk.session)),
            Overlay::Leave => self.talk().and_then(|talk| leave_ui(ui, theme, &talk.session)),
            Overlay::Discard(id) => discard_ui(ui, theme, id),
            Overlay::Welcome => self
                .library
                .get(FIRST)
                .and_then(|scenario| welcome_ui(ui, theme, first_name(&scenario.file.customer.name))),
        };
        self.overlay = Some(overlay);
        match chosen {
            None => Vec::new(),
            // To be read better, it has to stay.
            Some(action @ Action::Change(Setting::TextPercent(_))) => vec![action],
            Some(action) => vec![Action::Close, action],
        }
    }

    fn talk(&self) -> Option<&Talk> {
        match &self.screen {
            Screen::Conversation(talk) => Some(talk),
            _ => None,
        }
    }

    /// What had the keyboard before something was laid over the screen has it again afterwards.
    fn give_the_focus_back(&mut self, ui: &Ui) {
        if self.is_covered() {
            self.frames_to_focus = 2;
        } else if self.frames_to_focus == 0 {
            self.focused = ui.memory(|memory| memory.focused());
        } else {
            // For one frame more egui keeps the keyboard for what was closed.
            self.frames_to_focus -= 1;
            match self.focused {
                Some(id) if self.frames_to_focus == 0 => ui.memory_mut(|memory| memory.request_focus(id)),
                _ => ui.ctx().request_repaint(),
            }
        }
    }

    /// Whether something lies over the screen.
    fn is_covered(&self) -> bool {
        let sheet = matches!(&self.screen, Screen::Debrief(shown) if shown.draft.sheet.is_some());
        sheet || self.overlay.is_some()
    }

    fn listen_to_input_method(&mut self, ui: &Ui) {
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Ime(ImeEvent::Preedit { text, .. }) => self.composing = !text.is_empty(),
                    Event::Ime(_) => self.composing = false,
                    _ => {}
                }
            }
        });
    }

    /// Carries out what was done. `now` is the time since the window opened.
    pub fn update(&mut self, now: Duration) -> Updated {
        self.now = now;
        let actions = std::mem::take(&mut self.queue);
        let mut redraw = !actions.is_empty();
        for action in actions {
            self.apply(action);
        }
        self.keep_draft(false);
        let wakes_in = match &mut self.screen {
            Screen::Conversation(talk) => {
                redraw |= talk.answer(now) || talk.is_unheard();
                talk.wakes_in(now)
            }
            Screen::Debrief(shown) => shown.wakes_in(now),
            _ => None,
        };
        redraw |= self.follow_tour();
        Updated { effects: std::mem::take(&mut self.effects), redraw, wakes_in }
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
                self.welcome();
                if matches!(self.screen, Screen::Scoreboard) {
                    self.read_board();
                }
            }
            News::Told(sentence) => self.tell("Records:", &sentence),
            News::Board(board) => {
                self.board.awaited = self.board.awaited.saturating_sub(1);
                if self.board.awaited == 0 {
                    self.board.read = Some(*board);
                }
            }
        }
    }

    /// The records are about to be opened anew, for somebody else or elsewhere: what was known is not theirs.
    pub fn reopen(&mut self) {
        self.known = Known::default();
        (self.board.read, self.board.awaited) = (None, 0);
    }

    /// Tells the person something from outside the screens: what it is about ("Saved:"), and a sentence.
    pub fn tell(&mut self, what: &str, sentence: &str) {
        self.told.push_back(Told { what: what.to_owned(), sentence: sentence.to_owned(), good: false });
    }

    /// As [`Desk::tell`], of something that went as it should.
    pub fn confirm(&mut self, what: &str, sentence: &str) {
        self.told.push_back(Told { what: what.to_owned(), sentence: sentence.to_owned(), good: true });
    }

    /// What must be kept now because the window closes.
    pub fn close(&mut self) -> Vec<Effect> {
        self.keep_draft(true);
        self.take_lines();
        std::mem::take(&mut self.effects)
    }

    /// Carries out one action.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::OpenLibrary => self.go_to(Screen::Library),
            Action::OpenScoreboard => {
                self.go_to(Screen::Scoreboard);
                self.read_board();
            }
            Action::OpenSettings if matches!(self.screen, Screen::Settings(_)) => self.overlay = None,
            Action::OpenSettings => {
                self.go_to(Screen::Settings(Box::new(SettingsDraft::of(&self.settings))));
            }
            Action::OpenHelp => self.overlay = Some(Overlay::Help),
            Action::OpenPalette => self.overlay = Some(Overlay::Palette(PaletteDraft::default())),
            Action::Close => self.overlay = None,
            Action::CloseTold => drop(self.told.pop_front()),
            Action::BeginTour => self.begin_tour(),
            Action::NextOfTour => self.next_of_tour(),
            Action::EndTour => self.end_tour(),
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
            Action::ReadLibrary => self.effects.push(Effect::ReadLibrary),
            Action::OpenBrief(id) => {
                if let Some(scenario) = self.library.get(&id) {
                    let scenario = scenario.clone();
                    self.go_to(Screen::Brief { scenario, mode: Mode::Practice });
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
            Action::Hurry => {
                if let Screen::Conversation(talk) = &mut self.screen {
                    talk.hurry(self.now);
                }
            }
            Action::Hint => self.hint(),
            Action::Insert(words) => {
                if let Screen::Conversation(talk) = &mut self.screen {
                    talk.insert(&words);
                }
            }
            Action::AskWhereTo => {
                if self.talk().is_some_and(Talk::rewinds) {
                    self.overlay = Some(Overlay::Rewind);
                }
            }
            Action::Rewind(index) => self.rewind(index),
            Action::AskToLeave => match self.talk() {
                Some(talk) if talk.session.outcome().is_some() => self.look_back(),
                Some(talk) if talk.has_begun() => self.overlay = Some(Overlay::Leave),
                _ => self.leave(),
            },
            Action::Leave => self.leave(),
            Action::LookBack => self.look_back(),
            Action::Resume(id) => self.resume(&id),
            Action::AskToDiscard(id) => self.overlay = Some(Overlay::Discard(id)),
            Action::Discard(id) => {
                self.known.unfinished.retain(|kept| kept.id != id);
                self.effects.push(Effect::Discard(id));
            }
            Action::ShowReply(index) => {
                if let Screen::Debrief(shown) = &mut self.screen {
                    shown.show(index);
                }
            }
            Action::Predict => self.guessed(false),
            Action::SkipPrediction => self.guessed(true),
            Action::OpenSheet(sheet) => {
                if let Screen::Debrief(shown) = &mut self.screen {
                    shown.draft.sheet = Some(sheet);
                }
            }
            Action::SavePage => {
                if let Screen::Debrief(shown) = &self.screen {
                    self.effects.push(Effect::SavePage(shown.page()));
                }
            }
            Action::TryFrom(index) => self.try_from(index),
            Action::Again => self.again(),
            Action::ToggleProblems => self.problems_open = !self.problems_open,
            Action::Change(setting) => self.change(setting),
            Action::Quit => self.effects.push(Effect::Quit),
        }
    }

    fn change(&mut self, setting: Setting) {
        let before = self.settings.clone();
        let changed = setting.clone();
        self.settings.change(setting);
        if self.settings == before {
            return;
        }
        self.theme = Theme::chosen(&self.settings);
        self.restyled = true;
        self.effects.push(Effect::Settings(Box::new(self.settings.clone()), changed));
    }

    fn guessed(&mut self, skipped: bool) {
        if let Screen::Debrief(shown) = &mut self.screen {
            self.known.judged.extend(shown.guessed(skipped));
        }
    }

    /// Takes over what is typed in the settings.
    fn take_lines(&mut self) {
        if let Screen::Settings(draft) = &self.screen {
            for setting in draft.typed(&self.settings) {
                self.change(setting);
            }
        }
    }

    fn go_to(&mut self, screen: Screen) {
        self.overlay = None;
        self.keep_draft(true);
        self.take_lines();
        self.screen = screen;
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
        let setting = Played { mode, seed: self.seed, memory: self.memory(&scenario) };
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
        let talk = Talk::new(session, unfinished, self.now);
        self.tour = None;
        self.go_to(Screen::Conversation(Box::new(talk)));
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
        let (now, paced) = (self.now, self.settings.pacing);
        let Screen::Conversation(talk) = &mut self.screen else { return };
        // Nobody answers what they have not read yet.
        if talk.is_answering() {
            talk.hurry(now);
            return;
        }
        if talk.session.outcome().is_some() || !talk.reply(option, now, paced) {
            return;
        }
        // The last reply too is kept at once; how the conversation compares takes longer to work out.
        self.keep();
        self.end();
    }

    fn hint(&mut self) {
        if let Screen::Conversation(talk) = &mut self.screen
            && talk.ask_for_hint()
        {
            self.keep();
        }
    }

    fn rewind(&mut self, index: usize) {
        if let Screen::Conversation(talk) = &mut self.screen
            && talk.rewinds()
        {
            talk.rewind(index);
            self.keep();
        }
    }

    fn leave(&mut self) {
        if let Screen::Conversation(talk) = &mut self.screen
            && talk.session.outcome().is_none()
        {
            talk.session.leave();
            self.end();
            self.look_back();
        }
    }

    /// Records that the conversation is over, once it is.
    fn end(&mut self) {
        let Some(talk) = self.talk() else { return };
        if talk.session.outcome().is_none() {
            return;
        }
        let (session, ended) = (talk.session.clone(), talk.as_kept());
        if !session.steps().is_empty() {
            self.remember(&session);
        }
        self.known.unfinished.retain(|kept| kept.id != ended.id);
        self.effects.push(Effect::End(ended, Box::new(session)));
    }

    /// From a conversation that is over to its debrief.
    fn look_back(&mut self) {
        let Some(talk) = self.talk().filter(|talk| talk.session.outcome().is_some()) else { return };
        let (id, who) = talk.whose();
        let who = if who.person.is_empty() { self.known.who.clone() } else { who };
        let shown = Shown::new(talk.session.clone(), id, who, self.now);
        self.go_to(Screen::Debrief(Box::new(shown)));
    }

    fn remember(&mut self, session: &Session) {
        let id = &session.scenario().file.id;
        let ending = session.ending().0.to_owned();
        let earlier = self.known.tried.remove(id);
        let later = Tried::again(earlier, session.scores(), ending);
        self.known.tried.insert(id.clone(), later);
        // What was lowest before this one is not what is lowest now.
        self.known.lately = Scores::default();
        let [.., today] = &mut self.known.week;
        *today = today.saturating_add(1);
    }

    fn resume(&mut self, id: &AttemptId) {
        let Some(kept) = self.known.unfinished.iter().find(|kept| kept.id == *id) else { return };
        let Some(scenario) = playable(&self.library, kept) else { return };
        match kept.attempt.replay(scenario, &self.rubric) {
            Ok(session) => {
                let talk = Talk::new(session, kept.clone(), self.now);
                self.go_to(Screen::Conversation(Box::new(talk)));
            }
            Err(error) => self.tell("It cannot go on,", &format!("and stays until you discard it: {error}")),
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
        if let Screen::Debrief(shown) = &mut self.screen {
            let reflection = shown.keeps(now, at_once);
            self.effects.extend(reflection.map(|(id, reflection)| Effect::Reflect(id, reflection)));
        }
        if let Screen::Conversation(talk) = &mut self.screen
            && talk.keeps_draft(now, at_once)
        {
            self.keep();
        }
    }

    /// Takes in the scenario files as they are now. A conversation under way goes on with what it began with.
    pub fn shelve(&mut self, library: Library) {
        self.library = library;
    }
}

/// A kept conversation as the library tells it.
fn unread<'a>(library: &'a Library, kept: &'a Unfinished) -> Unread<'a> {
    Unread {
        id: &kept.id,
        scenario: playable(library, kept).map(AsRef::as_ref),
        replies: kept.attempt.replies.len(),
    }
}

/// The scenario of a kept conversation, if it is still the same.
fn playable<'a>(library: &'a Library, kept: &Unfinished) -> Option<&'a Arc<Scenario>> {
    library.get(&kept.attempt.scenario).filter(|scenario| scenario.hash == kept.attempt.scenario_hash)
}
