//! Reads the Markdown of the manual: headings, paragraphs, lists, tables, blocks of examples and links. Nothing else is
//! used there, and a test says so.

use super::{item, slug};
use crate::documents::document::{Block, Document};

pub(super) fn read(text: &str) -> Document {
    let mut page = Reader {
        document: Document::new("", "en-GB"),
        heading: String::new(),
    };
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() || line.starts_with("<!--") {
            continue;
        }
        if let Some(title) = line.strip_prefix("# ") {
            page.document.title = title.to_owned();
        } else if let Some((level, heading)) = heading(line) {
            page.heading(level, heading);
        } else if let Some(word) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines
                .by_ref()
                .take_while(|line| !line.starts_with("```"))
                .collect();
            page.example(word, &inside);
        } else {
            let mut piece = vec![line];
            while let Some(next) = lines.next_if(|next| goes_on(next)) {
                piece.push(next);
            }
            page.piece(&piece);
        }
    }
    page.document
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let two = line.strip_prefix("## ").map(|words| (1, words));
    two.or_else(|| line.strip_prefix("### ").map(|words| (2, words)))
}

fn goes_on(line: &str) -> bool {
    let begins = ["#", "```", "<!--"];
    !line.trim().is_empty() && !begins.iter().any(|sign| line.starts_with(sign))
}

struct Reader {
    document: Document,
    heading: String,
}

impl Reader {
    fn heading(&mut self, level: u8, words: &str) {
        self.heading = words.to_owned();
        self.document.anchor(&slug(words));
        self.document.heading(level, inline(words));
    }

    fn example(&mut self, word: &str, inside: &[&str]) {
        // What the program answers is told apart from what is typed.
        let before = if word.starts_with("shows") { "> " } else { "" };
        let lines = inside.iter().map(|line| format!("{before}{line}"));
        self.document.blocks.push(Block::Example(lines.collect()));
    }

    fn piece(&mut self, lines: &[&str]) {
        let first = lines.first().copied().unwrap_or_default();
        if first.starts_with('|') {
            self.table(lines);
        } else if is_item(first) {
            self.list(lines);
        } else {
            self.document.paragraph(inline(&lines.join(" ")));
        }
    }

    fn table(&mut self, lines: &[&str]) {
        let mut rows = lines
            .iter()
            .filter(|line| line.starts_with('|'))
            .map(|line| cells(line));
        let header = rows.next().unwrap_or_default();
        // The second line is the rule below the names of the columns.
        let rows: Vec<Vec<String>> = rows.skip(1).collect();
        for (part, row) in rows.iter().enumerate() {
            let first = row.first().map_or("", String::as_str);
            self.document.anchor_part(&item(&self.heading, first), part);
        }
        self.document.table(header, rows);
    }

    fn list(&mut self, lines: &[&str]) {
        let numbered = !lines.first().is_some_and(|line| line.starts_with("- "));
        let mut items: Vec<String> = Vec::new();
        for line in lines {
            match (is_item(line), items.last_mut()) {
                (false, Some(last)) => {
                    last.push(' ');
                    last.push_str(line.trim());
                }
                _ => items.push(after_sign(line).to_owned()),
            }
        }
        for (part, words) in items.iter().enumerate() {
            if let Some(code) = words
                .strip_prefix('`')
                .and_then(|rest| rest.split('`').next())
            {
                self.document.anchor_part(&item(&self.heading, code), part);
            }
        }
        let items = items.iter().map(|words| inline(words)).collect();
        self.document.blocks.push(Block::List { numbered, items });
    }
}

fn is_item(line: &str) -> bool {
    after_sign(line).len() < line.len()
}

/// The words behind `- ` or `1. `; all of the line where it is no item.
fn after_sign(line: &str) -> &str {
    if let Some(words) = line.strip_prefix("- ") {
        return words;
    }
    let words = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    match words.strip_prefix(". ") {
        Some(after) if words.len() < line.len() => after,
        _ => line,
    }
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim().trim_start_matches('|');
    let line = line
        .strip_suffix('|')
        .unwrap_or(line)
        .replace("\\|", "\u{0}");
    let cells = line.split('|').map(|cell| {
        let cell = inline(cell.trim()).replace('\u{0}', "|");
        let bare = cell
            .strip_prefix('`')
            .and_then(|rest| rest.strip_suffix('`'));
        match bare {
            Some(bare) if !bare.contains('`') => bare.to_owned(),
            _ => cell,
        }
    });
    cells.collect()
}

/// Words without the signs of Markdown. A link is its words, with the topic in brackets behind them where they differ.
fn inline(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    let pieces: Vec<String> = pieces
        .map(|(at, piece)| match at % 2 {
            0 => links(&piece.replace("**", "")),
            _ => piece.to_owned(),
        })
        .collect();
    pieces.join("`")
}

fn links(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, (words, target, after))) = next_link(rest) {
        shown.push_str(before);
        let topic = target.replace(".md", "").replace('#', " ");
        let topic = topic.trim();
        shown.push_str(words);
        if topic != words {
            shown.push_str(&format!(" [{topic}]"));
        }
        rest = after;
    }
    shown + rest
}

/// What stands before the next link; its words, its target, and what follows it.
pub(super) fn next_link(text: &str) -> Option<(&str, (&str, &str, &str))> {
    let (head, tail) = text.split_once("](")?;
    let (before, words) = head.rsplit_once('[')?;
    let (target, after) = tail.split_once(')')?;
    Some((before, (words, target, after)))
}
