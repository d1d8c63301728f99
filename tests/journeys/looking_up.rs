//! Find, the catch-up list, the help: looking something up never loses the line.

use super::driver::Driver;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::place::Place;
use talking_piece::app::screens::help;

#[test]
fn find_lists_the_entries_with_these_words() {
    let mut d = Driver::in_conference();
    d.press("KS: about the Window⏎DS: nothing⏎/next⏎HV: the window again⏎/find window⏎");
    assert_eq!(d.editor().entries().len(), 2);
    assert!(d.status().starts_with("2 entries"), "{}", d.status());
    d.press("↑↑⏎");
    assert_eq!(d.line(), "KS: about the Window");
    d.press("⎋⎋");
    assert_eq!(d.editor().entries().len(), 1, "the open section again");
}

#[test]
fn the_catch_up_list_empties_as_things_are_put_right() {
    let mut d = Driver::in_conference();
    d.press("KS: one ??⏎QQ: two⏎DS: three⏎/catchup⏎");
    assert_eq!(d.editor().entries().len(), 2);
    d.press("↑↑/mark done⏎");
    assert_eq!(d.editor().meeting.catch_up().count(), 1);
    assert!(!d.editor().meeting.record("e1").unwrap().follow_up);
}

#[test]
fn enter_puts_the_last_of_the_catch_up_list_right() {
    let mut d = Driver::in_conference();
    d.press("KS: one ??⏎QQ: two⏎DS: three⏎/catchup⏎⏎");
    assert_eq!(d.line(), "QQ: two");
    d.press("⌫⌫DS⏎");
    assert_eq!(d.editor().entries().len(), 1, "{}", d.status());
    d.press("⏎");
    assert_eq!(d.line(), "KS: one ??");
}

#[test]
fn help_does_what_is_chosen_and_the_line_stays() {
    let mut d = Driver::in_conference();
    d.press("KS: half a sentenceƒ1");
    let rows = help::listed(&d.app);
    let row = rows
        .iter()
        .position(|row| row.typed.starts_with("/next"))
        .unwrap();
    d.send(Message::Key(Key::Home));
    d.press(&"↓".repeat(row));
    d.press("⏎");
    assert_eq!(d.editor().meeting.open_section().unwrap().id, "purpose");
    assert_eq!(d.line(), "KS: half a sentence");
    d.press("ƒ1");
    let rows = help::listed(&d.app);
    let row = rows
        .iter()
        .position(|row| row.typed.starts_with("/action"))
        .unwrap();
    d.send(Message::Key(Key::Home));
    d.press(&"↓".repeat(row));
    d.press("⏎");
    assert_eq!(d.line(), "/action ");
    d.press("Kelly rings⏎↓");
    assert_eq!(d.line(), "KS: half a sentence");
}

#[test]
fn every_action_stands_in_some_help_with_a_sentence() {
    for action in COMMANDS.all() {
        let typed = format!("/{}", action.command);
        let is_listed = |place: &Place| {
            let rows = help::rows(COMMANDS, *place, false);
            rows.iter().any(|row| row.typed.starts_with(&typed))
        };
        assert!(action.places.iter().any(is_listed), "{typed}");
        assert!(
            action.help.ends_with('.') || action.help.contains(". "),
            "{}",
            action.command
        );
    }
}

#[test]
fn the_command_list_is_walked_with_arrows() {
    let mut d = Driver::in_conference();
    d.press("/br");
    let shown = talking_piece::app::editing::completion::suggestions(
        d.editor(),
        COMMANDS,
        d.now.date_naive(),
    );
    assert_eq!(shown[0].show, "/break");
    d.press("⇥⏎");
    assert!(d.editor().meeting.break_on().is_some());
    d.press("/↓↓");
    assert_eq!(d.editor().choice, 2);
}

#[test]
fn words_typed_while_another_list_is_open_are_a_line_below_it() {
    for opens in ["/help action⏎", "/dates⏎", "/noreply⏎"] {
        for typed in [
            "KS: I was scared",
            "k: I was scared",
            "just words",
            "quite true",
            "/mark new",
            "+44 1234 rang",
        ] {
            let mut d = Driver::in_conference();
            d.press("KS: hello⏎");
            d.press(opens);
            assert_eq!(d.app.place, Place::Help, "{opens}");
            d.press(typed);
            assert_eq!(
                (d.app.place, d.line()),
                (Place::Recording, typed),
                "{opens}"
            );
            let mut d = Driver::in_conference();
            d.press(opens);
            d.send(Message::Paste(typed.to_owned()));
            assert_eq!(
                (d.app.place, d.line()),
                (Place::Recording, typed),
                "{opens}"
            );
        }
    }
}
