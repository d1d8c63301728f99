//! What restricts, and what must not: by example.

use super::tests::{entry, meeting, today};
use super::*;
use crate::domain::visibility::Visibility;

#[test]
fn a_word_that_means_restricted_restricts_even_misspelt() {
    for mark in [
        "#restricted",
        "#restr",
        "#res",
        "#restriced",
        "#resticted",
        "#Restricted",
        "#retsricted",
        "#restrictd",
    ] {
        assert_eq!(
            entry(&format!("SW: secret {mark}")).visibility,
            Some(Visibility::Restricted),
            "{mark}"
        );
        assert_eq!(
            entry(&format!("SW: {mark} secret")).visibility,
            Some(Visibility::Restricted),
            "{mark}"
        );
    }
    assert_eq!(
        entry("SW: secret #open #restricted").visibility,
        Some(Visibility::Restricted)
    );
    assert_eq!(
        entry("SW: secret #restricted #open").visibility,
        Some(Visibility::Restricted)
    );
}

#[test]
fn a_mark_that_is_nearly_restricted_never_becomes_open_text() {
    for line in [
        "SW: # restricted secret",
        "SW: secret # restricted",
        "SW: secret #  Restricted",
        "SW: secret # restricted @ella",
        "SW: secret # restr",
        "SW: secret #Restricted",
        "SW: secret #RESTRICTED",
        "SW: secret #family-restricted",
        "SW: #family_restricted secret",
        "SW: secret #restricted-family",
        "SW: secret #very-confidential",
    ] {
        let entry = entry(line);
        assert_eq!(entry.visibility, Some(Visibility::Restricted), "{line}");
        assert_eq!(entry.text, "secret", "{line}");
    }
    // In the middle, or glued to something, the words stay as typed, and are restricted all the same.
    for line in [
        "SW: secret # restricted as ever",
        "SW: secret ##restricted.",
        "SW: secret #-restricted, please",
    ] {
        assert_eq!(
            entry(line).visibility,
            Some(Visibility::Restricted),
            "{line}"
        );
    }
    for line in [
        "SW: flat # private road",
        "SW: \\# restricted is a mark",
        "SW: #1 restricted space",
    ] {
        assert_eq!(entry(line).visibility, None, "{line}");
    }
    let Line::Form(form) = read("/action hide it; who: SW # restricted", &meeting(), today())
    else {
        panic!("no form");
    };
    assert_eq!(form.body.visibility, Visibility::Restricted);
    assert_eq!(form.body.values["who"], "p4");
}

#[test]
fn no_kind_of_contribution_is_taken_for_the_mark_that_restricts() {
    for (id, _) in crate::domain::agenda::words::CONTRIBUTION_KINDS {
        assert_eq!(entry(&format!("SW: #{id} words")).visibility, None, "{id}");
    }
}

#[test]
fn a_refused_line_that_was_to_restrict_another_entry_is_known() {
    for line in [
        "/mark restricted KS",
        "/mark that as restricted",
        "/marc restricted KS",
        "/mark confidential please",
        "/mark KS private",
        "/mark resticted KS",
        "/edit restricted KS",
        "#restricted",
        "#confidential the last one",
        "/restricted",
        "/restrict KS",
        "/confidential",
    ] {
        assert!(was_to_restrict_another(line), "{line}");
    }
    for line in [
        "/mark done",
        "/mark worry",
        "/view Ella; words: restricted",
        "/action keep the address restricted",
        "SW: mark it restricted",
        "mark restricted",
        "#worry restricted",
        "/statement confidentiality",
    ] {
        assert!(!was_to_restrict_another(line), "{line}");
    }
}
