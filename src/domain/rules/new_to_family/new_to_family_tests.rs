//! The list of what the family heard for the first time today.

use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::visibility::Visibility;
use serde_json::{Value, json};

fn sample() -> Sample {
    let mut sample = Sample::family();
    sample.opens("happened");
    sample
}

fn new(sample: &mut Sample, line: &str) -> String {
    let id = sample.says(line);
    mark(sample, &id, "new_to_family", json!(true));
    id
}

fn mark(sample: &mut Sample, id: &str, field: &str, value: Value) {
    sample.changes(id, |body| {
        body.values.insert(field.into(), value);
    });
}

#[test]
fn row_19_what_was_new_today_is_listed_with_who_brought_it_and_where() {
    let mut sample = sample();
    sample.says("HV: known to all");
    let first = new(&mut sample, "HV: the weight is falling");
    sample.opens("feelings");
    let second = new(&mut sample, "SW: a neighbour rang");
    let found = new_to_family(&sample.meeting);
    let told: Vec<(&str, &str, Option<&str>)> = found
        .iter()
        .map(|thing| {
            (
                thing.record.as_str(),
                thing.speaker.as_str(),
                thing.section.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (first.as_str(), "p2", Some("happened")),
            (second.as_str(), "p3", Some("feelings"))
        ]
    );
    assert_eq!(
        words(&found, &sample.meeting),
        "2 things were new to the family today (1 by J Okafor, health visitor; 1 by A Patel, social worker). 2 of them have not been talked through yet."
    );
}

#[test]
fn row_19_it_is_talked_through_when_the_family_speaks_after_it_in_the_same_section() {
    let mut sample = sample();
    sample.says("KS: before it was said");
    let thing = new(&mut sample, "HV: the weight is falling");
    let through = |sample: &Sample| new_to_family(&sample.meeting)[0].talked_through;
    assert!(!through(&sample));
    sample.says("SW: I knew");
    assert!(!through(&sample), "another professional is not the family");
    sample.opens("feelings");
    let elsewhere = sample.says("KS: about something else");
    assert!(!through(&sample));
    sample.opens("happened");
    let answer = sample.says("KS: I did not know that");
    assert!(through(&sample));
    sample.does(KnownEvent::StruckOut {
        id: answer,
        reason: "slip".into(),
    });
    assert!(!through(&sample));
    mark(&mut sample, &thing, "talked_through", json!(true));
    assert!(through(&sample), "somebody marked it");
    mark(&mut sample, &thing, "new_to_family", json!(false));
    assert!(new_to_family(&sample.meeting).is_empty());
    sample.does(KnownEvent::StruckOut {
        id: elsewhere,
        reason: "slip".into(),
    });
}

#[test]
fn a_child_who_answers_is_family_and_who_brought_most_comes_first() {
    let mut sample = sample();
    new(&mut sample, "SW: one");
    new(&mut sample, "HV: two");
    new(&mut sample, "HV: three");
    sample.says("Ella: oh");
    let found = new_to_family(&sample.meeting);
    assert_eq!(brought_by(&found), [("p2", 2), ("p3", 1)]);
    assert!(words(&found, &sample.meeting).ends_with("All of it was talked through."));
    assert_eq!(words(&[], &sample.meeting), "");
}

#[test]
fn what_is_restricted_is_marked_so_that_no_copy_lists_it() {
    let mut sample = sample();
    let sealed = new(&mut sample, "HV: sealed");
    sample.changes(&sealed, |body| body.visibility = Visibility::Restricted);
    let found = new_to_family(&sample.meeting);
    assert!(!found[0].open);
    assert_eq!(words(&found, &sample.meeting), "");
    new(&mut sample, "SW: a neighbour rang");
    sample.changes("p3", |body| body.visibility = Visibility::Restricted);
    assert_eq!(
        words(&new_to_family(&sample.meeting), &sample.meeting),
        "1 thing was new to the family today (1 by somebody). It has not been talked through yet."
    );
}

proptest::proptest! {
    #[test]
    fn any_order_of_things_has_words(who in proptest::collection::vec((0usize..5, proptest::bool::ANY), 0..12)) {
        let mut sample = sample();
        let mut number = 0;
        for (speaker, is_new) in who {
            let id = sample.says("KS: x");
            mark(&mut sample, &id, "speaker", json!(["p1", "p2", "k1", "", "p77"][speaker]));
            mark(&mut sample, &id, "new_to_family", json!(is_new));
            number += usize::from(is_new);
        }
        let found = new_to_family(&sample.meeting);
        proptest::prop_assert_eq!(found.len(), number);
        proptest::prop_assert_eq!(words(&found, &sample.meeting).is_empty(), number == 0);
    }
}
