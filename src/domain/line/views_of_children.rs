//! What one agency thinks of each child, behind its name: `cp cin`, in the order of the children; `Ella cp Noah none`,
//! `cp for Ella, none for Noah`, child by child; `both cp neglect`, with the category that goes with a protection plan.

use super::every_child::{names_children, names_every_child};
use super::value::read_value;
use crate::domain::meeting::{Fits, Found, Meeting, find_child, how_it_fits};
use crate::domain::record::kinds::agency_view;
use crate::domain::settings::people_words::plain_words;
use crate::domain::settings::vocabularies::VocabularyEntry;

/// What stands for a child that is left as it is.
pub(super) const LEFT: &str = "=";

/// The longest name of a category, of a child, and of all the children, in words.
const LONGEST: usize = 4;

/// Of the choices of a view: it is a plan that a category goes with.
const FOR_PLAN: &str = "for_plan";

/// What an agency thinks one child needs: codes of the two lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewOfChild {
    pub code: String,
    pub category: Option<String>,
}

/// One for each child, in their order; nothing where the child is left as it is.
pub(super) type Cells = Vec<Option<ViewOfChild>>;

#[derive(Debug, Clone)]
enum Piece {
    View(Option<ViewOfChild>),
    /// Their places in the order of the children.
    Children(Vec<usize>),
}

/// The views in these words, each as long as can be; nothing where a word belongs to none.
pub(super) fn cells(words: &[&str], meeting: &Meeting) -> Option<Cells> {
    if words.is_empty() {
        return Some(Vec::new());
    }
    (1..=words.len()).rev().find_map(|length| {
        let (first, rest) = words.split_at(length);
        let cell = with_category(first, meeting)?;
        let mut behind = cells(rest, meeting)?;
        behind.insert(0, cell);
        Some(behind)
    })
}

/// The views in these words where the children are named, one for each child of the meeting; nothing where a word belongs to
/// none, or one child has two.
pub(super) fn named_cells(words: &[&str], meeting: &Meeting) -> Option<Cells> {
    let mut each: Cells = vec![None; meeting.children().count()];
    let mut is_named = vec![false; each.len()];
    let mut pieces = pieces(words, meeting)?.into_iter();
    while let Some(first) = pieces.next() {
        let (cell, children) = match (first, pieces.next()?) {
            (Piece::View(cell), Piece::Children(children))
            | (Piece::Children(children), Piece::View(cell)) => (cell, children),
            _ => return None,
        };
        for at in children {
            let named = is_named.get_mut(at)?;
            if std::mem::replace(named, true) {
                return None;
            }
            if let Some(there) = each.get_mut(at) {
                there.clone_from(&cell);
            }
        }
    }
    is_named.contains(&true).then_some(each)
}

/// `emotional` behind `CP plan,`: the category of the plans that have none yet. Whether there was one that needs it.
pub(super) fn takes_category(cells: &mut Cells, words: &[&str], meeting: &Meeting) -> bool {
    let Some(category) = category_in(words, meeting) else {
        return false;
    };
    let lists = meeting.settings().vocabularies();
    let is_open = |view: &&mut ViewOfChild| {
        view.category.is_none() && lists.is("agency_views", &view.code, FOR_PLAN)
    };
    let mut is_taken = false;
    for view in cells.iter_mut().flatten().filter(is_open) {
        view.category = Some(category.clone());
        is_taken = true;
    }
    is_taken
}

/// Views and children in turn, in the one order or in the other.
fn pieces(words: &[&str], meeting: &Meeting) -> Option<Vec<Piece>> {
    let Some((first, _)) = words.split_first() else {
        return Some(Vec::new());
    };
    // `cp for Ella`, `Ella and Noah cp`
    if ["for", "and", "is"].contains(&first.to_lowercase().as_str()) {
        return pieces(words.get(1..)?, meeting);
    }
    (1..=words.len()).rev().find_map(|length| {
        let (first, rest) = words.split_at(length);
        let piece = match children(first, meeting) {
            Some(children) => Piece::Children(children),
            None => Piece::View(with_category(first, meeting)?),
        };
        let mut behind = pieces(rest, meeting)?;
        match (&piece, behind.first_mut()) {
            (Piece::Children(before), Some(Piece::Children(after))) => {
                after.extend(before.iter().copied());
            }
            _ => behind.insert(0, piece),
        }
        Some(behind)
    })
}

/// One child by name or letters, or all of them.
fn children(words: &[&str], meeting: &Meeting) -> Option<Vec<usize>> {
    if words.len() > LONGEST || words.iter().any(is_sign) {
        return None;
    }
    let name = words.join(" ");
    let plain = plain_words(&name);
    if names_every_child(&plain, meeting) == Some(plain.len()) && !plain.is_empty() {
        return Some((0..meeting.children().count()).collect());
    }
    match find_child(&name, meeting) {
        Found::One(id) if how_it_fits(&name, meeting) <= Some(Fits::Whole) => {
            let at = meeting.children().position(|child| child.id == id)?;
            Some(vec![at])
        }
        _ => None,
    }
}

/// `cp`, `cp neglect`
fn with_category(words: &[&str], meeting: &Meeting) -> Option<Option<ViewOfChild>> {
    if let Some(view) = view(words, meeting) {
        return Some(view);
    }
    let shortest = words.len().saturating_sub(LONGEST).max(1);
    (shortest..words.len()).find_map(|at| {
        let (plan, category) = words.split_at(at);
        // `cp both` is said of children.
        if names_children(&plain_words(&category.join(" "))) {
            return None;
        }
        let entry = entry(plan, meeting).filter(|entry| entry.is(FOR_PLAN))?;
        Some(Some(ViewOfChild {
            code: entry.code.clone(),
            category: Some(category_in(category, meeting)?),
        }))
    })
}

/// The code of the category, where these words are one alone.
pub(super) fn category_in(words: &[&str], meeting: &Meeting) -> Option<String> {
    let today = meeting.created_at()?.date_naive();
    let read = read_value(&agency_view::CATEGORY, &words.join(" "), meeting, today);
    read.ok()?.as_str().map(str::to_owned)
}

/// Neither a part of a name nor of a view.
pub(super) fn is_sign(word: &&str) -> bool {
    matches!(*word, LEFT | "-" | "\u{2013}" | "\u{2014}")
}

fn view(words: &[&str], meeting: &Meeting) -> Option<Option<ViewOfChild>> {
    if words == [LEFT] {
        return Some(None);
    }
    entry(words, meeting).map(|entry| {
        Some(ViewOfChild {
            code: entry.code.clone(),
            category: None,
        })
    })
}

fn entry<'m>(words: &[&str], meeting: &'m Meeting) -> Option<&'m VocabularyEntry> {
    if words.iter().any(is_sign) {
        return None;
    }
    let fitting = agency_view::VIEW.fitting(&words.join(" "), meeting.settings());
    <[_; 1]>::try_from(fitting).ok().map(|[one]| one)
}
