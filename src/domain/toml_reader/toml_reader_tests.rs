//! The limits, the places and the harmlessness of what is shown; the reader without any agenda.

use super::*;

static DAYS: Shape = Shape {
    name: "a rule",
    about: "One rule.",
    fields: &[
        FieldShape::needed("id", Kind::Id, "A name."),
        FieldShape::may("days", Kind::Whole { min: 1, max: 400 }, "How many."),
        FieldShape::may("note", Kind::Text, "Why."),
    ],
};
static RULES: Shape = Shape {
    name: "a file of rules",
    about: "All rules.",
    fields: &[
        FieldShape::may("rule", Kind::Tables(&DAYS), "A rule."),
        FieldShape::may("place", Kind::Table(&DAYS), "A place."),
        FieldShape::may("words", Kind::List(&Kind::Line), "Words."),
    ],
};

fn faults(text: &str) -> Vec<Fault> {
    read(text, &RULES).faults.into_sorted()
}

fn only(text: &str) -> Fault {
    let mut found = faults(text);
    assert_eq!(found.len(), 1, "{}", render_all(&found, "x"));
    found.remove(0)
}

#[test]
fn what_is_right_is_read() {
    let reading = read(
        "words = [\"a\", \"b\"]\n[place]\nid = \"here\"\n[[rule]]\nid = 'x'\ndays = 1_0\nnote = \"\"\"\none\ntwo\n\"\"\"\n",
        &RULES,
    );
    assert!(reading.faults.is_empty());
    let rule = &reading.root.tables("rule")[0];
    assert_eq!(
        (rule.text("id"), rule.whole("days"), rule.text("note")),
        ("x", Some(10), "one\ntwo")
    );
    assert_eq!(reading.root.tables("place")[0].text("id"), "here");
    assert_eq!(reading.root.texts("words").len(), 2);
    assert_eq!(
        (
            rule.text("nothing"),
            rule.given("days"),
            rule.given("nothing")
        ),
        ("", true, false)
    );
}

#[test]
fn too_much_is_refused_with_the_limit_and_the_size() {
    let big = format!("# {}", "x".repeat(LONGEST_FILE));
    assert_eq!(
        only(&big).message,
        "This file is too big: 1048578 bytes. The most that is read is 1048576."
    );
    let long = format!(
        "[[rule]]\nid = \"x\"\nnote = \"{}\"",
        "y".repeat(LONGEST_VALUE + 1)
    );
    assert_eq!(
        only(&long).message,
        "\"note\" is too long: 65537 bytes. The most that is read is 65536."
    );
    let many = "[[rule]]\nid = \"x\"\n".repeat(MOST_PARTS + 7);
    let fault = only(&many);
    assert_eq!(
        fault.message,
        "This file has more than 2000 parts; the most that are read is 2000."
    );
    assert_eq!((fault.line, fault.column), (2 * MOST_PARTS + 1, 1));
}

#[test]
fn very_many_faults_are_counted_and_the_rest_is_still_quick() {
    let text = "a\n".repeat(500_000);
    let found = faults(&text);
    assert_eq!(found.len(), MOST_FAULTS);
    assert_eq!(
        found[MOST_FAULTS - 1].message,
        format!(
            "There are {} more faults from here on.",
            500_000 - MOST_FAULTS + 1
        )
    );
    assert!(!faults(&"[".repeat(100_000)).is_empty());
    assert!(!faults(&format!("words = {}", "[".repeat(100_000))).is_empty());
    assert!(!faults(&"a=“,".repeat(100_000)).is_empty());
    assert!(!faults(&format!("words = [{}", "“x”, ".repeat(100_000))).is_empty());
}

#[test]
fn a_place_is_counted_in_characters_and_its_caret_stands_under_it() {
    let fault = only("words = [\"日本\", \"né\", 5]\n");
    assert_eq!((fault.line, fault.column), (1, 22));
    let shown = fault.render("days.toml");
    let lines: Vec<&str> = shown.lines().collect();
    // Two wide letters take two cells more than they are characters.
    assert_eq!(
        lines[2].chars().take_while(|c| *c != '^').count(),
        "  1 | ".len() + 21 + 2
    );
    let long = format!("words = [{}5]", "\"abc\", ".repeat(100));
    let shown = only(&long).render("days.toml");
    let lines: Vec<&str> = shown.lines().collect();
    let caret = lines[2].chars().position(|c| c == '^').unwrap();
    assert_eq!(lines[1].chars().nth(caret), Some('5'));
    assert!(lines[1].chars().count() < 140);
}

#[test]
fn a_fault_cannot_move_the_cursor() {
    let found = faults(
        "\u{1b}[2J = 1\nid\u{202e} = \"\u{7}\"\n[[rule]]\n\"\\u001b[31m\" = 1\nid = \"x\"\n",
    );
    assert!(!found.is_empty());
    let shown = render_all(&found, "a\u{1b}]0;b.toml");
    assert!(
        shown.chars().all(|c| c == '\n' || !fault::is_hidden(c)),
        "{shown:?}"
    );
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    assert_eq!(text_of(b"id = \"x\""), Ok("id = \"x\""));
    let fault = text_of(b"a = 1\nb = \"caf\xe9\"").unwrap_err();
    assert_eq!((fault.line, fault.column), (2, 9));
    assert!(fault.instead.contains("UTF-8"));
}

#[test]
fn one_bracket_or_two_is_explained() {
    assert_eq!(
        only("[rule]\nid = \"x\"\n").instead,
        "[[rule]] (two brackets: there can be several)"
    );
    assert_eq!(
        only("[[place]]\nid = \"x\"\n").instead,
        "[place] (one bracket: there is only one)"
    );
    assert_eq!(
        only("rule = 5\n").instead,
        "[[rule]] on a line of its own, and its settings below"
    );
}

#[test]
fn a_mistyped_name_is_not_told_to_be_missing_too() {
    assert_eq!(
        only("[[rule]]\nidd = \"x\"\n").message,
        "\"idd\" is not a setting of a rule."
    );
    assert_eq!(
        only("[[rule]]\ndays = 5\n").message,
        "A rule has no \"id\"."
    );
    assert_eq!(
        only("[[rule]]\nid = x\n").message,
        "Words go between quote marks."
    );
    // What stands under a heading that cannot be read is not taken for the part before it.
    assert_eq!(only("[[rule]]\nid = \"x\"\n[[rule]\nid = \"y\"\n").line, 3);
}

#[test]
fn the_schema_and_the_help_say_the_same_as_the_check() {
    let schema = schema(&RULES, "https://example.invalid/rules.json", "Rules");
    let rule = &schema["properties"]["rule"]["items"];
    assert_eq!(rule["required"], serde_json::json!(["id"]));
    assert_eq!(rule["properties"]["days"]["maximum"], 400);
    assert_eq!(
        listing(&DAYS),
        "One rule.\n  id: a short name, in quotes, needed\n      A name.\n  days: a whole number from 1 to 400\n      How many.\n  note: words, in quotes\n      Why.\n"
    );
}
