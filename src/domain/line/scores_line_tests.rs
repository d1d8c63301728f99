//! The scores of several in one line: each is somebody's for certain, or nothing is recorded.

use super::scores_line::{forms_of_scores, scores_line};
use super::tests::{meeting, scale_meeting, today};
use super::*;
use crate::domain::record::kinds::scale;
use crate::domain::visibility::Visibility;

/// Letters of whoever gives it, those of the child, and the number.
fn read_as(typed: &str) -> Vec<(String, String, f64)> {
    let meeting = scale_meeting();
    let line = scores_line(typed, &meeting);
    assert!(line.why_not.is_none(), "{typed}: {:?}", line.why_not);
    let each = line.scores.iter().map(|one| {
        let child = one
            .child
            .as_ref()
            .map_or("".to_owned(), |id| meeting.code(id));
        (meeting.code(&one.by), child, one.score)
    });
    each.collect()
}

fn all(wanted: &[(&str, &str, f64)]) -> Vec<(String, String, f64)> {
    let owned =
        |(by, child, score): &(&str, &str, f64)| ((*by).to_owned(), (*child).to_owned(), *score);
    wanted.iter().map(owned).collect()
}

#[test]
fn a_number_behind_each_name() {
    let both = all(&[("KS", "", 6.0), ("DS", "", 4.0)]);
    for typed in [
        "KS 6, DS 4",
        "KS 6; DS 4",
        "KS 6 DS 4",
        "Kelly 6 and Dan 4",
        "mum 6, dad 4",
        "KS: 6, DS: 4",
        "KS = 6, DS = 4",
        "KS - 6, DS - 4",
        "KS six, DS four",
        "KS 6/10, DS 4/10",
        "1: KS 6, DS 4",
        "scale 1: KS 6, DS 4",
    ] {
        assert_eq!(read_as(typed), both, "{typed}");
    }
    assert_eq!(
        read_as("KS and DS 5"),
        all(&[("KS", "", 5.0), ("DS", "", 5.0)])
    );
}

#[test]
fn a_number_for_each_child() {
    let each = all(&[("HV", "EL", 4.0), ("HV", "NO", 6.0)]);
    for typed in [
        "HV 4 6",
        "HV 4, 6",
        "HV Ella 4, Noah 6",
        "HV Ella 4 Noah 6",
        "HV 4 for Ella, 6 for Noah",
        "HV EL 4 NO 6",
        "HV Ella 4 and Noah 6",
    ] {
        assert_eq!(read_as(typed), each, "{typed}");
    }
    for typed in ["HV 5 for both", "HV both 5", "HV 5 for Ella and 5 for Noah"] {
        assert_eq!(
            read_as(typed),
            all(&[("HV", "EL", 5.0), ("HV", "NO", 5.0)]),
            "{typed}"
        );
    }
    let mixed = all(&[("HV", "EL", 4.0), ("HV", "NO", 6.0), ("SW", "", 3.0)]);
    assert_eq!(read_as("HV Ella 4, Noah 6, SW 3"), mixed);
}

#[test]
fn what_is_not_certain_records_nothing() {
    let meeting = scale_meeting();
    for typed in [
        "",
        "KS",
        "KS six or seven",
        "XY 4",
        "KS 11",
        "KS 6, KS 7",
        "KS 6/5, DS 4/5",
        "HV 4, 6, 7",
        "KS 6 because it is quiet",
        "2: KS 6",
        "the shouting 6",
    ] {
        assert!(
            forms_of_scores(typed, &meeting, today()).is_err(),
            "{typed}"
        );
    }
    let nowhere = super::tests::meeting();
    let why = forms_of_scores("KS 6", &nowhere, today()).unwrap_err();
    assert!(why.to_string().contains("No scale is asked for"), "{why}");
}

#[test]
fn each_score_is_a_record_with_the_marks_of_the_line() {
    let meeting = scale_meeting();
    let forms = forms_of_scores("HV Ella 4, Noah 6 #restricted", &meeting, today()).unwrap();
    assert_eq!(forms.len(), 2);
    for (form, score) in forms.iter().zip([4.0, 6.0]) {
        assert_eq!(form.body.values[scale::GIVEN_BY.name], "p3");
        assert_eq!(form.body.values[scale::SCORE.name].as_f64(), Some(score));
        assert!(
            form.body.to_confirm.is_empty(),
            "{:?}",
            form.body.to_confirm
        );
        assert_eq!(form.body.visibility, Visibility::Restricted);
    }
}

#[test]
fn a_line_of_scores_is_offered_and_one_of_a_child_is_nobody_elses() {
    let meeting = scale_meeting();
    for (line, offered) in [
        ("KS 6, DS 4", "/scores KS 6, DS 4"),
        ("scores: KS 6, DS 4", "/scores KS 6, DS 4"),
        ("HV: Ella 4, Noah 6", "/scores HV Ella 4, Noah 6"),
        ("HV: Ella 4", "/scores HV Ella 4"),
        ("HV: 4 for both", "/scores HV 4 for both"),
        ("KS: 6, DS: 4", "/scores KS: 6, DS: 4"),
    ] {
        let read = read(line, &meeting, today());
        assert_eq!(
            line_instead(&read, line, &meeting).as_deref(),
            Some(offered),
            "{line}"
        );
    }
    let line = "Ella 4, Noah 6";
    assert_eq!(
        line_instead(&read(line, &meeting, today()), line, &meeting),
        None,
        "whose number is it?"
    );
    let plain = meeting_without_a_scale("KS 6, DS 4");
    assert!(!plain.contains("/scores"), "{plain}");
}

fn meeting_without_a_scale(line: &str) -> String {
    explain(&read(line, &meeting(), today()), line, &meeting())
}

#[test]
fn scores_behind_words_that_name_a_scale_are_offered_together() {
    let meeting = scale_meeting();
    let wanted = Some("/scores KS 7 DS 8".to_owned());
    for line in [
        "scale 0-10 safe today? KS 7 DS 8",
        "safety scale: KS 7 DS 8",
        "scores - KS 7 DS 8",
        "scaling, KS 7 DS 8",
    ] {
        let read = read(line, &meeting, today());
        assert_eq!(line_instead(&read, line, &meeting), wanted, "{line}");
    }
    for line in ["the house, KS 7 DS 8 years", "a bus? KS 7 DS 8"] {
        let read = read(line, &meeting, today());
        assert_ne!(line_instead(&read, line, &meeting), wanted, "{line}");
    }
}
