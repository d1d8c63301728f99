//! The review of a closed meeting starts from the list, with a few letters; and promises are marked kept or not, by one
//! line or by the form.

use super::driver::{Driver, begun_from_on};
use super::practice::conference_lines;
use chrono::Duration;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::place::Place;
use talking_piece::domain::record::kinds::promise;
use talking_piece::domain::search::Card;
use talking_piece::plain::Plain;

fn list() -> Driver {
    let meeting = |id: &str, state: &str, child: &str| Card {
        id: id.into(),
        title: "Restorative initial conference".into(),
        state: state.into(),
        children: vec![child.into()],
        ..Card::default()
    };
    let mut d = Driver::at_home();
    d.send(Message::Meetings(vec![
        meeting("open1", "open", "Lena"),
        meeting("closed1", "closed", "Mira"),
        meeting("closed2", "closed", "Toby"),
    ]));
    d.asked.clear();
    d
}

fn begun(d: &Driver) -> Option<(&str, &str)> {
    d.asked.iter().find_map(|effect| match effect {
        Effect::BeginReview { agenda, from } => Some((from.as_str(), agenda.id.as_str())),
        _ => None,
    })
}

#[test]
fn the_review_of_the_chosen_meeting_begins_from_the_list() {
    let mut d = list();
    d.press("↓↓/review⏎");
    assert_eq!(begun(&d), Some(("closed2", "restorative-rcpc")));
    assert_eq!(d.app.home.filter.text(), "");
    // Chosen by words, and a typing mistake corrected.
    let mut d = list();
    d.press("mira /revv⌫⏎");
    assert_eq!(begun(&d), Some(("closed1", "restorative-rcpc")));
    // From the help.
    let mut d = list();
    d.press("↓ƒ1");
    let rows = talking_piece::app::screens::help::listed(&d.app);
    let row = rows.iter().position(|row| row.typed == "/review").unwrap();
    d.send(Message::Key(Key::Home));
    d.press(&"↓".repeat(row));
    d.press("⏎");
    assert_eq!(begun(&d), Some(("closed1", "restorative-rcpc")));
}

#[test]
fn a_meeting_that_is_not_closed_has_no_review() {
    let mut d = list();
    d.press("/review⏎");
    assert_eq!(begun(&d), None);
    assert!(d.status().contains("not closed"), "{}", d.status());
    assert_eq!(d.app.place, Place::Home);
    d.press("nobody /review⏎");
    assert_eq!(begun(&d), None);
    assert!(d.status().contains("no meeting"), "{}", d.status());
}

#[test]
fn a_command_leaves_the_list_as_it_is_and_an_unknown_one_does_nothing() {
    let mut d = list();
    d.press("↓/");
    assert_eq!((d.app.home.passing_count(), d.app.home.row), (3, 1));
    d.press("xyz⏎");
    assert!(d.asked.is_empty(), "{:?}", d.asked);
    assert!(d.status().contains("no command /xyz"), "{}", d.status());
    d.press("⎋/n⏎");
    assert_eq!(d.app.place, Place::Agendas);
}

#[test]
fn in_plain_lines_a_number_says_which_meeting() {
    let mut d = list();
    d.app.one_line_at_a_time = true;
    let mut plain = Plain::default();
    let said = |d: &mut Driver, plain: &mut Plain, line: &str| {
        for message in plain.take(&d.app, line) {
            d.send(message);
        }
        plain.tell(&d.app).join("\n")
    };
    assert!(said(&mut d, &mut plain, "help").contains("review and a number"));
    let words = said(&mut d, &mut plain, "review 9");
    assert!(words.contains("no meeting number 9"), "{words}");
    assert_eq!(begun(&d), None);
    said(&mut d, &mut plain, "/review 3");
    assert_eq!(begun(&d), Some(("closed2", "restorative-rcpc")));
}

fn review() -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.app.one_line_at_a_time = true;
    for line in conference_lines(2026) {
        d.enter(&line);
    }
    let then = d.now + Duration::weeks(12);
    let mut d = begun_from_on(&d.editor().meeting, "restorative-rcpc", then);
    d.press("/begin⏎/section 5⏎");
    d
}

#[test]
fn what_was_promised_is_marked_by_one_line_of_the_family_or_an_agency() {
    let mut d = review();
    d.press("/promise 2; kept: yes; progress: achieved; impact: calm evenings⏎");
    d.press(
        "/promise 6; kept: no; why: the workmen did not come; progress: not yet; impact: cold⏎",
    );
    let promise = |d: &Driver, number: &str| {
        let meeting = &d.editor().meeting;
        let mut all = meeting.records(&promise::KIND);
        let found = all.find(|promise| promise.text(&promise::NUMBER) == number);
        let found = found.unwrap().clone();
        (meeting.called(found.text(&promise::WHO)), found)
    };
    let (who, kept) = promise(&d, "2");
    assert_eq!((who.as_str(), kept.is(&promise::DONE)), ("Dorian", true));
    let (who, broken) = promise(&d, "6");
    assert_eq!(who, "Greta");
    assert_eq!(
        broken.values.get(promise::DONE.name),
        Some(&serde_json::json!(false))
    );
    assert_eq!(broken.text(&promise::WHY), "the workmen did not come");
    assert!(
        broken.text(&promise::PROMISE).contains("heating"),
        "{broken:?}"
    );
}

#[test]
fn what_was_promised_is_marked_in_the_form_on_its_row() {
    let mut d = review();
    // Up goes to the rows of the table; Enter opens the form of the one that is chosen.
    d.press("↑");
    while d
        .editor()
        .subject()
        .is_some_and(|it| it.text(&promise::NUMBER) != "5")
    {
        d.press("↑");
    }
    d.press("⏎");
    assert!(d.line().starts_with("/promise 5"), "{}", d.line());
    d.press("; progress: partly; done: no; why: no place was free; impact: he waits⏎");
    let meeting = &d.editor().meeting;
    let promise = meeting
        .records(&promise::KIND)
        .find(|it| it.text(&promise::NUMBER) == "5");
    let promise = promise.unwrap();
    assert_eq!(promise.text(&promise::PROGRESS), "partly");
    assert_eq!(
        promise.values.get(promise::DONE.name),
        Some(&serde_json::json!(false))
    );
    assert_eq!(promise.text(&promise::WHY), "no place was free");
    assert_eq!(promise.text(&promise::IMPACT), "he waits");
    assert_eq!(d.count(&promise::KIND), 10, "it is the same promise");
}
