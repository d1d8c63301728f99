//! Nothing that was on the screen is lost: not by any key, not by a kill between any two writes.

use super::any_message::{lost, step};
use crate::journeys::driver::{Disk, Driver, FAMILY};
use proptest::prelude::*;
use std::sync::OnceLock;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::editing::editor::MeetingEditor;
use talking_piece::app::editing::said_again::says_again;
use talking_piece::app::editing::stash::{Aside, Purpose};
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::meeting::Meeting;
use talking_piece::domain::meeting::event::{Event, KnownEvent};
use talking_piece::domain::text::sanitise::clean;

/// What somebody at the screen sees.
#[derive(Debug, Clone, PartialEq)]
struct RecordView {
    purpose: Purpose,
    text: String,
    asides: Vec<Aside>,
    draft: u64,
    /// The line is as the program put it there: it holds the words of a record, and nobody's own.
    prefilled: bool,
    /// Enter was pressed, and the line was not taken.
    refused: bool,
}

fn seen(editor: &MeetingEditor) -> RecordView {
    RecordView {
        purpose: editor.purpose.clone(),
        text: editor.line.text().to_owned(),
        prefilled: editor.prefilled.as_deref() == Some(editor.line.text()),
        refused: editor.refused.as_deref() == Some(editor.line.text()),
        asides: editor.asides.clone(),
        draft: editor.draft,
    }
}

/// What they would see after a kill.
fn after_a_kill(disk: &Disk) -> (Purpose, String, Vec<Aside>) {
    let asides = disk.draft.iter().flat_map(|draft| &draft.asides);
    let asides = asides.map(|aside| serde_json::from_str(aside).unwrap());
    let (purpose, text) = match disk.standing_draft() {
        Some(draft) => (
            serde_json::from_value(draft.purpose.clone()).unwrap(),
            draft.text.clone(),
        ),
        None => (Purpose::New, String::new()),
    };
    (purpose, text, asides.collect())
}

fn same_meeting(a: &Meeting, b: &Meeting) -> Result<(), TestCaseError> {
    prop_assert_eq!(a.all_records(), b.all_records());
    prop_assert_eq!(a.stays(), b.stays());
    prop_assert_eq!(a.breaks(), b.breaks());
    prop_assert_eq!(a.private_times(), b.private_times());
    prop_assert_eq!(a.phase(), b.phase());
    prop_assert_eq!(a.gaps(), b.gaps());
    prop_assert_eq!(a.open_section(), b.open_section());
    for place in a.agenda().places() {
        let id = &place.section.id;
        prop_assert_eq!(a.section_times(id), b.section_times(id));
    }
    Ok(())
}

/// Whether these words are still somewhere: in the line, in the stash, or, after Enter, in the event that took them
/// over.
fn are_kept(before: &RecordView, disk: &Disk, entered: bool) -> bool {
    let (_, text, asides) = after_a_kill(disk);
    let words = before.text.trim();
    if entered && before.purpose == Purpose::Pasted {
        // Each line is recorded by itself: what is not an event yet is in the line or the stash.
        let events = disk
            .events()
            .map(|logged| logged.event.to_parts().1.to_string());
        let asides = asides.iter().map(|aside| aside.text.clone());
        let all: String = events.chain(asides).chain([text.clone()]).collect();
        let is_plain = |word: &&str| word.len() > 4 && word.chars().all(char::is_alphabetic);
        return words
            .split_whitespace()
            .filter(is_plain)
            .all(|word| all.contains(word));
    }
    words.is_empty()
        || before.prefilled
        || (entered && took_over(before, disk))
        || text.contains(words)
        || asides.iter().any(|aside| aside.text.trim() == words)
        // Behind a line that was refused, what was typed since begins a line of its own.
        || asides.last().is_some_and(|aside| aside.refused && format!("{}{text}", aside.text) == words)
}

/// Whether an event took over the draft with every plain word of it (commands and forms are parsed, so they look
/// different).
fn took_over(before: &RecordView, disk: &Disk) -> bool {
    let by = |logged: &&talking_piece::domain::meeting::event::LoggedEvent| {
        logged.draft == Some(before.draft)
    };
    let Some(logged) = disk.events().find(by) else {
        return false;
    };
    let content = logged.event.to_parts().1.to_string();
    let is_plain = |word: &&str| word.len() > 4 && word.chars().all(char::is_alphabetic);
    before.text.trim_start().starts_with('/')
        || before
            .text
            .split_whitespace()
            .filter(is_plain)
            .all(|word| content.contains(word))
}

/// Whether each plain word of this line is in an event. Of a form the answers alone are.
fn stands_in_an_event(line: &str, disk: &Disk) -> bool {
    let events = disk
        .events()
        .map(|logged| logged.event.to_parts().1.to_string());
    let all: String = events.collect();
    let is_form = line.trim_start().starts_with('/');
    let is_plain = |word: &&str| word.len() > 4 && word.chars().all(char::is_alphabetic);
    let mut plain = line.split_whitespace().filter(is_plain);
    is_form || plain.all(|word| all.contains(word))
}

/// Sends one message, and checks the disk as it would be after every single write.
fn send(driver: &mut Driver, message: Message) -> Result<(), TestCaseError> {
    let before = driver.app.editor.as_ref().map(seen);
    let entered = match &message {
        Message::Key(Key::Enter) => true,
        Message::Unread(text, _) => before
            .as_ref()
            .is_some_and(|it| clean(text).text.trim() == it.text.trim()),
        _ => false,
    };
    driver.app.outcome = Outcome::Nothing;
    let done = match &message {
        Message::Line(line) => Some(line.as_str()),
        _ => before
            .as_ref()
            .map(|it| it.text.as_str())
            .filter(|_| entered),
    };
    let mut disk = driver.disk.clone();
    let effects = driver.update(message.clone());
    let outcome = driver.app.outcome.clone();
    if let Some(before) = &before {
        let changes_words = effects
            .iter()
            .all(|effect| matches!(effect, Effect::EditDraft(_)));
        let was_command = entered
            && before.text.trim_start().starts_with('/')
            && !matches!(outcome, Outcome::Refused(_))
            && matches!(before.purpose, Purpose::New | Purpose::About(_));
        // An entry that reads as before is there in an earlier event: no new one takes the line over.
        let says_the_same = entered
            && matches!(before.purpose, Purpose::Edit(_))
            && driver.status().contains("reads so already")
            && stands_in_an_event(&before.text, &disk);
        for effect in &effects {
            for cut in [true, false] {
                let mut there = disk.clone();
                there.perform(effect, cut);
                // It was refused, and the next line says all of it as it should be.
                let said_again = before.refused
                    && done.is_some_and(|done| says_again(done, &before.text, COMMANDS));
                if !changes_words && !was_command && !says_the_same && !said_again {
                    prop_assert!(
                        are_kept(before, &there, entered),
                        "{:?} lost {:?} at {:?} (all: {:?})",
                        message,
                        before,
                        effect,
                        effects
                    );
                }
                let (_, text, asides) = after_a_kill(&there);
                for aside in &before.asides {
                    let taken = there
                        .events()
                        .next_back()
                        .is_some_and(|logged| logged.draft > Some(before.draft));
                    // A refused line that was typed again and recorded waits no longer.
                    let said_again = aside.refused
                        && done.is_some_and(|done| says_again(done, &aside.text, COMMANDS));
                    prop_assert!(
                        asides.contains(aside) || text == aside.text || taken || said_again,
                        "{:?} lost what was aside: {:?}",
                        message,
                        aside
                    );
                }
            }
            disk.perform(effect, false);
        }
    }
    driver.perform(effects);
    if let Some(editor) = &driver.app.editor {
        let now = seen(editor);
        let back = after_a_kill(&driver.disk);
        prop_assert_eq!((now.purpose, now.text, now.asides), back);
    }
    Ok(())
}

/// Every contribution that was ever recorded is in the journal, word for word.
fn recorded_words(disk: &Disk) -> Vec<String> {
    let words = |event: &Event| match event {
        Event::Known(KnownEvent::Recorded { body, .. } | KnownEvent::Changed { body, .. }) => {
            Some(serde_json::to_string(&body.values).unwrap())
        }
        _ => None,
    };
    disk.events()
        .filter_map(|logged| words(&logged.event))
        .collect()
}

fn begun() -> Driver {
    static BEGUN: OnceLock<Driver> = OnceLock::new();
    BEGUN.get_or_init(Driver::in_conference).clone()
}

fn preparing() -> Driver {
    static PREPARING: OnceLock<Driver> = OnceLock::new();
    let prepare = || {
        let mut driver = Driver::with_agenda("signs-of-safety-cpc");
        for line in FAMILY.iter().take(4) {
            driver.press(line);
            driver.press("⏎");
        }
        driver
    };
    PREPARING.get_or_init(prepare).clone()
}

fn go_through(
    mut driver: Driver,
    steps: Vec<Vec<Message>>,
    end: Message,
) -> Result<(), TestCaseError> {
    let so_far = recorded_words(&driver.disk);
    for message in steps.into_iter().flatten() {
        send(&mut driver, message)?;
        if driver.app.editor.is_none() {
            break;
        }
    }
    let recorded = recorded_words(&driver.disk);
    prop_assert!(recorded.starts_with(&so_far), "a recorded word is gone");
    if driver.app.editor.is_none() {
        return Ok(());
    }
    let before = seen(driver.editor());
    let meeting = driver.editor().meeting.clone();
    let resumed = MeetingEditor::open(driver.disk.found()).0.meeting;
    same_meeting(&meeting, &resumed)?;
    send(&mut driver, end)?;
    driver.kill_and_resume();
    let after = seen(driver.editor());
    prop_assert_eq!(before.text, after.text);
    prop_assert_eq!(before.purpose, after.purpose);
    prop_assert_eq!(before.asides, after.asides);
    same_meeting(&meeting, &driver.editor().meeting)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_in_a_meeting(steps in prop::collection::vec(step(), 1..25), end in lost()) {
        go_through(begun(), steps, end)?;
    }

    #[test]
    fn nothing_is_lost_while_preparing(steps in prop::collection::vec(step(), 1..20), end in lost()) {
        go_through(preparing(), steps, end)?;
    }
}
