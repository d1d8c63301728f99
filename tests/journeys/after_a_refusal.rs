//! What somebody types right after a refusal: another command, Esc, or the same command where it works.

use super::driver::Driver;
use talking_piece::app::screens::close;
use talking_piece::domain::record::kinds::contribution;

#[test]
fn a_command_behind_a_refused_line_begins_anew_and_the_refused_line_comes_back() {
    let mut d = Driver::in_conference();
    d.press("/foo Kelly said it⏎");
    assert_eq!(d.line(), "/foo Kelly said it");
    d.press("/");
    assert_eq!(d.line(), "/", "not /foo Kelly said it/");
    assert!(d.status().contains("set aside"), "{}", d.status());
    d.press("catchup⏎");
    assert_eq!(d.line(), "", "{}", d.status());
    d.press("↓");
    assert_eq!(d.line(), "/foo Kelly said it");
}

#[test]
fn words_that_were_refused_before_the_meeting_begins_make_room_for_begin() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("they both went quiet⏎");
    assert_eq!(d.line(), "they both went quiet");
    d.press("/begin⏎↓");
    assert_eq!(d.line(), "they both went quiet", "{}", d.status());
    d.press("⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "they both went quiet");
}

#[test]
fn an_editing_key_begins_to_repair_a_refused_line() {
    for key in ["⇲", "←→", "⌫o", "⇱⇲"] {
        let mut d = Driver::in_conference();
        d.press(&format!("/foo⏎{key}x/y"));
        assert_eq!(d.line(), "/foox/y", "{key}");
    }
}

#[test]
fn words_behind_a_refused_line_are_a_line_of_their_own() {
    for refused in [
        "/foo",
        "/section 99",
        "/arrive QX",
        "/nonsense here",
        "/next now",
        "KS:",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{refused}⏎"));
        d.press("L");
        assert!(
            d.status().contains("set aside"),
            "{refused}: {}",
            d.status()
        );
        d.press("ots was said⏎");
        assert_eq!(
            d.last().text(&contribution::TEXT),
            "Lots was said",
            "{refused}"
        );
        assert_eq!(d.editor().asides.len(), 1, "{refused}");
        d.press("↓");
        assert_eq!(d.line(), refused);
    }
}

#[test]
fn a_command_that_only_wants_more_words_goes_on() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/strike⏎misheard⏎");
    assert_eq!(d.count(&contribution::KIND), 0, "{}", d.status());
    d.press("/view Ella⏎; by: letter⏎");
    assert!(d.editor().asides.is_empty(), "{}", d.line());
}

#[test]
fn letters_behind_the_beginning_of_several_commands_are_more_of_its_name() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/n⏎");
    assert!(d.status().starts_with("Which one: /"), "{}", d.status());
    d.press("ext⏎");
    assert_eq!(d.editor().meeting.open_section().unwrap().id, "purpose");
    assert!(d.editor().asides.is_empty());
}

#[test]
fn words_behind_the_beginning_of_several_commands_are_whole() {
    for said in [
        "KS: she said so",
        "exactly",
        "no: it was not",
        "nobody knew",
    ] {
        let mut d = Driver::in_conference();
        d.press("KS: one⏎/n⏎");
        let (first, rest) = said.split_at(3);
        d.press(first);
        assert_eq!(d.line(), first);
        assert!(d.status().contains("set aside"), "{said}: {}", d.status());
        d.press(rest);
        assert_eq!(d.line(), said);
        d.press("⏎↓");
        assert_eq!(d.line(), "/n", "{said}");
    }
}

#[test]
fn what_is_open_already_is_said_and_is_no_speech() {
    let mut d = Driver::in_conference();
    let before = d.count(&contribution::KIND);
    d.press("/section 2⏎/section 2⏎");
    assert!(d.status().contains("open already"), "{}", d.status());
    assert_eq!(d.line(), "");
    assert_eq!(d.count(&contribution::KIND), before);
}

#[test]
fn signs_inside_a_line_are_text() {
    let mut d = Driver::in_conference();
    d.press("/foo⏎");
    d.press("⎋KS: half/half");
    assert_eq!(d.line(), "KS: half/half", "no refusal, no other meaning");
}

#[test]
fn a_kill_behind_it_loses_neither_line() {
    let mut d = Driver::in_conference();
    d.press("/foo what was said⏎/catch");
    d.kill_and_resume();
    assert_eq!(d.line(), "/catch");
    d.press("⎋");
    assert_eq!(d.editor().asides.len(), 2);
}

#[test]
fn a_command_of_another_place_says_where_it_works_and_how_to_get_there() {
    let mut d = Driver::in_conference();
    for (typed, places) in [
        (
            "/compare",
            "in the list of meetings and on a page of past minutes",
        ),
        (
            "/due",
            "in the list of meetings and on a page of past minutes",
        ),
        ("/by child", "on a page of past minutes"),
        ("/versions", "on a page of past minutes"),
        ("/findall coat", "in the list of meetings and on a page"),
        ("/review", "in the list of meetings"),
    ] {
        d.press(&format!("{typed}⏎"));
        assert!(d.status().contains(places), "{typed}: {}", d.status());
        assert!(d.status().contains("/home"), "{typed}: {}", d.status());
        assert_eq!(d.line(), typed, "the line is kept");
        d.press("⎋");
    }
    d.press("/nothing⏎");
    assert!(d.status().contains("no command /nothing"), "{}", d.status());
}

#[test]
fn a_command_of_the_meeting_says_so_in_the_list() {
    let mut d = Driver::at_home();
    for typed in ["/strike", "/action Kelly rings"] {
        d.press(&format!("{typed}⏎"));
        assert!(
            d.status().contains("in a meeting that is open"),
            "{}",
            d.status()
        );
        assert_eq!(d.app.home.filter.text(), typed);
        d.press("⎋");
    }
    d.press("/strike⏎/");
    assert_eq!(d.app.home.filter.text(), "/", "a new command");
    d.press("⎋");
    assert_eq!(
        d.app.home.filter.text(),
        "/strike",
        "Esc brings back the one before"
    );
}

#[test]
fn page_down_goes_through_the_list_before_closing() {
    let mut d = Driver::in_conference();
    d.press("/close⏎");
    let all = close::gaps(d.editor(), d.now).len();
    assert!(all > 3);
    d.press(&"⇟".repeat(all));
    assert_eq!(d.editor().close_row, all);
    assert_eq!(d.editor().selected, None);
    d.press(&"⇞".repeat(all));
    assert_eq!(d.editor().close_row, 0);
}

#[test]
fn that_a_line_was_set_aside_is_said_while_the_first_word_is_typed() {
    let mut d = Driver::in_conference();
    d.press("/foo⏎KS:");
    assert!(d.status().contains("Down brings it back"), "{}", d.status());
    d.press(" I");
    assert_eq!(d.status(), "");
}

#[test]
fn a_flag_typed_letter_by_letter_survives_and_a_turned_direction_is_told() {
    let flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
    let mut d = Driver::in_conference();
    d.press(&format!("KS: {flag}"));
    assert_eq!(d.line(), format!("KS: {flag}"));
    d.press("\u{202e}");
    assert_eq!(d.line(), format!("KS: {flag}\u{fffd}"));
    assert!(d.status().contains("cannot be shown"), "{}", d.status());
}

/// Otherwise it held up closing, though nothing of it was missing.
#[test]
fn a_refused_line_that_is_typed_again_as_it_should_be_is_set_aside_no_longer() {
    let mut d = Driver::in_conference();
    d.press("/gone DS: by noon, another appt⏎");
    assert!(!d.line().is_empty(), "{}", d.status());
    d.press("/leave DS: by noon, another appt⏎");
    assert!(d.editor().asides.is_empty(), "{:?}", d.editor().asides);
    // Nor after a crash.
    d.kill_and_resume();
    assert!(d.editor().asides.is_empty(), "{:?}", d.editor().asides);
}

#[test]
fn what_is_missing_in_the_second_line_stays_set_aside() {
    for (refused, done) in [
        ("/gone DS: by noon, another appt", "/leave DS"),
        ("/leave QX", "/leave DS"),
        ("/foo Kelly said it", "KS: Kelly said it"),
        ("/next now", "KS: now"),
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{refused}⏎"));
        assert!(!d.line().is_empty(), "{refused}: {}", d.status());
        d.press(&format!("{done}⏎"));
        assert_eq!(d.editor().asides.len(), 1, "{refused}: {}", d.status());
        assert_eq!(d.editor().asides[0].text, refused);
    }
    // What was set aside with Esc was never refused: somebody may mean to go on with it.
    let mut d = Driver::in_conference();
    d.press("KS: I was late⎋KS: I was late⏎");
    assert_eq!(d.editor().asides.len(), 1);
}
