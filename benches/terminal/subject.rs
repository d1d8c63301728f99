//! What is measured: a program, and the document it opens, prepared once and copied for every start.

use crate::pty::Pty;
use crate::session::Session;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// In the order of the table.
pub const PROGRAMS: &[&str] = &["talking-piece", "vim", "nano", "cat"];

/// How much is in the document before anybody types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Empty,
    /// 2,000 contributions of about 500 characters: 1 MB.
    Large,
}

impl Size {
    pub fn word(self) -> &'static str {
        match self {
            Size::Empty => "empty",
            Size::Large => "large",
        }
    }

    fn contributions(self) -> usize {
        match self {
            Size::Empty => 0,
            Size::Large => 2000,
        }
    }
}

/// A program that can be started any number of times on the same document.
pub struct Subject {
    program: PathBuf,
    args: Vec<String>,
    /// The HOME folder as it is before every start.
    prepared: tempfile::TempDir,
}

impl Subject {
    /// The error says in words why there is nothing to measure.
    pub fn prepare(name: &str, size: Size) -> Result<Subject, String> {
        let prepared =
            tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
        let home = prepared.path();
        let words = |args: &[&str]| {
            args.iter()
                .map(|&word| word.to_owned())
                .collect::<Vec<String>>()
        };
        let (program, args) = match name {
            "talking-piece" => {
                let id = prepare_meeting(home, size)?;
                (PathBuf::from(OUR_PROGRAM), words(&["resume", &id]))
            }
            "cat" if size == Size::Large => return Err("cat holds no document".to_owned()),
            "cat" => (installed("sh")?, words(&["-c", "stty raw -echo; exec cat"])),
            _ => {
                let program = installed(name)?;
                write(&home.join("notes.txt"), &contributions(size))?;
                // Both open a new line after the last one, ready to type.
                let args: &[&str] = match name {
                    "vim" => &["-c", "normal! Go", "-c", "startinsert", "notes.txt"],
                    _ => &["+999999", "notes.txt"],
                };
                (program, words(args))
            }
        };
        Ok(Subject {
            program,
            args,
            prepared,
        })
    }

    /// Starts the program at 80×24 on a fresh copy of its document: what one start leaves behind (drafts, swap files)
    /// is not there for the next.
    pub fn start(&self) -> Session {
        let home = tempfile::tempdir().expect("a temporary folder");
        copy_folder(self.prepared.path(), home.path()).expect("a copy of the document");
        let data = data_folder(home.path());
        let env = [(DATA, data.to_str().expect("a path in UTF-8"))];
        let args: Vec<&str> = self.args.iter().map(String::as_str).collect();
        Session::new(
            Pty::start(&self.program, (80, 24), &args, &env, home.path()),
            home,
        )
    }
}

const OUR_PROGRAM: &str = env!("CARGO_BIN_EXE_talking-piece");
const DATA: &str = "TALKING_PIECE_DATA";

fn data_folder(home: &Path) -> PathBuf {
    home.join("data")
}

/// Makes a meeting through the command line, as anybody could; returns its id.
fn prepare_meeting(home: &Path, size: Size) -> Result<String, String> {
    let lines = home.join("lines.txt");
    let people: String = PEOPLE
        .iter()
        .map(|(code, who)| format!("/person {code} {who}\n"))
        .collect();
    let meeting = format!(
        "{people}/child Ella; born: 4 Mar 2017\n/section 3\n{}",
        contributions(size)
    );
    write(&lines, &meeting)?;
    let output = Command::new(OUR_PROGRAM)
        .args(["take", "--new", "--lines"])
        .arg(&lines)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .env(DATA, data_folder(home))
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("talking-piece cannot be started: {error}"))?;
    let _ = fs::remove_file(&lines);
    let answer = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = answer
        .lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .map(|line| line.trim().to_owned());
    match last {
        Some(id) if output.status.success() => Ok(id),
        _ => {
            let said: Vec<&str> = answer.lines().chain(complaint.lines()).take(5).collect();
            Err(format!(
                "`take --new --lines` ended with {}, saying {said:?} and no id",
                output.status
            ))
        }
    }
}

/// No name has a z: the letter z is the probe.
const PEOPLE: &[(&str, &str)] = &[
    ("KS", "Kelly Smith; role: mother"),
    ("DS", "Dan Smith; role: father"),
    ("AP", "Asha Patel; role: social worker"),
    ("JO", "Joy Okafor; role: health visitor"),
    ("ST", "Sam Tully; role: teacher"),
];

/// Contributions of about 500 characters each, one per line, the same in every run.
fn contributions(size: Size) -> String {
    let mut chance = Chance::new(17);
    let mut text = String::new();
    for _ in 0..size.contributions() {
        let (code, _) = PEOPLE[chance.below(PEOPLE.len())];
        let _ = writeln!(text, "{code}: {}", words(&mut chance, 490));
    }
    text
}

/// Made-up words, none with a z, of at most `length` characters together.
pub fn words(chance: &mut Chance, length: usize) -> String {
    let mut text = String::new();
    loop {
        let word: String = (0..1 + chance.below(3))
            .flat_map(|_| [chance.of(b"bdfgklmnprstvw"), chance.of(b"aeiou")])
            .collect();
        if text.len() + 1 + word.len() > length {
            return text;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word);
    }
}

/// Random numbers from a seed (xorshift64*), so that every run measures the same text at the same pace.
pub struct Chance(u64);

impl Chance {
    /// The seed must not be 0.
    pub fn new(seed: u64) -> Chance {
        Chance(seed.max(1))
    }

    /// Below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0) % limit.max(1)
    }

    fn of(&mut self, letters: &[u8]) -> char {
        char::from(letters[self.below(letters.len())])
    }
}

pub fn installed(name: &str) -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).map(|folder| folder.join(name));
    places
        .into_iter()
        .find(|place| place.is_file())
        .ok_or_else(|| format!("{name} is not installed"))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("the document cannot be written: {error}"))
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    fs::set_permissions(to, fs::metadata(from)?.permissions())?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
