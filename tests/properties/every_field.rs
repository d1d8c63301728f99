//! Every answer of every kind, through all that carries it: the line, the form, the journal, both files of the minutes,
//! their schema, the page, find and the comparison, and back as a line. A new field or kind is in it by itself.

use crate::journeys::driver::{Driver, FAMILY, page_of};
use serde_json::Value;
use talking_piece::app::protocol::view::View;
use talking_piece::documents::Arranged;
use talking_piece::domain::history::compare::{OpenSide, compare_open};
use talking_piece::domain::line::{self, Line};
use talking_piece::domain::minutes::schema::{minutes_schema, restricted_schema};
use talking_piece::domain::minutes::{
    OpenMinutes, open_minutes, read_minutes, read_restricted, restricted_json, restricted_part,
};
use talking_piece::domain::record::form::{Answer, Compared, Field, Need};
use talking_piece::domain::record::kinds::{action, childs_view, danger, details, offer};
use talking_piece::domain::record::{
    AfterClosing, KINDS, Kind, Record, is_open_to_all, value_words,
};
use talking_piece::domain::search::of_open_minutes;
use talking_piece::domain::settings::Settings;

/// An answer that this field can certainly take, as it is typed, and the same in other words.
fn answers(field: &Field) -> Option<(String, String)> {
    let two = |one: &str, other: &str| Some((one.to_owned(), other.to_owned()));
    match field.answer {
        Answer::Text | Answer::TextOr(_) => two("a zigzag heron of tin", "a wooden heron"),
        Answer::Words => two("\"zigzag herons fly\"", "\"wooden herons fly\""),
        Answer::Person | Answer::Speaker | Answer::People => two("HV", "SW"),
        Answer::Child | Answer::Children => two("Noah", "Ella"),
        Answer::Agency | Answer::AgencyOrSomebody => two("health", "children's services"),
        Answer::OneOf(_) => {
            let settings = Settings::default();
            let choices = field.choices(&settings);
            let mut words = choices.iter().map(|(_, words)| (*words).to_owned());
            Some((words.next()?, words.next()?))
        }
        Answer::Date | Answer::PastDate => None,
        Answer::Time => two("14:05", "15:10"),
        Answer::YesNo => two("yes", "no"),
        Answer::Number => two("7", "8"),
        Answer::Code => two("XW", "WX"),
        // Of the agenda of this meeting, or of its settings.
        Answer::Statement => two("confidentiality", "kinds-of-information"),
        Answer::Question => two("Did the conference go on?", "Should the review be earlier?"),
        Answer::Scale => two("overall-safety", "each-danger"),
        // Nobody types one in a record.
        Answer::ContributionKind => None,
        Answer::RecordOf(kinds) => {
            let known = [&childs_view::KIND, &offer::KIND, &danger::KIND];
            let ids = ["v1", "o1", "ds1"];
            let mut named = known
                .iter()
                .zip(ids)
                .filter(|(kind, _)| kinds.contains(kind));
            named.next().map(|(_, id)| (id.to_owned(), String::new()))
        }
    }
}

/// The days that this field can certainly be: to come, long gone, or a birthday.
fn days(field: &Field) -> (String, String) {
    use talking_piece::domain::calendar::date_words::DateBias;
    let days = match field.day.lies {
        DateBias::ToCome => ("in 3 weeks", "in 4 weeks"),
        _ if matches!(field.answer, Answer::PastDate) => ("4 Mar 2019", "5 Mar 2019"),
        _ => ("today", "today"),
    };
    (days.0.to_owned(), days.1.to_owned())
}

fn typed(field: &Field) -> Option<(String, String)> {
    match field.answer {
        Answer::Date | Answer::PastDate => Some(days(field)),
        _ => answers(field),
    }
}

/// What has to be there before such a record can be made, and the beginning of its line.
fn beginning(kind: &'static Kind) -> String {
    let lead = match kind.id {
        "person" => "QZ Quentin Zephyrwood".to_owned(),
        "child" => "Quilla Zephyrwood".to_owned(),
        "details" => "P-77".to_owned(),
        _ => match kind.lead_field() {
            // Other words than those of the answer that is looked for.
            Some(lead) if matches!(lead.answer, Answer::Text) => "a crow".to_owned(),
            Some(lead) => typed(lead).map_or_else(|| "1".to_owned(), |(words, _)| words),
            None => "1".to_owned(),
        },
    };
    let needed = kind
        .fields
        .iter()
        .filter(|field| field.need == Need::Must && Some(*field) != kind.lead_field());
    let needed = needed.filter_map(|field| Some(format!("; {}: {}", field.label, typed(field)?.0)));
    format!("/{} {lead}{}", kind.command, needed.collect::<String>())
}

/// The kinds that a line makes a record of in an open meeting.
fn kinds() -> impl Iterator<Item = &'static Kind> {
    let is_typed =
        |kind: &&&Kind| !kind.command.is_empty() && kind.after_closing != AfterClosing::Only;
    KINDS.iter().filter(is_typed).copied()
}

/// A meeting whose agenda has statements, questions of a quorum and scales.
fn with_something_to_name() -> Driver {
    let mut d = Driver::with_agenda("signs-of-safety-cpc");
    d.app.one_line_at_a_time = true;
    let begins = ["/begin", "/arrive all", "/next", "SW: we begin"];
    for line in FAMILY.iter().chain(&begins) {
        d.enter(line);
    }
    for line in [
        "/view Ella; by: letter; words: \"quiet\"",
        "/offer a lift; by: HV",
        "/risk the stairs; who: SW",
    ] {
        d.enter(line);
    }
    d
}

/// The record that this line makes, or changes.
fn made(d: &mut Driver, kind: &Kind, line: &str) -> Record {
    let before = d.count(kind);
    d.enter(line);
    let records: Vec<Record> = d.editor().meeting.records(kind).cloned().collect();
    assert!(
        records.len() > before || *kind == details::KIND,
        "{line}: nothing was recorded: {}",
        d.status()
    );
    records.last().unwrap().clone()
}

fn page(d: &Driver, restricted: bool) -> String {
    let view = View::Record {
        meeting: "aa11".into(),
        arranged: Arranged::default(),
        version: None,
        restricted,
    };
    letters(&format!("{:?}", page_of(&d.disk, &view)))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn changed(before: &OpenMinutes, after: &OpenMinutes, id: &str) -> Vec<String> {
    let side = |minutes| OpenSide {
        minutes,
        now: minutes,
        version: None,
    };
    let found = compare_open(side(before), side(after));
    let parts = found.parts.iter();
    let changed = parts.flat_map(|part| part.changed.iter().filter(|one| one.later == id));
    changed
        .flat_map(|one| one.fields.iter().map(|field| field.field.clone()))
        .collect()
}

/// What is held of one answer; each sentence is one thing that is wrong.
fn wrong(start: &Driver, kind: &'static Kind, field: &'static Field) -> Vec<String> {
    let mut out = Vec::new();
    let Some((first, second)) = typed(field).filter(|_| *field != action::FOLLOWS) else {
        return out;
    };
    // Letters are a part of a person's lead; a promise that is followed has to be there.
    let is_lead = kind.lead_field() == Some(field)
        || (kind.letters_field() == Some(field) && kind.id == "person");
    let begins = beginning(kind);
    let is_told = begins.contains(&format!("; {}: ", field.label));
    let line = match is_lead || is_told {
        true => begins,
        false => format!("{begins}; {}: {first}", field.label),
    };
    let mut say = |what: &str| out.push(format!("{} {}: {what}: {line}", kind.id, field.name));

    // The line and its form.
    let mut d = start.clone();
    d.app.one_line_at_a_time = true;
    let meeting = &d.editor().meeting;
    let Line::Form(form) = line::read(&line, meeting, d.now.date_naive()) else {
        say("the line is no form");
        return out;
    };
    if !form.body.values.contains_key(field.name) {
        say("the form does not have it");
        return out;
    }
    let record = made(&mut d, kind, &line);
    let Some(value) = record.body().values.get(field.name).cloned() else {
        say("the record does not have it");
        return out;
    };

    // The journal: whoever opens the meeting again finds the same.
    let mut again = d.clone();
    again.kill_and_resume();
    if again.editor().meeting.record(&record.id) != Some(&record) {
        say("the journal gives another record back");
    }

    // Back as a line.
    let meeting = &d.editor().meeting;
    let written = line::write_record(kind.id, &record.body(), record.visibility, meeting);
    match line::read(&written, meeting, d.now.date_naive()) {
        Line::Form(form) if form.body.values == record.body().values => {}
        _ => say(&format!(
            "it is written as {written:?}, and read as something else"
        )),
    }

    // Both files and their schemas.
    let minutes = open_minutes(meeting);
    let part = restricted_part(meeting);
    // A score is nobody's to see before all are in: it is then in neither file.
    let waits = record.is_hidden() && field.hidden_at_first;
    let open = is_open_to_all(&record) && !field.restricted && !waits;
    let in_file = |file: &Value| {
        let lists = file.as_object().unwrap().values();
        let mut records = lists
            .filter_map(Value::as_array)
            .flatten()
            .chain(file.get("meeting"));
        records.any(|one| {
            let is_it = one["id"] == record.id.as_str() || one["details"] == record.id.as_str();
            is_it && one.get(field.name) == Some(&value)
        })
    };
    let file = minutes.to_value();
    if in_file(&file) != open {
        say("minutes.json has it, or has it not, against its privacy");
    }
    let back = read_minutes(&file).unwrap().minutes;
    if back.to_value() != file {
        say("minutes.json is read as something else");
    }
    let kept = restricted_json(&part);
    if kept
        .to_string()
        .contains(&format!("{:?}:{value}", field.name))
        != (!open && !waits)
    {
        say("restricted.json has it, or has it not, against its privacy");
    }
    let (part_back, _) = read_restricted(&kept).unwrap();
    if restricted_json(&part_back) != kept {
        say("restricted.json is read as something else");
    }
    let described = |schema: &Value| !schema["$defs"][kind.id]["properties"][field.name].is_null();
    let is_described = described(&minutes_schema())
        || minutes_schema()["properties"]["meeting"]["properties"]
            .get(field.name)
            .is_some()
        || kind
            .must_be_restricted
            .is_some_and(|must| must(&record.values));
    if !is_described || !described(&restricted_schema()) {
        say("a schema does not describe it");
    }

    // The page, for those who may read everything and for everybody; and what is found.
    let words = letters(&value_words(field, &value, meeting));
    // What the program fills in links records and is no word of a page; nor is the number of another record or the id of a
    // scale.
    let is_linked = field.compared == Compared::Never
        || words.len() < 3
        || matches!(field.answer, Answer::RecordOf(_) | Answer::Scale);
    if !is_linked && page(&d, true).contains(&words) == waits {
        say("the full record does not have it");
    }
    let says_much = words.contains("heron") && !is_linked;
    if says_much && page(&d, false).contains(&words) != open {
        say("the family's page has it, or has it not, against its privacy");
    }
    let found = of_open_minutes(&minutes);
    let is_found = found
        .iter()
        .any(|passage| passage.record == record.id && letters(&passage.text).contains(&words));
    if says_much && is_found != open {
        say("find has it, or has it not, against its privacy");
    }

    // The comparison: another answer is a change of this one.
    if open && !is_lead && !is_told && first != second && !second.is_empty() {
        let mut body = record.body();
        let other = format!("{}; {}: {second}", beginning(kind), field.label);
        let Line::Form(form) = line::read(&other, meeting, d.now.date_naive()) else {
            say("another answer is no form");
            return out;
        };
        let Some(other) = form.body.values.get(field.name) else {
            return out;
        };
        body.values.insert(field.name.to_owned(), other.clone());
        let mut after = d.clone();
        after.enter(&format!("/edit {}: {second}", field.label));
        let later = open_minutes(&after.editor().meeting);
        let is_changed = after
            .editor()
            .meeting
            .record(&record.id)
            .is_some_and(|now| now.get(field) == Some(other));
        let told = changed(&minutes, &later, &record.id);
        if is_changed && field.compared != Compared::Never && !told.contains(&field.name.to_owned())
        {
            say(&format!(
                "the comparison does not tell that it changed: {told:?}"
            ));
        }
    }
    out
}

#[test]
fn every_answer_of_every_kind_goes_all_the_way_and_back() {
    let start = with_something_to_name();
    let mut tried = 0;
    let mut all = Vec::new();
    for kind in kinds() {
        for field in kind.fields {
            tried += usize::from(typed(field).is_some());
            all.extend(wrong(&start, kind, field));
        }
    }
    assert!(
        all.is_empty(),
        "{} of {tried}:\n{}",
        all.len(),
        all.join("\n")
    );
    assert!(tried > 200, "{tried}");
}
