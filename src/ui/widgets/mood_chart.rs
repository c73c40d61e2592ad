//! How the customer felt, reply by reply: three lines, named at their ends, and numbered turning points.

use egui::text::LayoutJob;
use egui::{
    Align2, Color32, CursorIcon, EventFilter, Id, Key, Painter, Pos2, Rect, Response, Sense, Shape, Stroke,
};
use egui::{Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::focus::ring;
use super::place;
use crate::ui::theme::{Role, Space, Theme, Weight};

/// The mood after one reply; the first one is the mood at the start. Each is 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoodPoint {
    /// How angry.
    pub anger: u8,
    /// How much trust.
    pub trust: u8,
    /// How much patience.
    pub patience: u8,
}

/// A reply after which something turned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurningPoint {
    /// The index of the mood point; the reply's number.
    pub at: usize,
    /// What happened: "You admitted the mistake".
    pub words: String,
    /// Whether this is the costliest turn, drawn in caution.
    pub costliest: bool,
}

/// The chart.
#[derive(Clone, Copy, Debug)]
#[must_use = "a chart is shown by `show`"]
pub struct MoodChart<'a> {
    points: &'a [MoodPoint],
    turns: &'a [TurningPoint],
    chosen: Option<usize>,
}

/// What came of a chart.
pub struct MoodChartResponse {
    /// The whole chart with its caption.
    pub response: Response,
    /// The index of the turning point that was clicked, or reached with an arrow key.
    pub chosen: Option<usize>,
}

/// Height of the whole drawing at 100 % text, its axis included.
const HEIGHT: f32 = 164.0;
/// Radius of a turning point's ring at 100 % text.
const RING: f32 = 10.0;

impl<'a> MoodChart<'a> {
    /// The moods in order, the start first, and the turning points among them.
    pub fn new(points: &'a [MoodPoint], turns: &'a [TurningPoint]) -> Self {
        Self { points, turns, chosen: None }
    }

    /// The turning point that is shown below the chart.
    pub fn chosen(mut self, chosen: Option<usize>) -> Self {
        self.chosen = chosen;
        self
    }

    /// Shows the chart and its caption, as wide as there is room.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> MoodChartResponse {
        let inner = ui.vertical(|ui| {
            let size = vec2(ui.available_width(), theme.spread(HEIGHT).max(theme.line(Role::Tiny) * 6.0));
            let (rect, response) = place::room(ui, size);
            let said = self.said();
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, ui.is_enabled(), &said));
            let plot = self.plot(ui.painter(), theme, rect);
            if ui.is_rect_visible(rect) {
                self.paint_axes(ui.painter(), theme, &plot);
                self.paint_lines(ui.painter(), theme, &plot);
            }
            let chosen = self.turns_ui(ui, theme, &plot, response.id);
            self.caption_ui(ui, theme);
            chosen
        });
        MoodChartResponse { response: inner.response, chosen: inner.inner }
    }

    /// The chart in one sentence, for those who do not see it.
    fn said(self) -> String {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return "How she felt: nothing yet".to_owned();
        };
        format!(
            "How she felt, from the start to {}: anger {} to {}, trust {} to {}, patience {} to {}, each of 100",
            when(self.points.len() - 1),
            first.anger,
            last.anger,
            first.trust,
            last.trust,
            first.patience,
            last.patience
        )
    }

    fn plot(self, painter: &Painter, theme: &Theme, rect: Rect) -> Plot {
        let width = |role, text| theme.line_of(painter, role, theme.colour.text, text).size().x;
        let ring = theme.grown(RING);
        let axis = width(Role::Tiny, "high").max(width(Role::Tiny, "low"));
        let names = width(Role::Label, "Patience");
        let line = theme.line(Role::Tiny);
        // A name under the first mark may need more room at the left than the words of the axis.
        let left = (axis + theme.gap(Space::S12)).max(width(Role::Tiny, "start") / 2.0);
        let area = Rect::from_min_max(
            pos2((rect.left() + left).round(), (rect.top() + ring).round()),
            pos2(
                (rect.right() - names - ring - theme.gap(Space::S12)).round(),
                (rect.bottom() - line - theme.gap(Space::S8)).round(),
            ),
        );
        let last = self.points.len().saturating_sub(1).max(1) as f32;
        Plot { area, rect, step: area.width() / last }
    }

    fn paint_axes(self, painter: &Painter, theme: &Theme, plot: &Plot) {
        let colour = &theme.colour;
        let area = plot.area;
        for y in [area.top(), area.center().y.round(), area.bottom()] {
            painter.hline(area.x_range(), y + 0.5, theme.hairline());
        }
        let word = |text: &str| theme.line_of(painter, Role::Tiny, colour.text3, text);
        let right = area.left() - theme.gap(Space::S8);
        place::right(painter, right, area.top(), word("high"));
        place::right(painter, right, area.bottom(), word("low"));
        let y = plot.rect.bottom() - theme.line(Role::Tiny) / 2.0;
        let widest = word("reply 10").size().x + theme.gap(Space::S8);
        // With many replies only every second, third.. is named, so that names keep apart.
        let every = (widest / plot.step.max(1.0)).ceil().max(1.0) as usize;
        for index in (0..self.points.len()).step_by(every) {
            let galley = word(&when(index));
            let x = plot.x(index) - galley.size().x / 2.0;
            place::left(painter, x, y, galley);
        }
    }

    fn paint_lines(self, painter: &Painter, theme: &Theme, plot: &Plot) {
        let stroke = &theme.scale.stroke;
        let mut ends = Vec::new();
        for series in Series::ALL {
            let path: Vec<Pos2> =
                self.points.iter().enumerate().map(|(i, p)| plot.at(i, series.value(p))).collect();
            ends.extend(path.last().map(|end| (series, end.y)));
            let ink = series.ink(theme);
            match series {
                Series::Anger => drop(painter.line(path, Stroke::new(stroke.chart_main, ink))),
                Series::Trust => {
                    painter.extend(Shape::dashed_line(&path, Stroke::new(stroke.chart, ink), 10.0, 5.0))
                }
                Series::Patience => painter.extend(Shape::dotted_line(&path, ink, 5.0, stroke.chart / 2.0)),
            }
        }
        name_ends(painter, theme, plot, ends);
    }

    /// Uprights, rings and numbers; gives the turning point that was asked for.
    fn turns_ui(self, ui: &Ui, theme: &Theme, plot: &Plot, chart: Id) -> Option<usize> {
        let mut chosen = None;
        let id = |index: usize| chart.with(("turning point", index));
        for (index, turn) in self.turns.iter().enumerate() {
            let Some(point) = self.points.get(turn.at) else { continue };
            let middle = plot.at(turn.at, point.anger).round();
            let ink = if turn.costliest { theme.colour.caution } else { theme.colour.text2 };
            let upright = [pos2(middle.x, plot.rect.top()), pos2(middle.x, plot.area.bottom())];
            ui.painter().extend(Shape::dashed_line(&upright, Stroke::new(1.5, ink), 2.0, 3.0));
            let radius = theme.grown(RING);
            let target = Rect::from_center_size(
                middle,
                vec2(1.0, 1.0) * (2.0 * radius).max(theme.scale.control.target),
            );
            let response =
                ui.interact(target, id(index), Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
            self.paint_ring(ui, theme, middle, ink, index);
            let said = format!("Turning point {}, {}: {}", index + 1, when(turn.at), turn.words);
            let is_chosen = self.chosen == Some(index);
            response
                .widget_info(|| WidgetInfo::selected(WidgetType::Button, ui.is_enabled(), is_chosen, &said));
            if response.clicked() {
                chosen = Some(index);
            }
            if response.has_focus() {
                ring(ui, theme, Rect::from_center_size(middle, vec2(2.0, 2.0) * radius), radius);
                if let Some(next) = arrow(ui, response.id, index, self.turns.len()) {
                    ui.memory_mut(|memory| memory.request_focus(id(next)));
                    chosen = Some(next);
                }
            }
        }
        chosen
    }

    fn paint_ring(self, ui: &Ui, theme: &Theme, middle: Pos2, ink: Color32, index: usize) {
        let painter = ui.painter();
        let stroke = Stroke::new(theme.scale.stroke.ring, ink);
        painter.circle(middle, theme.grown(RING) - stroke.width / 2.0, theme.colour.surface, stroke);
        let number = theme.line_in(painter, Role::Tiny, Weight::Strong, ink, &(index + 1).to_string());
        let corner = Align2::CENTER_CENTER.anchor_size(middle, number.size()).min;
        painter.galley(corner, number, ink);
    }

    /// The numbers again, with what happened.
    fn caption_ui(self, ui: &mut Ui, theme: &Theme) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme.gap(Space::S24);
            for (index, turn) in self.turns.iter().enumerate() {
                let ink = if turn.costliest { theme.colour.caution } else { theme.colour.text };
                let mut job = LayoutJob::default();
                job.append(&format!("{} ", index + 1), 0.0, theme.format(Role::Label, ink));
                job.append(&turn.words, 0.0, theme.format(Role::Small, theme.colour.text2));
                ui.label(job);
            }
        });
    }
}

/// The name of a place on the time axis.
pub(super) fn when(index: usize) -> String {
    if index == 0 { "start".to_owned() } else { format!("reply {index}") }
}

/// The neighbour an arrow key asks for while a ring has the keyboard.
fn arrow(ui: &Ui, id: Id, index: usize, count: usize) -> Option<usize> {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let (left, right) =
        ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
    match (left, right) {
        (true, false) => index.checked_sub(1),
        (false, true) => Some(index + 1).filter(|&next| next < count),
        _ => None,
    }
}

/// Where things stand.
struct Plot {
    area: Rect,
    rect: Rect,
    step: f32,
}

impl Plot {
    fn x(&self, index: usize) -> f32 {
        self.area.left() + index as f32 * self.step
    }

    fn at(&self, index: usize, value: u8) -> Pos2 {
        let share = f32::from(value.min(100)) / 100.0;
        pos2(self.x(index), self.area.bottom() - self.area.height() * share)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Series {
    Patience,
    Trust,
    Anger,
}

impl Series {
    /// Anger last, so that it lies on top.
    const ALL: [Self; 3] = [Self::Patience, Self::Trust, Self::Anger];

    fn value(self, point: &MoodPoint) -> u8 {
        match self {
            Self::Patience => point.patience,
            Self::Trust => point.trust,
            Self::Anger => point.anger,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Patience => "Patience",
            Self::Trust => "Trust",
            Self::Anger => "Anger",
        }
    }

    fn ink(self, theme: &Theme) -> Color32 {
        match self {
            Self::Patience => theme.colour.text3,
            Self::Trust => theme.colour.accent,
            Self::Anger => theme.colour.text,
        }
    }
}

/// The names at the ends of the lines, kept a line apart and inside the drawing.
fn name_ends(painter: &Painter, theme: &Theme, plot: &Plot, mut ends: Vec<(Series, f32)>) {
    ends.sort_by(|a, b| a.1.total_cmp(&b.1));
    let heights: Vec<f32> = ends.iter().map(|end| end.1).collect();
    let apart = theme.line(Role::Label);
    let placed = spread(&heights, apart, plot.rect.top() + apart / 2.0, plot.area.bottom() + apart / 2.0);
    let x = plot.area.right() + theme.grown(RING) + theme.gap(Space::S8);
    for ((series, _), y) in ends.into_iter().zip(placed) {
        place::left(painter, x, y, theme.line_of(painter, Role::Label, series.ink(theme), series.name()));
    }
}

/// Moves sorted heights as little as needed so that they are `apart` and between `top` and `foot`.
fn spread(heights: &[f32], apart: f32, top: f32, foot: f32) -> Vec<f32> {
    let mut placed: Vec<f32> = Vec::with_capacity(heights.len());
    for &height in heights {
        let least = placed.last().map_or(top, |above| above + apart);
        placed.push(height.max(least));
    }
    let mut most = foot;
    for height in placed.iter_mut().rev() {
        *height = height.min(most);
        most = *height - apart;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_the_ends_of_lines_keep_apart() {
        assert_eq!(spread(&[10.0, 12.0, 50.0], 20.0, 0.0, 100.0), [10.0, 30.0, 50.0]);
        assert_eq!(spread(&[95.0, 96.0, 99.0], 20.0, 0.0, 100.0), [60.0, 80.0, 100.0]);
    }
}
