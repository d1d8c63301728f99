//! Files with planted faults: exactly these are found, at exactly these places, in these words.

use super::check;
use crate::domain::toml_reader::{Fault, render_all};

/// Broken as TOML: what a word processor, a colon or a forgotten quote mark does.
const SYNTAX: &str = include_str!("planted/syntax.toml");
/// Good TOML, but no good agenda.
const RULES: &str = include_str!("planted/rules.toml");

fn told(text: &str) -> String {
    let line = |fault: &Fault| {
        let shown = fault.render("f");
        let advice = shown.lines().nth(3).unwrap_or_default().trim_start();
        format!(
            "{}:{} {} > {advice}\n",
            fault.line, fault.column, fault.message
        )
    };
    check(text).unwrap_err().iter().map(line).collect()
}

#[test]
fn every_place_that_does_not_read_is_told_in_plain_words() {
    assert_eq!(told(SYNTAX), SYNTAX_FAULTS);
}

#[test]
fn every_rule_that_is_broken_is_told_at_once() {
    assert_eq!(told(RULES), RULES_FAULTS);
}

#[test]
fn a_fault_is_shown_with_its_line_and_a_caret() {
    let text = RULES.replace("id = \"Our Agenda\"", "id = \"ours\"");
    let faults: Vec<Fault> = check(&text)
        .unwrap_err()
        .into_iter()
        .filter(|f| f.line == 30 || f.line == 64)
        .collect();
    assert_eq!(render_all(&faults, "our/agenda.toml"), SHOWN);
}

const SHOWN: &str = r#"our/agenda.toml, line 30, column 1: "requierd" is not a setting of a section.
  30 | requierd = true
     | ^
       Write instead: required (did you mean that?)

our/agenda.toml, line 64, column 11: There is an invisible control character in "title".
  64 |   title = "日本 \u001b[31m"
     |           ^
       Type the text again, without it.

2 faults. Nothing was changed.
"#;

const SYNTAX_FAULTS: &str = r##"2:11 These quote marks are curly (a word processor makes them); settings need straight ones. There are 2 such places; this is the first. > Write instead: version = "1"
3:9 Words go between quote marks. > Write instead: title = "Our own meeting"
4:8 Between a name and its value goes =, not a colon. > Write instead: meeting = "icpc"
5:1 There is no = on this line, so it is not clear what it sets. > Write instead: name = "…" (or # in front, if it is a remark)
6:19 The text ends at the quote mark before this place; the rest is not part of it. > Write instead: \" for a quote mark inside a text (or put the whole text between ''' and ''')
7:11 Yes is written as the word true, in small letters. > Write instead: colour = true
8:9 A name has no spaces in it (not even invisible ones). > Write instead: speaking_order = …
9:1 There is no name in front of the =. > Write instead: name = "…"
10:5 This cannot be read as a number. > Write instead: digits only, such as x = 15; words go in quotes: x = "08"
12:1 The brackets of this heading do not fit: as many must close as open, with one name between. > Write instead: [[section]]
18:1 "id" is given twice in the same part. > Keep one of the two, or begin a new part with its heading before the second.
19:9 The text that begins here has no closing quote mark on its line. > Add " at its end (a text of several lines goes between """ and """).
23:3 Two entries of a list are separated by one comma; here it is missing, or there are two. > Write instead: ["first", "second"]
26:9 There is nothing after the =. > Write instead: minutes = "…" (or leave the line out)
29:6 "żółw" is not a short name: small letters a to z, digits, - and _ only. > Write instead: "a-short-name"
30:17 The text ends at the quote mark before this place; the rest is not part of it. > Write instead: \" for a quote mark inside a text (or put the whole text between ''' and ''')
31:9 The bracket that opens here is never closed. > Add the closing bracket after the last entry.
32:12 Yes is written as the word true, in small letters. > Write instead: required = true
37:23 A backslash has a special meaning in a text, and this one is not known. > Write instead: \\ for a backslash (or put the text between single quotes: '…')
38:8 The long text that begins here is never closed. > Add """ on a line of its own after the text.
42:9 "childs_view" is not a word for "check". > Write instead: "childs_views" (did you mean that?)
"##;

const RULES_FAULTS: &str = r##"1:6 "Our Agenda" is not a short name: small letters a to z, digits, - and _ only. > Write instead: "our-agenda"
2:11 "version" is words on one line, in quotes; this is a number. > Write instead: version = "1"
3:9 "title" is empty. > Write instead: title = "…"
4:11 "icpcc" is not a word for "meeting". > Write instead: "icpc" (did you mean that?)
5:12 "english!" is not the short sign of a language. > Write instead: "en-GB" for English, "cy" for Welsh
8:6 "fact" is a kind that is known already; it cannot be defined again. > Give it another name, or leave its [[kind]] out: the known one can be used as it is.
17:9 "child_views" is not a word for "check". > Write instead: "childs_views" (did you mean that?)
21:1 A close-check is either one that the program knows, or a question of your own. > Add a separate [[close_check]] for the question.
23:1 This close-check has no "id". > Add check = "childs_views" (or another check), or id and question for a question of your own.
28:1 "titel" is not a setting of a section. > Write instead: title (did you mean that?)
29:8 "contribution" is not a word for "mode". > Write instead: "contributions" (did you mean that?)
30:1 "requierd" is not a setting of a section. > Write instead: required (did you mean that?)
33:6 There is already a section with the name "one", on line 27. > Give it a name that is used only once.
36:13 There is no statement with the name "helo". > Write instead: "hello" (did you mean that?)
37:11 "minutes" is a whole number from 0 to 600; this is words in quotes. > Write instead: minutes = 15 (without quotes)
42:8 A section with the mode "scale" needs "scale". > Add a [[section.scale]] below it, with both its ends in words
43:14 "nobody" is not a word for "visibility". > Write instead: one of "everyone", "restricted"
49:1 "questions" belongs to the mode "yes_no_reason"; this section has the mode "scale". > Write instead: mode = "yes_no_reason", or no "questions" here
50:3 A scale has no "high". > Add a line: high = "…"
54:8 This scale begins and ends with the same number. > Write instead: two different numbers, such as from = 0 and to = 10
60:1 This section has parts, so it is a heading only and has no "mode". > Put "mode" into its parts, not here.
61:1 This section has parts, so it is a heading only and has no "minutes". > Put "minutes" into its parts, not here.
64:11 There is an invisible control character in "title". > Type the text again, without it.
65:10 A section with the mode "yes_no_reason" needs "questions". > Add a line: questions = ["…"]
66:20 There are two levels only: a part has no parts of its own. > Write instead: [[section.part]] for each of them, or a [[section]] more
73:11 "minutes" is a whole number from 0 to 600. > Write instead: a number from 0 to 600
74:1 Nothing that is said in private time is recorded, so it has no kinds of contribution. > Leave "kinds" out of this section.
74:18 "observaton" is not a kind of contribution. > Write instead: "observation" (did you mean that?); or define it with [[kind]]
75:15 "first_voice" is a list in square brackets; this is words in quotes. > Write instead: first_voice = ["family"]
77:1 This section does not say what is recorded in it. > Add a line: mode = "contributions" (or another mode).
80:12 "required" is true or false; this is words in quotes. > Write instead: required = true (without quotes)
82:1 "dates" is a list in square brackets; this is a part with settings of its own. > Write instead: dates = ["…"]
"##;
