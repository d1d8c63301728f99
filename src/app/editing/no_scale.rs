//! A score where the agenda asks for none.

use crate::domain::line::FormLine;
use crate::domain::meeting::Meeting;
use crate::domain::record::Body;
use crate::domain::record::kinds::scale;

/// Why a score cannot be recorded here (it names no scale on the agenda, and the open section has none), what is safe,
/// and where a scale is asked.
pub(super) fn no_scale_here(form: &FormLine, meeting: &Meeting) -> Option<String> {
    let (why, way) = why_and_way(form, meeting)?;
    Some(format!(
        "{why}. Nothing was recorded, and your line is kept. {way}"
    ))
}

/// The same, said before Enter; nothing while only the command stands in the line.
pub(super) fn no_scale_before_enter(form: &FormLine, meeting: &Meeting) -> Option<String> {
    let (why, way) = why_and_way(form, meeting)?;
    (form.body != Body::default()).then(|| format!("{why}, so Enter only keeps the line. {way}"))
}

fn why_and_way(form: &FormLine, meeting: &Meeting) -> Option<(String, String)> {
    let values = &form.body.values;
    let has_own_ends = [&scale::QUESTION, &scale::LOW, &scale::HIGH]
        .iter()
        .any(|field| values.contains_key(field.name));
    if form.kind != scale::KIND.id || values.contains_key(scale::SCALE.name) || has_own_ends {
        return None;
    }
    let here = meeting.open_section();
    if here.is_some_and(|section| !section.scales.is_empty()) {
        return None;
    }
    let place = here.map_or_else(String::new, |section| format!(" in \"{}\"", section.title));
    let places = meeting.agenda().places();
    let mut asking = places
        .iter()
        .filter(|place| !place.section.scales.is_empty());
    let way = match asking.next() {
        Some(asks) => format!(
            "/section {} opens \"{}\", which asks for one; then Down brings this line back.",
            asks.number, asks.section.title
        ),
        None => "The agenda asks for none at all: type it as words, with who said it.".to_owned(),
    };
    Some((format!("No scale is asked for{place}"), way))
}
