//! Scenario files that cannot be opened: a line at the foot, and on demand all their problems.

use egui::{Id, Label, Rect, Ui, pos2, vec2};

use super::{LibraryDraft, LibraryView};
use crate::library::{Checked, Library};
use crate::source::Diagnostic;
use crate::ui::Action;
use crate::ui::screen::bar::heading;
use crate::ui::screen::frame::within;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Card, Notice};

/// Problems shown of one file; the first ones are worth mending before the rest is read.
const MOST: usize = 20;

/// Draws the line at the foot of `area`, `side` points from its edges; gives the room above it.
pub fn foot_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &LibraryView<'_>,
    draft: &mut LibraryDraft,
    area: Rect,
    side: f32,
    out: &mut Vec<Action>,
) -> Rect {
    let gap = theme.gap(Space::S16);
    // How high it is shows only after it has been drawn, so it is remembered for the next pass.
    let id = Id::new("the line about broken files");
    let known = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(0.0);
    let top = area.bottom() - gap - known.max(theme.height(theme.scale.control.filter, Role::Small));
    let strip = Rect::from_min_max(pos2(area.left() + side, top), area.max - vec2(side, 0.0));
    let height = within(ui, "problems", strip, |ui| {
        strip_ui(ui, theme, view, draft, out);
        ui.min_rect().height()
    });
    if (height - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, height));
        ui.ctx().request_discard("the line about broken files has another height");
        ui.ctx().request_repaint();
    }
    Rect::from_min_max(area.min, pos2(area.right(), top - theme.gap(Space::S8)))
}

/// Draws the line; nothing where no file is broken.
pub fn strip_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &LibraryView<'_>,
    draft: &mut LibraryDraft,
    out: &mut Vec<Action>,
) {
    let broken: Vec<&Checked> = view.library.broken().collect();
    let Some(first) = broken.first() else { return };
    let count: usize = broken.iter().map(|file| file.problems.len()).sum();
    let name = first.path.rsplit(['/', '\\']).next().unwrap_or(&first.path);
    let what = match broken.len() {
        1 => name.to_owned(),
        files => format!("{name} and {} more", files - 1),
    };
    let problem = first.problems.first().map_or(String::new(), |problem| {
        format!(" First, line {}: {}.", problem.place.line, problem.message.trim_end_matches('.'))
    });
    let words = format!("cannot be opened: {}.{problem}", problems(count));
    let action = match (view.problems_open, count) {
        (true, _) => "Hide",
        (false, 1) => "Show it",
        (false, 2) => "Show both",
        (false, _) => "Show all",
    };
    let shown = Notice::new(&what, &words).action(action).show(ui, theme);
    let Some(button) = shown.action else { return };
    ui.ctx().accesskit_node_builder(button.id, |node| {
        node.set_label(format!("{action}: problems of scenario files"));
        node.set_expanded(view.problems_open);
    });
    if button.clicked() {
        draft.reveal = !view.problems_open;
        out.push(Action::ToggleProblems);
    }
}

/// Draws the problems of every broken file: where, what, and what to do.
pub fn problems_ui(
    ui: &mut Ui,
    theme: &Theme,
    library: &Library,
    draft: &mut LibraryDraft,
    out: &mut Vec<Action>,
) {
    if library.broken().next().is_none() {
        return;
    }
    let card = Card::new().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        let words = "Files that cannot be opened";
        let title = said(ui, theme, Role::Heading, words);
        heading(ui, &title, words);
        for file in library.broken() {
            ui.add_space(theme.gap(Space::S4));
            said(ui, theme, Role::Label, &file.path);
            for problem in file.problems.iter().take(MOST) {
                problem_ui(ui, theme, problem);
            }
            if file.problems.len() > MOST {
                said(ui, theme, Role::Small, &format!("{} more follow these.", file.problems.len() - MOST));
            }
        }
        ui.add_space(theme.gap(Space::S4));
        if Button::edge("Read the files again").show(ui, theme).clicked() {
            out.push(Action::ReadLibrary);
        }
    });
    if std::mem::take(&mut draft.reveal) {
        card.response.scroll_to_me(Some(egui::Align::Min));
    }
}

fn problem_ui(ui: &mut Ui, theme: &Theme, problem: &Diagnostic) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let place = format!("Line {}, column {}: ", problem.place.line, problem.place.column);
        said(ui, theme, Role::Small, &(place + &problem.message));
        if let Some(help) = &problem.help {
            let help = theme.text(Role::Small, format!("What to do: {help}")).color(theme.colour.text2);
            ui.add(Label::new(help).wrap());
        }
    });
}

fn said(ui: &mut Ui, theme: &Theme, role: Role, words: &str) -> egui::Response {
    ui.add(Label::new(theme.text(role, words)).wrap())
}

fn problems(count: usize) -> String {
    if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") }
}
