//! A page read aloud: its headings with numbers, one part after the other, and what was found with the words around it.
//! Must not know what the page is about.

use crate::app::message::{Key, Message};
use crate::app::page::Page;
use crate::app::view::View;
use crate::domain::page_rows::Role;
use std::ops::Range;

/// What was told of a page last.
#[derive(Debug, Default)]
pub(super) struct Reading {
    told: Option<Told>,
    /// The whole page was asked for.
    whole: bool,
    /// Words were looked for.
    sought: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct Told {
    depth: usize,
    view: View,
    top: usize,
    contents: bool,
}

impl Reading {
    /// The messages that a typed line means on a page.
    pub(super) fn take(&mut self, page: &Page, line: &str) -> Vec<Message> {
        let key = |key| vec![Message::Key(key)];
        let line = line.trim();
        match line {
            "" if page.is_seeking() => {
                self.sought = true;
                key(Key::Enter)
            }
            "" | "next" | "n" => key(Key::Tab),
            line if line.starts_with("/next") => key(Key::Tab),
            // The words that are looked for go first, then the page.
            "back" if page.is_seeking() => vec![Message::Key(Key::Esc); 2],
            "back" => key(Key::Esc),
            "quit" | "q" => key(Key::Ctrl('q')),
            "help" | "?" => key(Key::F(1)),
            "all" => {
                self.whole = true;
                Vec::new()
            }
            line => match super::number(line, page.headings().len()) {
                Some(heading) => {
                    let mut messages = vec![Message::Line("/contents".to_owned())];
                    messages.push(Message::Key(Key::Home));
                    messages.extend(vec![Message::Key(Key::Down); heading]);
                    messages.push(Message::Key(Key::Enter));
                    messages
                }
                None => {
                    let typed = line.split_whitespace().next().unwrap_or(line);
                    let seeks = ["/find", "/previous"]
                        .iter()
                        .any(|command| command.starts_with(typed));
                    self.sought = seeks || !line.starts_with('/');
                    vec![Message::Line(line.to_owned())]
                }
            },
        }
    }

    /// What is new on the page.
    pub(super) fn tell(&mut self, page: &Page, depth: usize) -> Vec<String> {
        let now = Told {
            depth,
            view: page.view.clone(),
            top: page.top,
            contents: page.contents.is_some(),
        };
        let before = self.told.replace(now.clone());
        let sought = std::mem::take(&mut self.sought);
        if std::mem::take(&mut self.whole) {
            return rows(page, 0..page.rows().len());
        }
        let before = before.filter(|told| told.depth == depth && told.view == page.view);
        let Some(before) = before else {
            return begun(page);
        };
        if now.contents && !before.contents {
            return headings(page);
        }
        if sought && page.is_seeking() {
            return vec![hit(page)];
        }
        if now.top != before.top {
            return part(page);
        }
        Vec::new()
    }

    /// Somewhere else now: the page is told anew when it comes back.
    pub(super) fn forget(&mut self) {
        self.told = None;
    }
}

/// A page that was just opened: what stands before its first heading, and its headings.
fn begun(page: &Page) -> Vec<String> {
    if page.top > 0 {
        let mut told = vec![page.title().to_owned()];
        told.extend(part(page));
        told.push("/contents lists the headings.".to_owned());
        return told;
    }
    let first = page.headings().first().copied();
    let mut told = rows(page, 0..first.unwrap_or(page.rows().len()));
    told.extend(headings(page));
    told.push("A number reads that part; an empty line the next one; all reads everything; other words are found; /by child arranges it; back goes back.".to_owned());
    told
}

fn headings(page: &Page) -> Vec<String> {
    let all = 0..page.headings().len();
    all.map(|heading| format!("{}. {}", heading + 1, page.heading_words(heading)))
        .collect()
}

/// From the heading we are at to the next.
fn part(page: &Page) -> Vec<String> {
    let heading = page.heading_here();
    let from = heading.and_then(|heading| page.headings().get(heading));
    let next = heading.map_or(0, |heading| heading + 1);
    let until = page.headings().get(next).copied();
    rows(
        page,
        from.copied().unwrap_or(0)..until.unwrap_or(page.rows().len()),
    )
}

fn hit(page: &Page) -> String {
    let (count, at) = page.hit_counts();
    let Some(row) = page.hit_row() else {
        return "Not on this page.".to_owned();
    };
    let heading = page.heading_of(row);
    let heading = heading.map_or_else(String::new, |heading| {
        format!(", under {}", page.heading_words(heading))
    });
    format!("{at} of {count}{heading}: {}", page.paragraph_at(row))
}

/// Rows without the lines that only repeat what they stand under.
fn rows(page: &Page, range: Range<usize>) -> Vec<String> {
    let rows = page.rows().get(range).unwrap_or_default().iter();
    rows.filter(|row| !matches!(row.role, Role::Rule | Role::Empty))
        .map(|row| row.text.clone())
        .collect()
}
