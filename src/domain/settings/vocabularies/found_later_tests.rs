//! What a council's list may not say, and what the flags of its own roles do. A meeting that was made before these were
//! faults is read as it was.

use super::Vocabularies;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::person;
use crate::domain::record::{Side, side};
use crate::domain::toml_reader::SettingsValues;

fn list(id: &str, entries: &str) -> String {
    format!("[[list]]\nid = \"{id}\"\nentry = [\n{entries}\n]\n")
}

#[test]
fn what_would_switch_off_a_check_or_change_nothing_is_a_fault() {
    for (id, entry, told) in [
        (
            "decisions",
            "{ code = \"cp_plan_start\", flags = [] }",
            "would not be \"starts_plan\"",
        ),
        (
            "decisions",
            "{ code = \"cp_plan_end\", flags = [\"put_off\"] }",
            "would not be \"ends_plan\"",
        ),
        (
            "decisions",
            "{ code = \"both\", words = \"both\", flags = [\"starts_plan\", \"ends_plan\"] }",
            "cannot be both",
        ),
        (
            "decisions",
            "{ code = \"both\", words = \"both\", flags = [\"keeps_plan\", \"put_off\"] }",
            "cannot be both",
        ),
        (
            "action_status",
            "{ code = \"dropped\", words = \"dropped\", flags = [\"settled\"] }",
            "Only the built-in",
        ),
        (
            "action_status",
            "{ code = \"done\", flags = [] }",
            "always \"settled\"",
        ),
        (
            "channels",
            "{ code = \"asleep\", words = \"asleep\", flags = [\"no_views\"] }",
            "Only the built-in",
        ),
        (
            "channels",
            "{ code = \"not_sought\", flags = [] }",
            "always \"no_views\"",
        ),
        (
            "formats",
            "{ code = \"radio\", words = \"by radio\", flags = [\"remote\"] }",
            "Only the built-in",
        ),
        (
            "copies",
            "{ code = \"full\", words = \"everything\" }",
            "the same everywhere",
        ),
        (
            "rulings",
            "{ code = \"perhaps\", words = \"perhaps\" }",
            "the same everywhere",
        ),
        (
            "categories",
            "{ code = \"EXP\", words = \"a\" },\n{ code = \"exp\", words = \"b\" }",
            "is taken",
        ),
    ] {
        let text = list(id, entry);
        let faults = Vocabularies::check(&text);
        assert_eq!(faults.len(), 1, "{text}{faults:#?}");
        assert!(faults[0].message.contains(told), "{faults:#?}");
        assert!(faults[0].line > 3, "{faults:#?}");
        assert!(
            Vocabularies::read(&text).is_ok(),
            "a meeting that has it is read: {text}"
        );
    }
    assert_eq!(Vocabularies::check(Vocabularies::BUILT_IN), []);
    let old = Vocabularies::read(&list(
        "decisions",
        "{ code = \"cp_plan_start\", flags = [] }",
    ));
    assert!(old.unwrap().is("decisions", "cp_plan_start", "starts_plan"));
}

#[test]
fn a_role_of_the_councils_own_counts_as_its_flags_say() {
    for (flags, meant) in [
        ("\"family\"", Side::Family),
        ("\"professional\"", Side::Professional),
        ("\"professional\", \"no_opinion\"", Side::Professional),
        ("\"professional\", \"social_worker\"", Side::Professional),
        ("\"chair\"", Side::Chair),
        ("\"beside\"", Side::Beside),
    ] {
        for words in ["kinship mentor", "aunt at large", "conference host"] {
            let entry = format!("{{ code = \"own\", words = \"{words}\", flags = [{flags}] }}");
            let mut sample = Sample::new();
            sample.keeps("vocabularies.toml", &list("roles", &entry));
            let id = sample.says(&format!("/person KM Kit Mallow; role: {words}"));
            let mallow = sample.meeting.record(&id).unwrap();
            assert_eq!(side(mallow), meant, "{words}: {flags}");
            let no_opinion = flags.contains("no_opinion");
            assert_eq!(
                mallow.text(&person::SIDE) == "supporter",
                no_opinion,
                "{flags}"
            );
            let lists = sample.meeting.settings().vocabularies();
            assert_eq!(
                lists.is_social_worker(words),
                flags.contains("social_worker")
            );
        }
    }
}

#[test]
fn an_attendance_of_the_councils_own_is_expected_as_its_flags_say() {
    for (flags, comes) in [("\"comes\"", true), ("", false)] {
        let entry =
            format!("{{ code = \"own\", words = \"by carrier pigeon\", flags = [{flags}] }}");
        let mut sample = Sample::new();
        sample.keeps("vocabularies.toml", &list("attendance", &entry));
        let id = sample.says("/person KM Kit Mallow; role: baker");
        sample.changes(&id, |body| {
            let own = serde_json::json!("own");
            body.values.insert(person::ATTENDANCE.name.to_owned(), own);
        });
        let mallow = sample.meeting.record(&id).unwrap();
        assert_eq!(sample.meeting.is_expected(mallow), comes, "{flags}");
    }
}
