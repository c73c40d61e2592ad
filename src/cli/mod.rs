//! The command line. One file per command; what they share is here.

mod agreement;
mod check;
mod explain;
mod json;
mod keep;
mod new;
mod play;
mod playtest;
mod score;
mod scores;
mod stats;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use thiserror::Error;

use crate::library::Unreadable;
use crate::records::{Options, StoreError, TransferError};
use crate::session::Mode;

/// A training simulator for support agents.
#[derive(Debug, Parser)]
#[command(name = "composure", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    window: WindowArguments,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Clone, Debug, Default, clap::Args)]
struct WindowArguments {
    /// A folder with more scenarios; may be given several times.
    #[arg(long, value_name = "DIR")]
    scenarios: Vec<PathBuf>,
    /// A folder with a rubric pack that adds to the shipped rubric; may be given several times.
    #[arg(long, value_name = "DIR")]
    rubric: Vec<PathBuf>,
    #[command(flatten)]
    keep: keep::KeepArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the window, or fail where there can be none.
    Window(WindowArguments),
    /// Have a conversation in the terminal.
    Play(play::PlayArguments),
    /// Score replies from standard input.
    Score(score::ScoreArguments),
    /// Look up, compare, check and hand on attempts.
    Scores(scores::ScoresArguments),
    /// Tell how much is in the library, the rubric and the store.
    Stats(stats::StatsArguments),
    /// Begin a scenario, a behaviour or a rubric pack.
    New(new::NewArguments),
    /// Tell whether scenarios test skill: simulated trainees and every way through.
    Playtest(playtest::PlaytestArguments),
    /// Find every problem in scenarios and rubric packs.
    Check(check::CheckArguments),
    /// Tell how the scorer agrees with labelled replies.
    Agreement(agreement::AgreementArguments),
    /// Tell what a problem code or a behaviour means.
    Explain(explain::ExplainArguments),
}

/// How a command prints what it has to tell: for people or for programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ModeArgument {
    Guided,
    #[default]
    Practice,
    Assessment,
}

impl From<ModeArgument> for Mode {
    fn from(mode: ModeArgument) -> Self {
        match mode {
            ModeArgument::Guided => Mode::Guided,
            ModeArgument::Practice => Mode::Practice,
            ModeArgument::Assessment => Mode::Assessment,
        }
    }
}

/// Why a command ended early; the number is the exit status that `cli.md` promises.
#[derive(Debug, Error)]
enum Failure {
    /// Problems were found and have been printed.
    #[error("")]
    ProblemsFound,
    /// Nothing goes by that name.
    #[error("{0}")]
    Unknown(String),
    /// No window where one was asked for.
    #[error("{0}")]
    NoWindow(String),
    /// A file or a stream.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Arguments that do not go together.
    #[error("{0}")]
    Usage(String),
    /// A file that cannot be written.
    #[error("cannot write {path}: {error}", path = path.display())]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An export or an import.
    #[error(transparent)]
    Transfer(#[from] TransferError),
    /// Standard input or output.
    #[error("{what}: {error}")]
    Stream {
        /// What was being done.
        what: &'static str,
        /// What the system says.
        error: std::io::Error,
    },
    /// Input that is not what it should be.
    #[error("{0}")]
    Input(String),
    /// Some of the input could not be used; it has been said which.
    #[error("")]
    InputInPart,
}

impl Failure {
    fn exit_status(&self) -> u8 {
        match self {
            Failure::ProblemsFound | Failure::Unknown(_) => 1,
            Failure::Usage(_) => 2,
            Failure::NoWindow(_) => 3,
            Failure::Unreadable(_)
            | Failure::Unwritable { .. }
            | Failure::Store(_)
            | Failure::Transfer(_)
            | Failure::Stream { .. }
            | Failure::Input(_)
            | Failure::InputInPart => 4,
        }
    }
}

/// Why the window did not open.
#[derive(Debug, Error)]
pub enum Refused {
    /// No display or no graphics adapter, or a build without a window: a whole sentence.
    #[error("{0}")]
    NoWindow(String),
    /// A folder that was asked for cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

/// What the window is opened with.
#[derive(Clone, Debug, Default)]
pub struct WindowSetup {
    /// Folders with more scenarios.
    pub scenarios: Vec<PathBuf>,
    /// Folders with rubric packs.
    pub rubric: Vec<PathBuf>,
    /// Where attempts are kept, and for whom.
    pub keep: Options,
}

/// Opens the window; returns when it is closed, with the status that the process should end with.
pub type OpenWindow = fn(setup: WindowSetup) -> Result<ExitCode, Refused>;

/// Runs the program with the arguments of the process. The window comes from above: the command line knows none.
pub fn run(open_window: OpenWindow) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let status = if error.use_stderr() { 2 } else { 0 };
            return if error.print().is_ok() { ExitCode::from(status) } else { ExitCode::from(4) };
        }
    };
    let done = match arguments.command {
        None => window_or_terminal(open_window, &arguments.window),
        Some(Command::Window(window)) => window_only(open_window, &window),
        Some(Command::Play(play)) => play::run(&play).map(|()| ExitCode::SUCCESS),
        Some(Command::Scores(scores)) => scores::run(&scores).map(|()| ExitCode::SUCCESS),
        Some(Command::Stats(stats)) => stats::run(&stats).map(|()| ExitCode::SUCCESS),
        Some(Command::Score(score)) => score::run(&score).map(|()| ExitCode::SUCCESS),
        Some(Command::Check(check)) => check::run(&check).map(|()| ExitCode::SUCCESS),
        Some(Command::New(new)) => new::run(&new).map(|()| ExitCode::SUCCESS),
        Some(Command::Playtest(playtest)) => playtest::run(&playtest).map(|()| ExitCode::SUCCESS),
        Some(Command::Agreement(agreement)) => agreement::run(&agreement).map(|()| ExitCode::SUCCESS),
        Some(Command::Explain(explain)) => explain::run(&explain).map(|()| ExitCode::SUCCESS),
    };
    match done {
        Ok(status) => status,
        // Whoever reads our output has seen enough: `composure score | head`.
        Err(Failure::Stream { error, .. }) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            let sentence = failure.to_string();
            if !sentence.is_empty() {
                eprintln!("composure: {sentence}");
            }
            ExitCode::from(failure.exit_status())
        }
    }
}

fn window_only(open: OpenWindow, arguments: &WindowArguments) -> Result<ExitCode, Failure> {
    let setup = WindowSetup {
        scenarios: arguments.scenarios.clone(),
        rubric: arguments.rubric.clone(),
        keep: arguments.keep.asked(),
    };
    open(setup).map_err(|refused| match refused {
        Refused::NoWindow(sentence) => Failure::NoWindow(sentence),
        Refused::Unreadable(unreadable) => Failure::Unreadable(unreadable),
    })
}

fn window_or_terminal(open: OpenWindow, arguments: &WindowArguments) -> Result<ExitCode, Failure> {
    match window_only(open, arguments) {
        Err(Failure::NoWindow(sentence)) => {
            eprintln!("composure: {sentence} The conversation runs in the terminal instead.");
            play::pick_and_play(&arguments.scenarios, &arguments.rubric, &arguments.keep)
                .map(|()| ExitCode::SUCCESS)
        }
        done => done,
    }
}
