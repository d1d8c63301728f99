//! A child whose views are not there: what the minute-taker says about it stays what it is, and the closing list leads to it.

use super::driver::Driver;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::editing::stash::Purpose;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::screens::close::gaps;
use talking_piece::domain::record::kinds::childs_view;
use talking_piece::domain::record::{ReadAnswers, Record, is_heard};
use talking_piece::domain::rules::checks::CHILDS_VIEWS;

fn views(d: &Driver) -> Vec<&Record> {
    d.editor().meeting.records(&childs_view::KIND).collect()
}

/// What the closing list says about children who were not heard.
fn unheard(d: &Driver) -> Vec<String> {
    let all = gaps(d.editor(), d.now);
    all.into_iter()
        .filter(|(missing, _)| missing.check == CHILDS_VIEWS)
        .map(|(missing, _)| missing.missing)
        .collect()
}

#[test]
fn that_there_are_none_is_not_that_nobody_asked() {
    for (typed, channel, is_enough) in [
        ("none", "none", false),
        ("no views", "none", false),
        ("nothing", "none", false),
        ("none; reason: he hid behind the sofa", "none", true),
        ("too young", "too_young", true),
        ("too young to speak", "too_young", true),
        ("not asked", "not_sought", false),
        ("not asked; why: ill", "not_sought", true),
        ("refused", "declined_to_share", false),
    ] {
        let mut d = Driver::in_conference();
        d.enter(&format!("/view Ella; by: {typed}"));
        let view = d.last();
        assert_eq!(view.text(&childs_view::CHANNEL), channel, "{typed}");
        assert!(view.to_confirm.is_empty(), "{typed}");
        assert_eq!(is_heard(view), is_enough, "{typed}");
        let about_ella = unheard(&d).iter().any(|words| words.contains("Ella"));
        assert_eq!(about_ella, !is_enough, "{typed}: {:?}", unheard(&d));
    }
}

#[test]
fn the_closing_list_said_that_there_was_no_reason_while_only_the_way_was_not_certain() {
    let mut d = Driver::in_conference();
    d.enter("/view Noah; by: not asked; reason: ill");
    d.enter("/view Ella; by: carrier pigeon; reason: it flew away");
    let unheard = unheard(&d);
    assert_eq!(unheard.len(), 1, "{unheard:?}");
    assert!(unheard[0].contains("is not certain"), "{unheard:?}");
    assert!(!unheard[0].contains("without"), "{unheard:?}");
    // Enter goes to that view, and does not begin another.
    d.press("/close⏎⏎");
    assert_eq!(d.editor().purpose, Purpose::Edit("v2".to_owned()));
    assert!(d.line().contains("carrier pigeon"), "{}", d.line());
    // Left as it was: nothing is set aside, and the list is still there.
    d.press("⎋");
    assert_eq!((d.app.place, d.editor().asides.len()), (Place::Close, 0));
}

#[test]
fn a_reason_typed_on_the_list_belongs_to_the_view_that_is_there() {
    for (typed, channel) in [
        ("letter", "letter"),
        ("not asked", "not_sought"),
        ("chose not to share", "declined_to_share"),
        ("none", "none"),
    ] {
        let mut d = Driver::in_conference();
        d.enter("/view Noah; by: too young");
        d.enter(&format!("/view Ella; by: {typed}"));
        assert_eq!(unheard(&d).len(), 1, "{typed}");
        d.press("/close⏎it went missing on the bus⏎");
        let of_ella: Vec<&Record> = views(&d)
            .into_iter()
            .filter(|view| view.text(&childs_view::CHILD) != views(&d)[0].text(&childs_view::CHILD))
            .collect();
        assert_eq!(of_ella.len(), 1, "{typed}: {of_ella:?}");
        assert_eq!(of_ella[0].text(&childs_view::CHANNEL), channel);
        assert_eq!(
            of_ella[0].text(&childs_view::REASON),
            "it went missing on the bus"
        );
        assert_eq!(unheard(&d), Vec::<String>::new());
    }
}

#[test]
fn a_reason_beside_a_way_that_is_not_certain_takes_nothing_away() {
    let mut d = Driver::in_conference();
    d.enter("/view Noah; by: too young");
    d.enter("/view Ella; by: carrier pigeon");
    d.press("/close⏎she was ill⏎");
    let all = views(&d);
    assert_eq!(all.len(), 3, "{all:?}");
    assert_eq!(all[1].unread(&childs_view::CHANNEL), Some("carrier pigeon"));
    // Only a reason was typed: nobody said that she was not asked.
    assert_eq!(all[2].text(&childs_view::CHANNEL), "none");
    assert_eq!(all[2].text(&childs_view::REASON), "she was ill");
}

#[test]
fn how_many_gaps_one_reason_is_for_is_said_before_it_closes() {
    let mut d = Driver::in_conference();
    let close = COMMANDS
        .all()
        .find(|row| row.command == "close")
        .expect("the command");
    let told = |d: &Driver, reason: &str| (close.means)(&d.app, reason).unwrap_or_default();
    assert!(
        told(&d, "no time").contains("child's views"),
        "{}",
        told(&d, "no time")
    );
    d.enter("/view Ella; by: too young");
    d.enter("/view Noah; by: too young");
    let count = gaps(d.editor(), d.now).len();
    assert!(count > 2);
    assert!(
        told(&d, "no time").contains(&format!("all {count} ")),
        "{}",
        told(&d, "no time")
    );
    assert_eq!(told(&d, ""), "");
}

/// Who tells the child, or where the letter is kept, is said later: it belongs to the view that is there.
#[test]
fn more_about_a_view_is_no_second_view() {
    let mut d = Driver::in_conference();
    d.enter("/view Ella; by: letter; words: \"I like it quiet\"");
    d.enter("/view Ella; by: letter; told by: SW; tell by: 12 Dec");
    assert_eq!(views(&d).len(), 1, "{}", d.status());
    let view = views(&d)[0];
    assert_eq!(view.text(&childs_view::WORDS), "I like it quiet");
    assert!(!view.text(&childs_view::TOLD_BY).is_empty());
    // Her words in another letter are another view, and so is another way.
    d.enter("/view Ella; by: letter; words: \"and the dog\"");
    d.enter("/view Ella; by: drawing; kept: folder 3");
    assert_eq!(views(&d).len(), 3, "{}", d.status());
    // Of two letters nobody can tell which one is meant.
    d.enter("/view Ella; by: letter; kept: folder 4");
    assert_eq!(views(&d).len(), 4, "{}", d.status());
}
