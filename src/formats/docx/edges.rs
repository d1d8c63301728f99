//! The top and the bottom of the pages: whose copy it is, of which meeting, and which page. A council's letterhead stands
//! before that.

use super::body::{PAGE, Paragraph};
use super::reference::{Edge, Reference};
use super::xml::{HEAD, Look, SPACES, runs};
use crate::documents::document::Document;

pub(super) fn edges(document: &Document, reference: Option<&Reference>) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (kind, root) in [("header", "w:hdr"), ("footer", "w:ftr")] {
        for which in ["default", "first"] {
            let theirs = reference.and_then(|reference| {
                let mut all = reference.edges.iter();
                all.find(|edge| (edge.kind, edge.which) == (kind, which))
            });
            // Where the first page is like the others, it has none of its own.
            if which == "first" && !reference.is_some_and(|reference| reference.has_first) {
                continue;
            }
            let ours = match kind {
                "header" => header(document),
                _ => Some(footer(document, theirs, reference.is_some())),
            };
            edges.extend(match (theirs, ours) {
                (Some(theirs), ours) => Some(Edge {
                    xml: added(&theirs.xml, root, &ours.unwrap_or_default()),
                    ..theirs.clone()
                }),
                (None, Some(ours)) => Some(Edge {
                    kind,
                    which,
                    xml: format!("{HEAD}<{root} {SPACES}>{ours}</{root}>"),
                    relations: None,
                }),
                (None, None) => None,
            });
        }
    }
    edges
}

impl Edge {
    /// By which the main part calls it.
    pub(super) fn id(&self) -> String {
        format!("{}-{}", self.kind, self.which)
    }
}

/// What the pages look like, as the main part ends.
pub(super) fn section(edges: &[Edge], reference: Option<&Reference>) -> String {
    let references: String = edges
        .iter()
        .map(|edge| {
            format!(
                "<w:{}Reference w:type=\"{}\" r:id=\"{}\"/>",
                edge.kind,
                edge.which,
                edge.id()
            )
        })
        .collect();
    let page = reference.map_or(PAGE, |reference| &reference.page);
    let first = match reference.is_some_and(|reference| reference.has_first) {
        true => "<w:titlePg/>",
        false => "",
    };
    format!("{references}{page}{first}")
}

fn added(theirs: &str, root: &str, ours: &str) -> String {
    let end = format!("</{root}>");
    match theirs.rsplit_once(&end) {
        Some((before, behind)) => format!("{before}{ours}{end}{behind}"),
        // It is there and empty.
        None => format!("{HEAD}<{root} {SPACES}>{ours}</{root}>"),
    }
}

/// For whom it is and whether it is settled; nothing where nothing of that is known.
fn header(document: &Document) -> Option<String> {
    let line = in_a_line(&document.on_each_page);
    let written = Paragraph::of("Header", &line).written(&runs(&line, Look::Plain));
    (!line.is_empty()).then_some(written)
}

/// `12 Nov 2026 · P-2214` and, at the edge, `2 / 5`; the number only where the council's own has none.
fn footer(document: &Document, theirs: Option<&Edge>, has_reference: bool) -> String {
    let line = in_a_line(&document.named);
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    // Where the edge is in a council's own style nobody knows.
    let before = match has_reference {
        true => "<w:r><w:t xml:space=\"preserve\"> \u{b7} </w:t></w:r>",
        false => "<w:r><w:tab/></w:r>",
    };
    let number = match theirs.is_some_and(|edge| edge.xml.contains("PAGE")) {
        true => String::new(),
        false => format!(
            "{before}{}<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>{}",
            field("PAGE"),
            field("NUMPAGES")
        ),
    };
    Paragraph::of("Footer", "").written(&format!("{}{number}", runs(&line, Look::Plain)))
}

fn in_a_line(parts: &[String]) -> String {
    parts.join(" \u{b7} ").replace('\n', " ")
}
