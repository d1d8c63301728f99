//! What is found and what is not, and that restricted words stay where they belong.

use super::{
    Card, CardFilter, Context, Passage, Query, context, marks, of_open_minutes, of_restricted_part,
};
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::{open_minutes, restricted_part};
use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn query(typed: &str) -> Query {
    Query::read(typed, today()).unwrap()
}

fn sample() -> Sample {
    let mut sample = Sample::family();
    sample.opens("feelings");
    sample.says("KS: Noah was quiet at Llŷn school, and slept badly @noah");
    sample.says("HV: ! the SAFEGUARDING lead has not rung back");
    sample.says("KS: %the lighthouse% is where we went");
    sample.says("/action Kelly books speech therapy; who: KS; measure: letter seen");
    sample
}

fn all(sample: &Sample) -> Vec<Passage> {
    let open = open_minutes(&sample.meeting);
    let part = restricted_part(&sample.meeting);
    let mut all = of_open_minutes(&open);
    all.extend(of_restricted_part(&open, &part));
    all
}

fn found(passages: &[Passage], typed: &str) -> Vec<String> {
    let query = query(typed);
    passages
        .iter()
        .filter(|passage| marks(&query, passage).is_some())
        .map(|passage| passage.text.clone())
        .collect()
}

#[test]
fn words_phrases_and_beginnings_are_found_without_accents() {
    let all = all(&sample());
    for typed in [
        "llyn",
        "LLŶN school",
        "\"llyn school\"",
        "slep*",
        "\"was quiet at lly*\"",
        "school,",
        "person:kelly child:noah",
        "person:KS role:mother quiet",
        "kind:contribution section:feel quiet",
        "seen:open quiet",
    ] {
        let found = found(&all, typed);
        assert_eq!(found.len(), 1, "{typed}: {found:?}");
        assert!(found[0].contains("Llŷn"), "{typed}");
    }
    for typed in [
        "slep",
        "\"school llyn\"",
        "quiet safeguarding",
        "person:okafor quiet",
        "child:ella quiet",
        "seen:restricted quiet",
        "kind:action quiet",
        // Across the border between two answers.
        "\"therapy letter\"",
    ] {
        assert_eq!(found(&all, typed), Vec::<String>::new(), "{typed}");
    }
    assert_eq!(found(&all, "agency:health lead").len(), 1);
    assert_eq!(found(&all, "kind:action therapy letter").len(), 1);
}

#[test]
fn restricted_words_are_in_no_open_passage() {
    let mut sample = sample();
    let secret = sample.says("HV: the refuge is in Quillstone");
    sample.changes(&secret, |body| {
        body.visibility = crate::domain::visibility::Visibility::Restricted;
    });
    sample.says("/child Ella; address: 4 Quillstone Row");
    let open = of_open_minutes(&open_minutes(&sample.meeting));
    assert!(found(&open, "quillstone").is_empty());
    assert!(!format!("{open:?}").to_lowercase().contains("quillstone"));
    let all = all(&sample);
    assert_eq!(found(&all, "quillstone").len(), 2);
    assert_eq!(found(&all, "quillstone seen:restricted").len(), 2);
    assert!(found(&all, "quillstone seen:open").is_empty());
    assert_eq!(found(&all, "quillstone person:okafor").len(), 1);
    let card = format!("{:?}", Card::of(&open_minutes(&sample.meeting)));
    assert!(!card.to_lowercase().contains("quillstone"));
}

#[test]
fn what_was_struck_out_is_found_by_readers_of_the_full_record_only() {
    let mut sample = sample();
    let id = sample.says("KS: a word about marigolds");
    sample.does(crate::domain::meeting::event::KnownEvent::StruckOut {
        id,
        reason: "said by somebody else".into(),
    });
    let open = of_open_minutes(&open_minutes(&sample.meeting));
    assert!(found(&open, "marigolds").is_empty());
    let all = all(&sample);
    let query = query("marigolds");
    let hits: Vec<&Passage> = all
        .iter()
        .filter(|passage| marks(&query, passage).is_some())
        .collect();
    assert_eq!(hits.len(), 1);
    assert!(hits[0].struck);
}

#[test]
fn faults_are_told_in_words() {
    for (typed, words) in [
        ("", "nothing to look for"),
        ("\" \" !", "nothing to look for"),
        ("persn:kelly", "There is no \"persn:\""),
        ("from:soon", "is not a day"),
        ("seen:all", "seen:open or seen:restricted"),
        ("person:\"!\"", "no words after person:"),
    ] {
        let told = Query::read(typed, today()).unwrap_err().to_string();
        assert!(told.contains(words), "{typed}: {told}");
    }
    // No facets: a time, and a phrase that has a colon.
    assert_eq!(query("14:30").terms().len(), 1);
    assert_eq!(query("\"persn:kelly\"").terms().len(), 1);
}

#[test]
fn days_months_and_years() {
    let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
    let wants = |typed: &str, text: &str| query(typed).wants_day(day(text));
    assert!(wants("on:2026-05", "2026-05-31") && !wants("on:2026-05", "2026-06-01"));
    assert!(wants("from:2025", "2025-01-01") && !wants("from:2025", "2024-12-31"));
    assert!(wants("to:2025", "2025-12-31") && !wants("to:2025", "2026-01-01"));
    assert!(wants("on:\"28 May 2026\"", "2026-05-28"));
    assert!(wants("from:2025-03 to:2025-04-02 quiet", "2025-04-02"));
    assert!(!query("on:2026").wants_day(None) && query("quiet").wants_day(None));
}

#[test]
fn a_hit_is_shown_with_the_words_around_it() {
    let text = "one two three four five six seven eight nine ten eleven twelve";
    let at = text.find("eight").unwrap();
    let Context { text: piece, marks } = context(text, std::slice::from_ref(&(at..at + 5)), 24);
    assert_eq!(piece.get(marks[0].clone()).unwrap(), "eight");
    assert_eq!(piece, "… seven eight nine ten …");
    let all = context(text, std::slice::from_ref(&(at..at + 5)), 500);
    assert_eq!(all.text, text);
    assert_eq!(all.marked("[", "]"), text.replace("eight", "[eight]"));
    // Letters of several bytes are never cut.
    let welsh = "ŵ".repeat(50);
    for letters in 0..60 {
        context(&welsh, std::slice::from_ref(&(20..22)), letters);
    }
}

#[test]
fn a_card_says_who_when_and_what_is_open() {
    let mut sample = sample();
    sample.says("KS: ?? to be looked at");
    let card = Card::of(&open_minutes(&sample.meeting));
    assert_eq!(card.reference, "2214-K");
    assert_eq!(card.initials, ["ES", "NS"]);
    assert_eq!(card.children, ["Ella", "Noah"]);
    assert_eq!(card.chair, "Sam Hall");
    assert_eq!((card.open.actions, card.open.to_look_at), (1, 1));
    assert_eq!(card.open.words(), "1 action open, 1 to look at");
    let searched = card.searched();
    for typed in ["2214", "ns", "hall", "nov 2026", "open", "2026-11-22 ella"] {
        assert!(CardFilter::read(typed).passes(&searched), "{typed}");
    }
    assert!(!CardFilter::read("2214 okafor").passes(&searched));
}

#[test]
fn a_person_is_found_by_role_and_by_the_word_people_say_for_it() {
    let all = all(&sample());
    for typed in [
        "person:mother quiet",
        "person:mum quiet",
        "person:Mum quiet",
    ] {
        assert_eq!(found(&all, typed).len(), 1, "{typed}");
    }
    assert_eq!(found(&all, "person:\"health visitor\" lead").len(), 1);
    assert!(found(&all, "person:dad quiet").is_empty());
    // Words alone are words of the text.
    assert!(found(&all, "mum quiet").is_empty());
}

#[test]
fn a_person_or_child_is_found_by_the_name_they_had_before() {
    let mut sample = sample();
    sample.says("/person AL Hannah Letham; role: aunt");
    let open_before = of_open_minutes(&open_minutes(&sample.meeting)).len();
    for (code, field, name) in [
        ("AL", "name", "Hannah Latham"),
        ("EL", "name", "Ella Marlow"),
    ] {
        let record = sample
            .meeting
            .all_records()
            .iter()
            .find(|record| record.values.values().any(|value| value == code))
            .map(|record| record.id.clone());
        if let Some(id) = record {
            sample.changes(&id, |body| {
                body.values.insert(field.into(), name.into());
            });
        }
    }
    let open = of_open_minutes(&open_minutes(&sample.meeting));
    assert_eq!(open.len(), open_before);
    assert!(!format!("{open:?}").contains("Letham"));
    let all = all(&sample);
    for typed in [
        "person:letham",
        "letham",
        "person:\"Hannah Letham\"",
        "person:latham person:letham",
    ] {
        let hits: Vec<&Passage> = all
            .iter()
            .filter(|passage| marks(&query(typed), passage).is_some())
            .collect();
        assert_eq!(hits.len(), 1, "{typed}");
        assert_eq!(hits[0].person[0], "Hannah Latham", "{typed}");
        assert_eq!(
            hits[0].visibility,
            crate::domain::visibility::Visibility::Restricted
        );
    }
    assert!(found(&all, "seen:open letham").is_empty());
}
