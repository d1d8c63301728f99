//! For tests: what the fake disk holds, live and synced, and what may be left after a kill or a power cut.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::fake_disk::FakeDisk;

#[derive(Debug, Clone)]
pub(crate) enum Pending {
    Append(Vec<u8>),
    Truncate(u64),
}

#[derive(Debug, Clone)]
pub(crate) enum Naming {
    Folder(PathBuf),
    Create(PathBuf, usize),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    pub(crate) live: Vec<u8>,
    pub(crate) durable: Vec<u8>,
    pub(crate) pending: Vec<Pending>,
    /// A sync failed: later ones claim success and do nothing.
    pub(crate) poisoned: bool,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    pub(crate) files: BTreeMap<PathBuf, usize>,
    pub(crate) folders: BTreeSet<PathBuf>,
}

impl Names {
    pub(crate) fn apply(&mut self, naming: &Naming) {
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

#[derive(Debug, Clone, Copy)]
pub(crate) struct Fail {
    pub(crate) at_call: usize,
    /// How many calls in a row fail: 1 for once, `usize::MAX` for ever.
    pub(crate) calls: usize,
    pub(crate) errno: i32,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    pub(crate) nodes: Vec<Node>,
    pub(crate) live: Names,
    pub(crate) durable: Names,
    /// Each with the folder whose sync makes it safe.
    pub(crate) naming: Vec<(PathBuf, Naming)>,
    pub(crate) calls: usize,
    pub(crate) names_of_calls: Vec<&'static str>,
    pub(crate) fail: Option<Fail>,
    /// On a full disk: failures end once this reserve is removed.
    pub(crate) reserve: Option<PathBuf>,
    pub(crate) syncs_lie: bool,
    pub(crate) folder_syncs_lie: bool,
    /// Writes arrive with their first byte changed.
    pub(crate) garbles: bool,
    pub(crate) watch: bool,
    pub(crate) moments: Vec<State>,
}

pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

pub(crate) fn apply(content: &mut Vec<u8>, change: &Pending) {
    match change {
        Pending::Append(bytes) => content.extend_from_slice(bytes),
        Pending::Truncate(length) => content.truncate(*length as usize),
    }
}

impl State {
    /// What remains when only the program dies: everything.
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

    /// What may remain after a power cut: of what was not synced, any prefix, its last piece torn or zeroed.
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

    pub(crate) fn call(&mut self, name: &'static str) -> io::Result<()> {
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
            Some(fail) if self.calls >= fail.at_call && self.calls - fail.at_call < fail.calls => {
                Err(io::Error::from_raw_os_error(fail.errno))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn sync(&mut self, node: usize) {
        if self.syncs_lie || self.nodes[node].poisoned {
            return;
        }
        let node = &mut self.nodes[node];
        node.durable = node.live.clone();
        node.pending.clear();
    }

    pub(crate) fn name(&mut self, change: Naming, in_folder_of: &Path) {
        self.live.apply(&change);
        let folder = in_folder_of.parent().unwrap_or(Path::new("/")).to_owned();
        self.naming.push((folder, change));
    }
}
