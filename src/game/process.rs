//! What the system says about this process: how old it is, how much memory it holds. Linux alone says it so simply.

use std::fs;
use std::time::Duration;

/// Time since the process was started, loading included. Exact to 10 ms, the tick of /proc; see proc_pid_stat(5).
pub(super) fn age() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let started_at: f64 = fields.split_whitespace().nth(19)?.parse().ok()?;
    let uptime = fs::read_to_string("/proc/uptime").ok()?;
    let uptime: f64 = uptime.split_whitespace().next()?.parse().ok()?;
    Duration::try_from_secs_f64(uptime - started_at / 100.0).ok()
}

/// Resident memory in KiB: `VmRSS` now, `VmHWM` at its highest.
pub(super) fn memory(field: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_process_knows_its_age_and_size() {
        assert!(age().is_some_and(|age| age < Duration::from_secs(24 * 3600)));
        assert!(memory("VmRSS").is_some_and(|kib| kib > 500));
        assert!(memory("VmHWM") >= memory("VmRSS"));
        assert_eq!(memory("VmNonsense"), None);
    }
}
