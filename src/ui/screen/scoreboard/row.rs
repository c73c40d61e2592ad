//! One row: its place, its name, its figures and its chart.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, CornerRadius, Galley, Painter, Rangef, Rect};

use super::columns::{Columns, Figure, Tiers};
use super::said;
use super::shown::Shown;
use crate::comparison::Board;
use crate::comparison::words::figure;
use crate::ui::theme::{Role, Space, Theme, Weight};
use crate::ui::widgets::{Whisker, place};

/// What the pointer and the keyboard make of a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    pub hovered: bool,
    pub open: bool,
}

/// How high a row is, without its details.
pub fn height(theme: &Theme, columns: &Columns, shown: &Shown<'_>) -> f32 {
    let row = shown.row;
    let remark = if said::has_remarks(row) { theme.line(Role::Small) } else { 0.0 };
    (2.0 * padding(theme) + top(theme) + below(theme, columns.tiers) + remark).ceil()
}

fn padding(theme: &Theme) -> f32 {
    theme.gap(Space::S8)
}

/// The name and the line under it.
fn top(theme: &Theme) -> f32 {
    theme.line(Role::Body) + theme.line(Role::Small)
}

/// What stands below these: the figures, the chart.
fn below(theme: &Theme, tiers: Tiers) -> f32 {
    match tiers {
        Tiers::One => 0.0,
        Tiers::ChartBelow => theme.line(Role::Body),
        Tiers::AllBelow => 2.0 * theme.line(Role::Body),
    }
}

/// Where the chart of a row stands.
pub fn chart(theme: &Theme, columns: &Columns, rect: Rect) -> Rect {
    let top_tier = rect.top() + padding(theme);
    let foot = top_tier + top(theme) + below(theme, columns.tiers);
    let head = if columns.tiers == Tiers::One { top_tier } else { foot - theme.line(Role::Body) };
    Rect::from_x_y_ranges(columns.chart, Rangef::new(head, foot))
}

/// Paints a row in its rectangle.
pub fn paint(
    painter: &Painter,
    theme: &Theme,
    columns: &Columns,
    board: &Board,
    shown: &Shown<'_>,
    rect: Rect,
    state: State,
) {
    let colour = &theme.colour;
    let behind = paint_ground(painter, theme, shown, rect, state);
    let ink = if shown.own.is_some() { colour.accent } else { colour.text };
    let chart = chart(theme, columns, rect);
    let axis = columns.axis(theme);
    let ticks = if columns.tiers == Tiers::One { rect.y_range() } else { chart.y_range() };
    axis.paint_ticks(painter, theme, ticks);
    let means = &shown.row.means;
    let whisker = Whisker::new(means.first.all, means.best.all);
    whisker.paint(painter, theme, axis, chart.center().y, ink, behind);
    let top_line = rect.top() + padding(theme) + theme.line(Role::Body) / 2.0;
    if let Some(rank) = shown.row.rank {
        let rank = theme.line_in(painter, Role::Body, Weight::Strong, ink, &rank.to_string());
        place::right(painter, columns.rank.max, top_line, rank);
    }
    paint_name(painter, theme, columns, board, shown, rect);
    paint_remarks(painter, theme, columns, shown, rect, behind);
    let figures = match columns.tiers {
        Tiers::One | Tiers::ChartBelow => top_line + theme.line(Role::Small) / 2.0,
        Tiers::AllBelow => rect.top() + padding(theme) + top(theme) + theme.line(Role::Body) / 2.0,
    };
    paint_figures(painter, theme, columns, shown, figures);
}

/// What lies behind a row: a colour of its own for who answers here, and for the row that is open. Gives the colour.
fn paint_ground(painter: &Painter, theme: &Theme, shown: &Shown<'_>, rect: Rect, state: State) -> Color32 {
    let colour = &theme.colour;
    let wide = rect.expand2(egui::vec2(theme.gap(Space::S8), 0.0));
    let behind = match shown.own {
        Some(_) => colour.accent_soft,
        None if state.hovered || state.open => colour.sunken,
        None => colour.surface,
    };
    if behind != colour.surface {
        painter.rect_filled(wide, CornerRadius::same(theme.scale.radius.control), behind);
    }
    if shown.own.is_some() {
        let edge = Rect::from_min_size(wide.min, egui::vec2(theme.scale.stroke.chart_main, wide.height()));
        painter.rect_filled(edge, 0.0, colour.accent);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline());
    behind
}

fn paint_name(
    painter: &Painter,
    theme: &Theme,
    columns: &Columns,
    board: &Board,
    shown: &Shown<'_>,
    rect: Rect,
) {
    let colour = &theme.colour;
    let (body, small) = (theme.line(Role::Body), theme.line(Role::Small));
    let (left, width) = (columns.name.min, columns.name.span());
    let top_line = rect.top() + padding(theme);
    let own = shown.own.map(|own| theme.line_of(painter, Role::Label, colour.accent, own));
    let gap = theme.gap(Space::S8);
    let room = own.as_ref().map_or(width, |own| width - own.size().x - gap);
    let name = short(painter, theme, Role::Body, Weight::Strong, colour.text, &shown.name, room);
    let end = place::left(painter, left, top_line + body / 2.0, name);
    if let Some(own) = own {
        place::left(painter, end + gap, top_line + body / 2.0, own);
    }
    let under = said::place_line(board, shown);
    let under = short(painter, theme, Role::Small, Weight::Regular, colour.text2, &under, width);
    place::left(painter, left, top_line + body + small / 2.0, under);
}

/// The line of remarks, as wide as the row. It covers the uprights of the chart that would cross it.
fn paint_remarks(
    painter: &Painter,
    theme: &Theme,
    columns: &Columns,
    shown: &Shown<'_>,
    rect: Rect,
    behind: Color32,
) {
    let remarks = said::remarks(shown.row).join(" · ");
    if remarks.is_empty() {
        return;
    }
    let (left, ink) = (columns.name.min, theme.colour.text2);
    let width = rect.right() - left;
    let remarks = short(painter, theme, Role::Small, Weight::Regular, ink, &remarks, width);
    let middle = rect.bottom() - padding(theme) - theme.line(Role::Small) / 2.0;
    let size = remarks.size() + egui::vec2(theme.gap(Space::S8), 0.0);
    let cover = Rect::from_min_size(egui::pos2(left, middle - size.y / 2.0), size);
    painter.rect_filled(cover, 0.0, behind);
    place::left(painter, left, middle, remarks);
}

fn paint_figures(painter: &Painter, theme: &Theme, columns: &Columns, shown: &Shown<'_>, y: f32) {
    let colour = &theme.colour;
    for (kind, column) in &columns.figures {
        let weight = if *kind == Figure::First { Weight::Strong } else { Weight::Regular };
        let text = theme.line_in(painter, Role::Body, weight, colour.text, &kind.text(shown.row));
        if *kind != Figure::First {
            place::right(painter, column.max, y, text);
            continue;
        }
        let end = column.max - columns.margin;
        place::right(painter, end, y, text);
        if let Some(margin) = shown.row.means.first.all.and_then(|first| first.margin) {
            let margin = format!(" ±{}", figure(margin));
            place::left(painter, end, y, theme.line_of(painter, Role::Small, colour.text2, &margin));
        }
    }
}

/// One line of text, cut with an ellipsis where there is not room for all of it.
pub fn short(
    painter: &Painter,
    theme: &Theme,
    role: Role,
    weight: Weight,
    ink: Color32,
    text: &str,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), theme.format_in(role, weight, ink));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}

/// The headings over the columns, in a strip whose foot is at `rect`'s.
pub fn paint_head(painter: &Painter, theme: &Theme, columns: &Columns, by: &str, rect: Rect) {
    let colour = &theme.colour;
    painter.rect_filled(rect.expand2(egui::vec2(theme.gap(Space::S8), 0.0)), 0.0, colour.surface);
    let word = |text: &str| theme.line_of(painter, Role::Tiny, colour.text2, text);
    let (tiny, foot) = (theme.line(Role::Tiny), rect.bottom() - theme.gap(Space::S4));
    let y = match columns.tiers {
        Tiers::One => foot - tiny / 2.0,
        Tiers::ChartBelow | Tiers::AllBelow => rect.top() + tiny / 2.0,
    };
    place::right(painter, columns.rank.max, y, word("Place"));
    let figures = if columns.tiers == Tiers::AllBelow { y + tiny } else { y };
    let room = columns.name.span();
    place::left(
        painter,
        columns.name.min,
        y,
        short(painter, theme, Role::Tiny, Weight::Medium, colour.text2, by, room),
    );
    for (kind, column) in &columns.figures {
        place::right(painter, column.max, figures, word(kind.name()));
    }
    columns.axis(theme).paint_figures(painter, theme, foot);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline());
}

/// How high that strip is.
pub fn head_height(theme: &Theme, tiers: Tiers) -> f32 {
    let lines = match tiers {
        Tiers::One => 2.0,
        Tiers::ChartBelow => 3.0,
        Tiers::AllBelow => 4.0,
    };
    (lines * theme.line(Role::Tiny) + theme.gap(Space::S4)).ceil()
}
