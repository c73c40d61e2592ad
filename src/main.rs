//! The program: the library's command line, with a window where one is built in.

fn main() -> std::process::ExitCode {
    composure::cli::run(composure::window::open)
}
