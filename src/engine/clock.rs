//! The only place that reads the clock. Everything else is given the time, and so can be tested on any day.

use chrono::{DateTime, FixedOffset};
use rustix::time::{ClockId, clock_gettime};

/// On the night the clocks go back 01:30 comes twice, so the offset is kept with the time.
#[must_use]
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one home of the clock"
)]
pub fn now() -> DateTime<FixedOffset> {
    chrono::Local::now().fixed_offset()
}

/// `seconds` since 1970 (UTC), with the offset in force here at that moment.
#[must_use]
pub fn local(seconds: i64) -> Option<DateTime<FixedOffset>> {
    let at = DateTime::from_timestamp(seconds, 0)?;
    Some(at.with_timezone(&chrono::Local).fixed_offset())
}

/// Milliseconds since the machine started, sleep included. Nobody can set this clock: where it disagrees with the wall
/// clock, the wall clock was changed.
#[must_use]
pub fn boot_ms() -> u64 {
    let time = clock_gettime(ClockId::Boottime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanos = u64::try_from(time.tv_nsec).unwrap_or(0);
    seconds
        .saturating_mul(1000)
        .saturating_add(nanos / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_clocks_go_on_together() {
        let (wall, boot) = (now(), boot_ms());
        std::thread::sleep(std::time::Duration::from_millis(30));
        let passed = boot_ms() - boot;
        let wall_passed = (now() - wall).num_milliseconds();
        assert!((30..5_000).contains(&passed), "{passed}");
        assert!((wall_passed - i64::try_from(passed).unwrap()).abs() < 1_000);
    }
}
