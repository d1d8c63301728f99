//! The layout of a screen for each size of the terminal.

use ratatui::layout::Rect;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// Under 60 columns: the left column becomes one line.
    Narrow,
    Normal,
    Wide,
}

/// The smallest terminal in which a screen is drawn (columns, rows).
pub const FLOOR: (u16, u16) = (20, 5);

pub const LINE_ROWS: u16 = 5;

pub const NARROW: u16 = 60;

/// Rows for what is said above the line; only a message takes more than three.
pub const MOST_TOLD: u16 = 9;

pub fn breadth(columns: u16) -> Breadth {
    match columns {
        0..NARROW => Breadth::Narrow,
        NARROW..100 => Breadth::Normal,
        _ => Breadth::Wide,
    }
}

pub fn is_too_small(area: Rect) -> bool {
    area.width < FLOOR.0 || area.height < FLOOR.1
}

/// Top to bottom. A part without room has height 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    pub header: Rect,
    pub upper_rule: Rect,
    /// Sections and round; width 0 on a narrow screen.
    pub left: Rect,
    pub middle_rule: Rect,
    pub middle: Rect,
    pub lower_rule: Rect,
    pub explanation: Rect,
    pub line: Rect,
    pub footer: Rect,
}

/// `explanation` and `line` are the rows these would like.
pub fn parts(area: Rect, explanation: u16, line: u16, has_left: bool) -> Parts {
    let calm = area.height >= 10;
    let rule = u16::from(calm);
    let footer = u16::from(area.height >= 5);
    // The line comes first, then the explanation, then the header; the middle gets the rest.
    let most = area.height.saturating_sub(2);
    let line = line.clamp(1, LINE_ROWS).min((most / 3).max(1));
    // What there is to say is not cut while the middle has rows to give.
    let explanation = explanation.clamp(1, MOST_TOLD).min((most * 2 / 5).max(1));
    let mut y = area.y;
    let mut take = |height: u16| {
        let top = y.min(area.bottom());
        let height = height.min(area.bottom().saturating_sub(top));
        y = top.saturating_add(height);
        Rect::new(area.x, top, area.width, height)
    };
    let header = take(1);
    let upper_rule = take(rule);
    let below = rule + explanation + line + footer;
    let band = take(
        area.height
            .saturating_sub(1 + rule)
            .saturating_sub(below)
            .max(u16::from(area.height > below + 1)),
    );
    let lower_rule = take(rule);
    let explanation = take(explanation);
    let line = take(line);
    let footer = take(footer);
    let left_width = match breadth(area.width) {
        _ if !has_left || !calm => 0,
        Breadth::Narrow => 0,
        Breadth::Normal => 22,
        Breadth::Wide => 28,
    };
    let left = Rect {
        width: left_width,
        ..band
    };
    let middle_rule = Rect {
        x: band.x + left_width,
        width: u16::from(left_width > 0),
        ..band
    };
    let gone = left_width + middle_rule.width;
    let middle = Rect {
        x: band.x + gone,
        width: band.width.saturating_sub(gone),
        ..band
    };
    Parts {
        header,
        upper_rule,
        left,
        middle_rule,
        middle,
        lower_rule,
        explanation,
        line,
        footer,
    }
}

pub fn count(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

pub fn rows_of(area: Rect, from: u16, rows: u16) -> Rect {
    let from = from.min(area.height);
    Rect {
        y: area.y + from,
        height: rows.min(area.height - from),
        ..area
    }
}

pub fn padded(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1).min(area.right()),
        width: area.width.saturating_sub(2),
        ..area
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_fit(width in 0u16..200, height in 0u16..60, explanation in 0u16..5, line in 0u16..9, has_left: bool) {
            let area = Rect::new(0, 0, width, height);
            let parts = parts(area, explanation, line, has_left);
            let all = [parts.header, parts.upper_rule, parts.left, parts.middle_rule, parts.middle,
                parts.lower_rule, parts.explanation, parts.line, parts.footer];
            for (place, part) in all.iter().enumerate() {
                prop_assert_eq!(part.intersection(area).area(), part.area(), "{:?}", part);
                for other in &all[place + 1..] {
                    prop_assert_eq!(part.intersection(*other).area(), 0, "{:?} {:?}", part, other);
                }
            }
            if height >= FLOOR.1 {
                prop_assert!(parts.line.height >= 1 && parts.explanation.height >= 1);
            }
        }
    }

    #[test]
    fn the_breakpoints() {
        assert_eq!(breadth(59), Breadth::Narrow);
        assert_eq!(breadth(60), Breadth::Normal);
        assert_eq!(breadth(100), Breadth::Wide);
        assert!(is_too_small(Rect::new(0, 0, 19, 5)) && !is_too_small(Rect::new(0, 0, 20, 5)));
    }
}
