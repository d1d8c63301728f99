//! vim and nano, as they come, in the tests of faults: what an editor does where somebody takes minutes with it.

use super::machine::everything_below;
use super::skipped::skipped;
use super::traced::{CALLS, Call, calls};
use crate::real_terminal::pty::Exit;
use crate::real_terminal::terminal::RealTerminal;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub const PATIENCE: Duration = Duration::from_secs(20);
/// What was in the file before, and fits a screen.
const LINES: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Editor {
    Vim,
    Nano,
}

pub const EDITORS: [Editor; 2] = [Editor::Vim, Editor::Nano];

pub fn before() -> String {
    let lines = (0..LINES).map(|n| format!("word{n} of the meeting\n"));
    lines.collect()
}

impl Editor {
    pub fn name(self) -> &'static str {
        match self {
            Editor::Vim => "vim",
            Editor::Nano => "nano",
        }
    }

    /// `None`, with a notice, where it is not installed.
    pub fn version(self) -> Option<String> {
        let output = Command::new(self.name()).arg("--version").output();
        let Ok(output) = output else {
            skipped(&format!("{} beside", self.name()), "it is not installed");
            return None;
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Some(text.lines().next().unwrap_or_default().trim().to_owned())
    }

    fn arguments(self, file: &Path) -> Vec<String> {
        let file = file.to_str().unwrap().to_owned();
        match self {
            // As everywhere but in /tmp, where it keeps no backup.
            Editor::Vim => vec!["--cmd".to_owned(), "set backupskip=".to_owned(), file],
            Editor::Nano => vec![file],
        }
    }

    pub fn open(self, file: &Path) -> RealTerminal {
        let arguments = self.arguments(file);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        RealTerminal::start_program(self.name(), 80, 30, &arguments, &[])
    }

    /// Behind the last line.
    pub fn to_the_end(self) -> &'static [u8] {
        match self {
            Editor::Vim => b"Go",
            Editor::Nano => b"\x1b/",
        }
    }

    pub fn save(self) -> &'static [u8] {
        match self {
            Editor::Vim => b"\x1b:w\r",
            Editor::Nano => b"\x13",
        }
    }

    pub fn leave(self) -> &'static [u8] {
        match self {
            Editor::Vim => b":q\r",
            Editor::Nano => b"\x18",
        }
    }

    /// The text of the file as the editor itself gets it back, and whatever else it has left beside it.
    pub fn got_back(self, file: &Path) -> Vec<String> {
        let folder = file.parent().unwrap();
        let swap = folder.join(".minutes.txt.swp");
        if self == Editor::Vim && swap.exists() {
            let recovered = folder.join("recovered");
            let mut command = Command::new("vim");
            command.args(["--not-a-term", "-r"]).arg(file);
            command.args(["-c", &format!("w! {}", recovered.display()), "-c", "qa!"]);
            let _ = command.stdin(std::process::Stdio::null()).output();
        }
        let files = everything_below(folder).into_iter();
        let texts = files.filter_map(|path| std::fs::read(path).ok());
        let texts = texts.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        texts.filter(|text| !text.starts_with("b0")).collect()
    }
}

/// Somebody opens the file, adds a text, saves and leaves, while something happens to the editor.
pub struct Saving {
    /// `None` if the editor did not leave: it has something to say.
    pub exit: Option<Exit>,
    pub calls: Vec<Call>,
}

impl Saving {
    /// As if all were well.
    pub fn said_that_it_is_saved(&self) -> bool {
        self.exit == Some(Exit::Code(0))
    }
}

/// Waits for the text; false if the editor ended before, or has something else to say.
fn shows(terminal: &mut RealTerminal, text: &str) -> bool {
    for moment in 0..600 {
        if terminal.screen().contains(text) {
            return true;
        }
        if terminal.has_ended().is_some() {
            return false;
        }
        // "Press ENTER or type command to continue"
        if moment % 200 == 199 {
            terminal.press(b"\r");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

/// `inject` as for strace, which counts the calls on the file and what the editor keeps beside it.
pub fn saving(editor: Editor, file: &Path, text: &str, inject: Option<&str>) -> Saving {
    let folder = file.parent().unwrap();
    let list = tempfile::NamedTempFile::new().unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let mut arguments = ["-f", "-qq", "-xx", "-s", "4000000"]
        .map(str::to_owned)
        .to_vec();
    arguments.extend(["-o".to_owned(), list.path().to_str().unwrap().to_owned()]);
    for beside in [
        name.to_owned(),
        format!("{name}~"),
        format!(".{name}.swp"),
        format!(".{name}.swx"),
        format!("{name}.save"),
        "4913".to_owned(),
    ] {
        let path = folder.join(beside).to_str().unwrap().to_owned();
        arguments.extend(["-P".to_owned(), path]);
    }
    arguments.extend(["-e".to_owned(), CALLS.to_owned()]);
    if let Some(inject) = inject {
        arguments.extend(["-e".to_owned(), inject.to_owned()]);
    }
    arguments.push(editor.name().to_owned());
    arguments.extend(editor.arguments(file));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut terminal = RealTerminal::start_program("strace", 80, 30, &arguments, &[]);
    let is_open = shows(&mut terminal, "word0 of the meeting");
    if is_open {
        terminal.press(editor.to_the_end());
        terminal.type_text(text);
        let end = &text[text.len() - 8..];
        if shows(&mut terminal, end) {
            terminal.press(editor.save());
            terminal.wait_quiet(150);
            terminal.press(editor.leave());
        }
    }
    for _ in 0..30 {
        if terminal.has_ended().is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let exit = terminal.has_ended();
    end_all(&mut terminal);
    let text = std::fs::read_to_string(list.path()).unwrap();
    Saving {
        exit,
        calls: calls(&text),
    }
}

/// The editor too, which strace leaves alone when it is killed itself.
fn end_all(terminal: &mut RealTerminal) {
    let pid = terminal.pid();
    let path = format!("/proc/{pid}/task/{pid}/children");
    let children = std::fs::read_to_string(path).unwrap_or_default();
    for child in children.split_whitespace() {
        let _ = Command::new("kill").args(["-KILL", child]).output();
    }
    for _ in 0..100 {
        if terminal.has_ended().is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    terminal.kill_9();
}

/// A folder with the file in it.
pub fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = put_before(folder.path());
    (folder, file)
}

pub fn put_before(folder: &Path) -> PathBuf {
    let file = folder.join("minutes.txt");
    std::fs::write(&file, before()).unwrap();
    file
}
