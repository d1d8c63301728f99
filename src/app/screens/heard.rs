//! How each child has been heard, in a sign and a word: in the header, and in the list of everybody.

use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::childs_view;
use crate::domain::record::{NO_VIEWS_CHANNELS, Record, is_heard, short_channel};

pub fn heard(meeting: &Meeting, child: &Record) -> (&'static str, String) {
    let views: Vec<&str> = meeting
        .records(&childs_view::KIND)
        .filter(|view| view.text(&childs_view::CHILD) == child.id && is_heard(*view))
        .map(|view| match view.text(&childs_view::CHANNEL) {
            // Nobody else may read from the screen that the child spoke to the Chair alone.
            channel if !view.is_open() && !NO_VIEWS_CHANNELS.contains(&channel) => "heard",
            channel => channel,
        })
        .collect();
    let (unheard, ways): (Vec<&str>, Vec<&str>) = views
        .iter()
        .partition(|channel| NO_VIEWS_CHANNELS.contains(channel));
    match (ways.as_slice(), unheard.first()) {
        ([], None) => ("○", String::new()),
        ([], Some(why)) => ("–", short_channel(why).to_owned()),
        ([one], _) => ("●", short_channel(one).to_owned()),
        ([one, more @ ..], _) => ("●", format!("{} +{}", short_channel(one), more.len())),
    }
}
