//! `thread`: one thing followed through all meetings of a family. Reads only; must not decide what belongs to it.

use super::{Ending, print};
use crate::documents::{scale_chart, threads as pages};
use crate::domain::document::Document;
use crate::domain::threads::{Chain, action_thread, promise_ledger, scale_thread, wish_thread};
use crate::formats;
use crate::store::disk::Disk;
use crate::store::places::Places;
use crate::terminal::meetings::{self, Past};
use clap::Args;
use serde::Serialize;

/// `thread MEETING RECORD`, or one of the other threads.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
pub(super) struct Thread {
    /// Any meeting of the family
    meeting: String,
    /// An action, what-if or promise of that meeting by the letters of its entry, such as a3: promised, done or not,
    /// and why, at every meeting
    #[arg(group = "what")]
    record: Option<String>,
    /// What one child said (by the child's letters), the actions that answer it, what came of them, and who tells the child
    #[arg(long, value_name = "LETTERS", group = "what")]
    wishes: Option<String>,
    /// The scores over time, only the same scale in one chart
    #[arg(long, group = "what")]
    scales: bool,
    /// What each agency and the family promised, and what came of it
    #[arg(long, group = "what")]
    promises: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// With the restricted parts: never for the family's copy
    #[arg(long)]
    restricted: bool,
    /// Width of the text in columns
    #[arg(long, default_value_t = 78, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: u16,
}

/// Prints it.
pub(super) fn run(thread: &Thread, places: &Places, disk: &dyn Disk) -> Ending {
    let start = match super::named(places, disk, &thread.meeting) {
        Ok(folder) => folder,
        Err(ending) => return ending,
    };
    let named = match super::past(places, disk, &start, thread.restricted) {
        Ok(past) => past.minutes.header().id.clone(),
        Err(ending) => return ending,
    };
    let mut troubles = Vec::new();
    let mut past: Vec<Past> = Vec::new();
    for folder in meetings::chain(places, disk, &start) {
        match meetings::past(places, disk, &folder, thread.restricted) {
            Ok(None) => {}
            Ok(Some(mut one)) => {
                troubles.append(&mut one.troubles);
                if thread.restricted && one.part.is_none() {
                    troubles.push(format!("The restricted part of {} is not here, or cannot be read with your account: it is left out.", folder.id));
                }
                past.push(one);
            }
            Err(words) => troubles.push(words),
        }
    }
    let chain = if thread.restricted {
        Chain::full(past.iter().map(|one| (&one.minutes, one.part.as_ref())))
    } else {
        Chain::open(past.iter().map(|one| &one.minutes))
    };
    // The minutes know the meeting by the id they were made with.
    let id = named.as_str();
    if let Some(record) = &thread.record {
        match action_thread(&chain, id, record) {
            Some(found) => put(thread, &found, pages::thread_of_action),
            None => {
                return Ending::Wrong(format!(
                    "There is no action, what-if or promise {record} in {id}. Nothing was changed. `talking-piece read {id} --json` shows the letters and number of every entry."
                ));
            }
        }
    } else if let Some(letters) = &thread.wishes {
        match wish_thread(&chain, id, letters) {
            Some(found) => put(thread, &found, pages::thread_of_wishes),
            None => {
                return Ending::Wrong(format!(
                    "There is no child with the letters {letters} in {id}. Nothing was changed. `talking-piece read {id} --json` shows each child's letters under \"code\"."
                ));
            }
        }
    } else if thread.scales {
        put(thread, &scale_thread(&chain), scale_chart::scale_chart);
    } else {
        put(thread, &promise_ledger(&chain), pages::promises);
    }
    super::told_of(&troubles)
}

fn put<T: Serialize>(thread: &Thread, value: &T, page: fn(&T) -> Document) {
    if thread.json {
        print::json(value);
    } else {
        print::data(&formats::plain_text::print(
            &page(value),
            thread.width.into(),
        ));
    }
}
