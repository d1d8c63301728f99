//! The line being typed, on disk: one write per change, before the frame that shows it. A reader types into their own
//! draft, which no journal ever takes over.

use super::others::Peers;
use super::{EffectRunner, Open, in_first_place};
use crate::app::protocol::message::Message;
use crate::domain::text::edit::TextEdit;
use crate::store::draft::{Draft, DraftTrouble};
use crate::store::draft_lines::DraftLine;
use crate::store::journal::{Journal, in_words};
use crate::store::paths::MeetingFolder;
use crate::store::{presence, recovery};
use std::sync::Arc;
use std::time::Duration;

/// What the screen says of the line being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum DraftState {
    #[default]
    Saved,
    NotSaved(DraftTrouble),
    /// A file took it after all; the disk has not confirmed it.
    BeingSaved,
}

struct NotBegun {
    line: DraftLine,
    asides: Vec<String>,
}

/// Which older drafts may be removed once this session's draft holds their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MayGo {
    /// There is no lock: somebody else may be typing into one of them.
    None,
    /// A reader's: only the drafts whose words were passed on to this session.
    Carried,
    /// The writer's: the drafts of all earlier sessions.
    All,
}

pub(super) struct Typing {
    folder: MeetingFolder,
    pub(super) session: String,
    may_go: MayGo,
    /// Earlier sittings as a reader whose words were passed on to this session.
    carried: Vec<String>,
    /// Started by the first line; until then the drafts of earlier sessions stay where they are.
    pub(super) draft: Option<Draft>,
    /// The line for which no draft could be started: every letter tries again.
    not_begun: Option<NotBegun>,
    /// The draft number that the newest event took over.
    pub(super) taken: u64,
    /// Drafts of earlier sessions are still on disk, although this session's draft holds their words.
    old_drafts: bool,
}

impl Typing {
    pub(super) fn new(
        folder: MeetingFolder,
        session: String,
        may_go: MayGo,
        carried: Vec<String>,
    ) -> Typing {
        Typing {
            folder,
            session,
            may_go,
            carried,
            draft: None,
            not_begun: None,
            taken: 0,
            old_drafts: false,
        }
    }

    pub(super) fn is_in(&self, meeting: &str) -> bool {
        self.folder.id.as_str() == meeting
    }

    pub(super) fn is_empty(&self) -> bool {
        self.not_begun.is_none()
            && self
                .draft
                .as_ref()
                .is_none_or(|draft| draft.line().text.is_empty() && draft.asides().is_empty())
    }

    /// A reader's draft whose words were not read stays.
    fn is_old(&self, session: &str) -> bool {
        let carried = || self.carried.iter().any(|one| one == session);
        match self.may_go {
            MayGo::None => false,
            MayGo::Carried => carried(),
            MayGo::All => session != self.session && (!presence::is_readers(session) || carried()),
        }
    }
}

/// The meeting open for writing; otherwise the one we are reading.
fn typing<'a>(open: &'a mut Option<Open>, company: &'a mut Peers) -> Option<&'a mut Typing> {
    match open {
        Some(open) => Some(&mut open.typing),
        None => company.beside.as_mut().map(|beside| &mut beside.typing),
    }
}

impl EffectRunner {
    pub(super) fn begin_draft(
        &mut self,
        number: u64,
        purpose: serde_json::Value,
        asides: &[String],
        text: &str,
        forget: bool,
    ) -> Vec<Message> {
        let journal = self.open.as_ref().and_then(|open| open.journal.as_ref());
        let is_saved = journal.is_none_or(|journal| journal.to_sync().is_none());
        let Some(typing) = typing(&mut self.open, &mut self.company) else {
            return Vec::new();
        };
        let taken = typing.taken;
        let begun = match typing.draft.as_mut() {
            // A reader leaves no file behind before typing something.
            None if typing.may_go == MayGo::Carried && text.is_empty() && asides.is_empty() => {
                typing.not_begun = Some(NotBegun {
                    line: DraftLine {
                        n: number,
                        purpose,
                        text: String::new(),
                    },
                    asides: Vec::new(),
                });
                return Vec::new();
            }
            None => return self.first_draft(number, purpose, asides, text),
            Some(draft) => put_aside(draft, asides)
                .and_then(|()| draft.begin(number, purpose, taken >= draft.line().n))
                .and_then(|()| {
                    if text.is_empty() {
                        Ok(())
                    } else {
                        draft.edit(0, 0, text)
                    }
                })
                .and_then(|()| take_back(draft, asides)),
        };
        // A command leaves no record that would take its words over, so they may go at once. Words that a record took
        // over go when that record is synced (`on_news`).
        let may_forget = forget && taken < number - 1 && is_saved;
        if let Some(draft) = typing.draft.as_mut().filter(|_| may_forget) {
            draft.forget(number - 1);
        }
        self.sync_draft();
        self.draft_settled(begun)
    }

    /// Where no draft could be started, the edit goes into the line that is tried again with each letter.
    pub(super) fn edit_draft(&mut self, edit: &TextEdit) -> Vec<Message> {
        let Some(typing) = typing(&mut self.open, &mut self.company) else {
            return Vec::new();
        };
        if let Some(draft) = typing.draft.as_mut() {
            let done = draft.edit(edit.at, edit.removed.len(), &edit.inserted);
            self.sync_draft();
            return self.draft_settled(done);
        }
        let Some(mut kept) = typing.not_begun.take() else {
            return Vec::new();
        };
        kept.line.edit(edit.at, edit.removed.len(), &edit.inserted);
        let DraftLine { n, purpose, text } = kept.line;
        self.first_draft(n, purpose, &kept.asides, &text)
    }

    /// The session's draft takes over the words of earlier sessions; only then may those drafts go.
    fn first_draft(
        &mut self,
        number: u64,
        purpose: serde_json::Value,
        asides: &[String],
        text: &str,
    ) -> Vec<Message> {
        let Some(typing) = typing(&mut self.open, &mut self.company) else {
            return Vec::new();
        };
        let rescue = self.places.rescue_for(&typing.folder);
        let started = in_first_place(self.disk.as_ref(), &typing.folder, &rescue, |places| {
            Draft::start(
                Arc::clone(&self.disk),
                places,
                &typing.session,
                number,
                purpose.clone(),
                asides.to_vec(),
            )
        });
        let (mut draft, moved) = match started {
            Ok(begun) => begun,
            Err(error) => {
                typing.not_begun = Some(NotBegun {
                    line: DraftLine {
                        n: number,
                        purpose,
                        text: text.to_owned(),
                    },
                    asides: asides.to_vec(),
                });
                return self.draft_settled(Err(DraftTrouble(in_words(&error))));
            }
        };
        let written = if text.is_empty() {
            Ok(())
        } else {
            draft.edit(0, 0, text)
        };
        typing.draft = Some(draft);
        // With no words to carry over, every old draft was taken over by events or is finished with: they go at once,
        // so that the first frame does not wait for a disk. What cannot be removed is offered again next time. A reader
        // was given no words before their first letter.
        let carries = match typing.may_go {
            MayGo::Carried => !typing.carried.is_empty(),
            MayGo::None | MayGo::All => !text.is_empty() || !asides.is_empty(),
        };
        // A rescue folder may vanish at log-out.
        let may_go = typing.may_go != MayGo::None && moved.is_none();
        typing.old_drafts = may_go;
        self.sync_draft();
        let is_safe = || written.is_ok() && self.syncer.flush(Duration::from_secs(2));
        if may_go && (!carries || is_safe()) {
            self.draft_is_safe();
        }
        self.draft_settled(written)
    }

    /// The words of this session are safe, so the drafts of earlier ones may go. On a slow disk that is later.
    pub(super) fn draft_is_safe(&mut self) {
        let Some(typing) = typing(&mut self.open, &mut self.company) else {
            return;
        };
        if std::mem::take(&mut typing.old_drafts) {
            let rescue = self.places.rescue_for(&typing.folder);
            let is_old = |session: &str| typing.is_old(session);
            let _ = recovery::clear_old_drafts(self.disk.as_ref(), &typing.folder, &rescue, is_old);
        }
    }

    /// The disk did not take the draft, so it is written again from the start.
    pub(super) fn draft_failed(&mut self, set: u32, why: &str) -> Vec<Message> {
        let typing = typing(&mut self.open, &mut self.company);
        let draft = typing.and_then(|typing| typing.draft.as_mut());
        let moved = draft.map_or(Ok(()), |draft| draft.sync_failed(set, why));
        self.sync_draft();
        self.draft_settled(moved)
    }

    /// Remembers what is wrong with the draft, so that it stays on the screen until the draft is on a disk again, whatever
    /// becomes of the entries meanwhile.
    fn draft_settled(&mut self, written: Result<(), DraftTrouble>) -> Vec<Message> {
        match written {
            Ok(()) => {
                if matches!(self.draft_trouble, DraftState::NotSaved(_)) {
                    self.draft_trouble = DraftState::BeingSaved;
                }
                Vec::new()
            }
            Err(trouble) => {
                self.draft_trouble = DraftState::NotSaved(trouble);
                self.said_of_draft()
            }
        }
    }

    /// What is still wrong with the draft, if anything.
    pub(super) fn said_of_draft(&self) -> Vec<Message> {
        match &self.draft_trouble {
            DraftState::NotSaved(trouble) => {
                let problem = trouble.clone().into_problem(self.only_in_memory());
                vec![Message::SaveFailed(problem)]
            }
            DraftState::Saved | DraftState::BeingSaved => Vec::new(),
        }
    }

    /// The number of entries that no disk has taken.
    #[must_use]
    pub fn only_in_memory(&self) -> usize {
        self.open.as_ref().map_or(0, |open| {
            let written = open.journal.as_ref().map_or(0, Journal::only_in_memory);
            open.unwritten.len() + written
        })
    }

    /// Takes the alarm off the screen once the line is on the disk again, unless entries are not.
    pub(super) fn draft_was_saved(&mut self) -> Vec<Message> {
        if self.draft_trouble != DraftState::BeingSaved {
            return Vec::new();
        }
        self.draft_trouble = DraftState::Saved;
        let is_pending = |open: &super::Open| {
            !open.unwritten.is_empty()
                || (open.journal.as_ref()).is_some_and(|journal| journal.to_sync().is_some())
        };
        // Their own news takes the alarm off.
        match self.only_in_memory() > 0 || self.open.as_ref().is_some_and(is_pending) {
            true => Vec::new(),
            false => vec![Message::Saved(0)],
        }
    }

    fn sync_draft(&mut self) {
        let typing = typing(&mut self.open, &mut self.company);
        let draft = typing.and_then(|typing| typing.draft.as_ref());
        if let Some((set, files)) = draft.and_then(Draft::to_sync) {
            self.syncer.draft(set, &files);
        }
    }

    /// When a reader leaves, typed words stay for next time; an empty draft goes.
    pub(super) fn stop_typing_beside(&mut self) {
        let Some(beside) = self.company.beside.take() else {
            return;
        };
        let safe = self.syncer.flush(Duration::from_secs(5));
        let Typing {
            folder,
            session,
            draft,
            ..
        } = &beside.typing;
        if draft.is_some() && safe && beside.typing.is_empty() {
            let rescue = self.places.rescue_for(folder);
            let is_ours = |one: &str| one == session;
            let _ = recovery::clear_old_drafts(self.disk.as_ref(), folder, &rescue, is_ours);
        }
    }
}

/// Newly stashed texts are written before the line they come from is cleared …
fn put_aside(draft: &mut Draft, wanted: &[String]) -> Result<(), DraftTrouble> {
    for text in wanted {
        if !draft.asides().contains(text) {
            draft.set_aside(text)?;
        }
    }
    Ok(())
}

/// … and those brought back are removed only once the line holds their words again.
fn take_back(draft: &mut Draft, wanted: &[String]) -> Result<(), DraftTrouble> {
    while let Some(index) = draft
        .asides()
        .iter()
        .position(|text| !wanted.contains(text))
    {
        draft.take_back(index)?;
    }
    Ok(())
}
