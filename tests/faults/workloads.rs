//! What the program is doing when something happens to it, and what must be true afterwards.

use super::traced::{Traced, traced};
use crate::command_line::program::{Program, Ran};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::{MeetingFolder, MeetingId};
use talking_piece::store::reading;

const BEGUN: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\n";
/// Marked as restricted in the session with marks.
const SECRET: &str = "Nowhere Lane";
const SESSION: &str = "session.lines";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Workload {
    New,
    Resumed,
    Plain,
    Marks,
    Closed,
    Reopened,
    /// The session before was killed, and left a torn line, half a file and a draft.
    Recovering,
}

pub const ALL: [Workload; 7] = [
    Workload::New,
    Workload::Resumed,
    Workload::Plain,
    Workload::Marks,
    Workload::Closed,
    Workload::Reopened,
    Workload::Recovering,
];

fn words(number: usize) -> String {
    format!("word{number} of the meeting")
}

fn entries(from: usize, to: usize) -> String {
    (from..to)
        .map(|number| format!("KS: {}\n", words(number)))
        .collect()
}

/// A workload that is ready to be run.
pub struct Ready {
    pub workload: Workload,
    pub program: Program,
    /// Empty for a new meeting.
    id: String,
    input: PathBuf,
    /// The entries of the sessions before, which the program said were safe.
    before: usize,
    /// With those of this session.
    all: usize,
    /// No file was refused, so none is emptied because it could not be written anew.
    pub is_faultless: bool,
}

impl Workload {
    pub fn ready(self) -> Ready {
        let program = Program::in_memory();
        let (before, all) = match self {
            Workload::New => (0, 20),
            Workload::Resumed | Workload::Plain => (5, 15),
            Workload::Closed | Workload::Reopened | Workload::Marks | Workload::Recovering => {
                (5, 7)
            }
        };
        let id = match self {
            Workload::New => String::new(),
            _ => program.meeting(&format!("{BEGUN}{}", entries(0, before))),
        };
        let take = |lines: &str| {
            let ran = program.run_with_input(&["take", &id, "--lines", "-"], lines.as_bytes());
            assert!(ran.code == 0 || ran.code == 1, "{ran:?}");
        };
        let close = "/view Ella; by: not asked; reason: away\n/close it was agreed\n";
        let session = match self {
            Workload::New => format!("{BEGUN}{}", entries(0, all)),
            Workload::Resumed => entries(before, all),
            Workload::Plain => format!("{}/quit\n", entries(before, all)),
            Workload::Marks => {
                take(&format!("KS: we stay in {SECRET}\n"));
                format!(
                    "/mark restricted\n{}/strike wrong\n/undo\n",
                    entries(before, all)
                )
            }
            Workload::Closed => format!("{}{close}", entries(before, all)),
            Workload::Reopened => {
                take(close);
                format!("/reopen one thing more\n{}{close}", entries(before, all))
            }
            Workload::Recovering => {
                leave_behind(&program);
                entries(before, all)
            }
        };
        let input = program.home().join(SESSION);
        std::fs::write(&input, session).unwrap();
        Ready {
            workload: self,
            program,
            id,
            input,
            before,
            all,
            is_faultless: true,
        }
    }
}

/// What a killed session and a full disk leave: a torn line behind the journal, half a new file, and half a line.
fn leave_behind(program: &Program) {
    use std::io::Write;
    let folder = program.folder();
    let journal = std::fs::read_dir(folder.join("journal")).unwrap().next();
    let journal = journal.unwrap().unwrap().path();
    let mut file = std::fs::File::options()
        .append(true)
        .open(&journal)
        .unwrap();
    file.write_all(b"{\"v\":1,\"seq\":99,\"t\":\"2026-11-2")
        .unwrap();
    std::fs::write(folder.join(".minutes.json.x.tmp"), "{\"half").unwrap();
}

impl Ready {
    /// The same once more, with a folder of its own.
    pub fn again(&self) -> Ready {
        let program = Program::in_memory();
        let mut copy = Command::new("cp");
        copy.arg("-a").arg(self.program.home().join("."));
        assert!(copy.arg(program.home()).status().unwrap().success());
        Ready {
            input: program.home().join(SESSION),
            program,
            id: self.id.clone(),
            ..*self
        }
    }

    pub fn arguments(&self) -> Vec<&str> {
        match self.workload {
            Workload::New => vec!["take", "--new", "--lines", "-"],
            Workload::Plain => vec!["resume", &self.id, "--plain"],
            _ => vec!["take", &self.id, "--lines", "-"],
        }
    }

    pub fn input(&self) -> &Path {
        &self.input
    }

    /// What comes next is the session after this one.
    pub fn is_followed_by_another(&self) {
        std::fs::write(&self.input, self.one_more("in between")).unwrap();
    }

    /// The lines that go on with the meeting, whether it was closed or not.
    fn one_more(&self, words: &str) -> String {
        let reopen = match self.workload {
            Workload::Closed | Workload::Reopened => "/reopen it was cut off\n",
            _ => "",
        };
        format!("{reopen}KS: {words}\n")
    }

    pub fn traced(&self, inject: &[String]) -> Traced {
        traced(&self.program, &self.arguments(), &self.input, inject)
    }

    /// How many entries, from the first, the program has said are written.
    pub fn acknowledged(&self, ran: &Ran) -> usize {
        let said = match ran.code {
            0 | 1 => self.all,
            _ if self.workload == Workload::Plain && !ran.out.contains("NOT SAVED") => {
                let said = |number: &usize| ran.out.contains(&format!("{} ", words(*number)));
                (self.before..self.all).take_while(said).count() + self.before
            }
            _ => self.before,
        };
        said.max(self.before)
    }

    /// By the sessions before.
    pub fn acknowledged_before(&self) -> usize {
        self.before
    }

    pub fn acknowledged_at_the_end(&self) -> usize {
        self.all
    }

    /// The folders of meetings below this data folder, which may be a copy.
    pub fn meetings(&self, data: &Path) -> Vec<MeetingFolder> {
        let inside = |path: PathBuf| std::fs::read_dir(path).into_iter().flatten().flatten();
        inside(data.join("meetings"))
            .flat_map(|year| inside(year.path()))
            .filter_map(|entry| {
                let id = MeetingId::parse(entry.file_name().to_str()?)?;
                Some(MeetingFolder {
                    id,
                    path: entry.path(),
                })
            })
            .collect()
    }

    /// What is in the journals of this data folder is whole: the first entries, without a gap, at least those that the
    /// program has said are safe. Where it is not, what is wrong.
    pub fn look(&self, data: &Path, acknowledged: usize) -> Result<usize, String> {
        let mut most = 0;
        let meetings = self.meetings(data);
        for folder in &meetings {
            let rescued = data
                .with_file_name(".local")
                .join("state/talking-piece/rescued");
            let rescued = MeetingFolder {
                path: rescued.join(folder.id.as_str()),
                id: folder.id.clone(),
            };
            let found = reading::read(&RealDisk, folder, &[rescued]);
            if found.fork || (found.read_only() && !found.records.is_empty()) {
                return Err(format!("read only: {:?}", found.troubles));
            }
            let text: String = found
                .records
                .iter()
                .map(|one| one.body.to_string())
                .collect();
            let is_there = |number: &usize| text.contains(&format!("{}\"", words(*number)));
            let count = (0..self.all).take_while(is_there).count();
            if (count..self.all).any(|number| is_there(&number)) {
                return Err(format!("entry {count} is missing between others"));
            }
            most = most.max(count);
            self.look_at_minutes(&folder.path, &text)?;
        }
        match most >= acknowledged {
            true => Ok(most),
            false => Err(format!(
                "{acknowledged} entries were said to be safe, and {most} are there, in {} meetings",
                meetings.len()
            )),
        }
    }

    /// The minutes file is whole or empty, and holds no words that are marked in the journal.
    fn look_at_minutes(&self, folder: &Path, journal: &str) -> Result<(), String> {
        let Ok(text) = std::fs::read_to_string(folder.join("minutes.json")) else {
            return Ok(());
        };
        let is_emptied = text.is_empty();
        if is_emptied
            && self.is_faultless
            && matches!(self.workload, Workload::Resumed | Workload::Plain)
        {
            return Err("the minutes file is empty, and nothing was taken out".to_owned());
        }
        if !is_emptied && serde_json::from_str::<Value>(&text).is_err() {
            return Err(format!("the minutes file is torn: {text:.80}"));
        }
        // The entry is there, and behind it the mark.
        let mark = journal.split_once(SECRET).map_or("", |(_, behind)| behind);
        match mark.contains("\"restricted\"") && text.contains(SECRET) {
            true => Err("what was marked restricted is in the minutes file".to_owned()),
            false => Ok(()),
        }
    }

    /// Opens what is there and goes on: everything stays, and one more entry comes.
    pub fn go_on(&self, acknowledged: usize) -> Result<(), String> {
        let data = self.program.data();
        let there = self.look(&data, acknowledged)?;
        let ids = match self.workload {
            Workload::New => ids(&self.program)?,
            _ => vec![self.id.clone()],
        };
        if ids.is_empty() {
            return match there {
                0 => Ok(()),
                _ => Err("the meeting is not in the list".to_owned()),
            };
        }
        for id in ids {
            let folder = self.program.folder_of(&id);
            let journals = contents(&folder.join("journal"));
            let lines = self.one_more("afterwards");
            let ran = self
                .program
                .run_with_input(&["take", &id, "--lines", "-"], lines.as_bytes());
            if ran.code != 0 && ran.code != 1 {
                return Err(format!("cannot go on: {ran:?}"));
            }
            for (path, before) in journals {
                if !std::fs::read(&path)
                    .unwrap_or_default()
                    .starts_with(&before)
                {
                    return Err(format!("{} is not what it was", path.display()));
                }
            }
            let now = self.look(&data, there)?;
            if now != there {
                return Err(format!("{there} entries before, {now} after"));
            }
            let minutes = std::fs::read_to_string(folder.join("minutes.json")).unwrap_or_default();
            if serde_json::from_str::<Value>(&minutes).is_err() || !minutes.contains("afterwards") {
                return Err(format!(
                    "the minutes file is not the new one: {minutes:.80} {ran:?}"
                ));
            }
            let kept = std::fs::read_to_string(folder.join("restricted.json")).unwrap_or_default();
            if kept.contains(SECRET) && minutes.contains(SECRET) {
                return Err("restricted words are in both files".to_owned());
            }
        }
        Ok(())
    }
}

fn ids(program: &Program) -> Result<Vec<String>, String> {
    let list = program.run(&["list", "--json"]);
    let list: Vec<Value> =
        serde_json::from_str(&list.out).map_err(|error| format!("{error}: {list:?}"))?;
    let ids = list.iter().filter_map(|one| one["id"].as_str());
    Ok(ids.map(str::to_owned).collect())
}

fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let inside = std::fs::read_dir(folder).into_iter().flatten().flatten();
    inside
        .map(|entry| {
            (
                entry.path(),
                std::fs::read(entry.path()).unwrap_or_default(),
            )
        })
        .map(|(path, bytes)| {
            // A torn end is put aside.
            let whole = bytes
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |at| at + 1);
            (path, bytes[..whole].to_vec())
        })
        .collect()
}
