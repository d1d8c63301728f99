//! Where the elements of XML stand that somebody else wrote: no more than is needed to take pieces out of it whole.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Begin,
    End,
    /// It begins and ends at once.
    Both,
}

#[derive(Debug, Clone)]
pub(super) struct Tag<'x> {
    pub(super) name: &'x str,
    inside: &'x str,
    place: Range<usize>,
    kind: Kind,
}

impl<'x> Tag<'x> {
    pub(super) fn attribute(&self, name: &str) -> Option<&'x str> {
        let all = self.attributes();
        let found = all.into_iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value)
    }

    /// Their names and values, up to where it is broken.
    pub(super) fn attributes(&self) -> Vec<(&'x str, &'x str)> {
        let mut all = Vec::new();
        let mut rest = self.inside;
        while let Some((before, behind)) = rest.split_once('=') {
            let Some(mark) = behind.trim_start().chars().next() else {
                break;
            };
            let quoted = behind.trim_start().get(mark.len_utf8()..);
            let Some((value, behind)) = quoted.and_then(|quoted| quoted.split_once(mark)) else {
                break;
            };
            if let Some(key) = before.split_whitespace().last() {
                all.push((key, value));
            }
            rest = behind;
        }
        all
    }

    pub(super) fn is_begin(&self) -> bool {
        self.kind == Kind::Begin
    }

    pub(super) fn is_end(&self) -> bool {
        self.kind == Kind::End
    }
}

/// Each sign, and the text behind it up to the next one; a remark in the text does not part it.
pub(super) fn pieces(xml: &str) -> Vec<(Tag<'_>, String)> {
    let all = tags(xml);
    let ends: Vec<usize> = all
        .iter()
        .skip(1)
        .map(|tag| tag.place.start)
        .chain([xml.len()])
        .collect();
    let behind = |tag: &Tag<'_>, end: usize| xml.get(tag.place.end..end).unwrap_or("");
    all.into_iter()
        .zip(ends)
        .map(|(tag, end)| {
            let text = without_remarks(behind(&tag, end));
            (tag, text)
        })
        .collect()
}

/// All signs of it in their order, without remarks and instructions.
pub(super) fn tags(xml: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = xml.get(at..).and_then(|rest| rest.find('<')) {
        let begin = at + found;
        let rest = xml.get(begin..).unwrap_or("");
        let end = match rest {
            remark if remark.starts_with("<!--") => remark.find("-->").map(|end| end + 3),
            sign => end_of(sign),
        };
        let Some(end) = end else { break };
        at = begin + end;
        let inside = rest.get(1..end.saturating_sub(1)).unwrap_or("");
        if inside.starts_with(['!', '?']) {
            continue;
        }
        let kind = match (inside.starts_with('/'), inside.ends_with('/')) {
            (true, _) => Kind::End,
            (false, true) => Kind::Both,
            (false, false) => Kind::Begin,
        };
        let inside = inside.trim_matches('/');
        let name = inside.split_whitespace().next().unwrap_or("");
        tags.push(Tag {
            name,
            inside: inside.get(name.len()..).unwrap_or(""),
            place: begin..at,
            kind,
        });
    }
    tags
}

fn without_remarks(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, remark)) = rest.split_once("<!--") {
        left.push_str(before);
        rest = remark.split_once("-->").map_or("", |(_, behind)| behind);
    }
    left + rest
}

/// Behind the `>` that is not between quotation marks.
fn end_of(sign: &str) -> Option<usize> {
    let mut quoted = None;
    for (at, letter) in sign.char_indices() {
        match (quoted, letter) {
            (None, '"' | '\'') => quoted = Some(letter),
            (Some(mark), letter) if mark == letter => quoted = None,
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Where each element of this name stands with all that is in it; one inside another is not listed.
pub(super) fn elements(xml: &str, name: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut depth, mut begin) = (0_usize, 0);
    for tag in tags(xml).iter().filter(|tag| tag.name == name) {
        match tag.kind {
            Kind::Both if depth == 0 => found.push(tag.place.clone()),
            Kind::Both => {}
            Kind::Begin => {
                if depth == 0 {
                    begin = tag.place.start;
                }
                depth += 1;
            }
            Kind::End => {
                if depth == 1 {
                    found.push(begin..tag.place.end);
                }
                depth = depth.saturating_sub(1);
            }
        }
    }
    found
}

/// Whether each element that begins ends, and inside the one that it began in.
pub(super) fn is_whole(xml: &str) -> bool {
    let mut open = Vec::new();
    for tag in tags(xml) {
        match tag.kind {
            Kind::Begin => open.push(tag.name),
            Kind::End if open.pop() != Some(tag.name) => return false,
            Kind::End | Kind::Both => {}
        }
    }
    open.is_empty() && xml.trim_end().ends_with('>')
}

pub(super) fn without(xml: &str, name: &str) -> String {
    let mut rest = xml.to_owned();
    for place in elements(xml, name).into_iter().rev() {
        rest.replace_range(place, "");
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = "<?xml version='1.0'?><!-- <a>no</a> --><r x='1'><a id=\"a>b\" k='v'><a/>in</a>t<b/><a id=\"2\"/></r>";

    #[test]
    fn elements_are_found_whole_and_those_inside_others_go_with_them() {
        let found: Vec<&str> = elements(XML, "a")
            .into_iter()
            .filter_map(|at| XML.get(at))
            .collect();
        assert_eq!(found, ["<a id=\"a>b\" k='v'><a/>in</a>", "<a id=\"2\"/>"]);
        assert!(without(XML, "a").ends_with("<r x='1'>t<b/></r>"));
        let all = tags(XML);
        let first = all.iter().find(|tag| tag.name == "a").unwrap();
        assert_eq!(first.attribute("id"), Some("a>b"));
        assert_eq!(first.attribute("k"), Some("v"));
        assert_eq!(first.attribute("d"), None);
    }

    #[test]
    fn broken_markup_ends_where_it_breaks() {
        assert!(is_whole(XML));
        for broken in ["<a", "<a b=\"", "<!-- ", "<", "</", "<a b=c", "</a></a><a>"] {
            let _ = without(broken, "a");
            assert!(!is_whole(broken), "{broken}");
            for tag in tags(broken) {
                assert_eq!(tag.attribute("b"), None);
            }
        }
    }
}
