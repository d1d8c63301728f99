//! The top of a record: which meeting it was, and who was there.

use super::labels::answered;
use crate::documents::document::{Document, Mark};
use crate::domain::agenda::words::title_of;
use crate::domain::meeting::{is_a_way, way_words};
use crate::domain::minutes::QuorumHeld;
use crate::domain::minutes::reader_view::{ReaderView, RecordStatus, RecordView, clock, span};
use crate::domain::record::PageSection;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, details, person};
use crate::domain::rules::quorum::here_words;
use crate::domain::settings::meeting_kinds::KINDS_OF_MEETING;
use crate::domain::text::capital;
use chrono::{DateTime, FixedOffset};

pub(super) fn notices(reading: &ReaderView<'_>, document: &mut Document) {
    made_up(reading, document);
    put_away(reading, document);
    unusable_settings(reading, document);
    kept_out(reading, document);
    to_confirm(reading, document);
}

/// On a copy that is handed out: how much was kept out of it is for the Chair to know, and not for its reader.
pub(super) fn notices_of_a_copy(reading: &ReaderView<'_>, document: &mut Document) {
    made_up(reading, document);
    put_away(reading, document);
    unusable_settings(reading, document);
    copy_of(reading, document);
    to_confirm(reading, document);
}

/// Whoever holds such a page must not take it for minutes that count.
fn put_away(reading: &ReaderView<'_>, document: &mut Document) {
    if let Some(away) = &reading.minutes.header().put_away {
        document.marked(
            Mark::ToConfirm,
            format!(
                "This meeting was put away on {}. It is in no list.",
                away.words()
            ),
        );
    }
}

fn unusable_settings(reading: &ReaderView<'_>, document: &mut Document) {
    if let Some(words) = reading.minutes.settings().unusable_words() {
        document.marked(Mark::ToConfirm, words);
    }
}

/// Whose copy it is, where it was made for one person.
fn copy_of(reading: &ReaderView<'_>, document: &mut Document) {
    if let Some(name) = &reading.copy_of {
        document.paragraph(format!("This is the copy for {name}."));
        document.paragraph(MORE_MAY_BE_LEFT_OUT);
    }
}

fn kept_out(reading: &ReaderView<'_>, document: &mut Document) {
    let withheld = reading.minutes.withheld();
    if reading.copy_of.is_some() {
        copy_of(reading, document);
    } else if reading.is_full {
        let restricted = Mark::Restricted.words();
        document.on_each_page.push(restricted.to_owned());
        document.marked(
            Mark::Restricted,
            "This is the full record, with everything that is restricted. It is not for the family's copy.",
        );
    } else if withheld.records + withheld.fields > 0 {
        let mut parts = Vec::new();
        for (number, one, many) in [
            (withheld.records, "record", "records"),
            (withheld.fields, "answer", "answers"),
        ] {
            if number > 0 {
                parts.push(format!("{number} {}", if number == 1 { one } else { many }));
            }
        }
        document.paragraph(format!("Kept out of this copy: {}.", parts.join(" and ")));
    }
}

fn to_confirm(reading: &ReaderView<'_>, document: &mut Document) {
    let all = reading.records.iter().chain(&reading.details);
    let words = match all.filter(|seen| seen.is_to_be_confirmed()).count() {
        0 => return,
        1 => "1 entry is not certain yet. It is marked where it appears, and the record of the meeting lists it near \
            its end.".to_owned(),
        many => format!("{many} entries are not certain yet. Each is marked where it appears, and the record of the \
            meeting lists them near its end."),
    };
    document.marked(Mark::ToConfirm, words);
}

/// On the first page of every copy, whether or not anything is left out.
const MORE_MAY_BE_LEFT_OUT: &str = "Information about other people may be left out of this copy. If you think \
    that something is missing or wrong, you can ask the Chair.";

/// Says of a practice meeting that it is one.
pub(super) const MADE_UP: &str =
    "This is a practice meeting. Nobody in it is real, and nothing in it happened.";

pub(super) fn made_up(reading: &ReaderView<'_>, document: &mut Document) {
    if reading.minutes.header().made_up {
        document.marked(Mark::MadeUp, MADE_UP);
    }
}

pub(super) fn meeting(reading: &ReaderView<'_>, document: &mut Document) {
    let header = reading.minutes.header();
    let kind = title_of(KINDS_OF_MEETING, &header.kind).unwrap_or(&header.kind);
    let mut facts = vec![("Meeting".to_owned(), capital(kind))];
    let held = reading.day_held();
    match (header.began_at, held) {
        (Some(began), Some(day)) => {
            facts.push(("Date".to_owned(), reading.day_words(day)));
            let time = span(began, header.closed_at);
            facts.push(match began.date_naive() == day {
                true => ("Time".to_owned(), time),
                // The times are those of the typing, not of the meeting.
                false => (
                    "Typed up".to_owned(),
                    format!("{}, {time}", reading.day_words(began.date_naive())),
                ),
            });
        }
        _ => facts.push(("Date".to_owned(), "It has not begun.".to_owned())),
    }
    if let Some(details) = &reading.details {
        document.anchor(&details.id);
        facts.push(("Details".to_owned(), details.mark_words()));
        // The day of the meeting has been given already.
        let mut told: Vec<&Field> = Vec::new();
        if held.is_some() && details.day(&details::HELD).is_some() {
            told.push(&details::HELD);
        }
        if held.is_some() && details.day(&details::ON) == held {
            told.push(&details::ON);
        }
        let answered = reading.answered(details, &told);
        facts.extend(
            answered
                .into_iter()
                .map(|(label, words)| (capital(&label), words)),
        );
    }
    facts.extend(
        quorum(reading)
            .into_iter()
            .map(|words| ("Quorum".to_owned(), words)),
    );
    document.facts(facts);
}

/// The quorum at each moment that counts. Consecutive decisions with the same agencies present are reported together.
fn quorum(reading: &ReaderView<'_>) -> Vec<String> {
    let same = |one: &QuorumHeld, two: &QuorumHeld| {
        (&one.when, one.reached, one.have, one.want) == (&two.when, two.reached, two.have, two.want)
    };
    let together = reading.minutes.quorum().chunk_by(same);
    let words = |all: &[QuorumHeld]| {
        let held = all.first()?;
        let mut times: Vec<String> = all.iter().map(|held| clock(held.at)).collect();
        times.dedup();
        let times = times.join(", ");
        let reached = match held.reached {
            true => "reached",
            false => "not reached",
        };
        let when = match held.when.as_str() {
            "opening" => "at the opening",
            "departure" => "when somebody had left",
            _ => "when something was decided",
        };
        // Among those who count may be somebody of whom this copy does not tell.
        let here = match reading.copy_of {
            None => format!(": {}", here_words(held.have, held.want)),
            Some(_) => String::new(),
        };
        Some(format!("{reached} {when}, {times}{here}"))
    };
    together.filter_map(words).collect()
}

/// Those who came; beside them apologies, and who was invited and did not come (decision 21). Nobody who was only
/// expected stands among those who were there.
pub(super) fn people(reading: &ReaderView<'_>, document: &mut Document) {
    document.heading(1, PageSection::People.heading());
    let all: Vec<(usize, &RecordView)> = reading.of(&person::KIND).enumerate().collect();
    if all.is_empty() {
        document.paragraph("Nobody has been entered.");
        return;
    }
    let began = reading.minutes.header().began_at.is_some();
    let knows = records_arrivals(reading);
    let is_there = |person: &RecordView| match (began, knows) {
        (true, true) => has_come(reading, person),
        (true, false) => reading
            .minutes
            .is_taking_part(person.text(&person::ATTENDANCE)),
        (false, _) => true,
    };
    let (open, sealed): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|(_, person)| person.status == RecordStatus::Open);
    let (there, missing): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|(_, person)| is_there(person));
    if began && !knows {
        document.paragraph(
            "Nobody's arrival was recorded. What is said here of who took part was noted before or afterwards.",
        );
    }
    table_of_people(reading, document, &there, "How, and when", |person| {
        join([how(reading, person), presence(reading, person)])
    });
    if !missing.is_empty() {
        document.heading(2, "Apologies, and who did not come");
        table_of_people(
            reading,
            document,
            &missing,
            "Invited, answered, and why not",
            |person| why_missing(reading, person),
        );
    }
    let (struck, restricted): (Vec<_>, Vec<_>) = sealed
        .into_iter()
        .partition(|(_, person)| !person.holds() && person.seal_words().starts_with("(struck"));
    let says_when = restricted
        .iter()
        .any(|(_, person)| has_come(reading, person));
    let of_restricted = match says_when {
        true => "Restricted: not in the open minutes",
        false => "Restricted: these minutes do not say when they were here",
    };
    for (title, people) in [
        (of_restricted, restricted),
        ("Entered, and struck out", struck),
    ] {
        if !people.is_empty() {
            document.heading(2, title);
            table_of_people(reading, document, &people, "How, and when", |person| {
                join([how(reading, person), presence(reading, person)])
            });
        }
    }
}

const IN_TABLE: &[&Field] = &[
    &person::INITIALS,
    &person::NAME,
    &person::ROLE,
    &person::AGENCY,
    &person::RELATION,
    &person::ATTENDANCE,
];

/// A row for each, and below the table what else is known of them.
fn table_of_people(
    reading: &ReaderView<'_>,
    document: &mut Document,
    people: &[(usize, &RecordView)],
    last: &str,
    words: impl Fn(&RecordView) -> String,
) {
    if document.is_handed_out {
        return list_of_people(reading, document, people, words);
    }
    let mut rows = Vec::new();
    let mut further = Vec::new();
    for (part, person) in people {
        document.anchor_part(&person.id, *part);
        if !person.has_words() {
            rows.push(vec![person.seal_words()]);
            continue;
        }
        let name = reading.answer(person, &person::NAME);
        let marked = format!("{name} {}", person.mark_words()).trim().to_owned();
        let roles = [&person::ROLE, &person::RELATION].map(|field| reading.answer(person, field));
        rows.push(vec![
            marked.clone(),
            join(roles),
            reading.answer(person, &person::AGENCY),
            words(person),
        ]);
        let rest = answered(reading, person, IN_TABLE);
        if !rest.is_empty() {
            further.push(format!("{marked}: {}", pairs(&rest)));
        }
    }
    let header = ["Name", "Role", "Agency", last];
    document.table(header.map(str::to_owned).to_vec(), rows);
    document.list(further);
}

/// The same where it is handed out: `Kelly Smith, mother of Ella; in person: the whole time; invited: Mon 2 Nov`.
fn list_of_people(
    reading: &ReaderView<'_>,
    document: &mut Document,
    people: &[(usize, &RecordView)],
    words: impl Fn(&RecordView) -> String,
) {
    let mut items = Vec::new();
    for (_, person) in people {
        document.anchor_part(&person.id, items.len());
        if !person.has_words() {
            items.push(person.seal_words());
            continue;
        }
        let name = reading.answer(person, &person::NAME);
        let role = reading.answer(person, &person::ROLE);
        let relation = reading.answer(person, &person::RELATION);
        // `mother, mother of Ella`
        let role = match relation.starts_with(&format!("{role} of ")) {
            true => String::new(),
            false => role,
        };
        let about = join([role, relation, reading.answer(person, &person::AGENCY)]);
        let rest = pairs(&answered(reading, person, IN_TABLE));
        let parts = [join([name, about]), words(person), rest];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let item = format!("{} {}", parts.join("; "), person.mark_words());
        items.push(item.trim().to_owned());
    }
    document.list(items);
}

/// Whether these minutes tell of anybody when they were here. Of restricted people only the full record does.
fn records_arrivals(reading: &ReaderView<'_>) -> bool {
    let mut all = reading.of(&person::KIND).chain(reading.of(&child::KIND));
    all.any(|somebody| has_come(reading, somebody))
}

fn has_come(reading: &ReaderView<'_>, somebody: &RecordView) -> bool {
    reading.stays_of(somebody).next().is_some()
}

/// How they said they would take part, unless their stays say how they did. Who sent apologies and came has come.
fn how(reading: &ReaderView<'_>, person: &RecordView) -> String {
    let mut stays = reading.stays_of(person);
    let attendance = person.text(&person::ATTENDANCE);
    if has_come(reading, person) && attendance.starts_with("apologies") {
        return String::new();
    }
    match stays.any(|stay| !stay.ways.is_empty())
        && reading.minutes.is_taking_part(attendance)
        && is_a_way(attendance, reading.minutes.settings())
    {
        true => String::new(),
        false => reading.answer(person, &person::ATTENDANCE),
    }
}

/// `said they would come (video), did not come: ill`; `apologies, report sent`.
fn why_missing(reading: &ReaderView<'_>, person: &RecordView) -> String {
    let attendance = reading.answer(person, &person::ATTENDANCE);
    let came_not = match reading.minutes.closing() {
        Some(_) => "did not come",
        None => "has not come",
    };
    let is_expected = reading
        .minutes
        .is_taking_part(person.text(&person::ATTENDANCE));
    let is_coming = person.text(&person::ANSWER) == "coming";
    let said = match (is_expected, is_coming, attendance.is_empty()) {
        (true, ..) => format!("said they would take part ({attendance}), {came_not}"),
        (false, true, true) => format!("said they would come, {came_not}"),
        (false, _, true) => came_not.to_owned(),
        (false, ..) => attendance,
    };
    match reading.answer(person, &person::WHY_NOT) {
        why if why.is_empty() => said,
        why => format!("{said}: {why}"),
    }
}

/// `video 14:01 to 15:10, phone from 15:30 to the end`; nothing when no arrival was marked. Somebody who was here from
/// before the beginning to the end was here the whole time.
pub(super) fn presence(reading: &ReaderView<'_>, seen: &RecordView) -> String {
    let closing = reading.minutes.closing().map(|closing| closing.at);
    let began = reading.minutes.header().began_at;
    let minute = |at: DateTime<FixedOffset>| at.timestamp().div_euclid(60);
    let stays = reading.stays_of(seen);
    join(stays.map(|stay| {
        let from_the_beginning = began.is_some_and(|began| minute(stay.arrived) <= minute(began));
        let to_the_end = closing
            .is_some_and(|closing| stay.left.is_none_or(|left| minute(left) >= minute(closing)));
        let times = match stay.left {
            _ if from_the_beginning && to_the_end => "the whole time".to_owned(),
            None if closing.is_some() => format!("{} to the end", clock(stay.arrived)),
            left => span(stay.arrived, left),
        };
        match way_words(stay, reading.minutes.settings()) {
            ways if ways.is_empty() => times,
            ways => format!("{ways}: {times}"),
        }
    }))
}

/// `label: words; label: words`.
pub(super) fn pairs(answers: &[(String, String)]) -> String {
    let pairs: Vec<String> = answers
        .iter()
        .map(|(label, words)| format!("{label}: {words}"))
        .collect();
    pairs.join("; ")
}

/// Those that are not empty, with commas.
fn join(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
