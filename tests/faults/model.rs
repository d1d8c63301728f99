//! A model of the disk: what is there after the calls of a program, if its power is cut, or it is killed. What no sync
//! has covered may be there or not: each name by itself, and of each file the beginning; a file whose sync has failed never becomes safe again.

use super::traced::Call;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

#[derive(Clone, Default)]
struct File {
    live: Vec<u8>,
    durable: Vec<u8>,
    /// In order; what a failed sync was to write is gone from here.
    pending: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Change::Write(at, bytes) => {
                if content.len() < at + bytes.len() {
                    content.resize(at + bytes.len(), 0);
                }
                content[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Change::Length(length) => content.resize(*length, 0),
        }
    }
}

/// A file or a folder: its number.
type Number = usize;

#[derive(Clone)]
enum Name {
    Is(PathBuf, Number),
    Gone(PathBuf),
    Renamed(PathBuf, PathBuf),
}

impl Name {
    fn apply(&self, names: &mut BTreeMap<PathBuf, Number>) {
        match self {
            Name::Is(path, number) => drop(names.insert(path.clone(), *number)),
            Name::Gone(path) => drop(names.remove(path)),
            Name::Renamed(from, to) => {
                if let Some(number) = names.remove(from) {
                    names.insert(to.clone(), number);
                }
            }
        }
    }

    fn is_in(&self, folder: &Path) -> bool {
        let is = |path: &PathBuf| path.parent() == Some(folder);
        match self {
            Name::Is(path, _) | Name::Gone(path) => is(path),
            Name::Renamed(from, to) => is(from) || is(to),
        }
    }
}

/// How the power is cut.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    /// The machine goes on: only the program is gone.
    Killed,
    /// Nothing that was not synced is there.
    Least,
    /// Every name is there, and only what was synced of each file.
    NamesOnly,
    /// What was not synced is there as luck has it; a write may be torn.
    Luck(u64),
}

impl Cut {
    /// With other luck at each call.
    pub fn luckier(self, at: usize) -> Cut {
        match self {
            Cut::Luck(seed) => Cut::Luck(seed + at as u64 * 1000),
            other => other,
        }
    }
}

#[derive(Clone)]
pub struct Model {
    root: PathBuf,
    files: Vec<File>,
    /// Of folders too, which are files without content.
    live: BTreeMap<PathBuf, Number>,
    durable: BTreeMap<PathBuf, Number>,
    pending: Vec<Name>,
    folders: Vec<Number>,
    open: HashMap<i64, (PathBuf, Number)>,
}

impl Model {
    /// Everything that is below this folder is safe.
    pub fn of(root: &Path) -> Model {
        let mut model = Model {
            root: root.to_owned(),
            files: Vec::new(),
            live: BTreeMap::new(),
            durable: BTreeMap::new(),
            pending: Vec::new(),
            folders: Vec::new(),
            open: HashMap::new(),
        };
        let mut waiting = vec![root.to_owned()];
        while let Some(path) = waiting.pop() {
            let Ok(found) = std::fs::symlink_metadata(&path) else {
                continue;
            };
            let number = model.new_file(found.is_dir());
            if found.is_dir() {
                let inside = std::fs::read_dir(&path).unwrap();
                waiting.extend(inside.map(|entry| entry.unwrap().path()));
            } else {
                let content = std::fs::read(&path).unwrap();
                model.files[number].live.clone_from(&content);
                model.files[number].durable = content;
            }
            model.live.insert(path.clone(), number);
            model.durable.insert(path, number);
        }
        model
    }

    fn new_file(&mut self, is_folder: bool) -> Number {
        self.files.push(File::default());
        let number = self.files.len() - 1;
        if is_folder {
            self.folders.push(number);
        }
        number
    }

    fn name(&mut self, name: Name) {
        name.apply(&mut self.live);
        self.pending.push(name);
    }

    fn change(&mut self, number: Number, change: Change) {
        let file = &mut self.files[number];
        change.apply(&mut file.live);
        file.pending.push(change);
    }

    fn path(&self, folder: i64, name: PathBuf) -> PathBuf {
        match self.open.get(&folder) {
            Some((above, _)) if name.is_relative() => above.join(name),
            _ => name,
        }
    }

    /// What this call does to the disk.
    pub fn apply(&mut self, call: &Call) {
        let is_sync = matches!(call.name.as_str(), "fsync" | "fdatasync");
        if call.result < 0 && !is_sync {
            return;
        }
        match call.name.as_str() {
            "open" => self.opened(call, call.path(0), 1),
            "openat" => self.opened(call, self.path(call.number(0), call.path(1)), 2),
            "close" => drop(self.open.remove(&call.number(0))),
            "dup" => self.also(call.number(0), call.result),
            "fcntl" if call.arguments[1].starts_with("F_DUPFD") => {
                self.also(call.number(0), call.result);
            }
            "mkdir" => self.made(call.path(0)),
            "mkdirat" => self.made(self.path(call.number(0), call.path(1))),
            "unlink" | "rmdir" => self.name(Name::Gone(call.path(0))),
            "unlinkat" => self.name(Name::Gone(self.path(call.number(0), call.path(1)))),
            "rename" => self.renamed(call.path(0), call.path(1)),
            "renameat" | "renameat2" => {
                let from = self.path(call.number(0), call.path(1));
                self.renamed(from, self.path(call.number(2), call.path(3)));
            }
            "write" => {
                if let Some((_, number)) = self.open.get(&call.number(0)).cloned() {
                    let mut bytes = call.bytes(1);
                    bytes.truncate(usize::try_from(call.result).unwrap());
                    // Every file of ours is written at its end.
                    self.change(number, Change::Write(self.files[number].live.len(), bytes));
                }
            }
            "ftruncate" => {
                if let Some((_, number)) = self.open.get(&call.number(0)).cloned() {
                    let length = usize::try_from(call.number(1)).unwrap();
                    self.change(number, Change::Length(length));
                }
            }
            "fsync" | "fdatasync" => self.synced(call.number(0), call.result == 0),
            "fallocate" | "fcntl" | "fchmod" | "flock" | "exit_group" => {}
            other => panic!("the model does not know {other}: {call:?}"),
        }
    }

    fn also(&mut self, one: i64, two: i64) {
        if let Some(same) = self.open.get(&one).cloned() {
            self.open.insert(two, same);
        }
    }

    fn opened(&mut self, call: &Call, path: PathBuf, flags: usize) {
        if !path.starts_with(&self.root) {
            return;
        }
        let flags = &call.arguments[flags];
        let number = match self.live.get(&path) {
            Some(number) => *number,
            None => {
                let number = self.new_file(false);
                self.name(Name::Is(path.clone(), number));
                number
            }
        };
        if flags.contains("O_TRUNC") {
            self.change(number, Change::Length(0));
        }
        self.open.insert(call.result, (path, number));
    }

    fn made(&mut self, path: PathBuf) {
        let number = self.new_file(true);
        self.name(Name::Is(path, number));
    }

    fn renamed(&mut self, from: PathBuf, to: PathBuf) {
        let is_folder = |path| {
            self.live
                .get(path)
                .is_some_and(|it| self.folders.contains(it))
        };
        assert!(!is_folder(&from), "the model moves no folders: {from:?}");
        self.name(Name::Renamed(from, to));
    }

    fn synced(&mut self, opened: i64, is_done: bool) {
        let Some((path, number)) = self.open.get(&opened).cloned() else {
            return;
        };
        if self.folders.contains(&number) {
            if is_done {
                let (now, later) = self.pending.drain(..).partition(|name| name.is_in(&path));
                self.pending = later;
                for name in Vec::<Name>::from_iter(now) {
                    name.apply(&mut self.durable);
                }
            }
            return;
        }
        let file = &mut self.files[number];
        for change in std::mem::take(&mut file.pending) {
            if is_done {
                change.apply(&mut file.durable);
            }
        }
    }

    /// Puts what is there after a cut below another folder.
    pub fn put(&self, cut: Cut, into: &Path) {
        let mut luck = match cut {
            Cut::Luck(seed) => seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            _ => 0,
        };
        let mut next = |below: usize| {
            luck ^= luck << 13;
            luck ^= luck >> 7;
            luck ^= luck << 17;
            (luck >> 11) as usize % below
        };
        let mut names = self.durable.clone();
        match cut {
            Cut::Killed | Cut::NamesOnly => names.clone_from(&self.live),
            Cut::Least => {}
            Cut::Luck(_) => {
                for name in &self.pending {
                    if next(2) == 0 {
                        name.apply(&mut names);
                    }
                }
            }
        }
        for (path, number) in &names {
            let place = into.join(path.strip_prefix(&self.root).unwrap());
            if self.folders.contains(number) {
                let _ = std::fs::create_dir(&place);
                continue;
            }
            let file = &self.files[*number];
            let content = match cut {
                Cut::Killed => file.live.clone(),
                Cut::Least | Cut::NamesOnly => file.durable.clone(),
                Cut::Luck(_) => {
                    let mut content = file.durable.clone();
                    // Files only grow at their end, and the pages reach the disk in that order.
                    let whole = next(file.pending.len() + 1);
                    for change in &file.pending[..whole] {
                        change.apply(&mut content);
                    }
                    if let Some(Change::Write(at, bytes)) = file.pending.get(whole) {
                        let torn = bytes[..next(bytes.len())].to_vec();
                        Change::Write(*at, torn).apply(&mut content);
                    }
                    content
                }
            };
            // In a folder that is not there, neither is the file.
            let _ = std::fs::write(place, content);
        }
    }
}
