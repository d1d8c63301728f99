//! The only place that reads the clock. Everything else is given the time, and so can be tested on any day.

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};
use rustix::time::{ClockId, clock_gettime};
use std::time::SystemTime;

/// On the night the clocks go back 01:30 comes twice, so the offset is kept with the time.
#[must_use]
#[allow(
    clippy::disallowed_methods,
    reason = "this is the one home of the clock"
)]
pub fn now() -> DateTime<FixedOffset> {
    at(SystemTime::now())
}

/// A machine without a battery may wake before 1970, and a broken one in a year that no date can be written for: that
/// is 1970, plainly wrong, rather than the end of the program.
fn at(time: SystemTime) -> DateTime<FixedOffset> {
    let since_1970 = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => TimeDelta::from_std(after).ok(),
        Err(before) => TimeDelta::from_std(before.duration())
            .ok()
            .map(|early| -early),
    };
    let moment = since_1970.and_then(|since| DateTime::UNIX_EPOCH.checked_add_signed(since));
    let moment = moment.filter(|moment| (1..=9998).contains(&moment.year()));
    let moment = moment.unwrap_or(DateTime::UNIX_EPOCH);
    moment.with_timezone(&chrono::Local).fixed_offset()
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
    use std::time::Duration;

    #[test]
    fn a_clock_that_is_plainly_wrong_ends_nothing() {
        let far = |seconds: u64| Duration::from_secs(seconds);
        let epoch = SystemTime::UNIX_EPOCH;
        for (time, year) in [
            (epoch - far(100_000_000), 1966),
            (epoch - far(3_000_000_000), 1874),
            (epoch - far(100_000_000_000), 1970),
            (epoch + far(200_000_000_000), 8307),
            (epoch + far(9_000_000_000_000), 1970),
            (epoch + far(9_000_000_000_000_000), 1970),
        ] {
            assert_eq!(at(time).to_utc().year(), year, "{time:?}");
        }
    }

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
