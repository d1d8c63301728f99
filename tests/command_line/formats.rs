//! The pages of the practice meetings in every format, read back by a parser that is not ours.

use super::program::{Program, has, with_input};
use std::collections::BTreeSet;
use std::process::Command;

/// Says what is wrong with each file, as a browser or a screen reader would meet it, and prints the words of the page.
const READ_HTML: &str = r#"
import sys, re
from html.parser import HTMLParser
VOID = {"meta", "br"}
class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.words, self.last, self.titles = [], [], [], 0, 0
    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html" and not attributes.get("lang"): self.faults.append("no language")
        if tag == "th" and attributes.get("scope") not in ("col", "row"): self.faults.append("a head that heads nothing")
        for name in attributes:
            if name in ("src", "href", "style") or name.startswith("on"): self.faults.append("attribute " + name)
        if tag in ("script", "img", "link", "a", "iframe"): self.faults.append("element " + tag)
        if re.fullmatch("h[1-6]", tag):
            level = int(tag[1])
            if level > self.last + 1: self.faults.append(f"h{level} under h{self.last}")
            self.titles += level == 1
            self.last = level
        if tag not in VOID: self.open.append(tag)
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: self.faults.append("end of " + tag)
    def handle_data(self, data):
        if "style" not in self.open and "title" not in self.open: self.words.extend(data.split())
page = Page(); text = sys.stdin.read(); page.feed(text); page.close()
if not text.startswith("<!DOCTYPE html>"): page.faults.append("no doctype")
if page.open: page.faults.append("left open: " + " ".join(page.open))
if page.titles != 1: page.faults.append(f"{page.titles} titles")
if page.faults: sys.exit("; ".join(page.faults))
print(" ".join(page.words))
"#;

/// The words of a page of HTML.
fn words_of(html: &str) -> String {
    let mut command = Command::new("python3");
    command.arg("-c").arg(READ_HTML);
    let ran = with_input(command, html.as_bytes());
    assert_eq!(ran.code, 0, "{}\n{html}", ran.err);
    ran.out.trim().to_owned()
}

/// Letters and digits only: what the formats put around them differs.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

#[test]
fn the_pages_of_the_practice_meetings_are_the_same_words_in_text_markdown_and_html() {
    if !has("python3", &["-V"]) {
        return;
    }
    let program = Program::new();
    let held = program.run(&["practice", "--held"]);
    let practice = program.data().join("practice");
    let data = ["--data", practice.to_str().unwrap()];
    const ORDERS: [&str; 4] = ["section", "child", "person", "agency"];
    let orders = ORDERS.map(|order| ["read", "--by", order]);
    let papers = ["slip", "letter", "plan", "agency", "core-group", "minutes"];
    let papers = papers.map(|paper| ["export", "--document", paper]);
    for id in held.out.lines() {
        for [command, option, order] in orders.into_iter().chain(papers) {
            let read = |format: &str| {
                let arguments = [command, id, option, order, "--width", "400", "--as", format];
                let ran = program.run(&[&data, &arguments[..]].concat());
                assert_eq!(ran.code, 0, "{ran:?}");
                ran.out
            };
            let markdown = read("markdown");
            assert!(markdown.starts_with("# "), "{markdown}");
            let [html, large] = ["html", "large-print"].map(|format| words_of(&read(format)));
            assert_eq!(html, large);
            let (html, markdown) = (letters(&html), letters(&markdown));
            assert_eq!(html, markdown, "{order}");
            // A table that is too wide for plain text repeats its heads, so only a part of it is the same.
            let text = read("text");
            assert!(text.lines().filter(|line| line.len() > 60).all(|line| {
                let end: String = line.chars().rev().take(20).collect();
                html.contains(&letters(&end.chars().rev().collect::<String>()))
            }));
        }
    }
}

const READ_CSV: &str = r#"
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
for row in rows: print(len(row), " | ".join(row))
if any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row): sys.exit("a formula")
"#;

#[test]
fn the_plan_is_a_table_for_a_spreadsheet_and_no_cell_of_it_a_formula() {
    if !has("python3", &["-V"]) {
        return;
    }
    let program = Program::new();
    let id = program.meeting(
        "/child Ella; born: 4 Mar 2017\n/person KS Kelly Smith; role: mother\n/begin\n\
         /action =SUM(A1), she said; who: KS; by: in 2 weeks; outcome: @home; for: Ella\n\
         /action a second one; who: KS; measure: \"a letter\", seen\n",
    );
    let path = program.home().join("plan.csv");
    let out = path.to_str().unwrap();
    let export = [
        "export",
        &id,
        "--document",
        "plan",
        "--as",
        "csv",
        "--out",
        out,
    ];
    assert_eq!(program.run(&export).code, 0);
    let read = Command::new("python3")
        .args(["-c", READ_CSV, out])
        .output()
        .unwrap();
    assert!(read.status.success(), "{read:?}");
    let rows = String::from_utf8(read.stdout).unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    assert!(
        rows[0].starts_with("12 What will be different | What is done | For | Who"),
        "{rows:?}"
    );
    assert!(
        rows[1].contains("'@home | '=SUM(A1), she said | Ella | Kelly Smith"),
        "{rows:?}"
    );
    let day = rows[1].split(" | ").nth(5).unwrap();
    assert!(day.parse::<chrono::NaiveDate>().is_ok(), "{rows:?}");
    assert!(rows.len() == 3 && rows[2].starts_with("12 "), "{rows:?}");
}

const READ_ICS: &str = r#"
import sys
from icalendar import Calendar
for event in Calendar.from_ical(sys.stdin.buffer.read()).walk("VEVENT"):
    print(event["UID"], "|", event["DTSTART"].dt.isoformat(), "|", event["SUMMARY"], "|", event["CLASS"], "|", " ".join(sorted(event.keys())))
"#;

#[test]
fn the_dates_are_calendar_entries_with_the_reference_and_no_name() {
    if !has("python3", &["-c", "import icalendar"]) {
        return;
    }
    let program = Program::new();
    let id = program.meeting(
        "/meeting P-2214; on: today\n/child Ella; born: 4 Mar 2017\n/begin\n\
         /date First core group for Ella; on: in 2 weeks; at: 14:00; place: Elm Room\n\
         /date Review conference; on: in 3 weeks\n/date some day\n",
    );
    let export = ["export", &id, "--document", "core-group", "--as", "ics"];
    let printed = program.run(&export);
    assert_eq!(printed.code, 0, "{printed:?}");
    assert_eq!(program.run(&export).out, printed.out);
    let mut command = Command::new("python3");
    command.args(["-c", READ_ICS]);
    let read = with_input(command, printed.out.as_bytes());
    assert_eq!(read.code, 0, "{read:?}");
    let events: Vec<&str> = read.out.lines().collect();
    let keys = "PRIVATE | CLASS DTSTAMP DTSTART SEQUENCE SUMMARY UID";
    let [first, second] = events.as_slice() else {
        panic!("{events:?}");
    };
    assert!(first.contains("T14:00:00 | Meeting P-2214 | "), "{first}");
    assert!(
        second.contains(" | Meeting P-2214 | ") && !second.contains("T14"),
        "{second}"
    );
    assert!(
        first.ends_with(keys) && second.ends_with(keys),
        "{events:?}"
    );
    assert_eq!(printed.out.matches("PRODID:").count(), 1);
    // The number of a record would show where one was left out.
    for number in ["-t1", "-t2", id.as_str()] {
        assert!(!printed.out.contains(number), "{}", printed.out);
    }
    let uids: BTreeSet<&str> = printed
        .out
        .lines()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    assert_eq!(uids.len(), 2, "{}", printed.out);
    assert!(
        !printed.out.contains("Ella") && !printed.out.contains("Elm"),
        "{}",
        printed.out
    );
    let slip = program.run(&["export", &id, "--document", "slip", "--as", "ics"]);
    assert!(
        slip.code == 2 && slip.err.contains("no dates for a calendar"),
        "{slip:?}"
    );
    let csv = program.run(&["read", &id, "--as", "csv"]);
    assert!(
        csv.code == 2 && csv.err.contains("--document plan"),
        "{csv:?}"
    );
}
