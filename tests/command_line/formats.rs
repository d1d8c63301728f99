//! The pages of the practice meetings in every format, read back by a parser that is not ours.

use super::program::{Program, has, with_input};
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
    for id in held.out.lines() {
        for order in ["section", "child", "person", "agency"] {
            let read = |format: &str| {
                let arguments = ["read", id, "--by", order, "--width", "400", "--as", format];
                program.run(&[&data, &arguments[..]].concat()).out
            };
            let markdown = read("markdown");
            assert!(markdown.starts_with("# Record"), "{markdown}");
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
