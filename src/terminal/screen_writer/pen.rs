//! How characters look (the 16 colours every terminal has, bold, dim, underline and reverse; nothing else), and which
//! bytes lead from one look to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The default is the terminal's own colours and no attribute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pen {
    /// 0 to 15, or the terminal's own.
    foreground: Option<u8>,
    background: Option<u8>,
    bold: bool,
    dim: bool,
    underline: bool,
    reverse: bool,
}

impl Pen {
    /// Colours beyond the 16 become the terminal's own.
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            foreground: ansi(cell.fg),
            background: ansi(cell.bg),
            bold: cell.modifier.contains(Modifier::BOLD),
            dim: cell.modifier.contains(Modifier::DIM),
            underline: cell.modifier.contains(Modifier::UNDERLINED),
            reverse: cell.modifier.contains(Modifier::REVERSED),
        }
    }

    pub(super) fn bytes(self) -> [u8; 3] {
        let marks = [self.bold, self.dim, self.underline, self.reverse];
        let marks = marks.into_iter().fold(0, |sum, is| sum * 2 + u8::from(is));
        let colour = |colour: Option<u8>| colour.map_or(0, |colour| colour + 1);
        [colour(self.foreground), colour(self.background), marks]
    }

    /// Whether a blank written with it is just a blank: nothing of the look can be seen.
    pub(super) const fn is_plain_on_blanks(self) -> bool {
        self.background.is_none() && !self.underline && !self.reverse
    }

    /// The look nearest to `now` in which a blank looks the same as in `self`.
    pub(super) const fn for_a_blank(self, now: Self) -> Self {
        if self.underline || self.reverse {
            return self;
        }
        Self {
            background: self.background,
            underline: false,
            reverse: false,
            ..now
        }
    }

    /// Writes the change of look from `now` (`None`: unknown) to `self`, in as few bytes as we know how.
    pub(super) fn write_change(self, now: Option<Self>, out: &mut Vec<u8>) {
        if now == Some(self) {
            return;
        }
        let fresh = self.parameters_from_nothing();
        let step = now.map(|now| self.parameters_from(now));
        let parameters = match step {
            Some(step) if step.len() <= fresh.len() => step,
            _ => fresh,
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(&parameters);
        out.push(b'm');
    }

    /// First everything off, then what is on. No parameter at all means "off".
    fn parameters_from_nothing(self) -> Vec<u8> {
        let mut wanted = self.parameters_from(Self::default());
        if !wanted.is_empty() {
            wanted.splice(0..0, *b"0;");
        }
        wanted
    }

    /// Only what differs. Never empty unless nothing differs (an empty list would mean "all off").
    fn parameters_from(self, now: Self) -> Vec<u8> {
        let mut list = Parameters(Vec::new());
        // One code ends both bold and dim.
        let heavy_ends = (now.bold && !self.bold) || (now.dim && !self.dim);
        if heavy_ends {
            list.add(22);
        }
        if self.bold && (heavy_ends || !now.bold) {
            list.add(1);
        }
        if self.dim && (heavy_ends || !now.dim) {
            list.add(2);
        }
        if self.underline != now.underline {
            list.add(if self.underline { 4 } else { 24 });
        }
        if self.reverse != now.reverse {
            list.add(if self.reverse { 7 } else { 27 });
        }
        if self.foreground != now.foreground {
            list.add(colour_code(self.foreground, 30));
        }
        if self.background != now.background {
            list.add(colour_code(self.background, 40));
        }
        list.0
    }
}

struct Parameters(Vec<u8>);

impl Parameters {
    fn add(&mut self, number: u8) {
        if !self.0.is_empty() {
            self.0.push(b';');
        }
        push_number(u16::from(number), &mut self.0);
    }
}

/// `base` is 30 for the text, 40 for the background.
const fn colour_code(colour: Option<u8>, base: u8) -> u8 {
    match colour {
        Some(colour @ 0..=7) => base + colour,
        Some(colour) => base + 60 + (colour & 7),
        None => base + 9,
    }
}

const fn ansi(colour: Color) -> Option<u8> {
    match colour {
        Color::Black => Some(0),
        Color::Red => Some(1),
        Color::Green => Some(2),
        Color::Yellow => Some(3),
        Color::Blue => Some(4),
        Color::Magenta => Some(5),
        Color::Cyan => Some(6),
        Color::Gray => Some(7),
        Color::DarkGray => Some(8),
        Color::LightRed => Some(9),
        Color::LightGreen => Some(10),
        Color::LightYellow => Some(11),
        Color::LightBlue => Some(12),
        Color::LightMagenta => Some(13),
        Color::LightCyan => Some(14),
        Color::White => Some(15),
        Color::Indexed(index @ 0..=15) => Some(index),
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => None,
    }
}

pub(super) fn push_number(number: u16, out: &mut Vec<u8>) {
    let mut divisor = 10_000;
    while divisor > 1 && number < divisor {
        divisor /= 10;
    }
    while divisor > 0 {
        let digit = u8::try_from(number / divisor % 10).unwrap_or(0);
        out.push(b'0' + digit);
        divisor /= 10;
    }
}
