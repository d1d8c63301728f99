//! Two commands that only the tests know, one for meetings and one for everywhere else. This file and its line in the table
//! are all there is to them: `table_tests.rs` checks that this is enough.

use super::change;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;

pub const NAME: &str = "juggle";
pub const HELP: &str = "Juggles with what is named.";
pub const KEY: Key = Key::F(9);
pub const OUTSIDE: &str = "tumble";

pub const ROWS: &[CommandRow] = &[
    CommandRow {
        keys: &[KEY],
        takes: "with what, if you like",
        places: &[Place::Recording],
        footer: Some((4, "juggle away")),
        ..CommandRow::of(NAME, HELP, |app, typed| {
            change(app, typed, |_, with, _| {
                (Vec::new(), Ok(format!("Juggled with {with}.")))
            })
        })
    },
    CommandRow {
        places: &[Place::Home, Place::Page, Place::Find],
        ..CommandRow::of(OUTSIDE, "Turns head over heels.", |app, _| {
            app.status.tell("Tumbled.");
            Vec::new()
        })
    },
];
