//! Text without capitals and accents, to be searched: `lucja` finds Łucja as far as Unicode takes letters apart, `zoe`
//! finds Zoë. Must not know what is searched, or where.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Puts the folded form of a letter behind `out`; a mark over a letter leaves nothing.
pub fn fold_letter(letter: char, out: &mut String) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_lowercase());
        return;
    }
    let plain = match letter {
        // Letters with a stroke, and curly quotes: Unicode does not take them apart.
        'ł' | 'Ł' => 'l',
        'ø' | 'Ø' => 'o',
        'đ' | 'Đ' => 'd',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        other => other,
    };
    decompose_compatible(plain, |part| {
        if !is_combining_mark(part) {
            out.extend(part.to_lowercase());
        }
    });
}

/// The folded form of a text.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars()
        .for_each(|letter| fold_letter(letter, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn accents_and_capitals_make_no_difference() {
        assert_eq!(folded("Łucja ŚWIĄTEK"), folded("lucja swiatek"));
        assert_eq!(folded("Zoë’s e\u{301}t\u{e9}"), "zoe's ete");
        assert_eq!(folded("ليلى"), "ليلى");
    }
}
