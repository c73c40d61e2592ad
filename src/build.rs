//! Puts the shipped rubric, scenarios and labelled replies into the program, so that it runs from any folder, and writes one test per
//! behaviour file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let rubric = files(&root, "assets/rubric/en", "ron")?;
    fs::write(out.join("rubric.rs"), table(&root, "assets/rubric/en", &rubric))?;
    fs::write(out.join("scenarios.rs"), table(&root, "scenarios", &files(&root, "scenarios", "ron")?))?;
    let labelled = files(&root, "tests/labelled", "jsonl")?;
    fs::write(out.join("labelled.rs"), table(&root, "tests/labelled", &labelled))?;
    fs::write(out.join("rubric_tests.rs"), tests(&rubric))?;
    println!("cargo::rerun-if-changed=src/build.rs");
    Ok(())
}

/// All files with an ending below a folder, relative to it, sorted.
fn files(root: &Path, folder: &str, ending: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(next) = folders.pop() {
        println!("cargo::rerun-if-changed={}", next.display());
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                let inside = path.strip_prefix(root.join(folder)).expect("it was found below the folder");
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn table(root: &Path, folder: &str, files: &[String]) -> String {
    let mut code = String::from("&[\n");
    for file in files {
        let path = root.join(folder).join(file);
        writeln!(code, "    ({file:?}, include_bytes!({:?}) as &[u8]),", path.display().to_string())
            .expect("a string takes all");
    }
    code + "]\n"
}

fn tests(files: &[String]) -> String {
    let mut code = String::new();
    for file in files.iter().filter(|file| file.contains('/') && !file.starts_with("classes/")) {
        let name = file.trim_end_matches(".ron").replace(['/', '-'], "_");
        writeln!(code, "#[test]\nfn {name}() {{\n    check({file:?});\n}}\n").expect("a string takes all");
    }
    code
}
