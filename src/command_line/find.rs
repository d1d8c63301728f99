//! `find`: words in all past minutes that this user may read, newest first, grouped by meeting.

use super::progress::Bar;
use super::{Ending, list, print};
use crate::domain::problem::Problem;
use crate::domain::search::{Findings, FoundMeeting, Hit, Query};
use crate::domain::text::sanitise::clean;
use crate::engine::clock;
use crate::engine::past::Past;
use crate::store::paths::Paths;
use clap::Args;
use serde_json::{Value, json};

/// Characters shown of each passage.
const CONTEXT: usize = 160;

/// `find [WORDS]`.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct Find {
    /// What to find. Without it you are asked, or the first line of standard input is used: others on this computer can
    /// see what is typed here while the program runs, so type names there
    words: Vec<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// At most this many passages
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
}

const HELP: &str = "\
Capitals and accents make no difference. All of it must be in the same entry:
  word              the whole word
  \"two words\"       one after the other
  begin*            words that begin like this
  person:kelly      who said it, does it or wrote it: a name, initials or role
  role:mother  agency:health  child:noah
  kind:action       the kind of record, or of contribution (kind:worry)
  section:plan      words of the section's title
  seen:restricted   or seen:open
  from:2025  to:2026-03  on:2026-05-28  on:\"28 May 2026\"

What is found in restricted parts is counted, as far as your account may read them; seen:restricted shows it.
Your search is put on the record of access, without its words. The exit code is 0 even when nothing is found, and 1
when something is wrong with a meeting that was searched.";

pub(super) fn run(find: &Find, places: &Paths) -> Ending {
    let typed = if find.words.is_empty() {
        match print::ask("Words to find: ") {
            Ok(typed) => typed,
            Err(error) => {
                return Ending::Stopped(
                    Problem::not_saved_or_read(format!(
                        "The words to find could not be read ({error})."
                    ))
                    .safe("Nothing was changed."),
                );
            }
        }
    } else {
        joined(&find.words)
    };
    let query = match Query::read(&clean(&typed).text, clock::now().date_naive()) {
        Ok(query) => query,
        Err(fault) => return Ending::Stopped(fault.into()),
    };
    let library = super::library(places);
    let mut bar = Bar::new();
    let up_to_date = library.upkeep(&mut |progress| bar.told(progress));
    drop(bar);
    let limit = usize::try_from(find.limit).unwrap_or(usize::MAX);
    if let Err(why) = Past::default().note_search(places, query.says_what_is_seen()) {
        return Ending::Stopped(why);
    }
    let found = library.find_to_show(&query, limit, Some(&up_to_date));
    if find.json {
        print::data(&format!("{:#}\n", as_json(&found)));
    } else {
        let words: String = found.meetings.iter().map(in_words).collect();
        print::data(&words);
        print::tell(&summary(&found, up_to_date.meetings));
    }
    // Of every meeting that was searched: a word that is not found may have been taken out.
    let notes = found.notes.iter().map(|(id, note)| format!("{id}: {note}"));
    super::told_of(&notes.collect::<Vec<_>>())
}

/// The shell removed the quotation marks: an argument with spaces in it is a phrase.
fn joined(words: &[String]) -> String {
    let quoted = |word: &String| {
        if !word.contains(char::is_whitespace) || word.contains('"') {
            return word.clone();
        }
        match word.split_once(':') {
            Some((name, value)) if !name.contains(char::is_whitespace) => {
                format!("{name}:\"{value}\"")
            }
            _ => format!("\"{word}\""),
        }
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

fn summary(found: &Findings, meetings: usize) -> String {
    let hits = found.hits();
    let shown = match (hits, found.more) {
        (0, _) => format!("Nothing was found in {}.", counted(meetings, "meeting")),
        (_, true) => format!(
            "The first {} are shown, newest first; there are more. --limit shows more of them, and more words narrow the search.",
            counted(hits, "passage")
        ),
        (_, false) => format!(
            "{} in {}.",
            counted(hits, "passage"),
            counted(found.meetings.len(), "meeting")
        ),
    };
    format!("{shown} {}", found.unshown.words())
        .trim_end()
        .to_owned()
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn in_words(found: &FoundMeeting) -> String {
    let mut words = list::row(&found.card);
    for hit in &found.hits {
        words.push_str(&hit_in_words(hit));
    }
    words.push('\n');
    words
}

fn hit_in_words(hit: &Hit) -> String {
    format!(
        "  {}  {}\n         {}{}\n",
        hit.passage.at.format("%H:%M"),
        hit.place_words(),
        hit.warning(),
        hit.context(CONTEXT).marked("[", "]")
    )
}

fn as_json(found: &Findings) -> Value {
    let meetings = found.meetings.iter().map(|meeting| {
        let hits = meeting.hits.iter().map(hit_as_json);
        json!({ "meeting": list::as_json(&meeting.card), "hits": hits.collect::<Vec<_>>() })
    });
    json!({
        "meetings": meetings.collect::<Vec<_>>(),
        "more": found.more,
        // Further passages in restricted parts; with `more`, this is only the least there are.
        "restricted": { "count": found.unshown.passages, "more": found.unshown.more },
    })
}

fn hit_as_json(hit: &Hit) -> Value {
    let passage = &hit.passage;
    let letters = |at: usize| {
        passage
            .text
            .get(..at)
            .map_or(0, |text| text.chars().count())
    };
    let marks = hit
        .marks
        .iter()
        .filter(|mark| !mark.is_empty())
        .map(|mark| json!([letters(mark.start), letters(mark.end)]));
    json!({
        "record": passage.record,
        "kind": passage.kind,
        "section": passage.section,
        "at": passage.at.to_rfc3339(),
        "person": passage.person.first(),
        "role": passage.role.first(),
        "agency": passage.agency.first(),
        "visibility": passage.visibility.word(),
        "struck_out": passage.struck,
        "text": passage.text.replace('\n', " "),
        // In characters, from and to.
        "marks": marks.collect::<Vec<_>>(),
    })
}
