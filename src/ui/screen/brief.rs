//! The brief: what one knows before the customer's first line, and how one wants to play.

use egui::{Rect, ScrollArea, Ui, pos2, vec2};

use super::bar::{Bar, heading};
use super::frame::within;
use super::{Room, picture_ui};
use crate::scenario::Scenario;
use crate::session::Mode;
use crate::ui::Action;
use crate::ui::theme::{Role, Space, Theme};
use crate::ui::widgets::{Button, Card, Sign, focus_ring};

/// What the brief shows.
pub struct BriefView<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The chosen way to play.
    pub mode: Mode,
}

const LEFT: f32 = 392.0;
const PICTURE: f32 = 220.0;
const WIDEST: f32 = 1120.0;

/// Draws the brief over the whole of `ui`.
pub fn brief_ui(ui: &mut Ui, theme: &Theme, view: &BriefView<'_>) -> Vec<Action> {
    let mut out = Vec::new();
    let area = ui.max_rect();
    ui.painter().rect_filled(area, 0.0, theme.colour.ground);
    let file = &view.scenario.file;
    let minutes = format!("{} min", file.minutes);
    let tags = [file.channel.name(), file.difficulty.name(), &minutes];
    let rest = Bar { title: &file.title, tags: &tags }.show(ui, theme, area, &mut out, |_, _| {});
    let gap = theme.gap(Space::S16);
    let width = (rest.width() - 2.0 * gap).min(theme.grown(WIDEST));
    let column = Rect::from_min_max(
        pos2(rest.center().x - width / 2.0, rest.top()),
        pos2(rest.center().x + width / 2.0, rest.bottom()),
    );
    within(ui, "brief", column, |ui| {
        let scroll = ScrollArea::vertical().id_salt(&file.id).auto_shrink(false);
        scroll.show(ui, |ui| {
            super::keys::page(ui, egui::Modifiers::NONE, rest.height());
            super::keys::scroll(ui, theme, rest.height());
            ui.add_space(gap);
            if Room::of(theme.effective(rest.width())) == Room::Narrow {
                customer_ui(ui, theme, view.scenario);
                ui.add_space(gap);
                words_ui(ui, theme, view.scenario);
                ui.add_space(gap);
                mode_ui(ui, theme, view, &mut out);
            } else {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = gap;
                    ui.vertical(|ui| {
                        ui.set_width(theme.grown(LEFT).min(width * 0.45));
                        ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
                        customer_ui(ui, theme, view.scenario);
                        mode_ui(ui, theme, view, &mut out);
                    });
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = theme.gap(Space::S12);
                        words_ui(ui, theme, view.scenario);
                    });
                });
            }
            ui.add_space(gap);
        });
    });
    out
}

fn customer_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario) {
    let customer = &scenario.file.customer;
    Card::new().picture().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), theme.spread(PICTURE)), egui::Sense::hover());
        picture_ui(ui, theme, rect, customer, true);
        ui.add_space(theme.gap(Space::S8));
        let name = ui.label(theme.text(Role::Heading, &customer.name));
        heading(ui, &name, &customer.name);
        for line in &customer.card {
            ui.label(theme.text(Role::Small, line).color(theme.colour.text2));
        }
        for line in &customer.private {
            ui.label(
                theme
                    .text(Role::Small, format!("Known, and better not used: {line}"))
                    .color(theme.colour.text2),
            );
        }
    });
}

fn words_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario) {
    let brief = &scenario.file.brief;
    Card::new().show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        let title = ui.label(theme.text(Role::Heading, "Before you answer"));
        heading(ui, &title, "Before you answer");
        ui.label(theme.text(Role::Body, format!("{}. You are {}.", brief.company, brief.role)));
        ui.label(theme.text(Role::Body, &brief.situation));
    });
    if !brief.facts.is_empty() {
        Card::new().heading("Facts you have").show(ui, theme, |ui| {
            for fact in &brief.facts {
                ui.label(theme.text(Role::Small, fact));
            }
        });
    }
    if !brief.articles.is_empty() {
        Card::new().heading("Help articles").show(ui, theme, |ui| articles_ui(ui, theme, scenario));
    }
    Card::new().heading("What you may do").show(ui, theme, |ui| policy_ui(ui, theme, scenario));
    if !scenario.file.trains.is_empty() {
        Card::new().heading("What this practises").show(ui, theme, |ui| {
            for principle in &scenario.file.trains {
                ui.label(theme.text(Role::Small, sentence(principle.title())));
            }
        });
    }
}

/// The help articles, and how one is sent.
pub(super) fn articles_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario) {
    for article in &scenario.file.brief.articles {
        ui.label(theme.text(Role::Label, &article.title));
        ui.label(theme.text(Role::Small, &article.text));
    }
    let how = "Name one by its title in your reply, and it goes with it.";
    ui.label(theme.text(Role::Small, how).color(theme.colour.text2));
}

/// What policy allows and forbids, each with its sign.
pub(super) fn policy_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario) {
    let policy = &scenario.file.brief.policy;
    for line in &policy.may {
        signed_ui(ui, theme, Sign::Tick, theme.colour.accent, &line.text);
    }
    if let Some(goodwill) = &policy.goodwill {
        let words = format!("{}{} to spend unasked", goodwill.currency, goodwill.budget);
        signed_ui(ui, theme, Sign::Tick, theme.colour.accent, &words);
    }
    for rule in &policy.may_not {
        signed_ui(ui, theme, Sign::Bar, theme.colour.caution, &format!("Not: {}", rule.text));
    }
}

/// A drawn sign and words that wrap beside it.
pub(super) fn signed_ui(ui: &mut Ui, theme: &Theme, sign: Sign, colour: egui::Color32, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.gap(Space::S8);
        let size = theme.grown(16.0);
        let (rect, _) = ui.allocate_exact_size(vec2(size, theme.line(Role::Small)), egui::Sense::hover());
        sign.paint(ui.painter(), rect.center(), size, colour);
        ui.vertical(|ui| ui.label(theme.text(Role::Small, words)));
    });
}

fn mode_ui(ui: &mut Ui, theme: &Theme, view: &BriefView<'_>, out: &mut Vec<Action>) {
    Card::new().heading("How would you like to answer?").show(ui, theme, |ui| {
        ui.spacing_mut().item_spacing.y = theme.gap(Space::S8);
        let guided = view.scenario.can_be_guided();
        for mode in Mode::ALL.into_iter().filter(|mode| guided || *mode != Mode::Guided) {
            if choice_ui(ui, theme, mode, mode == view.mode).clicked() {
                out.push(Action::ChooseMode(mode));
            }
        }
        ui.add_space(theme.gap(Space::S4));
        let start =
            Button::main("Start").shortcut("Ctrl").trailing(Sign::Return).full_width().show(ui, theme);
        if start.clicked() {
            out.push(Action::Start);
        }
    });
}

/// One way to play, as a row that is one button.
fn choice_ui(ui: &mut Ui, theme: &Theme, mode: Mode, chosen: bool) -> egui::Response {
    let words = match mode {
        Mode::Guided => "Choose between replies somebody wrote.",
        Mode::Practice => "Type. A coach names what it hears.",
        Mode::Assessment => "Type. No help, no way back.",
    };
    let frame = egui::Frame::new()
        .fill(if chosen { theme.colour.accent_soft } else { theme.colour.surface })
        .stroke(egui::Stroke::new(
            theme.scale.stroke.edge,
            if chosen { theme.colour.accent } else { theme.colour.edge },
        ))
        .corner_radius(theme.scale.radius.control)
        .inner_margin(egui::Margin::symmetric(theme.gap(Space::S12) as i8, theme.gap(Space::S8) as i8));
    let builder = egui::UiBuilder::new().id_salt(mode.key()).sense(egui::Sense::click());
    let shown = ui.scope_builder(builder, |ui| {
        frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.label(theme.text(Role::Label, mode.name()));
            ui.label(theme.text(Role::Small, words).color(theme.colour.text2));
        });
    });
    let response = shown.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let name = format!("{}: {words}", mode.name());
    response.widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, chosen, &name));
    focus_ring(ui, theme, &response, f32::from(theme.scale.radius.control));
    response
}

/// A title as a sentence begins.
pub(in crate::ui) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
