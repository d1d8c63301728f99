//! Pages made from real files: they say the same as `--json`, show nothing restricted before it is asked for, and put
//! on record whose minutes they open.

use super::compare::{conference_and_review, json};
use super::program::Program;
use serde_json::Value;
use talking_piece::app::protocol::view::{Beside, Followed, View};
use talking_piece::documents::document::Document;
use talking_piece::domain::settings::ConfigFiles;
use talking_piece::engine::past::Past;
use talking_piece::engine::views;
use talking_piece::formats::plain_text;
use talking_piece::store::disk::RealDisk;
use talking_piece::store::paths::Paths;

fn page(places: &Paths, view: &View) -> Result<Document, String> {
    views::make(
        &mut Past::default(),
        places,
        &RealDisk,
        &ConfigFiles::new(),
        view,
    )
    .map_err(|why| why.to_string())
}

fn compare(meeting: &str, beside: Beside) -> View {
    View::Compare {
        meeting: meeting.to_owned(),
        beside,
        restricted: false,
    }
}

fn thread(meeting: &str, followed: Followed) -> View {
    View::Thread {
        meeting: meeting.to_owned(),
        followed,
        restricted: false,
    }
}

/// The values under these names, at any depth.
fn values(of: &Value, names: &[&str], found: &mut Vec<String>) {
    match of {
        Value::Object(map) => {
            // What changed in a long text is in pieces.
            let pieces = map.get("pieces").and_then(Value::as_array);
            let in_pieces = pieces.is_some_and(|pieces| !pieces.is_empty());
            let is_told = |name: &str| !(in_pieces && ["before", "after"].contains(&name));
            for (name, value) in map.iter().filter(|(name, _)| is_told(name)) {
                match value {
                    Value::String(words) if names.contains(&name.as_str()) => {
                        found.push(words.clone());
                    }
                    Value::Number(number) if names.contains(&name.as_str()) => {
                        found.push(number.to_string().trim_end_matches(".0").to_owned());
                    }
                    value => values(value, names, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| values(item, names, found)),
        _ => {}
    }
}

fn plain(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[test]
fn pages_and_json_of_the_practice_meetings_tell_the_same() {
    let program = Program::new();
    let held = program.run(&["practice", "--held"]);
    assert_eq!(held.code, 0, "{held:?}");
    let mut ids = held.out.lines().rev();
    let (review, last) = (ids.next().unwrap(), ids.next().unwrap());
    let data = program.data().join("practice");
    let at = data.to_str().unwrap();
    let places = Paths::find(Some(&data)).unwrap();
    let promised = [
        "action", "who", "measure", "outcome", "status", "progress", "why", "impact",
    ];
    let all: Vec<(View, Vec<&str>, &[&str])> = vec![
        (
            compare(review, Beside::MeetingBefore),
            vec!["compare", last, review],
            &["words", "before", "after", "note", "text"],
        ),
        (
            thread(last, Followed::Record("a1".into())),
            vec!["thread", last, "a1"],
            &promised,
        ),
        (
            thread(review, Followed::Wishes("Ella".into())),
            vec!["thread", review, "--wishes", "EL"],
            &["words", "adults_read_it", "weighed", "action", "who", "by"],
        ),
        (
            thread(review, Followed::Scales),
            vec!["thread", review, "--scales"],
            &["question", "low", "high", "by", "score", "reason"],
        ),
        (
            thread(review, Followed::Promises),
            vec!["thread", review, "--promises"],
            &["whose", "promise", "who", "why", "promised", "kept"],
        ),
    ];
    for (view, arguments, names) in all {
        let page = page(&places, &view).unwrap();
        let arguments = [&["--data", at][..], &arguments].concat();
        let printed = program.run(&arguments);
        assert_eq!(printed.out, plain_text::print(&page, 78), "{arguments:?}");
        let found = json(&program.run(&[&arguments[..], &["--json"]].concat()));
        let mut wanted = Vec::new();
        values(&found, names, &mut wanted);
        assert!(
            wanted.len() >= 6,
            "{arguments:?} says next to nothing: {found}"
        );
        let text = plain(&plain_text::print(&page, 400));
        for words in wanted.iter().map(|words| plain(words)) {
            assert!(
                text.contains(&words),
                "\"{words}\" of {arguments:?} in {text}"
            );
        }
    }
}

#[test]
fn nothing_restricted_stands_on_a_page_before_it_is_asked_for() {
    let program = Program::new();
    let (last, review) = conference_and_review(&program);
    let places = Paths::find(Some(&program.data())).unwrap();
    let mut views = vec![View::Due {
        on: None,
        restricted: false,
    }];
    for meeting in [&last, &review] {
        views.push(compare(meeting, Beside::Meeting(last.clone())));
        for followed in [
            Followed::Record("a1".into()),
            Followed::Wishes("EL".into()),
            Followed::Scales,
            Followed::Promises,
        ] {
            views.push(thread(meeting, followed));
        }
    }
    let mut with = String::new();
    for view in views {
        let open = plain_text::print(&page(&places, &view).unwrap(), 80);
        assert!(!open.contains("CANARY"), "{view:?}: {open}");
        let full = page(&places, &view.with_restricted(true)).unwrap();
        with.push_str(&plain_text::print(&full, 80));
    }
    assert!(with.contains("CANARY10") && with.contains("CANARY09"));
    // A restricted action looks the same as one that does not exist.
    let of = |id: &str| page(&places, &thread(&last, Followed::Record(id.into()))).unwrap_err();
    assert_eq!(of("a6").replace("a6", "a99"), of("a99"));
}

#[test]
fn what_cannot_be_compared_or_followed_is_said_with_what_to_do() {
    let program = Program::new();
    let (last, review) = conference_and_review(&program);
    let places = Paths::find(Some(&program.data())).unwrap();
    let said = |view: View| page(&places, &view).unwrap_err();
    let none = said(compare(&last, Beside::MeetingBefore));
    assert!(none.contains("did not begin from an earlier"), "{none}");
    let none = said(compare(&last, Beside::Version(7)));
    assert!(none.contains("no version 7"), "{none}");
    let which = said(thread(&review, Followed::Wishes(String::new())));
    assert!(which.contains("Which child: Ella (EL), "), "{which}");
    let which = said(thread(&review, Followed::Wishes("nobody".into())));
    assert!(which.contains("Which child: Ella (EL), "), "{which}");
    let by_name = page(&places, &thread(&review, Followed::Wishes("ella".into()))).unwrap();
    let by_letters = page(&places, &thread(&review, Followed::Wishes("el".into()))).unwrap();
    assert_eq!(by_name, by_letters);
    let one = program.meeting("/child Mira Sparrowhat; born: 4 Mar 2017\n/begin\n");
    assert!(page(&places, &thread(&one, Followed::Wishes(String::new()))).is_ok());
}

#[test]
fn whose_minutes_a_page_opens_is_on_record_and_dates_alone_open_none() {
    let program = Program::new();
    let (last, review) = conference_and_review(&program);
    let places = Paths::find(Some(&program.data())).unwrap();
    let who = |id: &str| program.run(&["read", id, "--who"]).out;
    let before = (who(&last), who(&review));
    page(
        &places,
        &View::Due {
            on: None,
            restricted: false,
        },
    )
    .unwrap();
    assert_eq!((who(&last), who(&review)), before);
    page(&places, &compare(&review, Beside::MeetingBefore)).unwrap();
    page(&places, &thread(&review, Followed::Promises)).unwrap();
    for id in [&last, &review] {
        let told = plain(&who(id));
        assert!(told.contains("compared with other minutes"), "{told}");
        assert!(told.contains("followed through"), "{told}");
    }
    page(
        &places,
        &View::Due {
            on: None,
            restricted: true,
        },
    )
    .unwrap();
    let told = plain(&format!("{}{}", who(&last), who(&review)));
    assert!(
        told.contains("dates were listed, with the restricted parts"),
        "{told}"
    );
}

#[test]
fn enter_in_the_list_reads_minutes_whose_journal_is_not_here() {
    let program = Program::new();
    let id = program.meeting(
        "/child Mira Sparrowhat; born: 4 Mar 2017\n/person KS Kelly Sparrowhat; role: mother\n/begin\n/arrive all\nKS: hello\n",
    );
    std::fs::remove_dir_all(program.folder_of(&id).join("journal")).unwrap();
    let ran = program.run_with_input(&["--plain"], b"1\nall\n/open\nback\nquit\n");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out.contains("can be read here but not continued") && ran.out.contains("hello"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Only the minutes of"), "{}", ran.out);
}
