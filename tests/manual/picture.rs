//! The picture of the recording screen for the README: drawn from the program, and compared. It is written together with
//! the other generated parts.

use super::folder;
use crate::screens::scenes::impact;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

const FILE: &str = "recording-screen.svg";
const CELL: (u16, u16) = (9, 19);
const BORDER: u16 = 12;
const PAPER: &str = "#1c1f26";
const INK: &str = "#e4e4e0";

#[test]
fn the_picture_of_the_recording_screen_is_what_the_program_draws() {
    let mut driver = impact();
    driver.typed("AP: ! nine days");
    let (buffer, cursor) = driver.draw(100, 27, &Theme::of(Colours::Either));
    let is_cut = buffer.content.iter().any(|cell| cell.symbol() == "…");
    assert!(
        !is_cut,
        "something in the picture is cut: draw it with more columns or rows"
    );
    let picture = svg(&buffer, cursor);
    let path = folder().join(FILE);
    if std::env::var_os("TALKING_PIECE_WRITE").is_some() {
        std::fs::write(&path, &picture).unwrap();
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stands == picture,
        "src/manual/{FILE} is not what the program draws. Run TALKING_PIECE_WRITE=1 cargo test manual, and look at it in a browser."
    );
}

fn svg(buffer: &Buffer, cursor: Position) -> String {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let (width, height) = (columns * CELL.0 + 2 * BORDER, rows * CELL.1 + 2 * BORDER);
    let mut out = String::new();
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="15">"#
    )
    .unwrap();
    writeln!(
        out,
        "<title>The recording screen of a made-up conference</title>"
    )
    .unwrap();
    writeln!(
        out,
        r#"<rect width="{width}" height="{height}" rx="8" fill="{PAPER}"/>"#
    )
    .unwrap();
    let (x, y) = place(cursor.x, cursor.y);
    writeln!(
        out,
        r#"<rect x="{x}" y="{y}" width="{}" height="{}" fill="{INK}" opacity="0.6"/>"#,
        CELL.0, CELL.1
    )
    .unwrap();
    for row in 0..rows {
        let cells: Vec<&Cell> = (0..columns).map(|column| &buffer[(column, row)]).collect();
        let mut from = 0;
        for run in cells.chunk_by(|one, next| one.style() == next.style()) {
            put_run(&mut out, run, from, row);
            from += u16::try_from(run.len()).unwrap();
        }
    }
    out.push_str("</svg>\n");
    out
}

fn place(column: u16, row: u16) -> (u16, u16) {
    (BORDER + column * CELL.0, BORDER + row * CELL.1)
}

/// Cells of one style. Their length is told, so that any font keeps the columns.
fn put_run(out: &mut String, run: &[&Cell], from: u16, row: u16) {
    let words: String = run.iter().map(|cell| cell.symbol()).collect();
    let has = |modifier| run[0].modifier.contains(modifier);
    let is_reversed = has(Modifier::REVERSED);
    let (ink, paper) = if is_reversed {
        (PAPER, INK)
    } else {
        (colour(run[0].fg), PAPER)
    };
    let (x, y) = place(from, row);
    let length = u16::try_from(run.len()).unwrap() * CELL.0;
    if is_reversed {
        writeln!(
            out,
            r#"<rect x="{x}" y="{y}" width="{length}" height="{}" fill="{paper}"/>"#,
            CELL.1
        )
        .unwrap();
    }
    let dim = if has(Modifier::DIM) {
        r#" opacity="0.65""#
    } else {
        ""
    };
    let mut column = from;
    for alike in run.chunk_by(|one, next| one.symbol() == "─" && next.symbol() == "─") {
        let count = u16::try_from(alike.len()).unwrap();
        put_line(
            out,
            alike[0].symbol(),
            place(column, row),
            count,
            (ink, dim),
        );
        column += count;
    }
    let words: String = words
        .chars()
        .map(|letter| if arms(letter).is_some() { ' ' } else { letter })
        .collect();
    if words.trim().is_empty() {
        return;
    }
    let words = words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let bold = if has(Modifier::BOLD) {
        r#" font-weight="bold""#
    } else {
        ""
    };
    let y = y + 14;
    writeln!(
        out,
        r#"<text x="{x}" y="{y}" textLength="{length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="{ink}"{bold}{dim}>{words}</text>"#
    )
    .unwrap();
}

/// Where a sign of a line goes from the middle of its cell: left, right, up, down.
fn arms(sign: char) -> Option<[bool; 4]> {
    Some(match sign {
        '─' => [true, true, false, false],
        '│' => [false, false, true, true],
        '┬' => [true, true, false, true],
        '┴' => [true, true, true, false],
        '┤' => [true, false, true, true],
        '├' => [false, true, true, true],
        '┼' => [true, true, true, true],
        _ => return None,
    })
}

/// The signs of lines are drawn: as letters of a font they leave gaps between the rows.
fn put_line(
    out: &mut String,
    sign: &str,
    (x, y): (u16, u16),
    count: u16,
    (ink, dim): (&str, &str),
) {
    let Some([left, right, up, down]) = sign.chars().next().and_then(arms) else {
        return;
    };
    let (width, height) = CELL;
    let (middle_x, middle_y) = (x + width / 2, y + height / 2);
    let mut rect = |x: u16, y: u16, width: u16, height: u16| {
        writeln!(
            out,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{ink}"{dim}/>"#
        )
        .unwrap();
    };
    if left || right {
        let from = if left { x } else { middle_x };
        let to = if right {
            x + count * width
        } else {
            middle_x + 1
        };
        rect(from, middle_y, to - from, 1);
    }
    if up || down {
        let from = if up { y } else { middle_y };
        let to = if down { y + height } else { middle_y + 1 };
        rect(middle_x, from, 1, to - from);
    }
}

fn colour(of: Color) -> &'static str {
    match of {
        Color::Green => "#8ccf7e",
        Color::Yellow => "#e5c76b",
        Color::Red => "#ef7d7d",
        Color::Magenta => "#c79bf0",
        Color::Cyan => "#6cbfbf",
        _ => INK,
    }
}
