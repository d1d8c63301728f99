//! What must hold on every screen, whatever it looks like.

use super::driver::{Driver, draw};
use super::scenes::all;
use ratatui::buffer::Buffer;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::domain::problem::Problem;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            out.push_str(buffer[(x, y)].symbol());
        }
        out.push('\n');
    }
    out
}

#[test]
fn restricted_words_are_seen_only_while_they_are_worked_on() {
    let theme = Theme::of(Colours::Either);
    let mut seen = Vec::new();
    for (name, driver) in all() {
        for (columns, rows) in [(130, 45), (80, 24), (50, 20)] {
            let (buffer, _) = draw(&driver.app, columns, rows, &theme);
            let text = text(&buffer);
            if text.contains("bail") || text.contains("her own room") {
                seen.push(name);
            }
        }
    }
    seen.dedup();
    assert_eq!(
        seen,
        ["selected", "editing", "page_restricted", "find_restricted"]
    );
}

/// Walked to, searched for, on the catch-up list, marked, struck out: a hidden score is shown nowhere, except in the
/// line that changes it.
#[test]
fn a_hidden_score_is_seen_only_in_the_line_that_changes_it() {
    let theme = Theme::without_colour();
    let (_, scene) = all()
        .into_iter()
        .find(|(name, _)| *name == "scale")
        .unwrap();
    let looks = |driver: &mut super::driver::Driver, is_seen: bool, what: &str| {
        for (columns, rows) in [(130, 45), (80, 24), (50, 20)] {
            let (buffer, _) = draw(&driver.app, columns, rows, &theme);
            let text = text(&buffer);
            let seen = text.contains("score 6")
                || text.contains("score: 6")
                || text.contains("ask for help");
            assert_eq!(seen, is_seen, "{what} {columns}x{rows}\n{text}");
        }
    };
    for lines in [
        &["/mark ??"][..],
        &["/mark ??", "/catchup"],
        &["/find help"],
        &["/find scale"],
        &["/scores"],
        &["/section 1"],
        &["/prepare"],
        &["/close"],
    ] {
        let mut driver = scene.clone();
        driver.keys(&[Key::Up, Key::Up]);
        driver.lines(lines);
        looks(&mut driver, false, &format!("{lines:?}"));
        for _ in 0..4 {
            driver.keys(&[Key::Up]);
            looks(&mut driver, false, &format!("{lines:?}, walked up"));
        }
    }
    let mut driver = scene.clone();
    driver.keys(&[Key::Up, Key::Up]);
    looks(&mut driver, false, "chosen");
    driver.keys(&[Key::Enter]);
    looks(&mut driver, true, "changed");
    driver.keys(&[Key::Enter]);
    looks(&mut driver, false, "changed and entered");
    let mut driver = scene.clone();
    driver.lines(&["/scores show"]).typed("KS: so");
    looks(&mut driver, true, "shown");
}

#[test]
fn the_children_are_on_every_screen_of_a_meeting() {
    let theme = Theme::without_colour();
    for (name, driver) in all() {
        let Some(editor) = &driver.app.editor else {
            continue;
        };
        let children: Vec<String> = editor
            .meeting
            .children()
            .map(|child| editor.meeting.called(&child.id))
            .collect();
        for (columns, rows) in [(130, 45), (80, 24), (50, 20)] {
            let (buffer, _) = draw(&driver.app, columns, rows, &theme);
            let text = text(&buffer);
            let header = text.lines().next().unwrap();
            for child in &children {
                assert!(header.contains(child.as_str()), "{name}: {header}");
            }
        }
    }
}

#[test]
fn a_failed_save_is_said_in_words_on_every_screen() {
    let theme = Theme::without_colour();
    for (name, mut driver) in all() {
        driver.send(talking_piece::app::protocol::message::Message::SaveFailed(
            Problem::not_saved_or_read("The disk is full."),
        ));
        for (columns, rows) in [(130, 45), (80, 24), (50, 20), (20, 5), (19, 4)] {
            let (buffer, _) = draw(&driver.app, columns, rows, &theme);
            assert!(
                text(&buffer).contains("NOT SAVED"),
                "{name} {columns}x{rows}"
            );
        }
    }
}

#[test]
fn a_minutes_file_that_is_too_old_is_said_in_words_on_every_screen() {
    let theme = Theme::without_colour();
    for (name, mut driver) in all() {
        driver.send(
            talking_piece::app::protocol::message::Message::MinutesNotWritten {
                meeting: "of-no-matter".to_owned(),
                why: Problem::not_saved_or_read("The file is older than the minutes."),
            },
        );
        // The journal is safe all the while.
        driver.send(talking_piece::app::protocol::message::Message::Saved(999));
        for (columns, rows) in [(130, 45), (80, 24), (50, 20), (20, 5), (19, 4)] {
            let (buffer, _) = draw(&driver.app, columns, rows, &theme);
            let text = text(&buffer);
            assert!(
                text.contains("OLD FILE") && !text.contains("NOT SAVED"),
                "{name} {columns}x{rows}"
            );
        }
    }
}

#[test]
fn ascii_signs_are_enough_for_everything_of_our_own() {
    let theme = Theme::without_colour().with_ascii_signs();
    for (name, driver) in all() {
        let (buffer, _) = draw(&driver.app, 100, 30, &theme);
        let text = text(&buffer);
        let other: Vec<char> = text.chars().filter(|sign| !sign.is_ascii()).collect();
        assert!(other.is_empty(), "{name}: {other:?}");
    }
}

/// Every screen can be told from the others without any style: the chosen row has a `>`.
#[test]
fn what_is_chosen_has_a_sign() {
    let theme = Theme::without_colour();
    let lists = [
        "home",
        "agendas",
        "close",
        "help",
        "commands",
        "selected",
        "selected_in_table",
        "prepare_selected",
        "page_headings",
        "page_commands",
    ];
    for (name, driver) in all().into_iter().filter(|(name, _)| lists.contains(name)) {
        let (buffer, cursor) = draw(&driver.app, 80, 24, &theme);
        let text = text(&buffer);
        assert!(text.contains('>'), "{name}");
        if !name.ends_with("commands") {
            assert_eq!(
                buffer[cursor].symbol(),
                ">",
                "{name}: the cursor stands on it"
            );
        }
    }
}

/// The decisions and the tally are always in sight; the agencies make way for what is said.
#[test]
fn on_a_low_screen_the_grid_of_views_makes_way_for_words() {
    let theme = Theme::without_colour();
    let mut d = Driver::meeting("restorative-icpc", true);
    d.lines(&[
        "/child Ella Merrow; called: Ella",
        "/child Noah Merrow; called: Noah",
        "/child Ida Merrow; called: Ida",
        "/person HV Juno Okra; role: health visitor; agency: health",
        "/begin",
        "/arrive all",
    ]);
    for child in ["Ella", "Noah", "Ida"] {
        let view = |agency: &str| {
            format!(
                "/agency {agency}; child: {child}; view: child protection plan; reason: made up"
            )
        };
        for agency in ["Health", "School", "Police"] {
            d.lines(&[&view(agency)]);
        }
        d.lines(&[&format!("/view {child}; by: letter; wants: quiet nights")]);
    }
    d.lines(&["/section 8"]);
    let (buffer, _) = draw(&d.app, 50, 20, &theme);
    let seen = text(&buffer);
    let rows: Vec<&str> = seen.lines().collect();
    let row_of = |rows: &[&str], words: &str| {
        let row = rows.iter().find(|row| row.trim_start().starts_with(words));
        row.unwrap_or_else(|| panic!("{words}: {rows:?}"))
            .to_string()
    };
    let has_decisions_and_tally = |rows: &[&str]| {
        assert_eq!(row_of(rows, "Decision").matches("○ none yet").count(), 3);
        assert_eq!(row_of(rows, "Tally CP").matches('3').count(), 3);
        for child in ["Ella", "Noah", "Ida"] {
            assert!(rows.iter().any(|row| row.contains(child)), "{rows:?}");
        }
    };
    has_decisions_and_tally(&rows);
    for agency in ["health", "school", "police"] {
        assert_eq!(row_of(&rows, agency).matches("CP").count(), 3, "{seen}");
    }
    let said = ["first", "second", "third", "fourth", "fifth", "sixth"];
    d.lines(
        &said
            .map(|words| format!("HV: {words} words"))
            .each_ref()
            .map(String::as_str),
    );
    let (buffer, _) = draw(&d.app, 50, 20, &theme);
    let talked = text(&buffer);
    let rows: Vec<&str> = talked.lines().collect();
    has_decisions_and_tally(&rows);
    assert!(talked.contains("more agencies: /agencies"), "{talked}");
    assert!(
        rows.iter().filter(|row| row.contains(" words")).count() >= 4,
        "{talked}"
    );
    // While it is typed, all of it is there.
    d.keys(
        &"/agencies HV cp"
            .chars()
            .map(Key::Char)
            .collect::<Vec<Key>>(),
    );
    let (buffer, _) = draw(&d.app, 50, 20, &theme);
    let typed = text(&buffer);
    let rows: Vec<&str> = typed.lines().collect();
    assert_eq!(
        row_of(&rows, "health").matches("+ CP").count(),
        3,
        "{typed}"
    );
    assert_eq!(row_of(&rows, "police").matches("CP").count(), 3, "{typed}");
    d.keys(&[Key::Esc]);
    // What the grid does not hold keeps its row.
    d.lines(&["/dissent HV; child: Ella; from: the decision; reasons: early help is enough"]);
    let (buffer, _) = draw(&d.app, 80, 24, &theme);
    let with_dissent = text(&buffer);
    assert!(with_dissent.contains("from the decision"), "{with_dissent}");
    let words = with_dissent.lines().filter(|row| row.contains(" words"));
    assert!(words.count() >= 5, "{with_dissent}");
    assert!(!with_dissent.contains("/agencies SW cp"), "{with_dissent}");
    // The help has all of it.
    d.keys(&[Key::F(1)]);
    let help: String = talking_piece::app::screens::help::listed(&d.app)
        .iter()
        .map(|row| format!("{} {} ", row.typed, row.help))
        .collect();
    for words in [
        "The plan still lacks",
        "Ida: no decision yet · child protection plan 3",
    ] {
        assert!(help.contains(words), "{help}");
    }
}

/// However often somebody has spoken, their turn is announced in a whole word.
#[test]
fn who_is_next_is_said_in_full() {
    let theme = Theme::of(Colours::Either);
    let mut driver = super::scenes::impact();
    for said in 0..4 {
        for code in ["KS", "DS", "AP", "JO", "PH", "ST", "CH"] {
            driver.lines(&[&format!("{code}: {said}")]);
        }
    }
    for (columns, rows) in [(130, 45), (80, 24)] {
        let (buffer, _) = draw(&driver.app, columns, rows, &theme);
        let text = text(&buffer);
        assert!(text.contains("●●● Tab"), "{columns}x{rows}\n{text}");
    }
}

/// Without a quorum, a decision asks several things: the first, how it is answered, and how many more there are. Nothing of
/// that is cut.
#[test]
fn what_a_decision_without_a_quorum_asks_stands_whole_on_the_screen() {
    use talking_piece::domain::settings::quorum::QuorumRule;
    use talking_piece::domain::toml_reader::SettingsValues;
    let theme = Theme::without_colour();
    let rule = QuorumRule::built_in();
    assert!(rule.questions.len() > 3);
    for (columns, rows) in [(130, 45), (80, 24), (64, 24), (60, 20), (50, 20)] {
        for line in [
            "/decision Ella; is: no plan",
            "/decision Ella; is: child protection plan starts; category: neglect; reasons: unsafe nights",
            "/decision Ella; is: no plan; reasons: safe; decided by: all agreed",
        ] {
            let mut d = Driver::meeting("restorative-icpc", false);
            d.lines(&[
                "/child Ella; born: 4 Mar 2017",
                "/person KS Kelly Smith; role: mother",
                "/person CH Sam Hall; role: Chair",
                "/begin",
                "/section decision",
            ]);
            d.send(Message::Resize { columns, rows });
            for letter in line.chars() {
                d.send(Message::Key(Key::Char(letter)));
            }
            d.send(Message::Key(Key::Enter));
            let (buffer, _) = draw(&d.app, columns, rows, &theme);
            let shown = text(&buffer);
            let words: Vec<&str> = shown.split_whitespace().collect();
            let words = words.join(" ");
            let first = rule.questions.first().unwrap();
            let more = format!("/close asks {} more", rule.questions.len() - 1);
            for told in [first.question.as_str(), "/answer ", &more] {
                assert!(
                    words.contains(told),
                    "{columns}x{rows} {line}: {told}\n{shown}"
                );
            }
        }
    }
}

/// "All" was said to be nobody beside the line that said for whom the records are.
#[test]
fn children_that_are_named_together_are_not_to_be_confirmed_in_the_form() {
    let theme = Theme::without_colour();
    for (named, shown) in [
        ("all", "Ella, Noah (one each)"),
        ("both", "Ella, Noah (one each)"),
        ("Noah & Ella", "Noah, Ella (one each)"),
        ("Ella and Rose", "Ella and Rose ??"),
    ] {
        let mut d = Driver::meeting("restorative-icpc", false);
        d.lines(&[
            "/child Ella; born: 4 Mar 2017",
            "/child Noah; born: 1 Feb 2021",
            "/person KS Kelly Smith; role: mother",
            "/begin",
        ]);
        let line = format!("/agency health; child: {named}; view: no plan");
        for letter in line.chars() {
            d.send(Message::Key(Key::Char(letter)));
        }
        let (buffer, _) = draw(&d.app, 80, 24, &theme);
        let seen = text(&buffer);
        assert!(seen.contains(shown), "{named}\n{seen}");
        let is_doubted = seen.contains("?? to be confirmed");
        assert_eq!(is_doubted, named == "Ella and Rose", "{named}\n{seen}");
    }
}
