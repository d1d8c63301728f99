//! The plain mode: what is typed after something was read out is as safe as any other line.

use super::driver::Driver;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::screens::close::gaps;
use talking_piece::domain::record::kinds::{action, contribution};
use talking_piece::plain::{Plain, closing_words};

fn said(plain: &mut Plain, d: &mut Driver, line: &str) -> Vec<String> {
    let messages: Vec<Message> = plain.take(&d.app, line);
    for message in messages {
        d.send(message);
    }
    plain.tell(&d.app)
}

fn begun() -> (Plain, Driver) {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    (Plain::default(), d)
}

#[test]
fn a_line_after_the_help_is_recorded() {
    let (mut plain, mut d) = begun();
    said(&mut plain, &mut d, "/help");
    said(&mut plain, &mut d, "KS: I was scared");
    assert_eq!(d.last().text(&contribution::TEXT), "I was scared");
}

#[test]
fn an_empty_line_after_the_help_only_goes_back() {
    let (mut plain, mut d) = begun();
    let before = d.disk.events().count();
    said(&mut plain, &mut d, "/help");
    said(&mut plain, &mut d, "");
    assert_eq!(d.disk.events().count(), before);
    said(&mut plain, &mut d, "KS: still here");
    assert_eq!(d.last().text(&contribution::TEXT), "still here");
}

#[test]
fn a_command_among_the_questions_is_no_answer() {
    let (mut plain, mut d) = begun();
    for line in ["/action", "Kelly books speech therapy", "/find books"] {
        said(&mut plain, &mut d, line);
    }
    let action = d.last();
    assert_eq!(action.kind, "action");
    assert_eq!(action.text(&action::ACTION), "Kelly books speech therapy");
    assert!(!action.body().to_confirm.contains_key(action::WHO.name));
    assert_eq!(action.text(&action::WHO), "");
}

#[test]
fn the_gaps_are_told_once() {
    let (mut plain, mut d) = begun();
    let told = said(&mut plain, &mut d, "/close").join("\n");
    let gap = "has not been heard";
    assert!(told.contains("things are missing."), "{told}");
    let times = told.matches("Ella has not been heard").count();
    assert!(told.contains(gap) && times <= 1, "{told}");
}

#[test]
fn for_whom_somebody_speaks_is_told() {
    let (mut plain, mut d) = begun();
    let told = said(&mut plain, &mut d, "SW/EL: she wants it quiet").join("\n");
    assert!(told.contains(", for Ella: she wants it quiet"), "{told}");
}

/// The list of meetings without screens: one meeting in it, which was prepared and left.
fn at_the_list() -> (Plain, Driver) {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    d.enter("/home");
    let card = talking_piece::domain::search::Card {
        id: "m-1".into(),
        reference: "2214-K".into(),
        title: "Restorative initial conference".into(),
        ..Default::default()
    };
    d.send(Message::Meetings(vec![card]));
    (Plain::default(), d)
}

#[test]
fn words_that_fit_no_meeting_are_told_with_the_way_back() {
    let (mut plain, mut d) = at_the_list();
    let told = said(&mut plain, &mut d, "marmalade").join("\n");
    assert!(
        told.contains("No meeting in the list has \"marmalade\""),
        "{told}"
    );
    assert!(told.contains("An empty line shows all 1 again"), "{told}");
    let told = said(&mut plain, &mut d, "2214").join("\n");
    assert!(told.contains("1 of 1 have \"2214\""), "{told}");
    let told = said(&mut plain, &mut d, "").join("\n");
    assert!(
        told.contains("1. 2214-K") && told.contains("A number opens a meeting"),
        "{told}"
    );
}

#[test]
fn a_meeting_can_be_prepared_whatever_filters_the_list() {
    let (mut plain, mut d) = at_the_list();
    said(&mut plain, &mut d, "marmalade");
    let told = said(&mut plain, &mut d, "new").join("\n");
    assert!(told.contains("Which agenda?"), "{told}");
}

#[test]
fn a_command_that_is_not_there_is_told_and_in_nobodys_way() {
    let (mut plain, mut d) = at_the_list();
    let told = said(&mut plain, &mut d, "/marmalade").join("\n");
    assert!(told.contains("no command /marmalade"), "{told}");
    let told = said(&mut plain, &mut d, "scales").join("\n");
    assert!(told.contains("Which meeting?"), "{told}");
    said(&mut plain, &mut d, "scales 1 marmalade");
    assert!(d.app.home.filter.is_empty(), "{}", d.app.home.filter.text());
    let told = said(&mut plain, &mut d, "/new").join("\n");
    assert!(told.contains("Which agenda?"), "{told}");
}

#[test]
fn nothing_is_said_of_keys_where_there_are_none() {
    let is_key = |word: &str| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        ["Enter", "Esc", "Tab", "Up", "Down", "F1"].contains(&word)
    };
    let check = |line: &str, told: &[String]| {
        for row in told {
            assert!(!row.split_whitespace().any(is_key), "{line}: {row}");
            assert!(!row.contains("on this screen"), "{line}: {row}");
        }
    };
    let (mut plain, mut d) = at_the_list();
    for line in [
        "help",
        "",
        "marmalade",
        "/marmalade",
        "",
        "find marmalade",
        "/marmalade",
        "help",
        "back",
    ] {
        let told = said(&mut plain, &mut d, line);
        check(line, &told);
    }
    let (mut plain, mut d) = begun();
    for line in [
        "/help",
        "/catchup",
        "/find marmalade",
        "/takeup",
        "/edit",
        "KS: hello",
        "/append /break",
        "/edit no name",
        "/catchup",
        "/noreply",
        "/dates",
        "/balance",
        "/marmalade",
        "/prepare",
        "/record",
        "/close",
        "",
        "it was late",
        "/aside",
        "/scores",
        "/series",
        "/handon",
    ] {
        let told = said(&mut plain, &mut d, line);
        check(line, &told);
    }
}

#[test]
fn an_empty_line_before_closing_goes_nowhere() {
    let (mut plain, mut d) = begun();
    said(&mut plain, &mut d, "/close");
    said(&mut plain, &mut d, "");
    assert_eq!(d.line(), "", "no form is begun where nobody sees it");
    let told = said(&mut plain, &mut d, "").join("\n");
    assert!(
        told.contains("1. Ella has not been heard."),
        "it is read again: {told}"
    );
    let told = said(&mut plain, &mut d, "it was late").join("\n");
    assert!(told.contains("The reason is recorded: "), "{told}");
    assert!(
        !told.contains("\n2. "),
        "the list is not read again unasked: {told}"
    );
}

#[test]
fn the_gap_that_words_are_the_reason_for_is_named_by_its_own_number() {
    let (mut plain, mut d) = begun();
    said(&mut plain, &mut d, "/close");
    while gaps(d.editor(), d.now)
        .iter()
        .filter(|(_, why)| why.is_none())
        .count()
        > 1
    {
        said(&mut plain, &mut d, "it was late");
    }
    let list = gaps(d.editor(), d.now);
    let open = list.iter().position(|(_, why)| why.is_none()).unwrap();
    // The list has become shorter since somebody reached its end.
    d.app.editor.as_mut().unwrap().close_row = list.len() + 1;
    let told = closing_words(d.editor(), d.now).join("\n");
    let words = format!("Words alone are the reason for number {}.", open + 1);
    assert!(told.contains(&words), "{words} in {told}");
    said(&mut plain, &mut d, "it was late");
    let list = gaps(d.editor(), d.now);
    assert_eq!(list[open].1.as_deref(), Some("it was late"));
}

#[test]
fn a_meeting_that_goes_on_begins_with_what_was_said_last_and_who_is_next() {
    let (mut plain, mut d) = begun();
    for line in [
        "KS: one",
        "HV: two",
        "/next",
        "KS: a break in the middle @ella",
        "SW: four",
    ] {
        said(&mut plain, &mut d, line);
    }
    // Somebody opens it again: nothing has been said about it yet.
    let told = Plain::default().tell(&d.app).join("\n");
    let next = d.editor().meeting.next_in_round(None).unwrap().id;
    let next = format!("Next: {}.", d.editor().meeting.name_and_role(&next));
    assert!(told.contains("Section 2 of"), "{told}");
    for words in [
        "Last recorded:\n",
        "two",
        ": a break in the middle. About Ella. 14",
        "four",
        &next,
    ] {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    assert!(!told.contains(": one"), "only the last few: {told}");
    let told = said(&mut plain, &mut d, "HV: five").join("\n");
    assert!(!told.contains("Last recorded"), "only once: {told}");
}

#[test]
fn how_a_day_and_a_time_were_read_is_told() {
    let (mut plain, mut d) = begun();
    let told = said(
        &mut plain,
        &mut d,
        "/date First core group; on: 2 Dec; at: 2.30",
    )
    .join("\n");
    assert!(told.contains("on Wed 2 Dec 2026, at 14:30"), "{told}");
    let told = said(&mut plain, &mut d, "/action Kelly rings; by: next Friday").join("\n");
    assert!(told.contains("by Fri 27 Nov 2026"), "{told}");
    let told = said(&mut plain, &mut d, "/action Kelly rings; by: Fri 12 Dec").join("\n");
    assert!(told.contains("Sat 12 Dec 2026, not a Fri"), "{told}");
}

#[test]
fn who_spoke_without_being_here_is_told_with_what_puts_it_right() {
    let (mut plain, mut d) = begun();
    said(
        &mut plain,
        &mut d,
        "/person PO Pip Lanternby; role: police officer",
    );
    let told = said(&mut plain, &mut d, "PO: I am on the telephone").join("\n");
    assert!(told.contains("Pip has not arrived: /arrive PO"), "{told}");
    let told = said(&mut plain, &mut d, "/close").join("\n");
    let line = told
        .lines()
        .find(|line| line.contains("Pip Lanternby spoke at 14:"))
        .unwrap_or_else(|| panic!("{told}"));
    let typed = line
        .split_once("/arrive ")
        .and_then(|(_, rest)| rest.split_once(" puts it right"))
        .map(|(typed, _)| format!("/arrive {typed} by phone"));
    said(&mut plain, &mut d, "/record");
    let told = said(&mut plain, &mut d, &typed.unwrap()).join("\n");
    assert!(
        told.contains("Pip here since 14:") && told.contains("phone"),
        "{told}"
    );
    let told = said(&mut plain, &mut d, "/close").join("\n");
    assert!(!told.contains("Pip Lanternby"), "{told}");
}
