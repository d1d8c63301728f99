//! For tests: a disk that forgets what was not synced, as a power cut does, and that fails when told. It must never be
//! kinder than a real disk: after a failed sync it claims success and keeps nothing (storage.md 2.4).

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::disk::{Disk, DiskFile};

/// A change of a file's content that no sync has covered.
#[derive(Debug, Clone)]
enum Pending {
    Append(Vec<u8>),
    Truncate(u64),
}

/// A change of names that no sync of the folder has covered.
#[derive(Debug, Clone)]
enum Naming {
    Folder(PathBuf),
    Create(PathBuf, usize),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

#[derive(Debug, Clone, Default)]
struct Node {
    live: Vec<u8>,
    durable: Vec<u8>,
    pending: Vec<Pending>,
    /// A sync failed: later ones claim success and do nothing.
    poisoned: bool,
}

#[derive(Debug, Clone, Default)]
struct Names {
    files: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
}

impl Names {
    fn apply(&mut self, naming: &Naming) {
        match naming {
            Naming::Folder(path) => drop(self.folders.insert(path.clone())),
            Naming::Create(path, node) => drop(self.files.insert(path.clone(), *node)),
            Naming::Rename(from, to) => {
                if let Some(node) = self.files.remove(from) {
                    self.files.insert(to.clone(), node);
                }
            }
            Naming::Remove(path) => drop(self.files.remove(path)),
        }
    }
}

/// When a call fails.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fail {
    pub(crate) at_call: usize,
    pub(crate) for_ever: bool,
    pub(crate) errno: i32,
}

/// The state of the disk at one moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    nodes: Vec<Node>,
    live: Names,
    durable: Names,
    /// With the folder whose sync makes it safe.
    naming: Vec<(PathBuf, Naming)>,
    pub(crate) calls: usize,
    pub(crate) names_of_calls: Vec<&'static str>,
    pub(crate) fail: Option<Fail>,
    pub(crate) syncs_lie: bool,
    pub(crate) folder_syncs_lie: bool,
    /// Whether to keep a copy of the state before each call.
    pub(crate) watch: bool,
    pub(crate) moments: Vec<State>,
}

/// Small and repeatable randomness.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn apply(content: &mut Vec<u8>, change: &Pending) {
    match change {
        Pending::Append(bytes) => content.extend_from_slice(bytes),
        Pending::Truncate(length) => content.truncate(*length as usize),
    }
}

impl State {
    /// What the disk holds when only the program dies: everything.
    pub(crate) fn killed(&self) -> FakeDisk {
        let nodes = self.nodes.iter().map(|node| Node {
            durable: node.live.clone(),
            pending: vec![],
            ..node.clone()
        });
        FakeDisk::of(State {
            nodes: nodes.collect(),
            live: self.live.clone(),
            durable: self.live.clone(),
            ..State::default()
        })
    }

    /// What the disk may hold after a power cut: of what was not synced, any beginning, the last piece torn or zeros.
    pub(crate) fn power_cut(&self, dice: &mut Dice) -> FakeDisk {
        let mut names = self.durable.clone();
        let folders: BTreeSet<&PathBuf> = self.naming.iter().map(|(folder, _)| folder).collect();
        for folder in folders {
            let changes: Vec<_> = self.naming.iter().filter(|(f, _)| f == folder).collect();
            let kept = dice.below(changes.len() + 1);
            changes[..kept]
                .iter()
                .for_each(|(_, change)| names.apply(change));
        }
        let nodes = self.nodes.iter().map(|node| {
            let mut content = node.durable.clone();
            let pending: &[Pending] = if node.poisoned { &[] } else { &node.pending };
            let kept = dice.below(pending.len() + 1);
            pending[..kept]
                .iter()
                .for_each(|change| apply(&mut content, change));
            if let Some(Pending::Append(bytes)) = pending.get(kept) {
                let torn = dice.below(bytes.len());
                content.extend_from_slice(&bytes[..torn]);
                if dice.below(4) == 0 {
                    content.resize(content.len() + bytes.len() - torn, 0);
                }
            }
            Node {
                live: content.clone(),
                durable: content,
                ..Node::default()
            }
        });
        FakeDisk::of(State {
            nodes: nodes.collect(),
            live: names.clone(),
            durable: names,
            ..State::default()
        })
    }

    /// Counts a call, and fails it when it is its turn.
    fn call(&mut self, name: &'static str) -> io::Result<()> {
        if self.watch {
            let moment = State {
                moments: vec![],
                names_of_calls: vec![],
                ..self.clone()
            };
            self.moments.push(moment);
        }
        self.calls += 1;
        self.names_of_calls.push(name);
        match self.fail {
            Some(fail)
                if self.calls == fail.at_call || (fail.for_ever && self.calls > fail.at_call) =>
            {
                Err(io::Error::from_raw_os_error(fail.errno))
            }
            _ => Ok(()),
        }
    }

    fn sync(&mut self, node: usize) {
        if self.syncs_lie || self.nodes[node].poisoned {
            return;
        }
        let node = &mut self.nodes[node];
        node.durable = node.live.clone();
        node.pending.clear();
    }

    fn name(&mut self, change: Naming, in_folder_of: &Path) {
        self.live.apply(&change);
        let folder = in_folder_of.parent().unwrap_or(Path::new("/")).to_owned();
        self.naming.push((folder, change));
    }
}

/// The disk.
#[derive(Debug, Clone, Default)]
pub(crate) struct FakeDisk(pub(crate) Arc<Mutex<State>>);

#[derive(Debug)]
struct FakeFile {
    disk: FakeDisk,
    node: usize,
}

impl FakeDisk {
    fn of(state: State) -> Self {
        Self(Arc::new(Mutex::new(state)))
    }

    /// An empty disk with `folders`, safe from the start.
    pub(crate) fn with_folders(folders: &[&str]) -> Self {
        let mut names = Names::default();
        for folder in folders {
            names
                .folders
                .extend(Path::new(folder).ancestors().map(Path::to_owned));
        }
        Self::of(State {
            live: names.clone(),
            durable: names,
            ..State::default()
        })
    }

    pub(crate) fn set<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap())
    }

    /// Puts a safe file on the disk, without counting calls.
    pub(crate) fn put(&self, path: &Path, bytes: &[u8]) {
        self.set(|state| {
            let node = Node {
                live: bytes.to_vec(),
                durable: bytes.to_vec(),
                ..Node::default()
            };
            state.nodes.push(node);
            for names in [&mut state.live, &mut state.durable] {
                names.files.insert(path.to_owned(), state.nodes.len() - 1);
                names
                    .folders
                    .extend(path.ancestors().skip(1).map(Path::to_owned));
            }
        });
    }

    /// The content of a file, without counting calls.
    pub(crate) fn get(&self, path: &Path) -> Option<Vec<u8>> {
        self.set(|state| {
            state
                .live
                .files
                .get(path)
                .map(|&node| state.nodes[node].live.clone())
        })
    }
}

impl DiskFile for FakeFile {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.set(|state| {
            let result = state.call("append");
            // A failing write leaves half of its bytes; that a reader must cope with.
            let taken = if result.is_ok() {
                bytes.len()
            } else {
                bytes.len() / 2
            };
            let node = &mut state.nodes[self.node];
            node.live.extend_from_slice(&bytes[..taken]);
            node.pending.push(Pending::Append(bytes[..taken].to_vec()));
            result.map(|()| taken)
        })
    }

    fn sync(&self) -> io::Result<()> {
        self.disk.set(|state| {
            if let Err(error) = state.call("sync") {
                state.nodes[self.node].poisoned = true;
                return Err(error);
            }
            state.sync(self.node);
            Ok(())
        })
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.disk.set(|state| {
            state.call("truncate")?;
            let change = Pending::Truncate(length);
            let node = &mut state.nodes[self.node];
            apply(&mut node.live, &change);
            node.pending.push(change);
            Ok(())
        })
    }
}

fn not_found() -> io::Error {
    io::Error::from(io::ErrorKind::NotFound)
}

impl Disk for FakeDisk {
    fn make_folder(&self, path: &Path) -> io::Result<bool> {
        self.set(|state| {
            state.call("make_folder")?;
            if state.live.folders.contains(path) {
                return Ok(false);
            }
            if !path
                .parent()
                .is_some_and(|parent| state.live.folders.contains(parent))
            {
                return Err(not_found());
            }
            state.name(Naming::Folder(path.to_owned()), path);
            Ok(true)
        })
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.set(|state| {
            state.call("sync_folder")?;
            if !state.live.folders.contains(path) {
                return Err(not_found());
            }
            if !state.folder_syncs_lie {
                let changes = std::mem::take(&mut state.naming);
                let (now, later): (Vec<_>, Vec<_>) =
                    changes.into_iter().partition(|(folder, _)| folder == path);
                now.iter()
                    .for_each(|(_, change)| state.durable.apply(change));
                state.naming = later;
            }
            Ok(())
        })
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        self.set(|state| {
            state.call("list")?;
            if !state.live.folders.contains(path) {
                return Err(not_found());
            }
            let all = state.live.files.keys().chain(&state.live.folders);
            let here = all.filter(|name| name.parent() == Some(path));
            let mut names: Vec<String> = here
                .filter_map(|name| Some(name.file_name()?.to_str()?.to_owned()))
                .collect();
            names.sort();
            Ok(names)
        })
    }

    fn create_new(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        self.set(|state| {
            state.call("create_new")?;
            if state.live.files.contains_key(path) {
                return Err(io::Error::from(io::ErrorKind::AlreadyExists));
            }
            if !path
                .parent()
                .is_some_and(|parent| state.live.folders.contains(parent))
            {
                return Err(not_found());
            }
            let node = state.nodes.len();
            state.nodes.push(Node::default());
            state.name(Naming::Create(path.to_owned(), node), path);
            Ok(Arc::new(FakeFile {
                disk: self.clone(),
                node,
            }) as Arc<dyn DiskFile>)
        })
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.set(|state| {
            state.call("read")?;
            let node = *state.live.files.get(path).ok_or_else(not_found)?;
            let bytes = state.nodes[node].live.clone();
            if bytes.len() as u64 > limit {
                return Err(io::Error::from(io::ErrorKind::PermissionDenied));
            }
            Ok(bytes)
        })
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.set(|state| {
            state.call("sync_file")?;
            let node = *state.live.files.get(path).ok_or_else(not_found)?;
            state.sync(node);
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.set(|state| {
            state.call("rename")?;
            if !state.live.files.contains_key(from) {
                return Err(not_found());
            }
            state.name(Naming::Rename(from.to_owned(), to.to_owned()), to);
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.set(|state| {
            state.call("remove")?;
            if !state.live.files.contains_key(path) {
                return Err(not_found());
            }
            state.name(Naming::Remove(path.to_owned()), path);
            Ok(())
        })
    }
}
