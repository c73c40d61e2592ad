//! The strip at the end: what to practise next, and why.

use egui::{Sense, Ui, vec2};

use super::outcome::paint_portrait;
use super::{DebriefView, layout, said};
use crate::scenario::Scenario;
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme, Weight};
use crate::ui::widgets::{Button, Card};

/// The portrait's side at 100 % text.
const PORTRAIT: f32 = 52.0;
/// Words need this much room at 100 % text beside portrait and button.
const ROOM_FOR_WORDS: f32 = 200.0;
const START: &str = "Start";

/// Draws the strip; nothing when there is nothing else to practise.
pub fn next_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>) -> Option<Action> {
    let (scenario, why) = view.next.as_ref()?;
    let id = &scenario.file.id;
    let started = Card::accent().picture().show(ui, theme, |ui| strip_ui(ui, theme, scenario, why)).inner;
    started.then(|| Action::OpenBrief(id.clone()))
}

fn strip_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, why: &str) -> bool {
    let (side, gap) = (theme.spread(PORTRAIT), theme.gap(Space::S16));
    let words =
        theme.line_in(ui.painter(), Role::Body, Weight::Strong, theme.colour.on_accent, START).size().x;
    let button = (words + 2.0 * gap).ceil();
    let room = ui.available_width() - side - gap;
    let one_row = theme.effective(room - button - gap) >= ROOM_FOR_WORDS;
    let height = theme.height(theme.scale.control.main, Role::Body);
    let mut started = false;
    layout::side_by_side(ui, [side, room], gap, |ui, index| {
        if index == 0 {
            let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
            let customer = &scenario.file.customer;
            paint_portrait(ui, theme, customer, customer.mood(), rect, theme.colour.accent_soft);
        } else if one_row {
            layout::side_by_side(ui, [room - button - gap, button], gap, |ui, index| match index {
                0 => words_ui(ui, theme, scenario, why),
                _ => {
                    ui.add_space(((side - height) / 2.0).max(0.0).round());
                    started = Button::main(START).show(ui, theme).clicked();
                }
            });
        } else {
            words_ui(ui, theme, scenario, why);
            started = Button::main(START).show(ui, theme).clicked();
        }
    });
    started
}

fn words_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, why: &str) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(theme.gap(Space::S4));
    said::heading(ui, theme, &format!("Practise next: {}", scenario.file.title));
    said::words(ui, theme, Role::Small, theme.colour.text2, why);
}
