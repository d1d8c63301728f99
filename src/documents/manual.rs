//! The manual inside the program: the pages of `src/manual/`, each made into a document, so that the shell prints and
//! the screen shows the same. To add a page: its file, its line in [`PAGES`], and its line in `contents.md`.

mod markdown;
mod passages;

pub use passages::{Passage, passages, passages_with_most, speaks_of};

use super::document::{Anchor, Block, Document};
use crate::domain::problem::Problem;
use crate::domain::text::folded::folded;
use crate::domain::toml_reader::nearest;
use markdown::read;

#[derive(Debug)]
pub struct ManualPage {
    /// What is typed behind `manual`, and the name of its file.
    pub topic: &'static str,
    pub text: &'static str,
}

macro_rules! pages {
    ($($topic:literal)*) => {
        &[$(ManualPage {
            topic: $topic,
            // No such file? Bring it back, or take its topic out of PAGES and its line out of contents.md and README.md.
            text: include_str!(concat!("../manual/", $topic, ".md")),
        }),*]
    };
}

/// In the order of the contents.
pub const PAGES: &[ManualPage] = pages! {
    "contents"
    "first-meeting" "coming-from-word"
    "prepare" "take-minutes" "hear-the-child" "scores" "plan-and-decide" "close" "papers" "copies" "review"
    "read-and-find" "compare-and-follow" "due"
    "without-screens" "for-the-room" "team-folder"
    "agendas" "settings"
    "install" "ssh-and-terminals" "backup-and-permissions"
    "questions" "when-something-goes-wrong"
    "the-line" "records" "commands-and-keys" "settings-reference" "command-line" "files" "glossary"
    "what-is-safe" "speed" "changes"
};

/// The page that lists all others.
pub const CONTENTS: &str = "contents";
pub const RECORDS: &str = "records";
pub const COMMANDS_AND_KEYS: &str = "commands-and-keys";
/// Where each message is explained under a heading of its own words.
pub const WHEN_SOMETHING_GOES_WRONG: &str = "when-something-goes-wrong";

impl ManualPage {
    pub fn title(&self) -> &'static str {
        let mut lines = self.text.lines();
        lines
            .find_map(|line| line.strip_prefix("# "))
            .unwrap_or(self.topic)
    }

    pub fn document(&self) -> Document {
        read(self.text)
    }
}

/// The page of this topic; capitals do not matter, and a space is as good as a hyphen.
pub fn page(topic: &str) -> Option<&'static ManualPage> {
    let wanted = folded(topic.trim()).replace(' ', "-");
    PAGES.iter().find(|page| page.topic == wanted)
}

/// A page, or one part of it: `records action`. Nothing typed means the contents.
///
/// # Errors
/// When there is no such page or part; it names what is near.
pub fn meant(typed: &str) -> Result<(&'static ManualPage, Option<Anchor>), Problem> {
    let typed = typed.trim().trim_start_matches('/');
    let typed = if typed.is_empty() { CONTENTS } else { typed };
    if let Some(whole) = page(typed) {
        return Ok((whole, None));
    }
    let (topic, part) = typed.split_once(['#', ' ']).unwrap_or((typed, ""));
    let Some(found) = page(topic) else {
        let topics = || PAGES.iter().map(|page| page.topic);
        let near = nearest(topic, topics()).into_iter();
        let words: Vec<&str> = topic.split('-').filter(|word| word.len() > 2).collect();
        let alike = topics().filter(|known| words.iter().any(|word| known.contains(word)));
        let mut near: Vec<&str> = near.chain(alike).collect();
        near.dedup();
        near.truncate(4);
        let why = Problem::wrong_input(format!(
            "The manual has no page \"{typed}\", and no page mentions it."
        ));
        return Err(why.next(match near.as_slice() {
            [] => "`manual` alone lists all pages.".to_owned(),
            some => format!(
                "Near to it: {}. `manual` alone lists all pages.",
                some.join(", ")
            ),
        }));
    };
    let part = part.trim();
    match found
        .document()
        .anchors
        .into_iter()
        .find(|anchor| anchor.id == slug(part))
    {
        Some(anchor) => Ok((found, Some(anchor))),
        None => Err(Problem::wrong_input(format!(
            "The page {} has no part \"{part}\".",
            found.topic
        ))
        .next(format!("`manual {}` shows all of it.", found.topic))),
    }
}

/// What somebody looks for: a page, a part of it, or words that stand somewhere in the manual.
#[derive(Debug)]
pub enum Meant {
    Page(&'static ManualPage, Option<Anchor>),
    /// Several places, best first; whether each has all of the words.
    Places(Vec<Passage>, bool),
}

/// A page or part by its name, and otherwise the places that speak of the words. One place alone is shown itself.
///
/// # Errors
/// When nothing in the manual speaks of them.
pub fn looked_up(typed: &str) -> Result<Meant, Problem> {
    let why = match meant(typed) {
        Ok((page, part)) => return Ok(Meant::Page(page, part)),
        Err(why) => why,
    };
    let all = passages(typed);
    let has_all = !all.is_empty();
    let found = if has_all {
        all
    } else {
        passages_with_most(typed)
    };
    match found.as_slice() {
        [] => Err(why),
        [one] if has_all => meant(&one.typed()).map(|(page, part)| Meant::Page(page, part)),
        _ => Ok(Meant::Places(found, has_all)),
    }
}

/// The places as a page: what is typed to read each, and what it says.
#[must_use]
pub fn list_of(typed: &str, places: &[Passage], have_all: bool) -> Document {
    let mut document = Document::new(format!("\"{typed}\" in the manual"), "en-GB");
    document.paragraph(match have_all {
        true => "These places mention it, the best first.",
        false => "No place has all of these words. These have most of them.",
    });
    document.paragraph("To read one, type `talking-piece manual` and its name.");
    let places = places.iter();
    document.facts(
        places
            .map(|place| (place.typed(), place.says.clone()))
            .collect(),
    );
    document
}

/// Only the part that begins at this heading.
#[must_use]
pub fn part_of(mut document: Document, from: &Anchor) -> Document {
    let level = |block: &Block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    };
    let own = document.blocks.get(from.block).and_then(level);
    let rest = document.blocks.iter().skip(from.block + 1);
    let length = rest
        .take_while(|block| own.is_some() && level(block).is_none_or(|it| Some(it) > own))
        .count();
    document.blocks = document
        .blocks
        .drain(from.block..=from.block + length)
        .collect();
    document.anchors.clear();
    document
}

/// The name of a heading in a link, as GitHub makes it.
pub fn slug(heading: &str) -> String {
    let letters = heading.trim().to_lowercase();
    let letters = letters.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        letter => letter.is_alphanumeric().then_some(letter),
    });
    letters.collect()
}

/// The name of a row or an item under a heading, by what stands first in it: `action.who`, `commands./undo`.
pub fn item(heading: &str, first: &str) -> String {
    let first = first.trim_end_matches(':').replace(' ', "-");
    format!("{}.{first}", slug(heading))
}

/// What begins the item that quotes the messages of a heading on `when-something-goes-wrong`.
pub const IT_SAYS: &str = "- It says: ";

/// The heading under which each message is quoted, with `…` for what differs.
pub fn quoted_messages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut heading = "";
    let lines = page(WHEN_SOMETHING_GOES_WRONG).map_or("", |page| page.text);
    lines.lines().flat_map(move |line| {
        heading = line.strip_prefix("### ").unwrap_or(heading);
        let quotes = line.strip_prefix(IT_SAYS).unwrap_or_default();
        quotes
            .split('`')
            .skip(1)
            .step_by(2)
            .map(move |quote| (heading, quote))
    })
}

/// Whether the message begins as the quotation does, with any words for each `…`.
fn is_quoted(message: &str, quote: &str) -> bool {
    let mut rest = message;
    let mut parts = quote.split('…');
    let begins = parts.next().is_some_and(|first| {
        let after = rest.strip_prefix(first);
        rest = after.unwrap_or(rest);
        after.is_some()
    });
    begins
        && parts.all(|part| {
            let after = rest.split_once(part).map(|(_, after)| after);
            rest = after.unwrap_or(rest);
            after.is_some()
        })
}

/// The heading that explains a message: the one that quotes it, and otherwise the one with most of its words in it. At
/// least two in three must be there.
pub fn heading_for(message: &str) -> Option<String> {
    let quoted = quoted_messages().filter(|(_, quote)| is_quoted(message, quote));
    if let Some((heading, _)) = quoted.max_by_key(|(_, quote)| quote.len()) {
        return Some(slug(heading));
    }
    let words_of = |text: &str| -> Vec<String> {
        let text = folded(text);
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let said = words_of(message);
    let headings = page(WHEN_SOMETHING_GOES_WRONG)?.text.lines();
    let headings = headings.filter_map(|line| line.strip_prefix("### "));
    let rated = headings.filter_map(|heading| {
        let ways = heading.split(", or ").map(words_of);
        let best = ways.filter_map(|way| {
            let there = way.iter().filter(|word| said.contains(word)).count();
            let is_enough = !way.is_empty() && 3 * there >= 2 * way.len();
            is_enough.then_some((1000 * there / way.len().max(1), there))
        });
        best.max().map(|rate| (rate, heading))
    });
    rated
        .max_by_key(|(rate, _)| *rate)
        .map(|(_, heading)| slug(heading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::plain_text;

    #[test]
    fn a_page_is_shown_without_the_signs_of_markdown() {
        let text = "# A page\n\nIt says **so**, see [the line](the-line.md#marks) and [due](due.md).\n\n## Two\n\n- `/undo`: takes\n  back\n\n```lines\n/begin\n```\n```shows\nThe first\n```\n\n| key | what |\n|---|---|\n| `a\\|b` | both |\n";
        let page = plain_text::print(&read(text), 60);
        assert_eq!(
            page,
            "A page\n======\n\nIt says so, see the line [the-line marks] and due.\n\n\nTwo\n---\n\n- `/undo`: takes back\n\n    /begin\n\n    > The first\n\nkey  what\n---  ----\na|b  both\n"
        );
        let document = read(text);
        for id in ["two", "two./undo", "two.a|b"] {
            assert!(document.places_of(id).next().is_some(), "{id}");
        }
    }

    #[test]
    fn an_unknown_page_or_part_names_what_is_near() {
        let why = meant("recrods").unwrap_err().to_string();
        assert!(why.contains("Near to it: records."), "{why}");
        let why = meant("records nothing-like-it").unwrap_err().to_string();
        assert!(why.contains("`manual records` shows all of it"), "{why}");
        assert_eq!(meant("").unwrap().0.topic, CONTENTS);
        assert_eq!(meant("The line").unwrap().0.topic, "the-line");
    }

    #[test]
    fn a_message_leads_to_the_heading_with_its_words() {
        for (message, heading) in [
            ("The disk is full. Every entry is safe.", "the-disk-is-full"),
            (
                "There is no command /frobnicate of that name.",
                "there-is-no-command-of-that-name",
            ),
            ("The meeting is closed.", "the-meeting-is-closed"),
        ] {
            assert_eq!(heading_for(message).as_deref(), Some(heading), "{message}");
        }
        assert_eq!(heading_for("Kasia arrived at 14:10."), None);
    }
}
