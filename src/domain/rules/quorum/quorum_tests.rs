//! Who counts, what is missing, and how it stood at each moment that matters.

use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::{decision, person};
use crate::domain::toml_reader::SettingsValues;
use crate::domain::visibility::Visibility;
use serde_json::json;

/// A family, a health visitor, a social worker and a Chair, all of them here; nobody's contact is asked about.
fn all_here() -> (Sample, QuorumRule) {
    let mut sample = Sample::family();
    for person in ["p1", "p2", "p3", "p4"] {
        arrives(&mut sample, person);
    }
    let rule = QuorumRule {
        direct_contact: false,
        ..QuorumRule::built_in()
    };
    (sample, rule)
}

fn arrives(sample: &mut Sample, person: &str) {
    sample.does(KnownEvent::Arrived {
        person: person.into(),
    });
}

fn leaves(sample: &mut Sample, person: &str) {
    sample.does(KnownEvent::Left {
        person: person.into(),
    });
}

fn comes(sample: &mut Sample, line: &str) -> String {
    let id = sample.says(line);
    arrives(sample, &id);
    id
}

#[test]
fn row_5_the_quorum_counts_agencies_and_neither_the_family_nor_the_chair() {
    let (mut sample, rule) = all_here();
    let two = quorum(&sample.meeting, &rule);
    assert_eq!(
        quorum_words(&two),
        "not quorate: 1 more agency needed · 2 here · the Chair may go on"
    );
    assert!(two.chair_may_go_on);
    comes(
        &mut sample,
        "/person FS Fay Stone; role: interpreter; agency: Word Bridge",
    );
    comes(
        &mut sample,
        "/person TO Tom Oak; role: solicitor; agency: Brook Law",
    );
    comes(
        &mut sample,
        "/person BA Bea Ash; role: friend; agency: Elm Trust; side: supporter",
    );
    comes(
        &mut sample,
        "/person LY Lil Yew; role: legal adviser; agency: Adult social care",
    );
    assert!(!quorum(&sample.meeting, &rule).reached);
    comes(
        &mut sample,
        "/person TC Mr Reed; role: headteacher; agency: Elm School",
    );
    let three = quorum(&sample.meeting, &rule);
    assert!(three.reached && three.missing.is_empty() && !three.chair_may_go_on);
    assert_eq!(quorum_words(&three), "quorate: 3 agencies here, 3 needed");
    let titles: Vec<&str> = three
        .present
        .iter()
        .map(|agency| agency.title.as_str())
        .collect();
    assert_eq!(titles, ["health visiting", "children's services", "school"]);
}

#[test]
fn two_people_of_one_agency_are_one_agency() {
    let (mut sample, rule) = all_here();
    comes(
        &mut sample,
        "/person DP Di Pine; role: health visitor; agency: Health",
    );
    comes(
        &mut sample,
        "/person NW Ned Willow; role: social worker; agency: Children's services",
    );
    let found = quorum(&sample.meeting, &rule);
    assert_eq!((found.have, found.reached), (2, false));
    assert_eq!(found.present[0].people, ["p2", "p5"]);
}

#[test]
fn health_is_several_agencies_or_one_as_the_settings_say() {
    let (mut sample, each) = all_here();
    comes(
        &mut sample,
        "/person SN Sol Nash; role: school nurse; agency: Health",
    );
    assert!(quorum(&sample.meeting, &each).reached);
    let mut one = each.clone();
    let health = one.groups.iter_mut().find(|group| group.id == "health");
    health.unwrap().counts = Counts::One;
    let found = quorum(&sample.meeting, &one);
    assert_eq!(
        quorum_words(&found),
        "not quorate: 1 more agency needed · 2 here · the Chair may go on"
    );
}

#[test]
fn a_needed_group_that_is_missing_is_named() {
    let (mut sample, _) = all_here();
    let rule = QuorumRule::read(
        "needed = [\"childrens-services\", \"education\"]\nother_agencies = 1\ndirect_contact = false\n",
    )
    .unwrap();
    let found = quorum(&sample.meeting, &rule);
    assert_eq!(
        quorum_words(&found),
        "not quorate: education missing · 2 here"
    );
    assert!(
        !found.chair_may_go_on,
        "the Chair cannot make up for who must be here"
    );
    comes(&mut sample, "/person TC Mr Reed; role: teacher");
    assert!(quorum(&sample.meeting, &rule).reached);
}

#[test]
fn whoever_does_not_know_the_children_does_not_count_where_that_is_the_rule() {
    let (sample, _) = all_here();
    let rule = QuorumRule::built_in();
    assert!(rule.direct_contact);
    assert_eq!(
        quorum(&sample.meeting, &rule).to_ask,
        ["p2"],
        "the social worker need not be asked"
    );
    for (knows, have) in [(true, 2), (false, 1)] {
        let (mut sample, _) = all_here();
        sample.changes("p2", |body| {
            body.values
                .insert(person::DIRECT_CONTACT.name.into(), json!(knows));
        });
        let found = quorum(&sample.meeting, &rule);
        assert_eq!((found.have, found.to_ask.len()), (have, 0));
    }
}

#[test]
fn an_agency_nobody_has_listed_counts_if_the_settings_say_so_and_no_agency_is_told() {
    let (mut sample, mut rule) = all_here();
    comes(
        &mut sample,
        "/person FF Flo Fern; role: trainer; agency: Made-up Riding School Charity Ltd",
    );
    comes(
        &mut sample,
        "/person GG Gil Gorse; role: trainer; agency: Hill Trust",
    );
    let nameless = comes(&mut sample, "/person HH Hal Heath; role: trainer");
    let found = quorum(&sample.meeting, &rule);
    assert_eq!(found.have, 4);
    assert_eq!(found.unknown, [nameless]);
    rule.count_unlisted = false;
    assert_eq!(
        quorum(&sample.meeting, &rule).have,
        3,
        "\"school\" is a word of the settings"
    );
}

#[test]
fn row_5_the_three_moments_are_stated_and_a_departure_counts_at_once() {
    let mut sample = Sample::new();
    for line in [
        "/child Ella Smith; born: 4 Mar 2017",
        "/person HV J Okafor; role: health visitor; agency: Health",
        "/person SW A Patel; role: social worker; agency: Children's services",
        "/person TC Mr Reed; role: teacher; agency: Elm School",
        "/person KS Kelly Smith; role: mother",
    ] {
        sample.says(line);
    }
    for person in ["p1", "p2", "p3", "p4"] {
        arrives(&mut sample, person);
    }
    let rule = QuorumRule::built_in();
    assert!(!is_lost(&sample.meeting, &rule));
    sample.does(KnownEvent::Began {});
    sample.says("/decision Ella; reasons: still to come");
    leaves(&mut sample, "p4");
    leaves(&mut sample, "p3");
    assert!(is_lost(&sample.meeting, &rule));
    sample.changes("d1", |body| {
        body.values
            .insert(decision::DECISION.name.into(), json!("cp_plan_start"));
    });
    arrives(&mut sample, "p3");
    sample.changes("d1", |body| {
        body.values
            .insert(decision::REASONS.name.into(), json!("as said"));
    });
    let found = moments(&sample.meeting, &rule);
    let told: Vec<(When, bool)> = found
        .iter()
        .map(|moment| (moment.when.clone(), moment.quorum.reached))
        .collect();
    assert_eq!(
        told,
        [
            (When::Opening, true),
            (When::Departure("p3".into()), false),
            (When::Decision("d1".into()), false),
        ],
        "the mother's leaving is no departure of an agency; the decision counts when it is first made"
    );
    assert!(quorum(&sample.meeting, &rule).reached);
    assert!(
        is_lost(&sample.meeting, &rule),
        "it was lost for the decision"
    );
    assert_eq!(quorum_at(&sample.meeting, &rule, 0).have, 0);
}

#[test]
fn who_leaves_when_all_is_decided_takes_the_quorum_with_them_no_more() {
    let (mut sample, rule) = all_here();
    let teacher = comes(&mut sample, "/person TC Mr Reed; role: teacher");
    sample.says("/decision Ella; is: no plan; reasons: as said");
    leaves(&mut sample, &teacher);
    assert!(is_lost(&sample.meeting, &rule), "Noah is still to come");
    arrives(&mut sample, &teacher);
    assert!(!is_lost(&sample.meeting, &rule));
    sample.says("/decision Noah; is: no plan; reasons: as said");
    leaves(&mut sample, &teacher);
    assert!(!is_lost(&sample.meeting, &rule));
    assert_eq!(moments(&sample.meeting, &rule).len(), 5);
}

#[test]
fn an_agency_that_is_here_only_through_a_restricted_person_is_marked() {
    let (mut sample, rule) = all_here();
    sample.changes("p2", |body| body.visibility = Visibility::Restricted);
    let marks = |sample: &Sample| {
        let found = quorum(&sample.meeting, &rule);
        found
            .present
            .iter()
            .map(|agency| agency.open)
            .collect::<Vec<_>>()
    };
    assert_eq!(marks(&sample), [false, true]);
    comes(&mut sample, "/person DP Di Pine; role: health visitor");
    assert_eq!(marks(&sample), [true, true]);
}

#[test]
fn a_departure_that_was_taken_back_never_was() {
    let (mut sample, rule) = all_here();
    leaves(&mut sample, "p3");
    let left = sample.meeting.events().last().unwrap().seq;
    assert_eq!(quorum_at(&sample.meeting, &rule, left).have, 1);
    sample.undoes();
    assert_eq!(quorum_at(&sample.meeting, &rule, left).have, 2);
    assert!(
        moments(&sample.meeting, &rule)
            .iter()
            .all(|moment| moment.when == When::Opening)
    );
}

proptest::proptest! {
    #[test]
    fn any_role_and_any_agency_can_be_looked_at(role in ".{0,40}", agency in ".{0,40}", seq in 0u64..40) {
        let (mut sample, rule) = all_here();
        sample.changes("p2", |body| {
            body.values.insert(person::ROLE.name.into(), json!(role));
            body.values.insert(person::AGENCY.name.into(), json!(agency));
        });
        let found = quorum(&sample.meeting, &rule);
        proptest::prop_assert_eq!(found.reached, found.missing.is_empty());
        proptest::prop_assert!(found.have <= found.present.len());
        quorum_at(&sample.meeting, &rule, seq);
    }
}
