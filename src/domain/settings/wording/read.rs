//! The words file: `wording.toml`. What a council writes is added to the built-in words; a word of its own
//! replaces the built-in one of the same form.

use super::{SmartWords, Word, WordKind, Words};
use crate::domain::text::tokens;
use crate::domain::toml_reader::{
    Faults, FieldShape, Kind, Once, SettingsValues, Shape, Table, nearest, not_known,
};

const KINDS: &[(&str, &str)] = &[
    ("jargon", "a professional word that families may not know"),
    (
        "blame",
        "a word that judges instead of saying what was seen",
    ),
    ("abbreviation", "letters that stand for words"),
    (
        "vague",
        "a word that does not say what will be done; pointed out in the plan only",
    ),
];

static WORDING: Shape = Shape {
    name: "the words file",
    about: "Words that are pointed out beside the line, with a plainer way to say it. They are hints: the program never changes a text. What you write here is added to the words that are built in.",
    fields: &[
        FieldShape::may(
            "leave_out",
            Kind::List(&Kind::Line),
            "Built-in words that you do not want to be pointed out.",
        ),
        FieldShape::may("word", Kind::Tables(&WORD), "A word to point out."),
        FieldShape::may(
            "smart",
            Kind::Table(&SMART),
            "The five questions for an action of the plan, and the words that help to answer them.",
        ),
    ],
};

static WORD: Shape = Shape {
    name: "a word",
    about: "One word, or several words that are said for the same thing.",
    fields: &[
        FieldShape::needed(
            "words",
            Kind::List(&Kind::Line),
            "The forms it takes. Capitals do not matter, and a plural in s is found by itself.",
        ),
        FieldShape::needed("kind", Kind::Choice(KINDS), "Why it is pointed out."),
        FieldShape::needed("instead", Kind::Line, "What could be said instead."),
        FieldShape::may(
            "why",
            Kind::Line,
            "What is wrong with it, in a short sentence, shown after the plainer word.",
        ),
    ],
};

static SMART: Shape = Shape {
    name: "the part smart",
    about: "What is left out here stays as it is built in.",
    fields: &[
        FieldShape::may(
            "specific",
            Kind::Line,
            "The question whether it is clear what will be done.",
        ),
        FieldShape::may(
            "measurable",
            Kind::Line,
            "The question how everybody will see it.",
        ),
        FieldShape::may(
            "achievable",
            Kind::Line,
            "The question whether it can be done.",
        ),
        FieldShape::may(
            "realistic",
            Kind::Line,
            "The question whether the family thinks it can be done.",
        ),
        FieldShape::may("timely", Kind::Line, "The question for the day."),
        FieldShape::may(
            "doing_words",
            Kind::List(&Kind::Line),
            "Words for something that can be seen being done. With one of them, a vague word in an action does no \
                harm.",
        ),
        FieldShape::may(
            "review_words",
            Kind::List(&Kind::Line),
            "Words by which the date of the next review is known among the dates.",
        ),
    ],
};

impl SettingsValues for Words {
    const NAME: &'static str = "wording.toml";
    const ABOUT: &'static str = "words that are pointed out beside the line, with a plainer one";
    const BUILT_IN: &'static str = include_str!("../wording.toml");
    const SHAPE: &'static Shape = &WORDING;
    const KEPT: bool = false;

    fn with_file(self, root: &Table, faults: &mut Faults<'_>) -> Words {
        let mut dropped = left_out(root, &self, faults);
        let own = own_words(root, faults);
        let smart = match root.tables("smart") {
            [table, ..] => smart(table, &self.smart, faults),
            [] => self.smart,
        };
        dropped.extend(
            own.iter()
                .flat_map(|word| &word.forms)
                .map(|form| tokens::words_of(form)),
        );
        let kept = self.words.into_iter().map(|mut word| {
            word.forms
                .retain(|form| !dropped.contains(&tokens::words_of(form)));
            word
        });
        let kept = kept.filter(|word| !word.forms.is_empty());
        Words::new(own.into_iter().chain(kept).collect(), smart)
    }
}

fn left_out(root: &Table, base: &Words, faults: &mut Faults<'_>) -> Vec<Vec<String>> {
    let mut dropped = Vec::new();
    for (form, at) in root.texts("leave_out") {
        let cut = tokens::words_of(form);
        let known = base
            .words
            .iter()
            .flat_map(|word| &word.forms)
            .map(String::as_str);
        if !known.clone().any(|known| tokens::words_of(known) == cut) {
            let instead = match nearest(form, known) {
                Some(_) => not_known(
                    form,
                    base.words
                        .iter()
                        .flat_map(|word| &word.forms)
                        .map(String::as_str),
                ),
                None => "Leave it out: a word that is not built in is not pointed out anyway."
                    .to_owned(),
            };
            faults.add(&at, format!("\"{form}\" is not a built-in word."), instead);
        }
        dropped.push(cut);
    }
    dropped
}

fn own_words(root: &Table, faults: &mut Faults<'_>) -> Vec<Word> {
    let mut once = Once::default();
    let mut words = Vec::new();
    for table in root.tables("word") {
        if table.given("words") && table.length_of("words") == 0 {
            faults.add(
                &table.place_of("words"),
                "\"words\" is empty.",
                "words = [\"…\"]",
            );
        }
        let mut forms = Vec::new();
        for (form, at) in table.texts("words") {
            let cut = tokens::words_of(form).join(" ");
            if cut.is_empty() {
                faults.add(
                    &at,
                    format!("There is no word in \"{form}\"."),
                    "letters or digits, in quotes",
                );
            }
            once.note("word", &cut, &at, faults);
            forms.push(form.to_owned());
        }
        let kind = match table.text("kind") {
            "blame" => WordKind::Blame,
            "abbreviation" => WordKind::Abbreviation,
            "vague" => WordKind::Vague,
            _ => WordKind::Jargon,
        };
        words.push(Word {
            forms,
            kind,
            instead: table.text("instead").to_owned(),
            why: table.text("why").to_owned(),
        });
    }
    words
}

fn smart(table: &Table, base: &SmartWords, faults: &mut Faults<'_>) -> SmartWords {
    let question = |name: &str, built_in: &str| match table.text(name) {
        "" => built_in.to_owned(),
        own => own.to_owned(),
    };
    let mut list = |name: &str, built_in: &[Vec<String>]| {
        if !table.given(name) {
            return built_in.to_vec();
        }
        let mut cut = Vec::new();
        for (words, at) in table.texts(name) {
            let words_cut = tokens::words_of(words);
            if words_cut.is_empty() {
                faults.add(
                    &at,
                    format!("There is no word in \"{words}\"."),
                    "letters or digits, in quotes",
                );
            }
            cut.push(words_cut);
        }
        cut
    };
    SmartWords {
        doing: list("doing_words", &base.doing),
        review: list("review_words", &base.review),
        specific: question("specific", &base.specific),
        measurable: question("measurable", &base.measurable),
        achievable: question("achievable", &base.achievable),
        realistic: question("realistic", &base.realistic),
        timely: question("timely", &base.timely),
    }
}
