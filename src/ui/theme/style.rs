//! egui's own style and options in the theme's terms.

use egui::epaint::{FontColorTransferFunction, Shadow, TextOptions};
use egui::style::{
    HandleShape, ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets,
};
use egui::{Color32, Context, CornerRadius, CursorIcon, Margin, Stroke, Style, TextStyle, Visuals, vec2};

use super::fonts::REGULAR;
use super::{Role, Space, Theme};

/// The longest time between press and release that still counts as a click, in seconds. The program sleeps
/// between frames, so egui's clock can jump while the button is down; nothing here needs a long press.
const MAX_CLICK_DURATION: f64 = 60.0;

pub(super) fn install(theme: &Theme, ctx: &Context) {
    ctx.options_mut(|options| options.input_options.max_click_duration = MAX_CLICK_DURATION);
    // One style for both of egui's themes, so that the system's preference changes nothing by itself.
    let base = if theme.dark { egui::Theme::Dark } else { egui::Theme::Light };
    ctx.set_theme(base);
    ctx.all_styles_mut(|style| apply(theme, style));
}

fn apply(theme: &Theme, style: &mut Style) {
    style.visuals = visuals(theme);
    text_styles(theme, style);
    spacing(theme, style);
    style.animation_time = 0.0;
    style.scroll_animation = ScrollAnimation::none();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    style.url_in_tooltip = false;
    style.always_scroll_the_only_direction = false;
    style.compact_menu_style = false;
}

fn text_styles(theme: &Theme, style: &mut Style) {
    let family = egui::FontFamily::Name(REGULAR.into());
    let font = |role| egui::FontId::new(theme.size(role), family.clone());
    style.text_styles = [
        (TextStyle::Small, font(Role::Tiny)),
        (TextStyle::Body, font(Role::Body)),
        (TextStyle::Button, font(Role::Small)),
        (TextStyle::Heading, theme.font(Role::Heading)),
        (TextStyle::Monospace, egui::FontId::monospace(theme.size(Role::Small))),
    ]
    .into();
}

fn spacing(theme: &Theme, style: &mut Style) {
    let spacing = &mut style.spacing;
    // The least height of a row, too: more would push lines of small text apart.
    let target = theme.height(theme.scale.control.target, Role::Small);
    spacing.item_spacing = vec2(theme.gap(Space::S8), theme.gap(Space::S8));
    spacing.button_padding = vec2(theme.gap(Space::S12), theme.gap(Space::S4));
    spacing.window_margin = Margin::same(margin(theme.gap(Space::S16)));
    spacing.menu_margin = Margin::same(margin(theme.gap(Space::S8)));
    spacing.interact_size = vec2(target, target);
    spacing.slider_width = theme.grown(240.0);
    spacing.slider_rail_height = theme.scale.control.bar;
    spacing.text_edit_width = theme.grown(240.0);
    spacing.combo_width = theme.grown(120.0);
    spacing.icon_width = theme.grown(theme.scale.control.icon);
    spacing.icon_width_inner = theme.grown(theme.scale.control.mark);
    spacing.icon_spacing = theme.gap(Space::S8);
    spacing.tooltip_width = theme.grown(320.0);
    spacing.menu_width = theme.grown(320.0);
    spacing.menu_spacing = theme.gap(Space::S4);
    spacing.indent = theme.gap(Space::S16);
    spacing.scroll = scroll();
}

/// A slim bar that takes its own room, so that it never lies over text, and is quiet until it is used.
fn scroll() -> ScrollStyle {
    let mut scroll = ScrollStyle::thin();
    scroll.bar_width = 8.0;
    scroll.floating_width = 4.0;
    scroll.floating_allocated_width = 8.0;
    scroll.bar_inner_margin = 2.0;
    scroll.bar_outer_margin = 2.0;
    scroll.handle_min_length = 32.0;
    scroll.foreground_color = true;
    scroll.dormant_background_opacity = 0.0;
    scroll.active_background_opacity = 0.0;
    scroll.interact_background_opacity = 0.0;
    scroll.dormant_handle_opacity = 0.55;
    scroll.active_handle_opacity = 0.8;
    scroll.interact_handle_opacity = 1.0;
    // A faded edge would put text on a colour that is in no list of pairs.
    scroll.fade.strength = 0.0;
    scroll
}

fn visuals(theme: &Theme) -> Visuals {
    let colour = &theme.colour;
    let base = if theme.dark { Visuals::dark() } else { Visuals::light() };
    let radius = &theme.scale.radius;
    Visuals {
        widgets: widgets(theme),
        // Selected words take the one pair that holds everywhere, evidence or not.
        selection: Selection {
            bg_fill: colour.accent,
            stroke: Stroke::new(theme.scale.stroke.ring, colour.on_accent),
        },
        weak_text_color: Some(colour.text3),
        hyperlink_color: colour.accent,
        faint_bg_color: colour.sunken,
        extreme_bg_color: colour.surface,
        text_edit_bg_color: Some(colour.surface),
        code_bg_color: colour.sunken,
        warn_fg_color: colour.caution,
        error_fg_color: colour.caution,
        window_corner_radius: CornerRadius::same(radius.card),
        window_shadow: shadow(theme),
        window_fill: colour.surface,
        window_stroke: Stroke::new(theme.popup_edge, colour.line),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(radius.card),
        panel_fill: colour.ground,
        popup_shadow: shadow(theme),
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(theme.scale.stroke.active, colour.accent),
            // A blinking caret would redraw for ever.
            blink: false,
            ..base.text_cursor.clone()
        },
        // Dark text on light paper comes out thinner than it is drawn; this gives it its weight back.
        text_options: TextOptions {
            color_transfer_function: FontColorTransferFunction::TwoCoverageMinusCoverageSq,
            ..base.text_options
        },
        button_frame: true,
        // What cannot be used lies behind something that is in front; it needs no other colour.
        disabled_alpha: 1.0,
        collapsing_header_frame: false,
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        interact_cursor: Some(CursorIcon::PointingHand),
        ..base
    }
}

fn widgets(theme: &Theme) -> Widgets {
    let colour = &theme.colour;
    let edge = Stroke::new(theme.scale.stroke.edge, colour.edge);
    let look = |fill: Color32, stroke: Stroke, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: stroke,
        corner_radius: CornerRadius::same(theme.scale.radius.control),
        fg_stroke: Stroke::new(theme.scale.stroke.edge, text),
        expansion: 0.0,
    };
    let ring = Stroke::new(theme.scale.stroke.ring, colour.accent);
    Widgets {
        noninteractive: look(colour.surface, theme.hairline(), colour.text),
        inactive: look(colour.surface, edge, colour.text),
        hovered: look(colour.sunken, edge, colour.text),
        // egui shows focus and press alike, so its own widgets carry the ring as their edge.
        active: look(colour.surface, ring, colour.text),
        open: look(colour.sunken, edge, colour.text),
    }
}

/// The one shadow of the design: straight down, soft, clear in high contrast.
pub(super) fn shadow(theme: &Theme) -> Shadow {
    Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow }
}

/// Points as egui's whole-number margin.
#[expect(clippy::cast_possible_truncation, reason = "spacing is small and rounded")]
pub(super) fn margin(points: f32) -> i8 {
    points.clamp(0.0, 127.0) as i8
}
