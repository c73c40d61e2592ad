//! Pages to hand on: a debrief and a team's board as one HTML file each, for any browser, without script.
//!
//! A page carries its style with it, asks for nothing and sends nothing: its own policy forbids both. Every word that
//! comes from outside is escaped and freed of control characters in one place, [`render`].
//!
//! Architecture invariant: pure, and drawn in whole numbers; the same session gives the same page, byte for byte.

mod board;
mod debrief;
mod evidence;
mod kept;
mod measures;
mod mood;
mod outcome;
mod policy;
mod scale;
mod scores;
mod transcript;
mod ways;
mod whiskers;
pub mod words;

use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context, escape_formatter};
use serde::Serialize;

pub use board::{BoardAbout, board_page};
pub use debrief::{About, Overridden, debrief_page};
pub use measures::{Measure, measures};

/// The style sheet that every page carries, with the line ends that a browser reads: its hash is taken of these bytes.
static STYLE: LazyLock<String> =
    LazyLock::new(|| include_str!("../../assets/report/style.css").replace("\r\n", "\n"));

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let lines_of_tags_leave_nothing = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(lines_of_tags_leave_nothing.expect("the usual delimiters are sound"));
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => escape_formatter(out, state, &Value::from(words::plain(text))),
        _ => escape_formatter(out, state, value),
    });
    for (name, text) in [
        ("page.html", include_str!("../../assets/report/page.html")),
        ("parts.html", include_str!("../../assets/report/parts.html")),
        ("debrief.html", include_str!("../../assets/report/debrief.html")),
        ("board.html", include_str!("../../assets/report/board.html")),
    ] {
        environment.add_template(name, text).expect("the shipped templates are sound");
    }
    environment
});

/// A page from its template. All that goes into it passes through here and is escaped.
fn render(template: &str, page: impl Serialize) -> String {
    let template = TEMPLATES.get_template(template).expect("every page has its template");
    let policy = policy::policy(&STYLE);
    let page = Value::from(Serde(page));
    let rendered = template.render(context! { policy, style => STYLE.as_str(), page });
    rendered.expect("the shipped templates fit the pages that go into them")
}
