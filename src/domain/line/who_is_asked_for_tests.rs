//! Labels and lines that tell of somebody who speaks for another, of whoever is not in the list, and of what a child tells.

use super::entry::Who;
use super::tests::{entry, meeting, today};
use super::*;

fn told(line: &str) -> String {
    explain(&read(line, &meeting(), today()), line, &meeting())
}

#[test]
fn what_the_chair_sums_up_has_its_sign() {
    for label in [
        "Chair summary",
        "Chair's summary",
        "chair summing up",
        "SH summary",
    ] {
        let line = format!("{label}: both want to stay");
        let read = read(&line, &meeting(), today());
        let meant = line_instead(&read, &line, &meeting());
        assert_eq!(meant.as_deref(), Some("SH: * both want to stay"), "{label}");
    }
    for line in [
        "Kelly's summary: all went well",
        "the summary of it: it went well",
    ] {
        assert!(!told(line).contains("sums up"), "{line}: {}", told(line));
    }
}

#[test]
fn what_a_child_tells_somebody_is_the_childs_and_no_action() {
    for (line, view) in [
        (
            "Ella to HV: I hate the shouting",
            "/view Ella; by: through a professional; gathered by: HV; words: I hate the shouting",
        ),
        (
            "Noah to the Chair: I hate the shouting",
            "/view Noah; by: separate conversation with the Chair; gathered by: SH; words: I hate the shouting",
        ),
        (
            "Ella to Kelly: I hate the shouting",
            "/view Ella; gathered by: KS; words: I hate the shouting",
        ),
        (
            "Ella to mum: I hate the shouting",
            "/view Ella; gathered by: KS; words: I hate the shouting",
        ),
    ] {
        let read = read(line, &meeting(), today());
        assert_eq!(
            line_instead(&read, line, &meeting()).as_deref(),
            Some(view),
            "{line}"
        );
        assert!(!told(line).contains("/action"), "{line}: {}", told(line));
    }
    assert!(told("Dan to ring HV: she has the number").contains("/action"));
    assert!(!told("Kelly to Dan: you never listen").contains("/view"));
}

#[test]
fn a_stroke_between_two_of_one_side_is_asked_about() {
    for line in [
        "KS/DS: we agreed on Fridays",
        "Kelly/Dan: we agreed",
        "HV/SW: we agreed",
    ] {
        let read = read(line, &meeting(), today());
        let entry = entry(line);
        assert!(
            matches!(entry.who, Who::Unknown(_)),
            "{line}: {:?}",
            entry.who
        );
        let (both, words) = line.split_once(": ").unwrap();
        let (one, other) = both.split_once('/').unwrap();
        let both = format!("{one} and {other}: {words}");
        assert_eq!(line_instead(&read, line, &meeting()), Some(both), "{line}");
    }
    for line in [
        "HV/EL: she wants it quiet",
        "HV/KS: she is glad",
        "SW on behalf of HV: no",
        "HV speaking for Ella: quiet",
    ] {
        let entry = entry(line);
        assert!(entry.on_behalf_of.is_some(), "{line}: {:?}", entry.who);
    }
}

#[test]
fn whoever_speaks_and_is_not_in_the_list_is_asked_for() {
    for line in [
        "someone said the house was cold",
        "Somebody asks about the dog",
        "Solicitor objects to the word",
        "the midwife says the baby is fine",
        "one of the professionals asked about school",
    ] {
        let entry = entry(line);
        assert!(
            matches!(entry.who, Who::Unknown(_)),
            "{line}: {:?}",
            entry.who
        );
    }
    for line in [
        "someone has to ring them",
        "the midwife comes on Tuesdays",
        "her solicitor says no",
        "midwife said no last year",
    ] {
        let entry = entry(line);
        assert_eq!(entry.who, Who::Last, "{line}");
    }
}

#[test]
fn what_is_offered_says_who_does_it_and_what_is_done_then() {
    for (line, offered) in [
        (
            "ACTION DS to ring the school by 11 Dec",
            "/action ring the school; who: DS; by: 11 Dec",
        ),
        (
            "action: KS/DS meet about homework, first Mon 7 Dec",
            "/action meet about homework; who: KS/DS; from: Mon 7 Dec",
        ),
        (
            "Housing officer to inspect the lock by 18/12",
            "/action inspect the lock; who: Housing officer; by: 18/12",
        ),
        (
            "if Dan drinks -> Kelly rings Gran",
            "/whatif Dan drinks; then: Kelly rings Gran",
        ),
        (
            "if Dan drinks again then Kelly rings Gran",
            "/whatif Dan drinks again; then: Kelly rings Gran",
        ),
        (
            "KS wants to complain - HV never rang",
            "/feedback complaint; from: KS; about: HV never rang",
        ),
        (
            "core group: KS DS HV SW, 1st mtg Thurs 10 Dec 2pm school",
            "/core KS, DS, HV, SW",
        ),
        (
            "core group KS, DS and HV first one Mon 7 Dec",
            "/core KS, DS, HV",
        ),
        ("core group KS DS HV 12 Jan 10am", "/core KS, DS, HV"),
        (
            "Ella view: wants the rabbit",
            "/view Ella; words: wants the rabbit; by:",
        ),
        (
            "Ella view: observed by HV, plays alone",
            "/view Ella; by: observed; gathered by: HV; means: plays alone",
        ),
        ("HV report came only this morning", "/report HV"),
        (
            "KS: Ella said \"Miss told me 'talk to me any time'\"",
            "/view Ella; words: \"Miss told me 'talk to me any time'\"; by:",
        ),
    ] {
        let read = read(line, &meeting(), today());
        assert_eq!(
            line_instead(&read, line, &meeting()).as_deref(),
            Some(offered),
            "{line}"
        );
    }
    // Nobody who is called so could be marked as absent.
    assert!(told("Apologies: school nurse - on leave").contains("/person"));
    assert!(!told("Ella view: wants the rabbit").contains("/agency"));
}

#[test]
fn who_comes_is_offered_with_how_when_and_why() {
    for (line, offered) in [
        (
            "Kelly joined by video 10.17",
            "/arrive Kelly by video 10:17",
        ),
        ("KS arrives 10.19, traffic", "/arrive KS 10:19: traffic"),
        ("HV joins on the phone", "/arrive HV by phone"),
        ("HV arrived 10.40", "/arrive HV 10:40"),
    ] {
        let read = read(line, &meeting(), today());
        assert_eq!(
            line_instead(&read, line, &meeting()).as_deref(),
            Some(offered),
            "{line}"
        );
        let left_out = words_left_out(line, offered, &meeting(), today());
        assert!(
            left_out.iter().all(|word| !word.contains('1')),
            "{line}: {left_out:?}"
        );
    }
}

#[test]
fn questions_passed_on_and_words_of_a_child_told_to_somebody_are_offered() {
    for (line, offered) in [
        ("Question from KS: who pays?", "KS: ? who pays?"),
        ("Response from Dan: not me", "Dan: not me"),
        (
            "Ella told HV she wants a lock",
            "/view Ella; gathered by: HV; words: she wants a lock; by:",
        ),
        (
            "Ella would like her rabbit back",
            "/view Ella; words: would like her rabbit back; by:",
        ),
        (
            "DS agrees to move out till 18 Dec",
            "/action move out till 18 Dec; who: DS",
        ),
        ("HV back at 11.40", "/arrive HV 11.40"),
    ] {
        let read = read(line, &meeting(), today());
        assert_eq!(
            line_instead(&read, line, &meeting()).as_deref(),
            Some(offered),
            "{line}"
        );
    }
    let entry = entry("SW (for DS): he works nights");
    assert_eq!(entry.on_behalf_of.as_deref(), Some("p2"), "{:?}", entry.who);
}

#[test]
fn what_comes_from_outside_is_not_given_to_whoever_spoke_last() {
    for line in [
        "message from the school office: she is safe",
        "note passed from the usher: taxi waiting",
        "rec'd email from the surgery: no concerns",
        "text from mum's sister: I can have them on Friday",
        "voicemail from Probation - he kept all appointments",
        "school office rang 01632 960123, she is safe in school",
        "Surgery emailed: no concerns",
        "nursery manager Sue Hart phoned in at 10.30",
        "Anil's colleague Jo Brent: the boiler was mended",
        "mum's partner Lee: I never touched him",
        "my friend Tina: she saw it",
        "class teacher Mr Bell: he is settled",
    ] {
        let entry = entry(line);
        assert!(
            matches!(entry.who, Who::Unknown(_)),
            "{line}: {:?}",
            entry.who
        );
        assert_eq!(
            entry.text,
            line.split_once(": ").map_or(line, |(label, words)| {
                if matches!(&entry.who, Who::Unknown(who) if who == label) {
                    words
                } else {
                    line
                }
            }),
            "{line}"
        );
    }
    for line in [
        "the school rang me on Tuesday about his trousers",
        "I had a message from the school office: she is safe",
        "we got a letter from Housing: they want us out",
        "my friend came on Tuesday",
        "a letter from school: he was late",
        "her best friend moved away: that was hard",
    ] {
        assert_eq!(entry(line).who, Who::Last, "{line}");
    }
    for (line, told) in [
        (
            "note from the usher: taxi waiting",
            ": note from the usher: taxi waiting",
        ),
        (
            "apologies from Mr Bell, on leave",
            "/person Mr Bell; why not: apologies, on leave",
        ),
        (
            "apols Joan Wilkes (off sick)",
            "/person Joan Wilkes; why not: apologies, off sick",
        ),
    ] {
        let read = read(line, &meeting(), today());
        assert_eq!(
            line_instead(&read, line, &meeting()).as_deref(),
            Some(told),
            "{line}"
        );
    }
}

#[test]
fn what_is_left_out_of_a_hurried_line_is_in_what_is_offered() {
    for (line, told) in [
        (
            "letter from Ella read out by SH \"I want it quiet\"",
            "/view Ella; by: letter; read by: SH; words: \"I want it quiet\"",
        ),
        (
            "RP from Early Help joined on the phone",
            "/person RP; agency: Early Help",
        ),
        (
            "Sandra from the food bank has arrived",
            "/person Sandra; agency: the food bank",
        ),
        (
            "Kelly can have the kids on Saturdays",
            "/offer have the kids on Saturdays; by: KS",
        ),
        (
            "complaint - Kelly nobody rang her back",
            "/feedback complaint; from: KS; about: nobody rang her back",
        ),
    ] {
        let read = read(line, &meeting(), today());
        assert_eq!(
            line_instead(&read, line, &meeting()).as_deref(),
            Some(told),
            "{line}"
        );
    }
}
