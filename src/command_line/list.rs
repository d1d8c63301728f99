//! `list`: every meeting, newest first, with what is open in each. It is printed, so it holds nothing restricted, and
//! only children's initials.

use super::progress::Bar;
use super::{Ending, print};
use crate::domain::search::{Card, CardFilter};
use crate::store::paths::Paths;
use clap::Args;
use serde_json::{Value, json};

/// `list [WORDS]`.
#[derive(Debug, Args)]
pub(super) struct List {
    /// Only meetings that have all of these words: in the reference, day, kind, Chair, minute-taker, children's initials or
    /// state. Others on this computer can see what you type here while the program runs
    words: Vec<String>,
    /// The practice meetings instead: they are kept apart from real ones
    #[arg(long)]
    practice: bool,
    /// Those that were put away, and why, instead of the others
    #[arg(long)]
    put_away: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// At most this many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// A meeting with something wrong is listed with the fault, and the exit code says so.
pub(super) fn run(list: &List, places: &Paths) -> Ending {
    let practice = places.practice();
    let of_practice = match list.practice.then(|| places.of_practice()) {
        Some(Ok(places)) => Some(places),
        Some(Err(why)) => return Ending::Stopped(why),
        None => None,
    };
    let mut bar = Bar::new();
    let library = super::library(of_practice.as_ref().unwrap_or(places));
    let mut told = |progress| bar.told(progress);
    let mut cards = match list.put_away {
        true => library.cards_put_away(&mut told),
        false => library.all_cards(&mut told),
    };
    drop(bar);
    let is_empty = cards.is_empty();
    let filter = CardFilter::read(&list.words.join(" "));
    cards.retain(|card| filter.passes(&card.searched()));
    cards.truncate(list.limit.unwrap_or(usize::MAX));
    if list.json {
        let rows: Vec<Value> = cards.iter().map(as_json).collect();
        print::data(&format!("{:#}\n", json!(rows)));
    } else {
        let rows: String = cards.iter().map(row).collect();
        print::data(&rows);
        if is_empty && list.put_away {
            print::tell("No meeting was put away.");
        } else if is_empty && list.practice {
            print::tell("There are no practice meetings yet. `talking-piece practice` opens one.");
        } else if is_empty {
            print::tell(
                "There are no meetings yet. `talking-piece start` prepares one; `talking-piece practice` opens a made-up one.",
            );
        } else if cards.is_empty() {
            print::tell("No meeting has these words.");
        }
        if list.practice && !cards.is_empty() {
            print::tell(&format!(
                "To read one: talking-piece --data \"{}\" read and its letters.",
                practice.display()
            ));
        } else if !list.practice && places.has_practice() {
            print::tell("Practice meetings are kept apart: `talking-piece list --practice`.");
        }
    }
    let notes = cards.iter().filter(|card| !card.note.is_empty());
    let notes: Vec<String> = notes
        .map(|card| format!("{}: {}", card.id, card.note))
        .collect();
    super::told_of(&notes)
}

pub(super) fn as_json(card: &Card) -> Value {
    json!({
        "id": card.id,
        "reference": card.reference,
        "title": card.title,
        "kind": card.kind,
        "state": card.state,
        "status": card.status,
        "at": card.at.map(|at| at.to_rfc3339()),
        "interrupted_at": card.interrupted_at.map(|at| at.to_rfc3339()),
        "open_elsewhere": card.open_elsewhere,
        "children": card.initials,
        "chair": card.chair,
        "minute_taker": card.minute_taker,
        "open": { "actions": card.open.actions, "to_look_at": card.open.to_look_at },
        "made_up": card.made_up,
        "put_away": card.put_away,
        "note": card.note,
    })
}

/// The columns that are always there come first, then the optional ones.
pub(super) fn row(card: &Card) -> String {
    let when = card
        .at
        .map_or_else(|| "-".to_owned(), |at| at.format("%Y-%m-%d").to_string());
    let mut row = format!(
        "{}  {when}  {:9}  {:12}  {:8}  {}",
        card.id,
        card.state,
        card.reference,
        card.initials.join(" "),
        card.title
    );
    let chair = match card.chair.as_str() {
        "" => String::new(),
        name => format!("Chair {name}"),
    };
    let made_up = if card.made_up { "made up" } else { "" };
    let open = card.open.words();
    let away = card.put_away.as_ref();
    let away = away.map_or_else(String::new, |away| format!("put away {}", away.words()));
    for words in [&chair, &open, card.standing(), made_up, &away, &card.note] {
        if !words.is_empty() {
            row.push_str("  ");
            row.push_str(words);
        }
    }
    row.push('\n');
    row
}
