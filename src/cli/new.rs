//! `composure new`: a commented file to begin from, which checks clean.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Failure;
use super::terminal::print;

#[derive(Debug, Args)]
pub struct NewArguments {
    /// What to begin.
    #[arg(value_enum)]
    what: What,
    /// Its name: lower-case letters, digits, hyphens. Folders may stand before it.
    #[arg(value_name = "NAME", value_parser = name)]
    name: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// A scenario: NAME.ron.
    Scenario,
    /// A behaviour of a team's own: values/NAME.ron.
    Behaviour,
    /// A rubric pack: a folder NAME with a behaviour in it.
    Pack,
}

const SCENARIO: &str = include_str!("../../assets/start/scenario.ron");
const BEHAVIOUR: &str = include_str!("../../assets/start/behaviour.ron");
const PACK: &str = include_str!("../../assets/start/pack/pack.ron");

fn name(given: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(given);
    let last = path.file_name().and_then(|last| last.to_str()).unwrap_or_default();
    let last = last.strip_suffix(".ron").unwrap_or(last).to_owned();
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if last.is_empty() || !last.chars().all(sound) {
        return Err("use lower-case letters, digits and hyphens, such as `late-gift`".to_owned());
    }
    Ok(path.with_file_name(last))
}

/// Runs the command.
pub fn run(arguments: &NewArguments) -> Result<(), Failure> {
    let path = &arguments.name;
    let id = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match arguments.what {
        What::Scenario => {
            let file = path.with_file_name(format!("{id}.ron"));
            write(&file, &SCENARIO.replacen("\"example\"", &format!("\"{id}\""), 1))?;
            tell(&file, &format!("composure check {}", file.display()))
        }
        What::Behaviour => {
            let inside = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = inside.map_or_else(|| PathBuf::from("values"), Path::to_owned);
            let file = folder.join(format!("{id}.ron"));
            write(&file, BEHAVIOUR)?;
            let pack = folder.parent().filter(|pack| !pack.as_os_str().is_empty()).unwrap_or(Path::new("."));
            tell(&file, &format!("composure check {}", pack.display()))
        }
        What::Pack => {
            write(&path.join("pack.ron"), PACK)?;
            write(&path.join("values").join("says-when-it-opens.ron"), BEHAVIOUR)?;
            tell(path, &format!("composure check {}", path.display()))
        }
    }
}

/// Writes a file that is not there yet, and the folders it lies in.
fn write(path: &Path, content: &str) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        let what = match error.kind() {
            io::ErrorKind::AlreadyExists => "it exists already, and nothing is overwritten".to_owned(),
            _ => error.to_string(),
        };
        Failure::Input(format!("cannot write {}: {what}", path.display()))
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = fs::File::create_new(path).map_err(failed)?;
    file.write_all(content.as_bytes()).map_err(failed)
}

fn tell(path: &Path, next: &str) -> Result<(), Failure> {
    print(&format!("{} is there. Look at it, then:\n\n    {next}\n", path.display()))
}
