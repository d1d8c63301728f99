//! Working with others: handing a meeting on to the team, and seeing who else has it open. The system's own groups
//! decide who may do what.

use super::EffectRunner;
use super::beside::Beside;
use crate::app::protocol::message::{Message, Sharing};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::LoggedEvent;
use crate::domain::problem::Problem;
use crate::engine::folder_watch::{self, Told};
use crate::engine::{clock, events, meetings};
use crate::store::disk::Disk;
use crate::store::journal::in_words;
use crate::store::journal_line::sha256;
use crate::store::lock::Holder;
use crate::store::paths::MeetingFolder;
use crate::store::presence;
use crate::store::sealed::{is_there, write_whole};
use crate::store::{accounts, handing_on, sharing};
use serde_json::json;
use std::time::{Duration, Instant};

/// The writer looks for readers at most this often, and only while something is being recorded.
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

/// How often each reader is announced: words beside the line go with the next letter.
const TIMES_TOLD: u8 = 3;

#[derive(Default)]
pub(super) struct Peers {
    /// The meeting that we read while somebody else writes.
    pub(super) beside: Option<Beside>,
    /// The readers that were announced, and how often.
    told: Vec<(Holder, u8)>,
    looked: Option<Instant>,
    notices: Notices,
}

#[derive(Default)]
enum Notices {
    #[default]
    NotAsked,
    Asked {
        _told: Option<Told>,
    },
}

impl EffectRunner {
    /// Opens the meeting to the team, or closes it to them. The event that says so is already in the journal.
    pub(super) fn hand_on(&mut self, on: bool) -> Vec<Message> {
        let Some(open) = self.open.as_ref() else {
            return Vec::new();
        };
        let disk = self.disk.as_ref();
        let done = if on {
            handing_on::hand_on(disk, &open.folder)
        } else {
            handing_on::take_back(disk, &open.folder)
        };
        match done {
            Ok(()) => Vec::new(),
            Err(error) => vec![Message::NotDone(
                Problem::not_saved_or_read(format!(
                    "The folder of these minutes could not be changed ({}).",
                    in_words(&error)
                ))
                .safe("Nothing was lost, and what you asked for is recorded; it is tried again the next time you open this meeting.")
                .next("Tell IT if this goes on."),
            )],
        }
    }

    /// Completes a hand-over, or its reversal, that was interrupted.
    pub(super) fn finish_handing_on(&mut self, wanted: bool) -> Vec<Message> {
        let unfinished = self.open.as_ref().is_some_and(|open| {
            handing_on::is_ours(&open.folder)
                && sharing::team_of(&open.folder.path).is_some()
                && handing_on::is_handed_on(&open.folder) != wanted
        });
        if unfinished {
            return self.hand_on(wanted);
        }
        if let Some(open) = self.open.as_ref().filter(|_| wanted) {
            // Best effort: anyone who opens the meeting is told of what stayed closed.
            let _ = handing_on::complete(self.disk.as_ref(), &open.folder);
        }
        Vec::new()
    }

    pub(super) fn leave_company(&mut self) {
        self.company = Peers::default();
    }

    /// Whether the system has yet to be asked to report readers of the meeting that we write.
    pub fn wants_to_know_readers(&self) -> bool {
        self.open.is_some() && matches!(self.company.notices, Notices::NotAsked)
    }

    /// `tell` is called when somebody comes to read. A folder on another machine reports nothing; then the next look is
    /// at the next entry.
    pub fn ask_for_readers(&mut self, tell: impl Fn() -> bool + Send + 'static) {
        if let Some(open) = &self.open {
            let told = folder_watch::tell_of(&open.folder.readers(), tell);
            self.company.notices = Notices::Asked { _told: told };
        }
    }

    pub fn readers_changed(&mut self) -> Vec<Message> {
        let words = self.look_for_readers();
        words.map(Message::Note).into_iter().collect()
    }

    /// When two people wrote at once, one person's words may not fit what the other did (one closed the meeting, the
    /// other went on): they are put where a person can read them.
    pub(super) fn keep_passed_over(
        &self,
        folder: &MeetingFolder,
        all: &[LoggedEvent],
    ) -> Option<String> {
        let (_, refused) = Meeting::from_facts(all.to_vec());
        let undone: Vec<_> = refused
            .iter()
            .flat_map(|(seq, why)| {
                all.iter()
                    .filter(move |logged| logged.seq == *seq)
                    .map(move |logged| (logged, why))
            })
            .collect();
        if undone.is_empty() {
            return None;
        }
        let list: Vec<_> = undone
            .iter()
            .map(|(logged, why)| {
                let (what, body) = logged.event.to_parts();
                json!({ "seq": logged.seq, "at": logged.at.to_rfc3339(), "what": what, "body": body, "why": why.to_string() })
            })
            .collect();
        let text = format!("{:#}\n", json!(list));
        let hash = sha256(text.as_bytes());
        let name = format!("passed-over-{}.json", hash.get(..12).unwrap_or_default());
        let disk = self.disk.as_ref();
        let kept = disk
            .list(&folder.recovered())
            .is_ok_and(|names| names.contains(&name));
        match kept || write_whole(disk, &folder.recovered(), &name, text.as_bytes()).is_ok() {
            true => Some(format!("What one person wrote that did not fit with the other's is in recovered/{name}.")),
            false => Some("What one person wrote that did not fit with the other's is in the journal only; free some space and open these minutes again.".to_owned()),
        }
    }

    /// Who came to read since the last look, in words; `None` for nobody, or when it is too soon to look again.
    pub(super) fn new_readers(&mut self) -> Option<String> {
        let looked = self.company.looked;
        if looked.is_some_and(|looked| looked.elapsed() < BETWEEN_LOOKS) {
            return None;
        }
        self.look_for_readers()
    }

    fn look_for_readers(&mut self) -> Option<String> {
        let folder = &self.open.as_ref()?.folder;
        self.company.looked = Some(Instant::now());
        let now = presence::readers(self.disk.as_ref(), folder);
        let before = std::mem::take(&mut self.company.told);
        let mut words = String::new();
        for reader in now {
            let known = before.iter().find(|(one, _)| *one == reader);
            let times = known.map_or(0, |(_, times)| *times);
            if times < TIMES_TOLD {
                let Holder {
                    user, since, tty, ..
                } = &reader;
                words.push_str(&format!(
                    "{user} has had these minutes open for reading since {since} on {tty}. "
                ));
            }
            let times = times.saturating_add(1);
            self.company.told.push((reader, times));
        }
        (!words.is_empty()).then(|| words + "Only you are writing.")
    }
}

pub(super) fn sharing_of(disk: &dyn Disk, folder: &MeetingFolder) -> Sharing {
    Sharing {
        team: sharing::team_of(&folder.path).map(|team| accounts::group(team.group)),
        is_ours: handing_on::is_ours(folder),
        is_shown: is_there(disk, &folder.path, meetings::MINUTES),
    }
}

/// Why somebody else's meeting cannot be continued, if it was not handed on.
pub(super) fn not_handed_on(folder: &MeetingFolder) -> Option<Problem> {
    let whose = accounts::user(handing_on::kept_by(folder)?);
    let id = &folder.id;
    Some(Problem::not_saved_or_read(format!(
        "These minutes are {whose}'s and were not handed on, so they can be read here but not continued."
    ))
    .safe("Nothing was changed.")
    .next(format!("`talking-piece read {id}` prints what is open to the team; to write in them, ask {whose} to type /handon in them.")))
}

/// Who we are, as shown to somebody who finds the meeting open.
pub(in crate::engine) fn us() -> Holder {
    let tty = rustix::termios::ttyname(rustix::stdio::stdin(), Vec::new()).ok();
    let tty = tty
        .and_then(|name| name.into_string().ok())
        .unwrap_or_default();
    let host = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    Holder {
        user: accounts::name(rustix::process::getuid().as_raw())
            .or_else(|| std::env::var("USER").ok())
            .unwrap_or_else(events::who),
        tty: tty.trim_start_matches("/dev/").to_owned(),
        since: clock::now().format("%H:%M").to_string(),
        host,
    }
}
