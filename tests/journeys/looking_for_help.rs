//! Words looked for in the help and in the whole manual: the place is one step away, and a person who only typed on loses
//! nothing.

use super::driver::Driver;
use super::the_manual::opened;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::screens::help::{Does, listed};
use talking_piece::documents::manual::{Meant, looked_up, passages};

/// What somebody asks, and where the answer stands.
const ASKED: &[(&str, &str)] = &[
    // As a stranger asked who had read the README alone.
    (
        "How do I restrict a sentence afterwards (an hour later)?",
        "questions how-do-i-restrict-a-sentence-afterwards",
    ),
    (
        "I typed a name wrong (misspelt a person), how do I correct it?",
        "prepare change-a-wrong-name",
    ),
    (
        "I attributed a sentence to the wrong person, how do I change who said it?",
        "take-minutes put-it-right",
    ),
    (
        "Somebody arrives late or leaves early?",
        "take-minutes somebody-comes-late-or-leaves",
    ),
    (
        "How do I record that somebody disagrees with the decision?",
        "plan-and-decide somebody-does-not-agree",
    ),
    (
        "How do I send a copy to the family without the restricted words?",
        "close send-copies-out",
    ),
    (
        "How do I delete a meeting (data protection, retention)?",
        "questions how-do-i-delete-a-meeting",
    ),
    (
        "How do I prepare a review conference with the actions from last time?",
        "review begin-from-last-time",
    ),
    (
        "How do I find every meeting in which a given name/word occurs?",
        "read-and-find find-words-in-all-minutes",
    ),
    (
        "How do I add a second child (sibling) or an unborn baby?",
        "questions how-do-i-add-a-child-or-a-baby-who-is-not-born-yet",
    ),
    (
        "Which actions are overdue?",
        "questions which-actions-are-overdue",
    ),
    (
        "I closed the meeting too early: can I reopen it?",
        "questions can-i-reopen-a-meeting-that-i-closed-too-early",
    ),
    (
        "The laptop crashed/power cut: how do I get back?",
        "coming-from-word there-is-no-save",
    ),
    ("drafts", "team-folder who-sees-what"),
    ("who may see the drafts?", "team-folder who-sees-what"),
    ("phone", "take-minutes somebody-comes-late-or-leaves"),
    ("exit", "command-line exit-codes"),
    ("label", "the-line records"),
    ("two people", "take-minutes two-people-say-the-same"),
    ("wrong speaker", "take-minutes put-it-right"),
    (
        "restrict a sentence afterwards",
        "take-minutes not-for-everybody",
    ),
    (
        "chose not to share",
        "hear-the-child the-child-chose-not-to-share",
    ),
    (
        "the disk is full",
        "when-something-goes-wrong the-disk-is-full",
    ),
    ("backup", "backup-and-permissions backup"),
    ("delete a meeting", "questions how-do-i-delete-a-meeting"),
    (
        "restrict afterwards",
        "questions how-do-i-restrict-a-sentence-afterwards",
    ),
    (
        "change letters",
        "questions how-do-i-change-the-letters-of-somebody",
    ),
    ("hide the screen", "questions how-do-i-hide-the-screen"),
    (
        "did the conference go on?",
        "questions did-the-conference-go-on-where-do-i-answer-that",
    ),
    ("forgot something", "close you-forgot-something"),
    ("PuTTY", "ssh-and-terminals what-works"),
    ("list practice", "read-and-find find-a-meeting-in-the-list"),
    ("Families", "take-minutes a-break-and-private-time"),
    (
        "how do I give the father his copy?",
        "questions how-do-i-give-the-father-his-copy",
    ),
    ("is it encrypted?", "questions is-it-encrypted"),
    (
        "how do I change the date of the core group?",
        "questions how-do-i-change-a-date",
    ),
    (
        "how do I search old meetings?",
        "questions how-do-i-search-old-meetings",
    ),
    (
        "how do I correct a word in an older entry?",
        "questions how-do-i-correct-a-word-in-an-older-entry",
    ),
    (
        "how do I record a score?",
        "questions how-do-i-record-a-score",
    ),
    (
        "how do I say who was excluded?",
        "questions how-do-i-say-who-was-excluded",
    ),
    ("what does the seal do?", "questions what-does-the-seal-do"),
    // As somebody asks who knows none of the words used here.
    (
        "hide a sentence later",
        "questions how-do-i-restrict-a-sentence-afterwards",
    ),
    ("who can see what I am typing", "team-folder who-sees-what"),
    (
        "no space left on the computer",
        "when-something-goes-wrong the-disk-is-full",
    ),
    (
        "what can I write after an action",
        "plan-and-decide an-action",
    ),
    (
        "mum and dad say the same thing",
        "take-minutes two-people-say-the-same",
    ),
    (
        "I pressed the wrong key and it is gone",
        "take-minutes put-it-right",
    ),
    ("how do I save", "coming-from-word there-is-no-save"),
    (
        "how do I delete a line",
        "coming-from-word you-do-not-delete",
    ),
    (
        "someone came late",
        "take-minutes somebody-comes-late-or-leaves",
    ),
    (
        "someone has to leave early",
        "take-minutes somebody-comes-late-or-leaves",
    ),
    ("spelling mistake in a name", "prepare change-a-wrong-name"),
    ("how do I print", "read-and-find read-or-print-one"),
    ("send it by email", "close send-copies-out"),
    (
        "the child does not want to speak",
        "hear-the-child the-child-chose-not-to-share",
    ),
    ("the baby is not born", "prepare the-children"),
    (
        "I do not know who said that",
        "take-minutes you-do-not-know-who-said-it",
    ),
    ("what does quorum mean", "glossary"),
    (
        "my colleague is ill and I must take over",
        "team-folder hand-a-meeting-on",
    ),
    ("how do I change the agenda", "agendas change-one"),
    ("computer crashed", "coming-from-word there-is-no-save"),
    ("lost connection", "ssh-and-terminals the-connection-breaks"),
    (
        "the father is not allowed in the room",
        "take-minutes somebody-has-to-leave-the-room",
    ),
    ("keep the address secret", "prepare keep-an-address-secret"),
    (
        "bank holiday",
        "settings bank-holidays-and-days-you-are-closed",
    ),
    (
        "meeting last Tuesday type up notes",
        "without-screens minutes-typed-up-on-a-later-day",
    ),
    (
        "next meeting date",
        "plan-and-decide the-next-meetings-and-their-dates",
    ),
    (
        "who has opened the minutes",
        "read-and-find who-has-read-it",
    ),
    ("find an old meeting", "read-and-find"),
    ("a coffee break", "take-minutes a-break-and-private-time"),
    ("what is a core group", "glossary"),
    ("screen reader", "without-screens"),
    ("big screen for everyone", "for-the-room"),
    ("which words for drawing", "records view"),
    (
        "someone disagrees with the decision",
        "plan-and-decide somebody-does-not-agree",
    ),
    (
        "the family wants to be alone",
        "take-minutes a-break-and-private-time",
    ),
    ("undo", "coming-from-word undo-is-undo"),
    ("two people with the same name", "take-minutes who-said-it"),
    (
        "how do two people speak together",
        "take-minutes two-people-say-the-same",
    ),
    ("who may see the drafts", "team-folder who-sees-what"),
    (
        "the disk is full, what now",
        "when-something-goes-wrong the-disk-is-full",
    ),
    ("which labels has an action", "the-line records"),
    (
        "restrict a sentence afterwards",
        "take-minutes not-for-everybody",
    ),
    ("change who said it", "take-minutes put-it-right"),
    ("how do I close without finishing", "close what-is-missing"),
    ("where are my files", "files"),
    (
        "make the text bigger",
        "ssh-and-terminals colour-and-the-size-of-the-text",
    ),
    ("learn how it works first", "first-meeting"),
    ("which keys can I use", "commands-and-keys keys"),
    ("how do I stop the program", "close what-is-missing"),
];

#[test]
fn what_is_asked_for_is_among_the_first_places_of_the_manual() {
    let wrong: Vec<String> = ASKED
        .iter()
        .filter_map(|(typed, wanted)| {
            let places: Vec<String> = match looked_up(typed) {
                Ok(Meant::Page(page, part)) => {
                    let part = part.map_or_else(String::new, |part| format!(" {}", part.id));
                    vec![format!("{}{part}", page.topic)]
                }
                Ok(Meant::Places(places, _)) => places.iter().map(|place| place.typed()).collect(),
                Err(why) => vec![why.to_string()],
            };
            let first = places.iter().take(3).any(|place| place == wanted);
            (!first).then(|| format!("{typed}: {wanted} is not among {places:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A word that no page has would never find anything.
#[test]
fn every_everyday_word_leads_to_a_word_of_the_manual() {
    let words = include_str!("../../src/documents/manual/everyday_words.txt");
    let lines = words.lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for line in lines {
        let (typed, meant) = line.split_once(':').unwrap();
        assert!(!typed.trim().is_empty(), "{line}");
        for word in meant.split_whitespace() {
            count += 1;
            assert!(!passages(word).is_empty(), "{line}: no page has {word}");
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn every_place_that_is_found_can_be_opened_by_what_it_says_to_type() {
    for (typed, _) in ASKED {
        for place in passages(typed) {
            match looked_up(&place.typed()) {
                Ok(Meant::Page(page, part)) => {
                    assert_eq!(page.topic, place.topic);
                    assert_eq!(part.map(|part| part.id), place.part, "{typed}");
                }
                other => panic!("{typed}: {} gave {other:?}", place.typed()),
            }
        }
    }
}

#[test]
fn letters_typed_in_the_help_sift_it_and_enter_opens_the_place() {
    let mut d = Driver::in_conference();
    d.press("KS: half a ƒ1phone");
    assert_eq!(d.app.place, Place::Help);
    assert_eq!(d.line(), "KS: half a ", "the line is as it was");
    let rows = listed(&d.app);
    assert!(rows.len() < 20, "{rows:?}");
    assert!(
        rows.iter()
            .any(|row| matches!(row.does, Does::Read("take-minutes", _)))
    );
    d.press("⌫⌫⌫⌫⌫private");
    let first = listed(&d.app).into_iter().next().unwrap();
    assert!(first.typed.starts_with("/private"), "{first:?}");
    d.press("⎋");
    assert_eq!((d.app.place, d.line()), (Place::Recording, "KS: half a "));
    d.press("ƒ1exit⏎");
    let (topic, part) = opened(&d).unwrap();
    assert_eq!(
        (topic.as_str(), part.as_deref()),
        ("command-line", Some("exit-codes"))
    );
    d.press("⎋");
    assert_eq!((d.app.place, d.line()), (Place::Recording, "KS: half a "));
}

#[test]
fn an_action_found_in_the_help_is_done_and_its_words_are_no_line() {
    let mut d = Driver::in_conference();
    d.press("ƒ1next section⏎");
    assert_eq!(d.editor().meeting.open_section().unwrap().id, "purpose");
    assert_eq!((d.line(), d.editor().asides.len()), ("", 0));
}

#[test]
fn somebody_who_types_on_while_the_help_is_open_loses_nothing() {
    for typed in [
        "KS: I was scared",
        "k: I was scared",
        "/mark new",
        "+44 1234 rang",
        ": they both went quiet",
    ] {
        for open in ["ƒ1", "/help⏎"] {
            let mut d = Driver::in_conference();
            d.press("KS: hello⏎");
            d.press(open);
            d.press(typed);
            assert_eq!((d.app.place, d.line()), (Place::Recording, typed), "{open}");
            let mut d = Driver::in_conference();
            d.press(open);
            d.send(Message::Paste(typed.to_owned()));
            assert_eq!((d.app.place, d.line()), (Place::Recording, typed), "{open}");
        }
    }
    let mut d = Driver::in_conference();
    d.press("KS: half ƒ1 ");
    assert_eq!(d.app.place, Place::Help, "Space turns the page of a list");
    d.press("KS: a zebra");
    assert_eq!(d.line(), "KS: half KS: a zebra");
}

/// They were put into the line by themselves, and Enter recorded a search as somebody's words.
#[test]
fn words_that_the_help_does_not_find_are_recorded_by_no_single_enter() {
    for typed in ["zebras giraffes", "zebras", "zzyzx"] {
        for open in ["ƒ1", "/help⏎"] {
            let mut d = Driver::in_conference();
            d.press("KS: hello⏎");
            let count = d.editor().meeting.all_records().len();
            d.press(open);
            d.press(typed);
            assert_eq!((d.app.place, d.line()), (Place::Help, ""), "{typed}");
            let rows = listed(&d.app);
            assert!(rows[0].typed.contains("Neither the help"), "{rows:?}");
            d.press("⏎");
            assert_eq!((d.app.place, d.line()), (Place::Recording, typed), "{open}");
            assert_eq!(d.editor().meeting.all_records().len(), count, "{typed}");
        }
    }
    // Some of the words are found: those places are listed, and none of the words is lost.
    let mut d = Driver::in_conference();
    let count = d.editor().meeting.all_records().len();
    d.press("ƒ1nobody told my zebra about it⏎");
    assert_eq!(d.editor().meeting.all_records().len(), count);
    assert_eq!(d.app.help.typed_last, "nobody told my zebra about it");
}

#[test]
fn words_that_were_left_in_the_help_are_in_it_again_and_go_into_the_line() {
    for left in ["⎋", "⏎⎋", "ƒ1⎋"] {
        let mut d = Driver::in_conference();
        d.press("ƒ1by phone");
        d.press(left);
        assert_eq!((d.app.place, d.line()), (Place::Recording, ""), "{left}");
        d.press("ƒ1");
        let rows = listed(&d.app);
        let at = rows.iter().position(|row| row.typed == "by phone").unwrap();
        assert_eq!(at, 1, "{left}: {rows:?}");
        d.press("↑⏎");
        assert_eq!(
            (d.app.place, d.line()),
            (Place::Recording, "by phone"),
            "{left}"
        );
    }
}

#[test]
fn help_and_manual_with_words_open_the_list_of_places_or_the_only_one() {
    for command in ["/help", "/manual"] {
        let mut d = Driver::in_conference();
        d.press(&format!("{command} phone⏎"));
        assert_eq!((d.app.place, d.line()), (Place::Help, ""), "{command}");
        d.press("⎋");
        assert_eq!(d.app.place, Place::Recording);
    }
    let mut d = Driver::in_conference();
    d.press("/manual phone⏎⏎");
    assert_eq!(opened(&d).unwrap().0, "take-minutes");
    let mut d = Driver::in_conference();
    d.press("/help nickname⏎");
    assert_eq!(
        opened(&d),
        Some(("records".to_owned(), Some("child".to_owned())))
    );
    let mut d = Driver::in_conference();
    d.press("/help zebras⏎");
    assert!(
        d.status().starts_with("Neither the help nor the manual"),
        "{}",
        d.status()
    );
    assert_eq!(d.line(), "/help zebras");
}

#[test]
fn in_plain_mode_each_place_says_what_to_type() {
    use talking_piece::app::{protocol::message::Key, update};
    use talking_piece::plain::Plain;
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    let mut plain = Plain::default();
    let mut said = Vec::new();
    for line in [
        "/manual phone",
        "/manual take-minutes somebody-comes-late-or-leaves",
    ] {
        for message in plain.take(&d.app, line) {
            d.send(message);
        }
        said.extend(plain.tell(&d.app));
    }
    let place =
        "/manual take-minutes somebody-comes-late-or-leaves - Somebody comes late or leaves: ";
    assert!(said.iter().any(|line| line.starts_with(place)), "{said:?}");
    assert_eq!(opened(&d).unwrap().0, "take-minutes");
    let mut d = Driver::at_home();
    d.app.one_line_at_a_time = true;
    let mut plain = Plain::default();
    for message in plain.take(&d.app, "manual phone") {
        let now = d.now;
        let _ = update(&mut d.app, message, now);
    }
    assert!(
        plain
            .tell(&d.app)
            .iter()
            .any(|line| line.starts_with(place))
    );
    let now = d.now;
    let _ = update(&mut d.app, Message::Key(Key::Esc), now);
    assert_eq!(d.app.place, Place::Home);
}
