//! What is pointed out, what never is, and the file the words come from.

use super::*;
use crate::domain::toml_reader::SettingsValues;

fn found(text: &str) -> Vec<String> {
    let hints = hints(text, &Words::built_in());
    hints.into_iter().map(|hint| hint.word).collect()
}

fn told(text: &str) -> Vec<String> {
    let faults = Words::read(text).unwrap_err();
    faults
        .iter()
        .map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.message))
        .collect()
}

#[test]
fn the_built_in_words_read_without_faults() {
    let words = Words::built_in();
    assert!(words.words().len() >= 60, "{}", words.words().len());
    for kind in [
        WordKind::Jargon,
        WordKind::Blame,
        WordKind::Abbreviation,
        WordKind::Vague,
    ] {
        assert!(
            words.words().iter().any(|word| word.kind == kind),
            "{kind:?}"
        );
    }
    assert_eq!(Words::read(Words::BUILT_IN).unwrap().words(), words.words());
}

#[test]
fn row_12_a_word_that_blames_is_pointed_out_with_a_plainer_one() {
    let text = "She was un-cooperative and refused contact.";
    let hints = hints(text, &Words::built_in());
    assert_eq!(hints.len(), 3);
    assert_eq!(text.get(hints[0].from..hints[0].to), Some("un-cooperative"));
    assert_eq!(hints[0].kind, WordKind::Blame);
    assert!(hints[0].instead.contains("what they answered"));
    assert_eq!(text.get(hints[2].from..hints[2].to), Some("contact"));
}

#[test]
fn every_word_of_the_practice_notes_is_known() {
    for word in [
        "disguised compliance",
        "un-cooperative",
        "failed to engage",
        "non-engaging",
        "refuses",
        "denies",
        "hostile",
        "chaotic",
        "manipulative",
        "allegedly",
        "disclosed",
        "perpetrator",
        "victim",
        "placement",
        "contact",
        "siblings",
        "DNA",
        "NFA",
        "CIN",
        "TAF",
        "PLO",
        "MARAC",
        "LADO",
        "S47",
        "DV",
        "monitor",
        "support",
        "engage",
        "continue to",
        "work with",
        "liaise",
        "ensure",
        "as and when",
        "ongoing",
        "ASAP",
    ] {
        assert_eq!(found(word), [word], "{word}");
    }
}

#[test]
fn words_are_found_whole_in_any_case_and_in_their_plurals() {
    assert_eq!(
        found("PLACEMENTS, Siblings' and the sibling’s"),
        ["PLACEMENTS", "Siblings", "sibling’s"]
    );
    assert_eq!(
        found("contactless displacement cinema"),
        Vec::<String>::new()
    );
    assert_eq!(
        found("uncooperative Disguised-Compliance"),
        ["uncooperative", "Disguised-Compliance"]
    );
    assert_eq!(found("disguised. Compliance"), Vec::<String>::new());
    assert_eq!(
        found("insecure attachment is one, not two"),
        ["insecure attachment"]
    );
    assert_eq!(
        found("attachment difficulties"),
        ["attachment difficulties"]
    );
    assert_eq!(found("żółw CIN 🙂 日本 dv"), ["CIN", "dv"]);
}

#[test]
fn an_everyday_word_in_small_letters_is_no_abbreviation() {
    for plain in ["she sends a letter", "please send it", "Mum sends her love"] {
        assert_eq!(found(plain), [""; 0], "{plain}");
    }
    for (meant, word) in [
        ("he has SEND", "SEND"),
        ("Send help ends", "Send"),
        ("no ehcp yet", "ehcp"),
        ("cin is enough", "cin"),
    ] {
        assert_eq!(found(meant), [word], "{meant}");
    }
}

#[test]
fn nothing_between_quotation_marks_is_touched() {
    for text in [
        "He said \"she refused\" twice",
        "He said “she refused” twice",
        "He said ‘she refused’ twice",
        "He said 'she refused' twice",
        "He said «she refused» twice",
        "He is still saying \"she refused",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(found("The parents' house; she refused"), ["refused"]);
    assert_eq!(found("'Twas \"refused\" and refused"), ["refused"]);
    assert_eq!(found("\"ok\" refused \"ok\""), ["refused"]);
}

#[test]
fn a_council_adds_replaces_and_leaves_out() {
    let words = Words::read(
        "leave_out = [\"Contact\", \"CIN\"]\n[[word]]\nwords = [\"refuse\", \"TISC\"]\nkind = \"jargon\"\ninstead = \"ours\"\nwhy = \"Because.\"\n",
    )
    .unwrap();
    let found = hints("contact CIN refuses TISCs refused", &words);
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|hint| (hint.word.as_str(), hint.instead.as_str()))
        .collect();
    assert_eq!(told[..2], [("refuses", "ours"), ("TISCs", "ours")]);
    assert_eq!(found[2].word, "refused", "the other forms stay");
    assert_eq!(found[0].why, "Because.");
    assert_eq!(words.smart, Words::built_in().smart);
}

#[test]
fn planted_faults_are_found_at_their_places() {
    let text = "\
leave_out = [\"chaotik\", \"weather\"]
words = [\"x\"]
[[word]]
words = []
kind = \"blame\"
instead = \"y\"
[[word]]
words = [\"same\", \"…\"]
kind = \"rude\"
[[word]]
words = [\"SAME\"]
kind = \"vague\"
instead = \" \"
[smart]
specific = 5
timley = \"When?\"
doing_words = [\"go\", \"-\"]
";
    assert_eq!(
        told(text),
        [
            "1:14 \"chaotik\" is not a built-in word.",
            "1:25 \"weather\" is not a built-in word.",
            "2:1 \"words\" is not a setting of the words file.",
            "4:9 \"words\" is empty.",
            "7:1 A word has no \"instead\".",
            "8:18 There is no word in \"…\".",
            "9:8 \"rude\" is not a word for \"kind\".",
            "11:10 \"same\" is taken: another word on line 8 has that name.",
            "13:11 \"instead\" is empty.",
            "15:12 \"specific\" is words on one line, in quotes; this is a number.",
            "16:1 \"timley\" is not a setting of the part smart.",
            "17:22 There is no word in \"-\".",
        ]
    );
}

#[test]
fn help_and_schema_name_every_setting() {
    for name in ["leave_out", "word", "smart"] {
        assert!(
            crate::domain::settings::file("wording")
                .unwrap()
                .help()
                .contains(name),
            "{name}"
        );
        assert!(
            crate::domain::settings::file("wording").unwrap().schema()["properties"][name]["description"].is_string(),
            "{name}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn hints_lie_in_any_text_and_leave_it_as_it_is(text in "(\\PC|refused|CIN|[\"'“”‘’ \\-]|contacts|engage with){0,30}") {
        let words = Words::built_in();
        let mut end = 0;
        for hint in hints(&text, &words) {
            proptest::prop_assert!(hint.from >= end && hint.to > hint.from);
            proptest::prop_assert_eq!(text.get(hint.from..hint.to), Some(hint.word.as_str()));
            end = hint.to;
        }
    }
    #[test]
    fn no_words_file_is_too_much(text in "[a-z\\[\\]=\", \n0-9._-]{0,200}") {
        let _ = Words::read(&text);
    }
    #[test]
    fn every_built_in_word_is_found_in_any_sentence(place in 0usize..200, before in "[a-z ]{0,12}", after in "[a-z ]{0,12}") {
        let words = Words::built_in();
        let word = &words.words()[place % words.words().len()];
        for form in &word.forms {
            let text = format!("{before}, {form}, {after}");
            let found = hints(&text, &words);
            proptest::prop_assert!(found.iter().any(|hint| hint.word == *form), "{}", text);
        }
    }
}
