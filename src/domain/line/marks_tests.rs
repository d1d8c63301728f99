//! Marks are what they are by their place and the space behind them; everything else is text, and stays where it was.

use super::tests::{entry, meeting, today};
use super::*;
use crate::domain::record::kinds::contribution;
use crate::domain::visibility::Visibility;
use proptest::prelude::*;
use serde_json::json;

fn told(line: &str) -> String {
    let meeting = meeting();
    explain(&read(line, &meeting, today()), line, &meeting)
}

#[test]
fn a_sign_without_a_space_or_words_behind_it_is_text() {
    let words = [
        "+44 1234",
        "+44 7700 900123 is his number",
        "*she sighs*",
        "*nods* and goes on",
        "=3",
        "* * *",
        "+1",
        "+1 from me",
        "!!!",
        "!!! police",
        "?!",
        "?! what",
        "- 5",
        "->",
        "-> she left",
        "=>",
        "=> so we ring",
        "**bold**",
        "**bold** words",
        "\u{1f600}",
        "\u{1f600} she laughed",
        "...",
        "\u{2026} and then",
        "£5",
        "5 + 5",
        "==",
        "= = =",
        "+",
        "?",
        "! !",
        "+/- 5 minutes",
        "=SUM(A1)",
        "*",
        "***",
        "+ 44 7700",
        "= 3",
        "!important",
        "?who",
        "+came",
        "=mine",
        "<3",
        "'tis so",
        "~5",
        "%",
        "& so on",
        "(so)",
        "[sighs]",
        "_quiet_",
        "- she left",
        "\u{2022} first",
        "1. first",
        "1) first",
    ];
    for words in words {
        for who in ["KS: ", "KS:", "k:", ""] {
            let said = entry(&format!("{who}{words}"));
            assert_eq!(
                (said.text.as_str(), said.kind.as_deref()),
                (words, None),
                "{who}{words}"
            );
            assert_eq!(said.unknown_kind, None, "{words}");
        }
    }
    for (sign, kind) in [
        ('+', "strength"),
        ('!', "worry"),
        ('=', "family_proposal"),
        ('?', "question"),
    ] {
        for line in [
            format!("KS: {sign} so it was"),
            format!("k:{sign} so it was"),
            format!("{sign}  so it was"),
            format!("KS: {sign}\u{a0}so it was"),
        ] {
            let said = entry(&line);
            assert_eq!(
                (said.text.as_str(), said.kind.as_deref()),
                ("so it was", Some(kind)),
                "{line}"
            );
        }
        let glued = told(&format!("KS: {sign}so it was"));
        assert!(
            glued.contains(&format!("{sign} without a space is text, not ")),
            "{glued}"
        );
    }
    for line in [
        "KS: *she sighs*",
        "KS: +44 1234",
        "KS: \\+so it was",
        "KS: =3",
        "KS: + so it was",
    ] {
        assert!(!told(line).contains("without a space"), "{}", told(line));
    }
}

#[test]
fn a_mark_that_nobody_knows_stays_where_it_stood_and_is_to_be_confirmed() {
    let child = &contribution::CHILDREN;
    let kind = &contribution::OF_KIND;
    for (words, text, field, typed) in [
        ("@home she is fine", "@home she is fine", child, "home"),
        (
            "I told @ella and @Bob",
            "I told Ella and @Bob",
            child,
            "Bob",
        ),
        ("I rang @KS", "I rang @KS", child, "KS"),
        (
            "@everyone please listen",
            "@everyone please listen",
            child,
            "everyone",
        ),
        ("! @home she is fine", "@home she is fine", child, "home"),
        ("#hashtag", "#hashtag", kind, "hashtag"),
        ("#metoo she said", "#metoo she said", kind, "metoo"),
        ("she said #metoo", "she said #metoo", kind, "metoo"),
        (
            "#observtion she flinched",
            "#observtion she flinched",
            kind,
            "observtion",
        ),
        (
            "she flinched #observtion #new",
            "she flinched #observtion",
            kind,
            "observtion",
        ),
    ] {
        let line = format!("SW: {words}");
        let said = entry(&line);
        assert_eq!(said.text, text, "{words}");
        let body = said.body(&meeting(), Visibility::Everyone);
        assert_eq!(
            body.to_confirm.get(field.name).map(String::as_str),
            Some(typed),
            "{words}"
        );
        assert!(
            told(&line).contains(&format!("{typed} is not a ")),
            "{}",
            told(&line)
        );
    }
    let exact = entry("SW: \"I told her\" @nobody");
    assert!(exact.exact && exact.text == "I told her");
    assert_eq!(exact.unknown_child.as_deref(), Some("nobody"));
}

#[test]
fn two_quotations_in_a_sentence_are_not_one() {
    for words in [
        "\"no\" she said \"yes\"",
        "\u{201c}so\u{201d} and \u{201c}so\u{201d}",
    ] {
        let said = entry(&format!("KS: {words}"));
        assert_eq!((said.text.as_str(), said.exact), (words, false));
    }
    for inner in [
        "he said \u{201c}no\u{201d} to me",
        "he said \"no\" to me",
        "he said \"no\"",
    ] {
        let said = entry(&format!("KS: \"{inner}\""));
        assert_eq!((said.text.as_str(), said.exact), (inner, true));
    }
}

#[test]
fn what_only_looks_like_a_mark_is_text_and_nobody_is_asked() {
    for words in [
        "she comes @3pm",
        "@3pm she comes",
        "@ 3 pm",
        "write to ella@school.example",
        "a.b@c.example wrote",
        "C# is a note",
        "the note is C#",
        "we are #1",
        "#1 on the list",
        "# she left",
        "she left #",
        "@",
        "at @",
        "#",
        "she rang @home today",
        "see #hashtag there",
        "he @ 5",
        "50% @ £3",
        "http://made.example/#top",
        "@_x",
        "x@",
    ] {
        let said = entry(&format!("SW: {words}"));
        assert_eq!(said.text, words);
        let body = said.body(&meeting(), Visibility::Everyone);
        assert!(body.to_confirm.is_empty(), "{words}: {:?}", body.to_confirm);
        assert!(
            !said.follow_up && said.kind.is_none() && said.children.is_empty(),
            "{words}"
        );
    }
}

#[test]
fn a_child_who_belongs_to_the_sentence_stays_in_it_and_counts() {
    for (words, text, children) in [
        (
            "I told @ella and @noah",
            "I told Ella and Noah",
            vec!["k1", "k2"],
        ),
        ("I told @ella", "I told Ella", vec!["k1"]),
        (
            "it was the same for @noah #new",
            "it was the same for Noah",
            vec!["k2"],
        ),
        ("@ella was there", "Ella was there", vec!["k1"]),
        (
            "@ella and @noah were there",
            "Ella and Noah were there",
            vec!["k1", "k2"],
        ),
        ("! @noah is afraid", "Noah is afraid", vec!["k2"]),
        ("sleeps well @ella", "sleeps well", vec!["k1"]),
        ("both of them @ella @noah", "both of them", vec!["k1", "k2"]),
        ("@ella ! nine days missed", "nine days missed", vec!["k1"]),
        ("@noah she has rung him", "she has rung him", vec!["k2"]),
    ] {
        let said = entry(&format!("SW: {words}"));
        assert_eq!(said.text, text, "{words}");
        assert_eq!(said.children, children, "{words}");
        let names = match children.as_slice() {
            [_, _] => "about Ella and Noah",
            ["k1"] => "about Ella",
            _ => "about Noah",
        };
        assert!(told(&format!("SW: {words}")).contains(names), "{words}");
    }
}

#[test]
fn a_smiley_is_not_what_the_minute_taker_sees() {
    for line in [
        ":) she smiled",
        ":-) she smiled",
        ":-( he cried",
        ":( no",
        ":D she laughed",
        ":P",
        ":'( she cried",
        ":/ well",
        ":| so",
        "::",
        ":: so it is",
        ":3 cat",
        ":-D",
        ":]",
        ":* bye",
        ":smile: she laughed",
        ":heart:",
        ":+1: from me",
        ":o",
        ":\\ hm",
        ":)",
    ] {
        let said = entry(line);
        assert_eq!(said.who, Who::Last, "{line}");
        assert_eq!(said.text, line);
        assert_eq!(said.kind, None);
    }
    for (line, text) in [
        (": they both went quiet", "they both went quiet"),
        (":they both went quiet", "they both went quiet"),
        (":  She smiled :)", "She smiled :)"),
        (": \"no more\"", "no more"),
        (":\"no more\"", "no more"),
        (":#observation they left", "they left"),
        (": ! they left", "they left"),
        (": 3 people left", "3 people left"),
    ] {
        let said = entry(line);
        assert_eq!(
            (&said.who, said.text.as_str()),
            (&Who::MinuteTaker, text),
            "{line}"
        );
        assert!(
            told(line).starts_with("What the minute-taker sees"),
            "{line}"
        );
    }
    assert_eq!(entry("KS: :) she smiled").text, ":) she smiled");
}

#[test]
fn a_summary_by_anybody_but_the_chair_is_asked_about() {
    let meeting = meeting();
    for (line, speaker) in [
        ("HV: * so it starts on Monday", json!("p3")),
        ("HV:* so it starts on Monday", json!("p3")),
        ("SW: #chair so it starts on Monday", json!("p4")),
        ("SW: so it starts on Monday #chair_summary", json!("p4")),
        ("* so it starts on Monday", json!("p1")),
        ("all: * so it starts on Monday", json!("all")),
        (": * so it starts on Monday", json!("minute_taker")),
        ("EL: * so it starts on Monday", json!("k1")),
        ("SW/SH: * so it starts on Monday", json!("p4")),
    ] {
        let body = entry(line).body(&meeting, Visibility::Everyone);
        assert_eq!(
            body.values.get(contribution::SPEAKER.name),
            Some(&speaker),
            "{line}"
        );
        assert_eq!(body.values.get(contribution::OF_KIND.name), None, "{line}");
        assert_eq!(
            body.to_confirm
                .get(contribution::OF_KIND.name)
                .map(String::as_str),
            Some("*"),
            "{line}"
        );
        assert_eq!(
            body.values.get(contribution::TEXT.name),
            Some(&json!("so it starts on Monday")),
            "{line}"
        );
        let told = told(line);
        assert!(
            told.contains("* is the Chair's summary, and somebody else says it: to be confirmed"),
            "{told}"
        );
        let why = why_to_confirm(
            Some(&contribution::KIND),
            contribution::OF_KIND.name,
            "*",
            &meeting,
            today(),
        );
        assert_eq!(
            why.as_deref(),
            Some("is the Chair's summary, and somebody else says it")
        );
        let again = write_entry(
            &ContributionLine::of_body(&body, Visibility::Everyone),
            &meeting,
        );
        assert_eq!(
            entry(&again).body(&meeting, Visibility::Everyone),
            body,
            "{again}"
        );
    }
    let unknown = entry("XQ: * so it starts").body(&meeting, Visibility::Everyone);
    assert_eq!(unknown.to_confirm.len(), 2, "{unknown:?}");
    let chair = entry("SH: * so it starts on Monday").body(&meeting, Visibility::Everyone);
    assert!(chair.to_confirm.is_empty());
    assert_eq!(
        chair.values.get(contribution::OF_KIND.name),
        Some(&json!("chair_summary"))
    );
    assert!(told("SH: * so it starts").contains("chair's summary"));
}

#[test]
fn an_entry_of_an_earlier_version_is_written_with_the_mark_it_had() {
    let meeting = meeting();
    let before = ContributionLine {
        who: Who::Known("p4".into()),
        text: "she flinched".into(),
        unknown_kind: Some("observtion".into()),
        unknown_child: Some("nobody".into()),
        ..ContributionLine::default()
    };
    let line = write_entry(&before, &meeting);
    assert_eq!(line, "SW: #observtion she flinched @nobody");
    assert_eq!(entry(&line).unknown_kind, before.unknown_kind);
    let told_ella = ContributionLine {
        who: Who::Known("p4".into()),
        text: "I told".into(),
        children: vec!["k1".into()],
        kind: Some("worry".into()),
        ..ContributionLine::default()
    };
    assert_eq!(entry(&write_entry(&told_ella, &meeting)), told_ella);
}

/// Pieces of a line, each with whether it may be taken off as a mark.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Zéłŵ]{1,7}",
        2 => "[0-9]{1,3}",
        4 => proptest::sample::select(vec![
            "+", "!", "=", "*", "?", "??", "?!", "!!", "->", "=>", "+44", "=3", "**so**", "*so*", ":)", "::", "#1", "C#", "@3pm", "@home", "@Bob",
            "#hashtag", "#observation", "#new", "#talked", "@ella", "@noah", "@EL,", "(@ella)", "#open", "#restricted", "#restrcted", "\\+", "\\@ella",
            "\\#new", "\\", "x@made.example", "-", "\u{1f600}", "\u{201c}so\u{201d}", "told", "was", "and", "4.2", "a/b", ";", "#", "@", "it's", "it\u{2019}s",
        ]).prop_map(str::to_owned),
    ]
}

/// Letters and digits, in order; what marks are made of is left to the test.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// What was typed is in the words, in its order, but for marks, and those are named beside the line.
    #[test]
    fn every_word_that_is_not_a_named_mark_stays_in_its_place(pieces in prop::collection::vec(piece(), 1..9), who in proptest::sample::select(vec!["", "KS: ", "SH: ", "SW/EL: ", ": ", "all: "])) {
        let line = format!("{who}{}", pieces.join(" "));
        let meeting = meeting();
        let Line::Entry(said) = read(&line, &meeting, today()) else { return Ok(()) };
        let told = explain(&Line::Entry(said.clone()), &line, &meeting);
        let kind = said.kind.as_deref().unwrap_or("-");
        let may_go = |piece: &str| {
            let bare = piece.trim_start_matches('\\');
            match bare {
                "#observation" => kind == "observation" && told.contains("observation"),
                // Exact words hold nothing but what was said; what is not a mark is named, and kept to be confirmed.
                "@home" | "@Bob" | "#hashtag" => said.exact && told.contains(&format!("{bare} is not a")),
                "#new" => said.new_to_family && told.contains("new to the family"),
                "#talked" => said.talked_through && told.contains("talked through"),
                "#restricted" | "#restrcted" => said.visibility == Some(Visibility::Restricted) && told.contains("restricted"),
                "#open" => said.visibility.is_some(),
                // A `\\` on its own.
                "" => true,
                "#" => said.visibility == Some(Visibility::Restricted),
                "??" => said.follow_up && told.contains("on the catch-up list"),
                "+" | "!" | "=" | "*" | "?" => sign_of(kind).is_some_and(|sign| bare.starts_with(sign)),
                _ => bare.contains("@ella") && told.contains("Ella") || bare == "@noah" && told.contains("Noah") || bare == "@EL," && told.contains("Ella"),
            }
        };
        // Greedy: each piece is next in the words, or is a mark that may go.
        let mut text = said.text.replace(char::is_whitespace, " ");
        if said.exact {
            // Exact words stand without their quotation marks, which may be those of two quotations.
            text = text.replace(['\u{201c}', '\u{201d}'], "");
        }
        // Where a second label stands in the line, all of it is kept, the first one too.
        let is_whole = matches!(said.who, Who::Unknown(_));
        let mut left = text.strip_prefix(who.trim_end()).filter(|_| is_whole).unwrap_or(text.as_str());
        for piece in &pieces {
            let plain = piece.trim_start_matches('\\');
            let named = plain.replace("@ella", "Ella").replace("@EL", "Ella").replace("@noah", "Noah");
            let trimmed = left.trim_start().trim_start_matches('\\');
            // Exact words stand without their quotation marks.
            let unquoted = plain.trim_matches(['\u{201c}', '\u{201d}']);
            let wanted = [piece.as_str(), plain, named.as_str(), unquoted];
            let whole = |rest: &&str| rest.is_empty() || rest.starts_with(' ');
            let next = wanted.into_iter().filter(|wanted| said.exact || *wanted != unquoted || plain == unquoted)
                .find_map(|wanted| left.trim_start().strip_prefix(wanted).filter(whole).or_else(|| trimmed.strip_prefix(wanted).filter(whole)));
            match next {
                Some(rest) => left = rest,
                None => prop_assert!(may_go(piece), "{:?} of {:?} is gone: {:?} ({})", piece, line, said, told),
            }
        }
        prop_assert_eq!(letters(left), "", "{} became {:?}", line, said);
    }
}

#[test]
fn a_colon_with_nothing_said_behind_it_is_nobodys_label() {
    let meeting = meeting();
    for line in [
        "KS: \u{175} @EL, ::",
        "KS: so we go to EL ::",
        "KS: and then EL:",
        "KS: and then EL: )",
    ] {
        assert_eq!(
            entry(line).who,
            entry("KS: so we go").who,
            "{line}: {}",
            explain(&read(line, &meeting, today()), line, &meeting)
        );
    }
    assert!(matches!(entry("KS: and then EL: yes").who, Who::Unknown(_)));
}

#[test]
fn a_sign_behind_the_words_is_text_and_says_so() {
    let meeting = meeting();
    let told = |line: &str| explain(&read(line, &meeting, today()), line, &meeting);
    for line in [
        "KS: she came every week +",
        "KS: police twice =",
        "KS: so we start *",
    ] {
        assert!(
            told(line).contains("at the end is text"),
            "{line}: {}",
            told(line)
        );
        assert!(entry(line).kind.is_none() && line.ends_with(&entry(line).text));
    }
    for line in [
        "KS: who rings !",
        "KS: who rings ?",
        "KS: + she came",
        "KS: a+",
    ] {
        assert!(
            !told(line).contains("at the end is text"),
            "{line}: {}",
            told(line)
        );
    }
}

#[test]
fn a_kind_may_be_called_by_a_word_of_its_title() {
    assert_eq!(
        entry("KS: #idea my sister stays").kind.as_deref(),
        Some("family_proposal")
    );
}

#[test]
fn a_plus_before_the_name_is_the_sign_for_a_strength() {
    for line in ["+ KS: it went well", "KS: + it went well"] {
        let said = entry(line);
        assert_eq!(said.kind.as_deref(), Some("strength"), "{line}: {said:?}");
        assert_eq!(said.text, "it went well");
    }
}

/// Two people on two lines of one entry: who said which is looked at again.
#[test]
fn a_further_line_with_a_label_is_looked_at_again() {
    assert!(entry("SW: we rang\nKS: nobody answered").follow_up);
    assert!(!entry("SW: we rang\nthree times: no answer").follow_up);
    assert!(!entry("SW: we rang\nand again").follow_up);
}
