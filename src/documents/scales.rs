//! Scores, of today and of last time: one table for each scale, with its question and both its ends above the numbers.
//! A hidden score comes without its number.

use super::tables::{Columns, numbered, table_with};
use crate::documents::document::Document;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::Kind;
use crate::domain::record::kinds::{past_scale, scale};
use crate::domain::rules::scores::{anchor_words, asked_in};

const TODAY: Columns<'_> = Columns {
    fields: &[
        &scale::GIVEN_BY,
        &scale::SCORE,
        &scale::CHILD,
        &scale::REASON,
    ],
    told: &[
        &scale::SCALE,
        &scale::QUESTION,
        &scale::FROM,
        &scale::TO,
        &scale::LOW,
        &scale::HIGH,
    ],
    beside: Some(("Beside it", beside)),
};

const LAST_TIME: Columns<'_> = Columns {
    fields: &[
        &past_scale::GIVEN_BY,
        &past_scale::SCORE,
        &past_scale::CHILD,
        &past_scale::REASON,
        &past_scale::ON,
    ],
    told: &[
        &past_scale::SCALE,
        &past_scale::QUESTION,
        &past_scale::FROM,
        &past_scale::TO,
        &past_scale::LOW,
        &past_scale::HIGH,
    ],
    beside: None,
};

pub(super) fn scores<'s>(
    reading: &ReaderView<'_>,
    kind: &'static Kind,
    records: impl Iterator<Item = &'s RecordView>,
    document: &mut Document,
) {
    let columns = if *kind == scale::KIND {
        &TODAY
    } else {
        &LAST_TIME
    };
    let mut scales: Vec<(String, Vec<&RecordView>)> = Vec::new();
    for seen in records {
        // Nothing is known about the scale of a score that is not open.
        let asked = asked_in(&seen.values);
        let mut anchors = anchor_words(&asked);
        if reading.minutes.agenda().scale(&asked.id).is_none() && !asked.id.is_empty() {
            // The agenda does not say what it is: its name is all there is.
            anchors = format!("{}: {anchors}", asked.id);
        }
        match scales.iter_mut().find(|(known, _)| *known == anchors) {
            Some((_, together)) => together.push(seen),
            None => scales.push((anchors, vec![seen])),
        }
    }
    for (anchors, together) in scales {
        if !anchors.is_empty() {
            document.paragraph(anchors);
        }
        table_with(reading, kind, columns, numbered(together), document);
    }
}

fn beside(reading: &ReaderView<'_>, seen: &RecordView) -> String {
    let note = reading.minutes.score_note(&seen.id);
    let mut words = note.map_or_else(Vec::new, |note| note.words());
    let earlier = reading.earlier_scores(seen);
    if !earlier.is_empty() {
        words.push(format!("First recorded: {}.", earlier.join(", ")));
    }
    words.join(" ")
}
