//! Screens on which somebody might not know how to continue: what they say then, above all where space is short.

use super::driver::Driver;
use super::scenes::{home, impact};
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::domain::rules::checks::checks;
use talking_piece::domain::search::Card;

pub fn all() -> Vec<(&'static str, Driver)> {
    let mut no_match = home();
    no_match.typed("zebra crossing");
    let mut commands = home();
    commands.typed("/");
    let mut many_children = home();
    many_children.send(Message::Meetings(vec![Card {
        reference: "0000-P".into(),
        state: "closed".into(),
        children: ["Ella", "Noah", "the baby"].map(str::to_owned).to_vec(),
        made_up: true,
        ..Card::default()
    }]));
    let mut reason = impact();
    reason.lines(&["/close"]).typed("nobody had time for it");
    let mut no_gap_chosen = impact();
    no_gap_chosen.lines(&["/close"]);
    let editor = no_gap_chosen.app.editor.as_ref().unwrap();
    let gaps = checks(&editor.meeting, no_gap_chosen.app.now).len();
    no_gap_chosen.keys(&vec![Key::Down; gaps]);
    no_gap_chosen
        .typed("nobody had time for it")
        .keys(&[Key::Enter]);
    let mut closed = impact();
    closed.lines(&[
        "/view Noah; by: not asked; reason: asleep",
        "/view Robin; by: not asked; reason: too small",
        "/close it was late",
    ]);
    let mut editing = impact();
    editing.lines(&["/section 4.1"]);
    editing.keys(&[Key::Up, Key::Up, Key::Up, Key::Enter]);
    let mut to_confirm = impact();
    to_confirm.lines(&["/view Noah; by: play; words: no shout", "/catchup"]);
    vec![
        ("home_no_match", no_match),
        ("home_commands", commands),
        ("home_made_up", many_children),
        ("close_reason", reason),
        ("close_no_gap_chosen", no_gap_chosen),
        ("after_closing", closed),
        ("editing_in_a_table", editing),
        ("catch_up_of_a_view", to_confirm),
    ]
}
