//! A field is its own key, and so is a kind: code that knows which one it means names the constant, so that a misspelt
//! name does not compile.

use super::Fault;
use super::source::{Token, is};
use talking_piece::domain::record::KINDS;

/// What asks a record, or a map of answers, for the answer to a field.
const BY_FIELD: &[&str] = &[
    "text", "is", "list", "day", "yes_no", "field", "unread", "day_of",
];

/// What asks for the records of a kind.
const BY_KIND: &[&str] = &["records", "records_of", "of", "holding", "next_id", "is_a"];

/// What asks a map of answers, where the map is called so.
const OF_A_MAP: &[&str] = &["get", "contains_key", "remove", "insert", "entry"];
const MAPS: &[&str] = &["values", "to_confirm"];

/// In any Rust file, of the program or of its tests. Code that reads settings has fields and lists of its own, some
/// with the same names.
pub fn faults_of_keys(file: &str, text: &str, code: &[Token]) -> Vec<Fault> {
    let reads_settings = ["toml_reader", "Vocabularies"];
    if reads_settings
        .iter()
        .any(|word| text.contains(word) || file.contains(word))
    {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (here, token) in code.iter().enumerate() {
        let Some(name) = token.text.strip_prefix('"') else {
            continue;
        };
        let before = |back: usize| {
            here.checked_sub(back)
                .map_or("", |place| code[place].text.as_str())
        };
        let is_asked = |names: &[&str]| before(1) == "(" && names.contains(&before(2));
        let is_method = before(3) == ".";
        let is_compared = before(1) == "=" && matches!(before(2), "=" | "!");
        // `record.kind.as_str()`, read backwards; the kind in `meeting.agenda().kind` is a word of the agenda.
        let is_kind_as_text = |nearest: usize| {
            let signs = [")", "(", "as_str", ".", "kind"];
            let is_there = (nearest..)
                .zip(signs)
                .all(|(back, sign)| before(back) == sign);
            is_there && before(nearest + signs.len() + 1) != ")"
        };
        let is_alone = is(code, here + 1, &[")"]);
        let instead = if is_method && is_asked(BY_FIELD) && is_alone {
            field_called(name).map(|field| format!("&{field}"))
        } else if is_method && is_asked(OF_A_MAP) && MAPS.contains(&before(4)) {
            field_called(name).map(|field| format!("{field}.name"))
        } else if is_method && is_asked(BY_KIND) && is_alone {
            kind_called(name).map(|kind| format!("&{kind}"))
        } else if is_asked(&["kind"]) && !is_method && is_alone {
            kind_called(name).map(|kind| format!("&{kind}"))
        } else if is_compared && (before(3) == "kind" || is_kind_as_text(3))
            || before(1) == "," && is_kind_as_text(2)
        {
            kind_called(name).map(|kind| format!("is_a(&{kind})"))
        } else {
            None
        };
        if let Some(instead) = instead {
            faults.push(Fault {
                file: file.to_owned(),
                line: token.line,
                rule: format!(
                    "\"{name}\" is a name that no compiler checks: write `{instead}`, of the kind that is meant"
                ),
            });
        }
    }
    faults
}

fn field_called(name: &str) -> Option<String> {
    let mut kinds = KINDS.iter();
    let kind = kinds.find(|kind| kind.field(name).is_some())?;
    Some(format!("{}::{}", kind.id, name.to_uppercase()))
}

fn kind_called(name: &str) -> Option<String> {
    let kind = KINDS.iter().find(|kind| kind.id == name)?;
    Some(format!("{}::KIND", kind.id))
}

#[test]
fn a_field_or_kind_that_is_named_by_a_string_is_noticed() {
    let faults = |source: &str| -> Vec<String> {
        let found = faults_of_keys("src/x.rs", source, &super::source::tokens(source));
        found.iter().map(Fault::to_string).collect()
    };
    assert_eq!(
        faults("//! x\nfn f() {\n    record.text(\"by_when\")\n}"),
        [
            "src/x.rs:3: \"by_when\" is a name that no compiler checks: write `&action::BY_WHEN`, of the kind that is meant"
        ]
    );
    for (wrong, instead) in [
        ("record.is(\"formal\")", "`&dissent::FORMAL`"),
        (
            "body.values.get(\"speaker\")",
            "`contribution::SPEAKER.name`",
        ),
        (
            "values.insert(\"sha256\".to_owned(), hash)",
            "`sign_off::SHA256.name`",
        ),
        (
            "it.to_confirm\n.contains_key(\"born\")",
            "`child::BORN.name`",
        ),
        ("meeting.records(\"action\")", "`&action::KIND`"),
        ("reading\n.holding(\n\"offer\"\n)", "`&offer::KIND`"),
        ("kind(\"person\")", "`&person::KIND`"),
        ("record.kind == \"offer\"", "`is_a(&offer::KIND)`"),
        ("record.kind != \"offer\"", "`is_a(&offer::KIND)`"),
        ("record.kind.as_str() == \"offer\"", "`is_a(&offer::KIND)`"),
        (
            "matches!(record.kind.as_str(), \"offer\")",
            "`is_a(&offer::KIND)`",
        ),
    ] {
        let found = faults(wrong);
        assert!(
            found.len() == 1 && found[0].contains(instead),
            "{wrong}: {found:?}"
        );
    }
    for right in [
        "record.text(&action::BY_WHEN)",
        "meeting.records(&action::KIND)",
        "matches!(meeting.agenda().kind.as_str(), \"core_group\")",
        "values.get(action::WHO.name)",
        "line.text(\"no field\")",
        "f.debug_struct(\"Round\").field(\"given_by\", &self.given_by)",
        "// record.text(\"by_when\")",
        "use crate::domain::toml_reader::Table; fn f() { table.text(\"question\") }",
    ] {
        assert_eq!(faults(right), [""; 0], "{right}");
    }
}
