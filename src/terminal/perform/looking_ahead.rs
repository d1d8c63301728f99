//! What is due, for the list of meetings: worked out beside the screen, after it was drawn, so that nobody waits for it.
//! Reads only; must not decide what is due.

use super::Performer;
use crate::domain::due::DueList;
use crate::domain::settings::Texts;
use crate::store::places::Places;
use crate::terminal::clock;
use crate::terminal::due::{dates_of_all, due_of};

/// Whether the list of what is due is to be made, and whether it is being made.
#[derive(Debug, Default)]
pub(super) struct Due {
    pub(super) is_wanted: bool,
    is_being_made: bool,
}

impl Performer {
    /// Begins to make the list of what is due on a thread of its own, if it was asked for; `tell` gets it there. Called
    /// after each picture: while one list is being made, no other is begun.
    pub fn begin_due(&mut self, tell: impl FnOnce(DueList) + Send + 'static) {
        if !self.due.is_wanted || self.due.is_being_made {
            return;
        }
        self.due.is_wanted = false;
        let (places, own) = self.for_due();
        let thread = std::thread::Builder::new().name("due".into());
        // Without a thread the list does not come; /due still shows it.
        let begun = thread.spawn(move || tell(due_today(&places, &own)));
        self.due.is_being_made = begun.is_ok();
    }

    /// The list that was begun has come.
    pub fn due_has_come(&mut self) {
        self.due.is_being_made = false;
    }

    /// The same at once, for lines that are read one after the other.
    pub fn due_now(&mut self) -> Option<DueList> {
        let is_wanted = std::mem::take(&mut self.due.is_wanted);
        let (places, own) = self.for_due();
        is_wanted.then(|| due_today(&places, &own))
    }

    fn for_due(&self) -> (Places, Texts) {
        (self.places.clone(), self.settings.clone())
    }
}

/// Only what is open to everybody: the list of meetings is seen by whoever looks over one's shoulder.
fn due_today(places: &Places, own: &Texts) -> DueList {
    let today = clock::now().date_naive();
    let dates = dates_of_all(places, own, today, None, &mut |_| true);
    due_of(&dates, today, None, own)
}
