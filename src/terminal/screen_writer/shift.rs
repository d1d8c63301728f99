//! Detects that the wanted screen is largely the current one with a block of rows moved up or down. The saving is only
//! an estimate: the painter tries it and keeps the shorter result.

use super::grid::Grid;

/// The bytes for moving rows: two moves, a deletion and an insertion.
const COST: i32 = 18;
/// The bytes for going to a row and writing there, besides the symbols.
const COST_OF_A_ROW: i32 = 6;

/// Rows `top..end` become those now `by` rows further down (`up`) or further up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) top: u16,
    pub(super) end: u16,
    /// At least 1, and less than the height of the block.
    pub(super) by: u16,
    pub(super) up: bool,
}

/// The shift that seems to save most. `None` if simply writing is better.
pub(super) fn worth_it(grid: &Grid) -> Option<Shift> {
    let (shown, wanted) = grid.marks();
    let blank = Vec::new();
    let stay: Vec<i32> = (shown.iter().zip(&wanted))
        .map(|(a, b)| cost(a, b))
        .collect();
    let fresh: Vec<i32> = wanted.iter().map(|row| cost(&blank, row)).collect();
    let height = wanted.len();
    let mut best = (0, None);
    for by in 1..height {
        for up in [true, false] {
            // What each row saves if it comes from elsewhere, and if it becomes blank first.
            let saved = |y: usize| {
                let from = if up {
                    y.checked_add(by)
                } else {
                    y.checked_sub(by)
                };
                let from = shown.get(from?)?;
                Some(stay.get(y)? - cost(from, wanted.get(y)?))
            };
            let saved: Vec<Option<i32>> = (0..height).map(saved).collect();
            let blanked: Vec<i32> = stay.iter().zip(&fresh).map(|(a, b)| a - b).collect();
            if let Some((gain, block)) = best_block(&saved, &blanked, by, up)
                && gain > best.0
            {
                best = (gain, Some((block, by, up)));
            }
        }
    }
    let (_, (block, by, up)) = (best.0, best.1?);
    Some(Shift {
        top: u16::try_from(block.start).ok()?,
        end: u16::try_from(block.end).ok()?,
        by: u16::try_from(by).ok()?,
        up,
    })
}

/// The rows that come from elsewhere are adjacent, with `by` blank ones after them (`up`) or before them.
fn best_block(
    saved: &[Option<i32>],
    blanked: &[i32],
    by: usize,
    up: bool,
) -> Option<(i32, std::ops::Range<usize>)> {
    let mut best: Option<(i32, std::ops::Range<usize>)> = None;
    let mut run: Option<(i32, usize)> = None;
    for (y, saved) in saved.iter().enumerate() {
        // Going down, a run begins below the rows that become blank.
        let before = if up {
            Some(0)
        } else {
            y.checked_sub(by).map(|from| sum(blanked, from, y))
        };
        run = saved.and_then(|saved| match (run, before) {
            (Some((so_far, from)), Some(before)) if so_far > before => Some((so_far + saved, from)),
            (Some((so_far, from)), None) => Some((so_far + saved, from)),
            (_, Some(before)) => Some((before + saved, y)),
            (None, None) => None,
        });
        let Some((so_far, from)) = run else { continue };
        let (gain, block) = if up {
            let end = y + 1 + by;
            (so_far + sum(blanked, y + 1, end), from..end)
        } else {
            (so_far, from.saturating_sub(by)..y + 1)
        };
        let gain = gain - COST;
        if block.end <= blanked.len() && best.as_ref().is_none_or(|(most, _)| gain > *most) {
            best = Some((gain, block));
        }
    }
    best.filter(|(gain, _)| *gain > 0)
}

fn sum(of: &[i32], from: usize, to: usize) -> i32 {
    of.get(from..to).map_or(0, |part| part.iter().sum())
}

/// Roughly the number of bytes that lead from one row to the other. A missing row is blank.
fn cost(from: &[u32], to: &[u32]) -> i32 {
    let differ = if from.is_empty() {
        to.iter().filter(|mark| **mark != 0).count()
    } else {
        from.iter().zip(to).filter(|(a, b)| a != b).count()
    };
    match i32::try_from(differ) {
        Ok(0) => 0,
        Ok(some) => some + COST_OF_A_ROW,
        Err(_) => i32::MAX / 1024,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Cell;
    use ratatui::layout::Size;

    /// A grid that shows `shown` and should show `wanted`; each letter stands for a row of that letter.
    fn grid(shown: &str, wanted: &str) -> Grid {
        let height = u16::try_from(wanted.len()).unwrap();
        let mut grid = Grid::new(Size::new(30, height));
        let mut fill = |letters: &str, is_there: bool| {
            for (y, letter) in (0..).zip(letters.chars()) {
                for x in 0..30 {
                    grid.want(x, y, &Cell::new("x").set_char(letter).clone());
                    if is_there {
                        grid.written(x, y, 1);
                    }
                }
            }
        };
        fill(shown, true);
        fill(wanted, false);
        grid
    }

    #[test]
    fn a_block_that_went_up_or_down_is_found() {
        let up = |top, end, by| {
            Some(Shift {
                top,
                end,
                by,
                up: true,
            })
        };
        let down = |top, end, by| {
            Some(Shift {
                top,
                end,
                by,
                up: false,
            })
        };
        assert_eq!(worth_it(&grid("habcdef", "hbcdexf")), up(1, 6, 1));
        assert_eq!(worth_it(&grid("habcdef", "hcdexyf")), up(1, 6, 2));
        assert_eq!(worth_it(&grid("habcdef", "hxabcdf")), down(1, 6, 1));
        assert_eq!(worth_it(&grid("habcdef", "hxyabcf")), down(1, 6, 2));
        assert_eq!(worth_it(&grid("abcdef", "cdefxy")), up(0, 6, 2));
    }

    #[test]
    fn what_did_not_move_is_left_where_it_is() {
        assert_eq!(worth_it(&grid("habcdef", "habcdef")), None);
        assert_eq!(worth_it(&grid("habcdef", "huvwxyz")), None);
    }
}
