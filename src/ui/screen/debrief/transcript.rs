//! Everything that was said, with its evidence.

use egui::Ui;

use super::findings;
use super::reply::lines_ui;
use super::{DebriefView, said, words};
use crate::ui::Action;
use crate::ui::screen::first_name;
use crate::ui::screen::marks::marks;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Bubble, Legend, Link};

/// Draws every reply with the line it answers; gives the reply that was asked for.
pub fn transcript_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>) -> Option<Action> {
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
    let name = first_name(&view.customer().name);
    for (index, step) in view.session.steps().iter().enumerate() {
        if index > 0 {
            said::rule(ui, theme);
        }
        if !step.customer.trim().is_empty() {
            Bubble::quoted(&step.customer, name).show(ui, theme);
        }
        let caption = match step.at_ms {
            Some(at) => format!("You, reply {} · after {}", index + 1, words::duration(at)),
            None => format!("You, reply {}", index + 1),
        };
        Bubble::marked(&step.reply, &caption, &marks(&step.receipt)).show(ui, theme);
        lines_ui(ui, theme, &findings::lines(view.session.rubric(), &step.receipt));
        if Link::new(&format!("Look at reply {}", index + 1)).next().show(ui, theme).clicked() {
            asked = Some(Action::ShowReply(index));
        }
    }
    said::rule(ui, theme);
    match view.session.line() {
        "" => drop(said::words(ui, theme, Role::Small, theme.colour.text2, &format!("{name} said no more."))),
        line => drop(Bubble::quoted(line, name).show(ui, theme)),
    }
    Legend.show(ui, theme);
    asked
}
