//! What one line about all agencies is read as, and which word of it is not certain.

use super::form_line::FormLine;
use super::views_line::{forms_of_views, views_line};
use super::views_of_children::ViewOfChild;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::agency_view;
use chrono::NaiveDate;

/// Three agencies and two children.
fn sample() -> Sample {
    let mut sample = Sample::family();
    for line in [
        "/person PO Pip Oakly; role: police officer; agency: Nowhere Police",
        "/person TE Tess Elm; role: teacher; agency: Elm Lane School",
        "/person YW Yara Willow; role: health visitor",
        "/person AN Ann Nettle; side: professional",
        "/person ED Ed Fern; role: educational psychologist; agency: Fern, Moss & Co",
    ] {
        sample.says(line);
    }
    sample
}

fn read_as(typed: &str) -> Vec<(String, Vec<String>)> {
    let sample = sample();
    let line = views_line(typed, &sample.meeting);
    assert_eq!(line.why_not, None, "{typed}");
    let views = |views: Vec<Option<ViewOfChild>>| -> Vec<String> {
        let words = views.into_iter().map(|view| {
            let Some(ViewOfChild { code, category }) = view else {
                return String::new();
            };
            category.map_or_else(|| code.clone(), |category| format!("{code} {category}"))
        });
        words.collect()
    };
    let agencies = line.agencies.into_iter();
    agencies.map(|one| (one.agency, views(one.views))).collect()
}

fn one(agency: &str, views: &[&str]) -> (String, Vec<String>) {
    let views = views.iter().map(|view| (*view).to_owned()).collect();
    (agency.to_owned(), views)
}

#[test]
fn one_view_is_for_all_and_several_go_to_the_children_in_their_order() {
    const CP: &str = "cp_plan";
    const CIN: &str = "child_in_need_plan";
    for (typed, expected) in [
        ("PO cp", vec![one("Nowhere Police", &[CP, CP])]),
        ("PO - cp", vec![one("Nowhere Police", &[CP, CP])]),
        ("po: cp", vec![one("Nowhere Police", &[CP, CP])]),
        ("PO cp cin", vec![one("Nowhere Police", &[CP, CIN])]),
        (
            "PO CP plan child in need",
            vec![one("Nowhere Police", &[CP, CIN])],
        ),
        ("PO = cin", vec![one("Nowhere Police", &["", CIN])]),
        (
            "PO no plan no",
            vec![one("Nowhere Police", &["no_plan", "no_plan"])],
        ),
        (
            "PO no no plan",
            vec![one("Nowhere Police", &["no_plan", "no_plan"])],
        ),
        (
            "Elm Lane School eh",
            vec![one("Elm Lane School", &["early_help", "early_help"])],
        ),
        ("school cp cin", vec![one("Elm Lane School", &[CP, CIN])]),
        (
            "the police officer cp",
            vec![one("Nowhere Police", &[CP, CP])],
        ),
        // No agency was typed for her.
        ("YW cin", vec![one("health visiting", &[CIN, CIN])]),
        ("ED cin", vec![one("Fern, Moss & Co", &[CIN, CIN])]),
        (
            "PO cp, TE cin cp; ED cin",
            vec![
                one("Nowhere Police", &[CP, CP]),
                one("Elm Lane School", &[CIN, CP]),
                one("Fern, Moss & Co", &[CIN, CIN]),
            ],
        ),
        (" , PO cp ,", vec![one("Nowhere Police", &[CP, CP])]),
        ("PO both cp", vec![one("Nowhere Police", &[CP, CP])]),
        (
            "PO Ella cp Noah cin",
            vec![one("Nowhere Police", &[CP, CIN])],
        ),
        (
            "PO Noah cin, Ella cp",
            vec![one("Nowhere Police", &[CP, CIN])],
        ),
        (
            "PO: Noah cin; EL cp",
            vec![one("Nowhere Police", &[CP, CIN])],
        ),
        (
            "PO cp for Ella, cin for Noah",
            vec![one("Nowhere Police", &[CP, CIN])],
        ),
        (
            "PO Ella and Noah cp",
            vec![one("Nowhere Police", &[CP, CP])],
        ),
        ("PO Noah cin", vec![one("Nowhere Police", &["", CIN])]),
        (
            "PO Ella = Noah cin",
            vec![one("Nowhere Police", &["", CIN])],
        ),
        (
            "PO cp neglect",
            vec![one("Nowhere Police", &["cp_plan NEG", "cp_plan NEG"])],
        ),
        (
            "PO cp emotional abuse cin",
            vec![one("Nowhere Police", &["cp_plan EMO", CIN])],
        ),
        (
            "PO Ella cp neglect, Noah no plan, TE both cin",
            vec![
                one("Nowhere Police", &["cp_plan NEG", "no_plan"]),
                one("Elm Lane School", &[CIN, CIN]),
            ],
        ),
    ] {
        assert_eq!(read_as(typed), expected, "{typed}");
    }
}

/// Nothing of such a line is recorded, and the refusal names what is not certain.
#[test]
fn what_is_not_certain_is_named_and_nothing_is_recorded() {
    let sample = sample();
    let today = NaiveDate::default();
    for (typed, named) in [
        ("", "Which agency"),
        ("PO", "Nowhere Police"),
        ("PO cp cin cp", "3 views"),
        ("PO cp, TE", "Elm Lane School"),
        ("PO cp, XX cin", "XX cin"),
        ("PO cp, XX cin, TE cp", "XX cin"),
        ("PO cp - cin -", "cin -"),
        ("PO purple", "purple"),
        ("PO cp purple", "cp purple"),
        ("PO n", "\"n\""),
        // A category says nothing of the plan, and goes with one alone.
        ("PO neglect", "which plan"),
        ("PO Ella neglect; Noah no plan", "which plan"),
        ("PO cin neglect", "which plan"),
        // Nobody can tell for whom.
        ("PO Ella cp Ella cin", "Ella cp Ella cin"),
        ("PO Ella cp, Ella cin", "Which agency"),
        ("PO Ella", "Ella"),
        ("PO cp Ella cin", "cp Ella cin"),
        ("cp", "\"cp\""),
        ("Nowhere Polcie cp", "Polcie"),
        ("KS cp", "KS cp"),
        ("AN cp", "/person AN; agency:"),
        ("PO cp because of the nights", "because"),
        ("PO cp not for KS", "not for KS"),
    ] {
        let line = views_line(typed, &sample.meeting);
        let why = line.why_not.expect(typed).to_string();
        assert!(why.contains(named), "{typed}: {why}");
        assert!(
            forms_of_views(typed, &sample.meeting, today).is_err(),
            "{typed}"
        );
    }
}

#[test]
fn each_view_is_a_record_with_who_says_it_and_the_marks_of_the_line() {
    let sample = sample();
    let meeting = &sample.meeting;
    let today = NaiveDate::default();
    let said = |typed: &str| -> Vec<String> {
        let forms = forms_of_views(typed, meeting, today).expect(typed);
        let words = |form: &FormLine| {
            let text = |field: &crate::domain::record::form::Field| {
                form.body
                    .values
                    .get(field.name)
                    .and_then(|value| value.as_str())
                    .unwrap_or("")
            };
            let child = meeting.called(text(&agency_view::CHILD));
            let by = meeting.code(text(&agency_view::GIVEN_BY));
            format!(
                "{child} {by} {:?} {}",
                form.body.visibility,
                form.body.to_confirm.len()
            )
        };
        forms.iter().map(words).collect()
    };
    assert_eq!(said("PO cp"), ["Ella PO Everyone 0", "Noah PO Everyone 0"]);
    assert_eq!(said("PO = cp"), ["Noah PO Everyone 0"]);
    assert_eq!(said("school cp ="), ["Ella  Everyone 0"]);
    // They count for the whole line, wherever they stand.
    assert_eq!(
        said("PO cp =, TE = cin #restricted"),
        ["Ella PO Restricted 0", "Noah TE Restricted 0"]
    );
    assert_eq!(said("PO cp = #not KS"), ["Ella PO NotForSome 0"]);
    assert_eq!(said("PO cp = #not XX"), ["Ella PO Restricted 1"]);
}
