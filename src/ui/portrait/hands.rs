//! Forearms, hands, and the telephone in them.

use super::body::Sitter;
use super::colour::{LID, LID_EDGE, PHONE, PHONE_LIGHT, cloth_light, cloth_shade, flushed, mix, skin_shade};
use super::person::Held;
use super::shape::{Frame, Pen};
use egui::Color32;

struct Tones {
    skin: Color32,
    shade: Color32,
    sleeve: Color32,
    cuff: Color32,
}

/// Draws what is held, in the frames of head and body: a receiver belongs to the ear, its arm to the
/// shoulder.
pub(super) fn draw(pen: &mut Pen<'_>, (head, body): (Frame, Frame), sitter: Sitter<'_>) {
    let person = sitter.person;
    let skin = flushed(person.skin, sitter.face.flush);
    let tones = Tones {
        skin,
        shade: mix(skin, skin_shade(skin), 0.8),
        sleeve: cloth_light(person.top),
        cuff: cloth_shade(person.top),
    };
    match sitter.held {
        Held::Nothing => {}
        Held::Phone => phone(pen, &tones),
        Held::Laptop => laptop(pen, &tones),
        Held::Receiver => {
            arm_to_ear(&mut pen.within(body), &tones);
            receiver(&mut pen.within(head), &tones);
        }
    }
}

fn phone(pen: &mut Pen<'_>, tones: &Tones) {
    for side in [-1.0, 1.0] {
        pen.line(tones.sleeve, 52.0, &[(side * 112.0, 298.0), (side * 44.0, 262.0)]);
        pen.line(tones.cuff, 5.2, &[(side * 58.0, 240.0), (side * 43.0, 280.0)]);
        pen.line(tones.skin, 34.0, &[(side * 36.0, 258.0), (side * 26.0, 252.0)]);
    }
    pen.rounded(PHONE, (-25.0, 192.0), (50.0, 86.0), 9.0);
    pen.rounded(PHONE_LIGHT, (-19.0, 198.0), (14.0, 22.0), 6.0);
    for side in [-1.0, 1.0] {
        for (row, y) in [228.0, 242.0, 256.0].into_iter().enumerate() {
            if row > 0 {
                pen.line(tones.shade, 2.0, &[(side * 31.0, y - 5.2), (side * 19.0, y - 6.8)]);
            }
            pen.line(tones.skin, 11.5, &[(side * 31.6, y), (side * 18.0, y - 1.8)]);
        }
    }
}

/// The lid from behind; the sleeves go down behind it.
fn laptop(pen: &mut Pen<'_>, tones: &Tones) {
    for side in [-1.0, 1.0] {
        pen.line(tones.cuff, 50.0, &[(side * 122.0, 268.0), (side * 72.0, 330.0)]);
        pen.line(tones.sleeve, 45.0, &[(side * 123.0, 268.0), (side * 72.0, 332.0)]);
    }
    pen.rounded(LID_EDGE, (-84.0, 206.0), (168.0, 160.0), 9.0);
    pen.rounded(LID, (-84.0, 208.0), (168.0, 160.0), 9.0);
    pen.dot(LID_EDGE, (0.0, 252.0), 7.0);
}

/// The sleeve, from the elbow at the picture's lower edge to the wrist beside the cheek.
fn arm_to_ear(pen: &mut Pen<'_>, tones: &Tones) {
    pen.line(tones.cuff, 50.0, &[(128.0, 330.0), (106.0, 168.0)]);
    pen.line(tones.sleeve, 44.0, &[(129.0, 330.0), (106.0, 168.0)]);
    pen.line(tones.skin, 27.0, &[(101.0, 148.0), (89.0, 80.0)]);
    pen.line(tones.cuff, 6.0, &[(81.0, 155.0), (124.0, 149.0)]);
}

fn receiver(pen: &mut Pen<'_>, tones: &Tones) {
    pen.line(tones.skin, 30.0, &[(86.0, 52.0), (82.0, 28.0)]);
    pen.smooth(PHONE, 13.0, &[(63.0, -8.0), (76.0, 14.0), (72.0, 44.0), (52.0, 66.0)]);
    pen.line(PHONE, 22.0, &[(62.0, -10.0), (64.0, 2.0)]);
    pen.line(PHONE, 20.0, &[(50.0, 64.0), (43.0, 68.0)]);
    pen.smooth(PHONE_LIGHT, 3.0, &[(69.0, 6.0), (75.0, 22.0), (71.0, 40.0)]);
    for (row, y) in [12.0, 25.0, 38.0, 51.0].into_iter().enumerate() {
        if row > 0 {
            pen.line(tones.shade, 2.0, &[(90.0, y - 6.0), (76.0, y - 6.6)]);
        }
        pen.line(tones.skin, 11.5, &[(90.0, y), (74.0 - 2.0 * row as f32, y + 1.0)]);
    }
}
