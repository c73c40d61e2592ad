//! The scale that boards are drawn on, in thousandths from chance (0) to the best way (1,000).

/// The left end. What lies beyond is drawn at the end, with an arrow.
pub const LEFT: i32 = -250;
/// The right end.
pub const RIGHT: i32 = 1250;
/// Where the scale has marks.
pub const TICKS: [i32; 5] = [0, 250, 500, 750, 1000];

/// What a mark stands for; empty for those between.
pub fn word(tick: i32) -> &'static str {
    match tick {
        0 => "chance",
        1000 => "best way",
        _ => "",
    }
}

/// −1 beyond the left end, 1 beyond the right end.
pub fn beyond(thousandths: i32) -> i8 {
    (thousandths > RIGHT) as i8 - (thousandths < LEFT) as i8
}
