//! Each setting of the quorum and of the scales is read by somebody: another value changes what is said or asked. A setting
//! that is added without a line here fails.

use crate::domain::agenda::built_in;
use crate::domain::line::reasons_offered;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::FieldsOfKinds;
use crate::domain::rules::checks::checks;
use crate::domain::rules::quorum::{quorum, quorum_words};
use crate::domain::rules::scores::rounds;
use crate::domain::settings::file;
use crate::domain::toml_reader::{Kind, Shape};

/// The setting, and a file in which it is different.
const QUORUM: &[(&str, &str)] = &[
    ("needed", "needed = [\"police\"]\n"),
    ("other_agencies", "other_agencies = 4\n"),
    ("chair_may_go_on_with", "chair_may_go_on_with = 0\n"),
    ("direct_contact", "direct_contact = false\n"),
    ("count_unlisted", "count_unlisted = false\n"),
    (
        "reason.id",
        "[[reason]]\nid = \"other-name\"\nwords = \"Fewer agencies than that know the children\"\n",
    ),
    (
        "reason.words",
        "[[reason]]\nid = \"few-agencies\"\nwords = \"The snow\"\n",
    ),
    (
        "question.id",
        "[[question]]\nid = \"other-name\"\nquestion = \"Did the conference go on? Why, or why not?\"\n",
    ),
    (
        "question.question",
        "[[question]]\nid = \"went-on\"\nquestion = \"Was it held?\"\n",
    ),
    (
        "question.date",
        "[[question]]\nid = \"went-on\"\nquestion = \"When is it?\"\ndate = \"Next time\"\n",
    ),
    (
        "question.reasons",
        "[[question]]\nid = \"new-day\"\nquestion = \"Why?\"\nreasons = true\n",
    ),
    (
        "group.id",
        "needed = [\"other\"]\n[[group]]\nid = \"other\"\ntitle = \"T\"\ncounts = \"one\"\n[[group.agency]]\nid = \"a\"\ntitle = \"a\"\nwords = [\"teapot\"]\n",
    ),
    (
        "group.title",
        "needed = [\"x\"]\n[[group]]\nid = \"x\"\ntitle = \"Teapots\"\ncounts = \"one\"\n[[group.agency]]\nid = \"a\"\ntitle = \"a\"\nwords = [\"teapot\"]\n",
    ),
    (
        "group.counts",
        "needed = [\"x\"]\n[[group]]\nid = \"x\"\ntitle = \"x\"\ncounts = \"one\"\n[[group.agency]]\nid = \"a\"\ntitle = \"a\"\nwords = [\"health\", \"social\"]\n",
    ),
    (
        "group.agency.id",
        "needed = [\"x\"]\n[[group]]\nid = \"x\"\ntitle = \"x\"\ncounts = \"each\"\n[[group.agency]]\nid = \"b\"\ntitle = \"b\"\nwords = [\"health\"]\n",
    ),
    (
        "group.agency.title",
        "needed = [\"x\"]\n[[group]]\nid = \"x\"\ntitle = \"x\"\ncounts = \"each\"\n[[group.agency]]\nid = \"a\"\ntitle = \"Teapots\"\nwords = [\"health\"]\n",
    ),
    (
        "group.agency.words",
        "needed = [\"x\"]\n[[group]]\nid = \"x\"\ntitle = \"x\"\ncounts = \"each\"\n[[group.agency]]\nid = \"a\"\ntitle = \"a\"\nwords = [\"surgery\"]\n",
    ),
];

const SCALES: &[(&str, &str)] = &[
    ("blind", "blind = false\n"),
    ("chair_scores", "chair_scores = true\n"),
    ("children_score", "children_score = true\n"),
    ("halves", "halves = false\n"),
    (
        "scale.id",
        "[[scale]]\nid = \"overall-safety\"\nworst = 0\n[[scale.band]]\nwithin = 9\nwords = \"Act.\"\n",
    ),
    (
        "scale.worst",
        "[[scale]]\nid = \"overall-safety\"\nworst = 10\n[[scale.band]]\nwithin = 1\nwords = \"Act.\"\n",
    ),
    (
        "scale.band.within",
        "blind = false\n[[scale]]\nid = \"overall-safety\"\nworst = 0\n[[scale.band]]\nwithin = 9\nwords = \"Act.\"\n",
    ),
    (
        "scale.band.words",
        "blind = false\n[[scale]]\nid = \"overall-safety\"\nworst = 0\n[[scale.band]]\nwithin = 2\nwords = \"Ring.\"\n",
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

/// All that is said and asked in a meeting held with this file.
fn observed(name: &str, text: &str) -> String {
    let faults = file(name).unwrap().faults(text, &FieldsOfKinds);
    assert_eq!(faults, [], "{text}");
    let mut sample = Sample::with(built_in("signs-of-safety-cpc").unwrap());
    if !text.is_empty() {
        sample.keeps(name, text);
    }
    for line in [
        "/child Ella",
        "/person SW A Patel; role: social worker; agency: children's services",
        "/person HV J Okafor; role: health visitor; agency: health visiting; knows: yes",
        "/person TP T Kettle; role: potter; agency: teapot works; knows: no",
        "/person CC C Crown; role: clown; agency: circus; knows: yes",
        "/person SH Sam Hall; role: Chair",
    ] {
        let id = sample.says(line);
        sample.does(KnownEvent::Arrived { person: id });
    }
    sample.does(KnownEvent::Began {});
    let rule = sample.meeting.settings().quorum().clone();
    let all = quorum(&sample.meeting, &rule);
    let mut told = vec![quorum_words(&all), format!("{:?}", all.present)];
    sample.does(KnownEvent::Left {
        person: "p4".into(),
    });
    sample.does(KnownEvent::Left {
        person: "p2".into(),
    });
    told.push(quorum_words(&quorum(&sample.meeting, &rule)));
    sample.says("/decision Ella; is: no plan; reasons: safe");
    told.extend(
        checks(&sample.meeting, sample.now())
            .into_iter()
            .filter(|found| found.check == "quorum")
            .map(|found| format!("{} {:?}", found.missing, found.whereto)),
    );
    for question in &rule.questions {
        let offered = reasons_offered(&question.question, &sample.meeting);
        told.push(format!("{} {offered:?}", question.question));
    }
    told.push(format!("{:?}", sample.reads("/answer went-on; is: yes")));
    told.push(format!(
        "{:?}",
        sample.reads("/scale overall-safety; by: SW; score: 6.5").1
    ));
    for score in ["SW; score: 2", "TP; score: 10"] {
        sample.says(&format!("/scale overall-safety; by: {score}"));
        told.extend(
            rounds(&sample.meeting)
                .iter()
                .map(|round| round.words(&sample.meeting)),
        );
    }
    told.join("\n")
}

fn each_changes_something(name: &str, changed: &[(&str, &str)]) {
    let mut all = Vec::new();
    paths(file(name).unwrap().shape, "", &mut all);
    let before = observed(name, "");
    for path in &all {
        let (_, text) = changed
            .iter()
            .find(|(known, _)| known == path)
            .unwrap_or_else(|| panic!("{name}: \"{path}\" has no line in this file"));
        assert_ne!(
            observed(name, text),
            before,
            "{name}: \"{path}\" changes nothing"
        );
    }
    for (path, _) in changed {
        assert!(
            all.iter().any(|known| known == path),
            "{name}: no setting \"{path}\""
        );
    }
}

#[test]
fn each_setting_of_the_quorum_changes_what_is_said_or_asked() {
    each_changes_something("quorum.toml", QUORUM);
}

#[test]
fn each_setting_of_the_scales_changes_what_is_said_or_asked() {
    each_changes_something("scales.toml", SCALES);
}
