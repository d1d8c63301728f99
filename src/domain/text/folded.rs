//! Text without capitals, accents and strokes through letters, to be searched: `lucja` finds Łucja, `zoe` finds Zoë,
//! `strasse` finds Straße. The one folding for the page and for the library. A change here needs a new number for the
//! index (`store/index`).

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Appends the folded form of a letter to `out`; a combining mark leaves nothing.
pub fn fold_letter(letter: char, out: &mut String) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_lowercase());
        return;
    }
    decompose_compatible(letter, |part| {
        for small in part.to_lowercase() {
            if is_combining_mark(small) {
                continue;
            }
            match as_typed(small) {
                Some(plain) => out.push_str(plain),
                None => out.push(small),
            }
        }
    });
}

/// Letters that carry their sign inside, and curly quotes, as somebody without that key types them: Unicode does not
/// take them apart.
fn as_typed(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        '\u{2018}' | '\u{2019}' => "'",
        '\u{201c}' | '\u{201d}' => "\"",
        _ => return None,
    })
}

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
        assert_eq!(folded("Straße, STRAẞE, Œuvre"), "strasse, strasse, oeuvre");
        assert_eq!(folded("2214-K Siân"), "2214-k sian");
        assert_eq!(folded("ليلى"), "ليلى");
    }
}
