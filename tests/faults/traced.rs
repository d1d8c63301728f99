//! The program under strace: its system calls in order, and the moments at which something can happen to it.

use crate::command_line::program::{Program, Ran};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What changes the disk, or tells somebody that it was changed.
pub const CALLS: &str = "trace=open,openat,openat2,creat,mkdir,mkdirat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,\
renameat2,unlink,unlinkat,rmdir,ftruncate,truncate,fallocate,close,dup,fcntl,fchmod,flock,link,linkat,symlink,symlinkat,exit_group";

/// A system call that has come back.
#[derive(Debug, Clone)]
pub struct Call {
    pub thread: u32,
    pub name: String,
    pub arguments: Vec<String>,
    /// -1 for an error, also for one that was injected.
    pub result: i64,
}

impl Call {
    /// Makes, changes or removes something on the disk, if it succeeds.
    pub fn changes_the_disk(&self) -> bool {
        match self.name.as_str() {
            "open" | "openat" => self.arguments.iter().any(|one| one.contains("O_CREAT")),
            "write" => self.number(0) > 2,
            "close" | "dup" | "fcntl" | "exit_group" => false,
            _ => true,
        }
    }

    pub fn number(&self, argument: usize) -> i64 {
        let digits = self.arguments.get(argument).map_or("", String::as_str);
        digits.parse().unwrap_or(-1)
    }

    /// A string among the arguments: strace writes every byte as `\x2f`.
    pub fn bytes(&self, argument: usize) -> Vec<u8> {
        let text = self.arguments.get(argument).map_or("", String::as_str);
        assert!(!text.ends_with("..."), "strace cut a string: {self:?}");
        let inside = text.trim_matches('"');
        let bytes = inside.split("\\x").skip(1);
        bytes
            .map(|two| u8::from_str_radix(two, 16).unwrap())
            .collect()
    }

    pub fn path(&self, argument: usize) -> PathBuf {
        PathBuf::from(String::from_utf8(self.bytes(argument)).unwrap())
    }
}

pub struct Traced {
    pub ran: Ran,
    pub calls: Vec<Call>,
}

/// A command that strace runs; `more` are its own options.
pub fn under_strace(program: &Program, more: &[&str], arguments: &[&str], input: &Path) -> Command {
    // A run that hangs is killed, and fails because of its exit code.
    let mut command = Command::new("timeout");
    command.args(["--signal=KILL", "120", "strace", "-f", "-qq"]);
    command.args(more);
    command.arg(Program::built()).args(arguments);
    let mut command = program.prepared(command);
    command.stdin(File::open(input).unwrap());
    command
}

/// Runs the program to its end and lists its calls; `inject` is what strace is to do to it.
pub fn traced(program: &Program, arguments: &[&str], input: &Path, inject: &[String]) -> Traced {
    let list = program.home().join("strace.list");
    let mut more = vec!["-xx", "-s", "4000000", "-o", list.to_str().unwrap()];
    more.extend(["-e", CALLS]);
    more.extend(inject.iter().flat_map(|what| ["-e", what.as_str()]));
    let output = under_strace(program, &more, arguments, input).output();
    let text = std::fs::read_to_string(&list).unwrap();
    std::fs::remove_file(list).unwrap();
    Traced {
        ran: Ran::of(output.unwrap()),
        calls: calls(&text),
    }
}

/// What strace wrote with `-f -xx`. A call that another thread interrupts stands in two lines.
pub fn calls(text: &str) -> Vec<Call> {
    let mut begun: HashMap<&str, &str> = HashMap::new();
    let mut found = Vec::new();
    for line in text.lines() {
        let (thread, rest) = line.split_once(' ').unwrap();
        let rest = rest.trim_start();
        if rest.starts_with("+++") || rest.starts_with("---") {
            continue;
        }
        if let Some(first) = rest.strip_suffix("<unfinished ...>") {
            begun.insert(thread, first);
            continue;
        }
        let whole = match rest.strip_prefix("<... ") {
            Some(second) => {
                let second = second.split_once("resumed>").unwrap().1;
                format!("{}{second}", begun.remove(thread).unwrap_or_default())
            }
            None => rest.to_owned(),
        };
        found.extend(call(thread.parse().unwrap(), &whole));
    }
    found
}

fn call(thread: u32, whole: &str) -> Option<Call> {
    let (name, rest) = whole.split_once('(')?;
    let (inside, result) = rest.rsplit_once(" = ")?;
    let inside = inside.trim_end().strip_suffix(')')?;
    let result = result.split([' ', '<']).next()?;
    Some(Call {
        thread,
        name: name.to_owned(),
        arguments: inside
            .split(", ")
            .map(|one| one.trim().to_owned())
            .collect(),
        result: result.parse().unwrap_or(0),
    })
}

/// Every moment at which a call changes the disk, as strace counts them: the name of the call, and its number within
/// its thread.
pub fn moments(calls: &[Call]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for call in calls {
        let count = counts.entry((call.thread, &call.name)).or_default();
        *count += 1;
        if call.changes_the_disk() && seen.insert((call.name.as_str(), *count)) {
            found.push((call.name.clone(), *count));
        }
    }
    found
}

#[test]
fn a_call_in_two_lines_is_read_as_one() {
    let text = "7 write(3, \"\\x61\\x0a\", 2 <unfinished ...>\n8 ftruncate(4, 0 <unfinished ...>\n8 <... ftruncate resumed>) = 0\n7 <... write resumed>) = 2\n\
        7 fdatasync(3)      = -1 EIO (Input/output error) (INJECTED)\n7 +++ exited with 0 +++\n";
    let calls = calls(text);
    let names: Vec<&str> = calls.iter().map(|call| call.name.as_str()).collect();
    assert_eq!(names, ["ftruncate", "write", "fdatasync"]);
    assert_eq!(calls[1].bytes(1), b"a\n");
    assert_eq!(
        (calls[0].number(1), calls[1].number(0), calls[2].result),
        (0, 3, -1)
    );
    assert_eq!(
        moments(&calls),
        ["ftruncate", "write", "fdatasync"].map(|name| (name.to_owned(), 1))
    );
}
