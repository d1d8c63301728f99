//! The finished copy for one person: words that are not for them are looked for wherever they stand and ruled on, and the
//! bytes that will be handed out are searched for everything that was withheld. What this proves is that the marks were
//! obeyed, not that they were enough.

use super::document::{Block, Document};
use crate::domain::minutes::copy_for::{Becomes, CopyFor, LookFor};
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::record::ReadAnswers;
use crate::domain::record::kinds::{date, decision};
use crate::domain::rules::deadlines::is_review;
use crate::domain::text::capital;
use crate::domain::text::words::Words;
use std::ops::Range;

/// What stands in place of words that are left out.
pub const LEFT_OUT: &str = "[left out]";

/// A place where words stand that are not for this reader, and on which nobody has ruled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record that says what to look for.
    pub of: String,
    /// The words, with those around them.
    pub place: String,
}

/// Withheld words that stand in a finished copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The record whose words they are.
    pub of: String,
    /// The words, with those around them.
    pub place: String,
}

/// The document with each ruling obeyed; otherwise the places that nobody has ruled on.
pub fn ruled(copy: &CopyFor<'_>, mut document: Document) -> Result<Document, Vec<Hit>> {
    let mut hits = Vec::new();
    // Places move when a passage goes.
    document.anchors.clear();
    let mut stays = never_dropped(&copy.reading);
    for look_for in &copy.look_for {
        let kept = stays.clone();
        let mut rule = |text: &mut String| {
            let places = places_of(look_for, text);
            if places.is_empty() {
                return false;
            }
            match &look_for.becomes {
                Some(Becomes::Blank) => put(text, &places, LEFT_OUT),
                Some(Becomes::Words(words)) => put(text, &places, words),
                Some(Becomes::Nothing) => {
                    let lower = text.to_lowercase();
                    put(text, &places, LEFT_OUT);
                    return !kept.iter().any(|words| lower.contains(words));
                }
                None => hits.extend(places.iter().map(|place| Hit {
                    of: look_for.id.clone(),
                    place: around(text, place),
                })),
            }
            false
        };
        rule(&mut document.title);
        for words in document.named.iter_mut().chain(&mut document.on_each_page) {
            rule(words);
        }
        // A passage under a heading goes with it.
        let mut below: Option<u8> = None;
        let mut rows_gone: Vec<String> = Vec::new();
        let was_empty = empty_headings(&document.blocks);
        let mut was_empty = was_empty.into_iter();
        let mut stays_empty: Vec<bool> = Vec::new();
        document.blocks.retain_mut(|block| {
            let is_empty_heading = was_empty.next().unwrap_or(false);
            let rows = first_cells(block);
            if let (Block::Heading { level, .. }, Some(gone)) = (&*block, below)
                && *level <= gone
            {
                below = None;
            }
            let is_list = matches!(block, Block::List { .. });
            if let Block::List { items, .. } = block {
                items.retain(|item| !tells_of_one_of(item, &rows_gone));
            }
            let is_empty = matches!(block, Block::List { items, .. } if items.is_empty());
            let goes = drop_in(block, &mut rule) || is_empty;
            if !is_list {
                let stays = match goes {
                    true => Vec::new(),
                    false => first_cells(block),
                };
                rows_gone = rows
                    .into_iter()
                    .filter(|row| !stays.contains(row))
                    .collect();
            }
            if let (Block::Heading { level, .. }, true, None) = (&*block, goes, below) {
                below = Some(*level);
            }
            let stays = !goes && below.is_none();
            if stays {
                stays_empty.push(is_empty_heading);
            }
            stays
        });
        drop_emptied_headings(&mut document.blocks, &mut stays_empty);
        drop_in_data(&mut document, &mut rule);
        // They are looked for as they stand now.
        for words in &mut stays {
            let places = places_of(look_for, words);
            match &look_for.becomes {
                Some(Becomes::Words(instead)) => put(words, &places, &instead.to_lowercase()),
                Some(_) => put(words, &places, LEFT_OUT),
                None => {}
            }
        }
    }
    match hits.is_empty() {
        true => Ok(document),
        false => Err(hits),
    }
}

/// What nobody is left without because a word stands beside it: why it was decided, and when it is looked at again. There a
/// ruling that drops the passage leaves out the word alone (a review on a Tuesday, and "Tuesday" is to be dropped).
fn never_dropped(reading: &ReaderView<'_>) -> Vec<String> {
    let settings = reading.minutes.settings();
    let agenda = reading.minutes.agenda();
    let dates = reading.holding(&date::KIND);
    let reviews =
        dates.filter(|seen| is_review(seen.text(&date::WHAT), agenda, &settings.rules().words));
    let reviews = reviews.map(|seen| reading.answer(seen, &date::WHAT));
    let decisions = reading.holding(&decision::KIND);
    let reasons = decisions.map(|seen| reading.answer(seen, &decision::REASONS));
    let all = reviews.chain(reasons).map(|words| words.to_lowercase());
    all.filter(|words| !words.is_empty()).collect()
}

/// The same for what a spreadsheet and a calendar get of it.
fn drop_in_data(document: &mut Document, rule: &mut impl FnMut(&mut String) -> bool) {
    if let Some(rows) = document.rows.take() {
        let mut block = Block::Table(rows);
        let goes = drop_in(&mut block, rule);
        if let Block::Table(rows) = block
            && !goes
        {
            document.rows = Some(rows);
        }
    }
    document
        .appointments
        .retain_mut(|appointment| !rule(&mut appointment.summary));
}

/// Of each block whether it is a heading with nothing under it.
fn empty_headings(blocks: &[Block]) -> Vec<bool> {
    (0..blocks.len())
        .map(|at| is_empty_heading(blocks, at))
        .collect()
}

fn is_empty_heading(blocks: &[Block], at: usize) -> bool {
    let Some(Block::Heading { level, .. }) = blocks.get(at) else {
        return false;
    };
    match blocks.get(at + 1) {
        Some(Block::Heading { level: next, .. }) => next <= level,
        Some(_) => false,
        None => true,
    }
}

/// A heading from under which everything went goes as well: left alone it looks like a fault, and tells that something is
/// missing there. `were_empty`: of each block, whether it had nothing under it before.
fn drop_emptied_headings(blocks: &mut Vec<Block>, were_empty: &mut Vec<bool>) {
    for at in (0..blocks.len()).rev() {
        if is_empty_heading(blocks, at) && were_empty.get(at) == Some(&false) {
            blocks.remove(at);
            were_empty.remove(at);
        }
    }
}

/// The numbers of the rows of a table.
fn first_cells(block: &Block) -> Vec<String> {
    let Block::Table(table) = block else {
        return Vec::new();
    };
    let cells = table.rows.iter().filter_map(|row| row.first());
    cells.cloned().collect()
}

/// `2: measure: a letter` below a table tells of its second row.
fn tells_of_one_of(item: &str, rows: &[String]) -> bool {
    let number = item.split([':', ' ']).next().unwrap_or("");
    !number.is_empty() && rows.iter().any(|row| row == number)
}

/// Rules on each text of a block; `true` where the whole block goes.
fn drop_in(block: &mut Block, rule: &mut impl FnMut(&mut String) -> bool) -> bool {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Marked { text, .. } => {
            rule(text)
        }
        Block::Quote { text, whose } => rule(text) | rule(whose),
        Block::Facts(facts) => {
            facts.retain_mut(|(label, words)| !(rule(label) | rule(words)));
            facts.is_empty()
        }
        Block::List { items, .. } => {
            items.retain_mut(|item| !rule(item));
            items.is_empty()
        }
        Block::Example(lines) => {
            lines.retain_mut(|line| !rule(line));
            lines.is_empty()
        }
        Block::Table(table) => {
            for head in &mut table.header {
                rule(head);
            }
            table.rows.retain_mut(|row| {
                let mut goes = false;
                for cell in row {
                    goes |= rule(cell);
                }
                !goes
            });
            table.rows.is_empty()
        }
    }
}

/// Where the words stand and are meant, first to last, without overlaps.
fn places_of(look_for: &LookFor, text: &str) -> Vec<Range<usize>> {
    let all = |words: &[Words]| -> Vec<Range<usize>> {
        words
            .iter()
            .flat_map(|words| words.places_in(text))
            .collect()
    };
    let not_meant = all(&look_for.not_in);
    let is_meant = |place: &Range<usize>| {
        let mut longer = not_meant.iter();
        !longer.any(|longer| longer.start <= place.start && place.end <= longer.end)
    };
    let mut places: Vec<Range<usize>> = all(&look_for.words).into_iter().filter(is_meant).collect();
    // The longer of two that begin together first.
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut end = 0;
    places.retain(|place| {
        let is_apart = place.start >= end;
        if is_apart {
            end = place.end;
        }
        is_apart
    });
    places
}

fn put(text: &mut String, places: &[Range<usize>], instead: &str) {
    for place in places.iter().rev() {
        // A name has a capital letter, and what stands for it has none, which at the beginning of a sentence looks like a
        // slip.
        let before = text.get(..place.start).unwrap_or("").trim_end();
        let begins = before.is_empty() || before.ends_with(['.', '!', '?']);
        let named = text.get(place.clone()).unwrap_or("");
        let is_first = begins && named.starts_with(char::is_uppercase);
        match is_first {
            true => text.replace_range(place.clone(), &capital(instead)),
            false => text.replace_range(place.clone(), instead),
        }
    }
}

/// So many letters on each side are shown.
const AROUND: usize = 30;

fn around(text: &str, place: &Range<usize>) -> String {
    let before = text.get(..place.start).unwrap_or("");
    let behind = text.get(place.end..).unwrap_or("");
    let words = text.get(place.clone()).unwrap_or("");
    let first: Vec<char> = before.chars().rev().take(AROUND).collect();
    let first: String = first.into_iter().rev().collect();
    let last: String = behind.chars().take(AROUND).collect();
    let sign = |is_cut: bool| if is_cut { "…" } else { "" };
    format!(
        "{}{first}{words}{last}{}",
        sign(first.len() < before.len()),
        sign(last.len() < behind.len())
    )
}

/// Searches the document, and the words it was printed as, for everything that was withheld.
pub fn proved(copy: &CopyFor<'_>, document: &Document, printed: String) -> Result<(), Vec<Leak>> {
    let mut texts = vec![printed];
    collect(document, &mut texts);
    let texts: Vec<(Words, &String)> = texts.iter().map(|text| (Words::of(text), text)).collect();
    let mut leaks: Vec<Leak> = Vec::new();
    let mut look = |of: &str, words: &Words| {
        for (there, text) in &texts {
            if !words.is_in(there) {
                continue;
            }
            for place in words.places_in(text) {
                let leak = Leak {
                    of: of.to_owned(),
                    place: around(text, &place),
                };
                if leaks.iter().all(|known| known.of != leak.of) {
                    leaks.push(leak);
                }
            }
        }
    };
    for passage in copy.withheld() {
        look(&passage.id, &passage.words);
    }
    for look_for in &copy.look_for {
        let mut places = texts.iter().filter_map(|(_, text)| {
            let places = places_of(look_for, text);
            Some(around(text, places.first()?))
        });
        if let Some(place) = places.next() {
            leaks.push(Leak {
                of: look_for.id.clone(),
                place,
            });
        }
    }
    match leaks.is_empty() {
        true => Ok(()),
        false => Err(leaks),
    }
}

fn collect(document: &Document, texts: &mut Vec<String>) {
    let mut copy = document.clone();
    let mut keep = |text: &mut String| {
        texts.push(std::mem::take(text));
        false
    };
    keep(&mut copy.title);
    for words in copy.named.iter_mut().chain(&mut copy.on_each_page) {
        keep(words);
    }
    copy.blocks.iter_mut().for_each(|block| {
        drop_in(block, &mut keep);
    });
    drop_in_data(&mut copy, &mut keep);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_goes_with_all_that_stood_under_it_and_one_that_had_nothing_stays() {
        let mut document = Document::new("T", "en");
        document.heading(1, "Left empty");
        document.heading(1, "The plan");
        document.heading(2, "By Tuesday");
        document.list(vec!["the class".into()]);
        document.heading(1, "Dates");
        document.list(vec!["in spring".into()]);
        let mut were_empty = empty_headings(&document.blocks);
        document.blocks.remove(3);
        were_empty.remove(3);
        drop_emptied_headings(&mut document.blocks, &mut were_empty);
        let left: Vec<_> = document.blocks.iter().collect();
        let [
            Block::Heading { text: first, .. },
            Block::Heading { text: last, .. },
            Block::List { .. },
        ] = left[..]
        else {
            panic!("{left:?}");
        };
        assert_eq!([first, last], ["Left empty", "Dates"]);
    }

    #[test]
    fn what_stands_for_a_name_begins_a_sentence_as_the_name_did() {
        let mut text = "Wren tells Wren. Wren rings.".to_owned();
        let places = Words::of("wren").places_in(&text);
        put(&mut text, &places, "the teacher");
        assert_eq!(text, "The teacher tells the teacher. The teacher rings.");
    }
}
