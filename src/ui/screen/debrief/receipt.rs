//! The receipt of one reply: every line of its three scores, down to the sum.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Galley, Label, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, vec2};

use super::reply::Neighbours;
use super::{DebriefView, layout, said, words};
use crate::debrief::title;
use crate::rubric::{Dimension, Evidence};
use crate::scoring::{BASE, Finding};
use crate::session::Step;
use crate::ui::Action;
use crate::ui::screen::mark;
use crate::ui::screen::popup::Popup;
use crate::ui::theme::{Role, Space, Theme, Weight};
use crate::ui::widgets::{Button, signed};

/// So many characters of the evidence are quoted.
const QUOTED: usize = 48;

/// Draws the receipt of the chosen reply over the screen; true when it is to be closed.
pub fn popup_ui(ui: &Ui, theme: &Theme, view: &DebriefView<'_>, actions: &mut Vec<Action>) -> bool {
    let (Some(chosen), Some(step)) = (view.chosen(), view.step()) else { return true };
    let shown = Popup::new("Receipt").show_bare(ui, theme, |ui, _, room| {
        let close = head_ui(ui, theme, view, chosen, actions);
        let rest = room - ui.min_rect().height();
        let scroll = ScrollArea::vertical().id_salt("receipt").max_height(rest).min_scrolled_height(rest);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            // Figures keep clear of the bar.
            ui.set_max_width(ui.available_width() - theme.gap(Space::S8));
            lines_ui(ui, theme, view, step);
        });
        close
    });
    shown.inner || shown.closed
}

fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &DebriefView<'_>,
    chosen: usize,
    actions: &mut Vec<Action>,
) -> bool {
    let links = Neighbours::of(view, chosen);
    let close = layout::link_width(ui, theme, "Close", false) + 2.0 * theme.gap(Space::S12);
    let width = links.width(ui, theme) + theme.gap(Space::S16) + close;
    let height = theme.height(theme.scale.control.small, Role::Label);
    let title = |ui: &mut Ui| {
        ui.add_space((height - theme.line(Role::Heading)).max(0.0) / 2.0);
        said::heading(ui, theme, &format!("Receipt of reply {}", chosen + 1));
    };
    let mut closed = false;
    layout::title_row(ui, theme, width, title, |ui| {
        ui.set_min_height(height);
        actions.extend(links.show(ui, theme));
        closed = Button::edge("Close").show(ui, theme).clicked();
    });
    closed
}

fn lines_ui(ui: &mut Ui, theme: &Theme, view: &DebriefView<'_>, step: &Step) {
    ui.spacing_mut().item_spacing.y = theme.gap(Space::S4);
    for dimension in Dimension::ALL {
        ui.add_space(theme.gap(Space::S4));
        said::rule(ui, theme);
        let Some(score) = step.receipt.scores.get(dimension) else {
            dimension_ui(ui, theme, dimension, "Not called for here", false);
            continue;
        };
        dimension_ui(ui, theme, dimension, "", true);
        line_ui(ui, theme, "A civil reply", "", &BASE.to_string());
        for finding in step.receipt.findings.iter().filter(|finding| finding.dimension == dimension) {
            let (what, more) = told(view, step, finding);
            line_ui(ui, theme, &what, &more, &signed(finding.points));
        }
        for adjustment in step.receipt.adjustments.iter().filter(|other| other.dimension == dimension) {
            let reason = words::capital(adjustment.reason.sentence());
            line_ui(ui, theme, &reason, "", &signed(adjustment.points));
        }
        sum_ui(ui, theme, &score.to_string());
    }
}

/// What was found, and then in which words, and why it may count for nothing.
fn told(view: &DebriefView<'_>, step: &Step, finding: &Finding) -> (String, String) {
    let mut more = String::new();
    if let Evidence::At(span) = finding.evidence {
        more += &format!(" “{}”", words::cut(span.of(&step.reply), QUOTED));
    }
    if let Some(note) = finding.note {
        more += &format!(" {}", note.sentence());
    }
    (words::capital(&title(view.session.rubric(), &finding.behaviour)), more)
}

/// The head of a dimension's lines.
fn dimension_ui(ui: &mut Ui, theme: &Theme, dimension: Dimension, figure: &str, rated: bool) {
    let name = theme.format_in(Role::Small, Weight::Strong, theme.colour.text);
    let job = LayoutJob::single_section(dimension.name().to_owned(), name);
    let figure = theme.line_of(ui.painter(), Role::Small, theme.colour.text2, figure);
    row_ui(ui, theme, job, figure, Some((dimension, rated)));
}

/// One line of a score: what it is, what there is to say about it, its points.
fn line_ui(ui: &mut Ui, theme: &Theme, what: &str, more: &str, figure: &str) {
    let mut job = LayoutJob::single_section(what.to_owned(), theme.format(Role::Small, theme.colour.text));
    job.append(more, 0.0, theme.format(Role::Small, theme.colour.text2));
    let figure = theme.line_of(ui.painter(), Role::Small, theme.colour.text, figure);
    row_ui(ui, theme, job, figure, None);
}

/// What the lines sum up to.
fn sum_ui(ui: &mut Ui, theme: &Theme, score: &str) {
    let strong = theme.format_in(Role::Small, Weight::Strong, theme.colour.text);
    let figure = theme.line_of(ui.painter(), Role::Label, theme.colour.text, score);
    row_ui(ui, theme, LayoutJob::single_section("Score".to_owned(), strong), figure, None);
}

/// Words that wrap, after a dimension's mark or the room for one; a figure at the right end.
fn row_ui(
    ui: &mut Ui,
    theme: &Theme,
    words: LayoutJob,
    figure: Arc<Galley>,
    lead: Option<(Dimension, bool)>,
) {
    let line = theme.line(Role::Small);
    let size = theme.grown(theme.scale.control.mark);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(size, line), Sense::hover());
        if let Some((dimension, rated)) = lead {
            mark(dimension).paint(ui.painter(), theme, rect.center(), size, rated);
        }
        let room = ui.available_width() - figure.size().x - theme.gap(Space::S16);
        ui.vertical(|ui| {
            ui.set_width(room);
            // One line is one thing to say, its figure with it.
            let said = format!("{}: {}", words.text, figure.text().replace('−', "minus "));
            let response = ui.add(Label::new(words).wrap());
            response.widget_info(|| {
                WidgetInfo::labeled(WidgetType::Label, ui.is_enabled(), said.trim_end_matches(": "))
            });
        });
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), line), Sense::hover());
        let corner = rect.right_top() - vec2(figure.size().x, 0.0);
        ui.painter().galley(corner, figure, theme.colour.text);
    });
}
