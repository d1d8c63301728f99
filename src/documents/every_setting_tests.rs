//! Each setting of the files that a meeting is held with changes what somebody reads, is told or is asked. A setting that
//! is added without a line here fails. (The quorum and the scales: `domain/rules/every_setting_tests.rs`.)

use crate::documents::arranged::Arranged;
use crate::domain::line;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::open_minutes;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::FieldsOfKinds;
use crate::domain::record::kinds::{action, decision};
use crate::domain::rules::checks::checks;
use crate::domain::rules::deadlines::dates_of;
use crate::domain::rules::smart::smart;
use crate::domain::settings::{FILES, file};
use crate::domain::toml_reader::{Kind, Shape};
use crate::formats::plain_text;

/// The setting, and a file in which it is different.
const TIMESCALES: &[(&str, &str)] = &[
    ("leave_out", "leave_out = [\"first-core-group\"]\n"),
    (
        "timescale.id",
        "[[timescale]]\nid = \"thank-you\"\nlabel = \"Thank-you letters\"\nfrom_event = \"conference\"\namount = 3\nunit = \"weeks\"\n",
    ),
    (
        "timescale.label",
        "[[timescale]]\nid = \"first-core-group\"\nlabel = \"First network meeting\"\n",
    ),
    (
        "timescale.from_event",
        "[[timescale]]\nid = \"first-core-group\"\nfrom_event = \"minutes_received\"\n",
    ),
    (
        "timescale.amount",
        "[[timescale]]\nid = \"first-core-group\"\namount = 3\n",
    ),
    (
        "timescale.unit",
        "[[timescale]]\nid = \"first-core-group\"\nunit = \"months\"\n",
    ),
    (
        "timescale.direction",
        "[[timescale]]\nid = \"first-core-group\"\ndirection = \"before\"\n",
    ),
    (
        "timescale.count_start_day",
        "[[timescale]]\nid = \"initial-conference\"\ncount_start_day = true\n",
    ),
    (
        "timescale.roll",
        "[[timescale]]\nid = \"first-core-group\"\namount = 7\nunit = \"calendar_days\"\nroll = \"forward\"\n",
    ),
    (
        "timescale.warn_days",
        "[[timescale]]\nid = \"minutes\"\nwarn_days = 90\n",
    ),
    (
        "timescale.applies_to",
        "[[timescale]]\nid = \"first-core-group\"\napplies_to = [\"core_group\"]\n",
    ),
    (
        "timescale.applies_after",
        "[[timescale]]\nid = \"first-core-group\"\napplies_after = [\"core_group\"]\n",
    ),
];

const CLOSURES: &[(&str, &str)] = &[
    ("division", "division = \"scotland\"\n"),
    (
        "closure.date",
        "[[closure]]\ndate = \"2026-11-25\"\nreason = \"Flood\"\n",
    ),
    (
        "closure.from",
        "[[closure]]\nfrom = \"2026-11-24\"\nto = \"2026-11-26\"\nreason = \"Flood\"\n",
    ),
    (
        "closure.to",
        "[[closure]]\nfrom = \"2026-11-25\"\nto = \"2026-11-26\"\nreason = \"Flood\"\n",
    ),
    (
        "closure.reason",
        "[[closure]]\ndate = \"2026-11-25\"\nreason = \"Painters\"\n",
    ),
];

const BANK_HOLIDAYS: &[(&str, &str)] = &[
    (
        "from_year",
        "from_year = 2026\nto_year = 2026\n[[bank_holiday]]\ndate = \"2026-11-25\"\nname = \"A day\"\n",
    ),
    (
        "to_year",
        "from_year = 2026\nto_year = 2027\n[[bank_holiday]]\ndate = \"2026-11-25\"\nname = \"A day\"\n[[bank_holiday]]\ndate = \"2027-02-22\"\nname = \"Another day\"\n",
    ),
    (
        "published_to",
        "from_year = 2025\nto_year = 2027\npublished_to = 2025\n[[bank_holiday]]\ndate = \"2025-12-25\"\nname = \"Christmas Day\"\n[[bank_holiday]]\ndate = \"2026-12-25\"\nname = \"Christmas Day\"\n[[bank_holiday]]\ndate = \"2027-12-25\"\nname = \"Christmas Day\"\n",
    ),
    (
        "bank_holiday.date",
        "[[bank_holiday]]\ndate = \"2026-11-25\"\nname = \"A day\"\n",
    ),
    (
        "bank_holiday.name",
        "[[bank_holiday]]\ndate = \"2026-12-12\"\nname = \"The day of the painters\"\n",
    ),
    (
        "bank_holiday.divisions",
        "[[bank_holiday]]\ndate = \"2026-11-26\"\nname = \"A day\"\ndivisions = [\"england-and-wales\"]\n",
    ),
];

const VOCABULARIES: &[(&str, &str)] = &[
    (
        "list.id",
        "[[list]]\nid = \"categories\"\nentry = [ { code = \"EXP\", words = \"exploitation\" } ]\n",
    ),
    (
        "list.entry.code",
        "[[list]]\nid = \"categories\"\nentry = [ { code = \"EXQ\", words = \"exploitation\" } ]\n",
    ),
    (
        "list.entry.words",
        "[[list]]\nid = \"categories\"\nentry = [ { code = \"NEG\", words = \"not looked after\", said = [\"neglect\"] } ]\n",
    ),
    (
        "list.entry.short",
        "[[list]]\nid = \"categories\"\nentry = [ { code = \"NEG\", short = \"NEG\" } ]\n",
    ),
    (
        "list.entry.said",
        "[[list]]\nid = \"categories\"\nentry = [ { code = \"NEG\", said = [\"the kettle\"] } ]\n",
    ),
    (
        "list.entry.flags",
        "[[list]]\nid = \"categories\"\nentry = [ { code = \"NEG\", flags = [\"not_advised\"] } ]\n",
    ),
    (
        "list.entry.offered",
        "[[list]]\nid = \"categories\"\nentry = [ { code = \"NEG\", offered = false } ]\n",
    ),
];

const CONTACTS: &[(&str, &str)] = &[
    (
        "intro",
        "intro = \"Ring us.\"\n[[contact]]\nfor = \"queries\"\nhow = \"ring 1\"\n",
    ),
    (
        "contact.for",
        "[[contact]]\nfor = \"complaints\"\nhow = \"ring 1\"\n",
    ),
    (
        "contact.name",
        "[[contact]]\nfor = \"queries\"\nname = \"Teapot team\"\nhow = \"ring 1\"\n",
    ),
    (
        "contact.how",
        "[[contact]]\nfor = \"queries\"\nhow = \"ring 2\"\n",
    ),
];

const WORDING: &[(&str, &str)] = &[
    ("leave_out", "leave_out = [\"disengaged\"]\n"),
    (
        "word.words",
        "[[word]]\nwords = [\"teapot\"]\nkind = \"jargon\"\ninstead = \"pot\"\n",
    ),
    (
        "word.kind",
        "[[word]]\nwords = [\"teapot\"]\nkind = \"vague\"\ninstead = \"pot\"\n",
    ),
    (
        "word.instead",
        "[[word]]\nwords = [\"teapot\"]\nkind = \"blame\"\ninstead = \"kettle\"\n",
    ),
    (
        "word.why",
        "[[word]]\nwords = [\"teapot\"]\nkind = \"jargon\"\ninstead = \"pot\"\nwhy = \"Nobody drinks tea.\"\n",
    ),
    ("smart.specific", "[smart]\nspecific = \"What, then?\"\n"),
    ("smart.measurable", "[smart]\nmeasurable = \"Who sees?\"\n"),
    ("smart.achievable", "[smart]\nachievable = \"Can it be?\"\n"),
    ("smart.realistic", "[smart]\nrealistic = \"Will it be?\"\n"),
    ("smart.timely", "[smart]\ntimely = \"When, then?\"\n"),
    ("smart.doing_words", "[smart]\ndoing_words = [\"liaise\"]\n"),
    (
        "smart.review_words",
        "[smart]\nreview_words = [\"party\"]\n",
    ),
];

fn paths(shape: &Shape, before: &str, found: &mut Vec<String>) {
    for field in shape.fields {
        let path = format!("{before}{}", field.name);
        match &field.kind {
            Kind::NotHere(..) => {}
            Kind::Tables(inner) | Kind::Table(inner) => paths(inner, &format!("{path}."), found),
            _ => found.push(path),
        }
    }
}

const HELD: &[&str] = &[
    "/meeting 2214-K; venue: Elm Room; strategy discussion: 5 Nov 2026",
    "/child Ella Smith; born: 4 Mar 2017",
    "/person KS Kelly Smith; role: mother",
    "/person HV J Okafor; role: health visitor; agency: Health",
    "/person SH Sam Hall; role: Chair",
];

/// All that is read, told and asked in a meeting held with this file.
fn observed(name: &str, text: &str) -> String {
    let mut sample = Sample::new();
    if !text.is_empty() {
        let faults = file(name).unwrap().faults(text, &FieldsOfKinds);
        assert_eq!(faults, [], "{text}");
        sample.keeps(name, text);
    }
    for line in HELD {
        sample.says(line);
    }
    sample.does(KnownEvent::Began {});
    let mut told = Vec::new();
    for words in [
        "HV: she disengaged again",
        "HV: the teapot went well",
        "/decision Ella; is: child protection plan starts; category: ",
    ] {
        let today = sample.now().date_naive();
        let read = line::read(words, &sample.meeting, today);
        told.push(line::explain(&read, words, &sample.meeting));
        told.push(format!("{:?}", line::read(words, &sample.meeting, today)));
    }
    for words in [
        "/decision Ella; is: child protection plan starts; category: neglect; reasons: unsafe nights",
        "/action Kelly and the health visitor liaise about the teapot; who: KS; by: 12 Dec",
        "/date First core group; on: 12 Dec; at: 14:00",
        "/date Party; on: 13 Jan 2027; is: other",
    ] {
        sample.says(words);
    }
    let today = sample.now().date_naive();
    for category in ["the kettle", "negl", "exploitation"] {
        let line =
            format!("/decision Ella; is: child protection plan starts; category: {category}");
        told.push(format!("{:?}", sample.reads(&line).1));
    }
    let settings = sample.meeting.settings();
    told.push(decision::CATEGORY.short_of("NEG", settings).to_owned());
    let (timescales, calendar, words) = (
        settings.timescales(),
        settings.calendar(),
        settings.wording(),
    );
    told.extend(
        dates_of(&sample.meeting, timescales, calendar, words, today)
            .iter()
            .map(|date| {
                format!(
                    "{} {:?} {:?}",
                    date.words(today),
                    date.state,
                    date.due.warning()
                )
            }),
    );
    let action = sample.meeting.records(&action::KIND).next().unwrap();
    told.push(format!("{:?}", smart(action, &sample.meeting, words)));
    told.extend(
        checks(&sample.meeting, sample.now())
            .into_iter()
            .map(|missing| missing.missing),
    );
    let page = Arranged::default().page(&open_minutes(&sample.meeting), None);
    told.push(plain_text::print(&page, 200));
    told.join("\n")
}

/// A file that is as the program is without it, or with what the changed setting needs beside it.
fn before(name: &str, path: &str) -> &'static str {
    match (name, path) {
        ("timescales.toml", "timescale.roll") => {
            "[[timescale]]\nid = \"first-core-group\"\namount = 7\nunit = \"calendar_days\"\n"
        }
        ("closures.toml", "closure.from") => {
            "[[closure]]\nfrom = \"2026-11-25\"\nto = \"2026-11-26\"\nreason = \"Flood\"\n"
        }
        ("closures.toml", "closure.to") => {
            "[[closure]]\nfrom = \"2026-11-25\"\nto = \"2026-11-25\"\nreason = \"Flood\"\n"
        }
        ("closures.toml", "closure.reason") => {
            "[[closure]]\ndate = \"2026-11-25\"\nreason = \"Flood\"\n"
        }
        ("bank_holidays.toml", "to_year") => {
            "from_year = 2026\nto_year = 2026\n[[bank_holiday]]\ndate = \"2026-11-25\"\nname = \"A day\"\n"
        }
        ("bank_holidays.toml", "published_to") => {
            "from_year = 2025\nto_year = 2027\n[[bank_holiday]]\ndate = \"2025-12-25\"\nname = \"Christmas Day\"\n[[bank_holiday]]\ndate = \"2026-12-25\"\nname = \"Christmas Day\"\n[[bank_holiday]]\ndate = \"2027-12-25\"\nname = \"Christmas Day\"\n"
        }
        ("bank_holidays.toml", "bank_holiday.name") => {
            "[[bank_holiday]]\ndate = \"2026-12-12\"\nname = \"A day\"\n"
        }
        ("bank_holidays.toml", "bank_holiday.divisions") => {
            "[[bank_holiday]]\ndate = \"2026-11-26\"\nname = \"A day\"\ndivisions = [\"scotland\"]\n"
        }
        ("vocabularies.toml", "list.entry.code") => {
            "[[list]]\nid = \"categories\"\nentry = [ { code = \"EXP\", words = \"exploitation\" } ]\n"
        }
        ("fields.toml", "answer.record") => {
            "[[answer]]\nrecord = \"child\"\nfield = \"ethnicity\"\nis = \"required\"\n"
        }
        ("fields.toml", "answer.field") => {
            "[[answer]]\nrecord = \"action\"\nfield = \"need\"\nis = \"required\"\n"
        }
        ("fields.toml", "answer.is") => {
            "[[answer]]\nrecord = \"action\"\nfield = \"need\"\nlabel = \"danger\"\n"
        }
        ("contacts.toml", _) => "[[contact]]\nfor = \"queries\"\nhow = \"ring 1\"\n",
        ("wording.toml", "word.kind" | "word.instead" | "word.why") => {
            "[[word]]\nwords = [\"teapot\"]\nkind = \"jargon\"\ninstead = \"pot\"\n"
        }
        _ => "",
    }
}

const FIELDS: &[(&str, &str)] = &[
    (
        "answer.record",
        "[[answer]]\nrecord = \"person\"\nfield = \"ethnicity\"\nis = \"required\"\n",
    ),
    (
        "answer.field",
        "[[answer]]\nrecord = \"action\"\nfield = \"support\"\nis = \"required\"\n",
    ),
    (
        "answer.is",
        "[[answer]]\nrecord = \"action\"\nfield = \"need\"\nlabel = \"danger\"\nis = \"required\"\n",
    ),
    (
        "answer.label",
        "[[answer]]\nrecord = \"action\"\nfield = \"measure\"\nlabel = \"we see\"\n",
    ),
];

const ALL: &[(&str, &[(&str, &str)])] = &[
    ("timescales.toml", TIMESCALES),
    ("closures.toml", CLOSURES),
    ("bank_holidays.toml", BANK_HOLIDAYS),
    ("vocabularies.toml", VOCABULARIES),
    ("contacts.toml", CONTACTS),
    ("wording.toml", WORDING),
    ("fields.toml", FIELDS),
];

/// Tested where they are read: in `rules`, in `papers`, by keys in a meeting, and by what `find` reads.
const ELSEWHERE: &[&str] = &[
    "quorum.toml",
    "scales.toml",
    "words.toml",
    "library.toml",
    "screen.toml",
    "phrases.toml",
];

#[test]
fn each_setting_changes_what_is_read_told_or_asked() {
    let mut idle = Vec::new();
    for (name, changed) in ALL {
        let mut all = Vec::new();
        paths(file(name).unwrap().shape, "", &mut all);
        let known: Vec<&str> = changed.iter().map(|(path, _)| *path).collect();
        assert_eq!(known, all, "{name}: one line for each setting, in order");
        for (path, text) in *changed {
            if observed(name, text) == observed(name, before(name, path)) {
                idle.push(format!("{name}: {path}"));
            }
        }
    }
    assert_eq!(idle, [""; 0], "these change nothing");
}

#[test]
fn no_settings_file_is_left_out() {
    for file in FILES.iter().filter(|file| file.name != "tea_and_cake.toml") {
        assert!(
            ALL.iter().any(|(name, _)| *name == file.name) || ELSEWHERE.contains(&file.name),
            "{} is in no test of its settings",
            file.name
        );
    }
}
