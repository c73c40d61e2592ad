//! A thread that sleeps until a time and then wakes the window; winit itself can only be told to wait for ever.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Instant;

use bevy::ecs::resource::Resource;

/// Where wishes to be woken go. When the last copy is dropped the thread ends.
///
/// The earliest wish is kept and rings once; it answers the later ones too, for whoever is awake can wish again.
/// That is egui's own rule, and it bounds the rings: a clock that wishes in every frame gets one, not one a frame.
#[derive(Resource, Clone)]
pub(super) struct Alarm(Sender<Instant>);

impl Alarm {
    /// `ring` returns false when nobody is left to be woken.
    pub(super) fn new(ring: impl Fn() -> bool + Send + 'static) -> Self {
        let (sender, wishes) = channel();
        thread::spawn(move || keep(&wishes, ring));
        Self(sender)
    }

    /// Rings at `time`, or earlier if that was asked already.
    pub(super) fn no_later_than(&self, time: Instant) {
        // The thread has ended only if the event loop has: there is nothing left to wake.
        let _ = self.0.send(time);
    }
}

fn keep(wishes: &Receiver<Instant>, ring: impl Fn() -> bool) {
    let mut due: Option<Instant> = None;
    loop {
        let heard = match due {
            None => wishes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(time) => wishes.recv_timeout(time.saturating_duration_since(Instant::now())),
        };
        match heard {
            Ok(time) => due = Some(due.map_or(time, |earlier| earlier.min(time))),
            Err(RecvTimeoutError::Timeout) => {
                due = None;
                if !ring() {
                    return;
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn the_earliest_wish_rings_once_and_answers_the_later_ones() {
        let (sender, rings) = channel();
        let start = Instant::now();
        let alarm = Alarm::new(move || sender.send(start.elapsed()).is_ok());
        alarm.no_later_than(start + ms(10_000));
        alarm.no_later_than(start + ms(60));
        alarm.no_later_than(start + ms(90));
        let rang = rings.recv_timeout(ms(5_000)).expect("it rings");
        assert!(rang >= ms(60) && rang < ms(5_000), "it rang after {rang:?}");
        assert!(rings.recv_timeout(ms(100)).is_err(), "it rang twice");
        alarm.no_later_than(Instant::now());
        assert!(rings.recv_timeout(ms(5_000)).is_ok(), "it does not ring again");
    }

    #[test]
    fn the_thread_ends_with_its_owner() {
        let (sender, rings) = channel::<()>();
        let alarm = Alarm::new(move || sender.send(()).is_ok());
        drop(alarm);
        let ended = rings.recv_timeout(ms(5_000));
        assert_eq!(ended, Err(RecvTimeoutError::Disconnected), "the thread has dropped what it rings with");
    }
}
