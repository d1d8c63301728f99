//! F12: what is left outside the folder of the minutes while and after they are taken: no file, and no word in a name,
//! an argument, the environment, a core file or the terminal.

use super::machine::everything_below;
use super::skipped::reached;
use super::traced::traced;
use crate::command_line::program::{Program, has};
use crate::real_terminal::pty::Exit;
use crate::real_terminal::terminal::RealTerminal;
use rustix::process::Signal;
use std::path::PathBuf;
use std::time::Duration;

const BEGIN: &str = "/child Canaryella Canaryname\n/person KS Canarykelly Smith; role: mother\n/begin\n/arrive all\n";
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn f12_nothing_is_written_outside_the_folders_of_the_program() {
    if !has("strace", &["-V"]) {
        return;
    }
    let program = Program::in_memory();
    let id = program.meeting(&format!("{BEGIN}KS: we stay in Canarylane #restricted\n"));
    let input = program.home().join("session.lines");
    let mut opened = 0;
    for (arguments, lines) in [
        (
            &["take", &id, "--lines", "-"][..],
            "KS: canary\n/view Canaryella; by: not asked; reason: away\n/close agreed\n",
        ),
        (
            &["resume", &id, "--plain"],
            "/reopen more\nKS: canary\n/quit\n",
        ),
        (&["find", "canary"], ""),
        (&["read", &id, "--restricted"], ""),
        (&["list"], ""),
        (&["due"], ""),
        (&["verify", "--all"], ""),
    ] {
        std::fs::write(&input, lines).unwrap();
        for call in traced(&program, arguments, &input, &[]).calls {
            let (path, flags) = match call.name.as_str() {
                "open" => (call.path(0), call.arguments[1].clone()),
                "openat" => (call.path(1), call.arguments[2].clone()),
                "mkdir" => (call.path(0), "O_CREAT".to_owned()),
                "rename" => (call.path(1), "O_CREAT".to_owned()),
                _ => continue,
            };
            let writes = ["O_CREAT", "O_WRONLY", "O_RDWR"]
                .iter()
                .any(|flag| flags.contains(flag));
            if !writes || path.is_relative() {
                continue;
            }
            opened += 1;
            let ours = [
                program.data(),
                program.home().join(".cache"),
                program.home().join(".local"),
            ];
            let is_ours = ours.iter().any(|folder| path.starts_with(folder));
            assert!(
                is_ours || path.starts_with("/dev"),
                "{arguments:?} opened {} to write",
                path.display()
            );
        }
    }
    assert!(opened > 25, "{opened}");
    reached(
        "F12",
        &format!("{opened} files opened to write, all in the program's own folders"),
    );
}

fn has_canary(bytes: &[u8]) -> bool {
    bytes
        .to_ascii_lowercase()
        .windows(6)
        .any(|here| here == b"canary")
}

#[test]
fn f12_no_word_is_in_a_name_an_argument_the_environment_or_the_terminal() {
    let program = Program::new();
    let id = program.meeting(BEGIN);
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    let mut window = RealTerminal::start(80, 24, &["resume", &id], &env);
    window.wait_for("F1 help", PATIENCE);
    window.type_text("KS: we stay in Canarylane #restricted\r");
    // Typed sooner, the next line would be one paste with this one.
    window.wait_for("(restricted)", PATIENCE);
    let process = PathBuf::from(format!("/proc/{}", window.pid()));
    for name in ["cmdline", "environ", "comm", "stat"] {
        assert!(
            !has_canary(&std::fs::read(process.join(name)).unwrap()),
            "{name}"
        );
    }
    let limits = std::fs::read_to_string(process.join("limits")).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .unwrap();
    let sizes: Vec<&str> = core
        .split_whitespace()
        .filter(|word| word.parse::<u64>().is_ok())
        .collect();
    assert_eq!(sizes, ["0", "0"], "{core}");
    window.type_text("/quit\r");
    assert_eq!(window.wait_exit(PATIENCE), Exit::Code(0));
    window.wait_until_ended();
    let output = window.output();
    // No title, clipboard or link is ever set, and what stays in the window afterwards holds no word.
    assert!(!output.windows(2).any(|two| two == b"\x1b]"));
    let leave = b"\x1b[?1049l";
    let left = output
        .windows(leave.len())
        .rposition(|here| here == leave)
        .unwrap();
    assert!(
        !has_canary(&output[left..]),
        "{}",
        String::from_utf8_lossy(&output[left..])
    );
    for path in everything_below(program.home())
        .iter()
        .chain(&everything_below(window.home()))
    {
        let name = path.strip_prefix(program.home()).unwrap_or(path);
        assert!(
            !has_canary(name.to_str().unwrap().as_bytes()),
            "{}",
            path.display()
        );
    }
    for path in everything_below(&data.join("audit"))
        .iter()
        .filter(|path| path.is_file())
    {
        assert!(
            !has_canary(&std::fs::read(path).unwrap()),
            "{}",
            path.display()
        );
    }
    assert!(
        everything_below(window.home())
            .iter()
            .all(|path| !path.is_file() || !has_canary(&std::fs::read(path).unwrap()))
    );
}

#[test]
fn f12_a_crash_leaves_no_core_file() {
    let program = Program::new();
    let id = program.meeting(BEGIN);
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    let mut window = RealTerminal::start(80, 24, &["resume", &id], &env);
    window.wait_for("F1 help", PATIENCE);
    let folder = std::fs::read_link(format!("/proc/{}/cwd", window.pid())).unwrap();
    let cores = || {
        let inside = std::fs::read_dir(&folder).unwrap().flatten();
        let names = inside.map(|entry| entry.file_name().into_string().unwrap_or_default());
        names.filter(|name| name.starts_with("core")).count()
    };
    let before = cores();
    // One that the program cannot catch. Of SIGSEGV, Rust lets the first pass that comes from outside.
    window.signal(Signal::ILL);
    assert_eq!(window.wait_exit(PATIENCE), Exit::Signal(4));
    assert_eq!(cores(), before);
}
