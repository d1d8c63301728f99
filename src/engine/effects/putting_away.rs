//! A meeting that was put away or restored is on the record of access, outside its own folder: nobody makes a meeting
//! disappear from the lists without a line about it.

use super::EffectRunner;
use crate::app::protocol::message::Message;
use crate::domain::history::access::Done;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};

impl EffectRunner {
    pub(super) fn put_putting_away_on_record(&mut self, recorded: &[LoggedEvent]) -> Vec<Message> {
        let done = recorded.iter().rev().find_map(|logged| match logged.event {
            Event::Known(KnownEvent::Discarded { .. }) => Some(Done::PutAway),
            Event::Known(KnownEvent::Restored {}) => Some(Done::Restored),
            _ => None,
        });
        let (Some(done), Some(open)) = (done, self.open.as_ref()) else {
            return Vec::new();
        };
        let meeting = open.folder.id.as_str().to_owned();
        let noted = self.past.note_putting_away(&self.places, &meeting, done);
        let told = noted.err().map(|why| Message::Note(why.to_string()));
        told.into_iter().collect()
    }
}
