//! Proof that the real terminal itself can be trusted, with ordinary programs in it.

use super::pty::Exit;
use super::terminal::RealTerminal;
use rustix::process::Signal;
use std::time::{Duration, Instant};

const SOON: Duration = Duration::from_secs(10);

fn shell(script: &str) -> RealTerminal {
    RealTerminal::start_program("sh", 40, 5, &["-c", script], &[("EXTRA", "one more")])
}

#[test]
fn typed_text_is_on_the_screen_where_the_cursor_says() {
    let mut terminal = RealTerminal::start_program("cat", 40, 5, &[], &[]);
    terminal.type_text("Ella: hé");
    terminal.wait_for("Ella: hé", SOON);
    assert_eq!(terminal.cursor(), (8, 0));
    terminal.press(b"\r");
    terminal.wait_until(SOON, |screen| screen.cursor_position() == (2, 0));
    assert_eq!(terminal.screen(), "Ella: hé\nElla: hé\n\n\n");
    assert_eq!(
        (terminal.row(1), terminal.row(4)),
        ("Ella: hé".to_owned(), String::new())
    );
    // Echo and answer, each with its line end: 9 + 2 bytes, twice.
    terminal.wait_quiet(50);
    assert_eq!(terminal.bytes_out(), 22);
    assert_eq!(terminal.output(), "Ella: hé\r\nElla: hé\r\n".as_bytes());
}

#[test]
fn the_built_program_is_found_and_answers() {
    let mut terminal = RealTerminal::start(80, 24, &["--help"], &[]);
    assert_eq!(
        terminal.wait_exit(SOON),
        Exit::Code(0),
        "{}",
        terminal.screen()
    );
}

#[test]
fn escape_sequences_move_the_cursor() {
    let terminal = shell("printf 'abc\\033[3;5Hdef\\033[2J\\033[2;2Hnew'; sleep 30");
    terminal.wait_for("new", SOON);
    assert_eq!(terminal.screen(), "\n new\n\n\n");
    assert_eq!(terminal.cursor(), (4, 1));
}

#[test]
fn the_environment_holds_what_was_asked_for_and_no_more() {
    let mut terminal = RealTerminal::start_program("env", 200, 24, &[], &[("EXTRA", "one more")]);
    assert_eq!(terminal.wait_exit(SOON), Exit::Code(0));
    terminal.wait_for("EXTRA=one more", SOON);
    terminal.wait_quiet(50);
    let mut names: Vec<String> = terminal
        .screen()
        .lines()
        .filter_map(|line| Some(line.split_once('=')?.0.to_owned()))
        .collect();
    names.sort();
    // SHELL is portable-pty's addition.
    assert_eq!(
        names,
        ["EXTRA", "HOME", "LANG", "PATH", "SHELL", "TERM"],
        "{}",
        terminal.screen()
    );
    assert!(
        terminal
            .screen()
            .contains(&format!("HOME={}", terminal.home().display()))
    );
}

#[test]
fn an_exit_code_and_a_signal_are_told_apart() {
    assert_eq!(shell("exit 3").wait_exit(SOON), Exit::Code(3));
    assert_eq!(shell("kill -TERM $$").wait_exit(SOON), Exit::Signal(15));
}

#[test]
fn kill_9_ends_it_and_keeps_the_last_screen() {
    let mut terminal = shell("trap '' HUP TERM INT; printf last; while :; do sleep 1; done");
    terminal.wait_for("last", SOON);
    terminal.signal(Signal::TERM);
    terminal.kill_9();
    assert_eq!(terminal.wait_exit(SOON), Exit::Signal(9));
    assert_eq!(terminal.row(0), "last");
    assert!(
        !std::path::Path::new(&format!("/proc/{}", terminal.pid())).exists(),
        "a zombie is left"
    );
}

#[test]
fn a_hang_up_sends_the_signal() {
    let mut terminal = RealTerminal::start_program("cat", 40, 5, &[], &[]);
    terminal.type_text("ready\r");
    terminal.wait_until(SOON, |screen| screen.cursor_position().0 == 2);
    terminal.hang_up();
    assert_eq!(terminal.wait_exit(SOON), Exit::Signal(1));
    assert!(terminal.screen().starts_with("ready\nready"));
}

#[test]
fn a_hang_up_types_nothing_into_the_program() {
    // portable-pty's own writer would send a newline and an end-of-file; both would end in the file.
    let terminal_file = "$HOME/read";
    let script = format!(
        "trap '' HUP; stty raw -echo; printf ready; cat > {terminal_file}; echo \"status $?\" >> $HOME/end"
    );
    let mut terminal = shell(&script);
    terminal.wait_for("ready", SOON);
    terminal.type_text("words");
    let (read, end) = (terminal.home().join("read"), terminal.home().join("end"));
    wait_until_file(&read, |text| text == "words");
    terminal.hang_up();
    assert_eq!(terminal.wait_exit(SOON), Exit::Code(0));
    wait_until_file(&end, |text| text.starts_with("status "));
    assert_eq!(std::fs::read_to_string(&read).unwrap(), "words");
}

#[test]
fn a_new_size_reaches_the_program_and_the_screen() {
    let script = "trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done";
    let mut terminal = shell(script);
    terminal.wait_for("5 40", SOON);
    terminal.resize(60, 8);
    terminal.wait_for("8 60", SOON);
    assert_eq!(
        terminal.screen().matches('\n').count(),
        7,
        "eight rows:\n{}",
        terminal.screen()
    );
}

#[test]
fn a_program_that_spins_is_told_from_one_that_waits() {
    let spinning = shell("printf ready; while :; do :; done");
    spinning.wait_for("ready", SOON);
    assert!(spinning.is_spinning());
    let mut waiting = shell("printf ready; cat");
    waiting.wait_for("ready", SOON);
    assert!(!waiting.is_spinning());
    waiting.kill_9();
    assert!(
        !waiting.is_spinning(),
        "a process that is gone does not spin"
    );
}

#[test]
fn a_megabyte_goes_through_in_order() {
    let mut terminal = shell("stty raw -echo; printf ready; cat");
    terminal.wait_for("ready", SOON);
    let before = terminal.bytes_out();
    let text: String = (0..140_000).map(|number| format!("{number:07} ")).collect();
    terminal.type_text(&text);
    let until = Instant::now() + SOON;
    while terminal.bytes_out() - before < text.len() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(
        terminal.output()[before..] == *text.as_bytes(),
        "{} bytes came back",
        terminal.bytes_out() - before
    );
}

#[test]
fn a_failure_shows_the_screen_and_says_when_the_program_has_ended() {
    let terminal = shell("printf 'what is there'");
    let failure = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        terminal.wait_for("what is not", SOON)
    }));
    let words = *failure.unwrap_err().downcast::<String>().unwrap();
    assert!(
        words.contains("| what is there") && words.contains("the program has ended"),
        "{words}"
    );
    assert_eq!(
        terminal.row(0),
        "what is there",
        "the terminal can still be read after a failure"
    );
}

#[test]
fn dropping_a_terminal_ends_its_program() {
    let terminal = shell("trap '' HUP TERM; while :; do sleep 1; done");
    let process = format!("/proc/{}", terminal.pid());
    assert!(std::path::Path::new(&process).exists());
    drop(terminal);
    assert!(!std::path::Path::new(&process).exists());
}

fn wait_until_file(file: &std::path::Path, is_right: impl Fn(&str) -> bool) {
    let until = Instant::now() + SOON;
    loop {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        if is_right(&text) {
            return;
        }
        assert!(Instant::now() < until, "{} holds {text:?}", file.display());
        std::thread::sleep(Duration::from_millis(5));
    }
}
