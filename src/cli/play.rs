//! `composure play`: a conversation in the terminal, from the keyboard or from a file of replies.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;

use super::keep::{self, KeepArguments};
use super::terminal::{Paint, plain, print, read_line};
use super::{Failure, Format, ModeArgument, check, json, score};
use crate::debrief::{self, Compared, Debrief};
use crate::library::{self, Library, Unreadable};
use crate::playtest;
use crate::records::{Recorder, Unfinished};
use crate::rubric::{Band, Dimension, Rubric};
use crate::scenario::{EndingKind, Mood, Scenario};
use crate::scoring::Scores;
use crate::session::{Mode, Reply, Session, Setting, Step};
use crate::source;

#[derive(Debug, Args)]
pub struct PlayArguments {
    /// A scenario file, or the id of a shipped scenario.
    #[arg(value_name = "FILE_OR_ID")]
    scenario: String,
    /// How to reply: choosing, typing with help, typing without.
    #[arg(long, value_enum, default_value_t)]
    mode: ModeArgument,
    /// What the customer's phrasing is drawn from.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Begin at this turn, after the shortest way through the options that leads there.
    #[arg(long, value_name = "TURN")]
    from: Option<String>,
    /// What a returning customer remembers: an ending of the scenario in which they were met before.
    #[arg(long, value_name = "ENDING")]
    after: Option<String>,
    /// Replies, one a line; a line ending in a backslash goes on in the next; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    replies: Option<PathBuf>,
    /// How to print the conversation.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    keep: KeepArguments,
    /// Keep nothing of the attempt.
    #[arg(long = "no-save")]
    no_save: bool,
    /// Go on with the last conversation in this scenario that was not ended.
    #[arg(long, conflicts_with_all = ["from", "after", "no_save"])]
    resume: bool,
    /// A folder with a rubric pack; may be given several times.
    #[arg(long, value_name = "DIR")]
    rubric: Vec<PathBuf>,
    /// A folder with more scenarios, for an id; may be given several times.
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &PlayArguments) -> Result<(), Failure> {
    let (rubric, packs) = library::open_rubric(&arguments.rubric)?;
    check::refuse_broken(&packs)?;
    let scenario = find(&arguments.scenario, &arguments.scenarios, &rubric)?;
    let mut input = replies(arguments.replies.as_deref())?;
    // Somebody at a keyboard needs to be asked and told; a file does not, and JSON must stay alone on its stream.
    let live = arguments.replies.is_none() && arguments.format == Format::Text;
    // A conversation that begins in the middle is a try-out and no attempt.
    let kept = !arguments.no_save && arguments.from.is_none();
    let mut recorder = if kept { Some(arguments.keep.recorder()?) } else { None };
    let named = arguments.after.as_deref().map(|ending| memory_of(&scenario, ending)).transpose()?;
    // Replies from a file give the same conversation every time, whatever was played before.
    let memory = named.or_else(|| if live { remembered(recorder.as_mut()?, &scenario) } else { None });
    let setting = Setting { mode: arguments.mode.into(), seed: arguments.seed, memory };
    let mut talk = match &mut recorder {
        Some(recorder) if arguments.resume => resumed(recorder, &scenario, &rubric)?,
        _ => Talk::new(Session::start(scenario, rubric, setting), recorder.as_ref()),
    };
    if let Some(turn) = &arguments.from {
        talk.session = begin_at(&talk.session, turn)?;
    }
    talk.recorder = recorder;
    talk.file = arguments.keep.file();
    let shown = arguments.format == Format::Text;
    talk.converse(input.as_mut(), shown, live)?;
    match arguments.format {
        Format::Json => {
            let played = json::played(&talk.session);
            print(&(serde_json::to_string_pretty(&played).expect("plain data serialises") + "\n"))?;
        }
        Format::Text => print(&(debrief_text(&talk.session, &Scores::default()) + &talk.kept_text()))?,
    }
    talk.close();
    Ok(())
}

/// What a returning customer remembers of this person's last conversation with them.
fn remembered(recorder: &mut Recorder, scenario: &Scenario) -> Option<usize> {
    let returns = scenario.file.returns.as_ref()?;
    let records = recorder.records()?;
    let person = records.who().person.clone();
    // A store that cannot be asked was told of; the customer then comes without a memory.
    let ending = records.local().last_ending(&person, &returns.from).ok()??;
    returns.remembers.iter().position(|memory| memory.endings.contains(&ending))
}

/// The conversation in this scenario that was not ended, as far as it went.
fn resumed(recorder: &mut Recorder, scenario: &Arc<Scenario>, rubric: &Arc<Rubric>) -> Result<Talk, Failure> {
    let id = &scenario.file.id;
    let found = match recorder.records() {
        Some(records) => {
            let person = records.who().person.clone();
            let (found, told) = records.local().unfinished(&person)?;
            told.iter().for_each(|sentence| eprintln!("composure: {sentence}"));
            found
        }
        None => Vec::new(),
    };
    let found = found.into_iter().find(|unfinished| unfinished.attempt.scenario == *id);
    let unfinished = found.ok_or_else(|| {
        let who = recorder.who().person;
        Failure::Unknown(format!(
            "{who} has no conversation in `{id}` that was not ended; play it without --resume"
        ))
    })?;
    let session = unfinished.attempt.replay(scenario, rubric);
    let session = session.map_err(|error| Failure::Unknown(format!("it cannot go on: {error}")))?;
    Ok(Talk { session, unfinished, recorder: None, begun: true, file: None })
}

/// The memory that a returning customer has of an ending.
fn memory_of(scenario: &Scenario, ending: &str) -> Result<usize, Failure> {
    let memories = scenario.file.returns.iter().flat_map(|returns| &returns.remembers);
    let known: Vec<&str> = memories.clone().flat_map(|memory| &memory.endings).map(String::as_str).collect();
    let found = memories.clone().position(|memory| memory.endings.iter().any(|other| other == ending));
    found.ok_or_else(|| {
        let help = match (source::nearest(ending, known.iter().copied()), known.as_slice()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, []) => "its customer has not been here before".to_owned(),
            (None, known) => format!("it remembers {}", known.join(", ")),
        };
        Failure::Unknown(format!("`{}` remembers no ending `{ending}`; {help}", scenario.file.id))
    })
}

/// The same conversation at a later turn, in a state to which a real way leads.
fn begin_at(session: &Session, turn: &str) -> Result<Session, Failure> {
    let scenario = session.scenario();
    let ids = || scenario.file.turns.iter().map(|turn| turn.id.as_str());
    let Some(index) = scenario.turn(turn) else {
        let help = match source::nearest(turn, ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has {}", ids().collect::<Vec<_>>().join(", ")),
        };
        return Err(Failure::Unknown(format!("there is no turn `{turn}` in `{}`; {help}", scenario.file.id)));
    };
    let Some(way) = playtest::way_to(scenario, session.rubric(), session.setting(), index) else {
        return Err(Failure::Unknown(format!(
            "no way through the options leads to the turn `{turn}`, so there is no state to begin it in; `composure check` \
             tells whether any way does"
        )));
    };
    let mut session = session.clone();
    for option in way {
        session.reply(Reply::chosen(option)).expect("the way was found by taking these options");
    }
    Ok(session)
}

/// The conversation that runs where no window can: asks for a scenario, or takes the first when nobody can be asked.
pub fn pick_and_play(folders: &[PathBuf], packs: &[PathBuf], keep: &KeepArguments) -> Result<(), Failure> {
    let (rubric, checked) = library::open_rubric(packs)?;
    check::refuse_broken(&checked)?;
    let library = Library::open(folders, &rubric)?;
    tell_broken(&library);
    let mut input = io::stdin().lock();
    let Some(scenario) = pick(&library, &mut input)? else { return Ok(()) };
    let mut recorder = keep.recorder()?;
    let memory = remembered(&mut recorder, &scenario);
    let session = Session::start(scenario, rubric, Setting { memory, ..Setting::default() });
    let mut talk = Talk::new(session, Some(&recorder));
    talk.recorder = Some(recorder);
    talk.converse(&mut input, true, true)?;
    print(&(debrief_text(&talk.session, &Scores::default()) + &talk.kept_text()))?;
    talk.close();
    Ok(())
}

fn pick(library: &Library, input: &mut dyn BufRead) -> Result<Option<Arc<Scenario>>, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(library.scenarios.first().cloned());
    }
    let paint = Paint::stdout();
    print(&(paint.strong("\nWho would you like to talk to?") + "\n\n"))?;
    for (index, scenario) in library.scenarios.iter().enumerate() {
        let file = &scenario.file;
        let about = format!(
            "{}, {} min, {}",
            file.channel.name(),
            file.minutes,
            file.difficulty.name().to_lowercase()
        );
        print(&format!(
            "{:>3}  {}  {}\n     {}\n",
            index + 1,
            file.title,
            paint.quiet(&about),
            file.summary
        ))?;
    }
    loop {
        print(&format!("\nA number from 1 to {}: ", library.scenarios.len()))?;
        let Some(line) = read_line(input)? else { return Ok(None) };
        let chosen = line.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(scenario) = chosen.and_then(|index| library.scenarios.get(index)) {
            return Ok(Some(scenario.clone()));
        }
    }
}

fn find(name: &str, folders: &[PathBuf], rubric: &Rubric) -> Result<Arc<Scenario>, Failure> {
    let library = Library::open(folders, rubric)?;
    tell_broken(&library);
    if let Some(scenario) = library.get(name) {
        return Ok(scenario.clone());
    }
    let path = Path::new(name);
    if path.is_file() || name.ends_with(".ron") || name.contains(['/', '\\']) {
        return check::read_scenario(path, rubric).map(Arc::new);
    }
    let near = source::nearest(name, library.ids());
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", library.ids().collect::<Vec<_>>().join(", ")),
    };
    Err(Failure::Unknown(format!("no scenario is called `{name}`, and there is no such file; {help}")))
}

/// Files that cannot be played are told and do not stop the others.
fn tell_broken(library: &Library) {
    for file in library.broken() {
        eprint!("{}", source::render(&file.problems, &file.text, false));
    }
}

fn replies(path: Option<&Path>) -> Result<Box<dyn BufRead>, Failure> {
    match path {
        None => Ok(Box::new(io::stdin().lock())),
        Some(path) if path.as_os_str() == "-" => Ok(Box::new(io::stdin().lock())),
        Some(path) => match File::open(path) {
            Ok(file) => Ok(Box::new(BufReader::new(file))),
            Err(error) => Err(Unreadable { path: path.to_owned(), error }.into()),
        },
    }
}

/// A conversation under way, and what keeps it.
struct Talk {
    session: Session,
    unfinished: Unfinished,
    recorder: Option<Recorder>,
    /// It goes on from where it was; that it began is recorded.
    begun: bool,
    /// The file it is kept in, where one was named.
    file: Option<String>,
}

impl Talk {
    fn new(session: Session, recorder: Option<&Recorder>) -> Self {
        let who = recorder.map(Recorder::who).unwrap_or_default();
        let unfinished = Unfinished::begin(&session, who);
        Self { session, unfinished, recorder: None, begun: false, file: None }
    }

    /// Plays until the end of the scenario or of the input. `shown` prints the conversation as it goes, `live` also what
    /// only somebody at a keyboard needs. Every reply is kept before what comes of it is printed.
    fn converse(&mut self, input: &mut dyn BufRead, shown: bool, live: bool) -> Result<(), Failure> {
        // A conversation that goes on has used its time already.
        let used = self.session.steps().iter().filter_map(|step| step.at_ms).max().unwrap_or(0);
        let began = Instant::now();
        if let Some(recorder) = self.recorder.as_mut().filter(|_| !self.begun) {
            recorder.begin(self.unfinished.clone(), &self.session);
            keep::tell(recorder);
        }
        if shown {
            print(&brief(&self.session))?;
            print(&so_far(&self.session))?;
        }
        while self.session.outcome().is_none() {
            if shown {
                print(&customer(&self.session))?;
                print(&options(&self.session))?;
            }
            if live {
                print("You: ")?;
            }
            let Some(line) = next_reply(input)? else { break };
            let mut reply = read_reply(self.session.mode(), &line);
            // A hint taken in the window before the conversation was left still costs.
            reply.hints = self.unfinished.hints;
            if live {
                reply.at_ms = u64::try_from(began.elapsed().as_millis()).ok().map(|spent| used + spent);
            }
            match self.session.reply(reply) {
                Ok(_) => {
                    self.keep();
                    if shown {
                        print(&after(&self.session, live))?;
                    }
                }
                Err(refusal) => eprintln!("composure: {refusal}"),
            }
        }
        self.end();
        let last = self.session.line();
        if shown && !last.is_empty() && self.session.steps().last().is_some_and(|step| step.customer != last)
        {
            print(&customer(&self.session))?;
        }
        Ok(())
    }

    fn keep(&mut self) {
        self.unfinished.attempt = self.session.attempt();
        self.unfinished.draft.clear();
        self.unfinished.hints = 0;
        if let Some(recorder) = &mut self.recorder {
            recorder.keep(self.unfinished.clone());
            keep::tell(recorder);
        }
    }

    fn end(&mut self) {
        self.session.leave();
        self.unfinished.attempt = self.session.attempt();
        if let Some(recorder) = &mut self.recorder {
            recorder.end(self.unfinished.clone(), &self.session);
            keep::tell(recorder);
        }
    }

    /// Where the attempt is to be found again.
    fn kept_text(&self) -> String {
        match &self.recorder {
            Some(recorder) if !recorder.is_behind() => {
                let id = self.unfinished.id.short();
                let place = self.file.as_ref().map_or_else(String::new, |file| format!(" --store {file}"));
                let line = format!("Kept as {id}: composure scores show {id}{place}");
                format!("\n{}\n", Paint::stdout().quiet(&line))
            }
            _ => String::new(),
        }
    }

    /// The team's store follows; what was not kept is left as a file.
    fn close(self) {
        let Some(mut recorder) = self.recorder else { return };
        if let Some(records) = recorder.records()
            && let Err(error) = records.follow()
        {
            eprintln!("composure: {error}");
        }
        for sentence in recorder.close() {
            eprintln!("composure: {sentence}");
        }
    }
}

/// In guided mode a number picks an option; anything else goes to the session, which says what it wants.
fn read_reply(mode: Mode, line: &str) -> Reply {
    let number = line.trim().parse::<usize>().ok();
    match number.and_then(|number| number.checked_sub(1)) {
        Some(option) if mode == Mode::Guided => Reply::chosen(option),
        _ => Reply::typed(line),
    }
}

/// One reply; a line that ends in a backslash goes on in the next.
fn next_reply(input: &mut dyn BufRead) -> Result<Option<String>, Failure> {
    let Some(mut reply) = read_line(input)? else { return Ok(None) };
    while let Some(open) = reply.strip_suffix('\\') {
        let open = open.to_owned();
        reply = match read_line(input)? {
            Some(next) => format!("{open}\n{next}"),
            None => open,
        };
    }
    Ok(Some(reply))
}

fn brief(session: &Session) -> String {
    let paint = Paint::stdout();
    let file = &session.scenario().file;
    let mut text = format!("\n{}\n", paint.strong(&plain(&file.title)));
    let about = format!("{} · {} · {}", file.channel.name(), session.mode().name(), file.difficulty.name());
    text += &format!("{}\n\n", paint.quiet(&about));
    text += &format!(
        "{}. You are {}.\n{}\n",
        plain(&file.brief.company),
        plain(&file.brief.role),
        plain(&file.brief.situation)
    );
    let mut list = |title: &str, lines: &[String]| {
        if !lines.is_empty() {
            text += &format!("\n{}\n", paint.strong(title));
            text.extend(lines.iter().map(|line| format!("  - {}\n", plain(line))));
        }
    };
    list("Facts you have", &file.brief.facts);
    list("About the customer", &file.customer.card);
    list("Known, and better not used", &file.customer.private);
    let allowed: Vec<String> = file.brief.policy.may.iter().map(|may| may.text.clone()).collect();
    list("You may", &allowed);
    let forbidden: Vec<String> = file.brief.policy.may_not.iter().map(|rule| rule.text.clone()).collect();
    list("You may not", &forbidden);
    let articles = file.brief.articles.iter().map(|article| format!("{}: {}", article.title, article.text));
    list("Help articles; one is sent by naming its title", &articles.collect::<Vec<_>>());
    if let Some(goodwill) = &file.brief.policy.goodwill {
        let budget = format!("{}{} to spend unasked", plain(&goodwill.currency), goodwill.budget);
        list("Goodwill", &[budget]);
    }
    text + "\n"
}

/// What was said before a conversation that begins in the middle.
fn so_far(session: &Session) -> String {
    let paint = Paint::stdout();
    let name = &session.scenario().file.customer.name;
    let said = |step: &Step| {
        let lines = format!("{name}: {}\nYou: {}\n", plain(&step.customer), plain(&step.reply));
        paint.quiet(&lines)
    };
    session.steps().iter().map(said).collect()
}

fn customer(session: &Session) -> String {
    let name = Paint::stdout().strong(&session.scenario().file.customer.name);
    format!("{name}: {}\n", plain(session.line()))
}

fn options(session: &Session) -> String {
    if session.mode() != Mode::Guided {
        return String::new();
    }
    let options = &session.scenario().file.turns[session.state().turn].options;
    options
        .iter()
        .enumerate()
        .map(|(index, option)| format!("  {}  {}\n", index + 1, plain(&option.text)))
        .collect()
}

/// What came of the last reply: in practice the evidence, otherwise only the reply where nobody typed it.
fn after(session: &Session, live: bool) -> String {
    let Some(step) = session.steps().last() else { return String::new() };
    let mut text = if live { String::new() } else { format!("You: {}\n", plain(&step.reply)) };
    if session.mode() == Mode::Practice {
        text += &format!("\n{}\n", score::draw(session.rubric(), &step.reply, &step.receipt));
    }
    let words = step.mood.words();
    if session.mode() != Mode::Assessment {
        let mood = format!("anger {}, trust {}, patience {}", words.anger, words.trust, words.patience)
            .to_lowercase();
        text += &format!("{}\n\n", Paint::stdout().quiet(&format!("({mood})")));
    }
    text
}

/// The debrief, with what the trainee predicted beside the scores where they did.
pub fn debrief_text(session: &Session, predicted: &Scores) -> String {
    let paint = Paint::stdout();
    let debrief = Debrief::of(session);
    let mut text = format!("\n{}\n", paint.strong(&format!("How it ended: {}", debrief.kind)));
    match &debrief.ending {
        Some(ending) => {
            if !ending.survey.is_empty() {
                text += &format!("\"{}\"  {} of 5 stars\n", plain(&ending.survey), ending.stars);
            }
            text.extend(ending.outcome.iter().map(|line| format!("{}\n", plain(line))));
        }
        None => text += "You left before it was over.\n",
    }
    text += &verdict(&debrief);
    if let Some(title) = &debrief.failed_by {
        text += &format!("This attempt fails whatever its scores, because of one thing: {title}.\n");
    }
    text += &format!("\n{}\n", paint.strong("Your three scores"));
    for dimension in Dimension::ALL {
        let score = match debrief.scores.get(dimension) {
            Some(score) => format!("{score:>3}  {}", Band::of(*score).name()),
            None => "not called for here".to_owned(),
        };
        let expected =
            predicted.get(dimension).map_or_else(String::new, |score| format!("  (predicted {score})"));
        text += &format!("{:<14} {score}{expected}\n", dimension.name());
        for sum in debrief.sums.get(dimension).iter().take(4) {
            text += &format!("               {:>+4}  {}\n", sum.points, sum.title);
        }
    }
    text += &mood_table(session);
    if let Some(index) = debrief.costliest
        && let Some(better) = &debrief.stronger[index]
    {
        text += &format!("\n{}\n", paint.strong(&format!("Reply {} cost you most", index + 1)));
        text += &match debrief.regrets.get(index).and_then(debrief::regret_sentence) {
            Some(sentence) => format!("{sentence}\n"),
            None => format!("A stronger reply was worth {} points more.\n", better.cost),
        };
        text += &format!("You:        {}\n", plain(&session.steps()[index].reply));
        if better.text != session.steps()[index].reply {
            text += &format!("A stronger: {}\n", better.text);
        }
        text.extend(
            better.missing.iter().map(|missing| format!("  not yet: {}. {}\n", missing.title, missing.tip)),
        );
    }
    text.extend(debrief.branches.iter().map(way_text));
    text
}

/// A way that was taken back, beside the one that was gone instead.
fn way_text(compared: &Compared) -> String {
    let title = format!("From reply {} on it went another way before", compared.at + 1);
    let mut text = format!("\n{}\n{}\n", Paint::stdout().strong(&title), compared.sentence);
    for (name, way) in [("Taken back:", &compared.taken_back), ("Instead:", &compared.instead)] {
        text += &match &way.reply {
            Some(said) => {
                let Mood { anger, trust, patience } = said.mood;
                format!(
                    "{name:<11} {}\n  {}; after it anger {anger}, trust {trust}, patience {patience}\n",
                    plain(&said.text),
                    scores_text(&said.scores)
                )
            }
            None => format!("{name:<11} nothing was said\n"),
        };
        let ended = way.ending.map_or("not over", |kind| kind.name()).to_lowercase();
        text += &format!("  ended: {ended}; whole conversation: {}\n", scores_text(&way.scores));
    }
    text
}

fn scores_text(scores: &Scores) -> String {
    let score = |dimension: Dimension| {
        let score = scores.get(dimension).map_or_else(|| "not rated".to_owned(), |score| score.to_string());
        format!("{} {score}", dimension.name().to_lowercase())
    };
    Dimension::ALL.map(score).join(", ")
}

/// Whether it is a pass, and if not, what is missing.
fn verdict(debrief: &Debrief) -> String {
    let good = matches!(debrief.kind, EndingKind::WonOver | EndingKind::Settled);
    let short = Dimension::ALL.into_iter().filter_map(|dimension| {
        let score = (*debrief.scores.get(dimension))?;
        (Band::of(score) < Band::Good).then(|| format!("{} is {score}", dimension.name().to_lowercase()))
    });
    let short: Vec<String> = short.collect();
    match (debrief.passed, good, short.as_slice()) {
        (true, ..) => "Passed.\n".to_owned(),
        (_, false, _) => "Not passed: that takes an ending that is settled or won over.\n".to_owned(),
        (_, _, []) => "Not passed.\n".to_owned(),
        (_, _, short) => format!("Not passed: {}, and every score must be at least 60.\n", short.join(", ")),
    }
}

fn mood_table(session: &Session) -> String {
    let mood = session.steps().first().map_or(session.state().mood, |step| step.before.mood);
    let mut text = format!("\n{:<10} {:>6} {:>6} {:>9}\n", "", "anger", "trust", "patience");
    let mut row = |name: &str, mood: Mood| {
        text += &format!("{name:<10} {:>6} {:>6} {:>9}\n", mood.anger, mood.trust, mood.patience);
    };
    row("start", mood);
    for (index, step) in session.steps().iter().enumerate() {
        row(&format!("reply {}", index + 1), step.mood);
    }
    text
}
