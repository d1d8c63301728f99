//! Who speaks in a record, and whether they are marked as here.

use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Field, Voice};
use crate::domain::record::kinds::{
    agency_view, childs_view, contribution, dissent, person, report, scale, statement,
};
use crate::domain::record::{ReadAnswers, Values};
use crate::domain::settings::people_words::squeezed;

/// Who of those that a record says spoke, gave a view or a score is not here: `Okafor has not arrived`.
pub fn absent_speakers(kind: &str, values: &Values, meeting: &Meeting) -> Vec<String> {
    let ids = speakers(kind, values);
    if ids.is_empty() {
        let theirs = people_of_its_agency(kind, values, meeting).into_iter();
        let absent: Option<Vec<String>> = theirs.map(|id| meeting.absence_words(id)).collect();
        return absent.into_iter().flatten().take(1).collect();
    }
    ids.into_iter()
        .filter_map(|id| meeting.absence_words(id))
        .collect()
}

/// Whoever would have to give an agency's view where nobody is named and none of them has come: the people of that agency
/// (ids). What an agency has written may hold its view, and so may what somebody said who has left.
pub fn people_of_its_agency<'m>(kind: &str, values: &Values, meeting: &'m Meeting) -> Vec<&'m str> {
    let agency = squeezed(values.text(&agency_view::AGENCY));
    let is_theirs = |of: &str| squeezed(of) == agency;
    let mut reports = meeting.records(&report::KIND);
    let is_asked = kind == agency_view::KIND.id && !agency.is_empty();
    if !is_asked || reports.any(|report| is_theirs(report.text(&report::AGENCY))) {
        return Vec::new();
    }
    let theirs = meeting.records(&person::KIND);
    let theirs: Vec<&str> = theirs
        .filter(|person| is_theirs(person.text(&person::AGENCY)))
        .map(|person| person.id.as_str())
        .collect();
    match theirs
        .iter()
        .any(|id| meeting.stays_of(id).next().is_some())
    {
        true => Vec::new(),
        false => theirs,
    }
}

/// Everybody who spoke or read aloud in the meeting, as a record of this kind says. Only what is said there counts: an
/// idea, an action, a child's letter may come from somebody who is not.
pub fn speakers<'v>(kind: &str, values: &'v Values) -> Vec<&'v str> {
    let ids = spoken_by(kind).flat_map(|field| match values.text(field) {
        "" => values.list(field),
        one => vec![one],
    });
    ids.collect()
}

/// The fields of a kind that say who spoke in the meeting, or read something aloud there.
fn spoken_by(kind: &str) -> impl Iterator<Item = &'static Field> {
    let kinds = [
        &contribution::KIND,
        &agency_view::KIND,
        &scale::KIND,
        &dissent::KIND,
    ];
    let of_readers = [
        (&childs_view::KIND, childs_view::READ_BY),
        (&report::KIND, report::READ_OUT_BY),
        (&statement::KIND, statement::READ_BY),
    ];
    let found = kinds.into_iter().find(|known| known.id == kind);
    let fields = found.map_or(&[][..], |kind| kind.fields);
    let reader = of_readers.into_iter().find(|(known, _)| known.id == kind);
    let read = reader.and_then(|(kind, field)| kind.field(field.name));
    fields
        .iter()
        .filter(|field| matches!(field.voice, Voice::SaidBy | Voice::SaidWith))
        .chain(read)
}
