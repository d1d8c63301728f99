//! Reading beside whoever writes: a note for them, and what is typed meanwhile, kept on disk for this account alone.
//! Must not write anything of it into the journal: only the app does, when the reader has become the one who writes.

use super::EffectRunner;
use super::drafting::{MayGo, Typing};
use super::others::us;
use crate::store::paths::MeetingFolder;
use crate::store::presence::{self, ReaderNote};

/// A meeting that we only read.
pub(super) struct Beside {
    /// Our note for the one who writes; `None` where none could be left.
    _note: Option<ReaderNote>,
    pub(super) typing: Typing,
    /// Somebody else writes in it: it may be looked at again.
    open_elsewhere: bool,
    /// That these minutes, which are closed, were opened in this sitting stands on the record of access.
    pub(super) is_on_record: bool,
}

impl EffectRunner {
    /// Takes what is read just now, if this is to look at the same meeting again.
    pub(super) fn looked_at_again(&mut self, meeting: &str) -> Option<Beside> {
        let is_it = |beside: &mut Beside| beside.open_elsewhere && beside.typing.is_in(meeting);
        self.company.beside.take_if(is_it)
    }

    /// Begins to read. `carried` are sittings of our own whose words were given to this one.
    pub(super) fn read_beside(
        &mut self,
        folder: MeetingFolder,
        open_elsewhere: bool,
        carried: Vec<String>,
        is_on_record: bool,
    ) {
        let Ok(sitting) = presence::new_sitting() else {
            return;
        };
        // Where no note can be left nobody is told, and all else is as it would be.
        let note = presence::read_here(self.disk.as_ref(), &folder, &us(), &sitting).ok();
        self.company.beside = Some(Beside {
            _note: note,
            typing: Typing::new(folder, sitting, MayGo::Carried, carried),
            open_elsewhere,
            is_on_record,
        });
    }
}
