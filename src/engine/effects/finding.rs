//! Searching all minutes: as you type where that is quick; otherwise only at Enter and on its own thread, so that
//! typing never waits. The search is put on the record of access first.

use super::EffectRunner;
use crate::app::protocol::message::Answer;
use crate::app::protocol::message::Message;
use crate::domain::problem::Problem;
use crate::domain::search::Query;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The number of passages shown.
const MOST: usize = 100;
/// Anybody typing notices a search that takes longer than this.
const FELT: Duration = Duration::from_millis(200);

impl EffectRunner {
    /// `entered`: Enter was pressed.
    pub(super) fn find(&mut self, typed: String, query: Query, entered: bool) -> Message {
        let library = self.library();
        let is_quick = !self.searching_is_slow && library.is_indexed();
        let tell = self.listing.tell.clone();
        if tell.is_some() && !is_quick && !entered {
            return found(typed, Answer::AtEnter);
        }
        let noted = self
            .past
            .note_search(&self.places, query.says_what_is_seen());
        if let Err(why) = noted {
            return found(typed, Answer::Refused(why));
        }
        match tell.filter(|_| !is_quick) {
            None => {
                let begun = Instant::now();
                let findings = library.find_to_show(&query, MOST, None);
                self.searching_is_slow |= begun.elapsed() > FELT;
                found(typed, Answer::Found(findings))
            }
            Some(tell) => {
                let meetings = library.count();
                let (words, teller, searched) = (typed.clone(), Arc::clone(&tell), library.clone());
                let look = move || {
                    let findings = searched.find_to_show(&query, MOST, None);
                    teller(found(words, Answer::Found(findings)));
                };
                let thread = std::thread::Builder::new().name("finding".into());
                match thread.spawn(look) {
                    Ok(_) => found(typed, Answer::Looking(meetings)),
                    Err(error) => found(
                        typed,
                        Answer::Refused(
                            Problem::not_saved_or_read(format!(
                                "The search could not begin ({error})."
                            ))
                            .safe("Nothing was changed; Enter tries again."),
                        ),
                    ),
                }
            }
        }
    }
}

fn found(typed: String, answer: Answer) -> Message {
    let answer = Box::new(answer);
    Message::Found { typed, answer }
}
