//! `HT: leaves at 10.20`, `: break of ten minutes`, `CH: in the core group are KS and SW`: told in a line of its own, what the
//! program has a command for. It stays what it is, word for word; which command that may be is asked beside it. The patterns
//! are data (`settings/told_lines.txt`).

mod filled;
mod found;
mod likely;

use super::entry::{ContributionLine, Who};
use super::in_speech::in_speech;
use super::nobodys::{NOBODY, Nobodys, nobodys};
use super::perhaps_record::perhaps_record;
use super::suggested::Suggested;
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::child;
use crate::domain::settings::told_lines::told_lines;
use found::Said;

/// Behind the question, where the agenda asks for no score.
pub(super) const NO_SCALE: &str = "The agenda asks for none, so it stays words";

/// What is perhaps meant by a line that has a label.
pub(super) fn told_in_a_line(entry: &ContributionLine, meeting: &Meeting) -> Option<Suggested> {
    let is_plain = entry.kind.is_none() && entry.on_behalf_of.is_none() && !entry.exact;
    if !is_plain {
        return None;
    }
    meeting.remembered(Asked(entry.clone()), |_| told_anew(entry, meeting))
}

#[derive(PartialEq)]
struct Asked(ContributionLine);

fn told_anew(entry: &ContributionLine, meeting: &Meeting) -> Option<Suggested> {
    if let Who::Known(id) = &entry.who {
        // What is offered quietly is more exact; and a child's words are the child's.
        let is_child = meeting.record(id).is_some_and(|one| one.is_a(&child::KIND));
        if is_child || in_speech(id, &entry.text, meeting).is_some() {
            return None;
        }
    }
    // `CH: #goal they sleep through`: that is no kind of words, but of record.
    let text = match &entry.unknown_kind {
        Some(kind) => format!("{kind} {}", entry.text.replace(&format!("#{kind}"), "")),
        None => entry.text.clone(),
    };
    let told = |speaker| meant(&Said::of(&text, speaker, meeting));
    match &entry.who {
        Who::Known(id) => told(Some(id.clone())),
        // What somebody does is seen by whoever writes it down.
        Who::MinuteTaker => told(None).or_else(|| {
            nobodys(&entry.text, meeting)?
                .meant
                .filter(|meant| !meant.is_own_words())
        }),
        Who::Last | Who::Everybody | Who::Unknown(_) => None,
    }
}

/// The same of a line that has none. It may as well be said aloud, so it stays with whoever goes on.
pub(super) fn told_without_label<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    // `Ella's drawing: a house` says by its label what it is.
    if line.trim_end().ends_with(':') || perhaps_record(line, meeting).is_some() {
        return None;
    }
    let meant = meant(&Said::of(line, None, meeting))?;
    Some(Nobodys {
        who: NOBODY,
        meant: Some(meant),
        is_said: true,
    })
}

/// The first command whose patterns fit, and that is likely now.
fn meant(said: &Said<'_>) -> Option<Suggested> {
    if said.is_question() {
        return None;
    }
    told_lines().iter().find_map(|told| {
        let mut patterns = told.patterns.iter();
        let found = patterns.find_map(|pattern| said.found(pattern))?;
        let mut otherwise = told.otherwise.iter();
        let is_another = otherwise.any(|pattern| said.found(pattern).is_some());
        let is_meant = !is_another && said.is_likely(told, &found);
        is_meant.then(|| said.suggested(told, &found).saying(said.known(&found)))
    })
}
