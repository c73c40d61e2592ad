//! The one focus ring, and what keeps it in sight.

use egui::accesskit::{Action, ActionRequest, NodeId, TreeId};
use egui::{
    Align, Context, CornerRadius, Event, Id, Plugin, RawInput, Rect, Response, Stroke, StrokeKind, Ui,
};

use crate::ui::theme::Theme;

/// Paints the focus ring round a widget that has the keyboard; `radius` is the widget's own.
pub fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, radius: f32) {
    if response.has_focus() {
        ring(ui, theme, response.rect, radius);
    }
    // A `Ui` that senses clicks takes the wish to be seen before it knows where it stands.
    keep_in_sight(ui, response.id, response.rect);
}

/// Brings a place into view where the widget that it belongs to should be seen: for what scrolls inside and keeps the wish
/// to itself.
pub(super) fn keep_in_sight(ui: &Ui, id: Id, rect: Rect) {
    if ui.ctx().with_plugin(|sight: &mut InSight| sight.is_wanted(id)) == Some(true) {
        ui.scroll_to_rect(rect, Some(Align::Center));
    }
}

/// The ring itself: 2 points wide, 2 points outside.
pub(super) fn ring(ui: &Ui, theme: &Theme, rect: Rect, radius: f32) {
    let stroke = &theme.scale.stroke;
    ui.painter().rect_stroke(
        rect.expand(stroke.ring_gap),
        CornerRadius::from(radius + stroke.ring_gap),
        Stroke::new(stroke.ring, theme.colour.accent),
        StrokeKind::Outside,
    );
}

/// Scrolls to what has come by the keyboard and cannot be seen whole, which egui leaves to each widget. Add it to the
/// context with `add_plugin`.
#[derive(Debug, Default)]
pub struct InSight {
    focused: Option<Id>,
    /// What should be scrolled to in this pass, whoever asked for it.
    wanted: Vec<NodeId>,
}

impl InSight {
    fn is_wanted(&self, id: Id) -> bool {
        self.wanted.contains(&id.accesskit_id())
    }
}

impl Plugin for InSight {
    fn debug_name(&self) -> &'static str {
        "in sight"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let focused = ctx.memory(|memory| memory.focused());
        if focused != self.focused {
            self.focused = focused;
            if let Some(id) = focused.filter(|&id| is_clipped(ctx, id)) {
                input.events.push(Event::AccessKitActionRequest(scroll_to(id)));
                // What is scrolled in this pass is drawn in the next.
                ctx.request_repaint();
            }
        }
        self.wanted = input.events.iter().filter_map(wanted).collect();
    }
}

/// As assistive technology asks for it.
fn scroll_to(id: Id) -> ActionRequest {
    let (action, target_node) = (Action::ScrollIntoView, id.accesskit_id());
    ActionRequest { action, target_tree: TreeId::ROOT, target_node, data: None }
}

fn wanted(event: &Event) -> Option<NodeId> {
    match event {
        Event::AccessKitActionRequest(request) if request.action == Action::ScrollIntoView => {
            Some(request.target_node)
        }
        _ => None,
    }
}

/// Whether some of a widget was cut off when it was last drawn.
fn is_clipped(ctx: &Context, id: Id) -> bool {
    ctx.viewport(|viewport| {
        let widget = viewport.prev_pass.widgets.get(id);
        widget.is_some_and(|widget| !widget.interact_rect.expand(1.0).contains_rect(widget.rect))
    })
}
