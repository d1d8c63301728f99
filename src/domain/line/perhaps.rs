//! What a contribution is perhaps meant as, which no mark and no label says: told before Enter on a screen, and once it is
//! recorded to whoever has not seen the line.

use super::Line;
use super::by_section::section_default;
use super::entry::{ContributionLine, Who};
use super::in_speech::{InSpeech, said_by};
use super::marks::{QUESTION, kind_called, sign_of};
use super::nobodys::nobodys;
use super::perhaps_dissent::{perhaps_dissent, told_dissent};
use super::perhaps_mark::perhaps_marks;
use super::perhaps_record::{perhaps_action, perhaps_record, perhaps_view, perhaps_what_if};
use super::scores_line::scores_told;
use super::second_speaker::is_inside;
use super::speaker;
use super::suggested::Suggested;
use super::taken_for::taken_for;
use super::tells_where::{PERHAPS_AN_ADDRESS, tells_where};
use super::told_lines::{told_in_a_line, told_without_label};
use super::told_of_somebody::{how_to_say, said_before};
use crate::domain::meeting::Meeting;
use crate::domain::settings::people_words::{people_words, squeezed};
use crate::domain::visibility::Visibility;

/// Shorter words before a dash are no word for a kind, apart from these.
const SHORTEST_KIND: usize = 4;
const SHORT_KINDS: &[&str] = &["q", "qn", "obs"];

/// Whom a name with a slip was taken for, and what the line is perhaps meant as.
pub fn told_unseen(read: &Line, text: &str, meeting: &Meeting) -> Vec<String> {
    let mut told = taken_for(read, text, meeting);
    if let Line::Entry(entry) = read {
        told.extend(perhaps_meant(entry, text, meeting));
        told.extend(perhaps_in_speech(entry, text, meeting));
        told.extend(perhaps_marks(entry, meeting));
        let is_open = section_default(meeting).0 == Visibility::Everyone;
        if is_open && entry.visibility.is_none() && tells_where(&entry.text) {
            told.push(PERHAPS_AN_ADDRESS.to_owned());
        }
    }
    if let Line::Form(form) = read {
        told.extend(form.perhaps_meant());
    }
    told
}

pub(super) fn perhaps_meant(
    entry: &ContributionLine,
    text: &str,
    meeting: &Meeting,
) -> Option<String> {
    asked_of_the_line(entry, meeting)
        .or_else(|| Some(without_speaker(entry, text, meeting)?.words()))
        .or_else(|| Some(perhaps_record(text, meeting)?.words()))
        .or_else(|| perhaps_action(entry, meeting))
        .or_else(|| Some(perhaps_view(entry, meeting)?.words()))
        .or_else(|| perhaps_what_if(entry))
        .or_else(|| Some(perhaps_dissent(entry, meeting)?.words()))
        .or_else(|| Some(told_in_a_line(entry, meeting)?.words()))
}

/// What is asked about the line as it stands, before any other could be meant instead.
pub(super) fn asked_of_the_line(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    own_note(entry)
        .or_else(|| kind_in_words(entry, meeting))
        .or_else(|| own_question(entry))
        .or_else(|| two_speakers(entry, meeting))
}

/// Whether the line that is perhaps meant is told with these words.
pub fn is_other_line_told(read: &Line, text: &str, meeting: &Meeting) -> bool {
    match read {
        Line::Entry(entry) => without_speaker(entry, text, meeting).is_some(),
        _ => false,
    }
}

/// The record that may be meant by what somebody says, where nothing else is told of the line: it is what was said, whatever
/// else it is.
pub(super) fn perhaps_in_speech(
    entry: &ContributionLine,
    text: &str,
    meeting: &Meeting,
) -> Option<String> {
    meant_in_speech(entry, text, meeting).map(|meant| meant.words(meeting))
}

/// The line that records it.
pub(super) fn line_in_speech(
    entry: &ContributionLine,
    text: &str,
    meeting: &Meeting,
) -> Option<String> {
    meant_in_speech(entry, text, meeting).map(|meant| meant.line(meeting))
}

fn meant_in_speech(entry: &ContributionLine, text: &str, meeting: &Meeting) -> Option<InSpeech> {
    let is_plain = entry.kind.is_none() && entry.unknown_kind.is_none() && !entry.follow_up;
    let speaker = match &entry.who {
        Who::Known(id) => id.as_str(),
        Who::Last => meeting.last_speaker()?,
        Who::Everybody | Who::MinuteTaker | Who::Unknown(_) => return None,
    };
    let whom = entry.on_behalf_of.as_deref();
    let meant = said_by(speaker, whom, &entry.text, entry.exact, meeting).filter(|_| is_plain)?;
    let is_told = perhaps_meant(entry, text, meeting).is_some();
    let others = entry.with.iter().cloned().map(Into::into).collect();
    (!is_told).then(|| meant.with(speaker, others))
}

/// Whether these words are so likely something else that somebody must look at them again: they come back before closing.
pub(super) fn is_to_be_looked_at(entry: &ContributionLine, text: &str, meeting: &Meeting) -> bool {
    own_note(entry).is_some()
        || kind_in_words(entry, meeting).is_some()
        || perhaps_view(entry, meeting).is_some()
        || entry.who == Who::Last && perhaps_record(text, meeting).is_some()
        || perhaps_action(entry, meeting).is_some()
}

/// `DT asks whether …`, `DT to ring the school`, behind which no label stands.
pub(super) fn without_speaker(
    entry: &ContributionLine,
    text: &str,
    meeting: &Meeting,
) -> Option<Suggested> {
    if !matches!(entry.who, Who::Last | Who::Unknown(_)) {
        return None;
    }
    let asked = WithoutSpeaker(text.to_owned(), entry.who == Who::Last);
    meeting.remembered(asked, |asked| perhaps_said(text, asked.1, meeting))
}

#[derive(PartialEq)]
struct WithoutSpeaker(String, bool);

fn perhaps_said(text: &str, goes_on: bool, meeting: &Meeting) -> Option<Suggested> {
    let said = how_to_say(text, meeting);
    if let Some(dissent) = told_dissent(text, meeting) {
        return Some(match said {
            Some(said) => dissent.or_else(said.words()),
            None => dissent,
        });
    }
    let told = || told_without_label(text, meeting)?.meant;
    match said {
        // `KS disagrees, wants it minuted`: what they say, and what it is for.
        Some(said) if said.is_own_words() => Some(match told() {
            Some(told) => told.or_else(said.words()),
            None => said,
        }),
        Some(said) => Some(said),
        None => match nobodys(text, meeting) {
            Some(nobodys) => nobodys.meant,
            None if goes_on => said_before(text, meeting),
            None => None,
        },
    }
}

/// `MT: I can do that DT: me too`
fn two_speakers(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    let Who::Unknown(label) = &entry.who else {
        return None;
    };
    let second = label.rsplit(": ").next()?;
    // `LH: 6, DP: 4`
    if scores_told(&entry.text, meeting).is_some() {
        return None;
    }
    is_inside(second, &entry.text, meeting)
        .then(|| format!("Two speakers? A line for each: {second}: \u{2026}"))
}

/// `Note: the letter came`, `(Ella is drawing)`: of whoever goes on, or what the minute-taker notes?
fn own_note(entry: &ContributionLine) -> Option<String> {
    let text = entry.text.trim();
    let is_aside = text.starts_with('(')
        && text.ends_with(')')
        && text.matches(['(', ')']).count() == 2
        && text.split_whitespace().count() > 1;
    let dashed = || behind_a_dash(text).is_some_and(|(label, _)| is_note(label));
    let is_note = match &entry.who {
        Who::Last => speaker::perhaps_own_note(text) || is_aside || dashed(),
        // `obs: …`: nobody here is called so.
        Who::Unknown(label) => is_note(label),
        _ => false,
    };
    is_note.then(|| "A note of your own? It begins with a colon".to_owned())
}

fn is_note(label: &str) -> bool {
    people_words().is("own note", &squeezed(label))
}

fn own_question(entry: &ContributionLine) -> Option<String> {
    let is_own = entry.who == Who::Last && entry.kind.as_deref() == Some(QUESTION);
    is_own.then(|| "A question of your own? It begins with : ?".to_owned())
}

/// `idea: we could go`, `KS: worry - the nights`: what kind of words these are is said by a mark.
fn kind_in_words(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    let is_open = entry.kind.is_none()
        && entry.unknown_kind.is_none()
        && !entry.exact
        && entry.who != Who::MinuteTaker;
    let text = Some(entry.text.as_str()).filter(|_| is_open)?;
    let is_asked = matches!(entry.who, Who::Unknown(_));
    let (label, sign) = match (&entry.who, behind_a_dash(text)) {
        (Who::Unknown(label), _) => (label.as_str(), ":"),
        (_, Some((label, _))) => (label, " -"),
        (_, None) => match speaker::split(text) {
            Some((label, _)) => (label, ":"),
            None => (sign_in_words(text)?, ","),
        },
    };
    let lower = label.to_lowercase();
    let is_long = lower.chars().count() >= SHORTEST_KIND;
    let is_likely = !is_asked && (sign == ":" || is_long) || SHORT_KINDS.contains(&lower.as_str());
    let kind = kind_called(label, meeting).filter(|_| is_likely)?;
    let title = meeting.kind_title(&kind).to_lowercase();
    Some(match sign_of(&kind) {
        Some(mark) => {
            format!("For \"{title}\", type {mark} and a space instead of \"{label}{sign}\"")
        }
        None => format!("For \"{title}\", type #{label} instead of \"{label}{sign}\""),
    })
}

/// `strength` of `strength, she came to all six sessions`: only a word for what has a sign.
fn sign_in_words(text: &str) -> Option<&str> {
    let (label, words) = text.split_once(", ")?;
    let has_sign = sign_of(&label.to_lowercase()).is_some();
    (has_sign && words.split_whitespace().nth(1).is_some()).then_some(label)
}

/// `worry - the nights`: one word before a dash, and what is behind it.
fn behind_a_dash(text: &str) -> Option<(&str, &str)> {
    let dashes = [" - ", " \u{2013} ", " \u{2014} "];
    let (label, words) = dashes.iter().find_map(|dash| text.split_once(dash))?;
    let is_word = label.chars().all(char::is_alphabetic) && !words.trim().is_empty();
    is_word.then_some((label, words))
}
