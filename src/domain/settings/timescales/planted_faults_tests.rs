//! A file with planted faults: exactly these are found, at exactly these places, in these words.

use super::shape::EVENTS;
use super::*;
use crate::domain::toml_reader::{Fault, SettingsValues, render_all};

const TIMESCALES: &str = include_str!("planted/timescales.toml");

fn told(text: &str) -> String {
    let line = |fault: &Fault| {
        let shown = fault.render("f");
        let advice = shown.lines().nth(3).unwrap_or_default().trim_start();
        format!(
            "{}:{} {} > {advice}\n",
            fault.line, fault.column, fault.message
        )
    };
    Timescales::read(text)
        .unwrap_err()
        .iter()
        .map(line)
        .collect()
}

#[test]
fn the_timescales_that_come_with_the_program_have_no_faults() {
    let read = Timescales::read_over(Timescales::BUILT_IN, Timescales::default());
    let read = read.unwrap_or_else(|faults| panic!("{}", render_all(&faults, "timescales.toml")));
    assert_eq!(read, Timescales::built_in());
    assert!(read.rules.len() > 20);
    // Copied out as it is and read over itself, it changes nothing.
    assert_eq!(
        Timescales::read(Timescales::BUILT_IN).unwrap(),
        Timescales::built_in()
    );
    assert_eq!(Timescales::read("").unwrap(), Timescales::built_in());
    for (word, meaning) in EVENTS {
        let event = Event::from_word(word).unwrap();
        assert_eq!(event.word(), *word);
        let used = read.rules.iter().any(|rule| rule.from_event == event);
        assert!(used, "no timescale begins with {meaning}");
    }
}

#[test]
fn every_fault_is_told_at_once() {
    assert_eq!(told(TIMESCALES), FAULTS);
}

#[test]
fn a_fault_is_shown_with_its_line_and_a_caret() {
    let faults = Timescales::read("[[timescale]]\nid = \"minuts\"\namount = 10\n").unwrap_err();
    assert_eq!(render_all(&faults, "timescales.toml"), SHOWN);
}

#[test]
fn a_council_changes_adds_and_drops_timescales() {
    let own = Timescales::read(
        r#"
leave_out = ["invitations", "complaint"]

[[timescale]]
id = "pre-birth-conference"
amount = 60
unit = "working_days"

[[timescale]]
id = "thank-you"
label = "A word of thanks to the family"
from_event = "conference"
amount = 2
unit = "weeks"
roll = "forward"
applies_to = ["icpc", "rcpc"]
"#,
    )
    .unwrap();
    assert_eq!(own.rule("invitations"), None);
    assert_eq!(own.rule("complaint"), None);
    assert_eq!(own.rules.len(), Timescales::built_in().rules.len() - 1);
    let thanks = own.rule("thank-you").unwrap();
    assert_eq!(
        (thanks.amount, thanks.unit, thanks.roll),
        (2, Unit::Weeks, Roll::Forward)
    );
    // Still counted back, and nothing to move any more.
    let before_birth = own.rule("pre-birth-conference").unwrap();
    assert_eq!(
        (before_birth.direction, before_birth.roll),
        (Direction::Before, Roll::None)
    );
}

#[test]
fn schema_and_help_know_every_setting() {
    let (schema, help) = {
        let file = crate::domain::settings::file("timescales").unwrap();
        (file.schema(), file.help())
    };
    let names = schema["properties"]["timescale"]["items"]["properties"]
        .as_object()
        .unwrap();
    assert_eq!(names.len(), 11);
    for name in names.keys() {
        assert!(help.contains(&format!("  {name}: ")), "{name}");
    }
    for (word, meaning) in EVENTS {
        assert!(schema.to_string().contains(word) && help.contains(meaning));
    }
}

const SHOWN: &str = r#"timescales.toml, line 2, column 6: The program has no timescale "minuts", and for a new one this lacks: label, from_event, unit.
  2 | id = "minuts"
    |      ^
      Write instead: "minutes" (did you mean that?)

1 fault. Nothing was changed.
"#;

const FAULTS: &str = r##"1:14 There is no timescale with the name "invitation" to leave out. > Write instead: "invitations" (did you mean that?)
1:28 "minutes" is left out here, but line 5 says how it is. > Take it out of leave_out, or delete its [[timescale]].
1:39 "Dissent!" is not a short name: small letters a to z, digits, - and _ only. > Write instead: "dissent"
2:1 "timescales" is not a setting of a file of timescales. > Write instead: timescale (did you mean that?)
6:10 "amount" is a whole number from 1 to 731. > Write instead: a number from 1 to 731
7:8 "working_day" is not a word for "unit". > Write instead: "working_days" (did you mean that?)
10:6 There is already a timescale with the name "minutes", on line 5. > Give it a name that is used only once.
14:6 The program has no timescale "decison-letter", and for a new one this lacks: label, from_event, unit. > Write instead: "decision-letter" (did you mean that?)
18:6 The program has no timescale "photograph", and for a new one this lacks: amount, unit. > Add these settings: amount, unit.
20:14 "conferense" is not a word for "from_event". > Write instead: "conference" (did you mean that?)
22:1 A timescale has no "id". > Add a line: id = "a-short-name"
27:8 "roll" has nothing to do where working days are counted: they never end on a day without work. > Leave the line out, or count in calendar_days.
32:8 "backwards" is not a word for "roll". > Write instead: "back" (did you mean that?)
36:10 90 months are more than two years. > Look at the unit: calendar_days, working_days, weeks or months.
40:8 28 months are more than two years. > Look at the unit: calendar_days, working_days, weeks or months.
44:10 "amount" is a whole number from 1 to 731; this is words in quotes. > Write instead: amount = 6 (without quotes)
45:23 "icppc" is not a word for "applies_to". > Write instead: "icpc" (did you mean that?)
45:32 "rcpc" appears here twice. > Name each kind of meeting once.
46:17 "applies_after" is empty, so it is not clear which meetings are meant. > Leave the line out for all of them; leave_out at the top of the file drops a timescale.
50:14 "applies_to" is a list in square brackets; this is words in quotes. > Write instead: applies_to = ["rcpc"]
51:13 "warn_days" is a whole number from 0 to 100; this is a number with a point. > Write instead: warn_days = 10
52:19 Yes is written as the word true, in small letters. > Write instead: count_start_day = true
56:12 "amount" is a whole number from 1 to 731. > Write instead: a number from 1 to 731
57:15 "sideways" is not a word for "direction". > Write instead: one of "after", "before"
58:16 "birthday party" is not a word for "from_event". > Write instead: "birth" (did you mean that?)
59:3 "weekdays" is not a setting of a timescale. > Write instead: one of id, label, from_event, amount, unit, direction, count_start_day, roll, warn_days, applies_to, applies_after
60:11 The text that begins here has no closing quote mark on its line. > Add " at its end (a text of several lines goes between """ and """).
61:10 "roll" is one word, in quotes; this is a number. > Write instead: roll = "none"
62:3 "warn" is not a setting of a timescale. > Write instead: warn_days (did you mean that?)
64:1 The brackets of this heading do not fit: as many must close as open, with one name between. > Write instead: [[timescale]]
"##;
