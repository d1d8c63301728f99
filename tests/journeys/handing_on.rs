//! `/handon`: its meaning is explained before it is done, and what cannot be done is not recorded.

use super::closing::explain_all;
use super::driver::Driver;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::{Key, Lost, Message, Opened, Sharing};
use talking_piece::app::update;
use talking_piece::domain::meeting::Phase;
use talking_piece::domain::meeting::event::{Event, KnownEvent};
use talking_piece::domain::problem::Problem;

fn shared(is_ours: bool) -> Driver {
    let mut driver = Driver::in_conference();
    share(&mut driver, is_ours);
    driver
}

/// The folder is shared with a team from now on.
pub(super) fn share(driver: &mut Driver, is_ours: bool) {
    driver.disk.sharing = Sharing {
        team: Some("conferences".into()),
        is_ours,
        is_shown: false,
    };
    driver.app.editor.as_mut().unwrap().sharing = driver.disk.sharing.clone();
    driver.asked.clear();
}

/// How often these keys ask for the minutes files.
fn written(driver: &mut Driver, keys: &str) -> usize {
    driver.asked.clear();
    driver.press(keys);
    files_asked(driver)
}

fn files_asked(driver: &Driver) -> usize {
    let is_write = |effect: &&Effect| matches!(effect, Effect::WriteMinutes { seal: false, .. });
    driver.asked.iter().filter(is_write).count()
}

impl Driver {
    pub(super) fn tell_what_came_of_the_files(&mut self) {
        let created = self.disk.events().next().map(|logged| &logged.event);
        let Some(Event::Known(KnownEvent::MeetingCreated { meeting, .. })) = created else {
            return;
        };
        let meeting = meeting.clone();
        let told = match self.disk.takes_no_files {
            true => Message::MinutesNotWritten {
                meeting,
                why: Problem::not_saved_or_read("The file is old (no room)."),
            },
            false => Message::MinutesWritten(meeting),
        };
        assert!(update(&mut self.app, told, self.now).is_empty());
    }
}

fn handed_on(driver: &Driver) -> usize {
    let known = driver.disk.events();
    known
        .filter(|logged| matches!(logged.event, Event::Known(KnownEvent::HandedOn {})))
        .count()
}

#[test]
fn in_a_folder_of_ones_own_it_is_not_put_down_and_the_way_is_told() {
    let mut driver = Driver::in_conference();
    driver.press("/handon yes⏎");
    assert!(
        driver.status().contains("shared folder"),
        "{}",
        driver.status()
    );
    assert_eq!(driver.line(), "/handon yes", "the line stays");
    assert_eq!(handed_on(&driver), 0);
}

#[test]
fn what_others_will_see_is_said_before_and_undo_does_not_take_it_back_in_silence() {
    let mut driver = shared(true);
    driver.press("/handon⏎");
    let said = driver.status().to_owned();
    assert!(
        said.contains("restricted parts") && said.contains("conferences"),
        "{said}"
    );
    assert_eq!(handed_on(&driver), 0, "nothing is done yet");
    driver.press("/handon yes⏎");
    assert_eq!(handed_on(&driver), 1);
    assert!(driver.asked.contains(&Effect::HandOn(true)));
    assert!(driver.editor().meeting.is_handed_on());
    driver.press("/undo⏎");
    assert!(
        driver.editor().meeting.is_handed_on(),
        "what others may have read stays said"
    );
    driver.press("/handon stop⏎");
    assert!(!driver.editor().meeting.is_handed_on());
    assert!(driver.asked.contains(&Effect::HandOn(false)));
    driver.kill_and_resume();
    assert!(!driver.editor().meeting.is_handed_on());
}

#[test]
fn only_who_made_the_meeting_hands_it_on() {
    let mut driver = shared(false);
    driver.press("/handon yes⏎");
    assert!(
        driver.status().contains("Only the person who made"),
        "{}",
        driver.status()
    );
    assert_eq!(handed_on(&driver), 0);
    assert!(
        !driver
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::HandOn(_)))
    );
}

/// The file that a team follows is written when the meeting begins or reaches another part, and when something is
/// removed.
#[test]
fn in_a_shared_folder_the_team_follows_and_what_is_taken_out_goes_at_once() {
    let mut driver = shared(true);
    assert_eq!(written(&mut driver, "KS: one⏎"), 0, "an entry waits");
    for keys in [
        "/section 3⏎",
        "/mark #restricted⏎",
        "/undo⏎",
        "/strike wrong⏎",
        "/break⏎",
    ] {
        assert_eq!(written(&mut driver, keys), 1, "{keys}");
    }
    let mut alone = Driver::in_conference();
    assert_eq!(written(&mut alone, "KS: one⏎/section 3⏎/strike wrong⏎"), 0);
}

/// A meeting being prepared has no file that a team could read: not after a correction, nor on leaving, nor after a
/// kill.
#[test]
fn what_is_only_prepared_is_not_shown_to_the_team_whatever_is_done_with_it() {
    let prepared = || {
        let mut driver = Driver::with_agenda("restorative-icpc");
        share(&mut driver, true);
        let keys = "/person KS Kelly Nettlesworth⏎/meeting reference: 12⏎";
        assert_eq!(written(&mut driver, keys), 0);
        driver
    };
    for keys in [
        "/meeting reference: 13⏎",
        "/person KS Kelly Sparrowhat⏎",
        "/edit⏎; role: mother⏎",
        "/strike wrong⏎",
        "/undo⏎",
        "/undo⏎/redo⏎",
        "/home⏎",
        "/undo⏎/quit⏎",
    ] {
        let mut driver = prepared();
        assert_eq!(written(&mut driver, keys), 0, "{keys}");
        assert!(driver.disk.events().count() > 3, "{keys}");
    }
    let mut driver = prepared();
    driver.send(Message::Lost(Lost::HungUp));
    driver.kill_and_resume();
    driver.press("/undo⏎");
    assert_eq!(files_asked(&driver), 0);
    assert_eq!(written(&mut driver, "/begin⏎"), 1);
    // What they have seen must not go out of date when the beginning is taken back.
    assert_eq!(written(&mut driver, "/undo⏎"), 1);
    assert_eq!(driver.editor().meeting.phase(), Phase::Preparing);
    assert_eq!(written(&mut driver, "/home⏎"), 1);
    // Alone, leaving writes them as always.
    let mut alone = Driver::with_agenda("restorative-icpc");
    assert_eq!(written(&mut alone, "/person KS Kelly⏎/home⏎"), 1);
}

/// A safe journal says nothing about the file that a team reads: its failure stays visible, and is tried again.
#[test]
fn a_team_file_that_could_not_be_written_is_owed_and_said_until_it_is() {
    let mut driver = shared(true);
    driver.press("KS: the safe house is in Nowhere Lane⏎");
    driver.disk.takes_no_files = true;
    assert_eq!(written(&mut driver, "/mark #restricted⏎"), 1);
    driver.send(Message::Saved(99));
    assert!(
        !driver.status().contains("works again"),
        "{}",
        driver.status()
    );
    assert_eq!(driver.app.status.saved_words(), "OLD FILE");
    assert_eq!(written(&mut driver, "KS: and"), 0, "not with a letter");
    assert_eq!(written(&mut driver, "⏎"), 1, "each entry tries again");
    driver.send(Message::Saved(100));
    driver.disk.takes_no_files = false;
    assert_eq!(driver.app.status.saved_words(), "OLD FILE");
    assert_eq!(written(&mut driver, "KS: more⏎"), 1);
    assert!(
        driver.status().contains("written again"),
        "{}",
        driver.status()
    );
    assert!(driver.app.status.alarm().is_none());
    assert_eq!(written(&mut driver, "KS: more⏎"), 0);
    // What is heard of another meeting says nothing of this one.
    driver.disk.takes_no_files = true;
    driver.press("/strike wrong⏎");
    driver.send(Message::MinutesWritten("of another".into()));
    assert_eq!(driver.app.status.saved_words(), "OLD FILE");
    // On leaving it is tried once, not twice.
    driver.disk.takes_no_files = false;
    assert_eq!(written(&mut driver, "/home⏎"), 1);
    assert!(driver.app.status.alarm().is_none());
}

#[test]
fn killed_between_the_entry_and_the_file_the_next_opening_writes_it() {
    let mut driver = shared(true);
    driver.press("KS: the safe house is in Nowhere Lane⏎/mark #restricted");
    for effect in driver.update(Message::Key(Key::Enter)) {
        if matches!(effect, Effect::WriteMinutes { .. }) {
            break;
        }
        driver.perform(vec![effect]);
    }
    driver.kill_and_resume();
    let asked = driver.asked.iter().find_map(|effect| match effect {
        Effect::WriteMinutes { minutes, .. } => Some(minutes.to_string()),
        _ => None,
    });
    let asked = asked.expect("the file is owed");
    assert!(!asked.contains("Nowhere Lane"));
    assert_eq!(
        written(&mut driver, "KS: more⏎"),
        0,
        "and then it is as it should be"
    );
}

#[test]
fn a_closing_whose_files_were_not_finished_is_finished_by_the_next_opening() {
    for is_unsealed in [true, false] {
        let mut driver = Driver::with_agenda("core-group");
        driver.press("/begin⏎");
        explain_all(&mut driver);
        driver.press("⏎");
        assert_eq!(driver.editor().meeting.phase(), Phase::Closed);
        let opened = Opened {
            is_unsealed,
            ..driver.disk.found()
        };
        driver.asked.clear();
        driver.send(Message::Opened(Box::new(opened)));
        let is_sealing =
            |effect: &Effect| matches!(effect, Effect::WriteMinutes { seal: true, .. });
        assert_eq!(driver.asked.iter().any(is_sealing), is_unsealed);
    }
}
