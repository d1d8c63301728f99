//! `/agencies`: what every agency thinks each child needs, in one line; the grid above it; and what it costs.

use super::driver::Driver;
use crate::screens::driver::draw;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::editing::completion::suggestions;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::record::kinds::agency_view;
use talking_piece::domain::rules::tally::tally;
use talking_piece::domain::rules::views_grid::{Cell, views_grid};
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

/// Seven agencies and three children, in the section in which is decided.
fn before_deciding() -> Driver {
    let mut d = Driver::in_conference();
    d.press("/child Rose; born: 2 May 2021⏎");
    for (letters, name, role, agency) in [
        ("PO", "Pip Oakly", "police officer", "police"),
        ("TE", "Tess Elm", "teacher", "Elm Lane School"),
        ("HO", "Hob Ash", "housing officer", "housing"),
        ("YW", "Yara Willow", "youth worker", "youth service"),
        ("FS", "Fern Moss", "family support worker", "Open Door"),
    ] {
        d.press(&format!(
            "/person {letters} {name}; role: {role}; agency: {agency}⏎"
        ));
    }
    d.press("/arrive all⏎/section 8⏎");
    d
}

fn screen(d: &Driver) -> String {
    let (cells, _) = draw(&d.app, 80, 24, &Theme::of(Colours::Either));
    let rows = cells.content().chunks(80);
    let rows = rows.map(|row| row.iter().map(|cell| cell.symbol()).collect());
    rows.collect::<Vec<String>>().join("\n")
}

fn open_cells(d: &Driver) -> usize {
    let meeting = &d.editor().meeting;
    let rows = views_grid(meeting, meeting.settings().rules());
    let cells = rows.iter().flat_map(|row| &row.cells);
    cells.filter(|cell| **cell == Cell::NotGiven).count()
}

fn offered(d: &Driver) -> Vec<String> {
    let offered = suggestions(d.editor(), COMMANDS, d.now.date_naive());
    offered.into_iter().map(|one| one.text).collect()
}

/// Every child of every agency apart, with Tab for each agency, and no modifier.
#[test]
fn seven_agencies_and_three_children_cost_few_keys() {
    let mut d = before_deciding();
    assert_eq!(open_cells(&d), 21);
    let from = d.keys;
    d.press("/agencies ⇥");
    for agency in 0..7 {
        d.press("cp cin cp");
        if agency < 6 {
            d.press("⇥");
        }
    }
    d.press("⏎");
    let keys = d.keys - from;
    assert_eq!(open_cells(&d), 0, "{}", d.status());
    assert_eq!(d.count(&agency_view::KIND), 21);
    assert!(keys <= 90, "{keys} keys");
    let meeting = &d.editor().meeting;
    let tally = tally(meeting, "k2", meeting.settings().rules());
    assert_eq!(tally.words(), "child in need plan 7");
}

#[test]
fn where_all_agree_it_is_a_word_for_each_agency() {
    let mut d = before_deciding();
    let from = d.keys;
    d.press("/agencies ⇥cp⇥cp⇥cp⇥cp⇥cin⇥cp⇥cp⏎");
    let keys = d.keys - from;
    assert_eq!(open_cells(&d), 0, "{}", d.status());
    assert!(keys <= 40, "{keys} keys");
    assert!(
        d.status().contains("7 agencies and 3 children"),
        "{}",
        d.status()
    );
    d.press("/undo⏎");
    assert_eq!(open_cells(&d), 21, "one undo takes all of them back");
}

#[test]
fn tab_brings_only_agencies_that_have_not_said_all() {
    let mut d = before_deciding();
    d.press("/agencies SW cp, HV = = cp⏎/agencies ");
    assert_eq!(offered(&d), ["HV "], "the others of its children are open");
    d.press("HV cp");
    assert_eq!(offered(&d), [", PO "]);
    d.press(" c");
    assert_eq!(offered(&d), ["cp", "cin", "cannot say"]);
    d.press("in cp, te");
    assert_eq!(offered(&d), ["TE "]);
}

/// As the README prepares a meeting: without agencies, and before anybody is marked as here.
#[test]
fn agencies_that_were_not_typed_are_known_by_the_role() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/child Ada Example; born: 4 Mar 2018⏎");
    d.press(
        "/person SW Anil Thistle; role: social worker⏎/person HV Juno Okra; role: health visitor⏎",
    );
    d.press("/begin⏎/section 8⏎/agencies ");
    assert_eq!(offered(&d), ["SW "]);
    d.press("⇥cp⇥cin⏎");
    assert_eq!(open_cells(&d), 0, "{}", d.status());
    d.press("/arrive all⏎");
    assert_eq!(open_cells(&d), 0);
}

#[test]
fn another_line_changes_one_and_leaves_the_others() {
    let mut d = before_deciding();
    d.press("/agencies SW cp, HV cp⏎/agencies SW = cin =⏎");
    let meeting = &d.editor().meeting;
    let rows = views_grid(meeting, meeting.settings().rules());
    let view = |code: &str| Cell::View(code.to_owned());
    assert_eq!(
        rows[0].cells,
        [view("cp_plan"), view("child_in_need_plan"), view("cp_plan")]
    );
    assert_eq!(d.count(&agency_view::KIND), 6);
    d.press("/agency SW; child: Noah; reason: his nights are quiet⏎");
    assert_eq!(d.count(&agency_view::KIND), 6, "{}", d.status());
}

#[test]
fn what_is_not_certain_records_nothing_and_stays_in_the_line() {
    for line in [
        "/agencies SW cp, XX cin",
        "/agencies SW cp cin",
        "/agencies SW perhaps",
        "/agencies SW cp because of the nights",
        "/agencies SW = = =",
    ] {
        let mut d = before_deciding();
        d.press(&format!("{line}⏎"));
        assert!(matches!(d.app.outcome, Outcome::Refused(_)), "{line}");
        assert_eq!(d.count(&agency_view::KIND), 0, "{line}");
        assert_eq!(d.line(), line);
    }
}

/// `cp` stays `cp`: the line would be three times as long.
#[test]
fn no_abbreviation_is_written_out_in_it() {
    let mut d = before_deciding();
    d.press("/agencies SW cp cin cp");
    assert_eq!(d.line(), "/agencies SW cp cin cp");
    d.press("⎋SW: the cp plan");
    assert_eq!(d.line(), "SW: the child protection plan");
}

#[test]
fn what_it_puts_in_place_of_another_view_is_said_before_enter_and_after() {
    let mut d = before_deciding();
    d.press("/agencies SW cp, HV cin⏎/agencies SW cp cin cp, HV = cp =");
    let rows = screen(&d);
    assert!(
        rows.contains("changes children's services, Noah: CP plan \u{2192} CIN plan"),
        "{rows}"
    );
    d.press("⏎");
    let told = d.status().to_owned();
    assert!(told.contains("changes the agency's view"), "{told}");
    assert!(told.contains("\u{2192}"), "{told}");
}

#[test]
fn an_agency_that_is_there_twice_is_asked_about() {
    for line in [
        "/agencies SW cp, HV cp, SW cin",
        "/agencies TE cp; Elm Lane School cin",
        "/agencies SW cp, SW cp",
    ] {
        let mut d = before_deciding();
        d.press(&format!("{line}⏎"));
        assert!(d.status().contains("twice"), "{line}: {}", d.status());
        assert_eq!(d.count(&agency_view::KIND), 0, "{line}");
        assert_eq!(d.line(), line);
    }
}

#[test]
fn the_view_may_stand_behind_a_comma_of_its_own() {
    for (line, views) in [
        ("/agencies police, CP plan", 3),
        ("/agencies police, cp; housing, cin, SW cp", 9),
        ("/agencies police, cp cin cp", 3),
        ("/agencies SW cp all, HV cin for all", 6),
        // There are three: whose the two are is not said.
        ("/agencies SW cp both", 0),
        ("/agencies SW cp for both kids", 0),
        ("/agencies SW CP plan for all three", 3),
        (
            "/agencies SW Ella cp neglect, Noah cin, Rose =; HV all cp",
            5,
        ),
    ] {
        let mut d = before_deciding();
        d.press(&format!("{line}⏎"));
        assert_eq!(d.count(&agency_view::KIND), views, "{line}: {}", d.status());
    }
    let mut d = before_deciding();
    d.press("/agencies police, SW cp⏎");
    assert_eq!(d.count(&agency_view::KIND), 0, "{}", d.status());
}

/// Letters alone must not name to everybody what is kept back about whoever has them.
#[test]
fn an_agency_whose_people_are_restricted_is_nowhere_to_be_seen() {
    for before in [
        "/agencies QZ cp",
        "/agencies SW cp, QZ cp cin =",
        "/agencies Canary House cp",
        "/agency QZ; child: Ella; view: CP plan",
        "/agency QZ, SW; child: all; view: CP plan",
        "/agency Canary House; child: Ella; view: CP plan #open",
        "/report QZ; agency: QZ; received: 3 Nov",
    ] {
        let mut d = before_deciding();
        d.press("/person QZ Quill Zed; role: refuge worker; agency: Canary House #restricted⏎/arrive QZ⏎");
        for typed in ["/agencies ", "/agencies Q", "/agency Q", "/agency ", before] {
            d.press(typed);
            for one in suggestions(d.editor(), COMMANDS, d.now.date_naive()) {
                let words = format!("{} {} {}", one.text, one.show, one.hint);
                assert!(!words.contains("Canary"), "{typed}: {words}");
            }
            if !typed.contains("Canary") {
                let rows = screen(&d);
                assert!(!rows.contains("Canary"), "{typed}\n{rows}");
            }
            d.press(if typed == before { "⏎" } else { "⎋" });
        }
        let open = open_minutes(&d.editor().meeting).to_text();
        assert!(!open.contains("Canary"), "{before}\n{open}");
        d.press("/mark open⏎");
        let open = open_minutes(&d.editor().meeting).to_text();
        assert!(!open.contains("Canary"), "{before}, opened\n{open}");
    }
}

/// It was open when it was recorded.
#[test]
fn whoever_is_restricted_later_takes_the_name_of_the_agency_along() {
    let mut d = before_deciding();
    d.press("/person QZ Quill Zed; role: refuge worker; agency: Canary House⏎/arrive QZ⏎");
    d.press("/agency QZ; child: Ella; view: CP plan⏎");
    assert!(
        open_minutes(&d.editor().meeting)
            .to_text()
            .contains("Canary")
    );
    d.press("/person QZ; agency: Canary House #restricted⏎");
    let open = open_minutes(&d.editor().meeting).to_text();
    assert!(!open.contains("Canary"), "{open}");
}

#[test]
fn somebody_whose_agency_is_not_noted_is_named_and_what_is_left_behind_is_told_before_enter() {
    let mut d = before_deciding();
    d.press("/person NA Nell Ashby; role: family support worker⏎/arrive NA⏎");
    d.press("/agencies SW cp, NA cin");
    assert!(
        screen(&d).contains("It is not noted which agency NA comes from."),
        "{}",
        screen(&d)
    );
    d.press("⏎");
    assert!(
        d.status().contains("/person NA; agency: …"),
        "{}",
        d.status()
    );
    d.press("⎋/person NA; agency: family support⏎/agencies NA cin⏎");
    assert_eq!(d.count(&agency_view::KIND), 3, "{}", d.status());
    // A word behind which another agency stands is not merely unfinished.
    d.press("/agencies SW cp purple, TE ");
    assert!(
        screen(&d).contains("\"cp purple\" is not certain to be a view"),
        "{}",
        screen(&d)
    );
}

#[test]
fn the_category_is_in_the_line_that_is_offered() {
    for line in [
        "HV: CP plan, neglect, all",
        "HV: CP plan for all under neglect",
        "HV view: CP neglect",
    ] {
        let mut d = before_deciding();
        d.press(line);
        let row = screen(&d);
        let is_told = [
            "category: neglect",
            "CP plan, neglect, all",
            "all under neglect",
        ];
        let offered = row.split_once("/agenc").map_or("", |(_, behind)| behind);
        let offered = offered
            .split_once(line)
            .map_or(offered, |(before, _)| before);
        assert!(
            is_told.iter().any(|told| offered.contains(told)),
            "{line}: {row}"
        );
    }
}
