//! A page read aloud: its headings with numbers, one part after another, and search hits with the words around them.

use crate::app::protocol::command_row::Commands;
use crate::app::protocol::message::{Key, Message};
use crate::app::protocol::place::Place;
use crate::app::protocol::view::View;
use crate::app::screens::page::Page;
use crate::documents::page_rows::{PageRow, Role};
use std::ops::Range;

#[derive(Debug, Default)]
pub(super) struct PageProgress {
    told: Option<Told>,
    whole: bool,
    sought: bool,
    /// A part was requested by its number, perhaps the current one.
    part: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct Told {
    depth: usize,
    view: View,
    top: usize,
    contents: bool,
}

impl PageProgress {
    pub(super) fn take(&mut self, page: &Page, commands: Commands, line: &str) -> Vec<Message> {
        // The list of headings was read out already; it must not swallow a line.
        let key = |key| match page.contents {
            Some(_) => vec![Message::Key(Key::Esc), Message::Key(key)],
            None => vec![Message::Key(key)],
        };
        let line = line.trim();
        match line {
            "" if page.is_seeking() => {
                self.sought = true;
                key(Key::Enter)
            }
            "" | "next" | "n" => key(Key::Tab),
            line if line.starts_with("/next") => key(Key::Tab),
            // Esc first ends the search, then leaves the page.
            "back" | "/back" => {
                let mut keys = key(Key::Esc);
                keys.extend(page.is_seeking().then_some(Message::Key(Key::Esc)));
                keys
            }
            "quit" | "q" => key(Key::Ctrl('q')),
            "help" | "?" => key(Key::F(1)),
            "all" | "/all" => {
                self.whole = true;
                Vec::new()
            }
            line => match super::number(line, page.headings().len()) {
                Some(heading) => {
                    self.part = true;
                    let mut messages = vec![Message::Line("/contents".to_owned())];
                    messages.push(Message::Key(Key::Home));
                    messages.extend(vec![Message::Key(Key::Down); heading]);
                    messages.push(Message::Key(Key::Enter));
                    messages
                }
                None => {
                    let line = as_command(commands, line).unwrap_or_else(|| line.to_owned());
                    let typed = line.split_whitespace().next().unwrap_or(&line);
                    let seeks = ["/find", "/previous"]
                        .iter()
                        .any(|command| command.starts_with(typed));
                    self.sought = seeks || !line.starts_with('/');
                    vec![Message::Line(line)]
                }
            },
        }
    }

    /// `over_a_meeting`: words that are no command of the page are meant for the meeting below.
    pub(super) fn tell(&mut self, page: &Page, depth: usize, over_a_meeting: bool) -> Vec<String> {
        let now = Told {
            depth,
            view: page.view.clone(),
            top: page.top,
            contents: page.contents.is_some(),
        };
        let before = self.told.replace(now.clone());
        let sought = std::mem::take(&mut self.sought);
        let asked = std::mem::take(&mut self.part);
        if std::mem::take(&mut self.whole) {
            return rows(page, 0..page.rows().len());
        }
        let same = |told: &&Told| told.depth == depth && told.view == page.view;
        let Some(before) = before.as_ref().filter(same) else {
            let mut told = begun(page, over_a_meeting);
            told.extend(before.and_then(|before| restricted_now(&before.view, &page.view)));
            return told;
        };
        if now.contents && !before.contents {
            return headings(page);
        }
        if sought && page.is_seeking() {
            return vec![hit(page)];
        }
        if asked || now.top != before.top {
            return part(page);
        }
        Vec::new()
    }

    /// The page was left: it is told again on the next visit.
    pub(super) fn forget(&mut self) {
        self.told = None;
    }
}

/// A line that starts with a page command, with its slash. A command that takes no words must be alone: `who said that`
/// is a search.
fn as_command(commands: Commands, line: &str) -> Option<String> {
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let name = name.to_lowercase();
    let mut known = commands.in_place(Place::Page);
    let is_known = known.any(|action| {
        action.command == name && (rest.trim().is_empty() || !action.takes.is_empty())
    });
    is_known.then(|| format!("/{name} {rest}").trim().to_owned())
}

/// Says that the restricted parts of the same minutes came or went: a listener has no header to look at.
fn restricted_now(before: &View, now: &View) -> Option<String> {
    let words = match (before.shows_restricted(), now.shows_restricted()) {
        _ if before.meeting() != now.meeting() => return None,
        (false, true) => "The restricted parts are shown now; restricted hides them again.",
        (true, false) => "The restricted parts are hidden again.",
        _ => return None,
    };
    Some(words.to_owned())
}

fn begun(page: &Page, over_a_meeting: bool) -> Vec<String> {
    let first = page.headings().first().copied();
    let before_headings = 0..first.unwrap_or(page.rows().len());
    if page.top > 0 {
        let mut named = page.named();
        named.push(page.title().to_owned());
        let mut told = vec![format!("{}.", named.join(", "))];
        let notices = page.rows().get(before_headings).unwrap_or_default().iter();
        let notices = notices.filter(|row| matches!(row.role, Role::Marked(_)));
        told.extend(notices.map(|row| row.text.clone()));
        told.extend(part(page));
        told.push("contents lists the headings.".to_owned());
        return told;
    }
    let mut told = rows(page, before_headings);
    told.extend(headings(page));
    let words = match over_a_meeting {
        true => {
            "/find and words searches here; any other words are for the meeting, and leave this page"
        }
        false => "other words are searched for (put find in front where they begin like a command)",
    };
    told.push(format!("A number reads that part; an empty line the next one; all reads everything; by child arranges it, contents lists the headings again, help lists what else can be done; {words}; back goes back."));
    told
}

fn headings(page: &Page) -> Vec<String> {
    let all = 0..page.headings().len();
    all.map(|heading| format!("{}. {}", heading + 1, path_words(page, heading)))
        .collect()
}

/// A heading after those above it: `Ella · The plan`.
fn path_words(page: &Page, heading: usize) -> String {
    page.heading_path(heading).join(" · ")
}

fn part(page: &Page) -> Vec<String> {
    let heading = page.heading_here();
    let from = heading.and_then(|heading| page.headings().get(heading));
    let next = heading.map_or(0, |heading| heading + 1);
    let until = page.headings().get(next).copied();
    let from = from.copied().unwrap_or(0);
    let until = until.unwrap_or(page.rows().len());
    let Some(heading) = heading else {
        return rows(page, from..until);
    };
    let is_heading = |row: &&PageRow| matches!(row.role, Role::Heading(_));
    let all = page.rows().get(from..until).unwrap_or_default().iter();
    let words = from + all.take_while(is_heading).count();
    let mut told = vec![path_words(page, heading)];
    told.extend(rows(page, words..until));
    told
}

fn hit(page: &Page) -> String {
    let (count, at) = page.hit_counts();
    let Some(row) = page.hit_row() else {
        return "Not on this page.".to_owned();
    };
    let heading = page.heading_of(row);
    let heading = heading.map_or_else(String::new, |heading| {
        format!(", under {}", path_words(page, heading))
    });
    format!("{at} of {count}{heading}: {}", page.paragraph_at(row))
}

/// Rows without the lines that only repeat the headings above them.
fn rows(page: &Page, range: Range<usize>) -> Vec<String> {
    let rows = page.rows().get(range).unwrap_or_default().iter();
    rows.filter(|row| !matches!(row.role, Role::Rule | Role::Empty))
        .map(|row| row.text.clone())
        .collect()
}
