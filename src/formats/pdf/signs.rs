//! What no font has is told in words, so that one sign that somebody pasted stops no paper and is not lost.

use super::typesetter::fonts;
use crate::documents::document::{Block, Document};
use crate::domain::text::sanitise::clean;
use codex::{Def, Symbol};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// `Great [sign U+1F44D thumb up]`
pub(super) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut waiting: Vec<String> = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => {
                out.push_str(&in_words(&mut waiting));
                out.push_str(&words);
            }
            Piece::Signs(signs) => waiting.extend(signs.into_iter().map(told_as)),
        }
    }
    out + &in_words(&mut waiting)
}

fn in_words(waiting: &mut Vec<String>) -> String {
    let signs = std::mem::take(waiting);
    match signs.as_slice() {
        [] => String::new(),
        [sign] => format!("[sign {sign}]"),
        signs => format!("[signs {}]", signs.join(", ")),
    }
}

/// The signs of a document that are told in words, each once.
pub(super) fn told(document: &Document) -> Vec<String> {
    let mut signs = BTreeSet::new();
    let mut look = |text: &str| {
        for piece in pieces(&clean(text).text) {
            if let Piece::Signs(found) = piece {
                signs.extend(found);
            }
        }
    };
    look(&document.title);
    let edges = document.named.iter().chain(&document.on_each_page);
    edges.for_each(|text| look(text));
    for block in &document.blocks {
        texts(block).for_each(&mut look);
    }
    signs.into_iter().map(told_as).collect()
}

fn texts(block: &Block) -> Box<dyn Iterator<Item = &str> + '_> {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Marked { text, .. } => {
            Box::new([text.as_str()].into_iter())
        }
        Block::Quote { text, whose } => Box::new([text.as_str(), whose].into_iter()),
        Block::Facts(facts) => Box::new(
            facts
                .iter()
                .flat_map(|(name, said)| [name.as_str(), said.as_str()]),
        ),
        Block::List { items: texts, .. } | Block::Example(texts) => {
            Box::new(texts.iter().map(String::as_str))
        }
        Block::Table(table) => {
            let cells = table.header.iter().chain(table.rows.iter().flatten());
            Box::new(cells.map(String::as_str))
        }
    }
}

enum Piece {
    Words(String),
    Signs(Vec<char>),
}

/// What a reader takes for one letter is set in one font or in none.
fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    text.graphemes(true).filter_map(|cluster| {
        let letters: String = cluster.chars().filter_map(as_set).collect();
        if letters.is_empty() {
            return None;
        }
        Some(match is_covered(&letters) {
            true => Piece::Words(letters),
            false => Piece::Signs(letters.chars().filter(|letter| *letter != JOINER).collect()),
        })
    })
}

/// Between the parts of a sign of several people.
const JOINER: char = '\u{200d}';

/// Without what only says how a sign is to look or where a word may be parted: no word is.
fn as_set(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => None,
        // A hyphen at which no line ends: no line ends at a hyphen that has a letter on each side.
        '\u{2011}' => Some('-'),
        letter => Some(letter),
    }
}

fn is_covered(letters: &str) -> bool {
    static FAMILIES: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
        let names = ["Liberation Sans", "Noto Sans Arabic"];
        let of = |name: &str| {
            let fonts = fonts().iter().enumerate();
            let fonts = fonts.filter(|(_, font)| font.info().family == name);
            fonts.map(|(at, _)| at).collect()
        };
        names.into_iter().map(of).collect()
    });
    letters == "\n"
        || FAMILIES.iter().any(|family| {
            family.iter().filter_map(|at| fonts().get(*at)).all(|font| {
                let coverage = &font.info().coverage;
                letters
                    .chars()
                    .all(|letter| coverage.contains(u32::from(letter)))
            })
        })
}

/// `U+1F44D thumb up`
fn told_as(sign: char) -> String {
    let code = format!("U+{:04X}", u32::from(sign));
    match NAMES.get(&sign) {
        Some(name) => format!("{code} {name}"),
        None => code,
    }
}

static NAMES: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for module in [codex::EMOJI, codex::SYM] {
        for (name, binding) in module.iter() {
            if let Def::Symbol(symbol) = binding.def {
                named(&mut names, name, symbol);
            }
        }
    }
    names
});

fn named(names: &mut HashMap<char, String>, name: &str, symbol: Symbol) {
    for (modifiers, sign, _) in symbol.variants() {
        let mut letters = sign.chars().filter_map(as_set);
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            let words: Vec<&str> = [name].into_iter().chain(modifiers).collect();
            names.entry(letter).or_insert_with(|| words.join(" "));
        }
    }
}
