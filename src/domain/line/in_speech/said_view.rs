//! `EL: "I want it quiet"`, `HT/EL: she wants the lamp`: a child's views, as long as none are noted. Who speaks here has been
//! listened to, and still stands as not heard.

use super::InSpeech;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, childs_view, contribution, person};
use crate::domain::record::{Record, Side, is_heard, is_open_to_all, side};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;
use serde_json::Value;

/// `yes`, `hello everybody`: no views.
const SHORTEST: usize = 3;

const REMOTELY: &[&str] = &["video", "phone"];

/// What may be meant by words of a child, or for one (ids).
pub(super) fn view(
    speaker: &str,
    on_behalf_of: Option<&str>,
    text: &str,
    exact: bool,
    meeting: &Meeting,
) -> Option<InSpeech> {
    let child = [on_behalf_of, Some(speaker)]
        .into_iter()
        .flatten()
        .find(|id| is_child(id, meeting))?;
    if !may_be_a_view(text) || has_views(child, meeting) {
        return None;
    }
    let field = answered(text, exact || speaker == child);
    Some(of(child, speaker, (field, text), meeting))
}

/// The views of a child who has spoken here, or for whom somebody spoke: all of it that everybody may read.
pub fn views_said(child: &str, meeting: &Meeting) -> Option<InSpeech> {
    let is_theirs = |said: &&Record| {
        let is_plain = said.struck.is_none()
            && said.text(&contribution::OF_KIND).is_empty()
            && is_open_to_all(said);
        let whose = [&contribution::SPEAKER, &contribution::ON_BEHALF_OF];
        is_plain
            && whose.iter().any(|whose| said.text(whose) == child)
            && may_be_a_view(said.text(&contribution::TEXT))
    };
    let said: Vec<&Record> = meeting
        .records(&contribution::KIND)
        .filter(is_theirs)
        .collect();
    let is_own = |said: &&&Record| {
        said.text(&contribution::SPEAKER) == child || said.is(&contribution::EXACT)
    };
    let own: Vec<&str> = said
        .iter()
        .filter(is_own)
        .map(|said| said.text(&contribution::TEXT))
        .collect();
    let last = said.last()?;
    let speaker = last.text(&contribution::SPEAKER);
    let text = last.text(&contribution::TEXT);
    if own.is_empty() {
        return Some(of(child, speaker, (answered(text, false), text), meeting));
    }
    let words = own.join(" \u{2026} ");
    Some(of(child, speaker, (&childs_view::WORDS, &words), meeting))
}

fn may_be_a_view(text: &str) -> bool {
    let is_long = text.split_whitespace().nth(SHORTEST - 1).is_some();
    is_long && !text.trim_end().ends_with('?')
}

fn is_child(id: &str, meeting: &Meeting) -> bool {
    let record = meeting.record(id);
    record.is_some_and(|one| one.is_a(&child::KIND))
}

fn has_views(child: &str, meeting: &Meeting) -> bool {
    let mut views = meeting.records(&childs_view::KIND);
    views.any(|view| view.text(&childs_view::CHILD) == child && is_heard(view))
}

/// Only the child's own words are exact; what somebody else tells of them is a wish or a worry where it says so.
fn answered(text: &str, is_own: bool) -> &'static Field {
    if is_own {
        return &childs_view::WORDS;
    }
    let words = plain_words(text);
    let says = |list: &str| meant_words().says(list, &words);
    match (says("a child wants"), says("a child fears")) {
        (true, _) => &childs_view::WANTS_TO_CHANGE,
        (false, true) => &childs_view::WORRIES,
        (false, false) => &childs_view::READING,
    }
}

fn of(
    child: &str,
    speaker: &str,
    (field, text): (&'static Field, &str),
    meeting: &Meeting,
) -> InSpeech {
    let mut answers = vec![(&childs_view::CHILD, Value::String(child.to_owned()))];
    let channel = channel(child, speaker, meeting);
    answers.extend(channel.map(|code| (&childs_view::CHANNEL, Value::String(code.to_owned()))));
    answers.push((field, Value::String(text.to_owned())));
    if speaker != child {
        let by = Value::String(speaker.to_owned());
        answers.push((&childs_view::GATHERED_BY, by));
    }
    InSpeech::of(&childs_view::KIND, &answers)
}

/// How the views came, as far as that is certain: whether a child in the room stays for all of it, nobody knows yet.
fn channel(child: &str, speaker: &str, meeting: &Meeting) -> Option<&'static str> {
    if child == speaker {
        let way = meeting.stays_of(child).last()?.way()?;
        return REMOTELY.contains(&way).then_some("virtual");
    }
    let record = meeting.record(speaker)?;
    match record.text(&person::ROLE) {
        "childs_advocate" => Some("through_advocate"),
        // Or an advocate.
        "supporter" => None,
        _ => (side(record) == Side::Professional).then_some("through_professional"),
    }
}
