//! Whatever is typed: the line that explains itself, the entry, the list of `take`, the minutes, the page, the catch-up
//! list and the list before closing agree about what is not certain, and no word is in none of them.

use super::taking::{Taken, take};
use super::words_kept::lost;
use crate::journeys::driver::{Driver, page_of};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use std::sync::OnceLock;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::app::protocol::view::View;
use talking_piece::documents::Arranged;
use talking_piece::domain::line::Line;
use talking_piece::domain::minutes::{
    open_minutes, quotable_body, restricted_json, restricted_part,
};
use talking_piece::domain::record::kinds::contribution;
use talking_piece::domain::record::{KINDS, Record, WHO_MAY_READ};
use talking_piece::domain::rules::checks::checks;
use talking_piece::domain::visibility::Visibility;

/// Three made-up casts: as usual, two people with one name, and titles without a first name.
const CASTS: [&[&str]; 3] = [
    &[
        "/child Ella Nettlesworth; born: 4 Mar 2017; called: Ella",
        "/child Noah Nettlesworth; born: 1 Feb 2021; called: Noah",
        "/person CH Corin Halfpenny; role: Chair",
        "/person KS Kelly Nettlesworth; role: mother; pr: yes",
        "/person DS Dan Sparrowhat; role: father; pr: yes",
        "/person SW Anil Marlowe; role: social worker; agency: children's services",
        "/person HV Juno Okra; role: health visitor; agency: health",
    ],
    &[
        "/child Sara Mothwing; born: 4 Mar 2017",
        "/person SM Sarah Mothwing; role: mother",
        "/person SP Sarah Plumstone; role: school nurse; agency: school",
        "/person CH Wilf Candlewick; role: Chair",
        "/person SW \u{141}ucja Thimble; role: social worker",
    ],
    &[
        "/child the baby; due: in 20 weeks",
        "/person DR Dr Pestle; role: family doctor; agency: health",
        "/person MQ Mrs Quill; role: grandmother",
        "/person CH Mr Halfpenny; role: Chair",
        "/person PC PC Lanternby; role: police officer; agency: police",
    ],
];

pub(crate) fn begun(cast: usize) -> Driver {
    static BEGUN: OnceLock<Vec<Driver>> = OnceLock::new();
    let prepared = |lines: &&[&str]| {
        let mut d = Driver::with_agenda("restorative-icpc");
        d.app.one_line_at_a_time = true;
        for line in lines
            .iter()
            .chain(["/begin", "/arrive all", "/next", "SW: we begin"].iter())
        {
            d.enter(line);
        }
        d
    };
    BEGUN.get_or_init(|| CASTS.iter().map(prepared).collect())[cast].clone()
}

fn some_words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-z]{2,8}",
        2 => select(vec!["Ella", "the baby", "Sarah", "Dan", "mum", "health", "KQ", "12", "7", "yes", "no", "O'Hara", "\u{142}\u{f3}d\u{17a}"]).prop_map(str::to_owned),
        2 => select(vec!["+", "!", "=", "*", "?", "#new", "#observation", "#hashtag", "@ella", "@home", "??", "#restricted", ":)", "*sighs*", "\"no\"", ":", ";", ",", "10:30", "-", "("]).prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..7).prop_map(|words| words.join(" "))
}

fn entry() -> impl Strategy<Value = String> {
    let label = select(vec![
        "KS: ",
        "SW: ",
        "sw:",
        "Sarah: ",
        "Mum: ",
        "the mother: ",
        "Ms Quill: ",
        "Dr Pestle: ",
        "XQ: ",
        "Jo Bloggs: ",
        "KS & SW: ",
        "all: ",
        ": ",
        "",
        "",
        "SW/EL: ",
        "health visitor: ",
        "[SW]: ",
        "- SW: ",
        "14:05 SW: ",
        "she said: ",
        "Note: ",
        "everyone: ",
        "he: ",
    ]);
    let sign = select(vec![
        "", "", "", "+ ", "! ", "= ", "* ", "? ", "#obs ", "#foo ", "@home ", "\\+ ",
    ]);
    (label, sign, some_words()).prop_map(|(label, sign, words)| format!("{label}{sign}{words}"))
}

fn answer() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(vec![
            "KS", "SW", "Sarah", "the aunt", "KS and SW", "all", "Ella", "Noah", "the baby", "12 Dec", "next Friday", "in two weeks", "soonish", "31 Feb", "Fri 12 Dec", "14:30", "2.30", "yes", "no",
            "maybe", "7", "letter", "in person", "child protection plan", "CP plan", "emotional abuse", "neglect", "early help", "apologies", "#restricted", "\"I like my dog; good: walks\"", "??",
        ]).prop_map(str::to_owned),
        2 => some_words(),
    ]
}

fn record() -> impl Strategy<Value = String> {
    let kinds: Vec<_> = KINDS
        .iter()
        .filter(|kind| !kind.command.is_empty())
        .collect();
    let fields = prop::collection::vec((any::<prop::sample::Index>(), answer(), 0..12u8), 0..5);
    (select(kinds), prop_oneof![answer(), some_words()], fields).prop_map(|(kind, lead, fields)| {
        let mut line = format!("/{} {lead}", kind.command);
        let mut said = vec![lead];
        for (field, answer, slip) in fields {
            let label = kind.fields[field.index(kind.fields.len())].label;
            // The same answer twice is one answer, and its words are there once.
            if said.contains(&answer) {
                continue;
            }
            said.push(answer.clone());
            let (separator, label) = match slip {
                0 => ("; ", "worker".to_owned()),
                1 => (", ", label.to_owned()),
                2 => ("; ", label.chars().rev().collect()),
                3 => (" ", label.to_owned()),
                _ => ("; ", label.to_owned()),
            };
            line.push_str(&format!("{separator}{label}: {answer}"));
        }
        line
    })
}

fn page(d: &Driver) -> String {
    let view = View::Record {
        meeting: "aa11".into(),
        arranged: Arranged::default(),
        version: None,
        restricted: true,
    };
    format!("{:?}", page_of(&d.disk, &view))
}

/// As far as letters go: documents and JSON put quotation marks and signs in their own way.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn agrees(line: &str, taken: &Taken, record: &Record) -> Result<(), TestCaseError> {
    let d = &taken.after;
    let meeting = &d.editor().meeting;
    let body = record.body();
    let is_open = body.visibility == Visibility::Everyone;
    let said = |what: &str, wanted: &str, place: &str| {
        prop_assert!(
            letters(what).contains(&letters(wanted)),
            "{}: {:?} is not in {}: {}",
            line,
            wanted,
            place,
            what
        );
        Ok(())
    };
    let asked = !body.to_confirm.is_empty();
    let is_listed = meeting.catch_up().any(|one| one.id == record.id);
    prop_assert_eq!(
        asked || body.follow_up,
        is_listed,
        "{}: the catch-up list",
        line
    );
    let before_closing = checks(meeting, d.now);
    // What is to be confirmed is asked about by a row of its own, and what is only marked with the catch-up list.
    let rows: &[&str] = match asked {
        true => &["to_confirm", "unknown_speakers", "childs_views"],
        false => &["catch_up"],
    };
    prop_assert!(
        !is_listed
            || before_closing
                .iter()
                .any(|missing| rows.contains(&missing.check.as_str())),
        "{}: before closing",
        line
    );
    prop_assert_eq!(
        asked,
        taken.listed.is_some(),
        "{}: the list of take {:?}, {:?}",
        line,
        taken.listed,
        body
    );
    // A score that nobody may see yet is in no file and on no page, and its line in the list only says what is open.
    if record.is_hidden() {
        return Ok(());
    }
    let files = [
        open_minutes(meeting).to_value(),
        restricted_json(&restricted_part(meeting)),
    ];
    let files: String = files.iter().map(Value::to_string).collect();
    let page = page(d);
    for (name, typed) in &body.to_confirm {
        let pair = format!(
            "{}:{}",
            Value::String(name.clone()),
            Value::String(typed.clone())
        );
        prop_assert!(
            files.contains(&pair),
            "{}: {} is not in the minutes",
            line,
            pair
        );
        // Nobody has spoken yet; or the whole line could not be read, and is its own words.
        if typed == "?" || name == "line" || name == WHO_MAY_READ {
            continue;
        }
        // Above a few letters it says only that they may still become a label.
        // Of several who speak it names the one who is not known.
        let one = typed.split(['&', ',', '+']).find(|one| {
            taken
                .told
                .starts_with(&format!("Nobody here is {}", one.trim()))
        });
        if !taken.told.starts_with("Who?") {
            said(
                &taken.told,
                one.unwrap_or(typed),
                "what stands above the line",
            )?;
        }
        said(&page, typed, "the page")?;
        // Where it may be what must not be told (an address), the label alone is listed.
        let field = record.kind().and_then(|kind| kind.field(name));
        let may_be_told =
            quotable_body(record).is_some_and(|body| body.to_confirm.contains_key(name));
        let label = field.map_or(name.as_str(), |field| field.label);
        let wanted = if may_be_told { typed } else { label };
        if is_open {
            said(
                taken.listed.as_deref().unwrap_or(""),
                wanted,
                "the list of take",
            )?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, max_shrink_iters: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_places_agree_about_what_is_not_certain(cast in 0..3usize, line in prop_oneof![1 => entry(), 1 => record()]) {
        let d = begun(cast);
        let taken = take(&d, &line);
        for (_, record) in &taken.records {
            agrees(&line, &taken, record)?;
        }
        let is_known = taken.after.status().contains("already");
        prop_assert!(!taken.records.is_empty() || taken.listed.is_some() || is_known, "{}: nothing came of it", line);
        let gone = lost(&line, &taken);
        prop_assert!(gone.is_empty(), "{}: {:?} is nowhere: {}", line, gone, taken.kept());
        if let (Line::Entry(said), Some((_, record)), Outcome::Recorded(_)) = (&taken.read, taken.records.first(), &taken.outcome) {
            prop_assert_eq!(record.text(&contribution::TEXT), said.text.as_str());
        }
    }
}
