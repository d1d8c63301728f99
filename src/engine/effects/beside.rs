//! Reading a meeting while somebody else writes in it: a note tells the writer, and anything typed meanwhile is kept on
//! disk for this account alone. Only the app moves it into the journal, once the reader has become the writer.

use super::EffectRunner;
use super::drafting::{MayGo, Typing};
use super::others::us;
use crate::store::paths::MeetingFolder;
use crate::store::presence::{self, ReaderNote};

pub(super) struct Beside {
    /// Tells the writer that we are reading; `None` where no note could be left.
    _note: Option<ReaderNote>,
    pub(super) typing: Typing,
    /// Somebody else is writing, so the files may change and are worth another look.
    open_elsewhere: bool,
    /// The opening of these closed minutes is already on the record of access for this sitting.
    pub(super) is_on_record: bool,
}

impl EffectRunner {
    /// Takes over the current reading if it is of the same meeting.
    pub(super) fn looked_at_again(&mut self, meeting: &str) -> Option<Beside> {
        let is_it = |beside: &mut Beside| beside.open_elsewhere && beside.typing.is_in(meeting);
        self.company.beside.take_if(is_it)
    }

    /// `carried`: earlier sittings of our own whose words were passed on to this one.
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
        // Without a note the writer is not told; everything else works as usual.
        let note = presence::read_here(self.disk.as_ref(), &folder, &us(), &sitting).ok();
        self.company.beside = Some(Beside {
            _note: note,
            typing: Typing::new(folder, sitting, MayGo::Carried, carried),
            open_elsewhere,
            is_on_record,
        });
    }
}
