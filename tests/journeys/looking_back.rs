//! Somebody compares, follows and looks ahead: from a page, from the list of meetings, and in plain lines.

use super::driver::{Driver, begun_from_on};
use super::reading::at_home;
use chrono::NaiveDate;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::editing::completion::suggestions;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::app::protocol::view::{Beside, Followed, View};
use talking_piece::domain::history::due::{Due, DueList, What};
use talking_piece::domain::problem::Problem;
use talking_piece::domain::record::kinds::contribution;
use talking_piece::domain::search::Card;
use talking_piece::plain::Plain;

fn compare(beside: Beside) -> View {
    View::Compare {
        meeting: "aa11".into(),
        beside,
        restricted: false,
    }
}

fn thread(followed: Followed) -> View {
    View::Thread {
        meeting: "aa11".into(),
        followed,
        restricted: false,
    }
}

fn shown(view: View) -> Vec<Effect> {
    vec![Effect::Show { view, at: None }]
}

/// What is typed on a page and in the list, and which page is meant.
fn commands() -> Vec<(&'static str, View)> {
    vec![
        ("/compare", compare(Beside::MeetingBefore)),
        ("/compare 1", compare(Beside::Version(1))),
        ("/compare bb22", compare(Beside::Meeting("bb22".into()))),
        ("/wishes Ella", thread(Followed::Wishes("Ella".into()))),
        ("/wishes", thread(Followed::Wishes(String::new()))),
        ("/scales", thread(Followed::Scales)),
        ("/promises", thread(Followed::Promises)),
        (
            "/due",
            View::Due {
                on: None,
                restricted: false,
            },
        ),
        (
            "/due 12 Dec",
            View::Due {
                on: Some("12 Dec".into()),
                restricted: false,
            },
        ),
    ]
}

fn reading() -> Driver {
    let mut d = at_home();
    d.press("⏎");
    assert_eq!(d.app.place, Place::Page);
    d.asked.clear();
    d
}

fn view(d: &Driver) -> &View {
    &d.app.pages.last().expect("no page is open").view
}

#[test]
fn each_command_of_a_page_shows_its_page_and_esc_comes_back() {
    let mut all = commands();
    all.push(("/follow a3", thread(Followed::Record("a3".into()))));
    for (typed, wanted) in all {
        let mut d = reading();
        d.press(&format!("{typed}⏎"));
        assert_eq!(d.asked, shown(wanted), "{typed}");
        d.press("⎋");
        assert_eq!(view(&d), &View::record("aa11"), "{typed}");
    }
}

#[test]
fn in_the_list_they_are_about_the_chosen_meeting_and_the_words_before_them_stay() {
    for (typed, wanted) in commands() {
        let mut d = at_home();
        d.press(&format!("closed {typed}⏎"));
        assert_eq!(d.asked, shown(wanted), "{typed}");
        assert_eq!(d.app.home.filter.text(), "closed", "{typed}");
        d.press("⎋");
        assert_eq!(d.app.place, Place::Home, "{typed}");
    }
    let mut d = at_home();
    d.send(Message::Meetings(Vec::new()));
    d.asked.clear();
    d.press("/compare⏎");
    assert!(d.asked.is_empty() && d.status().contains("No meeting"));
    d.press("/due⏎");
    assert_eq!(
        d.asked,
        shown(View::Due {
            on: None,
            restricted: false
        })
    );
}

#[test]
fn what_a_command_does_not_take_is_said_and_nothing_is_done() {
    let mut d = at_home();
    d.press("/scales of Ella⏎");
    assert!(d.asked.is_empty() && d.status().contains("takes no words"));
    let mut d = reading();
    d.press("/f quiet⏎");
    assert_eq!(d.status(), "Which one: /find, /findall, /follow?");
}

#[test]
fn a_day_that_cannot_be_read_stays_in_the_line() {
    let mut d = at_home();
    d.press("/due soon⏎");
    assert!(
        d.asked.is_empty() && d.status().contains("in 6 weeks"),
        "{}",
        d.status()
    );
    assert_eq!(d.app.home.filter.text(), "/due soon");
}

#[test]
fn in_a_review_last_time_is_looked_at_over_the_meeting_which_stays_open() {
    let mut last = Driver::in_conference();
    last.press("KS: hello⏎/close it is made up⏎");
    let mut d = begun_from_on(&last.editor().meeting, "restorative-rcpc", last.now);
    let before = last.editor().meeting.id().to_owned();
    let of_last_time = |followed| View::Thread {
        meeting: before.clone(),
        followed,
        restricted: false,
    };
    d.press("/begin⏎");
    d.asked.clear();
    d.press("/wishes Ella⏎");
    assert_eq!(view(&d), &of_last_time(Followed::Wishes("Ella".into())));
    assert!(!d.asked.contains(&Effect::Release), "{:?}", d.asked);
    // Only leaving the page lets go of the meeting.
    for command in ["/open", "/findall words"] {
        d.press(&format!("{command}⏎"));
        assert!(d.status().contains("A meeting is open"), "{}", d.status());
        d.press("⎋");
        while !d.app.pages.last().unwrap().line.is_empty() {
            d.press("⎋");
        }
    }
    d.press("⎋");
    assert_eq!(d.app.place, Place::Recording);
    assert_eq!(d.line(), "");
    // Words in the line stay there when the help shows the page.
    d.press("KS: half a sen");
    d.press("ƒ1");
    let rows = talking_piece::app::screens::help::listed(&d.app);
    let row = rows.iter().position(|row| row.typed == "/scales").unwrap();
    d.send(Message::Key(
        talking_piece::app::protocol::message::Key::Home,
    ));
    d.press(&"↓".repeat(row));
    d.press("⏎");
    assert_eq!(view(&d), &of_last_time(Followed::Scales));
    d.press("⎋");
    assert_eq!(d.line(), "KS: half a sen");
    d.press("tence⏎");
    assert_eq!(d.count(&contribution::KIND), 1);
    // In lines, what follows the page goes into the minutes.
    d.app.one_line_at_a_time = true;
    d.enter("/promises");
    assert_eq!(d.app.place, Place::Page);
    d.enter("KS: words of the meeting");
    assert_eq!(
        (d.app.place, d.count(&contribution::KIND)),
        (Place::Recording, 2)
    );
    // Without an earlier meeting there is nothing to look at.
    let mut d = Driver::in_conference();
    d.press("/wishes Ella⏎");
    assert!(
        d.status()
            .contains("does not follow on from an earlier one"),
        "{}",
        d.status()
    );
    assert_eq!(d.line(), "/wishes Ella");
}

#[test]
fn restricted_parts_come_along_only_where_they_are_shown_already() {
    let mut d = reading();
    d.press("/restricted⏎/wishes Ella⏎");
    assert!(view(&d).shows_restricted());
    // Over all meetings never at once.
    d.press("/due⏎");
    assert_eq!(
        view(&d),
        &View::Due {
            on: None,
            restricted: false
        }
    );
    d.press("/restricted⏎");
    assert_eq!(
        view(&d),
        &View::Due {
            on: None,
            restricted: true
        }
    );
    d.press("/restricted⏎");
    while d.app.place == Place::Page {
        assert!(!view(&d).shows_restricted());
        d.press("⎋");
    }
    let mut d = reading();
    d.press("/compare⏎/restricted⏎");
    let wanted = compare(Beside::MeetingBefore).with_restricted(true);
    assert_eq!(view(&d), &wanted);
    d.press("/restricted⏎");
    assert_eq!(view(&d), &compare(Beside::MeetingBefore));
    d.press("⎋");
    assert_eq!(view(&d), &View::record("aa11"));
}

#[test]
fn what_is_followed_is_the_action_that_is_seen() {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    for line in [
        "KS: I was scared",
        "/action Kelly rings the school; who: KS; by: 12 Dec",
        "/action Dan mends the door; who: DS; by: 12 Dec",
        "/home",
    ] {
        d.enter(line);
    }
    d.app.one_line_at_a_time = false;
    d.perform(shown(View::record("aa11")));
    d.asked.clear();
    d.press("/follow⏎");
    assert!(d.asked.is_empty() && d.status().contains("/follow a3"));
    d.press("mends the door");
    d.send(Message::Line("/follow".into()));
    let found = thread(Followed::Record("a2".into()));
    assert_eq!(d.asked, shown(found));
}

#[test]
fn a_page_about_all_meetings_has_no_versions() {
    for typed in ["/versions", "/who", "/open", "/by child", "/version 1"] {
        let mut d = reading();
        d.press("/due⏎");
        d.asked.clear();
        d.press(&format!("{typed}⏎"));
        assert!(d.asked.is_empty(), "{typed}: {:?}", d.asked);
        assert!(d.status().contains("all meetings"), "{typed}");
    }
}

#[test]
fn in_a_meeting_that_goes_on_they_are_no_commands() {
    for typed in ["/due", "/compare", "/follow a1"] {
        let mut d = Driver::in_conference();
        d.press(&format!("{typed}⏎"));
        let told = d.status();
        assert!(
            told.contains("of past minutes, not here."),
            "{typed}: {told}"
        );
        assert_eq!(d.line(), typed);
    }
    let mut d = Driver::in_conference();
    d.press("/promise");
    let offered = suggestions(d.editor(), COMMANDS, d.now.date_naive());
    assert!(offered.iter().all(|one| one.show != "/promises"));
}

/// `/go plan` once recorded a safety goal called "plan", under a row that said it goes to a heading.
#[test]
fn a_command_of_another_screen_begins_no_other_one() {
    let elsewhere = || {
        let rows = COMMANDS.all().filter(|row| !row.is_for_the_desk());
        rows.map(|row| row.command)
    };
    assert!(elsewhere().count() > 10);
    for command in elsewhere() {
        let mut d = Driver::in_conference();
        let many = d.editor().meeting.all_records().len();
        d.press(&format!("/{command} plan⏎"));
        let told = d.status().to_owned();
        assert!(told.contains(&format!("/{command} works ")), "{told}");
        assert_eq!(d.editor().meeting.all_records().len(), many, "{command}");
        assert_eq!(d.line(), format!("/{command} plan"));
    }
    let mut d = Driver::in_conference();
    d.press("/go plan⏎");
    assert!(
        d.status().contains("Did you mean /section?"),
        "{}",
        d.status()
    );
}

#[test]
fn minutes_without_a_journal_open_as_a_page_from_the_list_only() {
    let only_to_read = || Message::OnlyToRead {
        meeting: "cc33".into(),
        why: Problem::not_saved_or_read("Only the minutes are here."),
    };
    let mut d = at_home();
    d.send(only_to_read());
    assert_eq!(d.asked, shown(View::record("cc33")));
    assert!(d.status().contains("can be read"), "{}", d.status());
    let mut d = reading();
    d.send(only_to_read());
    assert!(d.asked.is_empty());
    assert_eq!(d.status(), "Only the minutes are here.");
    assert!(matches!(d.app.outcome, Outcome::Refused(_)));
}

/// One thing late, and `to_come` others.
pub fn due(to_come: u64) -> DueList {
    let on: NaiveDate = "2026-11-22".parse().unwrap();
    let item = |due: NaiveDate, late_by: u64, words: &str| Due {
        what: What::DecisionLetter,
        about: String::new(),
        who: String::new(),
        due,
        how_far: words.split(':').next().unwrap_or("").to_owned(),
        late_by,
        words: words.to_owned(),
        meeting: Default::default(),
        record: None,
        restricted: false,
    };
    let late = item(
        on - chrono::Days::new(5),
        3,
        "late by 3 working days: decision letter, meeting of 30 Oct, reference P-2214",
    );
    let mut items = vec![late];
    items.extend((1..=to_come).map(|days| {
        let words = format!("in {days} days: core group (First core group), meeting of 30 Oct");
        item(on + chrono::Days::new(days), 0, &words)
    }));
    DueList {
        on,
        until: on + chrono::Days::new(42),
        items,
    }
}

#[test]
fn what_is_due_is_asked_for_with_the_list_and_kept_when_it_comes() {
    let mut d = at_home();
    let asked = d.update(Message::Meetings(vec![Card::default()]));
    assert_eq!(asked, [Effect::ListDue]);
    assert_eq!(d.app.home.due, None);
    d.press("clo");
    d.send(Message::Due(due(4)));
    assert_eq!(d.app.home.due, Some(due(4)));
    assert_eq!(d.app.home.filter.text(), "clo", "nothing typed is touched");
}

mod in_plain_lines {
    use super::*;

    fn said(plain: &mut Plain, d: &mut Driver, line: &str) -> String {
        d.app.status.clear();
        for message in plain.take(&d.app, line) {
            d.send(message);
        }
        plain.tell(&d.app).join("\n")
    }

    fn plain() -> (Plain, Driver) {
        let mut d = at_home();
        d.app.one_line_at_a_time = true;
        (Plain::default(), d)
    }

    #[test]
    fn how_much_is_late_is_said_once() {
        let (mut plain, mut d) = plain();
        d.send(Message::Due(due(4)));
        let told = plain.tell(&d.app).join("\n");
        assert!(told.contains("What is due: 1 late, 4 to come"), "{told}");
        let again = plain.tell(&d.app).join("\n");
        assert!(!again.contains("What is due:"), "{again}");
        d.send(Message::Due(due(5)));
        assert!(plain.tell(&d.app).join("\n").contains("5 to come"));
    }

    #[test]
    fn every_page_is_reached_from_the_list_and_from_a_page() {
        for (typed, wanted) in commands() {
            let bare = typed.trim_start_matches('/');
            let (command, rest) = bare.split_once(' ').unwrap_or((bare, ""));
            let at_home = match command {
                "due" => bare.to_owned(),
                _ => format!("{command} 1 {rest}").trim_end().to_owned(),
            };
            let (mut plain, mut d) = plain();
            plain.tell(&d.app);
            let told = said(&mut plain, &mut d, &at_home);
            assert_eq!(view(&d), &wanted, "{at_home}: {told}");
            assert!(told.contains("back goes back"), "{told}");
            said(&mut plain, &mut d, "back");
            said(&mut plain, &mut d, "1");
            said(&mut plain, &mut d, typed);
            assert_eq!(view(&d), &wanted, "{typed}");
        }
        let (mut plain, mut d) = plain();
        let told = said(&mut plain, &mut d, "compare 9");
        assert!(told.contains("no meeting number 9"), "{told}");
    }
}
