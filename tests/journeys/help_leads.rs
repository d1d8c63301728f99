//! What F1 begins with: before a meeting is recorded, what one can do there and the page about it; in a question with
//! choices, all of them.

use super::driver::Driver;
use talking_piece::app::protocol::place::{DESK, Place};
use talking_piece::app::screens::help::{Does, Row, listed};
use talking_piece::documents::manual::page;
use talking_piece::domain::record::KINDS;
use talking_piece::domain::record::form::Answer;

fn help_of(mut d: Driver) -> (Place, Vec<Row>) {
    let from = d.app.place;
    d.press("ƒ1");
    assert_eq!(d.app.place, Place::Help);
    (from, listed(&d.app))
}

#[test]
fn where_nothing_is_recorded_f1_says_what_one_can_do_and_leads_to_the_pages() {
    let mut agendas = Driver::at_home();
    agendas.press("+");
    let preparing = Driver::with_agenda("restorative-icpc");
    let mut closing = Driver::in_conference();
    closing.press("/close⏎");
    let mut closed = Driver::in_conference();
    closed.press("/view Ella; by: not asked; reason: ill⏎/view Noah; by: not asked; reason: ill⏎");
    closed.press("/close no time left⏎");
    let mut search = Driver::at_home();
    search.press("/find⏎");
    let mut manual = super::reading::reading();
    manual.press("/manual due⏎");
    let mut places = Vec::new();
    for (d, first) in [
        (Driver::at_home(), "hold your first meeting"),
        (agendas, "choose an agenda"),
        (preparing, "add the children"),
        (closing, "put right what is missing"),
        (closed, "note that the Chair signed off"),
        (super::reading::reading(), "read past minutes"),
        (search, "find words in all minutes"),
        (manual, "read another page"),
    ] {
        let (from, rows) = help_of(d);
        places.push(from);
        let at = rows.iter().position(|row| row.typed == first);
        let at = at.unwrap_or_else(|| panic!("{from:?} has no {first}: {rows:?}"));
        assert!(at <= 2, "what explains a message may be above: {rows:?}");
        let tasks = rows[at..].iter().take_while(|row| !row.help.is_empty());
        for task in tasks {
            let Does::Read(topic, part) = &task.does else {
                panic!("{task:?} leads nowhere");
            };
            let document = page(topic).unwrap().document();
            let is_there = |part: &String| document.places_of(part).next().is_some();
            assert!(part.as_ref().is_none_or(is_there), "{task:?}");
            assert!(
                task.help.chars().count() <= 45,
                "cut at 80 columns: {task:?}"
            );
        }
    }
    for place in [
        Place::Home,
        Place::Agendas,
        Place::Prepare,
        Place::Close,
        Place::Page,
        Place::Find,
    ] {
        assert!(places.contains(&place), "{place:?} is not tried here");
    }
}

#[test]
fn f1_in_a_question_lists_every_choice_and_enter_takes_the_chosen_one() {
    let mut tried = 0;
    for kind in KINDS.iter().filter(|kind| !kind.command.is_empty()) {
        for field in kind.fields {
            if !matches!(field.answer, Answer::OneOf(_)) {
                continue;
            }
            for begun in ["", " ", " xyz"] {
                let mut d = Driver::in_conference();
                let asked = format!("/{} Ella; {}:", kind.command, field.label);
                d.press(&format!("{asked}{begun}"));
                let choices = field.choices(d.editor().meeting.settings());
                let last = choices.last().unwrap().1.to_owned();
                let count = choices.len();
                d.press("ƒ1");
                let rows = listed(&d.app);
                let is_choice = |row: &&Row| matches!(row.does, Does::Answer(_));
                let listed = rows.iter().filter(is_choice).count();
                assert_eq!(listed, count, "{asked}{begun}");
                assert!(is_choice(&&rows[d.app.help.row]), "{asked}{begun}");
                d.press(&format!("{}⏎", "↓".repeat(count - 1)));
                assert!(DESK.contains(&d.app.place));
                assert_eq!(d.line(), format!("{asked} {last}"), "after {begun:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "{tried}");
}
