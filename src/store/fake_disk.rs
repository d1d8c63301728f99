//! For tests: a disk that forgets what was not synced, as a power cut does, and fails on request. It is never kinder
//! than a real disk: after a failed sync it claims success and keeps nothing (storage.md 2.4).

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::disk::{Disk, DiskFile};
pub(crate) use super::fake_state::{Dice, Fail, State};
use super::fake_state::{Names, Naming, Node, Pending, apply};

#[derive(Debug, Clone, Default)]
pub(crate) struct FakeDisk(pub(crate) Arc<Mutex<State>>);

#[derive(Debug)]
struct FakeFile {
    disk: FakeDisk,
    node: usize,
}

impl FakeDisk {
    pub(crate) fn of(state: State) -> Self {
        Self(Arc::new(Mutex::new(state)))
    }

    /// The folders are synced from the start.
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
            // A failing write leaves half of its bytes, which a reader must cope with.
            let taken = if result.is_ok() {
                bytes.len()
            } else {
                bytes.len() / 2
            };
            let mut arrived = bytes[..taken].to_vec();
            if let (true, Some(first)) = (state.garbles, arrived.first_mut()) {
                *first ^= 1;
            }
            let node = &mut state.nodes[self.node];
            node.live.extend_from_slice(&arrived);
            node.pending.push(Pending::Append(arrived));
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

    fn free(&self, path: &Path) -> io::Result<()> {
        self.set(|state| {
            if state.reserve.as_deref() != Some(path) {
                return Err(not_found());
            }
            state.reserve = None;
            state.fail = None;
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
