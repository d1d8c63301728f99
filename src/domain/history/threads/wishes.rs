//! One child's wishes through all meetings: the child's own words, the action that answers them, what came of it, and
//! who tells the child.

use super::action::{LookedAt, Promised, action_thread};
use super::chain::Chain;
use super::named::CanBeTyped;
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::history::telling::{ChildTold, first_told, told_in, with_what_follows};
use crate::domain::meeting::{Found, find_among_children};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, child, childs_view};
use crate::domain::record::{ReadAnswers, Record};
use crate::domain::text::folded::folded;
use crate::domain::text::initials;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WishThread {
    pub child: String,
    pub restricted: bool,
    pub made_up: bool,
    pub language: String,
    /// What the child said, the oldest first.
    pub wishes: Vec<Wish>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wish {
    pub meeting: PastMeeting,
    pub record: String,
    pub channel: String,
    /// The child's exact words.
    pub words: String,
    /// What the child wants to change, what is good, what worries, what the child hopes: by label.
    pub wants: Vec<(String, String)>,
    /// Never mixed with the words.
    pub adults_read_it: String,
    pub weighed: String,
    /// If there are no views: why.
    pub reason: String,
    /// Empty if nobody has taken it up.
    pub answered: Vec<Answered>,
    pub told: Option<Told>,
    pub restricted: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answered {
    pub action: Promised,
    pub came_of_it: Vec<(Option<NaiveDate>, LookedAt)>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    pub by: String,
    pub until: Option<NaiveDate>,
    /// The day on which it was done, where a check-in with the child says so, at this meeting or one that follows it.
    pub done: Option<NaiveDate>,
}

/// The thread of the child with these letters in one of the meetings. `None` when this reader sees no such child there.
pub fn wish_thread(chain: &Chain<'_>, meeting: &str, letters: &str) -> Option<WishThread> {
    let (_, start) = chain.meeting(meeting)?;
    let child = start.holding(&child::KIND).find(|child| {
        child
            .text(&child::CODE)
            .eq_ignore_ascii_case(letters.trim())
    })?;
    let who = start.identity(&child.id)?;
    let called = called(child);
    let mut wishes = Vec::new();
    for reading in &chain.readings {
        let is_hers = |child: &&RecordView| reading.identity(&child.id).as_ref() == Some(&who);
        let Some(here) = reading.holding(&child::KIND).find(is_hers) else {
            continue;
        };
        let views = reading.holding(&childs_view::KIND);
        wishes.extend(
            views
                .filter(|view| view.text(&childs_view::CHILD) == here.id)
                .map(|view| wish(chain, reading, here, view)),
        );
    }
    Some(WishThread {
        child: called,
        restricted: chain.is_full,
        made_up: chain.made_up(),
        language: chain.language(),
        wishes,
    })
}

/// The letters of the child meant in one of the meetings, found as in a meeting that goes on, or by the first letters of
/// the names as in the list of meetings; without words, the only child. A child whom this reader does not see is never
/// included.
///
/// # Errors
/// The children with the letters to type: those whom the words fit, or all where they fit none.
pub fn child_meant(
    chain: &Chain<'_>,
    meeting: &str,
    words: &str,
) -> Result<String, Vec<CanBeTyped>> {
    let Some((_, start)) = chain.meeting(meeting) else {
        return Err(Vec::new());
    };
    child_called(start, words).map(|child| child.text(&child::CODE).to_owned())
}

/// The child that is meant in one meeting by letters or a name; no words at all mean the only one.
///
/// # Errors
/// The children with the letters to type: those whom the words fit, or all where they fit none.
pub fn child_called<'r>(
    reading: &'r ReaderView<'_>,
    words: &str,
) -> Result<&'r RecordView, Vec<CanBeTyped>> {
    let words = words.trim();
    let children: Vec<&RecordView> = reading.holding(&child::KIND).collect();
    let with_initials =
        |child: &&RecordView| folded(&initials(child.text(&child::NAME))) == folded(words);
    let fitting = match words {
        "" => children.clone(),
        _ => {
            let records: Vec<Record> = children.iter().map(|child| child.as_record()).collect();
            let ids = match find_among_children(words, &records) {
                Found::One(id) => vec![id],
                Found::Several(ids) => ids,
                Found::Nobody => Vec::new(),
            };
            let found = |child: &&RecordView| ids.contains(&child.id);
            let mut fitting: Vec<&RecordView> = children.iter().copied().filter(found).collect();
            if fitting.is_empty() {
                fitting = children.iter().copied().filter(with_initials).collect();
            }
            fitting
        }
    };
    let to_choose_from = match fitting.as_slice() {
        [child] => return Ok(child),
        [] => children,
        _ => fitting,
    };
    Err(to_choose_from
        .into_iter()
        .map(|child| CanBeTyped {
            typed: child.text(&child::CODE).to_owned(),
            words: called(child),
        })
        .collect())
}

fn called(child: &RecordView) -> String {
    let name = child.first_text(&[&child::PREFERRED_NAME, &child::NAME]);
    name.to_owned()
}

fn wish(
    chain: &Chain<'_>,
    reading: &ReaderView<'_>,
    child: &RecordView,
    view: &RecordView,
) -> Wish {
    let answer = |field: &Field| reading.answer(view, field);
    let wants = [
        &childs_view::WANTS_TO_CHANGE,
        &childs_view::GOOD_THINGS,
        &childs_view::WORRIES,
        &childs_view::HOPES,
    ]
    .into_iter()
    .filter_map(|field| {
        let words = answer(field);
        let asked = reading.kind(view).and_then(|kind| kind.field(field.name));
        let label = asked.map_or(field.label, |field| field.label).to_owned();
        (!words.is_empty()).then_some((label, words))
    });
    let answers = reading
        .holding(&action::KIND)
        .filter(|action| action.text(&action::ANSWERS) == view.id);
    Wish {
        meeting: PastMeeting::of(reading),
        record: view.id.clone(),
        channel: answer(&childs_view::CHANNEL),
        words: answer(&childs_view::WORDS),
        wants: wants.collect(),
        adults_read_it: answer(&childs_view::READING),
        weighed: answer(&childs_view::WEIGHED),
        reason: answer(&childs_view::REASON),
        answered: answers
            .filter_map(|action| answered(chain, reading, action))
            .collect(),
        told: told(chain, reading, child, view),
        restricted: view.is_restricted(),
    }
}

/// The action as this meeting has it, and what the meetings after it say of it.
fn answered(chain: &Chain<'_>, reading: &ReaderView<'_>, action: &RecordView) -> Option<Answered> {
    let meeting = &reading.minutes.header().id;
    let thread = action_thread(chain, meeting, &action.id)?;
    let mut stations = thread
        .stations
        .into_iter()
        .skip_while(|station| &station.meeting.id != meeting);
    let here = stations.next()?.promised?;
    let came_of_it = stations.filter_map(|station| Some((station.meeting.day, station.looked_at?)));
    Some(Answered {
        action: here,
        came_of_it: came_of_it.collect(),
    })
}

fn told(
    chain: &Chain<'_>,
    reading: &ReaderView<'_>,
    child: &RecordView,
    view: &RecordView,
) -> Option<Told> {
    let by = reading.answer(view, &childs_view::TOLD_BY);
    let until = view.day(&childs_view::TELL_BY);
    let met = reading.day_held();
    let done = reading.identity(&child.id).and_then(|letters| {
        let following = with_what_follows(reading, ReaderView::id, &chain.after());
        let told: Vec<ChildTold> = following.into_iter().flat_map(told_in).collect();
        first_told(&letters, met, &told)
    });
    (!by.is_empty() || until.is_some() || done.is_some()).then_some(Told { by, until, done })
}
