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

#[test]
fn a_sentence_that_says_who_is_not_to_read_it_is_asked_about() {
    for words in [
        "dad's DV history, not to be in family copy",
        "her new address, not in the family's copy please",
        "the aunt told us this in confidence",
        "not for the family: he was seen at the flat",
        "off the record, she is scared of him",
        "he is under investigation - don't minute this",
        "leave this out of dad's copy",
        "do not put this in the minutes",
        "professionals only: the refuge is in town",
        "leave this out of the minutes",
        "should not be in the minutes that dad reads",
        "this is not to be shared with him",
        "keep this from the father",
        "never in mum's copy",
        "address is 5 Elm St, mum must not have it",
        "the address is 5 Elm St and mum mustn't know",
        "she's at 12 Oak Road now, dad is not to know",
        "new flat is 4 Mill Lane, don't tell dad",
        "new place in Rye - Dorian doesn't know where",
        "pls don't let DT know",
        "she has a new job (dad not to be told)",
        "he was arrested on Friday. Do not tell the family",
        "the parents are not to see this",
        "Kasia is never to find out about it",
        "moved to a refuge, he does not know where",
    ] {
        assert!(looks_like_restriction(words).is_some(), "{words}");
        let line = format!("SW: {words}");
        let told = explain(&read(&line, &meeting(), today()), &line, &meeting());
        assert!(told.contains("Did you mean #restricted?"), "{line}: {told}");
    }
    for words in [
        "she has not had a copy of the plan",
        "he did not read the minutes of last time",
        "nothing happened for ten minutes",
        "that is not in the minutes of last time",
        "it was not said in the minutes",
        "we went out of the room for the minutes",
        "don't tell me what to do",
        "she is not happy",
        "we should not share a bed",
        "I have confidence in her",
        "no copy came to me",
        "out for twenty minutes",
        "he kept it from happening",
        "\\not for the family, said the sign",
        "he said don't tell mum",
        "I don't tell her everything",
        "mum must not have the baby in bed with her",
        "dad must not see Ella alone",
        "Kasia doesn't know what to do",
        "dad should not have contact for now",
        "she is not to go near the stairs",
        "they told me not to tell anyone",
        "we never give her sweets",
        "mum isn't to have any more visits",
        "Dad does not have it easy",
        "\\don't tell dad was on the note",
    ] {
        assert!(looks_like_restriction(words).is_none(), "{words}");
    }
}
