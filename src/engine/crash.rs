//! What happens when the program itself fails. The terminal is restored and the place of the fault is named; the panic
//! message is never shown, because it can quote what somebody said in the meeting. Nothing needs saving: text is in its
//! files before it is drawn.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, Location, PanicHookInfo, catch_unwind};

thread_local! {
    static WATCHED: RefCell<Option<String>> = const { RefCell::new(None) };
    static IS_WATCHED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Replaces Rust's own panic report. Call it once, before the terminal is taken over; `give_back` restores the
/// terminal.
pub fn install(give_back: fn() -> bool) {
    std::panic::set_hook(Box::new(move |fault| report(fault, give_back)));
}

/// Safe to show: it holds nothing that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultPlace(pub String);

/// Runs `work` so that a fault in it neither ends the program nor disturbs the screen.
pub fn watched<T>(work: impl FnOnce() -> T) -> Result<T, FaultPlace> {
    let outer = IS_WATCHED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    IS_WATCHED.set(outer);
    outcome.map_err(|_| {
        let place = WATCHED.take();
        FaultPlace(place.unwrap_or_else(|| "an unknown place".to_owned()))
    })
}

fn report(fault: &PanicHookInfo<'_>, give_back: fn() -> bool) {
    let place = place(fault.location());
    if IS_WATCHED.get() {
        WATCHED.set(Some(place));
        return;
    }
    give_back();
    let words = format!(
        "talking-piece had to stop: there is a fault in the program, at {place}.\r\n\
         What was on the screen is safe in the files of the meeting.\r\n\
         Start talking-piece again to go on, and tell your IT department this place.\r\n"
    );
    let _ = rustix::io::write(rustix::stdio::stderr(), words.as_bytes());
}

fn place(location: Option<&Location<'_>>) -> String {
    location.map_or_else(
        || "an unknown place".to_owned(),
        |at| format!("{}:{}:{}", at.file(), at.line(), at.column()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// The hook belongs to the whole process, so each test runs it in a child process.
    fn child(name: &str) -> std::process::Output {
        Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                &format!("engine::crash::tests::{name}"),
                "--nocapture",
            ])
            .env("TALKING_PIECE_INSIDE", "1")
            .output()
            .unwrap()
    }

    #[test]
    fn a_crash_names_its_place_and_quotes_nobody() {
        let outcome = child("crashes");
        assert!(!outcome.status.success());
        let words = String::from_utf8_lossy(&outcome.stderr);
        assert!(words.contains("crash.rs:"), "{words}");
        assert!(words.contains("safe"), "{words}");
        let everything = [outcome.stdout, outcome.stderr].concat();
        assert!(!String::from_utf8_lossy(&everything).contains("I was scared"));
    }

    #[test]
    fn a_watched_fault_goes_on_and_writes_nothing() {
        let outcome = child("fails_while_watched");
        assert!(outcome.status.success());
        assert!(
            outcome.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&outcome.stderr)
        );
    }

    #[test]
    fn crashes() {
        if std::env::var_os("TALKING_PIECE_INSIDE").is_none() {
            return;
        }
        install(|| true);
        panic!("I was scared");
    }

    #[test]
    fn fails_while_watched() {
        if std::env::var_os("TALKING_PIECE_INSIDE").is_none() {
            return;
        }
        install(|| true);
        let FaultPlace(place) = watched(|| -> u8 { panic!("I was scared") }).unwrap_err();
        assert!(place.contains("crash.rs:"), "{place}");
        assert_eq!(watched(|| 7), Ok(7));
    }
}
