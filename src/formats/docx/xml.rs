//! Pieces of XML in the order that the schema of Word's documents asks for.

use crate::domain::text::sanitise::clean;

pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The name space of everything that is written, and that of its links to other parts.
pub(super) const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Strong,
    StruckOut,
}

/// A text as runs: line ends stay, and letters that run from right to left are said to do so.
pub(super) fn runs(text: &str, look: Look) -> String {
    let text = clean(text).text;
    let mut xml = String::new();
    for (at, line) in text.trim().split('\n').enumerate() {
        if at > 0 {
            xml.push_str("<w:r><w:br/></w:r>");
        }
        for (direction, piece) in by_direction(line) {
            xml.push_str(&run(piece, look, direction));
        }
    }
    xml
}

fn run(text: &str, look: Look, direction: Direction) -> String {
    let look = match look {
        Look::Plain => "",
        Look::Strong => "<w:rStyle w:val=\"Strong\"/>",
        Look::StruckOut => "<w:strike/>",
    };
    let direction = match direction {
        Direction::LeftToRight => "",
        Direction::RightToLeft => "<w:rtl/>",
    };
    let properties = match (look, direction) {
        ("", "") => String::new(),
        _ => format!("<w:rPr>{look}{direction}</w:rPr>"),
    };
    format!(
        "<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text)
    )
}

/// A text where there are no runs: a property of the document.
pub(super) fn words(text: &str) -> String {
    escaped(clean(&text.replace('\n', " ")).text.trim())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What no XML may hold.
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            letter => out.push(letter),
        }
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Direction {
    LeftToRight,
    RightToLeft,
}

/// That of a paragraph: the direction of its first letter, as on the web page.
pub(in crate::formats) fn direction_of(text: &str) -> Direction {
    let mut letters = text.chars().filter_map(direction);
    letters.next().unwrap_or(Direction::LeftToRight)
}

/// A line in pieces of one direction each. Signs and blanks between two letters of one direction go with them.
pub(in crate::formats) fn by_direction(line: &str) -> Vec<(Direction, &str)> {
    let mut pieces = Vec::new();
    let (mut begin, mut last_end) = (0, 0);
    let mut now = Direction::LeftToRight;
    for (at, letter) in line.char_indices() {
        let Some(direction) = direction(letter) else {
            continue;
        };
        if direction != now {
            // What stands between the two goes with the letters from left to right.
            let end = match now {
                Direction::LeftToRight => at,
                Direction::RightToLeft => last_end,
            };
            pieces.push((now, line.get(begin..end).unwrap_or("")));
            (begin, now) = (end, direction);
        }
        last_end = at + letter.len_utf8();
    }
    let end = match now {
        Direction::LeftToRight => line.len(),
        Direction::RightToLeft => last_end,
    };
    pieces.push((now, line.get(begin..end).unwrap_or("")));
    pieces.push((Direction::LeftToRight, line.get(end..).unwrap_or("")));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

/// `None` for signs, blanks and marks, which go with what is around them.
fn direction(letter: char) -> Option<Direction> {
    match letter {
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => Some(Direction::RightToLeft),
        letter if letter.is_alphanumeric() => Some(Direction::LeftToRight),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_from_right_to_left_are_said_to_run_so() {
        let layla = "\u{644}\u{64a}\u{644}\u{649}";
        let name = format!("{layla} {layla}");
        let line = format!("Her name ({name}) is hers.");
        let pieces = by_direction(&line);
        assert_eq!(
            pieces,
            [
                (Direction::LeftToRight, "Her name ("),
                (Direction::RightToLeft, name.as_str()),
                (Direction::LeftToRight, ") is hers."),
            ]
        );
        assert_eq!(
            by_direction("only ours"),
            [(Direction::LeftToRight, "only ours")]
        );
        assert_eq!(by_direction(layla), [(Direction::RightToLeft, layla)]);
        assert_eq!(by_direction(""), []);
        assert_eq!(direction_of(&line), Direction::LeftToRight);
        assert_eq!(
            direction_of(&format!("({name}) is hers")),
            Direction::RightToLeft
        );
    }

    #[test]
    fn what_no_xml_may_hold_is_replaced_and_signs_are_no_markup() {
        assert_eq!(
            words("a\u{1}<b> & \"c\"\u{ffff}"),
            "a\u{fffd}&lt;b&gt; &amp; &quot;c&quot;\u{fffd}"
        );
        assert_eq!(
            runs("one\ntwo", Look::Plain),
            "<w:r><w:t xml:space=\"preserve\">one</w:t></w:r><w:r><w:br/></w:r>\
             <w:r><w:t xml:space=\"preserve\">two</w:t></w:r>"
        );
    }
}
