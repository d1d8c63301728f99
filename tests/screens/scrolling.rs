//! What is longer than the screen: the same keys reach all of it everywhere, and the screen says how much more there is.

use super::driver::{Driver, Screen, at};
use super::scenes::{home, impact, prepared};
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::screens::close::gaps;
use talking_piece::app::screens::help::listed;
use talking_piece::domain::agenda::built_in;
use talking_piece::domain::search::Card;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

type Size = (u16, u16);

const SIZES: [Size; 2] = [(80, 24), (50, 20)];

fn resized((columns, rows): Size) -> Message {
    Message::Resize { columns, rows }
}

/// A screen on which there is more than fits, and the words by which each of its rows can be known, top to bottom.
struct Long {
    name: &'static str,
    driver: Driver,
    rows: Vec<String>,
}

fn numbered(words: &str, many: usize) -> Vec<String> {
    (1..=many).map(|at| format!("{words} {at:03}")).collect()
}

fn many_meetings() -> Long {
    let rows = numbered("Ref", 60);
    let card = |reference: &String| Card {
        id: reference.clone(),
        reference: reference.clone(),
        state: "closed".into(),
        at: Some(at("14:00")),
        ..Card::default()
    };
    let mut driver = Driver::new();
    driver.send(Message::Meetings(rows.iter().map(card).collect()));
    Long {
        name: "the list of meetings",
        driver,
        rows,
    }
}

fn many_agendas() -> Long {
    let rows = numbered("Own agenda", 40);
    let agenda = |title: &String| {
        let mut own = built_in("core-group").unwrap();
        own.title.clone_from(title);
        own
    };
    let mut driver = home();
    driver.send(Message::Settings {
        agendas: rows.iter().map(agenda).collect(),
        abbreviations: Vec::new(),
    });
    driver.keys(&[Key::Char('+')]);
    Long {
        name: "the agendas",
        driver,
        rows,
    }
}

/// Some are long: a page must not run past what nobody has seen.
fn many_entries() -> Long {
    let mut driver = prepared("restorative-icpc");
    driver.lines(&["/begin", "/arrive all", "/section 3"]);
    let rows = numbered("said", 60);
    for (at, said) in rows.iter().enumerate() {
        let more = "and then there was a good deal more that was said about it ".repeat(at % 3);
        driver.lines(&[format!("KS: {said} {more}").as_str()]);
    }
    driver.saved();
    Long {
        name: "what was said",
        driver,
        rows,
    }
}

fn many_people() -> Long {
    let mut driver = Driver::meeting("restorative-icpc", false);
    let rows = numbered("Neighbour", 40);
    for (at, name) in rows.iter().enumerate() {
        driver.lines(&[format!("/person N{at} {name}; role: neighbour").as_str()]);
    }
    Long {
        name: "the people before the meeting",
        driver,
        rows,
    }
}

fn what_is_missing() -> Long {
    let mut driver = impact();
    driver.lines(&["/close"]);
    let editor = driver.app.editor.as_ref().unwrap();
    let missing = gaps(editor, driver.app.now).into_iter();
    let missing = missing.map(|(missing, _)| missing.missing);
    let rows = missing.chain(["Close the meeting, once each".to_owned()]);
    let rows = rows.collect();
    Long {
        name: "what is missing",
        driver,
        rows,
    }
}

/// A list that is read like the help.
fn of_help(name: &'static str, mut driver: Driver, size: Size, lines: &[&str]) -> Long {
    driver.send(resized(size));
    match lines {
        [] => drop(driver.keys(&[Key::F(1)])),
        lines => drop(driver.lines(lines)),
    }
    let rows = listed(&driver.app).into_iter();
    let rows = rows.map(|row| match row.typed.is_empty() {
        true => row.help,
        false => row.typed,
    });
    Long {
        name,
        rows: rows.collect(),
        driver,
    }
}

fn lists_to_read(size: Size) -> Vec<Long> {
    let mut dates = prepared("restorative-icpc");
    dates.lines(&["/begin", "/meeting strategy: 5 Nov 2026"]);
    let mut people = many_people().driver;
    people.lines(&["/begin", "/arrive all", "/leave N3"]);
    vec![
        of_help("the help", impact(), size, &[]),
        of_help("the help of the list of meetings", home(), size, &[]),
        of_help("/dates", dates, size, &["/dates"]),
        of_help("/people", people, size, &["/people"]),
        of_help("/aloud", impact(), size, &["/aloud"]),
        of_help("/help action", impact(), size, &["/help action"]),
    ]
}

fn hits() -> Long {
    let mut driver = super::finding::of_many(40);
    driver.keys(&[Key::Home]);
    Long {
        name: "what was found",
        rows: numbered("[there]", 40),
        driver,
    }
}

fn headings() -> Long {
    let scenes = super::past_scenes::all().into_iter();
    let mut named = scenes.filter(|(name, _)| *name == "page_by_child_headings");
    let (_, driver) = named.next().unwrap();
    let page = driver.app.pages.last().unwrap();
    let all = 0..page.headings().len();
    let rows = all.map(|heading| page.heading_words(heading)).collect();
    Long {
        name: "the headings of a page",
        rows,
        driver,
    }
}

fn all(size: Size) -> Vec<Long> {
    let mut all = vec![
        many_meetings(),
        many_agendas(),
        many_entries(),
        many_people(),
        what_is_missing(),
        hits(),
        headings(),
    ];
    all.extend(lists_to_read(size));
    all
}

fn seen(driver: &Driver) -> String {
    let app = &driver.app;
    let theme = Theme::of(Colours::Either);
    let (buffer, cursor) = driver.draw(app.columns, app.rows, &theme);
    Screen::of(&buffer, Some(cursor), theme.plain).text()
}

/// Presses the key until the screen stays as it is.
fn held(driver: &mut Driver, key: Key) -> Vec<String> {
    let mut frames = vec![seen(driver)];
    for _ in 0..500 {
        driver.keys(&[key]);
        let next = seen(driver);
        if frames.last() == Some(&next) {
            return frames;
        }
        frames.push(next);
    }
    panic!("{key:?} never comes to an end");
}

/// The beginning of a row, as much of it as stands in one row of a narrow column.
fn beginnings(long: &Long) -> Vec<String> {
    let narrow = match long.name {
        "what is missing" => 40,
        _ => 17,
    };
    let begun = |words: &String| {
        let mut begun = String::new();
        for word in words.split_inclusive(' ') {
            if !begun.is_empty() && begun.chars().count() + word.trim().chars().count() > narrow {
                break;
            }
            begun.push_str(word);
        }
        begun.trim().chars().take(narrow).collect()
    };
    long.rows.iter().map(begun).collect()
}

/// The number that stands before one of these words.
fn told(frame: &str, words: [&str; 2]) -> Option<usize> {
    let all: Vec<&str> = frame.split_whitespace().collect();
    let mut pairs = all.windows(2);
    let is_it = |pair: &&[&str]| words.contains(&pair[1]) && pair[0].parse::<usize>().is_ok();
    pairs.find(is_it)?[0].parse().ok()
}

#[test]
fn the_same_keys_reach_everything_that_is_longer_than_the_screen() {
    for (columns, rows) in SIZES {
        for long in all((columns, rows)) {
            let name = format!("{} {columns}x{rows}", long.name);
            let begun = beginnings(&long);
            let (first, last) = (&begun[0], begun.last().unwrap());
            let mut driver = long.driver;
            driver.send(resized((columns, rows)));
            let mut all_seen = |from: Key, by: Key| -> String {
                driver.keys(&[from]);
                let frames = held(&mut driver, by);
                for words in &begun {
                    assert!(
                        frames.iter().any(|frame| frame.contains(words.as_str())),
                        "{name}: {by:?} went past {words:?}\n{}",
                        frames.join("\n\n")
                    );
                }
                assert!(frames.len() < begun.len(), "{name}: {by:?} goes row by row");
                frames.last().unwrap().clone()
            };
            let down = all_seen(Key::Home, Key::PageDown);
            assert!(down.contains(last.as_str()), "{name}: {last:?}\n{down}");
            let up = all_seen(Key::End, Key::PageUp);
            assert!(up.contains(first.as_str()), "{name}: {first:?}\n{up}");
            driver.keys(&[Key::End]);
            let end = seen(&driver);
            assert!(end.contains(last.as_str()), "{name}: End\n{end}");
            driver.keys(&[Key::Home]);
            let home = seen(&driver);
            assert!(home.contains(first.as_str()), "{name}: Home\n{home}");
            let is_long = !home.contains(last.as_str());
            assert!(is_long || rows > 20, "{name} is not long\n{home}");
        }
    }
}

#[test]
fn a_list_says_how_much_more_there_is_above_and_below() {
    for (columns, rows) in SIZES {
        for long in all((columns, rows)) {
            let name = format!("{} {columns}x{rows}", long.name);
            let begun = beginnings(&long);
            let is_alone =
                |one: &String| begun.iter().filter(|it| it.contains(one.as_str())).count() == 1;
            let are_counted = begun.iter().all(is_alone);
            let mut driver = long.driver;
            driver.send(resized((columns, rows)));
            driver.keys(&[Key::Home]);
            let mut frames = held(&mut driver, Key::PageDown);
            frames.extend(held(&mut driver, Key::PageUp));
            for frame in frames {
                let shows = |words: &&String| frame.contains(words.as_str());
                let before = begun.iter().position(|words| shows(&words)).unwrap();
                let behind = begun.iter().rev().position(|words| shows(&words)).unwrap();
                let below = told(&frame, ["below", "later"]);
                let above = told(&frame, ["above", "earlier"]);
                if !are_counted {
                    let is_there = behind == 0 || below.is_some() || above.is_some();
                    assert!(is_there, "{name}: {behind} below\n{frame}");
                    continue;
                }
                if behind > 0 {
                    assert_eq!(below, Some(behind), "{name}: below\n{frame}");
                }
                if before > 0 && (columns >= 80 || below.is_none()) {
                    assert_eq!(above, Some(before), "{name}: above\n{frame}");
                }
            }
        }
    }
}
