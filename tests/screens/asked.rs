//! What is asked is seen: the questions of a section, and what is still to come in it.

use super::driver::{Driver, Screen};
use super::scenes::all as scenes;
use talking_piece::app::protocol::message::Key;
use talking_piece::domain::agenda::{BUILT_IN, Mode, built_in};
use talking_piece::domain::record::kinds::childs_view;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

const SIZES: [(u16, u16); 2] = [(80, 24), (50, 20)];

const PEOPLE: &[&str] = &[
    "/child Ella Smith; called: Ella; born: 4 Mar 2018",
    "/child Noah Smith; born: 9 Sep 2023",
    "/person KS Kelly Smith; role: mother",
    "/person JO J Okafor; role: health visitor; agency: Health",
    "/person CH R Lowe; role: Chair",
    "/begin",
    "/arrive all",
];

/// The middle, without the left column: rows between the upper rule and the rule above the line.
fn middle(driver: &Driver, (columns, rows): (u16, u16)) -> Vec<String> {
    let theme = Theme::of(Colours::Either);
    let (buffer, cursor) = driver.draw(columns, rows, &theme);
    let text = Screen::of(&buffer, Some(cursor), theme.plain).text();
    let all: Vec<&str> = text.lines().collect();
    let is_rule = |row: &&str| !row.contains(['│', '┤']) && row.matches('─').count() >= 3;
    let last = all.iter().rposition(is_rule).unwrap();
    let inner = all[2..last].iter();
    inner
        .map(|row| {
            row.split_once(['│', '┤'])
                .map_or(*row, |(_, right)| right)
                .to_owned()
        })
        .collect()
}

fn flat(rows: &[String]) -> String {
    let words = rows.iter().flat_map(|row| row.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

/// The number before these words; 0 where they are not there.
fn told(shown: &str, words: &str) -> usize {
    let before = shown.split(words).next().filter(|_| shown.contains(words));
    let last = before.and_then(|before| before.split_whitespace().last());
    last.and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[test]
fn no_question_of_a_section_is_left_out_without_a_sign() {
    let mut without_sign = Vec::new();
    for (id, _) in BUILT_IN {
        let agenda = built_in(id).unwrap();
        for place in agenda.places() {
            // The family is on its own, and nothing is asked.
            if place.section.mode == Mode::PrivateTime {
                continue;
            }
            let mut driver = Driver::meeting(id, false);
            driver.lines(PEOPLE);
            driver.lines(&[format!("/section {}", place.number).as_str()]);
            for said in [0, 2, 40] {
                for at in 0..said {
                    driver.lines(&[format!("KS: said {at:02}").as_str()]);
                }
                for size in SIZES {
                    let rows = middle(&driver, size);
                    let shown = flat(&rows);
                    let prompts = &place.section.prompts;
                    let seen = prompts
                        .iter()
                        .filter(|prompt| shown.contains(prompt.as_str()));
                    let hidden = prompts.len() - seen.count();
                    let blank = rows.iter().filter(|row| row.trim().is_empty()).count();
                    let name = format!("{id} {} {size:?} after {said}", place.number);
                    if told(&shown, "more question: F1") + told(&shown, "more questions: F1")
                        != hidden
                    {
                        without_sign.push(format!("{name}: {hidden} hidden\n{}", rows.join("\n")));
                    } else if hidden > 0 && blank > rows.len() / 2 {
                        without_sign.push(format!("{name}: rows are free\n{}", rows.join("\n")));
                    }
                    let is_talked = place.section.mode == Mode::Contributions;
                    if is_talked && size == (80, 24) && hidden > 0 {
                        without_sign.push(format!("{name}: not all of it\n{}", rows.join("\n")));
                    }
                }
            }
        }
    }
    assert!(without_sign.is_empty(), "{}", without_sign.join("\n\n"));
}

#[test]
fn the_help_lists_every_question_of_the_open_section_before_what_can_be_done() {
    let mut driver = Driver::meeting("restorative-icpc", false);
    driver
        .lines(PEOPLE)
        .lines(&["/section 4.2"])
        .keys(&[Key::F(1)]);
    let agenda = built_in("restorative-icpc").unwrap();
    let places = agenda.places();
    let place = places.iter().find(|place| place.number == "4.2").unwrap();
    let listed = talking_piece::app::screens::help::listed(&driver.app);
    let is_action = |row: &&talking_piece::app::screens::help::Row| {
        !row.typed.starts_with("What can be done here")
    };
    let asked = listed.iter().take_while(is_action);
    let words: Vec<&str> = asked.map(|row| row.help.as_str()).collect();
    let words = words.join(" ");
    for prompt in &place.section.prompts {
        assert!(words.contains(prompt.as_str()), "{prompt}: {words}");
    }
}

/// A long table is above them all the same.
#[test]
fn what_was_said_keeps_half_of_the_middle() {
    for (id, section, made) in [
        (
            "restorative-icpc",
            "1",
            "/person N{} Neighbour{}; role: neighbour",
        ),
        (
            "restorative-icpc",
            "4.1",
            "/view Ella; by: letter; words: \"quiet nights {}\"",
        ),
        ("restorative-icpc", "7", "/action thing {}; who: KS"),
        ("restorative-icpc", "9", "/date Core group {}; on: 4 Dec"),
        (
            "core-group",
            "1.1",
            "/person N{} Neighbour{}; role: neighbour",
        ),
    ] {
        let mut driver = Driver::meeting(id, false);
        driver
            .lines(PEOPLE)
            .lines(&[&format!("/section {section}")]);
        for at in 10..40 {
            driver.lines(&[made.replace("{}", &at.to_string()).as_str()]);
        }
        for at in 0..40 {
            driver.lines(&[format!("KS: said {at:02}").as_str()]);
        }
        for size in SIZES {
            let rows = middle(&driver, size);
            let first = rows.iter().position(|row| row.contains(" said "));
            let first = first.unwrap_or_else(|| panic!("{section} {size:?}\n{}", rows.join("\n")));
            let shown = rows.len() - first;
            // On a narrow screen the first row is where we are, which stands beside the middle otherwise.
            let whole = rows.len() - usize::from(size.0 < 60);
            assert!(
                shown >= whole / 2,
                "{id} {section} {size:?}: {shown} of {}\n{}",
                rows.len(),
                rows.join("\n")
            );
        }
    }
}

/// Where rows are free, what is still to come is not cut; where they are not, it says how much more there is.
#[test]
fn what_comes_next_is_cut_only_with_a_sign() {
    let theme = Theme::of(Colours::Either);
    let all = scenes();
    let closed = &all
        .iter()
        .find(|(name, _)| *name == "after_closing")
        .unwrap()
        .1;
    for (columns, rows) in SIZES {
        let (buffer, cursor) = closed.draw(columns, rows, &theme);
        let text = Screen::of(&buffer, Some(cursor), theme.plain).text();
        assert!(text.contains("/quit   says where"), "{text}");
    }
    let mut driver = Driver::meeting("restorative-icpc", false);
    driver.lines(PEOPLE);
    for at in 10..40 {
        driver.lines(&[format!("/child Child{at}").as_str()]);
    }
    driver.lines(&["/section 4.1"]);
    for said in [0, 20] {
        for at in 0..said {
            driver.lines(&[format!("KS: said {at:02}").as_str()]);
        }
        for size in SIZES {
            let rows = middle(&driver, size);
            let open = rows
                .iter()
                .filter(|row| row.contains("not heard yet"))
                .count();
            let more = told(&flat(&rows), "more: /close lists all");
            assert_eq!(open + more, 32, "{size:?}\n{}", rows.join("\n"));
            let is_blank = |row: &&String| row.trim().is_empty();
            let blank = rows.iter().filter(is_blank).count();
            assert!(said > 0 || blank == 0, "{size:?}\n{}", rows.join("\n"));
        }
    }
}

/// `Still to come:` without a name behind it looked as if nobody were to come.
#[test]
fn what_is_still_to_come_is_cut_only_with_a_sign() {
    let mut driver = Driver::meeting("signs-of-safety-cpc", false);
    driver.lines(PEOPLE);
    for at in 10..16 {
        driver.lines(&[format!("/person N{at} Neighbour{at}; role: neighbour").as_str()]);
    }
    driver.lines(&["/arrive all", "/section 6"]);
    for (at, by) in ["KS", "JO", "N10", "N11", "N12"].iter().enumerate() {
        driver.lines(&[format!("/scale 1; by: {by}; score: {at}").as_str()]);
    }
    driver.lines(&["KS: that was hard to say"]);
    driver.lines(&["JO: it was, and you said it so that everybody could follow"]);
    for size in SIZES {
        let rows = middle(&driver, size);
        let begins = rows.iter().position(|row| row.contains("Still to come"));
        let begins = begins.unwrap_or_else(|| panic!("{size:?}\n{}", rows.join("\n")));
        let behind = rows.iter().skip(begins);
        let block: Vec<&String> = behind.take_while(|row| !row.contains("──")).collect();
        let is_whole = block.iter().any(|row| row.contains("/scores show"));
        let is_cut = block.iter().any(|row| row.trim_end().ends_with('…'));
        assert!(is_whole || is_cut, "{size:?}\n{}", rows.join("\n"));
    }
}

/// Every message can be read to its end at both sizes: it ends without a sign that it was cut.
#[test]
fn a_question_of_a_form_is_read_to_its_end() {
    let theme = Theme::of(Colours::Either);
    for (name, driver) in scenes() {
        let is_form = ["scale_typing", "form", "editing_in_a_table"].contains(&name);
        if !is_form {
            continue;
        }
        for (columns, rows) in SIZES {
            let (buffer, cursor) = driver.draw(columns, rows, &theme);
            let text = Screen::of(&buffer, Some(cursor), theme.plain).text();
            let is_rule = |row: &&str| !row.contains('│') && row.matches('─').count() >= 3;
            let last = text.lines().collect::<Vec<_>>();
            let rule = last.iter().rposition(is_rule).unwrap();
            let said = last[rule + 1..last.len() - 1].join("\n");
            assert!(!said.contains('…'), "{name} {columns}x{rows}\n{text}");
        }
    }
}

/// The page keys show all of a form that is longer than the screen, whatever is being answered; nothing is typed by them.
#[test]
fn a_long_form_can_be_looked_through() {
    for size in SIZES {
        let mut driver = Driver::meeting("restorative-icpc", false);
        let (columns, rows) = size;
        driver.send(talking_piece::app::protocol::message::Message::Resize { columns, rows });
        driver.lines(PEOPLE);
        driver.typed("/view Ella; by: letter; words: ");
        let typed = driver.app.editor.as_ref().unwrap().line.text().to_owned();
        let mut seen = flat(&middle(&driver, size));
        let first = seen.clone();
        for _ in 0..9 {
            driver.keys(&[Key::PageDown]);
            seen.push_str(&flat(&middle(&driver, size)));
        }
        for field in childs_view::KIND
            .fields
            .iter()
            .filter(|field| !field.is_seldom)
        {
            let label: String = field.label.chars().take(13).collect();
            assert!(seen.contains(&label), "{size:?} {label}\n{seen}");
        }
        driver.keys(&[Key::PageUp; 9]);
        assert_eq!(flat(&middle(&driver, size)), first, "{size:?}");
        let editor = driver.app.editor.as_ref().unwrap();
        assert_eq!(editor.line.text(), typed);
        assert_eq!(editor.selected, None);
    }
}
